"""What is said of an organisation year by year, against the tables of single documents."""

from __future__ import annotations

from collections import defaultdict

import pytest

from analysis.corpus.corpus import Corpus
from analysis.schema import FIGURE_THEMES, ORGANISATION_YEARS
from analysis.tables.facts import fact_rows, facts_at
from analysis.tables.figure_groups import figure_themes
from analysis.tables.organisation_years import organisation_years
from analysis.tables.organisations import organisation_table, organisation_totals
from tests.analysis.several import NUMBERS, masks, several

COUNTED = ("mentions", "sentences", "characters", "figures")


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


def test_years_are_sums_over_their_documents(corpus):
    dates = dict(zip(corpus.document_names, corpus.field("date"), strict=True))
    for mask in masks(corpus, 2)[:3]:
        by_document = organisation_table(corpus, mask)
        for name in organisation_totals(corpus, mask)["canonical"].head(5):
            wanted = defaultdict(lambda: dict.fromkeys((*COUNTED, "documents"), 0))
            for row in by_document[by_document["canonical"] == name].to_dict("records"):
                counts = {field: row[field] for field in COUNTED}
                if any(counts.values()):
                    year = wanted[(dates[row["doc"]] or "")[:4]]
                    for field, n in {**counts, "documents": 1}.items():
                        year[field] += n
            table = ORGANISATION_YEARS.check(organisation_years(corpus, mask, name))
            years = table["year"].tolist()
            assert years == sorted(years, key=lambda year: (not year, year))
            found = {row.pop("year"): row for row in table.to_dict("records")}
            assert found == dict(wanted)


def test_figures_are_counted_for_each_theme_of_their_sentence(corpus):
    for mask in masks(corpus, 2):
        rows = fact_rows(corpus, mask)
        wanted = defaultdict(int)
        for themes in facts_at(corpus, rows)["themes"]:
            for theme in themes:
                wanted[theme] += 1
        table = FIGURE_THEMES.check(figure_themes(corpus, rows))
        assert dict(zip(table["theme"], table["figures"], strict=True)) == dict(wanted)
        assert table["figures"].is_monotonic_decreasing
