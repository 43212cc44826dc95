"""How close documents are, pair by pair: in their words, and in passages that are the same."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask
from analysis.errors import AnalysisError
from analysis.measures.similarity import cosine, jensen_shannon
from analysis.schema import SIMILARITY
from analysis.tables.labels import document_names
from analysis.tables.runs import Grams, Ints, covered_characters, number_strings
from analysis.tables.shared import MIN_LENGTH

MAX_DOCUMENTS = 1000
"""Pairs grow with the square: half a million are told about, not more."""


def similarity(corpus: Corpus, mask: Mask, *, min_length: int = MIN_LENGTH) -> pd.DataFrame:
    """Compare every two documents of ``mask`` by the sentences of theirs in it.

    Parameters
    ----------
    min_length
        Characters of the shortest run that counts as the same text.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.SIMILARITY``, pairs in the order of the documents. ``shared_share`` is
        the share of the characters of the shorter document that stand in runs of at least
        ``min_length`` characters (punctuation among them) which the other has too.

    Raises
    ------
    AnalysisError
        There are more than ``MAX_DOCUMENTS`` documents.
    """
    documents = np.unique(corpus.sentences["doc"].to_numpy(dtype=np.int64)[mask])
    if len(documents) > MAX_DOCUMENTS:
        message = f"相似度一次最多比较 {MAX_DOCUMENTS} 篇，现在是 {len(documents)} 篇；请缩小范围"
        raise AnalysisError(message, code="too_many_documents", limit=MAX_DOCUMENTS)
    if len(documents) < 2:
        return SIMILARITY.empty()
    counts = _counts(corpus, mask, documents)
    one, other = np.triu_indices(len(documents), k=1)
    shares = _shared_shares(number_strings(corpus, mask, min_length), documents)
    return SIMILARITY.frame(
        {
            "doc_a": document_names(corpus, documents[one]),
            "doc_b": document_names(corpus, documents[other]),
            "cosine": cosine(counts)[one, other],
            "jensen_shannon": jensen_shannon(counts)[one, other],
            "shared_share": shares[one, other],
        }
    )


def _counts(corpus: Corpus, mask: Mask, documents: Ints) -> Ints:
    """Count the terms of each document, shape ``(n_documents, n_terms)``, unused terms left out."""
    kept = mask[corpus.tokens["sentence"].to_numpy()]
    rows = np.searchsorted(documents, corpus.tokens["doc"].to_numpy()[kept])
    terms, columns = np.unique(corpus.tokens["term"].to_numpy()[kept], return_inverse=True)
    n = np.bincount(rows * len(terms) + columns, minlength=len(documents) * len(terms))
    return n.reshape(len(documents), len(terms)).astype(np.int64)


def _shared_shares(grams: Grams, documents: Ints) -> npt.NDArray[np.float64]:
    """Return the shared share of every pair, shape ``(n_documents, n_documents)``."""
    covered = covered_characters(grams, documents)
    counted = grams.inside & ~grams.spaces
    rows = np.searchsorted(documents, grams.documents[counted])
    sizes = np.bincount(rows, minlength=len(documents))
    shorter = sizes[:, np.newaxis] <= sizes[np.newaxis, :]
    characters = np.where(shorter, covered, covered.T)
    lengths = np.minimum(sizes[:, np.newaxis], sizes[np.newaxis, :])
    shares: npt.NDArray[np.float64] = characters / np.maximum(lengths, 1)
    return shares
