"""Keyness: either side's words are there, signs turn with the sides, p only for tests."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.select import Scope, select
from analysis.errors import EmptyCorpusError, UnknownNameError
from analysis.measures.association import MEASURES, TESTS
from analysis.schema import KEYNESS
from analysis.tables.keyness import (
    Counts,
    complement,
    grounds_of_test,
    keyness,
    keyness_of,
    term_counts,
)
from tests.analysis.tables.small import Text, small_corpus
from tests.analysis.tables.three import UNION, YOUTH, three_bodies

TERMS = ("整改", "基层", "服务", "落实")
NUMBERS = st.lists(st.integers(0, 50), min_size=4, max_size=4)


def counts(*n):
    return Counts(TERMS, np.asarray(n, dtype=np.int64))


def test_counts_are_those_of_words_with_zeros():
    corpus = three_bodies()
    table = term_counts(corpus, select(corpus, Scope(organisations=(YOUTH,))))
    n = dict(zip(table.terms, table.n.tolist(), strict=True))
    assert n["专项整治"] == 1
    assert n["整改"] == 0
    assert table.n.sum() == 8
    assert len(table.n) == len(corpus.terms)


def test_score_ratio_and_p_by_hand():
    """Dunning's statistic on 8 of 100 against 2 of 100, by hand: G² = 2 Σ o ln(o/e)."""
    target = Counts(("整改", "其他"), np.asarray([8, 92]))
    reference = Counts(("整改", "其他"), np.asarray([2, 98]))
    table = keyness(target, reference).set_index("term")
    by_hand = 2 * (
        8 * math.log(8 / 5) + 2 * math.log(2 / 5) + 92 * math.log(92 / 95) + 98 * math.log(98 / 95)
    )
    assert table.loc["整改", "score"] == pytest.approx(by_hand, abs=1e-9)
    assert table.loc["整改", "log_ratio"] == pytest.approx(2, abs=1e-9)
    assert table.loc["整改", "per_10k_target"] == 800.0
    assert table.loc["整改", "per_10k_reference"] == 200.0
    assert table.loc["整改", "p"] == pytest.approx(math.erfc(math.sqrt(by_hand / 2)), abs=1e-12)


def test_words_of_the_reference_alone_are_there():
    table = KEYNESS.check(keyness(counts(5, 0, 3, 0), counts(0, 4, 3, 0)))
    assert table["term"].tolist() == ["整改", "服务", "基层"]
    assert table["side"].tolist() == ["target", "reference", "reference"]
    assert table["score"].iloc[0] > 0 > table["score"].iloc[2]


@settings(max_examples=25)
@given(one=NUMBERS.filter(any), other=NUMBERS.filter(any))
def test_swapping_sides_turns_every_sign(one, other):
    for measure in ("log_likelihood", "log_ratio", "chi_squared"):
        forth = keyness(counts(*one), counts(*other), measure=measure).set_index("term")
        back = keyness(counts(*other), counts(*one), measure=measure).set_index("term")
        back = back.loc[forth.index]
        assert np.allclose(forth["score"], -back["score"], atol=1e-9, rtol=0)
        assert np.allclose(forth["log_ratio"], -back["log_ratio"], atol=1e-9, rtol=0)
        assert forth["n_target"].tolist() == back["n_reference"].tolist()


@settings(max_examples=25)
@given(one=NUMBERS.filter(any), other=NUMBERS.filter(any))
def test_adjusted_p_is_never_below_p_and_order_is_by_score(one, other):
    table = keyness(counts(*one), counts(*other))
    assert (table["p_adjusted"] >= table["p"]).all()
    assert (table["p_adjusted"] <= 1).all()
    assert table["score"].is_monotonic_decreasing
    ties = table.groupby("score", sort=False)["term"]
    assert all(group.is_monotonic_increasing for _, group in ties)


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_p_is_given_for_tests_only(measure):
    table = KEYNESS.check(keyness(counts(9, 1, 3, 0), counts(2, 4, 3, 1), measure=measure))
    assert table["p"].notna().all() == (measure in TESTS)
    assert table["p_adjusted"].isna().all() == (measure not in TESTS)


def test_an_unknown_measure_tells_the_choices():
    with pytest.raises(UnknownNameError, match="log_likelihood、"):
        keyness(counts(1, 1, 1, 1), counts(1, 1, 1, 1), measure="pmi")


@pytest.mark.parametrize("sides", [((0, 0, 0, 0), (1, 0, 0, 0)), ((1, 0, 0, 0), (0, 0, 0, 0))])
def test_an_empty_side_is_told(sides):
    with pytest.raises(EmptyCorpusError, match="没有可以计数的词"):
        keyness(*(counts(*side) for side in sides))


def test_the_reference_is_the_complement():
    corpus = three_bodies()
    target = select(corpus, Scope(organisations=(UNION,)))
    table = keyness_of(corpus, target, stopwords=False)
    both = term_counts(corpus, select(corpus)).n.sum()
    assert table["n_target"].sum() + table["n_reference"].sum() == both
    assert complement(corpus, target).sum() == 2
    row = table.set_index("term").loc["服务"]
    assert (row["n_target"], row["n_reference"]) == (1, 2)


def test_listing_drops_rows_and_keeps_denominators():
    corpus = three_bodies()
    target = select(corpus, Scope(documents=("三家群团",)))
    whole = keyness_of(corpus, target, stopwords=False).set_index("term")
    part = keyness_of(corpus, target, stopwords=False, min_n=2, min_length=2).set_index("term")
    assert set(part.index) == {"全总", "整改", "基层", "服务", "职工"}
    assert part["score"].equals(whole.loc[part.index, "score"])
    assert part.loc["服务", "p_adjusted"] <= whole.loc["服务", "p_adjusted"]


def test_stop_words_are_left_out_when_asked():
    corpus = small_corpus([Text("a", "的|整改|。"), Text("b", "的|落实|。")])
    target = select(corpus, Scope(documents=("a",)))
    assert "的" not in keyness_of(corpus, target)["term"].tolist()
    kept = keyness_of(corpus, target, stopwords=False).set_index("term")
    assert kept.loc["的", "per_10k_target"] == 5000.0
    assert keyness_of(corpus, target).set_index("term").loc["整改", "per_10k_target"] == 5000.0


def test_two_texts_a_side_and_five_expected_make_a_test():
    texts = [Text(name, "整改|" * 10 + "。") for name in "abcd"]
    corpus = small_corpus(texts)
    pair = select(corpus, Scope(documents=("a", "b")))
    single = select(corpus, Scope(documents=("a",)))
    assert grounds_of_test(corpus, pair) == (2, 2, 20.0)
    assert grounds_of_test(corpus, pair).enough
    assert grounds_of_test(corpus, single) == (1, 3, 10.0)
    assert not grounds_of_test(corpus, single).enough
    rare = small_corpus([Text(name, "整改|落实|。") for name in "abcd"])
    assert not grounds_of_test(rare, select(rare, Scope(documents=("a", "b")))).enough
