"""Runs of neighbouring tokens: counted as runs, and as the strings that they make.

Where only the most frequent are asked for, most tokens need not be looked at: a string is nowhere
as often as the least frequent of its words is as a string, and counts of some of the texts say how
often the last of those asked for is at least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import sum_subset
from analysis.corpus.finding import find_strings, find_together
from analysis.corpus.loops.growing import lengthen_runs, number_runs
from analysis.corpus.part_counts import PartCounts, add_up
from analysis.corpus.segments.strings import looping_terms
from analysis.corpus.subset import Subset

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

SAMPLE = 1 << 20
"""Tokens from which a first bound is found."""


class Runs(NamedTuple):
    """Strings that runs of tokens make, and their counts by part."""

    strings: list[str]
    counts: PartCounts
    """``n_word`` counts the runs, ``n`` the same strings anywhere in the text."""


@dataclass(frozen=True)
class Wanted:
    """Which runs are counted."""

    sizes: Sequence[int]
    """Numbers of tokens, ascending."""
    min_n: int
    """Runs that occur less often in all parts together are left out."""
    edges_without: Flags
    """Runs that begin or end with one of these terms are left out, shape ``(n_terms,)``."""
    min_length: int = 1
    """Least number of characters."""
    top: int | None = None
    """Only so many strings with the highest ``n``, and those as frequent as the last."""
    by_word: bool = False
    """The highest ``n_word`` instead."""


class Tokens(NamedTuple):
    """Tokens of a subset, in their order."""

    terms: Rows
    parts: Ints
    joined: Flags
    """Whether the next one touches it in the same sentence."""

    def of(self, allowed: Flags) -> Tokens:
        """Return those of some terms."""
        kept = allowed[self.terms]
        joined = self.joined.copy()
        joined[:-1] &= kept[1:]
        return Tokens(self.terms[kept], self.parts[kept], joined[kept])


class _Found(NamedTuple):
    """Runs of one size: the token each begins with, and a number for its terms."""

    first: Rows
    code: Rows


class Named(NamedTuple):
    """Runs of one size that are wanted: a string for each different one, and where they are."""

    strings: pa.LargeStringArray
    codes: Ints
    parts: Ints


def count_ngrams(subset: Subset, wanted: Wanted) -> Runs:
    """Count runs of tokens that touch each other and lie in one sentence.

    Runs that make the same string are one. With ``wanted.top`` the strings returned are exactly
    the most frequent ones: only tokens that no such string can hold are passed over.
    """
    numbers = range(len(subset.corpus.layout.segments))
    if wanted.top is None or not wanted.sizes:
        return _counted(subset, list(grow(subset, _tokens(subset, numbers), wanted)), wanted)
    often = sum_subset(subset).n
    often[_looping(subset)] = np.iinfo(np.int64).max
    sample = next(grow(subset, _tokens(subset, _some(subset)), wanted))
    tokens = _tokens(subset, numbers).of(often >= _bound(sample, wanted.top))
    first = next(grow(subset, tokens, wanted))
    tokens = tokens.of(often >= _bound(first, wanted.top))
    return _counted(subset, list(grow(subset, tokens, wanted)), wanted)


def _looping(subset: Subset) -> Ints:
    """Return the terms that can overlap themselves: as strings they count less often."""
    return np.flatnonzero(looping_terms(subset.corpus.terms))


def _some(subset: Subset) -> list[int]:
    """Return the first segments that hold ``SAMPLE`` tokens of the subset."""
    numbers, n = [], 0
    for number, segment in enumerate(subset.corpus.layout.segments):
        numbers.append(number)
        n += int(segment.counts["row_tokens"][subset.chosen[number].rows].sum())
        if n >= SAMPLE:
            break
    return numbers


def _tokens(subset: Subset, numbers: Sequence[int]) -> Tokens:
    """Return the tokens of some segments one behind the other."""
    found = []
    for number in numbers:
        parts = subset.sentence_parts(number)
        sentences = np.flatnonzero(parts >= 0)
        found.append(read_tokens(subset.corpus, number, sentences, parts[sentences]))
    return stack_tokens(found)


def read_tokens(corpus: Corpus, number: int, sentences: Ints, parts: Ints) -> Tokens:
    """Return the tokens of some sentences of a segment.

    Parameters
    ----------
    sentences
        Rows in the segment, ascending.
    parts
        Part of each sentence.
    """
    words = corpus.layout.segments[number].words
    firsts = words["token_firsts"][sentences].astype(np.int64)
    sizes = words["token_firsts"][sentences + 1] - firsts
    stops = np.cumsum(sizes)
    tokens = np.repeat(firsts - stops + sizes, sizes) + np.arange(sizes.sum())
    local = words["token_terms"][tokens]
    starts = words["token_places"][tokens].astype(np.int64)
    ends = starts + words["term_lengths"][local]
    joined = np.zeros(len(tokens), dtype=bool)
    joined[:-1] = starts[1:] == ends[:-1]
    joined[stops[sizes > 0] - 1] = False
    terms = corpus.term_names.codes[number][local]
    return Tokens(terms, np.repeat(parts, sizes), joined)


def stack_tokens(found: Sequence[Tokens]) -> Tokens:
    """Return tokens one behind the other."""
    none = Tokens(np.zeros(0, dtype=np.int32), _NO_INTS, np.zeros(0, dtype=bool))
    return Tokens(*(np.concatenate(column) for column in zip(none, *found, strict=True)))


def grow(subset: Subset, tokens: Tokens, wanted: Wanted) -> Iterator[Named]:
    """Yield the runs of each size that is wanted; only those whose parts are frequent can be."""
    least = max(wanted.min_n, 1)
    often = np.bincount(tokens.terms, minlength=len(wanted.edges_without)) >= least
    n_terms = int(np.count_nonzero(often))
    numbers = np.where(often, np.cumsum(often) - 1, -1).astype(np.int32)[tokens.terms]
    first = np.flatnonzero(numbers >= 0).astype(np.int32)
    runs = _Found(first, numbers[first])
    for length in range(1, max(wanted.sizes, default=0) + 1):
        if length > 1:
            runs = _longer(tokens, runs, (numbers, n_terms), length, least)
        if length in wanted.sizes:
            yield _named(subset, tokens, runs, (length, wanted))


def _longer(
    tokens: Tokens, runs: _Found, terms: tuple[Rows, int], length: int, least: int
) -> _Found:
    """Return the runs of one more token that occur often enough.

    Parameters
    ----------
    terms
        A number for the term of each token, -1 for rare ones, and how many numbers there are.
    length
        Tokens of the longer runs.
    """
    n, joined = len(runs.first), tokens.joined.view(np.uint8)
    first, keys = np.empty(n, dtype=np.int32), np.empty(n, dtype=np.int64)
    size = np.zeros(2, dtype=np.int64)
    lengthen = lengthen_runs.over(n)
    buckets = np.zeros(1 << _BITS, dtype=np.int32)
    lengthen(*runs, joined, *terms, length, least, buckets, first, keys, size)
    likely = int(size[0])
    # A third of the places stay empty, at least.
    n_places = 1 << (likely + likely // 2 + 1).bit_length()
    table, counts = np.full(n_places, -1, dtype=np.int64), np.zeros(n_places, dtype=np.int32)
    slots, kept, codes = np.empty((3, likely), dtype=np.int32)
    number = number_runs.over(likely)
    number(first[:likely], keys[:likely], least, table, counts, slots, kept, codes, size)
    return _Found(kept[: int(size[0])], codes[: int(size[0])])


_BITS = 18
"""Runs are told apart by so many bits first: most of those that are rare are so there too."""


def _named(subset: Subset, tokens: Tokens, runs: _Found, which: tuple[int, Wanted]) -> Named:
    """Return the runs with wanted edges and lengths; no character is between their tokens."""
    size, wanted = which
    vocabulary = subset.corpus.term_names.values
    examples = np.zeros(int(runs.code.max(initial=-1)) + 1, dtype=np.int64)
    examples[runs.code] = runs.first
    terms = [tokens.terms[examples + place] for place in range(size)]
    lengths = sum(subset.corpus.vocabulary.lengths[column] for column in terms)
    chosen = ~(wanted.edges_without[terms[0]] | wanted.edges_without[terms[-1]])
    chosen &= lengths >= wanted.min_length
    columns = [vocabulary.take(pa.array(column[chosen])) for column in terms]
    strings = columns[0] if size == 1 else pc.binary_join_element_wise(*columns, _NOTHING)
    kept = np.flatnonzero(chosen[runs.code])
    codes = (np.cumsum(chosen) - 1)[runs.code[kept]]
    return Named(strings, codes, tokens.parts[runs.first[kept]])


_NONE = pa.array([], type=pa.large_string())
_NOTHING = pa.scalar("", type=pa.large_string())
_NO_INTS = np.zeros(0, dtype=np.int64)


def _bound(named: Named, top: int) -> int:
    """Return how often the last of so many strings occurs at least."""
    counts = np.bincount(named.codes, minlength=len(named.strings))
    order = np.argsort(-counts, kind="stable")[: 2 * top]
    strings = named.strings.take(pa.array(order)).to_pylist()
    # Different runs may make one string; one that overlaps itself counts less often.
    looping = looping_terms(strings).tolist()
    least: dict[str, int] = {}
    for string, count, loops in zip(strings, counts[order].tolist(), looping, strict=True):
        if not loops:
            least.setdefault(string, count)
    return list(least.values())[top - 1] if 0 < top <= len(least) else 0


def _counted(subset: Subset, kept: list[Named], wanted: Wanted) -> Runs:
    """Return the strings that runs make, with their counts."""
    encoded = pa.concat_arrays([_NONE, *(named.strings for named in kept)]).dictionary_encode()
    borders = np.cumsum([0, *(len(named.strings) for named in kept)])
    codes = np.concatenate(
        [_NO_INTS, *(named.codes + first for named, first in zip(kept, borders, strict=False))]
    )
    terms = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)[codes]
    parts = np.concatenate([_NO_INTS, *(named.parts for named in kept)])
    strings = encoded.dictionary.to_pylist()
    if wanted.top is not None:
        strings, terms, parts = _highest(subset, strings, (terms, parts), wanted)
    ones = np.ones(len(terms), dtype=np.int64)
    words = PartCounts(terms, parts, np.zeros_like(ones), ones)
    return Runs(strings, add_up(subset, [words, find_strings(subset, strings)]))


def _highest(
    subset: Subset, strings: list[str], runs: tuple[Ints, Ints], wanted: Wanted
) -> tuple[list[str], Ints, Ints]:
    """Return the most frequent strings, those as frequent as the last of them, and their runs."""
    terms, parts = runs
    n = np.bincount(terms, minlength=len(strings)) if wanted.by_word else _totals(subset, strings)
    top = wanted.top or 0
    least = np.partition(n, len(n) - top)[len(n) - top] if 0 < top < len(n) else 0
    chosen = n >= least
    kept = chosen[terms]
    names = [strings[row] for row in np.flatnonzero(chosen).tolist()]
    return names, (np.cumsum(chosen) - 1)[terms[kept]], parts[kept]


def _totals(subset: Subset, strings: list[str]) -> Ints:
    n = np.zeros(len(strings), dtype=np.int64)
    for number, codes, places in find_together(subset, strings):
        segment = subset.corpus.layout.segments[number]
        inside = subset.sentence_parts(number)[segment.sentences_at(places)] >= 0
        n += np.bincount(codes[inside], minlength=len(strings))
    return n
