"""Rows of a segment's matrix of counts (``segments.sums``): taken out, and added up."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.corpus.segments.arrays import Array, Arrays
from analysis.corpus.segments.occurrences import HALF, LOWER
from analysis.corpus.segments.sums import Matrix, Sums, pair_bits

Ints = npt.NDArray[np.int64]


def take_rows(counts: Arrays, rows: npt.NDArray[Any]) -> Matrix:
    """Return some rows of a segment's counts, in their order.

    Returns
    -------
    Matrix
        A ``csr_array`` of int64, shape ``(len(rows), n_strings)``; ``HALF`` divides the two counts
        of an entry. Columns ascend in a row.
    """
    firsts = counts["row_firsts"]
    sizes = firsts[rows + 1] - firsts[rows]
    columns, pairs = _entries(counts, rows)
    borders = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    shape = (len(rows), len(counts["total_n"]))
    return _matrix(sparse.csr_array, shape, (counts["pair_sums"].take(pairs), columns, borders))


def sum_rows(counts: Arrays, rows: npt.NDArray[Any]) -> Sums:
    """Add up some rows of a segment, each of another document; each row once."""
    thirds = _Thirds.of(counts)
    if not thirds.fit:
        return sum_documents(take_rows(counts, rows))
    columns, pairs = _entries(counts, rows)
    values = thirds.packed(counts["pair_sums"]).take(pairs)
    borders = np.asarray([0, len(columns)], dtype=np.int32)
    shape = (len(counts["total_n"]), 1)
    matrix = _matrix(sparse.csc_array, shape, (values, columns, borders))
    return thirds.unpacked(matrix @ np.ones(1, dtype=np.int64))


def sum_documents(rows: Matrix) -> Sums:
    """Add up the rows of a matrix, each of another document."""
    packed: Ints = rows.T @ np.ones(rows.shape[0], dtype=np.int64)
    held = rows.indices[rows.data >> HALF > 0]
    return Sums(packed, np.bincount(held, minlength=rows.shape[1]).astype(np.int64))


def all_rows(counts: Arrays) -> Sums:
    """Return the sums over all documents of a segment."""
    return Sums(counts["total_n"] << HALF | counts["total_n_word"], counts["total_documents"])


def runs(values: Array, firsts: Array, rows: npt.NDArray[Any]) -> Array:
    """Return the values of some rows of an array one behind the other.

    Parameters
    ----------
    firsts
        Where the values of each row begin, and the end of the last.
    """
    # Neighbouring rows are copied at once.
    begins, ends = firsts[rows], firsts[rows + 1]
    apart = np.flatnonzero(begins[1:] != ends[:-1])
    starts = begins[np.append(0, apart + 1)] if len(rows) else begins
    stops = ends[np.append(apart, len(rows) - 1)] if len(rows) else ends
    cuts = zip(starts.tolist(), stops.tolist(), strict=True)
    return np.concatenate([values[:0], *(values[start:stop] for start, stop in cuts)])


class _Thirds(NamedTuple):
    """Documents, ``n`` and ``n_word`` in one number, so that one addition adds all three.

    The fields are as wide as the sums over all documents of the segment.
    """

    n_word_bits: int
    n_bits: int
    fit: bool
    """Whether there is room for the number of documents above them."""

    @classmethod
    def of(cls, counts: Arrays) -> _Thirds:
        n_word, n = (
            int(counts[name].max(initial=0)).bit_length() for name in ("total_n_word", "total_n")
        )
        return cls(n_word, n, n_word + n + len(counts["doc_rows"]).bit_length() < 64)

    def packed(self, pairs: Ints) -> Ints:
        """Return packed counts with one document each."""
        n, n_word = pairs >> HALF, pairs & LOWER
        packed: Ints = ((n > 0).astype(np.int64) << self.n_bits | n) << self.n_word_bits | n_word
        return packed

    def unpacked(self, sums: Ints) -> Sums:
        """Return the fields of sums."""
        n_word = sums & ((1 << self.n_word_bits) - 1)
        rest = sums >> self.n_word_bits
        n = rest & ((1 << self.n_bits) - 1)
        return Sums(n << HALF | n_word, rest >> self.n_bits)


def _entries(counts: Arrays, rows: npt.NDArray[Any]) -> tuple[Array, Ints]:
    """Return the columns of the entries of some rows, and which pair of counts each has."""
    entries = runs(counts["entries"], counts["row_firsts"], rows)
    bits = pair_bits(counts["pair_sums"])
    pairs = (entries & ((1 << bits) - 1)).astype(np.int64)
    return (entries >> bits).astype(np.int32), pairs


def _matrix(
    kind: type[Matrix], shape: tuple[int, int], parts: tuple[Array, Array, Array]
) -> Matrix:
    """Return a sparse matrix of its values, indices and borders, unchecked."""
    matrix = kind(shape, dtype=np.int64)
    matrix.data, matrix.indices, matrix.indptr = parts
    return matrix
