"""Like figures put together: one unit or one thing, side by side or over the years."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

import pandas as pd
import streamlit as st

from analysis.schema import FIGURE_MEMBERS
from analysis.tables.figure_groups import By
from analysis.tables.ledger import LedgerFilter
from app import cache, state
from app.charts import figure_years, ledger
from app.charts.clicks import Click, at_place
from app.controls.card import Card, card, page_choice, rows_shown, show_all
from app.controls.choices import choose_one, choose_pill
from app.controls.page import Page
from app.controls.table import Paged, Row
from app.wording.numbers import format_count

BARS = 14
"""Figures drawn side by side at first."""
POINTS = 600
"""Figures drawn over the years."""
UNITS, NOUNS = 24, 200
"""Groups that are offered."""
COLUMNS = (
    *("organisation", "year", "year_from", "noun", "text", "value", "bound", "unit", "alike"),
    *("confidence", "doc"),
)


class Group(NamedTuple):
    """Figures that are compared: the filter that leaves them, their name and how they count."""

    chosen: LedgerFilter
    name: str
    figures: int
    organisations: int


def compared_figures(page: Page, chosen: LedgerFilter) -> None:
    """Draw figures of one unit, or of one thing: side by side, or over the years."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        by = cast("By", page_choice(page, "group", ("unit", "noun"), prefix="organisations.by"))
        form = page_choice(page, "as", ("bars", "years"), prefix="organisations.as")
    group = _chosen_group(page, chosen, by)
    if group is None:
        st.caption(page.say("organisations.no_group"))
        return
    drawn = _Drawn(page, group, by)
    drawing = drawn.years() if form == "years" else drawn.bars()
    corpus, scope = page.corpus, page.scope
    card(
        page,
        Card(
            "organisations-units",
            group.name,
            page.say(
                f"organisations.{form}_note",
                owners=format_count(group.organisations),
                n=format_count(group.figures),
            ),
            Paged(
                group.figures,
                lambda offset, limit: cache.figure_members(
                    corpus, scope, group.chosen, offset, limit
                ),
            ),
            FIGURE_MEMBERS,
            chart=drawing.chart,
            alt=page.say("organisations.side_by_side_alt", unit=group.name, n=drawing.n),
            note=drawing.note,
            columns=COLUMNS,
        ),
        on_click=_click,
        on_row=_row,
    )
    if form == "bars":
        show_all(page, _ALL, shown=BARS, of=group.figures)


_ALL = "organisations/bars"


def _click(click: Click) -> None:
    state.set_page_value("at", click.value)


def _row(row: Row) -> None:
    state.set_page_value("at", at_place(row["doc"], row["start"]))


def _chosen_group(page: Page, chosen: LedgerFilter, by: By) -> Group | None:
    """Draw the groups to choose from and return the chosen one; ``None`` where there is none."""
    found = _groups(page, chosen, by)
    if not found:
        return None
    if by == "unit":
        pills = {
            unit: page.say("organisations.unit_option", unit=unit, n=format_count(row.figures))
            for unit, row in found.items()
        }
        key = choose_pill(
            "unit",
            pills,
            label=page.say("organisations.unit"),
            empty=page.say("organisations.no_unit"),
        )
    else:
        things = {key: _thing(page, row) for key, row in found.items()}
        first = next(iter(things))
        key = choose_one(page, "thing", things, prefix="organisations", default=first, width=_THING)
    row = found[key]
    narrowed = {"unit": row.unit} if by == "unit" else {"unit": row.unit, "noun": row.noun}
    unit = row.unit or page.say("organisations.no_unit")
    name = unit if by == "unit" else page.say("organisations.of_unit", noun=row.noun, unit=unit)
    return Group(chosen.narrowed(**narrowed), name, row.figures, row.organisations)


_THING = 480
"""Width of the choice of a thing, px."""


def _groups(page: Page, chosen: LedgerFilter, by: By) -> dict[str, Any]:
    """Return the first groups by their key, and the one that the address names."""
    groups = cache.figure_groups(
        page.corpus, page.scope, chosen, by, UNITS if by == "unit" else NOUNS
    )
    found = {_key(row.noun, row.unit, by): row for row in groups.itertuples()}
    asked = state.page_value("unit" if by == "unit" else "thing")
    if asked and asked not in found:
        noun, _, unit = asked.rpartition("|") if by == "noun" else (None, "", asked)
        one = cache.figure_groups(
            page.corpus, page.scope, chosen.narrowed(unit=unit, noun=noun), by, 1
        )
        found |= {_key(row.noun, row.unit, by): row for row in one.itertuples()}
    return found


def _key(noun: str, unit: str, by: By) -> str:
    return unit if by == "unit" else f"{noun}|{unit}"


def _thing(page: Page, row) -> str:  # noqa: ANN001  a row of itertuples
    return page.say(
        "organisations.thing_option",
        noun=row.noun,
        unit=row.unit,
        owners=format_count(row.organisations),
        years=format_count(row.years),
        n=format_count(row.figures),
    )


class _Drawing(NamedTuple):
    chart: object
    n: int
    note: str


class _Drawn(NamedTuple):
    """How a group is drawn."""

    page: Page
    group: Group
    by: By

    def bars(self) -> _Drawing:
        """Return one bar a figure."""
        page, group = self.page, self.group
        k = rows_shown(_ALL, BARS)
        table = cache.figure_members(page.corpus, page.scope, group.chosen, most=k)
        chart = ledger.build(
            table,
            palette=page.colours,
            lang=page.lang,
            shown=page.shown_owners(_owners(table)),
            picked=state.page_value("at"),
        )
        more = group.figures > len(table)
        first = page.say("organisations.first", k=len(table), n=format_count(group.figures))
        legend = "legend_dots" if chart.layout.xaxis.type == "log" else "legend"
        notes = [page.say(f"organisations.{legend}"), first if more else ""]
        return _Drawing(chart, len(table), " ".join(filter(None, notes)))

    def years(self) -> _Drawing:
        """Return one point a figure, over the years."""
        page, group = self.page, self.group
        table = cache.figure_members(page.corpus, page.scope, group.chosen, most=POINTS)
        chart = figure_years.build(
            table,
            palette=page.colours,
            lang=page.lang,
            shown=page.shown_owners(_owners(table)[: figure_years.MOST_OWNERS]),
            picked=state.page_value("at"),
            joined=self.by == "noun",
        )
        return _Drawing(chart, len(table), " ".join(self._year_notes(table)))

    def _year_notes(self, table: pd.DataFrame) -> list[str]:
        page, group = self.page, self.group
        notes = [page.say(f"organisations.years_legend_{self.by}")]
        undated = cache.undated_figures(page.corpus, page.scope, group.chosen)
        if undated:
            notes.append(page.say("organisations.undrawn", n=format_count(undated)))
        if group.organisations > figure_years.MOST_OWNERS:
            k, n = figure_years.MOST_OWNERS, format_count(group.organisations)
            notes.append(page.say("organisations.first_owners", k=k, n=n))
        if group.figures > len(table):
            k, n = format_count(len(table)), format_count(group.figures)
            notes.append(page.say("organisations.first", k=k, n=n))
        return notes


def _owners(table: pd.DataFrame) -> tuple[str, ...]:
    """Return the organisations of a table, each once, in its order."""
    return tuple(name for name in table["organisation"].unique().tolist() if isinstance(name, str))
