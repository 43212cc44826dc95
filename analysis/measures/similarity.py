"""How close documents are in their words: cosine, and the Jensen-Shannon distance."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def cosine(counts: npt.ArrayLike) -> Floats:
    """Cosine of every pair of documents.

    Parameters
    ----------
    counts
        Shape ``(n_documents, n_terms)``.

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
    table = np.asarray(counts, dtype=np.float64)
    lengths = np.sqrt(np.einsum("ij,ij->i", table, table))
    with np.errstate(divide="ignore", invalid="ignore"):
        closeness = (table @ table.T) / np.outer(lengths, lengths)
    np.fill_diagonal(closeness, np.where(lengths > 0, 1.0, np.nan))
    return np.minimum(closeness, 1.0)


def jensen_shannon(counts: npt.ArrayLike) -> Floats:
    """Jensen-Shannon distance of every pair: the square root of the divergence to base 2.

    Parameters
    ----------
    counts
        Shape ``(n_documents, n_terms)``; zeros add nothing.

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
    table = np.asarray(counts, dtype=np.float64)
    empty = table.sum(axis=1) == 0
    distances = np.zeros((len(table), len(table)))
    with np.errstate(divide="ignore", invalid="ignore"):
        for row, one in enumerate(table):
            distances[row, row + 1 :] = np.sqrt(_divergences(one, table[row + 1 :]))
    distances += distances.T
    distances[empty] = distances[:, empty] = np.nan
    return distances


def _divergences(one: Floats, others: Floats) -> Floats:
    """Return the divergence of the counts of one document from each of others, in bits.

    A word that only one side has adds half its share. So only the words of ``one`` are looked at;
    of all others on the other side the sum is enough.
    """
    here = np.flatnonzero(one)
    totals = others.sum(axis=1)
    shared = others[:, here]
    only_there = (totals - shared.sum(axis=1)) / totals
    own, other = one[here] / one.sum(), shared / totals[:, np.newaxis]
    # In terms of half the difference, so that equal shares give 0 and not the noise of logarithms.
    middle, half = (own + other) / 2, (own - other) / 2
    bits = own * np.log1p(half / middle)
    bits += np.where(other > 0, other * np.log1p(-half / middle), 0.0)
    divergences: Floats = (bits.sum(axis=1) / np.log(2) + only_there) / 2
    return np.clip(divergences, 0.0, 1.0)
