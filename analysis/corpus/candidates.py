"""Runs of tokens in a large subset: which of them are looked at is estimated, their counts are not.

A sample of whole documents says which runs are frequent as runs. Several times as many of them as
are asked for are then counted in every document of the subset, so that every number returned is
exact, and so is the order of what is returned. Two kinds of strings can be missed: those that are
much rarer in the sample than in the whole, and those that are seldom a run and mostly stand inside
longer words or across their borders (民政府 in 人民政府), however often they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from heapq import nsmallest
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.finding import Owners, owners_of
from analysis.corpus.loops.each import cut, each
from analysis.corpus.loops.growing import read_documents
from analysis.corpus.loops.runs import (
    add_neighbours,
    count_places,
    cut_strings,
    number_cuts,
)
from analysis.corpus.ngrams import Runs, Tokens, Wanted, grow
from analysis.corpus.part_counts import PartCounts
from analysis.corpus.segments.sieve import Sieve
from analysis.corpus.subset import Subset
from analysis.corpus.threads import in_blocks

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

LARGE = 1_000_000
"""Runs of a subset with more tokens are ranked on a sample."""
SAMPLE = 200_000
"""Tokens of the sample, about."""
MARGIN = 3
"""Candidates for each run that is asked for."""
FEWEST = 150
"""Candidates at least; their number doubles from here, so that neighbouring pages agree."""


class _Hits(NamedTuple):
    """Places of candidates in neighbouring segments, shape ``(n,)`` each."""

    code: Rows
    """Candidate."""
    part: Rows
    counted: npt.NDArray[np.uint8]
    """1 where a plain text search would count the place: hits of a string do not overlap."""
    cut: Ints
    """Which terms make the string here, 0 where it is no run that is wanted."""


class _Numbered(NamedTuple):
    """Strings with their cuts numbered, those of all segments together."""

    numbers: list[Ints]
    """Number of each place, -1 for the cut 0; as the hits are divided."""
    often: Ints
    """How many places have each of these numbers, shape ``(n_cuts,)``."""


def is_large(subset: Subset) -> bool:
    """Return whether the runs of a subset are ranked on a sample."""
    return int(subset.parts.tokens.sum()) > LARGE


def count_candidates(subset: Subset, wanted: Wanted) -> Runs:
    """Count the runs that are frequent in a sample of the subset.

    The sample is the same for the same subset. Every count is that of the whole subset, as
    ``ngrams.count_ngrams`` returns it, ``wanted.min_n`` is held against it, and the strings are
    the first ``wanted.top``, where the sample has so many, and those as frequent as the last.
    """
    owners = owners_of(subset)
    strings = _candidates(subset, owners, wanted)
    hits = _find(subset, owners, strings, wanted)
    numbered = _number(hits, len(strings))
    n, n_word = np.zeros((2, len(strings)), dtype=np.int64)
    for found, numbers in zip(hits, numbered.numbers, strict=True):
        count = count_places.over(len(numbers))
        count(found.code, found.counted, numbers, numbered.often, wanted.min_n, n, n_word)
    left, n = n_word > 0, n_word if wanted.by_word else n
    top = wanted.top or 0
    if 0 < top < np.count_nonzero(left):
        left &= n >= np.partition(n[left], -top)[-top]
    names = [strings[row] for row in np.flatnonzero(left).tolist()]
    terms = np.where(left, np.cumsum(left) - 1, -1)
    return Runs(names, _by_part(hits, numbered, wanted.min_n, terms))


def _by_part(hits: Sequence[_Hits], numbered: _Numbered, least: int, terms: Ints) -> PartCounts:
    """Return the counts of candidates by part, given the term of each candidate, or -1."""
    entries = np.empty((4, sum(len(found.code) for found in hits)), dtype=np.int64)
    found_terms, found_parts, n, n_word = entries
    size, latest = np.zeros(1, dtype=np.int64), np.full(len(terms), -1)
    for (codes, parts, counted, _), numbers in zip(hits, numbered.numbers, strict=True):
        loop = add_neighbours.over(len(codes))
        places = codes, parts, counted, numbers, numbered.often, least
        loop(*places, terms, latest, found_terms, found_parts, n, n_word, size)
    return PartCounts(*entries[:, : int(size[0])])


def _candidates(subset: Subset, owners: Owners, wanted: Wanted) -> list[str]:
    """Return the strings that most runs of the sample make."""
    tokens = _sample(subset, owners)
    most = FEWEST
    while most < MARGIN * (wanted.top or 0):
        most *= 2
    # About how often the last candidate occurs; if fewer runs are as frequent, rarer ones are read.
    least = max(len(tokens.terms) // (160 * most), 1)
    ranked = _ranked(subset, tokens, wanted, least, most)
    while len(ranked) < most and least > 1:
        least = max(least // 4, 1)
        ranked = _ranked(subset, tokens, wanted, least, most)
    return ranked


def sample_rows(subset: Subset) -> Ints:
    """Return documents (rows in the corpus) that lie evenly in a subset, about ``SAMPLE`` tokens.

    Which they are depends on the subset alone.
    """
    parts = subset.parts
    share = SAMPLE / max(int(parts.tokens.sum()), 1)
    # Multiples of the golden ratio are spread evenly, and keep step with nothing in the texts.
    spread = np.arange(len(parts.document)) * ((5**0.5 - 1) / 2) % 1
    return parts.document[spread < share]


def _sample(subset: Subset, owners: Owners) -> Tokens:
    """Return the tokens of the sample."""
    layout, together = subset.corpus.layout, subset.corpus.together
    chosen = np.zeros(layout.n_documents + 1, dtype=np.uint8)
    chosen[sample_rows(subset)] = 1
    n = int(subset.parts.tokens[chosen[subset.parts.document] > 0].sum())
    terms, joined = np.empty(n, dtype=np.int32), np.empty(n, dtype=np.uint8)
    read_documents.over(n)(
        range(len(layout.segments)),
        each([chosen[rows] for rows in layout.document_rows]),
        each([segment.sentence_firsts for segment in layout.segments]),
        owners.of_sentence,
        cut(owners.parts, owners.firsts),
        *(together.each("words", name) for name in _TOKENS),
        each(subset.corpus.term_names.codes),
        terms,
        joined,
        np.zeros(1, dtype=np.int64),
    )
    return Tokens(terms, np.zeros(n, dtype=np.int64), joined.view(np.bool_))


def _ranked(subset: Subset, tokens: Tokens, wanted: Wanted, least: int, most: int) -> list[str]:
    """Return the first strings that at least so many runs make, those of most runs first."""
    found: dict[str, int] = {}
    for named in grow(subset, tokens, replace(wanted, min_n=least)):
        counts = np.bincount(named.codes, minlength=len(named.strings)).tolist()
        for string, n in zip(named.strings.to_pylist(), counts, strict=True):
            found[string] = found.get(string, 0) + n
    return nsmallest(most, found, key=lambda string: (-found[string], string))


def _find(subset: Subset, owners: Owners, strings: list[str], wanted: Wanted) -> list[_Hits]:
    """Return the places of strings inside a subset."""
    layout, together = subset.corpus.layout, subset.corpus.together
    inside = np.zeros(layout.n_documents + 1, dtype=np.uint8)
    inside[subset.parts.document] = 1
    sizes = np.zeros(max(wanted.sizes, default=0) + 1, dtype=np.uint8)
    sizes[list(wanted.sizes)] = 1
    given = (
        np.fromiter(map(len, strings), np.int32, len(strings)),
        together.each("words", "sentence_places"),
        owners.of_sentence,
        cut(owners.parts, owners.firsts),
        *(together.each("words", name) for name in _TOKENS),
        wanted.edges_without.view(np.uint8),
        each(subset.corpus.term_names.codes),
        sizes,
    )
    texts = [
        (segment.texts["characters"], segment.texts["firsts"], inside[rows])
        for segment, rows in zip(layout.segments, layout.document_rows, strict=True)
    ]
    sieve = Sieve(strings)

    def find(sets: range) -> _Hits:
        found = [sieve.find(*texts[number]) for number in sets]
        return _cut(found, sets, len(texts), given)

    lengths = [np.diff(firsts) @ chosen for _, firsts, chosen in texts]
    return in_blocks(find, np.asarray(lengths, dtype=np.int64))


_TOKENS = ("token_terms", "token_firsts", "token_places", "term_lengths")


def _cut(
    found: Sequence[tuple[Rows, Rows]], sets: range, n_sets: int, given: Sequence[Any]
) -> _Hits:
    """Return the places in some segments.

    Parameters
    ----------
    found
        Places and strings in each of these segments.
    given
        What ``loops.runs.cut_strings`` reads besides; the first are the lengths of the strings.
    """
    none = [np.zeros(0, dtype=np.int32)]
    places, strings = (
        each([*none * sets.start, *column, *none * (n_sets - sets.stop)])
        for column in zip(*found, strict=True)
    )
    n = int(places.sizes.sum())
    codes, parts = np.empty((2, n), dtype=np.int32)
    counted, cuts = np.empty(n, dtype=np.uint8), np.empty(n, dtype=np.int64)
    size, reached = np.zeros(1, dtype=np.int64), np.zeros(len(given[0]), dtype=np.int64)
    written = reached, codes, parts, counted, cuts, size
    cut_strings.over(n)(sets, places, strings, *given, *written)
    filled = slice(int(size[0]))
    return _Hits(codes[filled], parts[filled], counted[filled], cuts[filled])


def _number(hits: Sequence[_Hits], n_strings: int) -> _Numbered:
    """Return a number for each string with its cut, and how often there is each."""
    latest, size = np.full(n_strings, -1), np.zeros(1, dtype=np.int64)
    room = sum(len(found.code) for found in hits)
    different, earlier, often = np.empty((3, room), dtype=np.int64)
    numbers = [np.empty(len(found.code), dtype=np.int64) for found in hits]
    for found, own in zip(hits, numbers, strict=True):
        number = number_cuts.over(len(own))
        number(found.code, found.cut, latest, different, earlier, often, own, size)
    return _Numbered(numbers, often[: int(size[0])])
