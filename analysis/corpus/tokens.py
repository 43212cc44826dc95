"""Words of any sentences, counted by term or by document and term, segment by segment."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.sums import Matrix
from analysis.corpus.select import Mask

Ints = npt.NDArray[np.int64]


def sum_words(corpus: Corpus, mask: Mask) -> Ints:
    """Count every term as a word in the sentences of a mask, shape ``(n_terms,)``."""
    names = corpus.term_names
    n = np.zeros(len(names.values), dtype=np.int64)
    for number, segment, inside in corpus.layout.local(mask):
        codes = names.codes[number]
        # What is not asked for, removed documents among it, may be less than what is.
        most = 2 * int(np.count_nonzero(inside)) > len(inside)
        sentences = np.flatnonzero(~inside if most else inside)
        terms = segment.words["token_terms"][_tokens(segment, sentences)]
        counted = np.bincount(terms, minlength=len(codes))
        total = segment.counts["total_n_word"][: len(codes)]
        n[codes] += total - counted if most else counted
    return n


def document_words(corpus: Corpus, mask: Mask, documents: Ints) -> Matrix:
    """Count the words of some documents in the sentences of a mask.

    Parameters
    ----------
    documents
        Rows of the corpus, ascending.

    Returns
    -------
    Matrix
        Shape ``(len(documents), n_terms)``, sparse, of int64.
    """
    wanted = np.full(corpus.layout.n_documents + 1, -1, dtype=np.int64)
    wanted[documents] = np.arange(len(documents))
    found: list[tuple[Ints, npt.NDArray[Any]]] = []
    for number, segment, inside in corpus.layout.local(mask):
        # Removed documents have the row -1, which stands for none.
        owners = wanted[corpus.layout.document_rows[number]]
        of_sentence = owners[segment.words["sentence_doc"]]
        sentences = np.flatnonzero(inside & (of_sentence >= 0))
        sizes = np.diff(segment.words["token_firsts"])[sentences]
        terms = segment.words["token_terms"][_tokens(segment, sentences)]
        found.append(
            (np.repeat(of_sentence[sentences], sizes), corpus.term_names.codes[number][terms])
        )
    rows, columns = (np.concatenate(part) for part in zip(*found, strict=True))
    shape = (len(documents), len(corpus.term_names.values))
    ones = np.ones(len(rows), dtype=np.int64)
    return sparse.coo_array((ones, (rows, columns)), shape=shape).tocsr()


def _tokens(segment: Segment, sentences: Ints) -> Ints:
    """Return the tokens of some sentences, one sentence behind the other."""
    firsts = segment.words["token_firsts"].astype(np.int64)
    sizes = np.diff(firsts)[sentences]
    before = np.cumsum(sizes) - sizes
    return np.repeat(firsts[sentences] - before, sizes) + np.arange(int(sizes.sum()))
