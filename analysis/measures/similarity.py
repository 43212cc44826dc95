"""How close documents are in their words: cosine, and the Jensen-Shannon distance."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Table = Any
"""A sparse array of scipy."""


def cosine(counts: npt.ArrayLike | Table) -> Floats:
    """Cosine of every pair of documents.

    Parameters
    ----------
    counts
        Shape ``(n_documents, n_terms)``, also a sparse array of scipy.

    Returns
    -------
    Floats
        Shape ``(n_documents, n_documents)``, symmetric; 1: the same proportions, 0: no word in
        common. NaN for a document without words.

    References
    ----------
    Salton, G. and McGill, M. (1983). Introduction to Modern Information Retrieval. McGraw-Hill.

    Examples
    --------
    >>> cosine([[1, 0], [3, 4]])
    array([[1. , 0.6],
           [0.6, 1. ]])
    """
    table = _sparse(counts)
    lengths = np.sqrt(table.multiply(table).sum(axis=1))
    with np.errstate(divide="ignore", invalid="ignore"):
        closeness = (table @ table.T).toarray() / np.outer(lengths, lengths)
    np.fill_diagonal(closeness, np.where(lengths > 0, 1.0, np.nan))
    closest: Floats = np.minimum(closeness, 1.0)
    return closest


def jensen_shannon(counts: npt.ArrayLike | Table) -> Floats:
    """Jensen-Shannon distance of every pair: the square root of the divergence to base 2.

    Parameters
    ----------
    counts
        Shape ``(n_documents, n_terms)``, also a sparse array of scipy; zeros add nothing.

    Returns
    -------
    Floats
        Shape ``(n_documents, n_documents)``, symmetric; 0: the same proportions, 1: no word in
        common. A metric. NaN for a document without words.

    References
    ----------
    Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on
    Information Theory 37(1), 145-151. Endres, D. and Schindelin, J. (2003). A new metric for
    probability distributions. Ibid. 49(7), 1858-1860.

    Examples
    --------
    >>> jensen_shannon([[1, 1, 0], [2, 2, 0], [0, 0, 5]])
    array([[0., 0., 1.],
           [0., 0., 1.],
           [1., 1., 0.]])
    """
    table = _sparse(counts)
    totals = table.sum(axis=1)
    columns = table.tocsc()
    distances = np.zeros((len(totals), len(totals)))
    for row in range(len(totals)):
        distances[row, row + 1 :] = np.sqrt(_divergences(table, columns, totals, row)[row + 1 :])
    distances += distances.T
    empty = totals == 0
    distances[empty] = distances[:, empty] = np.nan
    return distances


def _divergences(table: Table, columns: Table, totals: Floats, row: int) -> Floats:
    """Return the divergence of the counts of one document from those of each, in bits.

    A word that only one side has adds half its share. So only the words of both are looked at; of
    all others on either side the sum is enough.
    """
    first, last = table.indptr[row : row + 2]
    here, counts = table.indices[first:last], table.data[first:last]
    shared = columns[:, here]
    others, n_other = shared.indices, shared.data
    n_own = np.repeat(counts, np.diff(shared.indptr))
    own, other = n_own / totals[row], n_other / totals[others]
    # In terms of half the difference, so that equal shares give 0 and not the noise of logarithms.
    middle, half = (own + other) / 2, (own - other) / 2
    bits = own * np.log1p(half / middle) + other * np.log1p(-half / middle)
    both, shared_own, shared_other = (
        np.bincount(others, weights=weights, minlength=len(totals))
        for weights in (bits, n_own, n_other)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        alone = (totals[row] - shared_own) / totals[row] + (totals - shared_other) / totals
    divergences: Floats = (both / np.log(2) + alone) / 2
    return np.clip(divergences, 0.0, 1.0)


def _sparse(counts: npt.ArrayLike | Table) -> Table:
    given = counts if sparse.issparse(counts) else np.asarray(counts, dtype=np.float64)
    table = sparse.csr_array(given, dtype=np.float64)
    table.eliminate_zeros()
    return table
