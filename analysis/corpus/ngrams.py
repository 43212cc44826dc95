"""Runs of neighbouring tokens: counted as runs, and as the strings that they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.entries import PartCounts, add_up, find_strings
from analysis.corpus.subset import Subset

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class Runs(NamedTuple):
    """Strings that runs of tokens make, and their counts by part."""

    strings: list[str]
    counts: PartCounts
    """``n_word`` counts the runs, ``n`` the same strings anywhere in the text."""


class _Tokens(NamedTuple):
    """The tokens of a subset."""

    terms: Ints
    parts: Ints
    joined: Flags
    """Whether the next one touches it in the same sentence."""


class _Found(NamedTuple):
    """Runs of one size: the token each begins with, and a number for its terms."""

    first: Ints
    code: Ints


def count_ngrams(subset: Subset, *, sizes: Sequence[int], min_n: int, edges_without: Flags) -> Runs:
    """Count runs of tokens that touch each other and lie in one sentence.

    Parameters
    ----------
    subset
        What is counted.
    sizes
        Numbers of tokens, ascending.
    min_n
        Runs that occur less often in all parts together are left out.
    edges_without
        Runs that begin or end with one of these terms are left out, shape ``(n_terms,)``.

    Returns
    -------
    Runs
        Runs that make the same string are one.
    """
    tokens = _tokens(subset)
    n_terms = len(edges_without)
    runs = _frequent(_Found(np.arange(len(tokens.terms)), tokens.terms), min_n)
    names, parts, sources = [_NONE], [_NO_INTS], [_NO_INTS]
    for size in range(1, max(sizes, default=0) + 1):
        if size > 1:
            going = tokens.joined[runs.first + size - 2]
            first = runs.first[going]
            keys = runs.code[going] * n_terms + tokens.terms[first + size - 1]
            runs = _frequent(_Found(first, keys), min_n)
        if size in sizes:
            edges = edges_without[tokens.terms[runs.first]]
            edges |= edges_without[tokens.terms[runs.first + size - 1]]
            kept = np.flatnonzero(~edges)
            _, examples, codes = np.unique(runs.code[kept], return_index=True, return_inverse=True)
            sources.append(codes + sum(map(len, names)))
            names.append(_strings(subset, tokens, runs.first[kept][examples], size))
            parts.append(tokens.parts[runs.first[kept]])
    encoded = pa.concat_arrays(names).dictionary_encode()
    strings = encoded.dictionary.to_pylist()
    terms = encoded.indices.to_numpy(zero_copy_only=False)[np.concatenate(sources)]
    ones = np.ones(len(terms), dtype=np.int64)
    words = PartCounts(terms.astype(np.int64), np.concatenate(parts), np.zeros_like(ones), ones)
    return Runs(strings, add_up(subset, [words, find_strings(subset, strings)]))


_NONE = pa.array([], type=pa.large_string())
_NOTHING = pa.scalar("", type=pa.large_string())
_NO_INTS = np.zeros(0, dtype=np.int64)


def _tokens(subset: Subset) -> _Tokens:
    """Return the tokens of all segments one behind the other."""
    corpus, found = subset.corpus, []
    docs = corpus.sentences.values("doc")
    for number, segment in enumerate(corpus.layout.segments):
        rows = corpus.layout.sentence_rows[number]
        groups = np.where(rows >= 0, subset.groups_at(rows), -1)
        inside = np.flatnonzero(groups >= 0)
        parts = np.full(len(rows), -1, dtype=np.int64)
        parts[inside] = subset.parts_of(groups[inside], docs[rows[inside]])
        words = segment.words
        sentences = np.repeat(np.arange(len(rows)), np.diff(words["token_firsts"]))
        tokens = np.flatnonzero(parts[sentences] >= 0)
        sentences, local = sentences[tokens], words["token_terms"][tokens]
        starts = words["token_places"][tokens].astype(np.int64)
        ends = starts + words["term_lengths"][local]
        joined = np.zeros(len(tokens), dtype=bool)
        joined[:-1] = (sentences[1:] == sentences[:-1]) & (starts[1:] == ends[:-1])
        terms = corpus.term_names.codes[number][local].astype(np.int64)
        found.append(_Tokens(terms, parts[sentences], joined))
    return _Tokens(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _frequent(runs: _Found, min_n: int) -> _Found:
    """Return the runs that occur often enough, numbered anew."""
    _, codes, counts = np.unique(runs.code, return_inverse=True, return_counts=True)
    kept = counts[codes] >= min_n
    return _Found(runs.first[kept], codes[kept].astype(np.int64))


def _strings(subset: Subset, tokens: _Tokens, first: Ints, size: int) -> pa.LargeStringArray:
    """Return the strings of runs; their tokens touch, so that no character is between them."""
    terms = subset.corpus.term_names.values
    columns = [terms.take(pa.array(tokens.terms[first + place])) for place in range(size)]
    joined: pa.LargeStringArray = pc.binary_join_element_wise(*columns, _NOTHING)
    return joined
