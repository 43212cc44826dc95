"""Runs of neighbouring tokens: counted as runs, and as the strings that they make."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import Parts, TermCounts, tally
from analysis.corpus.search import find_strings

Ints = npt.NDArray[np.int64]


class Ngrams(NamedTuple):
    """Runs of tokens: the strings they make, and their counts per part."""

    terms: tuple[str, ...]
    counts: TermCounts


class _Runs(NamedTuple):
    """Runs of one size: the token each begins with, and a number for its sequence of terms."""

    first: Ints
    code: Ints


def count_ngrams(
    corpus: Corpus,
    parts: Parts,
    *,
    sizes: Sequence[int],
    min_n: int,
    edges_without: Collection[str] = (),
) -> Ngrams:
    """Count runs of tokens that touch each other and lie in one sentence.

    Parameters
    ----------
    corpus
        The corpus.
    parts
        What is counted.
    sizes
        Numbers of tokens, ascending.
    min_n
        Runs that occur less often in all parts together are left out.
    edges_without
        Runs that begin or end with one of these terms are left out.

    Returns
    -------
    Ngrams
        ``words`` counts the runs, ``strings`` the same strings anywhere in the text. Ordered by
        size, then by first appearance; runs that make the same string are one term.
    """
    inner = np.fromiter((term in edges_without for term in corpus.terms), bool, len(corpus.terms))
    found: dict[str, int] = {}
    firsts, codes = [], []
    for size, runs in _grow(corpus, parts, max(sizes, default=0), max(min_n, 1)):
        if size in sizes:
            kept = _with_edges(corpus, runs, size, inner)
            firsts.append(kept.first)
            codes.append(_name(corpus, kept, size, found))
    terms = tuple(found)
    tokens = np.concatenate([np.zeros(0, dtype=np.int64), *firsts])
    columns = np.concatenate([np.zeros(0, dtype=np.int64), *codes])
    sentences = corpus.tokens["sentence"].to_numpy()[tokens]
    words = tally(parts, sentences, columns, n_terms=len(terms))
    places, string_codes = find_strings(corpus, terms)
    strings = tally(parts, places, string_codes, n_terms=len(terms))
    return Ngrams(terms, TermCounts(words, strings))


def _grow(corpus: Corpus, parts: Parts, size: int, min_n: int) -> Sequence[tuple[int, _Runs]]:
    """Return the runs of 1 to ``size`` tokens; only those whose parts are frequent can be."""
    tokens = corpus.tokens
    terms = tokens["term"].to_numpy(dtype=np.int64)
    inside = parts.of_sentence[tokens["sentence"].to_numpy()] >= 0
    joined = np.zeros(len(tokens), dtype=bool)
    joined[:-1] = (
        (tokens["sentence"].to_numpy()[1:] == tokens["sentence"].to_numpy()[:-1])
        & (tokens["start"].to_numpy()[1:] == tokens["end"].to_numpy()[:-1])
        & inside[1:]
    )
    runs = _frequent(_Runs(np.flatnonzero(inside), terms[inside]), min_n)
    grown = [(1, runs)]
    for length in range(2, size + 1):
        last = runs.first + length - 2
        going = joined[last]
        first = runs.first[going]
        keys = runs.code[going] * len(corpus.terms) + terms[first + length - 1]
        runs = _frequent(_Runs(first, keys), min_n)
        grown.append((length, runs))
    return grown


def _frequent(runs: _Runs, min_n: int) -> _Runs:
    """Return the runs that occur often enough, numbered anew."""
    _, codes, counts = np.unique(runs.code, return_inverse=True, return_counts=True)
    kept = counts[codes] >= min_n
    return _Runs(runs.first[kept], codes[kept].astype(np.int64))


def _with_edges(corpus: Corpus, runs: _Runs, size: int, inner: npt.NDArray[np.bool_]) -> _Runs:
    terms = corpus.tokens["term"].to_numpy()
    kept = ~(inner[terms[runs.first]] | inner[terms[runs.first + size - 1]])
    return _Runs(runs.first[kept], runs.code[kept])


def _name(corpus: Corpus, runs: _Runs, size: int, found: dict[str, int]) -> Ints:
    """Return the term code of each run; new strings are added to ``found``."""
    tokens = corpus.tokens
    _, examples, codes = np.unique(runs.code, return_index=True, return_inverse=True)
    first = runs.first[examples]
    docs = tokens["doc"].to_numpy()[first].tolist()
    starts = tokens["start"].to_numpy()[first].tolist()
    ends = tokens["end"].to_numpy()[first + size - 1].tolist()
    names = np.zeros(len(examples), dtype=np.int64)
    for row in np.argsort(first, kind="stable").tolist():
        string = corpus.documents[docs[row]].folded[starts[row] : ends[row]]
        names[row] = found.setdefault(string, len(found))
    return names[codes]
