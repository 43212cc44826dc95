"""Runs of tokens in a large subset: which of them are looked at is estimated, their counts are not.

A sample of whole documents says which runs are frequent as runs. Several times as many of them as
are asked for are then counted in every document of the subset, so that every number returned is
exact, and so is the order of what is returned. Two kinds of strings can be missed: those that are
much rarer in the sample than in the whole, and those that are seldom a run and mostly stand inside
longer words or across their borders (民政府 in 人民政府), however often they do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.loops.runs import add_neighbours, cut_strings
from analysis.corpus.ngrams import Runs, Tokens, Wanted, grow, read_tokens, stack_tokens
from analysis.corpus.part_counts import PartCounts
from analysis.corpus.segments.strings import count_once, looping_terms
from analysis.corpus.segments.tree import find_tree, plant
from analysis.corpus.subset import Subset
from analysis.corpus.threads import in_threads

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LARGE = 1_000_000
"""Runs of a subset with more tokens are ranked on a sample."""
SAMPLE = 300_000
"""Tokens of the sample, about."""
MARGIN = 3
"""Candidates for each run that is asked for."""
FEWEST = 200
"""Candidates at least; their number doubles from here, so that neighbouring pages agree."""


class _Hits(NamedTuple):
    """Places of candidates inside a subset, shape ``(n,)`` each."""

    code: Ints
    """Candidate."""
    part: Ints
    counted: Flags
    """Whether a plain text search would count the place: hits of a string do not overlap."""
    cut: Ints
    """Number of the terms that make the string here, -1 where it is no run that is wanted."""


def is_large(subset: Subset) -> bool:
    """Return whether the runs of a subset are ranked on a sample."""
    return int(subset.parts.tokens.sum()) > LARGE


def count_candidates(subset: Subset, wanted: Wanted) -> Runs:
    """Count the runs that are frequent in a sample of the subset.

    The sample is the same for the same subset. Every count is that of the whole subset, as
    ``ngrams.count_ngrams`` returns it, ``wanted.min_n`` is held against it, and the runs are at
    least ``wanted.top`` where the sample has so many.
    """
    strings = _candidates(subset, wanted)
    hits = _find(subset, strings, wanted)
    size = int(hits.cut.max(initial=-1)) + 1
    often = np.bincount(hits.cut[hits.cut >= 0], minlength=size) >= wanted.min_n
    hits = hits._replace(cut=np.append(often, False)[hits.cut].astype(np.int64))
    left = np.bincount(hits.code, hits.cut, len(strings)) > 0
    names = [strings[row] for row in np.flatnonzero(left).tolist()]
    return Runs(names, _by_part(hits, np.where(left, np.cumsum(left) - 1, -1)))


def _by_part(hits: _Hits, terms: Ints) -> PartCounts:
    """Return the counts of candidates by part, given the term of each candidate, or -1."""
    found, parts, n, n_word = np.empty((4, len(hits.code)), dtype=np.int64)
    size, latest = np.zeros(1, dtype=np.int64), np.full(len(terms), -1)
    loop = add_neighbours.over(len(hits.code))
    places = hits.code, hits.part, hits.counted.view(np.uint8), hits.cut
    loop(*places, terms, latest, found, parts, n, n_word, size)
    filled = slice(int(size[0]))
    return PartCounts(found[filled], parts[filled], n[filled], n_word[filled])


def _candidates(subset: Subset, wanted: Wanted) -> list[str]:
    """Return the strings that most runs of the sample make."""
    tokens = _sample(subset)
    most = FEWEST
    while most < MARGIN * (wanted.top or 0):
        most *= 2
    often = np.bincount(tokens.terms, minlength=len(wanted.edges_without))
    # About how often the last candidate occurs; if fewer runs are as frequent, rarer ones are read.
    least = max(len(tokens.terms) // (160 * most), 1)
    ranked = _ranked(subset, tokens.of(often >= least), wanted, least)
    while len(ranked) < most and least > 1:
        least = max(least // 4, 1)
        ranked = _ranked(subset, tokens.of(often >= least), wanted, least)
    return ranked[:most]


def sample_rows(subset: Subset) -> Ints:
    """Return documents (rows in the corpus) that lie evenly in a subset, about ``SAMPLE`` tokens.

    Which they are depends on the subset alone.
    """
    parts = subset.parts
    share = SAMPLE / max(int(parts.tokens.sum()), 1)
    # Multiples of the golden ratio are spread evenly, and keep step with nothing in the texts.
    spread = np.arange(len(parts.document)) * ((5**0.5 - 1) / 2) % 1
    return parts.document[spread < share]


def _sample(subset: Subset) -> Tokens:
    """Return the tokens of the sample."""
    corpus = subset.corpus
    chosen = np.zeros(corpus.layout.n_documents + 1, dtype=bool)
    chosen[sample_rows(subset)] = True
    found = []
    for number, segment in enumerate(corpus.layout.segments):
        documents = chosen[corpus.layout.document_rows[number]]
        sentences = np.flatnonzero(documents[segment.words["sentence_doc"]])
        rows = corpus.layout.sentence_rows[number][sentences]
        sentences = sentences[subset.groups_at(rows) >= 0]
        found.append(read_tokens(corpus, number, sentences, np.zeros_like(sentences)))
    return stack_tokens(found)


def _ranked(subset: Subset, tokens: Tokens, wanted: Wanted, least: int) -> list[str]:
    """Return the strings that at least so many runs make, those of most runs first."""
    found: dict[str, int] = {}
    for named in grow(subset, tokens, replace(wanted, min_n=least)):
        counts = np.bincount(named.codes, minlength=len(named.strings)).tolist()
        for string, n in zip(named.strings.to_pylist(), counts, strict=True):
            found[string] = found.get(string, 0) + n
    return sorted(found, key=lambda string: (-found[string], string))


def _find(subset: Subset, strings: list[str], wanted: Wanted) -> _Hits:
    """Return the places of strings inside a subset."""
    layout, looping = subset.corpus.layout, looping_terms(strings)
    lengths = np.fromiter(map(len, strings), np.int64, len(strings))
    tree = plant(strings)
    chosen = np.zeros(layout.n_documents + 1, dtype=bool)
    chosen[subset.parts.document] = True

    def find(number: int) -> tuple[Ints, Ints, Flags, Ints]:
        segment, documents = layout.segments[number], layout.document_rows[number]
        places, codes = find_tree(segment.texts, tree, chosen[documents])
        counted = _counted(places, codes, strings, looping)
        sentences = segment.sentences_at(places)
        parts = subset.sentence_parts(number)[sentences]
        inside = np.flatnonzero(parts >= 0)
        sentences, places, codes = sentences[inside], places[inside], codes[inside]
        runs = _Strings(number, places, places + lengths[codes], sentences)
        return codes, parts[inside], counted[inside], _cuts(subset, runs, wanted)

    _ = subset.row_parts  # before threads ask for it
    none = (_NONE, _NONE, _NONE > 0, _NONE)
    found = [none, *in_threads(find, range(len(layout.segments)))]
    codes, parts, counted, cuts = (np.concatenate(column) for column in zip(*found, strict=True))
    return _Hits(codes, parts, counted, _numbered(codes, cuts))


class _Strings(NamedTuple):
    """Where strings begin and stop in a segment, and in which sentences they begin."""

    number: int
    starts: Ints
    stops: Ints
    sentences: npt.NDArray[np.int32]


_NONE = np.zeros(0, dtype=np.int64)


def _counted(places: Ints, codes: Ints, strings: list[str], looping: Flags) -> Flags:
    """Return which places a search from left to right would count."""
    loops = looping[codes]
    counted: Flags = ~loops
    if counted.all():
        return counted
    where, which = (column[loops].astype(np.int32) for column in (places, codes))
    kept_places, kept_codes = count_once(where, which, strings, looping)
    size = int(places.max(initial=0)) + 1
    counted[loops] = np.isin(
        codes[loops] * size + places[loops], kept_codes.astype(np.int64) * size + kept_places
    )
    return counted


def _cuts(subset: Subset, strings: _Strings, wanted: Wanted) -> Ints:
    """Return a number for how each string is cut into tokens, 0 for what is no run wanted."""
    number, starts, stops, sentences = strings
    words = subset.corpus.layout.segments[number].words
    sizes = np.zeros(wanted.sizes[-1] + 1, dtype=np.uint8)
    sizes[list(wanted.sizes)] = 1
    edges = wanted.edges_without[subset.corpus.term_names.codes[number]].view(np.uint8)
    terms, places, lengths, firsts = (words[name] for name in _TOKENS)
    cuts = np.zeros(len(starts), dtype=np.int64)
    loop = cut_strings.over(len(starts) * wanted.sizes[-1])
    loop(terms, places, lengths, firsts, edges, sizes, sentences, starts, stops, cuts)
    return cuts


_TOKENS = ("token_terms", "token_places", "term_lengths", "token_firsts")


def _numbered(codes: Ints, cuts: Ints) -> Ints:
    """Return a number for each string with its cut, -1 where there is none."""
    there = np.flatnonzero(cuts)
    kinds, different = pd.factorize(cuts[there])
    numbers = np.full(len(codes), -1, dtype=np.int64)
    numbers[there] = pd.factorize(codes[there] * max(len(different), 1) + kinds)[0]
    return numbers
