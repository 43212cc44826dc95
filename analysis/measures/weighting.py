"""Weights that lift what is frequent here and rare elsewhere."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def tfidf(n: npt.ArrayLike, documents: npt.ArrayLike, n_documents: int) -> Floats:
    """Term frequency times the natural logarithm of the inverse document frequency.

    Parameters
    ----------
    n
        Occurrences of each term in what is looked at, shape ``(n_terms,)``.
    documents
        Documents that hold each term, same shape.
    n_documents
        All documents.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; 0 for a term in every document, and for one in none.

    References
    ----------
    Spärck Jones, K. (1972). A statistical interpretation of term specificity and its application
    in retrieval. Journal of Documentation 28(1), 11-21.

    Examples
    --------
    >>> tfidf([3, 3, 0], [1, 4, 0], 4).round(4)
    array([4.1589, 0.    , 0.    ])
    """
    held = np.asarray(documents, dtype=np.float64)
    return np.asarray(n, dtype=np.float64) * np.log(
        n_documents / np.where(held > 0, held, np.inf), out=np.zeros(held.shape), where=held > 0
    )
