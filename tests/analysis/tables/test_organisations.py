"""Who is named, who is spoken about, and how each document writes the name."""

import numpy as np

from analysis.corpus.select import Scope, select
from analysis.schema import ORGANISATION_TOTALS, ORGANISATIONS, SPELLINGS
from analysis.tables.organisations import (
    organisation_table,
    organisation_totals,
    spelling_table,
)
from tests.analysis.tables.small import Text, organisation, small_corpus
from tests.analysis.tables.three import UNION, YOUTH, three_bodies


def test_organisations_of_each_document_by_hand():
    corpus = three_bodies()
    table = ORGANISATIONS.check(organisation_table(corpus, select(corpus)))
    columns = ["doc", "canonical", "mentions", "main", "sentences", "characters", "figures"]
    assert table[columns].to_numpy().tolist() == [
        ["三家群团", UNION, 2, True, 2, 35, 2],
        ["三家群团", YOUTH, 1, True, 1, 20, 1],
        ["区总工会", UNION, 0, True, 2, 25, 1],
    ]
    assert table["aliases"].tolist() == [["全总"], ["团中央"], []]
    assert table["kind"].tolist() == ["群团"] * 3


def test_the_chief_organisation_comes_first_then_the_most_mentioned():
    corpus = small_corpus(
        [Text("d", "乙局甲局丙局甲局。")],
        organisations=[organisation(name) for name in ("丙局", "乙局", "甲局", "丁局")],
        main={0: (1,)},
    )
    table = organisation_table(corpus, select(corpus))
    assert table["canonical"].tolist() == ["乙局", "甲局", "丙局"]
    assert table["mentions"].tolist() == [1, 2, 1]
    assert table["main"].tolist() == [True, False, False]


def test_spellings_are_those_of_the_document_commonest_first():
    corpus = small_corpus(
        [Text("a", "總工會和总工会、全总、总工会。"), Text("b", "全总。")],
        organisations=[organisation(UNION, "总工会", "全总")],
    )
    mask = select(corpus)
    assert organisation_table(corpus, mask)["aliases"].tolist() == [
        ["总工会", "全总", "總工會"],
        ["全总"],
    ]
    table = SPELLINGS.check(spelling_table(corpus, mask))
    assert table.to_numpy().tolist() == [
        ["总工会", UNION, "a", 2],
        ["全总", UNION, "a", 1],
        ["總工會", UNION, "a", 1],
        ["全总", UNION, "b", 1],
    ]


def test_totals_add_up_over_documents():
    corpus = three_bodies()
    table = ORGANISATION_TOTALS.check(organisation_totals(corpus, select(corpus)))
    assert table.to_numpy().tolist() == [
        [UNION, "全国总工会", "群团", True, 2, 2, 4, 60, 3],
        [YOUTH, "团中央", "群团", True, 1, 1, 1, 20, 1],
    ]


def test_scope_limits_what_is_counted():
    corpus = three_bodies()
    mask = select(corpus, Scope(organisations=(YOUTH,)))
    totals = organisation_totals(corpus, mask)
    assert totals["canonical"].tolist() == [YOUTH]
    assert totals["characters"].tolist() == [20]


def test_nothing_keeps_the_columns():
    corpus = three_bodies()
    nothing = np.zeros(len(corpus.sentences), dtype=bool)
    assert ORGANISATIONS.check(organisation_table(corpus, nothing)).empty
    assert ORGANISATION_TOTALS.check(organisation_totals(corpus, nothing)).empty
    assert SPELLINGS.check(spelling_table(corpus, nothing)).empty
    nameless = small_corpus([Text("d", "整改|。")])
    assert ORGANISATIONS.check(organisation_table(nameless, select(nameless))).empty
    assert ORGANISATION_TOTALS.check(organisation_totals(nameless, select(nameless))).empty
