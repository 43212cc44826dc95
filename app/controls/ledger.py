"""The ledger: its conditions, and the figures that meet them as a table."""

from __future__ import annotations

import streamlit as st

from analysis.errors import AnalysisError
from analysis.ingest.dates import iso_date
from analysis.schema import BOUNDS, CONFIDENCES, FACTS, STATUSES
from analysis.tables.ledger import LedgerFilter
from app import cache, state
from app.charts.clicks import at_place
from app.controls.card import Card, card
from app.controls.choices import choose_one, choose_text, choose_toggle
from app.controls.page import Page
from app.controls.rows import ledger_rows
from app.wording.errors import explain
from app.wording.numbers import format_count
from app.wording.values import value_name

OWNERS = 200
"""Organisations, and units, that are offered."""
COLUMNS = (
    *("organisation", "noun", "text", "value", "bound", "unit", "status", "confidence"),
    *("doc", "themes", "reason"),
)
NOBODY = "-"
"""Stands for no organisation among those that are offered."""
_DATES = ("since", "until")
_CONDITIONS = (
    *("noun", "theme", "measure", "bound", "status", "confidence", "unowned", "beside", "all"),
    *_DATES,
)
"""What the address holds of the conditions."""


def ledger_filter(page: Page) -> LedgerFilter:
    """Return the conditions that the address holds, as far as they exist."""
    themes = [theme.key for theme in page.corpus.themes]
    theme, unit = state.page_value("theme"), state.page_value("measure")
    closed = {"bound": BOUNDS, "status": STATUSES, "confidence": CONFIDENCES}
    given = {name: state.page_value(name) for name in closed}
    return LedgerFilter(
        theme=theme if theme in themes else "",
        beside=page.state.focus if state.page_value("beside") else None,
        excluded=bool(state.page_value("all")),
        unit=unit or None,
        containing=state.page_value("noun"),
        unowned=bool(state.page_value("unowned")) and not page.scope.organisations,
        **{name: value if value in closed[name] else "" for name, value in given.items()},
        **{name: _date(name)[0] for name in _DATES},
    )


def go_to_ledger(**conditions: str) -> None:
    """Open the ledger with these conditions and no others, in a callback."""
    for name in (*_CONDITIONS, "view", "at"):
        state.set_page_value(name, conditions.get(name, ""))


def _date(name: str) -> tuple[str, AnalysisError | None]:
    """Return a date that the address holds, or why it is none."""
    given = state.page_value(name)
    try:
        return (iso_date(given) if given else ""), None
    except AnalysisError as error:
        return "", error


def ledger_filters(page: Page, chosen: LedgerFilter) -> None:
    """Draw the conditions; they hold for what is drawn and for what is listed."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        narrow = _NARROW[page.lang]
        choose_text(page, "noun", prefix="organisations", icon="search", width=narrow + 44)
        _owner(page)
        themes = {theme.key: page.theme_name(theme.key) for theme in page.corpus.themes}
        choose_one(page, "theme", themes, prefix="organisations", width=narrow)
        units = cache.figure_groups(page.corpus, page.scope, LedgerFilter(), "unit", OWNERS)
        measures = {unit: unit for unit in units["unit"] if unit}
        choose_one(page, "measure", measures, prefix="organisations", width=narrow)
        for name, options in (
            ("bound", BOUNDS),
            ("status", STATUSES),
            ("confidence", CONFIDENCES),
        ):
            named = {option: value_name(name, option, page.lang) for option in options}
            choose_one(page, name, named, prefix="organisations", width=narrow)
        for name in _DATES:
            choose_text(page, name, prefix="organisations", icon="calendar_today", width=narrow)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if page.state.focus is not None:
            label = page.say("organisations.beside", focus=page.focus_name())
            choose_toggle("beside", label)
        excluded = cache.excluded_numbers(page.corpus, page.scope)
        choose_toggle("all", page.say("organisations.excluded", n=format_count(excluded)))
    _date_notes(page, chosen)


_NARROW = {"zh": 116, "en": 148}
"""Width of a condition, px: nine of them stand in one line, in two in English."""


def _owner(page: Page) -> None:
    """Draw the organisation of the figures: the same choice as in the bar above the page."""
    key, scope = "organisations-owner", page.scope
    owners = cache.figure_owners(page.corpus, scope, OWNERS)
    nobody = bool(state.page_value("unowned")) and not scope.organisations
    chosen = NOBODY if nobody else scope.organisations[0] if len(scope.organisations) == 1 else None
    options = [*dict.fromkeys([*scope.organisations, *owners]), NOBODY]
    many = len(scope.organisations) > 1
    said = "organisations.owner_several" if many else "organisations.owner_any"
    state.seed(key, chosen)

    def take() -> None:
        given = str(state.widget_value(key) or "")
        state.set_page_value("unowned", "1" if given == NOBODY else "")
        state.choose_scope("org", [given] if given and given != NOBODY else [])

    st.selectbox(
        page.say("organisations.owner"),
        options,
        index=None,
        format_func=lambda name: (
            page.owners.nobody
            if name == NOBODY
            else f"{page.organisation_name(name)} {format_count(owners.get(name, 0))}"
        ),
        placeholder=page.say(said, n=len(scope.organisations)),
        label_visibility="collapsed",
        key=key,
        width=166,
        on_change=take,
    )


def _date_notes(page: Page, chosen: LedgerFilter) -> None:
    """Say which dates are none, and how many figures have none."""
    for name in _DATES:
        error = _date(name)[1]
        if error is not None:
            st.caption(explain(error, page.lang))
    if chosen.since or chosen.until:
        n = cache.undated_figures(page.corpus, page.scope, chosen)
        if n:
            st.caption(page.say("organisations.undated", n=format_count(n)))


def all_figures(page: Page, chosen: LedgerFilter) -> None:
    """Draw the ledger as a table."""
    rows = ledger_rows(page, chosen)
    card(
        page,
        Card(
            "organisations-ledger",
            page.say("organisations.table"),
            page.say("organisations.table_note", n=format_count(rows.n)),
            rows,
            FACTS,
            columns=(*COLUMNS, "class") if chosen.excluded else COLUMNS,
        ),
        on_row=lambda row: state.set_page_value("at", at_place(row["doc"], row["start"])),
    )
