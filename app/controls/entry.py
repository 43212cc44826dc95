"""One figure with its source: the right side of the ledger."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.schema import FIGURE
from analysis.tables.ledger import Entry
from app import cache, state
from app.components.reader import Place, card_items, figure_items, parse_place
from app.components.text import Panel, draw
from app.controls.card import head, plain
from app.controls.page import Page
from app.wording.numbers import format_count, format_value
from app.wording.values import value_name

EXACT = "exact"


def figure_entry(page: Page, places: Sequence[str], *, key: str, name: str = "at") -> None:
    """Draw the figure that the address holds as ``name``, the first of ``places`` without one.

    Parameters
    ----------
    places
        ``document:start`` of every figure that is listed, in the order of the list; 上一个 and
        下一个 go through them.
    """
    chosen = state.page_value(name)
    at = places.index(chosen) if chosen in places else 0
    place = parse_place(places[at])
    if place is None:
        return
    found = cache.entry(page.corpus, place.doc, place.start)
    count = page.say("organisations.entry_place", k=at + 1, n=format_count(len(places)))
    with head(page.say("organisations.entry"), count):
        for step, icon in ((-1, "chevron_left"), (1, "chevron_right")):
            word = "previous" if step < 0 else "next"
            st.button(
                "",
                key=f"{key}-{word}",
                icon=f":material/{icon}:",
                type="tertiary",
                help=page.say(f"organisations.{word}"),
                disabled=not 0 <= at + step < len(places),
                on_click=state.set_page_value,
                args=(name, places[min(max(at + step, 0), len(places) - 1)]),
            )
    with st.container(border=True):
        _shown(page, found, place, key=key)
    _others(page, found.others, key=key, name=name)


def _shown(page: Page, found: Entry, place: Place, *, key: str) -> None:
    fact = found.fact
    st.markdown(f"**{plain(fact['text'])}**  {plain(fact['noun'] or '')}")
    st.caption(plain(f"{page.organisation_name(fact['organisation'])} · {_said(page, fact)}"))
    draw(
        Panel(
            "cards",
            card_items([found.card], page.owners, page.titles, page.lang),
            page.say("organisations.entry"),
            border=False,
        ),
        key=f"{key}-sentence",
        on_pick=lambda _: state.open_text(place.doc, place.start),
    )
    st.caption(plain(_ground(page, fact)))
    st.button(
        page.say("organisations.open"),
        key=f"{key}-open",
        icon=":material/menu_book:",
        on_click=state.open_text,
        args=(place.doc, place.start),
    )


def _said(page: Page, fact: pd.Series) -> str:
    """Return the number as it is counted with: bound, value and unit, or why it is no figure."""
    if fact["class"] != FIGURE:
        return page.say(
            "organisations.not_a_figure", kind=value_name("class", fact["class"], page.lang)
        )
    if pd.notna(fact["high"]):
        return page.say(
            "organisations.range",
            value=format_value(fact["value"]),
            high=format_value(fact["high"]),
            unit=fact["unit"],
        )
    return page.say(
        "organisations.value",
        bound=value_name("bound", fact["bound"], page.lang),
        value=format_value(fact["value"]),
        unit=fact["unit"],
    )


def _ground(page: Page, fact: pd.Series) -> str:
    parts = [
        page.say(
            "organisations.ground",
            reason=value_name("reason", fact["reason"], page.lang),
            confidence=value_name("confidence", fact["confidence"], page.lang),
        ),
        value_name("status", fact["status"], page.lang),
    ]
    if isinstance(fact["date"], str) and fact["date"]:
        parts.append(page.say("organisations.date", date=fact["date"]))
    return " · ".join(parts)


def _others(page: Page, others: pd.DataFrame, *, key: str, name: str) -> None:
    count = page.say("figures.count", n=format_count(len(others)))
    head(page.say("organisations.others"), count)
    if not others.empty:
        draw(
            Panel("figures", figure_items(others), page.say("organisations.others")),
            key=f"{key}-others",
            on_pick=lambda given: state.set_page_value(name, given),
        )
