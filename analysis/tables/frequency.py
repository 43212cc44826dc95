"""How often terms occur, counted twice: as words (tokens) and as strings of the folded text.

Of the count as words: ``n_word``, ``per_10k``, ``tfidf``, both dispersions, ``pos``. Of the count
as strings: ``n``, ``per_10k_characters``, ``documents``. ``n_inside`` is the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import (
    Matrix,
    Parts,
    TermCounts,
    count_terms,
    count_vocabulary,
    divide,
    part_sizes,
    sum_groups,
)
from analysis.corpus.ngrams import count_ngrams
from analysis.corpus.search import find_string
from analysis.corpus.select import Grouping, Mask
from analysis.ingest.fold import fold
from analysis.lexicon.words import load_stopwords
from analysis.measures.dispersion import Spread, gries_dp, juilland_d
from analysis.measures.weighting import tfidf
from analysis.schema import BREAKDOWN, FREQUENCY

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Sort = Literal["n", "n_word", "per_10k", "per_10k_characters", "tfidf", "term"]

CROSSING = None
"""The ``token`` of occurrences that lie across the borders of tokens."""


@dataclass(frozen=True)
class FrequencyOptions:
    """Which terms are listed, and in which order."""

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


class _Terms(NamedTuple):
    """Terms with their counts per part, which of them are listed, and their parts of speech."""

    terms: npt.NDArray[np.object_]
    counts: TermCounts
    listed: Flags
    pos: npt.NDArray[np.object_]


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
        fewer than two, or where the term is never a word.
    """
    options = options or FrequencyOptions()
    parts = divide(corpus, mask, grouping)
    if len(parts.group) == 0:
        return FREQUENCY.empty()
    terms = _candidates(corpus, parts, options)
    table = _table(terms, parts, part_sizes(corpus, parts), options)
    labels = np.asarray([None] if grouping is None else grouping.labels, dtype=object)
    return FREQUENCY.frame({**table, "group": labels[table["group"]]})


def breakdown(corpus: Corpus, mask: Mask, term: str) -> pd.DataFrame:
    """Tell where a string stands: as the token itself, inside longer tokens, or across borders.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.BREAKDOWN``, most frequent first, then by token; the string itself
        comes first if it is a token, occurrences across borders (null) come last. The sum of ``n``
        is the ``n`` of the term in the mask.
    """
    folded = fold(term)
    docs, starts = find_string(corpus, folded)
    inside = mask[corpus.sentences_at(docs, starts)]
    holders = _holders(corpus, docs[inside], starts[inside], len(folded))
    codes, counts = np.unique(holders, return_counts=True)
    names = [CROSSING if code < 0 else corpus.terms[code] for code in codes.tolist()]
    rows = sorted(
        zip(names, counts.tolist(), strict=True),
        key=lambda row: (row[0] is CROSSING, row[0] != folded, -row[1], row[0] or ""),
    )
    return BREAKDOWN.frame({"token": [row[0] for row in rows], "n": [row[1] for row in rows]})


def inside_lists(
    corpus: Corpus, mask: Mask, table: pd.DataFrame, *, grouping: Grouping | None = None
) -> list[list[dict[str, object]]]:
    """Return for each row of a frequency table the tokens that hold its ``n_inside``.

    Returns
    -------
    list
        For each row ``{token, n}``, most frequent first, then by token; a null token stands for
        places across the borders of tokens and comes last.
    """
    parts: dict[str | None, Mask] = {None: mask}
    if grouping is not None:
        parts = {
            label: mask & (grouping.codes == code) for code, label in enumerate(grouping.labels)
        }
    groups = [None if grouping is None else str(label) for label in table["group"]]
    lists = []
    for term, group in zip(table["term"], groups, strict=True):
        found = breakdown(corpus, parts[group], term)
        pairs = zip(found["token"].tolist(), found["n"].tolist(), strict=True)
        lists.append(
            [
                {"token": token if isinstance(token, str) else None, "n": n}
                for token, n in pairs
                if token != term
            ]
        )
    return lists


def _holders(
    corpus: Corpus, docs: npt.NDArray[np.int32], starts: npt.NDArray[np.int32], length: int
) -> Ints:
    """Return the term of the token that holds each place, or -1 where none holds all of it."""
    tokens = corpus.tokens
    begins = tokens["doc"].to_numpy(dtype=np.int64) << 32 | tokens["start"].to_numpy()
    places = docs.astype(np.int64) << 32 | starts
    rows = np.searchsorted(begins, places, side="right") - 1
    inside = rows >= 0
    inside &= tokens["doc"].to_numpy()[rows] == docs
    inside &= tokens["end"].to_numpy()[rows] >= starts + length
    return np.where(inside, tokens["term"].to_numpy()[rows], -1).astype(np.int64)


def _candidates(corpus: Corpus, parts: Parts, options: FrequencyOptions) -> _Terms:
    if options.terms is not None:
        return _exact_terms(corpus, parts, options.terms)
    if options.ngrams is not None:
        return _ngrams(corpus, parts, options)
    return _vocabulary(corpus, parts, options)


def _exact_terms(corpus: Corpus, parts: Parts, terms: Sequence[str]) -> _Terms:
    folded = list(dict.fromkeys(fold(term) for term in terms))
    codes = [corpus.term_codes.get(term, -1) for term in folded]
    return _Terms(
        terms=np.asarray(folded, dtype=object),
        counts=count_terms(corpus, parts, folded),
        listed=np.ones(len(folded), dtype=bool),
        pos=np.asarray([*_pos(corpus), None], dtype=object)[codes],
    )


def _vocabulary(corpus: Corpus, parts: Parts, options: FrequencyOptions) -> _Terms:
    counts = count_vocabulary(corpus, parts)
    terms = np.asarray(corpus.terms, dtype=object)
    pos = _pos(corpus)
    listed = counts.words.sum(axis=0) > 0
    listed &= np.fromiter(map(len, corpus.terms), np.int64, len(terms)) >= options.min_length
    if options.pos:
        listed &= np.asarray([str(tag).startswith(options.pos) for tag in pos], dtype=bool)
    if options.stopwords:
        stopwords = _stopwords(corpus)
        listed &= np.asarray([term not in stopwords for term in corpus.terms], dtype=bool)
    return _Terms(terms, counts, listed, pos)


def _ngrams(corpus: Corpus, parts: Parts, options: FrequencyOptions) -> _Terms:
    low, high = options.ngrams or (2, 2)
    stopwords = _stopwords(corpus) if options.stopwords else frozenset()
    grams = count_ngrams(
        corpus, parts, sizes=range(low, high + 1), min_n=options.min_n, edges_without=stopwords
    )
    lengths = np.fromiter(map(len, grams.terms), np.int64, len(grams.terms))
    return _Terms(
        terms=np.asarray(grams.terms, dtype=object),
        counts=grams.counts,
        listed=lengths >= options.min_length,
        pos=np.full(len(grams.terms), None, dtype=object),
    )


def _pos(corpus: Corpus) -> npt.NDArray[np.object_]:
    """Return the part of speech of each term of the vocabulary."""
    codes = np.zeros(len(corpus.terms), dtype=np.int64)
    codes[corpus.tokens["term"].to_numpy()] = corpus.tokens["tag"].to_numpy()
    return np.asarray([*corpus.tags, None], dtype=object)[codes]


def _stopwords(corpus: Corpus) -> frozenset[str]:
    chosen = corpus.settings.stopwords
    return load_stopwords() if chosen is None else frozenset(map(fold, chosen))


def _table(
    terms: _Terms, parts: Parts, sizes: tuple[Ints, Ints], options: FrequencyOptions
) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of the table, ``group`` as a position."""
    words = sum_groups(parts, terms.counts.words)
    strings = sum_groups(parts, terms.counts.strings)
    present = np.unique(parts.group)
    if options.terms is None:
        groups, columns = strings.nonzero()
        kept = terms.listed[columns]
        groups, columns = groups[kept].astype(np.int64), columns[kept].astype(np.int64)
    else:
        groups = np.repeat(present, len(terms.terms))
        columns = np.tile(np.arange(len(terms.terms)), len(present))
    n, n_word = _values(strings, groups, columns), _values(words, groups, columns)
    tokens, characters = (
        np.bincount(parts.group, weights=size, minlength=parts.n_groups) for size in sizes
    )
    dispersion = _dispersion(terms.counts.words, parts, sizes[0], (groups, columns))
    table = {
        "term": terms.terms[columns],
        "group": groups,
        "n_word": n_word,
        "n_inside": n - n_word,
        "n": n,
        "documents": _values(sum_groups(parts, _presence(terms.counts.strings)), groups, columns),
        "per_10k": _rate(n_word, tokens[groups]),
        "per_10k_characters": _rate(n, characters[groups]),
        "tfidf": _tfidf(terms, words, parts, columns, n_word),
        "dispersion_dp": dispersion[0],
        "juilland_d": dispersion[1],
        "pos": terms.pos[columns],
    }
    order = _order(table, options)
    return {name: column[order] for name, column in table.items()}


def _order(table: dict[str, npt.NDArray[Any]], options: FrequencyOptions) -> Ints:
    if options.terms is not None:
        return np.arange(len(table["n"]))
    rows = np.flatnonzero(table["n"] >= options.min_n) if options.ngrams is None else slice(None)
    chosen = {name: column[rows] for name, column in table.items()}
    by_term = np.argsort(np.argsort(chosen["term"], kind="stable"))
    keys = [by_term, -chosen["n_word"], -chosen["n"]]
    if options.sort != "term":
        keys.append(-chosen[options.sort])
    else:
        keys.append(by_term)
    order = np.lexsort([*keys, chosen["group"]])
    return np.arange(len(table["n"]))[rows][order]


def _values(matrix: Matrix, rows: Ints, columns: Ints) -> Ints:
    if len(rows) == 0:
        return np.zeros(0, dtype=np.int64)
    return np.asarray(matrix[rows, columns], dtype=np.int64).ravel()


def _presence(matrix: Matrix) -> Matrix:
    return (matrix > 0).astype(np.int64)


def _rate(counts: Ints, sizes: Floats) -> Floats:
    rates: Floats = np.divide(counts * 10_000.0, sizes, out=np.zeros(len(counts)), where=sizes > 0)
    return rates


def _tfidf(terms: _Terms, words: Matrix, parts: Parts, columns: Ints, n_word: Ints) -> Floats:
    """Return the weight of each row; units are the groups, or the documents of a single group."""
    grouped = parts.n_groups > 1
    matrix = words if grouped else terms.counts.words
    units = len(np.unique(parts.group)) if grouped else len(parts.group)
    holding = np.asarray(_presence(matrix).sum(axis=0)).ravel()
    return tfidf(n_word, holding[columns], units)


def _dispersion(
    words: Matrix, parts: Parts, tokens: Ints, rows: tuple[Ints, Ints]
) -> tuple[Floats, Floats]:
    """Return DP and Juilland's D of each row over the documents of its group."""
    groups, columns = rows
    dp, d = np.full(len(groups), np.nan), np.full(len(groups), np.nan)
    for group in np.unique(groups):
        members = np.flatnonzero(parts.group == group)
        sizes = tokens[members].astype(np.float64)
        if np.count_nonzero(sizes) < 2:
            continue
        chosen = np.flatnonzero(groups == group)
        counts = words[members].tocoo()
        spread = Spread(
            counts.col, counts.row, counts.data.astype(np.float64), words.shape[1], sizes
        )
        dp[chosen] = gries_dp(spread)[columns[chosen]]
        d[chosen] = juilland_d(spread)[columns[chosen]]
    return dp, d
