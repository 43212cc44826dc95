"""Collocates: every occurrence counts once, whatever the number of hits near it."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.select import Scope, select
from analysis.schema import COLLOCATES
from analysis.tables.collocation import collocates
from analysis.tables.hits import Focus
from tests.analysis.tables.small import Text, small_corpus
from tests.analysis.tables.three import three_bodies

WORDS = st.lists(st.sampled_from(["整改", "正在", "落实", "责任", "。"]), max_size=30)


@settings(max_examples=25)
@given(texts=st.lists(WORDS, min_size=1, max_size=3), window=st.integers(1, 6))
def test_together_is_never_above_the_own_frequency(texts, window):
    corpus = small_corpus([Text(f"d{i}", "|".join(words)) for i, words in enumerate(texts)])
    for size in (window, None):
        table = COLLOCATES.check(
            collocates(corpus, select(corpus), "整改", window=size, stopwords=False)
        )
        assert (table["n_together"] <= table["n"]).all()
        assert (table["log_dice"] <= 14).all()
        assert "整改" not in table["term"].tolist()


def test_an_occurrence_between_two_hits_counts_once():
    corpus = small_corpus([Text("d", "整改|推进|整改|推进|整改|。|落实|。")])
    row = collocates(corpus, select(corpus), "整改").iloc[0]
    assert (row["term"], row["n_together"], row["n"]) == ("推进", 2, 2)


def test_the_window_counts_words_and_ends_with_the_sentence():
    corpus = small_corpus([Text("d", "一心|二心|，|三心|整改|四心|五心|。|六心|。")])
    mask = select(corpus)
    near = collocates(corpus, mask, "整改", window=1)["term"].tolist()
    assert near == ["三心", "四心"]
    near = collocates(corpus, mask, "整改", window=2)["term"].tolist()
    assert near == ["三心", "二心", "五心", "四心"]
    near = collocates(corpus, mask, "整改", window=None)["term"].tolist()
    assert near == ["一心", "三心", "二心", "五心", "四心"]


def test_measures_by_hand():
    """Nine words, four of them near the node; 措施 stands twice near it and once elsewhere."""
    corpus = small_corpus([Text("d", "措施|整改|落实|。|责任|整改|措施|。|措施|到位|机制|。")])
    row = collocates(corpus, select(corpus), "整改").set_index("term").loc["措施"]
    assert (row["n_together"], row["n"]) == (2, 3)
    assert row["mi"] == pytest.approx(math.log2(2 / (3 * 4 / 9)), abs=1e-9)
    assert row["t_score"] == pytest.approx((2 - 12 / 9) / math.sqrt(2), abs=1e-9)
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 * 2 / (2 + 3)), abs=1e-9)
    observed = np.asarray([2, 1, 2, 4])
    expected = np.asarray([3 * 4, 3 * 5, 6 * 4, 6 * 5]) / 9
    by_hand = 2 * (observed * np.log(observed / expected)).sum()
    assert row["log_likelihood"] == pytest.approx(by_hand, abs=1e-9)


def test_log_dice_counts_a_collocate_once_for_each_hit():
    corpus = small_corpus([Text("d", "措施|整改|措施|。")])
    (row,) = collocates(corpus, select(corpus), "整改").itertuples()
    assert (row.n_together, row.n) == (2, 2)
    assert row.log_dice == pytest.approx(14 + math.log2(2 * 1 / (1 + 2)), abs=1e-9)


def test_a_node_that_is_no_word_is_found_as_a_string():
    corpus = small_corpus([Text("d", "深化|主题|教育|活动|。")])
    table = collocates(corpus, select(corpus), "主题教育")
    assert table["term"].tolist() == ["活动", "深化"]
    inside = collocates(corpus, select(corpus), "题教")
    assert inside["term"].tolist() == ["活动", "深化"]


def test_either_script_and_a_theme_can_be_the_node():
    corpus = three_bodies()
    mask = select(corpus)
    assert collocates(corpus, mask, "職工").equals(collocates(corpus, mask, "职工"))
    table = collocates(corpus, mask, Focus("theme", "整改"), window=1)
    assert "责任" in table["term"].tolist()


def test_scope_stop_words_and_least_count_limit_the_list():
    corpus = small_corpus([Text("a", "的|整改|责任|。"), Text("b", "整改|落实|。")])
    only = select(corpus, Scope(documents=("a",)))
    assert collocates(corpus, only, "整改")["term"].tolist() == ["责任"]
    assert len(collocates(corpus, only, "整改", stopwords=False)) == 2
    assert collocates(corpus, only, "整改", min_together=2).empty


def test_nothing_found_keeps_the_columns():
    corpus = three_bodies()
    assert COLLOCATES.check(collocates(corpus, select(corpus), "不在")).empty
    assert COLLOCATES.check(collocates(corpus, select(corpus), "")).empty
