"""Words of any sentences, counted by term or by document and term, segment by segment."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import holds_everything
from analysis.corpus.loops.sums import add_numbers
from analysis.corpus.segments.occurrences import LOWER
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.sums import Matrix
from analysis.corpus.select import Mask

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]

LONG = 100
"""Ranges of more values than these are copied one by one, shorter ones value by value."""


def sum_words(corpus: Corpus, mask: Mask) -> Ints:
    """Count every term as a word in the sentences of a mask, shape ``(n_terms,)``."""
    if holds_everything(corpus, mask):
        return corpus.vocabulary.totals.packed & LOWER
    names = corpus.term_names
    n = np.zeros(len(names.values), dtype=np.int64)
    for number, segment, inside in corpus.layout.local(mask):
        codes = names.codes[number]
        # What is not asked for, removed documents among it, may be less than what is.
        most = 2 * int(np.count_nonzero(inside)) > len(inside)
        counted = _counted(segment, ~inside if most else inside, len(codes))
        here = segment.counts["total_n_word"][: len(codes)] - counted if most else counted
        add_numbers.over(len(codes))(codes, here, n)
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
        sentences = np.flatnonzero(inside)
        docs = segment.words["sentence_doc"][sentences]
        owners = wanted[corpus.layout.document_rows[number][docs]]
        sentences, owners = sentences[owners >= 0], owners[owners >= 0]
        if not len(sentences):
            continue
        firsts = segment.words["token_firsts"]
        starts, stops = firsts[sentences], firsts[sentences + 1]
        terms = gather(segment.words["token_terms"], starts, stops)
        found.append((np.repeat(owners, stops - starts), corpus.term_names.codes[number][terms]))
    none = np.zeros(0, dtype=np.int64)
    rows, columns = (np.concatenate(part) for part in zip((none, none), *found, strict=True))
    shape = (len(documents), len(corpus.term_names.values))
    ones = np.ones(len(rows), dtype=np.int64)
    return sparse.coo_array((ones, (rows, columns)), shape=shape).tocsr()


def gather(values: npt.NDArray[Any], starts: Rows, stops: Rows) -> npt.NDArray[Any]:
    """Return the values of some ranges, one range behind the other.

    Parameters
    ----------
    starts, stops
        Shape ``(n,)`` each; a range may be empty.
    """
    filled = np.flatnonzero(stops > starts)
    starts, stops = starts[filled], stops[filled]
    sizes = stops - starts
    if len(sizes) and int(sizes.sum(dtype=np.int64)) > LONG * len(sizes):
        ranges = zip(starts.tolist(), stops.tolist(), strict=True)
        return np.concatenate([values[start:stop] for start, stop in ranges])
    before = np.cumsum(sizes, dtype=np.int32) - sizes
    places = np.repeat(starts - before, sizes)
    places += np.arange(len(places), dtype=np.int32)
    return values.take(places)


def _counted(segment: Segment, inside: Mask, n_terms: int) -> Ints:
    """Count every term as a word in some sentences of a segment."""
    if not inside.any():
        return np.zeros(n_terms, dtype=np.int64)
    # Sentences that follow each other are one range.
    borders = np.flatnonzero(np.diff(inside.view(np.int8), prepend=0, append=0))
    places = segment.words["token_firsts"][borders]
    terms = gather(segment.words["token_terms"], places[::2], places[1::2])
    return np.bincount(terms, minlength=n_terms).astype(np.int64, copy=False)
