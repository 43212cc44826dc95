"""Words that came into a corpus later, counted as strings in the segments that do not know them.

A segment counts the strings of a base when it is made. Counting every segment anew for each new
word would make ten documents cost as much as all; so the words that came later stand beside, in one
small file for all segments. Of the file before, all is taken that still holds: what is looked for
is new words in the old segments, and all further words in new segments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.layout import united
from analysis.corpus.numbering import Further, find_codes, pack_arrow, places_before
from analysis.corpus.segments.arrays import Array, Arrays, arrow_strings, known_strings
from analysis.corpus.segments.finder import find_all
from analysis.corpus.segments.ranks import rank
from analysis.corpus.segments.strings import find_places

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]

MANY = 400
"""A string in so many characters costs as much to look up as the characters cost to go through."""


class Part(NamedTuple):
    """A segment as it is counted here."""

    key: str
    """Says what it is made of."""
    texts: Arrays
    words: Arrays
    names: Arrays


class Known(NamedTuple):
    """What was counted before, by the same base."""

    numbers: Mapping[str, int]
    """Position of each segment then, by its key."""
    further: Further


NOTHING_KNOWN = Known({}, Further({}))


class FurtherWords:
    """The words of some segments that a base lacks, in the order of first appearance.

    Parameters
    ----------
    parts
        The segments.
    base
        As ``numbering.pack_base`` packs it.
    known
        Segments in it are not looked at for their words.
    """

    def __init__(self, parts: Sequence[Part], base: Arrays, known: Known) -> None:
        self._parts = parts
        self._base = base
        self._known = known
        self._terms = arrow_strings(base, "terms")
        own = united([self._lacking(part) for part in parts])
        self.terms: pa.LargeStringArray = own.values
        self._own = own.codes

    def pack(self) -> dict[str, Array]:
        """Count the words as strings where they are no words.

        Returns
        -------
        dict
            ``terms``, the words; ``before``, how many words of the base stand before each when all
            are sorted; ``own``, the numbers of the words of each segment that the base lacks,
            beginning at ``own_firsts``; ``entry_rows``, ``entry_terms``, ``entry_counts``: how
            often others stand in which portion of each segment, beginning at ``entry_firsts``.
        """
        counted = [self._count(number) for number in range(len(self._parts))]
        keys = np.concatenate([_NOTHING, *(keys for keys, _ in counted)])
        counts = np.concatenate([_NOTHING, *(counts for _, counts in counted)])
        return {
            **pack_arrow("terms", self.terms),
            "before": self._before,
            "own": np.concatenate([np.zeros(0, dtype=np.int32), *self._own]),
            "own_firsts": _firsts(self._own),
            "entry_rows": (keys >> 32).astype(np.int32),
            "entry_terms": (keys & 0xFFFFFFFF).astype(np.int32),
            "entry_counts": counts.astype(np.int32),
            "entry_firsts": _firsts([keys for keys, _ in counted]),
        }

    def _lacking(self, part: Part) -> pa.LargeStringArray:
        number = self._known.numbers.get(part.key)
        if number is not None:
            own = self._known.further.own(number)
            return self._known.further.terms.take(pa.array(own))
        terms = arrow_strings(part.words, "terms")
        return terms.filter(pc.equal(pa.array(find_codes(terms, self._terms)), -1))

    @cached_property
    def _moved(self) -> Rows:
        """The number of each word that was known before, -1 for those that are none any more."""
        return find_codes(self._known.further.terms, self.terms)

    @cached_property
    def _is_new(self) -> npt.NDArray[np.bool_]:
        is_new = np.ones(len(self.terms), dtype=bool)
        is_new[self._moved[self._moved >= 0]] = False
        return is_new

    @cached_property
    def _before(self) -> Rows:
        before = np.zeros(len(self.terms), dtype=np.int32)
        stayed = self._moved >= 0
        before[self._moved[stayed]] = self._known.further.before[stayed]
        new = np.flatnonzero(self._is_new)
        before[new] = places_before(self._base, self.terms.take(pa.array(new)))
        return before

    @cached_property
    def _strings(self) -> list[str]:
        return known_strings(pack_arrow("terms", self.terms), "terms")

    def _count(self, number: int) -> tuple[Ints, Ints]:
        """Return portion and word of each entry of a segment in one key, ascending, and counts."""
        part = self._parts[number]
        wanted = np.ones(len(self.terms), dtype=bool)
        keys = counts = _NOTHING
        if part.key in self._known.numbers:
            wanted = self._is_new.copy()
            keys, counts = self._kept(self._known.numbers[part.key])
        wanted[self._own[number]] = False
        codes = np.flatnonzero(wanted)
        found = _look_up(part, [self._strings[code] for code in codes.tolist()], codes)
        keys, counts = np.append(keys, found[0]), np.append(counts, found[1])
        if (np.diff(keys) > 0).all():
            return keys, counts
        order = np.argsort(keys)
        return keys[order], counts[order]

    def _kept(self, number: int) -> tuple[Ints, Ints]:
        entries = self._known.further.entries(number)
        terms = self._moved[entries.columns].astype(np.int64)
        stay = terms >= 0
        return entries.rows[stay] << 32 | terms[stay], entries.n[stay]


def _look_up(part: Part, strings: Sequence[str], codes: Ints) -> tuple[Ints, Ints]:
    """Count strings in the portions of a segment."""
    if not strings:
        return _NOTHING, _NOTHING
    places, found = _find(part.texts, strings)
    sentences = rank(part.words, "sentence", places)
    inside = sentences >= 0
    rows = part.names["sentence_portion"][sentences[inside]].astype(np.int64)
    keys, n = np.unique(rows << 32 | codes[found[inside]], return_counts=True)
    return keys, n.astype(np.int64)


def _find(texts: Arrays, strings: Sequence[str]) -> tuple[Ints, Ints]:
    """Return places and positions of strings, those of one string not overlapping."""
    characters = texts["characters"]
    if len(strings) * MANY < len(characters):
        places = [find_places(texts, string) for string in strings]
        sizes = [len(found) for found in places]
        return np.concatenate([_NOTHING, *places]), np.repeat(np.arange(len(strings)), sizes)
    found, positions = find_all(characters, strings, apart=True)
    return found.astype(np.int64), positions.astype(np.int64)


def _firsts(parts: Sequence[npt.NDArray[np.int32] | Ints]) -> Ints:
    return np.cumsum([0, *map(len, parts)], dtype=np.int64)


_NOTHING = np.zeros(0, dtype=np.int64)
