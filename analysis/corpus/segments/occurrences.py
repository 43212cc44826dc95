"""How often strings stand in a segment, as words and not, counted for those who own the sentences.

A count is found by sorting: each place of a string becomes a number, made of who it is counted for,
which string it is, and what it adds. Equal numbers stand together then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.segments.arrays import Array, Arrays
from analysis.corpus.segments.strings import Finder, count_once, looping_terms

Ints = npt.NDArray[np.int64]
Keys = Array
"""Of 32 bits without a sign, or of 64."""
HALF = np.int64(32)
LOWER = np.int64((1 << 32) - 1)

# What a place adds to n and to n_word: a word of several characters, a string that is no word,
# a string taken back, a word of one character (its n is counted with the characters).
_WORD, _STRING, _TAKEN, _SIGN = range(4)
_PACKED = np.asarray([1 << 32 | 1, 1 << 32, -1 << 32, 1], dtype=np.int64)


class Entries(NamedTuple):
    """Counts by row (who they are counted for) and column (the string), rows ascending."""

    rows: Ints
    columns: Ints
    n: Ints
    n_word: Ints


class Foreign:
    """Strings that are counted in one segment after another.

    Parameters
    ----------
    strings
        Words of a corpus, say; different ones.
    """

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = strings
        """All of them."""
        self.longer = [string for string in strings if len(string) > 1]
        """Those of several characters."""
        self._finder = Finder(self.longer)

    def find(self, characters: Array, columns: dict[str, int]) -> tuple[Array, Array]:
        """Return the places of the longer ones, and their columns."""
        places, codes = self._finder.find(characters)
        of_code = np.fromiter(map(columns.__getitem__, self.longer), np.int32, len(self.longer))
        return places, of_code[codes]


def count_strings(
    texts: Arrays,
    words: Arrays,
    owners: npt.NDArray[Any],
    strings: Sequence[str],
    foreign: Foreign | None = None,
) -> Entries:
    """Count strings as strings and as words for each owner.

    Parameters
    ----------
    owners
        For each sentence who its strings are counted for, or -1 for nobody.
    strings
        The words of the segment by their codes, then any others.
    foreign
        Many of the strings, ready to be found; all that are of several characters are in
        ``strings``.
    """
    n_owners = int(owners.max(initial=-1)) + 1
    at = _Rows.of(texts, words, owners, n_owners, len(strings))
    parts = [*_signs(texts, at, strings), *_longer(texts, words, at, strings, foreign)]
    keys = np.concatenate(parts)
    keys.sort()
    # Places of nobody are larger than all others.
    keys = keys[: np.searchsorted(keys, keys.dtype.type(n_owners * len(strings) << 2))]
    return _summed(keys, len(strings))


class _Rows(NamedTuple):
    """Who each place of a segment is counted for, times the number of strings, as keys."""

    firsts: Keys

    @classmethod
    def of(
        cls, texts: Arrays, words: Arrays, owners: npt.NDArray[Any], n_owners: int, n_strings: int
    ) -> _Rows:
        """Return them by the sentences that hold the places."""
        is_small = (n_owners + 1) * n_strings << 2 < 1 << 32
        kind = np.uint32 if is_small else np.uint64
        # Nobody, -1, becomes larger than anybody: what has no sign goes round.
        rows = (owners.astype(np.int64) * n_strings).astype(kind)
        ends = np.append(words["sentence_places"][1:], len(texts["characters"]))
        sizes = ends.astype(np.int64)[: len(owners)] - words["sentence_places"]
        before = len(texts["characters"]) - int(sizes.sum())
        nobody = np.full(before, -n_strings, dtype=np.int64).astype(kind)
        return cls(np.concatenate([nobody, np.repeat(rows, sizes)]))

    def keys(self, places: Array | slice, columns: Array, kind: int) -> Keys:
        """Return the keys of strings that stand at some places."""
        keys: Keys = self.firsts[places] + columns.astype(self.firsts.dtype)
        keys <<= keys.dtype.type(2)
        keys |= keys.dtype.type(kind)
        return keys


def _summed(keys: Keys, n_strings: int) -> Entries:
    """Add up sorted keys."""
    # Equal keys first, so that the sums below go over a part of them.
    first = _changes(keys)
    packed = _PACKED[keys[first] & 3] * np.diff(first, append=len(keys))
    cells = (keys[first] >> 2).astype(np.int64)
    starts = _changes(cells)
    if len(starts):
        packed, cells = np.add.reduceat(packed, starts), cells[starts]
    kept = np.flatnonzero(packed)
    cells, packed = cells[kept], packed[kept]
    rows, columns = np.divmod(cells, max(n_strings, 1))
    return Entries(rows, columns, packed >> HALF, packed & LOWER)


def _changes(values: Array) -> Ints:
    """Return where a value stands that is not the one before it."""
    is_other = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=is_other[1:])
    return np.flatnonzero(is_other)


def _signs(texts: Arrays, at: _Rows, strings: Sequence[str]) -> list[Keys]:
    """Return keys of every character that is one of the strings."""
    characters = texts["characters"]
    columns = np.full(int(characters.max(initial=0)) + 1, -1, dtype=np.int32)
    known = {ord(string): code for code, string in enumerate(strings) if len(string) == 1}
    here = [sign for sign in known if sign < len(columns)]
    columns[here] = [known[sign] for sign in here]
    found = columns[characters]
    counted = np.flatnonzero(found >= 0)
    return [at.keys(counted, found[counted], _STRING)]


def _longer(
    texts: Arrays, words: Arrays, at: _Rows, strings: Sequence[str], foreign: Foreign | None
) -> list[Keys]:
    """Return keys of the words, and of the longer strings that differ from them."""
    looping = looping_terms(strings)
    token_codes, token_places = words["token_terms"], words["token_places"]
    places, codes = _find(texts["characters"], strings, foreign)
    standing = np.full(len(texts["characters"]), -1, dtype=np.int32)
    standing[token_places] = token_codes
    extra = np.flatnonzero((standing[places] != codes) & ~looping[codes])
    loops = np.flatnonzero(looping[codes])
    kept, kept_codes = count_once(places[loops], codes[loops], strings, looping)
    taken = np.flatnonzero(looping[token_codes])
    lengths = np.fromiter(map(len, strings), np.int64, len(strings))
    kinds = np.where(lengths > 1, _WORD, _SIGN).astype(at.firsts.dtype)[token_codes]
    return [
        at.keys(token_places, token_codes, 0) | kinds,
        at.keys(places[extra], codes[extra], _STRING),
        at.keys(kept, kept_codes, _STRING),
        at.keys(token_places[taken], token_codes[taken], _TAKEN),
    ]


def _find(
    characters: Array, strings: Sequence[str], foreign: Foreign | None
) -> tuple[Array, Array]:
    """Return the places of the strings of several characters, and their columns."""
    columns = {string: column for column, string in enumerate(strings) if len(string) > 1}
    if foreign is None:
        return Foreign(list(columns)).find(characters, columns)
    places, codes = foreign.find(characters, columns)
    if len(columns) == len(foreign.longer):
        return places, codes
    own = Foreign(list(columns.keys() - set(foreign.longer)))
    further = own.find(characters, columns)
    return np.append(places, further[0]), np.append(codes, further[1])
