"""Frequency: hand counts on a few sentences, the laws on the seeds, and properties."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.build import build_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope, group_by, select
from analysis.schema import BREAKDOWN, FREQUENCY, Settings
from analysis.tables.frequency import FrequencyOptions, breakdown, frequency, inside_lists
from tests.analysis.tables.small import Text, organisation, small_corpus

ALL = FrequencyOptions(stopwords=False)
UNION = organisation("全国总工会", "总工会")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Three texts: 10, 5 and 5 words; 工会 stands alone twice and inside 总工会 three times."""
    return small_corpus(
        [
            Text("甲", "总工会|抓|整改|。|工会|服务|职工|，|总工会|服务|基层|。|整改|。"),
            Text("乙", "工会|抓|总工会|整改|了|。"),
            Text("丙", "妇联|服务|妇女|和|儿童|。"),
        ]
    )


def rows(table: pd.DataFrame) -> dict[str, dict[str, object]]:
    return {row["term"]: row for row in table.to_dict("records")}


def test_both_counts_rates_and_documents(corpus: Corpus):
    table = frequency(corpus, select(corpus), options=ALL)
    FREQUENCY.check(table)
    union = rows(table)["工会"]
    assert (union["n_word"], union["n_inside"], union["n"]) == (2, 3, 5)
    assert union["documents"] == 2
    assert union["per_10k"] == 2 / 20 * 10_000
    assert union["per_10k_characters"] == 5 / 45 * 10_000
    assert table["group"].isna().all()


def test_dispersion_and_tfidf_by_hand(corpus: Corpus):
    service = rows(frequency(corpus, select(corpus), options=ALL))["服务"]
    # Two of three in the half of the words that is the first text, one in the last quarter.
    assert service["dispersion_dp"] == pytest.approx((2 / 3 - 1 / 2) + (1 / 3 - 1 / 4), abs=1e-9)
    rates = np.asarray([0.2, 0.0, 0.2])
    juilland = 1 - rates.std() / rates.mean() / math.sqrt(2)
    assert service["juilland_d"] == pytest.approx(juilland, abs=1e-9)
    assert service["tfidf"] == pytest.approx(3 * math.log(3 / 2), abs=1e-9)


def test_order_is_by_n_then_n_word_then_term(corpus: Corpus):
    table = frequency(corpus, select(corpus), options=ALL)
    assert table["term"].head(5).tolist() == ["工会", "总工会", "整改", "服务", "抓"]
    by_word = frequency(corpus, select(corpus), options=FrequencyOptions(sort="n_word"))
    assert by_word["term"].head(4).tolist() == ["总工会", "整改", "服务", "工会"]
    by_term = frequency(corpus, select(corpus), options=FrequencyOptions(sort="term"))
    assert by_term["term"].tolist() == sorted(by_term["term"])


def test_filters(corpus: Corpus):
    mask = select(corpus)
    assert "和" not in rows(frequency(corpus, mask))
    assert "和" in rows(frequency(corpus, mask, options=ALL))
    two = frequency(corpus, mask, options=FrequencyOptions(min_length=2, stopwords=False))
    assert set(two["term"].str.len()) == {2, 3}
    often = frequency(corpus, mask, options=FrequencyOptions(min_n=3))
    assert often["term"].tolist() == ["工会", "总工会", "整改", "服务"]
    assert frequency(corpus, mask, options=FrequencyOptions(pos=("v",))).empty
    assert len(frequency(corpus, mask, options=FrequencyOptions(pos=("n",)))) > 5


def test_exact_terms_keep_their_order_and_their_zeros(corpus: Corpus):
    options = FrequencyOptions(terms=("整改", "火星", "會抓", "的"))
    table = frequency(corpus, select(corpus), options=options)
    assert table["term"].tolist() == ["整改", "火星", "会抓", "的"]
    assert table["n"].tolist() == [3, 0, 2, 0]
    assert table["n_word"].tolist() == [3, 0, 0, 0]
    assert table["pos"].isna().tolist() == [False, True, True, True]
    assert table["dispersion_dp"].isna().tolist() == [False, True, True, True]


def test_groups_count_for_themselves(corpus: Corpus):
    table = frequency(
        corpus,
        select(corpus),
        grouping=group_by(corpus, "document"),
        options=FrequencyOptions(terms=("工会", "服务")),
    )
    assert table[["term", "group", "n", "n_word"]].to_numpy().tolist() == [
        ["工会", "甲", 3, 1],
        ["服务", "甲", 2, 2],
        ["工会", "乙", 2, 1],
        ["服务", "乙", 0, 0],
        ["工会", "丙", 0, 0],
        ["服务", "丙", 1, 1],
    ]
    assert table["per_10k"].tolist()[:2] == [1_000.0, 2_000.0]
    assert table["documents"].tolist() == [1, 1, 1, 0, 0, 1]
    assert table["dispersion_dp"].isna().all()
    assert table["tfidf"].tolist()[1] == pytest.approx(2 * math.log(3 / 2), abs=1e-9)


def test_listed_are_the_words_of_the_selection_only(corpus: Corpus):
    mask = select(corpus, Scope(documents=("丙",)))
    assert set(frequency(corpus, mask, options=ALL)["term"]) == {
        *("妇联", "服务", "妇女", "和", "儿童"),
    }


def test_groups_without_text_have_no_rows(corpus: Corpus):
    mask = select(corpus, Scope(documents=("甲", "乙")))
    table = frequency(corpus, mask, grouping=group_by(corpus, "document"))
    assert table["group"].unique().tolist() == ["甲", "乙"]


def test_nothing_selected_is_an_empty_table(corpus: Corpus):
    nothing = np.zeros(len(corpus.sentences), dtype=bool)
    for options in (ALL, FrequencyOptions(terms=("整改",)), FrequencyOptions(ngrams=(2, 3))):
        FREQUENCY.check(frequency(corpus, nothing, options=options))
        assert frequency(corpus, nothing, options=options).empty
    assert breakdown(corpus, nothing, "工会").empty


def test_ngrams_are_runs_that_touch(corpus: Corpus):
    options = FrequencyOptions(ngrams=(2, 3), stopwords=False)
    table = rows(frequency(corpus, select(corpus), options=options))
    assert table["抓总工会"]["n_word"] == 1
    assert table["总工会抓整改"]["n_word"] == 1
    assert (table["会抓"]["n"] if "会抓" in table else None) is None
    assert "职工总工会" not in table  # a comma stands between
    assert "整改工会" not in table  # two sentences
    assert (table["工会服务"]["n_word"], table["工会服务"]["n"]) == (1, 2)
    assert not any(len(term) < 2 for term in table)


def test_ngrams_drop_rare_ones_and_edges(corpus: Corpus):
    mask = select(corpus)
    often = frequency(corpus, mask, options=FrequencyOptions(ngrams=(2, 5), min_n=2))
    assert often["term"].tolist() == []
    both = frequency(corpus, mask, options=FrequencyOptions(ngrams=(2, 2)))
    assert not both["term"].str.startswith("和").any()
    assert not both["term"].str.endswith("和").any()


def test_breakdown_names_the_holders(corpus: Corpus):
    table = breakdown(corpus, select(corpus), "工会")
    BREAKDOWN.check(table)
    assert table.to_numpy().tolist() == [["工会", 2], ["总工会", 3]]
    crossing = breakdown(corpus, select(corpus), "会抓")
    assert crossing["token"].isna().tolist() == [True]
    assert crossing["n"].tolist() == [2]


def test_inside_lists_add_up_to_n_inside(seeds_corpus: Corpus):
    mask, grouping = select(seeds_corpus), group_by(seeds_corpus, "organisation")
    options = FrequencyOptions(terms=("工会", "整改", "服务", "主题教育"))
    table = frequency(seeds_corpus, mask, grouping=grouping, options=options)
    lists = inside_lists(seeds_corpus, mask, table, grouping=grouping)
    assert [sum(int(str(x["n"])) for x in found) for found in lists] == table["n_inside"].tolist()


def test_law_of_both_counts_on_the_seeds(seed_documents):
    corpus = build_corpus(seed_documents, Settings(lexicon=False))
    options = FrequencyOptions(terms=("主题教育", "工会", "服务", "整改"))
    table = frequency(corpus, select(corpus), options=options)
    assert table["n"].tolist() == [25, 56, 42, 26]
    assert table["n_word"].tolist()[:3] == [0, 15, 30]
    holders = breakdown(corpus, select(corpus), "工会")
    assert holders["token"].iloc[0] == "工会"
    assert holders["n"].tolist()[0] == 15
    assert holders["n"].sum() == 56


def test_lexicon_makes_a_word_of_it(seeds_corpus: Corpus):
    options = FrequencyOptions(terms=("主题教育",))
    table = frequency(seeds_corpus, select(seeds_corpus), options=options)
    assert (table["n"].item(), table["n_word"].item()) == (25, 25)


def test_seeds_equal_a_plain_count(seeds_corpus: Corpus):
    table = frequency(seeds_corpus, select(seeds_corpus), options=ALL)
    texts = [document.folded for document in seeds_corpus.documents]
    words = seeds_corpus.tokens["term"].value_counts()
    for row in table.itertuples():
        assert row.n == sum(text.count(row.term) for text in texts)
        assert row.documents == sum(row.term in text for text in texts)
        assert row.n_word == words[seeds_corpus.term_codes[row.term]]


def test_groups_add_up(seeds_corpus: Corpus):
    mask = select(seeds_corpus)
    whole = frequency(seeds_corpus, mask, options=ALL).set_index("term")
    parts = frequency(seeds_corpus, mask, grouping=group_by(seeds_corpus, "year"), options=ALL)
    sums = parts.groupby("term")[["n", "n_word", "documents"]].sum()
    pd.testing.assert_frame_equal(
        sums.sort_index(), whole[["n", "n_word", "documents"]].sort_index(), check_names=False
    )


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["工", "会", "工会", "总工会", "，", "。"]), min_size=1, max_size=9
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_cut_gives_the_counts_of_a_search(cuts: list[list[str]]):
    texts = [Text(str(row), "|".join([*cut, "会", "。"])) for row, cut in enumerate(cuts)]
    corpus = small_corpus(texts)
    table = frequency(corpus, select(corpus), options=ALL)
    folded = [document.folded for document in corpus.documents]
    assert table["n"].tolist() == [sum(t.count(term) for t in folded) for term in table["term"]]
    assert (table["n_inside"] >= 0).all()
    for term in table["term"]:
        assert breakdown(corpus, select(corpus), term)["n"].sum() == rows(table)[term]["n"]
