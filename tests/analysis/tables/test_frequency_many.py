"""Frequencies in corpora of several segments against plain loops over documents and tokens."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import entries, groups
from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import sum_terms
from analysis.corpus.select import Grouping, group_by
from analysis.schema import FREQUENCY
from analysis.tables.frequency import FrequencyOptions, breakdown, frequency, inside_lists
from tests.analysis.several import NUMBERS, masks, several

KINDS = ("", "document", "year", "organisation")
ALL = FrequencyOptions(stopwords=False)
SORTS = ("n", "n_word", "per_10k", "per_10k_characters", "tfidf", "term")
GIVEN = ("工会", "整改", "人人", "会工", "的", "没有这样的字串", "主题教育")


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def grouping_of(corpus: Corpus, kind: str) -> Grouping | None:
    return group_by(corpus, kind) if kind else None


def owners_of(corpus: Corpus, mask: np.ndarray, grouping: Grouping | None) -> list[int]:
    """Return the group of each sentence, -1 outside."""
    codes = np.zeros(len(mask), dtype=int) if grouping is None else grouping.codes
    return np.where(mask, codes, -1).tolist()


def places_of(text: str, term: str) -> list[int]:
    places, at = [], text.find(term)
    while at >= 0:
        places.append(at)
        at = text.find(term, at + len(term))
    return places


@cache
def sentences_of(corpus: Corpus) -> list[tuple[int, int, int]]:
    """Return document, start and characters of each sentence."""
    columns = (corpus.sentences.values(name) for name in ("doc", "start", "characters"))
    return list(zip(*(column.tolist() for column in columns), strict=True))


@cache
def tokens_of(corpus: Corpus) -> list[tuple[int, int, str, int, int]]:
    """Return document, sentence, word, start and end of each token."""
    names = ("doc", "sentence", "term", "start", "end")
    columns = (corpus.tokens.values(name).tolist() for name in names)
    return [
        (doc, sentence, corpus.terms[term], start, end)
        for doc, sentence, term, start, end in zip(*columns, strict=True)
    ]


@cache
def sentence_rows(corpus: Corpus) -> list[list[int]]:
    """Return for each character of each document the row of its sentence."""
    rows = [[0] * len(document.folded) for document in corpus.documents]
    for row, (doc, start, _) in enumerate(sentences_of(corpus)):
        rows[doc][start:] = [row] * (len(rows[doc]) - start)
    return rows


class Plain:
    """Counts by group, term and document, made by going through everything."""

    def __init__(self, corpus: Corpus, mask: np.ndarray, grouping: Grouping | None) -> None:
        self.owners = owners_of(corpus, mask, grouping)
        self.words: dict[tuple[int, str], Counter[int]] = defaultdict(Counter)
        self.strings: dict[tuple[int, str], Counter[int]] = defaultdict(Counter)
        self.tokens: dict[int, Counter[int]] = defaultdict(Counter)
        self.characters: Counter[int] = Counter()
        for group, (doc, _, characters) in zip(self.owners, sentences_of(corpus), strict=True):
            if group >= 0:
                self.tokens[group][doc] += 0
                self.characters[group] += characters
        self.corpus = corpus
        for doc, sentence, term, _, _ in tokens_of(corpus):
            group = self.owners[sentence]
            if group >= 0:
                self.words[group, term][doc] += 1
                self.tokens[group][doc] += 1

    def count_strings(self, terms: list[str]) -> None:
        rows = sentence_rows(self.corpus)
        for doc, document in enumerate(self.corpus.documents):
            for term in terms:
                for place in places_of(document.folded, term):
                    row = rows[doc][place]
                    if self.owners[row] >= 0:
                        self.strings[self.owners[row], term][doc] += 1

    def row(self, group: int, term: str) -> dict[str, float]:
        words, strings = self.words[group, term], self.strings[group, term]
        sizes = self.tokens[group]
        n, n_word, tokens = strings.total(), words.total(), sizes.total()
        return {
            "n": n,
            "n_word": n_word,
            "n_inside": n - n_word,
            "documents": len(strings),
            "per_10k": n_word * 10_000 / tokens if tokens else 0.0,
            "per_10k_characters": n * 10_000 / self.characters[group],
            "tfidf": self.weight(group, term),
            "dispersion_dp": self.dp(words, sizes),
            "juilland_d": self.juilland(words, sizes),
        }

    def weight(self, group: int, term: str) -> float:
        n_word = self.words[group, term].total()
        units, held = len(self.tokens), sum(self.words[g, term].total() > 0 for g in self.tokens)
        if units == 1 and group == 0 and self.single:
            units, held = len(self.tokens[0]), len(self.words[0, term])
        return n_word * math.log(units / held) if held else 0.0

    single = True

    @staticmethod
    def dp(words: Counter[int], sizes: Counter[int]) -> float:
        if not words or sum(size > 0 for size in sizes.values()) < 2:
            return math.nan
        shares = ((words[d] / words.total(), size / sizes.total()) for d, size in sizes.items())
        return sum(abs(observed - expected) for observed, expected in shares) / 2

    @staticmethod
    def juilland(words: Counter[int], sizes: Counter[int]) -> float:
        rates = [words[d] / size for d, size in sizes.items() if size]
        if not words or len(rates) < 2:
            return math.nan
        variation = np.std(rates) / np.mean(rates)
        return float(np.clip(1 - variation / math.sqrt(len(rates) - 1), 0, 1))


def plain_table(
    corpus: Corpus, mask: np.ndarray, grouping: Grouping | None, terms: list[str] | None = None
) -> pd.DataFrame:
    """Return all rows by group, then n, n_word, term; or those of some terms in their order."""
    return counted(corpus, mask.tobytes(), grouping, tuple(terms or ()))


@cache
def counted(
    corpus: Corpus, flags: bytes, grouping: Grouping | None, terms: tuple[str, ...]
) -> pd.DataFrame:
    mask = np.frombuffer(flags, dtype=bool)
    plain = Plain(corpus, mask, grouping)
    plain.single = grouping is None or len(grouping.labels) == 1
    listed = list(terms) or sorted({term for (_, term), found in plain.words.items() if found})
    plain.count_strings(listed)
    labels = (None,) if grouping is None else grouping.labels
    rows = [
        {"term": term, "group": labels[group], "order": group, **plain.row(group, term)}
        for group in sorted(plain.tokens)
        for term in listed
        if terms or plain.strings[group, term]
    ]
    if not rows:
        return FREQUENCY.empty()
    table = pd.DataFrame(rows)
    if not terms:
        by = ["order", "n", "n_word", "term"]
        table = table.sort_values(by, ascending=[True, False, False, True], kind="stable")
    return table.reset_index(drop=True)


def assert_equal(table: pd.DataFrame, plain: pd.DataFrame) -> None:
    FREQUENCY.check(table)
    assert len(table) == len(plain)
    for name in ("term", "group", "n", "n_word", "n_inside", "documents"):
        assert table[name].fillna("").tolist() == plain[name].fillna("").tolist(), name
    for name in ("per_10k", "per_10k_characters", "tfidf", "dispersion_dp", "juilland_d"):
        np.testing.assert_allclose(table[name], plain[name].astype(float), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("number", "block"), [*itertools.product(NUMBERS, (7, 100)), (NUMBERS[0], 1)]
)
def test_blocks_of_terms_make_the_same_table(
    monkeypatch: pytest.MonkeyPatch, number: int, block: int
):
    # Blocks of one term take thousands of turns: one corpus has all kinds of terms.
    corpus = several(number)
    monkeypatch.setattr("analysis.tables.frequency.BLOCK", block)
    for mask in masks(corpus, 0):
        assert_equal(frequency(corpus, mask, options=ALL), plain_table(corpus, mask, None))


@pytest.mark.parametrize("kind", KINDS)
def test_all_rows_are_those_of_a_plain_count(corpus: Corpus, kind: str):
    grouping = grouping_of(corpus, kind)
    for mask in masks(corpus, 0):
        table = frequency(corpus, mask, grouping=grouping, options=ALL)
        assert_equal(table, plain_table(corpus, mask, grouping))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("characters", [0, 10**9])
def test_given_strings_are_those_of_a_plain_count(
    corpus: Corpus, kind: str, characters: int, monkeypatch: pytest.MonkeyPatch
):
    # Both ways of counting: by searching for the strings, and from the rows of the subset.
    monkeypatch.setattr(entries, "_PER_ENTRY", characters)
    grouping = grouping_of(corpus, kind)
    for mask in masks(corpus, 0):
        table = frequency(corpus, mask, grouping=grouping, options=FrequencyOptions(terms=GIVEN))
        assert_equal(table, plain_table(corpus, mask, grouping, list(GIVEN)))


@pytest.mark.parametrize(("number", "sort"), [*zip(itertools.cycle(NUMBERS), SORTS, strict=False)])
@pytest.mark.parametrize("kind", ["", "year", "organisation"])
def test_pages_are_parts_of_the_whole(kind: str, number: int, sort):
    corpus = several(number)
    grouping = grouping_of(corpus, kind)
    options = FrequencyOptions(sort=sort, min_n=2)
    for mask in masks(corpus, 3)[:3]:
        whole = frequency(corpus, mask, grouping=grouping, options=options)
        for offset, limit in ((0, 5), (3, 20), (0, 0), (2, 10**6)):
            paged = replace(options, offset=offset, limit=limit)
            page = frequency(corpus, mask, grouping=grouping, options=paged)
            rows = whole.groupby(whole["group"].fillna(""), sort=False).cumcount()
            expected = whole[(rows >= offset) & (rows < offset + limit)].reset_index(drop=True)
            pd.testing.assert_frame_equal(page, expected, rtol=1e-12)


def test_groups_in_blocks_are_the_same_groups(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    mask, grouping = masks(corpus, 1)[0], group_by(corpus, "document")
    whole = frequency(corpus, mask, grouping=grouping, options=ALL)
    monkeypatch.setattr(groups, "BLOCK", 200)
    pd.testing.assert_frame_equal(
        frequency(corpus, mask, grouping=grouping, options=ALL), whole, rtol=1e-12
    )


def test_sums_of_any_subset(corpus: Corpus):
    for mask in masks(corpus, 5):
        plain = Plain(corpus, mask, None)
        plain.count_strings(list(corpus.terms))
        sums = sum_terms(corpus, mask)
        assert sums.n.tolist() == [plain.strings[0, term].total() for term in corpus.terms]
        assert sums.n_word.tolist() == [plain.words[0, term].total() for term in corpus.terms]
        assert sums.documents.tolist() == [len(plain.strings[0, term]) for term in corpus.terms]


@pytest.mark.parametrize("kind", ["", "organisation"])
def test_holders_are_the_tokens_at_the_places(corpus: Corpus, kind: str):
    grouping = grouping_of(corpus, kind)
    for mask in masks(corpus, 2):
        options = FrequencyOptions(terms=GIVEN)
        table = frequency(corpus, mask, grouping=grouping, options=options)
        lists = inside_lists(corpus, mask, table, grouping=grouping)
        owners = owners_of(corpus, mask, grouping)
        labels = [None] if grouping is None else list(grouping.labels)
        for row, found in zip(table.itertuples(), lists, strict=True):
            group = 0 if grouping is None else labels.index(row.group)
            holders = plain_holders(corpus, owners, group, row.term)
            assert {pair["token"]: pair["n"] for pair in found} == {
                token: n for token, n in holders.items() if token != row.term
            }
            if grouping is None:
                table_of = breakdown(corpus, mask, row.term)
                assert dict(zip(table_of["token"].fillna(""), table_of["n"], strict=True)) == {
                    token or "": n for token, n in holders.items()
                }


def plain_holders(corpus: Corpus, owners: list[int], group: int, term: str) -> Counter[str | None]:
    holders: Counter[str | None] = Counter()
    for doc, document in enumerate(corpus.documents):
        own = [token[2:] for token in tokens_of(corpus) if token[0] == doc]
        for place in places_of(document.folded, term):
            if owners[sentence_rows(corpus)[doc][place]] == group:
                held = (w for w, a, b in own if a <= place and b >= place + len(term))
                holders[next(held, None)] += 1
    return holders
