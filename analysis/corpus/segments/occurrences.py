"""How often strings stand in a segment, as words and not, counted for those who own the sentences.

Every place of every string is found in one pass; what stands in a sentence counts for its owner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.tallies import order_by, tally
from analysis.corpus.segments.arrays import Array, Arrays
from analysis.corpus.segments.finder import Finder

Ints = npt.NDArray[np.int64]
HALF = np.int64(32)
LOWER = np.int64((1 << 32) - 1)


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

    def find(self, characters: Array) -> tuple[Array, Array]:
        """Return the places of the longer ones, ascending, and which they are.

        Places of one string do not overlap.
        """
        return self._finder.find(characters, apart=True)


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
    columns = dict(zip(strings, range(len(strings)), strict=True))
    signs = [string for string in strings if len(string) == 1]
    if foreign is None or len(foreign.longer) < len(strings) - len(signs):
        foreign = Foreign(strings)
    of_longer = np.fromiter(map(columns.__getitem__, foreign.longer), np.int32, len(foreign.longer))
    places, hits = foreign.find(texts["characters"])
    chosen = np.flatnonzero(owners >= 0)
    names, rows = np.unique(owners[chosen], return_inverse=True)
    firsts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(names)))])
    sentence_places = np.append(words["sentence_places"], len(texts["characters"]))
    given: tuple[Any, ...] = (
        texts["characters"],
        chosen[np.argsort(rows, kind="stable")],
        firsts.astype(np.int64),
        sentence_places.astype(np.int64),
        _sign_columns(texts["characters"], {sign: columns[sign] for sign in signs}),
        np.searchsorted(places, sentence_places.astype(np.int32)),
        hits,
        of_longer,
        words["token_firsts"].astype(np.int64),
        words["token_terms"],
    )
    entries = in_order(*_tallied(given, len(strings)), shape=(len(names), len(strings)))
    return entries._replace(rows=names.astype(np.int64)[entries.rows])


def _tallied(given: tuple[Any, ...], n_strings: int) -> tuple[Ints, Ints, Ints]:
    """Return rows, columns and counts as ``tally`` writes them of what it is given first."""
    counts, touched = np.zeros((2, n_strings), dtype=np.int64)
    n_characters = len(given[0])
    size, room = np.zeros(1, dtype=np.int64), n_characters // 2 + _ROOM
    while True:
        found = np.empty((3, room), dtype=np.int64)
        every: tuple[Any, ...] = (*given, counts, touched, *found, size)
        tally.over(n_characters)(*every)
        if size[0] <= room:
            rows, columns, packed = found[:, : int(size[0])]
            return rows, columns, packed
        room = int(size[0])


_ROOM = 1024
"""A segment is gone through twice if it has more counts than half its characters, and so many."""


def in_order(rows: Ints, columns: Ints, packed: Ints, *, shape: tuple[int, int]) -> Entries:
    """Return counts by row, then column; ``packed`` holds ``n`` above ``n_word``.

    Parameters
    ----------
    shape
        How many rows and columns there may be.
    """
    by_column = positions(columns, shape[1])
    order = by_column[positions(rows[by_column], shape[0])]
    packed = packed[order]
    return Entries(rows[order], columns[order], packed >> HALF, packed & LOWER)


def positions(numbers: Ints, size: int) -> Ints:
    """Return the positions of numbers below ``size`` in ascending order; equal ones stay so."""
    order = np.empty(len(numbers), dtype=np.int64)
    order_by.over(len(numbers))(numbers, np.zeros(size + 1, dtype=np.int64), order)
    return order


def _sign_columns(characters: Array, known: Mapping[str, int]) -> Array:
    """Return the column of each code point of a segment as a string, or -1."""
    columns = np.full(int(characters.max(initial=0)) + 1, -1, dtype=np.int32)
    for sign, column in known.items():
        if ord(sign) < len(columns):
            columns[ord(sign)] = column
    return columns
