"""Counts of terms in parts of a corpus, as words and as strings: sparse matrices, parts × terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Grouping, Mask

Matrix = Any
"""A ``scipy.sparse.csr_array`` of int64."""
Ints = npt.NDArray[np.int64]


class Parts(NamedTuple):
    """Sentences divided by group and document: what frequency and dispersion are computed over."""

    of_sentence: npt.NDArray[np.int32]
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


def divide(corpus: Corpus, mask: Mask, grouping: Grouping | None) -> Parts:
    """Divide the sentences of a mask into parts, one for each group and document that meet."""
    docs = corpus.sentences["doc"].to_numpy(dtype=np.int64)
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
    owners = parts.of_sentence[corpus.tokens["sentence"].to_numpy()]
    tokens = np.bincount(owners[owners >= 0], minlength=n_parts).astype(np.int64)
    inside = parts.of_sentence >= 0
    characters = np.bincount(
        parts.of_sentence[inside],
        weights=corpus.sentences["characters"].to_numpy()[inside],
        minlength=n_parts,
    )
    return tokens, characters.astype(np.int64)


def count_vocabulary(corpus: Corpus, parts: Parts) -> TermCounts:
    """Count every term of the vocabulary in every part, both ways."""
    tokens = corpus.tokens
    words = tally(
        parts,
        tokens["sentence"].to_numpy(),
        tokens["term"].to_numpy(),
        n_terms=len(corpus.terms),
    )
    extra = corpus.strings.differences
    strings = words + tally(
        parts, extra.sentence, extra.term, n_terms=len(corpus.terms), weights=extra.weight
    )
    return TermCounts(words, strings)


def count_terms(corpus: Corpus, parts: Parts, terms: Sequence[str]) -> TermCounts:
    """Count these folded strings in every part, whether or not they are ever tokens."""
    codes = np.asarray([corpus.term_codes.get(term, -1) for term in terms], dtype=np.int64)
    columns = np.full(len(corpus.terms), -1, dtype=np.int64)
    columns[codes[codes >= 0]] = np.flatnonzero(codes >= 0)
    token_columns = columns[corpus.tokens["term"].to_numpy()]
    chosen = token_columns >= 0
    words = tally(
        parts,
        corpus.tokens["sentence"].to_numpy()[chosen],
        token_columns[chosen],
        n_terms=len(terms),
    )
    found = [corpus.sentences_at(*corpus.strings.find(term)) for term in terms]
    strings = tally(
        parts,
        np.concatenate([np.zeros(0, dtype=np.int64), *found]),
        np.repeat(np.arange(len(terms)), [len(sentences) for sentences in found]),
        n_terms=len(terms),
    )
    return TermCounts(words, strings)


def tally(
    parts: Parts,
    sentences: npt.NDArray[Any],
    terms: npt.NDArray[Any],
    *,
    n_terms: int,
    weights: npt.NDArray[Any] | None = None,
) -> Matrix:
    """Count occurrences, given by sentence and term, per part; those in no part are left out."""
    owners = parts.of_sentence[sentences]
    inside = owners >= 0
    owners, terms = owners[inside], terms[inside]
    data = np.ones(len(owners), np.int64) if weights is None else weights[inside].astype(np.int64)
    matrix = sparse.coo_array((data, (owners, terms)), shape=(len(parts.group), n_terms)).tocsr()
    matrix.eliminate_zeros()
    return matrix


def sum_groups(parts: Parts, matrix: Matrix) -> Matrix:
    """Add up the parts of each group, shape ``(n_groups, n_terms)``."""
    n_parts = len(parts.group)
    member = sparse.csr_array(
        (np.ones(n_parts, dtype=np.int64), (parts.group, np.arange(n_parts))),
        shape=(parts.n_groups, n_parts),
    )
    return (member @ matrix).tocsr()
