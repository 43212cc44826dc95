"""Folded strings searched for in the texts of a subset, whether or not they are ever words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.each import Each, cut, each
from analysis.corpus.loops.strings import count_found
from analysis.corpus.part_counts import PartCounts, add_up, entries_of, merged
from analysis.corpus.segments.finder import find_all
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.texts import SEPARATOR
from analysis.corpus.subset import Subset
from analysis.corpus.threads import in_blocks

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]

_MANY = 200
"""More strings than these are looked for together rather than one by one."""


def find_strings(subset: Subset, strings: list[str]) -> PartCounts:
    """Count folded strings in every part by searching for them; ``n_word`` is 0."""
    if len(strings) > _MANY:
        return _find_together(subset, strings)
    owners, sought = owners_of(subset), [_Sought.of(subset, string) for string in strings]
    candidates = sum((one.sizes for one in sought), np.zeros(len(subset.chosen), dtype=np.int64))

    def find(sets: range) -> list[PartCounts]:
        return [_find(subset, sets, (place, one), owners) for place, one in enumerate(sought)]

    found = in_blocks(find, candidates * _PER_CANDIDATE)
    return merged(subset, [one for block in found for one in block])


_PER_CANDIDATE = 16
"""Steps of other loops that take as long as to look at one place, which is far from the next."""


class Owners(NamedTuple):
    """What is counted for: those of one part are neighbours."""

    of_sentence: Each
    parts: Ints
    firsts: Ints
    """The first one of each segment, and the end."""


def owners_of(subset: Subset) -> Owners:
    """Return portions, or sentences where a portion may be divided or two are of one part."""
    together = subset.corpus.together
    if subset.is_plain:
        firsts = together.firsts("names", "portion_doc")
        return Owners(together.each("names", "sentence_portion"), subset.all_portion_parts, firsts)
    parts = [subset.sentence_parts(number) for number in range(len(subset.chosen))]
    sentences = each([np.arange(len(part), dtype=np.int32) for part in parts])
    return Owners(sentences, np.concatenate([_NONE, *parts]), np.cumsum([0, *map(len, parts)]))


_NONE = np.zeros(0, dtype=np.int64)


class _Sought(NamedTuple):
    """A string, and for each segment its rarest character there."""

    signs: Ints
    letters: Ints
    """Which of its characters that is."""
    firsts: Ints
    """Where the places of the character begin in ``letter_places``."""
    sizes: Ints
    """How many places there are."""

    @classmethod
    def of(cls, subset: Subset, string: str) -> _Sought:
        segments = subset.corpus.layout.segments
        rarest = np.asarray([_rarest(one, string) for one in segments], dtype=np.int64)
        signs = np.fromiter(map(ord, string), np.int64, len(string))
        return cls(signs, *rarest.reshape(-1, 3).T.copy())


def _rarest(segment: Segment, string: str) -> tuple[int, int, int]:
    firsts, rows = segment.texts["letter_firsts"], segment.letters
    known = [rows.get(ord(sign), -1) for sign in string]
    # Documents stand apart by a character of their own.
    if min(known, default=-1) < 0 or chr(SEPARATOR) in string:
        return 0, 0, 0
    sizes = [int(firsts[row + 1] - firsts[row]) for row in known]
    rarest = sizes.index(min(sizes))
    return rarest, int(firsts[known[rarest]]), sizes[rarest]


def _find(subset: Subset, sets: range, one: tuple[int, _Sought], owners: Owners) -> PartCounts:
    """Count a string in every part of some segments; of a plain subset each part comes once."""
    together, (place, sought) = subset.corpus.together, one
    n_owners, sizes = np.diff(owners.firsts), sought.sizes
    most = int(np.minimum(sizes, n_owners)[sets.start : sets.stop].sum())
    found, n = np.empty((2, most), dtype=np.int64)
    size = np.zeros(1, dtype=np.int64)
    count_found.over(int(sizes.sum()))(
        sets,
        together.each("texts", "characters"),
        together.each("texts", "letter_places").pieces(sought.firsts, sizes),
        sought.signs,
        sought.letters,
        together.each("words", "sentence_places"),
        owners.of_sentence,
        cut(owners.parts, owners.firsts),
        np.zeros(int(n_owners.max(initial=0)), dtype=np.int32),
        np.empty(int(sizes.max(initial=0)), dtype=np.int64),
        found,
        n,
        size,
    )
    filled = slice(int(size[0]))
    return entries_of(place, found[filled], n[filled], np.zeros_like(n[filled]))


def _find_together(subset: Subset, strings: list[str]) -> PartCounts:
    n_parts = max(len(subset.parts.group), 1)
    found = []
    for number, codes, places in find_together(subset, strings):
        sentences = subset.corpus.layout.segments[number].sentences_at(places)
        parts = subset.sentence_parts(number)[sentences]
        inside = parts >= 0
        keys, n = np.unique(codes[inside] * n_parts + parts[inside], return_counts=True)
        found.append(entries_of(keys // n_parts, keys % n_parts, n, np.zeros_like(n)))
    return add_up(subset, found)


def find_together(subset: Subset, strings: list[str]) -> Iterator[tuple[int, Ints, Rows]]:
    """Yield for each segment the strings found in documents of the subset, and their places.

    Hits of one string do not overlap; some may lie in sentences outside the subset.
    """
    for number, segment in enumerate(subset.corpus.layout.segments):
        chosen, firsts = subset.chosen[number], segment.texts["firsts"]
        inside = np.zeros(segment.n_documents, dtype=bool)
        inside[chosen.docs] = True
        if chosen.divided is not None:
            inside[segment.words["sentence_doc"][chosen.divided >= 0]] = True
        within = np.flatnonzero(np.repeat(inside, np.diff(firsts))).astype(np.int32)
        places, codes = find_all(segment.texts["characters"], strings, within=within, apart=True)
        yield number, codes.astype(np.int64), places
