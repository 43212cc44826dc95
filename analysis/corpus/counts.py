"""Counts of terms in parts of a corpus, as words and as strings.

Every subset that a scope can name is a union of portions (what one document says about one
organisation), so that rows of the segments' matrices are added up and no word is looked at. A
mask that divides a portion is counted anew from words and characters; the result is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
from scipy import sparse

from analysis.corpus.arrays import arrow_strings, known_strings
from analysis.corpus.corpus import Corpus
from analysis.corpus.search import find_strings
from analysis.corpus.segment import Segment
from analysis.corpus.select import Grouping, Mask
from analysis.corpus.sums import HALF, LOWER, all_rows, count_strings, sum_rows

Matrix = Any
"""A ``scipy.sparse.csr_array`` of int64."""
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]

HALF_OF_ALL = 0.5
"""Above this share of the documents, the others are counted and taken from the whole."""


class Parts(NamedTuple):
    """Sentences divided by group and document: what frequency and dispersion are computed over."""

    of_sentence: Rows
    """For every sentence of the corpus its part, or -1 outside the mask."""
    group: Ints
    """For every part its group."""
    document: Ints
    """For every part its document."""
    n_groups: int


class TermCounts(NamedTuple):
    """Terms counted per part, shape ``(n_parts, n_terms)`` both."""

    words: Matrix
    strings: Matrix


class TermSums(NamedTuple):
    """Counts of every term of the vocabulary in a subset, shape ``(n_terms,)`` each."""

    n: Ints
    """As a string."""
    n_word: Ints
    """As a word."""
    documents: Ints
    """Documents that hold the string."""


# --------------------------------------------------------------------------- sums of a subset


def sum_terms(corpus: Corpus, mask: Mask) -> TermSums:
    """Count every term of the vocabulary in the sentences of a mask.

    Documents with sentences in the mask count once, however many portions of theirs lie in it.
    """
    size = len(corpus.term_names.values)
    # One place more than there are terms takes what no term of the corpus is.
    sums = np.zeros((3, size + 1), dtype=np.int64)
    for number, segment, inside in corpus.layout.local(mask):
        for codes, part in _segment_sums(corpus, number, segment, inside):
            for total, counted in zip(sums, part, strict=True):
                total[codes] += counted
    return TermSums(*(total[:-1] for total in sums))


def _segment_sums(
    corpus: Corpus, number: int, segment: Segment, inside: npt.NDArray[np.bool_]
) -> Iterator[tuple[Rows, tuple[Ints, Ints, Ints]]]:
    chosen = _choose(segment, inside)
    codes = string_codes(corpus, number)
    counts = segment.counts
    if len(chosen.documents) > HALF_OF_ALL * segment.n_documents:
        others = np.setdiff1d(counts["doc_rows"], chosen.documents)
        whole, rest = all_rows(counts), sum_rows(counts, others[others >= 0])
        yield (
            codes,
            (whole.n - rest.n, whole.n_word - rest.n_word, whole.documents - rest.documents),
        )
    elif len(chosen.documents):
        yield codes, sum_rows(counts, chosen.documents)
    if len(chosen.portions):
        docs = counts["row_docs"][chosen.portions].astype(np.int64)
        yield codes, _merged(_entries_of(counts, chosen.portions, docs), len(codes))
    if len(chosen.divided):
        entries = _count_divided(corpus, segment, inside, chosen.divided)
        yield entries.codes, _merged(entries.by_document(), len(entries.codes))


class _Chosen(NamedTuple):
    """What of a segment lies in a mask."""

    documents: Rows
    """Rows of whole documents."""
    portions: Rows
    """Rows of whole portions of documents that are not whole in the mask."""
    divided: Rows
    """Documents with a portion that lies in the mask in part; they have no row above."""


def _choose(segment: Segment, inside: npt.NDArray[np.bool_]) -> _Chosen:
    counts, names = segment.counts, segment.names
    docs = names["portion_doc"]
    if inside.all():
        rows = counts["doc_rows"]
        none = np.zeros(0, dtype=np.int32)
        return _Chosen(rows[rows >= 0], none, none)
    held = np.bincount(names["sentence_portion"][inside], minlength=len(docs))
    whole = held == segment.portion_sizes
    broken = np.zeros(segment.n_documents, dtype=bool)
    broken[docs[(held > 0) & ~whole]] = True
    partial = broken.copy()
    partial[docs[~whole]] = True
    rows = counts["doc_rows"]
    documents = rows[np.flatnonzero(~partial & (rows >= 0))]
    portions = np.flatnonzero(whole & partial[docs] & ~broken[docs]).astype(np.int32)
    return _Chosen(documents, portions, np.flatnonzero(broken).astype(np.int32))


def string_codes(corpus: Corpus, number: int) -> Rows:
    """Return for each string of a segment its term in the corpus; those of none come last."""
    terms = corpus.term_names
    others = pc.index_in(
        arrow_strings(corpus.layout.segments[number].counts, "strings"), value_set=terms.values
    )
    found = others.fill_null(len(terms.values)).to_numpy(zero_copy_only=False).astype(np.int32)
    return np.concatenate([terms.codes[number], found])


class _Entries(NamedTuple):
    """Counts by document and string of one segment; a pair may come again."""

    docs: Ints
    columns: Ints
    n: Ints
    n_word: Ints


def _entries_of(counts: Any, rows: Rows, keys: Ints) -> _Entries:  # noqa: ANN401 - arrays
    matrix = row_matrix(counts)[rows]
    docs = np.repeat(keys, np.diff(matrix.indptr))
    return _Entries(docs, matrix.indices.astype(np.int64), matrix.data >> HALF, matrix.data & LOWER)


def row_matrix(counts: Any) -> Matrix:  # noqa: ANN401 - arrays
    """Return the matrix of a segment by rows; its entries hold ``n`` and ``n_word`` (``sums``)."""
    return sparse.csr_array(
        (counts["sums"], counts["columns"], counts["row_firsts"]),
        shape=(len(counts["row_docs"]), len(counts["total_n"])),
    )


def _merged(entries: _Entries, size: int) -> tuple[Ints, Ints, Ints]:
    keys = entries.docs * size + entries.columns
    pairs, places = np.unique(keys, return_inverse=True)
    n = np.bincount(places, weights=entries.n, minlength=len(pairs)).astype(np.int64)
    columns = pairs % size
    return (
        np.bincount(entries.columns, weights=entries.n, minlength=size).astype(np.int64),
        np.bincount(entries.columns, weights=entries.n_word, minlength=size).astype(np.int64),
        np.bincount(columns[n > 0], minlength=size).astype(np.int64),
    )


class _Divided(NamedTuple):
    """Counts of a segment by any owners of its sentences."""

    codes: Rows
    """The term in the corpus of each column."""
    owners: Ints
    columns: Ints
    n: Ints
    n_word: Ints

    def by_document(self) -> _Entries:
        """Return the entries; the owners were documents."""
        return _Entries(self.owners, self.columns, self.n, self.n_word)


def _count_divided(
    corpus: Corpus, segment: Segment, inside: npt.NDArray[np.bool_], docs: Rows
) -> _Divided:
    """Count the sentences of a mask in some documents from their characters and words."""
    of_sentence = segment.words["sentence_doc"]
    owners = np.where(inside & np.isin(of_sentence, docs), of_sentence, -1).astype(np.int32)
    return _count_owned(corpus, segment, owners)


def _count_owned(corpus: Corpus, segment: Segment, owners: Rows) -> _Divided:
    own = known_strings(segment.words, "terms")
    known = set(own)
    strings = [*own, *(term for term in corpus.terms if term not in known)]
    entries = count_strings(segment.texts, segment.words, owners, strings)
    codes = np.asarray([corpus.term_codes[string] for string in strings], dtype=np.int32)
    return _Divided(codes, *entries)


# --------------------------------------------------------------------------- counts by part


def divide(corpus: Corpus, mask: Mask, grouping: Grouping | None) -> Parts:
    """Divide the sentences of a mask into parts, one for each group and document that meet."""
    docs = corpus.sentences.values("doc").astype(np.int64)
    groups = np.zeros(len(docs), np.int64) if grouping is None else grouping.codes.astype(np.int64)
    chosen = np.flatnonzero(mask & (groups >= 0))
    n_documents = len(corpus.documents)
    keys, parts = np.unique(groups[chosen] * n_documents + docs[chosen], return_inverse=True)
    of_sentence = np.full(len(docs), -1, dtype=np.int32)
    of_sentence[chosen] = parts
    n_groups = 1 if grouping is None else len(grouping.labels)
    return Parts(of_sentence, keys // n_documents, keys % n_documents, n_groups)


def part_sizes(corpus: Corpus, parts: Parts) -> tuple[Ints, Ints]:
    """Return the tokens and the characters of each part."""
    n_parts = len(parts.group)
    inside = parts.of_sentence >= 0
    owners = parts.of_sentence[inside]
    sizes = (sentence_tokens(corpus), corpus.sentences.values("characters"))
    tokens, characters = (
        np.bincount(owners, weights=size[inside], minlength=n_parts).astype(np.int64)
        for size in sizes
    )
    return tokens, characters


def sentence_tokens(corpus: Corpus) -> Ints:
    """Return the tokens of each sentence of the corpus, shape ``(n_sentences,)``."""
    layout = corpus.layout
    parts = [
        np.diff(layout.segments[s.segment].words["token_firsts"])[s.first : s.stop]
        for s in layout.spans("sentence")
    ]
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def count_vocabulary(corpus: Corpus, parts: Parts) -> TermCounts:
    """Count every term of the vocabulary in every part, both ways."""
    size = len(corpus.term_names.values)
    columns = []
    # The sentences of removed documents are in no part; 0 stands for none.
    for number, segment, owners in corpus.layout.local(parts.of_sentence + np.int32(1)):
        columns.append(_by_part(corpus, number, segment, owners - np.int32(1)))
    rows, terms, n, n_word = (
        np.concatenate([np.zeros(0, np.int64), *c]) for c in zip(*columns, strict=True)
    )
    kept = terms < size
    shape = (len(parts.group), size)

    def matrix(counts: Ints) -> Matrix:
        given = kept & (counts != 0)
        return sparse.coo_array((counts[given], (rows[given], terms[given])), shape=shape).tocsr()

    return TermCounts(matrix(n_word), matrix(n))


def _by_part(
    corpus: Corpus, number: int, segment: Segment, owners: Rows
) -> tuple[Ints, Ints, Ints, Ints]:
    portions = segment.names["sentence_portion"]
    part = np.full(len(segment.names["portion_doc"]), -1, dtype=np.int32)
    part[portions] = owners
    if (part[portions] != owners).any():
        counted = _count_owned(corpus, segment, owners)
        return counted.owners, counted.codes[counted.columns].astype(np.int64), *counted[3:]
    rows = np.flatnonzero(part >= 0).astype(np.int32)
    entries = _entries_of(segment.counts, rows, part[rows].astype(np.int64))
    codes = string_codes(corpus, number)
    return entries.docs, codes[entries.columns].astype(np.int64), *entries[2:]


def count_terms(corpus: Corpus, parts: Parts, terms: Sequence[str]) -> TermCounts:
    """Count these folded strings in every part, whether or not they are ever tokens."""
    found, found_columns = find_strings(corpus, terms)
    strings = tally(parts, found, found_columns, n_terms=len(terms))
    tokens, token_columns = find_words(corpus, terms)
    words = tally(parts, tokens, token_columns, n_terms=len(terms))
    return TermCounts(words, strings)


def find_words(corpus: Corpus, terms: Sequence[str]) -> tuple[Rows, Rows]:
    """Return the sentence row of every word that is one of these, and its position in them."""
    none = np.zeros(0, dtype=np.int32)
    sentences, columns = [none], [none]
    for number, segment in enumerate(corpus.layout.segments):
        own = {term: row for row, term in enumerate(segment.terms.to_pylist())}
        of_term = np.full(len(own) + 1, -1, dtype=np.int32)
        of_term[[own.get(term, -1) for term in terms]] = np.arange(len(terms))
        of_term[-1] = -1
        found = of_term[segment.words["token_terms"]]
        rows = np.flatnonzero(found >= 0)
        at = segment.sentences_at(segment.words["token_places"][rows])
        sentences.append(corpus.layout.sentence_rows[number][at])
        columns.append(found[rows])
    rows, codes = np.concatenate(sentences), np.concatenate(columns)
    kept = rows >= 0
    return rows[kept].astype(np.int32), codes[kept].astype(np.int32)


def tally(
    parts: Parts,
    sentences: npt.NDArray[Any],
    terms: npt.NDArray[Any],
    *,
    n_terms: int,
) -> Matrix:
    """Count occurrences, given by sentence and term, per part; those in no part are left out."""
    owners = parts.of_sentence[sentences]
    inside = owners >= 0
    owners, terms = owners[inside], terms[inside]
    data = np.ones(len(owners), np.int64)
    return sparse.coo_array((data, (owners, terms)), shape=(len(parts.group), n_terms)).tocsr()


def sum_groups(parts: Parts, matrix: Matrix) -> Matrix:
    """Add up the parts of each group, shape ``(n_groups, n_terms)``."""
    n_parts = len(parts.group)
    member = sparse.csr_array(
        (np.ones(n_parts, dtype=np.int64), (parts.group, np.arange(n_parts))),
        shape=(parts.n_groups, n_parts),
    )
    return (member @ matrix).tocsr()
