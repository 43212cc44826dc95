"""Keyness, splits and suggestions in corpora of several segments against plain counts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import group_by
from analysis.tables.compare import Side, fact_sides, side_table, term_split, theme_split
from analysis.tables.keyness import complement, grounds_of_test, keyness_of
from analysis.tables.suggestions import LEAST_ALIKE, similar_terms
from tests.analysis.several import NUMBERS, masks, several


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def words(corpus: Corpus, mask: np.ndarray) -> Counter[str]:
    tokens = corpus.tokens.frame()
    return Counter(corpus.terms[code] for code in tokens["term"][mask[tokens["sentence"]]])


def strings(corpus: Corpus, mask: np.ndarray, term: str) -> Counter[int]:
    found: Counter[int] = Counter()
    for doc, document in enumerate(corpus.documents):
        at = document.folded.find(term)
        while at >= 0:
            found[doc] += int(mask[corpus.sentences_at([doc], [at])[0]])
            at = document.folded.find(term, at + len(term))
    return +found


def sides_of(corpus: Corpus, number: int) -> list[Side]:
    _, documents, some, _ = masks(corpus, number)
    owned = group_by(corpus, "organisation").codes == 0
    return [Side("documents", documents), Side("some", some), Side("organisation", owned)]


def test_both_sides_of_keyness_are_plain_counts(corpus: Corpus):
    for target in masks(corpus, 1)[1:3]:
        for reference in (None, complement(corpus, target), masks(corpus, 2)[2]):
            table = keyness_of(corpus, target, reference, stopwords=False)
            other = complement(corpus, target) if reference is None else reference
            one, two = words(corpus, target), words(corpus, other)
            assert set(table["term"]) == set(one) | set(two)
            assert table["n_target"].tolist() == [one[term] for term in table["term"]]
            assert table["n_reference"].tolist() == [two[term] for term in table["term"]]
            keys = [(-row.score, row.term) for row in table.itertuples()]
            assert keys == sorted(keys)
            grounds = grounds_of_test(corpus, target, reference)
            docs = corpus.sentences["doc"].to_numpy()
            assert grounds.documents_target == len(set(docs[target].tolist()))
            assert grounds.documents_reference == len(set(docs[other].tolist()))
            smaller = min(one.total(), two.total())
            most = max((one + two).values()) * smaller / (one + two).total()
            assert grounds.largest_expected == pytest.approx(most, rel=1e-12)


@pytest.mark.parametrize("measure", ["log_likelihood", "log_ratio"])
def test_pages_of_keyness_are_parts_of_the_whole(corpus: Corpus, measure: str):
    target = masks(corpus, 3)[1]
    whole = keyness_of(corpus, target, measure=measure, min_n=2)
    for offset, limit in ((0, 5), (4, 30), (0, 0), (2, 10**6), (10**6, 3)):
        page = keyness_of(corpus, target, measure=measure, min_n=2, offset=offset, limit=limit)
        expected = whole[offset : offset + limit].reset_index(drop=True)
        pd.testing.assert_frame_equal(page, expected)


def test_words_are_split_as_plain_counts_say(corpus: Corpus):
    sides = sides_of(corpus, 5)
    table = term_split(corpus, sides, stopwords=False)
    counted = [words(corpus, side.mask) for side in sides]
    assert set(table["term"]) == set().union(*counted)
    either = np.any([side.mask for side in sides], axis=0)
    for row in table.iloc[::7].itertuples():
        found = [strings(corpus, side.mask, row.term).total() for side in sides]
        assert row.counts == found
        assert row.words == [count[row.term] for count in counted]
        present = [side.label for side, n in zip(sides, found, strict=True) if n]
        kinds = {1: "only", len(sides): "shared"}
        assert row.kind == kinds.get(len(present), "some")
        assert (row.side if row.kind == "only" else None) == (
            present[0] if len(present) == 1 else None
        )
        assert row.documents == len(strings(corpus, either, row.term))


def test_limits_of_a_split_hold_for_each_place(corpus: Corpus):
    sides = sides_of(corpus, 6)
    whole = term_split(corpus, sides, min_length=2)
    places = whole["kind"] + whole["side"].fillna("")
    expected = whole[whole.groupby(places, sort=False).cumcount() < 3].reset_index(drop=True)
    pd.testing.assert_frame_equal(term_split(corpus, sides, min_length=2, limit=3), expected)


def test_sides_and_themes_are_plain_counts(corpus: Corpus):
    sides = sides_of(corpus, 7)
    sentences, hits = corpus.sentences.frame(), corpus.theme_hits.frame()
    for side, row in zip(sides, side_table(corpus, sides).itertuples(), strict=True):
        inside = sentences[side.mask]
        assert row.documents == inside["doc"].nunique()
        assert row.characters == inside["characters"].sum()
        assert row.tokens == words(corpus, side.mask).total()
    for row in theme_split(corpus, sides).itertuples():
        own = hits[[corpus.themes[code].key == row.term for code in hits["theme"]]]
        assert row.counts == [int(side.mask[own["sentence"]].sum()) for side in sides]
        either = np.any([side.mask for side in sides], axis=0)
        assert row.documents == own["doc"][either[own["sentence"]]].nunique()


def test_figures_of_sides_stand_together_and_come_in_pages(corpus: Corpus):
    sides = sides_of(corpus, 8)
    whole = fact_sides(corpus, sides)
    kinds = whole.groupby(["unit", "head"])
    keys = zip(
        -kinds["side"].transform("nunique"),
        -kinds["side"].transform("size"),
        whole["unit"],
        whole["head"],
        [[side.label for side in sides].index(label) for label in whole["side"]],
        strict=True,
    )
    assert all(one <= other for one, other in pairwise(list(keys)))
    for offset, limit in ((0, 4), (3, 10), (0, 0), (1, 10**6)):
        page = fact_sides(corpus, sides, offset=offset, limit=limit)
        expected = whole[offset : offset + limit].reset_index(drop=True)
        pd.testing.assert_frame_equal(page, expected, check_dtype=False)
    for each in (1, 3):
        few = fact_sides(corpus, sides, each=each, offset=1, limit=20)
        expected = whole.groupby(["unit", "head", "side"], sort=False).head(each)
        expected = expected[1:21].reset_index(drop=True)
        pd.testing.assert_frame_equal(few, expected, check_dtype=False)


@pytest.mark.parametrize("query", ["主体教育", "总工汇", "专項整顿", "人人", "的", "没"])
def test_suggestions_are_those_of_a_loop_over_all_words(corpus: Corpus, query: str):
    for mask in (None, masks(corpus, 9)[1]):
        found = similar_terms(corpus, query, mask=mask, limit=8)
        everything = np.ones(len(corpus.sentences), dtype=bool)
        counted = words(corpus, everything if mask is None else mask)
        assert found == plain_suggestions(counted, query.replace("項", "项"))[:8]


def plain_suggestions(counted: Counter[str], query: str) -> list[str]:
    def parts(text: str) -> Counter[str]:
        return Counter([*text, *map("".join, pairwise(text))])

    def alike(term: str) -> float:
        one, other = parts(query), parts(term)
        return 2 * (one & other).total() / (one.total() + other.total())

    near = [term for term in counted if term != query and alike(term) >= LEAST_ALIKE]
    return sorted(near, key=lambda term: (-alike(term), -counted[term], term))
