"""Groups of like figures against plain loops over the ledger."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import select
from analysis.corpus.table import Coded
from analysis.schema import FIGURE_GROUPS, FIGURE_MEMBERS, Metadata
from analysis.tables.fact_dates import is_within
from analysis.tables.facts import fact_rows, facts_at
from analysis.tables.figure_groups import (
    GROUPINGS,
    count_groups,
    figure_groups,
    figure_members,
)
from tests.analysis.several import NUMBERS, assert_pages, masks, several
from tests.analysis.tables.small import Text, organisation, small_corpus

UNION, LEAGUE = organisation("全国总工会"), organisation("团中央")


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def figures(corpus: Corpus, rows: np.ndarray) -> pd.DataFrame:
    """Return facts with their years, found one by one."""
    table = facts_at(corpus, rows)
    given = dict(zip(corpus.document_names, corpus.field("date"), strict=True))
    own = table["date"].fillna("").tolist()
    years = [(date or given[doc] or "")[:4] for date, doc in zip(own, table["doc"], strict=True)]
    sources = [
        "text" if date else "document" if year else ""
        for date, year in zip(own, years, strict=True)
    ]
    return table.assign(year=years, year_from=sources)


@pytest.mark.parametrize("by", GROUPINGS)
def test_groups_count_what_a_loop_counts(corpus, by):
    for mask in masks(corpus, 5):
        rows = fact_rows(corpus, mask)
        found = defaultdict(list)
        for place, row in enumerate(figures(corpus, rows).itertuples()):
            if by == "unit" or row.noun:
                found[("" if by == "unit" else row.noun, row.unit)].append((place, row))
        wanted = []
        for (noun, unit), members in found.items():
            wanted.append(
                {
                    "noun": noun,
                    "unit": unit,
                    "figures": len(members),
                    "organisations": len(
                        {
                            row.organisation
                            for _, row in members
                            if isinstance(row.organisation, str)
                        }
                    ),
                    "years": len({row.year for _, row in members if row.year}),
                    "documents": len({row.doc for _, row in members}),
                    "first": members[0][0],
                }
            )
        keys = ("figures",) if by == "unit" else ("organisations",)
        wanted.sort(
            key=lambda g: (*(-g[key] for key in keys), -g["years"], -g["figures"], g["first"])
        )
        table = FIGURE_GROUPS.check(figure_groups(corpus, rows, by=by))
        pd.testing.assert_frame_equal(table, FIGURE_GROUPS.rows(wanted))
        assert count_groups(corpus, rows, by=by) == len(table)
        assert_pages(table, lambda r=rows, **page: figure_groups(corpus, r, by=by, **page))


def test_members_are_the_figures_with_their_years(corpus):
    for mask in masks(corpus, 6):
        rows = fact_rows(corpus, mask)
        wanted = figures(corpus, rows)
        alike = defaultdict(int)
        for row in wanted.itertuples():
            alike[(str(row.organisation), row.noun, row.unit, row.year)] += 1
        n = wanted["organisation"].value_counts()
        listed = list(enumerate(wanted[["organisation", "year"]].to_numpy().tolist()))
        listed.sort(
            key=lambda one: (-n.get(one[1][0], 0), str(one[1][0]), not one[1][1], one[1][1])
        )
        order = [place for place, _ in listed]
        wanted["alike"] = [
            alike[(str(row.organisation), row.noun, row.unit, row.year)]
            for row in wanted.itertuples()
        ]
        table = FIGURE_MEMBERS.check(figure_members(corpus, rows))
        expected = wanted.iloc[order].reset_index(drop=True)
        pd.testing.assert_frame_equal(table, expected[FIGURE_MEMBERS.names], check_dtype=False)
        assert_pages(table, lambda r=rows, **page: figure_members(corpus, r, **page))


def test_a_drawing_takes_from_each_organisation_in_turn(seeds_corpus):
    rows = fact_rows(seeds_corpus, select(seeds_corpus))
    whole = figure_members(seeds_corpus, rows)
    owners = whole["organisation"].dropna().unique()
    drawn = figure_members(seeds_corpus, rows, most=len(owners) + 2)
    assert list(drawn["organisation"].unique()) == list(owners)
    assert drawn["organisation"].value_counts().to_dict() == {
        name: 2 if name in owners[:2] else 1 for name in owners
    }
    firsts = whole.drop_duplicates("organisation")["start"].tolist()
    assert set(firsts) <= set(drawn["start"])


def test_several_values_of_one_year_are_told_and_not_added_up():
    text = Text(
        "甲",
        "建成|12|个|、|5|个|站点|。",
        owners=("全国总工会",),
        facts=(
            ("12个", 12.0, "个", "站点", "全国总工会", "figure"),
            ("5个", 5.0, "个", "站点", "全国总工会", "figure"),
        ),
        metadata=Metadata(date="2021-05-01"),
    )
    later = Text(
        "乙",
        "建成|30|个|站点|。",
        owners=("团中央",),
        facts=(("30个", 30.0, "个", "站点", "团中央", "figure"),),
    )
    corpus = small_corpus([text, later], organisations=[UNION, LEAGUE])
    rows = fact_rows(corpus, select(corpus))
    (group,) = figure_groups(corpus, rows, by="noun").to_dict("records")
    assert group == {
        "noun": "站点",
        "unit": "个",
        "figures": 3,
        "organisations": 2,
        "years": 1,
        "documents": 2,
    }
    table = figure_members(corpus, rows)
    columns = ["organisation", "value", "year", "year_from", "alike"]
    assert table[columns].to_numpy().tolist() == [
        ["全国总工会", 12.0, "2021", "document", 2],
        ["全国总工会", 5.0, "2021", "document", 2],
        ["团中央", 30.0, "", "", 1],
    ]


@pytest.mark.parametrize(
    ("date", "since", "until", "inside"),
    [
        ("2021-05-01", "2021", "", True),
        ("2021-05-01", "2021-05", "2021-05", True),
        ("2021-05-01", "2021-06", "", False),
        ("2021", "2021-06", "", True),
        ("2021", "2022", "", False),
        ("2021-05-01", "", "2020-12-31", False),
        ("2021-05-01", "", "2021", True),
        ("2021-05", "2020-01-01", "2021-05-03", True),
        ("", "2020", "", False),
        ("", "", "2020", False),
    ],
)
def test_dates_are_compared_as_far_as_both_are_known(date, since, until, inside):
    assert is_within(Coded(np.asarray([0]), [date]), since, until).tolist() == [inside]
