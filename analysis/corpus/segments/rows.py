"""Rows of a segment's matrix of counts (``segments.sums``): taken out, and added up."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.segments.arrays import Array, Arrays
from analysis.corpus.segments.occurrences import HALF
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
    from scipy import sparse  # noqa: PLC0415 - 0.2 s, and a build needs no matrices

    firsts = counts["row_firsts"]
    sizes = firsts[rows + 1] - firsts[rows]
    columns, pairs = _entries(counts, rows)
    borders = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    shape = (len(rows), len(counts["total_n"]))
    return _matrix(sparse.csr_array, shape, (counts["pair_sums"].take(pairs), columns, borders))


def sum_documents(rows: Matrix) -> Sums:
    """Add up the rows of a matrix, each of another document."""
    packed: Ints = rows.T @ np.ones(rows.shape[0], dtype=np.int64)
    held = rows.indices[rows.data >> HALF > 0]
    return Sums(packed, np.bincount(held, minlength=rows.shape[1]).astype(np.int64))


def documents_of(rows: Matrix, docs: Ints) -> Matrix:
    """Return rows with those of one document, which stand together, added up."""
    firsts = np.flatnonzero(np.diff(docs, prepend=-1))
    if len(firsts) == len(docs):
        return rows
    return add_rows(rows, np.repeat(np.arange(len(firsts)), np.diff(firsts, append=len(docs))))


def add_rows(rows: Matrix, owners: Ints) -> Matrix:
    """Return rows of a matrix added up by what they belong to, numbered from 0."""
    from scipy import sparse  # noqa: PLC0415 - see ``take_rows``

    n_owners = int(owners.max(initial=-1)) + 1
    member = sparse.coo_array(
        (np.ones(len(owners), dtype=np.int64), (owners, np.arange(len(owners)))),
        shape=(n_owners, len(owners)),
    )
    return member.tocsr() @ rows


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
