"""How close one document is to every other in its words, from the counts by term."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.segment import Segment
from analysis.corpus.select import Mask
from analysis.corpus.subset import Subset
from analysis.corpus.tokens import document_words

Floats = npt.NDArray[np.float64]


def cosines(corpus: Corpus, mask: Mask, words: Floats) -> Floats:
    """Return the cosine of every document's words in a mask with given words.

    Parameters
    ----------
    words
        How often each term of the vocabulary stands, shape ``(n_terms,)``.

    Returns
    -------
    Floats
        Shape ``(n_documents,)``; NaN without words in the mask.
    """
    size = corpus.layout.n_documents
    products, squares = np.zeros(size), np.zeros(size)
    divided = np.zeros(size, dtype=bool)
    for number, chosen in enumerate(Subset(corpus, mask).chosen):
        segment, docs = corpus.layout.segments[number], corpus.layout.document_rows[number]
        rows = docs[chosen.docs]
        products[rows] = _products(segment, words[corpus.term_names.codes[number]])[chosen.rows]
        squares[rows] = segment.row_squares[chosen.rows]
        # Rows of one document stand together.
        divided[rows[1:][rows[1:] == rows[:-1]]] = True
        if chosen.divided is not None:
            divided[docs[segment.words["sentence_doc"][chosen.divided >= 0]]] = True
    # What is one row of the counts is done; squares of several rows cannot be added up.
    several = np.flatnonzero(divided)
    if len(several):
        counts = document_words(corpus, mask, several)
        products[several] = counts @ words
        squares[several] = counts.multiply(counts).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        closeness: Floats = products / (np.sqrt(squares) * np.sqrt(words @ words))
    return np.minimum(np.where(squares > 0, closeness, np.nan), 1.0)


def _products(segment: Segment, words: Floats) -> Floats:
    """Return the product of each row of the counts with some words, shape ``(n_rows,)``."""
    counts, terms = segment.counts, np.flatnonzero(words)
    shape = (len(counts["row_docs"]), len(words))
    matrix = sparse.csc_array(shape, dtype=np.int32)
    # One by one: given together they would be copied where they are parts of a mapped file.
    matrix.data, matrix.indices = counts["column_counts"], counts["column_rows"]
    matrix.indptr = counts["column_firsts"]
    products: Floats = matrix[:, terms] @ words[terms]
    return products
