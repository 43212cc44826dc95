"""Counts of the terms of a corpus in a subset: sums of rows of the segments' matrices.

No word is looked at, except in documents of which a subset holds a divided portion (``subset``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.adding import add_rows_up
from analysis.corpus.chosen import Chosen
from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.arrays import Arrays, known_strings
from analysis.corpus.segments.occurrences import HALF, LOWER, Entries, count_strings
from analysis.corpus.segments.rows import documents_of, take_rows
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.sums import Sums, sum_entries
from analysis.corpus.select import Grouping, Mask
from analysis.corpus.subset import Subset

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


class TermSums(NamedTuple):
    """Counts of every term of the vocabulary in a subset, shape ``(n_terms,)`` each."""

    n: Ints
    """As a string."""
    n_word: Ints
    """As a word."""
    documents: Ints
    """Documents that hold the string."""


def sum_terms(corpus: Corpus, mask: Mask) -> TermSums:
    """Count every term of the vocabulary in the sentences of a mask.

    Documents with sentences in the mask count once, however many portions of theirs lie in it.
    """
    if holds_everything(corpus, mask):
        return _of(Sums(*(column.copy() for column in corpus.vocabulary.totals)))
    return sum_subset(Subset(corpus, mask))


def sum_each(corpus: Corpus, masks: Sequence[Mask]) -> list[TermSums]:
    """Count every term of the vocabulary in the sentences of each of several masks.

    Which rows of the counts they are made of is asked once where they share no sentence.
    """
    codes = np.full(corpus.layout.size("sentence"), -1, dtype=np.int32)
    for number, mask in enumerate(masks):
        np.copyto(codes, np.int32(number), where=mask)
    size = sum(int(np.count_nonzero(mask)) for mask in masks)
    if len(masks) == 1 or size > np.count_nonzero(codes >= 0):
        return [sum_terms(corpus, mask) for mask in masks]
    grouping = Grouping("mask", tuple(map(str, range(len(masks)))), codes)
    subset = Subset(corpus, np.ones(len(codes), dtype=bool), grouping)
    return [sum_subset(subset.of_groups(number, number + 1)) for number in range(len(masks))]


def holds_everything(corpus: Corpus, mask: Mask) -> bool:
    """Return whether a mask holds every sentence of all segments, no document being removed."""
    layout = corpus.layout
    n_documents = sum(segment.n_documents for segment in layout.segments)
    return layout.n_documents == n_documents and bool(mask.all())


def _of(sums: Sums) -> TermSums:
    return TermSums(sums.packed >> HALF, sums.packed & LOWER, sums.documents)


def sum_subset(subset: Subset) -> TermSums:
    """Count every term of the vocabulary in a subset, whatever its groups."""
    corpus = subset.corpus
    packed, documents = add_rows_up(subset)
    for number, segment in enumerate(corpus.layout.segments):
        divided = subset.chosen[number].divided
        if divided is not None:
            together = np.minimum(divided, 0)
            codes, entries = count_divided(corpus, number, segment, together)
            values = entries.n << HALF | entries.n_word
            sums = sum_entries(entries.columns, values, len(codes))
            packed[codes] += sums.packed
            documents[codes] += sums.documents
    return _of(Sums(packed, documents))


def _is_whole(counts: Arrays, chosen: Chosen) -> bool:
    """Return whether a subset holds all documents of a segment, each as one row."""
    n_documents = len(counts["doc_rows"])
    return len(chosen.rows) == n_documents and bool(_are_documents(counts, chosen).all())


def count_word_documents(subset: Subset) -> Ints:
    """Count the documents of a subset where each term is a word, shape ``(n_terms,)``."""
    corpus = subset.corpus
    documents = np.zeros(len(corpus.term_names.values), dtype=np.int64)
    for number, segment in enumerate(corpus.layout.segments):
        chosen = subset.chosen[number]
        codes = corpus.term_names.codes[number]
        documents[codes] += _word_documents(segment.counts, chosen, len(codes))
        if chosen.divided is not None:
            together = np.minimum(chosen.divided, 0)
            terms, entries = count_divided(corpus, number, segment, together)
            held = terms[entries.columns[entries.n_word > 0]]
            documents += np.bincount(held, minlength=len(documents))
    return documents


def _word_documents(counts: Arrays, chosen: Chosen, n_terms: int) -> Ints:
    if _is_whole(counts, chosen):
        whole: Ints = counts["total_word_documents"][:n_terms]
        return whole
    matrix = documents_of(take_rows(counts, chosen.rows), chosen.docs)
    words = matrix.indices[matrix.data & LOWER > 0]
    return np.bincount(words, minlength=n_terms).astype(np.int64)


def _are_documents(counts: Arrays, chosen: Chosen) -> npt.NDArray[np.bool_]:
    """Return which rows are whole documents."""
    whole: npt.NDArray[np.bool_] = counts["doc_rows"][chosen.docs] == chosen.rows
    return whole


# --------------------------------------------------------------------------- divided portions


def count_divided(
    corpus: Corpus, number: int, segment: Segment, divided: Rows
) -> tuple[Rows, Entries]:
    """Count every term in the sentences that are divided, from their characters and words.

    Returns
    -------
    tuple
        The term in the corpus of each column, and counts: rows are documents of the segment, or
        with several groups ``group * n_documents + document``.
    """
    own = known_strings(segment.words, "terms")
    codes = corpus.term_names.codes[number]
    others = np.setdiff1d(np.arange(len(corpus.term_names.values)), codes)
    strings = [*own, *corpus.vocabulary.strings(others).tolist()]
    keys = divided.astype(np.int64) * segment.n_documents + segment.words["sentence_doc"]
    entries = count_strings(
        segment.texts,
        segment.words,
        np.where(divided >= 0, keys, -1),
        strings,
    )
    return np.concatenate([codes, others]).astype(np.int32), entries


def sentence_tokens(corpus: Corpus) -> Ints:
    """Return the tokens of each sentence of the corpus, shape ``(n_sentences,)``."""
    layout = corpus.layout
    parts = [
        np.diff(layout.segments[s.segment].words["token_firsts"])[s.first : s.stop]
        for s in layout.spans("sentence")
    ]
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])
