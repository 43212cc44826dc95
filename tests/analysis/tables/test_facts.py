"""The ledger: each reported number with whose it is, its sentence and the themes named there."""

import numpy as np
import pandas as pd

from analysis.corpus.select import Scope, select
from analysis.schema import FACT_SHARES, FACTS, FIGURE_GROUPS, HITS
from analysis.tables.facts import (
    fact_hits,
    fact_rows,
    fact_shares,
    fact_table,
    sentences_with,
)
from analysis.tables.figure_groups import figure_groups
from analysis.tables.hits import Focus, sentence_cards
from tests.analysis.tables.three import UNION, YOUTH, three_bodies


def test_figures_are_listed_in_text_order_as_written():
    corpus = three_bodies()
    table = FACTS.check(fact_table(corpus, select(corpus)))
    assert table["text"].tolist() == ["46个", "35个", "200余条", "８５０人", "3項"]
    assert table["value"].tolist() == [46, 35, 200, 850, 3]
    assert table["organisation"].tolist()[:4] == [UNION, UNION, YOUTH, UNION]
    assert pd.isna(table["organisation"][4])
    assert table["doc"].tolist() == ["三家群团"] * 3 + ["区总工会"] * 2
    assert table["paragraph"].tolist() == [0, 0, 1, 0, 0]
    assert table["class"].unique().tolist() == ["figure"]
    for row in table.itertuples():
        text = corpus.documents[corpus.document_rows[row.doc]].text
        assert text[row.start : row.end] == row.text
        assert row.sentence in text
        assert row.text in row.sentence


def test_themes_of_a_figure_are_those_of_its_sentence():
    corpus = three_bodies()
    table = fact_table(corpus, select(corpus))
    assert table["themes"].tolist() == [["基层"], ["基层"], ["整改"], ["基层", "服务"], ["整改"]]


def test_excluded_numbers_come_with_their_class_when_asked():
    corpus = three_bodies()
    table = FACTS.check(fact_table(corpus, select(corpus), excluded=True))
    assert table["class"].tolist() == ["figure"] * 4 + ["ordinal", "figure"]
    assert table["text"].tolist()[4] == "第一批"


def test_figures_of_one_body():
    corpus = three_bodies()
    table = fact_table(corpus, select(corpus), organisations=(YOUTH,))
    assert table["noun"].tolist() == ["意见"]


def test_scope_limits_the_ledger():
    corpus = three_bodies()
    table = fact_table(corpus, select(corpus, Scope(documents=("区总工会",))))
    assert table["text"].tolist() == ["８５０人", "3項"]


def test_an_empty_ledger_keeps_its_columns():
    corpus = three_bodies()
    nothing = np.zeros(len(corpus.sentences), dtype=bool)
    assert FACTS.check(fact_table(corpus, nothing)).empty
    rows = fact_rows(corpus, nothing)
    assert FIGURE_GROUPS.check(figure_groups(corpus, rows, by="unit")).empty
    assert FACT_SHARES.check(fact_shares(corpus, nothing, Focus("term", "整改"))).empty
    assert HITS.check(fact_hits(corpus, fact_rows(corpus, nothing))).empty


def test_units_are_counted_and_never_added_up():
    corpus = three_bodies()
    table = figure_groups(corpus, fact_rows(corpus, select(corpus)), by="unit")
    counted = table[["unit", "figures"]].to_numpy().tolist()
    assert counted == [["个", 2], ["条", 1], ["人", 1], ["项", 1]]


def test_figures_beside_a_focus_share_its_sentence():
    corpus = three_bodies()
    beside = fact_table(corpus, sentences_with(corpus, select(corpus), Focus("theme", "整改")))
    assert beside["text"].tolist() == ["200余条", "3項"]


def test_shares_count_all_figures_and_those_beside_the_focus():
    corpus = three_bodies()
    table = FACT_SHARES.check(fact_shares(corpus, select(corpus), Focus("theme", "整改")))
    assert table[["figures", "together"]].to_numpy().tolist() == [[3, 0], [1, 1], [1, 1]]
    assert table["organisation"].tolist()[:2] == [UNION, YOUTH]
    assert pd.isna(table["organisation"][2])


def test_figures_become_places_with_cards():
    corpus = three_bodies()
    rows = fact_rows(corpus, select(corpus))
    cards = sentence_cards(corpus, fact_hits(corpus, rows[:1]))
    assert [m[:3] for m in cards[0].marks if m.kind == "focus"] == [(3, 6, "focus")]
