"""Which terms a table of frequencies lists, in which order, and which of the rows are shown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import count_word_documents, sum_subset
from analysis.corpus.groups import Block, group_blocks
from analysis.corpus.segments.occurrences import HALF, LOWER
from analysis.corpus.subset import Subset
from analysis.measures.weighting import tfidf
from analysis.tables.paging import highest

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Sort = Literal["n", "n_word", "per_10k", "per_10k_characters", "tfidf", "term"]


@dataclass(frozen=True)
class FrequencyOptions:
    """Which terms are listed, in which order, and how many of them are shown."""

    min_n: int = 1
    """Least ``n`` in the group; of n-grams least ``n_word`` in the whole selection."""
    min_length: int = 1
    """Least number of characters."""
    pos: tuple[str, ...] = ()
    """Parts of speech by their first letters: ``n`` lets ``nr`` pass too. Not for n-grams."""
    stopwords: bool = True
    """Leave out stop words; n-grams that begin or end with one."""
    terms: tuple[str, ...] | None = None
    """Exactly these strings, in this order, for every group, also where ``n`` is 0."""
    ngrams: tuple[int, int] | None = None
    """Runs of so many tokens that touch each other, instead of single ones: ``(2, 5)``."""
    sort: Sort = "n"
    """Highest first within a group (``term`` ascending); then ``n``, ``n_word``, term."""
    limit: int | None = None
    """At most so many rows a group, of those that follow the first ``offset``; None: all."""
    offset: int = 0


class Listed(NamedTuple):
    """The rows that are shown, groups in their order; shape ``(n_rows,)`` each."""

    group: Ints
    term: Ints
    """Code in the vocabulary, or position in a list of strings."""
    n: Ints
    n_word: Ints
    documents: Ints
    """Documents of the group that hold the string, -1 where it is not yet known."""
    weight: Floats
    """``tfidf``, NaN where it is not yet known."""

    def of(self, rows: Ints | slice) -> Listed:
        """Return some of the rows."""
        return Listed(
            self.group[rows],
            self.term[rows],
            self.n[rows],
            self.n_word[rows],
            self.documents[rows],
            self.weight[rows],
        )


class Sizes(NamedTuple):
    """What counts are divided by: of each group, and the units that ``tfidf`` counts."""

    tokens: Floats
    characters: Floats
    units: int


def sizes_of(subset: Subset) -> Sizes:
    """Return the tokens and characters of each group; units are groups, or documents of one."""
    parts = subset.parts
    tokens, characters = (
        np.bincount(parts.group, weights=size, minlength=subset.n_groups)
        for size in (parts.tokens, parts.characters)
    )
    units = len(subset.present) if subset.n_groups > 1 else len(parts.group)
    return Sizes(tokens.astype(np.float64), characters.astype(np.float64), units)


def listed_terms(corpus: Corpus, options: FrequencyOptions) -> Flags:
    """Return which terms of the vocabulary may have a row, shape ``(n_terms,)``."""
    vocabulary = corpus.vocabulary
    listed: Flags = vocabulary.lengths >= options.min_length
    if options.pos:
        wanted = np.asarray([tag.startswith(options.pos) for tag in corpus.tags], dtype=bool)
        listed &= wanted[vocabulary.tags]
    if options.stopwords:
        listed &= ~vocabulary.stops
    return listed


def list_vocabulary(subset: Subset, sizes: Sizes, options: FrequencyOptions) -> Listed:
    """Return the rows of the terms of the vocabulary that are shown."""
    if subset.n_groups > 1:
        return _list_groups(subset, sizes, options)
    sums = sum_subset(subset)
    listed = listed_terms(subset.corpus, options) & (sums.n_word > 0) & (sums.n >= options.min_n)
    codes = np.flatnonzero(listed)
    n, n_word = sums.n[codes], sums.n_word[codes]
    weight = np.full(len(codes), np.nan)
    if options.sort == "tfidf":
        weight = tfidf(n_word, count_word_documents(subset)[codes], sizes.units)
    candidates = Listed(np.zeros_like(codes), codes, n, n_word, sums.documents[codes], weight)
    return shown(candidates, subset.corpus.vocabulary.ranks[codes], sizes, options)


def _list_groups(subset: Subset, sizes: Sizes, options: FrequencyOptions) -> Listed:
    size = len(subset.corpus.term_names.values)
    words, holding = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    kept: list[Block] = []
    for block in group_blocks(subset):
        kept = [block]
        used = block.packed.data & LOWER
        words += np.bincount(block.packed.indices, used, size).astype(np.int64)
        holding += np.bincount(block.packed.indices[used > 0], minlength=size)
    listed = listed_terms(subset.corpus, options) & (words > 0)
    single = kept and kept[0].stop - kept[0].first == subset.n_groups
    rows = [
        _shown_of_group(subset, group, row, (listed, holding, sizes, options))
        for block in (kept if single else group_blocks(subset))
        for group, row in enumerate(_rows(block), block.first)
    ]
    return stacked(rows)


def _rows(block: Block) -> list[tuple[Ints, Ints]]:
    """Return the terms and packed counts of each group of a block."""
    firsts = block.packed.indptr.tolist()
    indices, data = block.packed.indices, block.packed.data
    return [(indices[a:b], data[a:b]) for a, b in pairwise(firsts)]


def _shown_of_group(
    subset: Subset,
    group: int,
    counts: tuple[Ints, Ints],
    how: tuple[Flags, Ints, Sizes, FrequencyOptions],
) -> Listed:
    listed, holding, sizes, options = how
    codes, packed = counts
    n = packed >> HALF
    kept = np.flatnonzero(listed[codes] & (n >= max(options.min_n, 1)))
    codes, n, n_word = codes[kept].astype(np.int64), n[kept], packed[kept] & LOWER
    weight = tfidf(n_word, holding[codes], sizes.units)
    unknown = np.full(len(codes), -1)
    candidates = Listed(np.full(len(codes), group), codes, n, n_word, unknown, weight)
    return shown(candidates, subset.corpus.vocabulary.ranks[codes], sizes, options)


def shown(
    candidates: Listed, ranks: npt.NDArray[Any], sizes: Sizes, options: FrequencyOptions
) -> Listed:
    """Return the rows of one group that are shown, in their order.

    Parameters
    ----------
    candidates
        Rows of one group.
    ranks
        Position of each row when all are sorted by their strings.
    """
    first = _first_key(candidates, ranks, sizes, options.sort)
    ties = (-candidates.n, -candidates.n_word, ranks)
    return candidates.of(highest(first, ties, offset=options.offset, limit=options.limit))


def _first_key(
    candidates: Listed, ranks: npt.NDArray[Any], sizes: Sizes, sort: Sort
) -> npt.NDArray[Any]:
    if sort == "term":
        return -ranks.astype(np.int64)
    if sort == "tfidf":
        return candidates.weight
    if sort == "per_10k":
        return rate(candidates.n_word, sizes.tokens[candidates.group])
    if sort == "per_10k_characters":
        return rate(candidates.n, sizes.characters[candidates.group])
    return candidates.n if sort == "n" else candidates.n_word


def rate(counts: Ints, sizes: Floats) -> Floats:
    """Return counts per 10,000, 0 where there is nothing to divide by."""
    rates: Floats = np.divide(counts * 10_000.0, sizes, out=np.zeros(len(counts)), where=sizes > 0)
    return rates


def stacked(parts: list[Listed]) -> Listed:
    """Return the rows of several groups one behind the other."""
    ints, floats = np.zeros(0, dtype=np.int64), np.zeros(0)
    columns = zip(Listed(ints, ints, ints, ints, ints, floats), *parts, strict=True)
    return Listed(*(np.concatenate(column) for column in columns))
