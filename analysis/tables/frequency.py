"""How often terms occur, counted twice: as words (tokens) and as strings of the folded text.

Of the count as words: ``n_word``, ``per_10k``, ``tfidf``, both dispersions, ``pos``. Of the count
as strings: ``n``, ``per_10k_characters``, ``documents``. ``n_inside`` is the difference.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.candidates import count_candidates, is_large
from analysis.corpus.corpus import Corpus
from analysis.corpus.entries import count_strings, count_terms, count_words
from analysis.corpus.ngrams import Wanted, count_ngrams
from analysis.corpus.part_counts import PartCounts
from analysis.corpus.select import Grouping, Mask
from analysis.corpus.spreads import CountedSpread
from analysis.corpus.subset import Subset
from analysis.ingest.fold import fold
from analysis.measures.dispersion import gries_dp, juilland_d
from analysis.measures.weighting import tfidf
from analysis.schema import FREQUENCY
from analysis.tables.holders import breakdown, inside_lists
from analysis.tables.listing import (
    FrequencyOptions,
    Listed,
    Sizes,
    Sort,
    list_vocabulary,
    rate,
    shown,
    sizes_of,
    stacked,
)

__all__ = ["FrequencyOptions", "Sort", "breakdown", "frequency", "inside_lists", "is_sampled"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Objects = npt.NDArray[np.object_]


class _Rows(NamedTuple):
    """The rows of a table with what they are computed from."""

    listed: Listed
    strings: Objects
    pos: Objects
    dispersion: tuple[Floats, Floats]
    """DP and Juilland's D."""


def frequency(
    corpus: Corpus,
    mask: Mask,
    *,
    grouping: Grouping | None = None,
    options: FrequencyOptions | None = None,
) -> pd.DataFrame:
    """Count terms in the sentences of a mask.

    Parameters
    ----------
    corpus
        The corpus.
    mask
        Sentences that are counted, shape ``(n_sentences,)``.
    grouping
        Counts each group for itself; without it ``group`` is null. Groups without a sentence in
        the mask have no rows.
    options
        Listed by default: every term that is a word somewhere in the mask, except stop words.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FREQUENCY``, groups in their order. Rates are per 10,000 tokens and per
        10,000 characters of the group (all tokens, stop words among them). ``documents`` are those
        of the group that hold the string. ``tfidf`` is ``n_word · ln(N / df)``, where N are the
        groups, or without grouping the documents, of the mask, and df those where the term is a
        word. Dispersion is over the documents of the group, by their tokens; NaN where there are
        fewer than two, or where the term is never a word. Of n-grams see ``is_sampled`` too.
    """
    options = options or FrequencyOptions()
    subset = Subset(corpus, mask, grouping)
    if len(subset.parts.group) == 0:
        return FREQUENCY.empty()
    sizes = sizes_of(subset)
    rows = _rows(subset, sizes, options)
    listed = rows.listed
    labels = np.asarray([None] if grouping is None else grouping.labels, dtype=object)
    return FREQUENCY.frame(
        {
            "term": rows.strings,
            "group": labels[listed.group],
            "n_word": listed.n_word,
            "n_inside": listed.n - listed.n_word,
            "n": listed.n,
            "documents": listed.documents,
            "per_10k": rate(listed.n_word, sizes.tokens[listed.group]),
            "per_10k_characters": rate(listed.n, sizes.characters[listed.group]),
            "tfidf": listed.weight,
            "dispersion_dp": rows.dispersion[0],
            "juilland_d": rows.dispersion[1],
            "pos": rows.pos,
        }
    )


def is_sampled(corpus: Corpus, mask: Mask, options: FrequencyOptions) -> bool:
    """Return whether the n-grams of a mask are looked for in a sample of its documents.

    That is so for a page (``limit``) of the most frequent ones, without groups, of more than
    ``candidates.LARGE`` tokens. Every number shown is exact then too, and the rows are in the order
    of these numbers. Which runs are looked at is estimated: those most often runs in whole
    documents drawn evenly. Strings that are seldom a run are not among them, even if their ``n`` is
    high because they mostly stand inside other words; neighbouring pages may differ in a rare row.
    """
    return _pages_runs(options) and is_large(Subset(corpus, mask))


def _pages_runs(options: FrequencyOptions) -> bool:
    """Return whether only the most frequent n-grams are asked for."""
    runs = options.ngrams is not None and options.terms is None
    return runs and options.limit is not None and options.sort in _BY_N + _BY_WORD


_BY_N: tuple[Sort, ...] = ("n", "per_10k_characters")
_BY_WORD: tuple[Sort, ...] = ("n_word", "per_10k")


def _rows(subset: Subset, sizes: Sizes, options: FrequencyOptions) -> _Rows:
    if options.terms is not None:
        return _given(subset, sizes, options)
    if options.ngrams is not None:
        return _runs(subset, sizes, options)
    return _vocabulary(subset, sizes, options)


def _vocabulary(subset: Subset, sizes: Sizes, options: FrequencyOptions) -> _Rows:
    """Return the rows of terms of the vocabulary."""
    corpus = subset.corpus
    listed = list_vocabulary(subset, sizes, options)
    strings = corpus.vocabulary.strings(listed.term)
    pos = np.asarray([*corpus.tags, None], dtype=object)[corpus.vocabulary.tags[listed.term]]
    if subset.n_groups == 1:
        return _one_group(subset, sizes, _Rows(listed, strings, pos, (_NO_FLOATS, _NO_FLOATS)))
    codes, positions = np.unique(listed.term, return_inverse=True)
    counts = _by_row(
        subset, listed.group * len(codes) + positions, count_terms(subset, codes), len(codes)
    )
    held = np.bincount(counts.terms[counts.n > 0], minlength=len(strings))
    dispersion = _dispersion(subset, listed.group, counts)
    return _Rows(listed._replace(documents=held), strings, pos, dispersion)


def _one_group(subset: Subset, sizes: Sizes, rows: _Rows) -> _Rows:
    """Return rows with weight and dispersion; so many at a time as have ``BLOCK`` documents."""
    listed = rows.listed
    blocks = np.cumsum(listed.documents) // BLOCK
    borders = [*np.flatnonzero(np.diff(blocks, prepend=-1)).tolist(), len(blocks)]
    holding, spreads = [np.zeros(0, dtype=np.int64)], [(_NO_FLOATS, _NO_FLOATS)]
    for first, stop in pairwise(borders):
        counts = count_words(subset, listed.term[first:stop])
        holding.append(np.bincount(counts.terms, minlength=stop - first))
        spreads.append(_dispersion(subset, listed.group[first:stop], counts))
    weight = tfidf(listed.n_word, np.concatenate(holding), sizes.units)
    dp, d = (np.concatenate(column) for column in zip(*spreads, strict=True))
    return rows._replace(listed=listed._replace(weight=weight), dispersion=(dp, d))


BLOCK = 1 << 22
"""About so many pairs of a term and a document are held at a time."""
_NO_FLOATS = np.zeros(0)


def _given(subset: Subset, sizes: Sizes, options: FrequencyOptions) -> _Rows:
    """Return the rows of exactly the strings that are asked for."""
    corpus = subset.corpus
    folded = list(dict.fromkeys(fold(term) for term in options.terms or ()))
    stop = None if options.limit is None else options.offset + options.limit
    strings = folded[options.offset : stop]
    groups = subset.present
    keys = (groups[:, None] * len(strings) + np.arange(len(strings))).ravel()
    counts = _by_row(subset, keys, count_strings(subset, strings), len(strings))
    listed = _summed(subset, sizes, keys, counts, len(strings))
    codes = corpus.vocabulary.codes_of(strings)
    tags = np.where(codes < 0, -1, np.append(corpus.vocabulary.tags, -1)[codes])
    pos = np.asarray([*corpus.tags, None], dtype=object)[tags]
    names = np.asarray(strings, dtype=object)
    dispersion = _dispersion(subset, listed.group, counts)
    return _Rows(listed, names[listed.term], pos[listed.term], dispersion)


def _runs(subset: Subset, sizes: Sizes, options: FrequencyOptions) -> _Rows:
    """Return the rows of n-grams."""
    low, high = options.ngrams or (2, 2)
    stops = subset.corpus.vocabulary.stops
    first = subset.n_groups == 1 and _pages_runs(options)
    wanted = Wanted(
        sizes=range(low, high + 1),
        min_n=max(options.min_n, 1),
        edges_without=stops if options.stopwords else np.zeros_like(stops),
        min_length=options.min_length,
        top=options.offset + (options.limit or 0) if first else None,
        by_word=options.sort in _BY_WORD,
    )
    count = count_candidates if first and is_large(subset) else count_ngrams
    strings, counts = count(subset, wanted)
    names = np.asarray(strings, dtype=object)
    size = max(len(strings), 1)
    there = counts if (counts.n > 0).all() else counts.of(counts.n > 0)
    keys = _different(subset.parts.group[there.parts] * size + there.terms, subset.n_groups * size)
    listed = _summed(subset, sizes, keys, _by_row(subset, keys, counts, size), size)
    ranks = np.argsort(np.argsort(names, kind="stable"))
    borders = np.searchsorted(listed.group, np.arange(subset.n_groups + 1)).tolist()
    parts = [
        shown(listed.of(slice(first, stop)), ranks[listed.term[first:stop]], sizes, options)
        for first, stop in pairwise(borders)
    ]
    listed = stacked(parts)
    counts = _by_row(subset, listed.group * size + listed.term, counts, size)
    dispersion = _dispersion(subset, listed.group, counts)
    return _Rows(listed, names[listed.term], np.full(len(listed.term), None), dispersion)


def _different(values: Ints, stop: int) -> Ints:
    """Return the values, all below ``stop``, each once, ascending."""
    if stop > _DENSE * len(values):
        return np.unique(values)
    there = np.zeros(stop, dtype=bool)
    there[values] = True
    return np.flatnonzero(there)


def _by_row(subset: Subset, keys: Ints, counts: PartCounts, size: int) -> PartCounts:
    """Return the counts of some rows; ``terms`` become rows.

    Parameters
    ----------
    keys
        Of each row its group times ``size``, and its term.
    """
    wanted = counts.terms
    if subset.n_groups > 1:
        wanted = subset.parts.group[counts.parts] * size + counts.terms
    if subset.n_groups * size <= _DENSE * len(wanted):
        table = np.full(subset.n_groups * size, -1)
        table[keys] = np.arange(len(keys))
        rows = table[wanted]
        found = rows >= 0
        if found.all():
            return counts._replace(terms=rows)
        return counts.of(found)._replace(terms=rows[found])
    order = np.argsort(keys, kind="stable")
    ascending = np.append(keys[order], -1)
    places = np.searchsorted(ascending[:-1], wanted)
    found = ascending[places] == wanted
    return counts.of(found)._replace(terms=order[places[found]])


_DENSE = 8
"""Up to so many possible rows a count, all of them are numbered instead of sorting."""


def _summed(subset: Subset, sizes: Sizes, keys: Ints, counts: PartCounts, size: int) -> Listed:
    """Return rows with the sums of their counts."""
    n, n_word = (
        np.bincount(counts.terms, column, len(keys)).astype(np.int64)
        for column in (counts.n, counts.n_word)
    )
    groups, terms = np.divmod(keys, max(size, 1))
    if subset.n_groups > 1:
        holding = np.bincount(terms[n_word > 0], minlength=size)[terms]
    else:
        holding = np.bincount(counts.terms[counts.n_word > 0], minlength=len(keys))
    documents = np.bincount(counts.terms[counts.n > 0], minlength=len(keys))
    return Listed(groups, terms, n, n_word, documents, tfidf(n_word, holding, sizes.units))


def _dispersion(subset: Subset, groups: Ints, counts: PartCounts) -> tuple[Floats, Floats]:
    """Return DP and Juilland's D of each row over the documents of its group."""
    parts = subset.parts
    words = counts.words()
    spread = CountedSpread(
        words.terms,
        words.parts,
        words.n_word,
        len(groups),
        parts.tokens.astype(np.float64),
        part_groups=parts.group,
        term_groups=groups,
    )
    dp = np.where(spread.n_parts > 1, gries_dp(spread), np.nan)
    return dp, juilland_d(spread)
