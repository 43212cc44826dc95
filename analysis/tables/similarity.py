"""How close documents are, pair by pair: in their words, and in passages that are the same."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask
from analysis.corpus.tokens import document_words
from analysis.errors import AnalysisError
from analysis.measures.similarity import cosine, jensen_shannon
from analysis.schema import SIMILARITY
from analysis.tables.labels import document_names
from analysis.tables.nearest import cosines
from analysis.tables.runs import Grams, Ints, covered_characters, number_strings
from analysis.tables.shared import MIN_LENGTH, check_size

MAX_DOCUMENTS = 1000
"""Pairs grow with the square: half a million are told about, not more."""
DIGITS = 12
"""Digits of a cosine that decide which document is nearer."""


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
        There are more than ``MAX_DOCUMENTS`` documents, or too many characters.
    """
    seen = np.zeros(corpus.layout.n_documents, dtype=bool)
    seen[corpus.sentences.values("doc")[mask]] = True
    documents = np.flatnonzero(seen)
    if len(documents) > MAX_DOCUMENTS:
        message = f"相似度一次最多比较 {MAX_DOCUMENTS} 篇，现在是 {len(documents)} 篇；请缩小范围"
        raise AnalysisError(message, code="too_many_documents", limit=MAX_DOCUMENTS)
    if len(documents) < 2:
        return SIMILARITY.empty()
    check_size(corpus, mask)
    one, other = np.triu_indices(len(documents), k=1)
    return _pairs(corpus, mask, documents, (one, other), min_length)


def most_similar(
    corpus: Corpus,
    document: int,
    mask: Mask,
    *,
    limit: int = 20,
    min_length: int = MIN_LENGTH,
) -> pd.DataFrame:
    """List the documents with sentences in ``mask`` that are nearest to one document.

    The document is taken whole, the others by the sentences of theirs in ``mask``.

    Parameters
    ----------
    document
        Row of the document; it need not be in ``mask``.
    limit
        Most documents that are listed.
    min_length
        Characters of the shortest run that counts as the same text.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.SIMILARITY``, ``doc_a`` the document: highest cosine first, ties in the
        order of the documents; documents without words are left out. All but the cosine are
        computed for the listed documents only.
    """
    own = corpus.sentences.values("doc") == document
    words = document_words(corpus, own, np.asarray([document]))
    closeness = cosines(corpus, mask & ~own, words.toarray()[0].astype(np.float64))
    found = np.flatnonzero(~np.isnan(closeness))
    # Equal cosines of different sums may differ in their last digits.
    order = np.argsort(-closeness[found].round(DIGITS), kind="stable")
    nearest = found[order][:limit]
    if not len(nearest):
        return SIMILARITY.empty()
    listed = np.zeros(corpus.layout.n_documents, dtype=bool)
    listed[nearest] = True
    compared = own | (mask & listed[corpus.sentences.values("doc")])
    documents = np.sort(np.append(nearest, document))
    pairs = np.searchsorted(documents, np.full(len(nearest), document))
    return _pairs(
        corpus, compared, documents, (pairs, np.searchsorted(documents, nearest)), min_length
    )


def _pairs(
    corpus: Corpus, mask: Mask, documents: Ints, pairs: tuple[Ints, Ints], min_length: int
) -> pd.DataFrame:
    """Return pairs of some documents, given by their positions, with all measures."""
    counts = document_words(corpus, mask, documents)
    used = np.unique(counts.indices)
    counts = counts[:, used]
    shares = _shared_shares(number_strings(corpus, mask, min_length), documents)
    one, other = pairs
    return SIMILARITY.frame(
        {
            "doc_a": document_names(corpus, documents[one]),
            "doc_b": document_names(corpus, documents[other]),
            "cosine": cosine(counts)[one, other],
            "jensen_shannon": jensen_shannon(counts)[one, other],
            "shared_share": shares[one, other],
        }
    )


def _shared_shares(grams: Grams, documents: Ints) -> npt.NDArray[np.float64]:
    """Return the shared share of every pair, shape ``(n_documents, n_documents)``."""
    covered = covered_characters(grams, documents)
    counted = grams.inside & ~grams.spaces
    rows = np.searchsorted(documents, grams.documents[counted])
    sizes = np.bincount(rows, minlength=len(documents))
    shorter = sizes[:, np.newaxis] <= sizes[np.newaxis, :]
    characters = np.where(shorter, covered, covered.T)
    lengths = np.minimum(sizes[:, np.newaxis], sizes[np.newaxis, :])
    shares: npt.NDArray[np.float64] = np.triu(characters / np.maximum(lengths, 1))
    # Of two equally long documents the first is the shorter one, whichever is asked for.
    return np.maximum(shares, shares.T)
