"""The counts of all segments as compiled loops take them, and rows of them added up by term.

While the rows of one matrix are added up, what a string has there stands in one number: how often
it stands there, how often as a word, and in how many rows, each in as many bits as it can need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.each import cut, each
from analysis.corpus.loops.sums import add_rows, add_totals
from analysis.corpus.numbers import Counted
from analysis.corpus.segments.arrays import Array
from analysis.corpus.segments.occurrences import HALF, LOWER
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.sums import Sums, pair_bits
from analysis.corpus.threads import in_blocks

Ints = npt.NDArray[np.int64]

WIDTH = 63
"""Bits of a number that is not negative."""


class Rows(NamedTuple):
    """Some rows of each segment, one segment behind the other."""

    rows: Ints
    firsts: Ints
    """Where those of each segment begin, and the end."""


class _Layout(NamedTuple):
    """Where the three counts stand in a number."""

    n_shift: int
    word_shift: int
    pairs: Array
    """The pairs of counts of a matrix as such numbers."""


class Matrices:
    """The matrices of counts of some segments.

    Parameters
    ----------
    segments, matrices
        For each segment its matrices (``numbers.Numbers.matrices``).
    n_terms
        Size of the vocabulary.
    """

    def __init__(
        self, segments: Sequence[Segment], matrices: Sequence[Sequence[Counted]], n_terms: int
    ) -> None:
        found = [
            (number, counted, layout)
            for number, several in enumerate(matrices)
            for counted in several
            for layout in _layouts(segments[number], counted)
        ]
        self._size = n_terms + 1  # the last is that of strings which are no terms
        self.segments = np.asarray([number for number, _, _ in found], dtype=np.int64)
        """Segment of each matrix."""
        self._entries = each([counted.counts["entries"] for _, counted, _ in found])
        self._firsts = each([counted.counts["row_firsts"] for _, counted, _ in found])
        self._codes = each([counted.codes for _, counted, _ in found])
        pairs = [counted.counts["pair_sums"] for _, counted, _ in found]
        self._bits = np.asarray([pair_bits(one) for one in pairs], dtype=np.int64)
        self._pairs = each([layout.pairs for _, _, layout in found])
        shifts = [(layout.n_shift, layout.word_shift) for _, _, layout in found]
        self._shifts = np.asarray(shifts, dtype=np.int64).reshape(-1, 2).T.copy()
        self._matrices = matrices

    def add_up(self, rows: Rows) -> Sums:
        """Add up some rows of the segments by term, each of another document."""
        chosen = cut(rows.rows, rows.firsts).take(self.segments)
        widest = int(self._codes.sizes.max(initial=0))
        steps = chosen.sizes * self._entries.sizes // np.maximum(self._firsts.sizes, 1)

        def add(sets: range) -> Sums:
            sums = Sums(*np.zeros((2, self._size), dtype=np.int64))
            numbers = self._bits, self._pairs, self._codes, *self._shifts
            own = np.zeros(widest, dtype=np.int64)
            add_rows.over(int(steps.sum()))(
                sets, self._entries, self._firsts, chosen, *numbers, own, *sums
            )
            return sums

        return self._together(in_blocks(add, steps))

    def totals(self, segments: Ints) -> Sums:
        """Add up all documents of some segments by term, removed ones too."""
        found = [counted for number in segments.tolist() for counted in self._matrices[number]]
        names = ("total_n", "total_n_word", "total_documents")
        columns = [each([counted.counts[name] for counted in found]) for name in names]
        codes = each([counted.codes for counted in found])

        def add(sets: range) -> Sums:
            sums = Sums(*np.zeros((2, self._size), dtype=np.int64))
            add_totals.over(int(codes.sizes.sum()))(sets, *columns, codes, *sums)
            return sums

        return self._together(in_blocks(add, codes.sizes))

    def _together(self, parts: Sequence[Sums]) -> Sums:
        sums = parts[0]
        for part in parts[1:]:
            sums = sums.plus(part)
        return Sums(sums.packed[:-1], sums.documents[:-1])


def _layouts(segment: Segment, counted: Counted) -> Iterator[_Layout]:
    """Yield how the counts of a matrix are added up: in two numbers where one is too narrow."""
    pairs = counted.counts["pair_sums"]
    n, n_word = pairs >> HALF, pairs & LOWER
    held = (n > 0).astype(np.int64)
    word_shift = int(segment.n_documents).bit_length()
    n_shift = word_shift + len(segment.words["token_terms"]).bit_length()
    if n_shift + len(segment.texts["characters"]).bit_length() <= WIDTH:
        yield _Layout(n_shift, word_shift, n << n_shift | n_word << word_shift | held)
        return
    yield _Layout(0, 0, n)
    yield _Layout(WIDTH, word_shift, n_word << word_shift | held)
