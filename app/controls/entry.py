"""One figure with its source: the right side of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st

from analysis.schema import FIGURE
from analysis.tables.ledger import Entry, LedgerFilter
from app import cache, state
from app.components.reader import Place, card_items, figure_items, parse_place
from app.components.text import Panel, draw
from app.controls.card import head, plain
from app.controls.correcting import (
    edit_popover,
    owner_buttons,
    passage_popover,
    reject_button,
)
from app.controls.page import Page
from app.wording.numbers import format_count, format_value
from app.wording.values import value_name

LOW = "low"


class Figures(NamedTuple):
    """Figures that are listed: how many, where one stands, and which one stands at a place."""

    n: int
    place: Callable[[int], str]
    """Called with a number from 0; returns ``document:start``."""
    number: Callable[[str, int], int | None]
    """Called with document and start; ``None`` where no listed figure begins."""


def ledger_figures(page: Page, chosen: LedgerFilter) -> Figures:
    """Return the figures that a filter lets through, in text order."""
    corpus, scope = page.corpus, page.scope
    return Figures(
        cache.count_ledger(corpus, scope, chosen),
        lambda number: cache.ledger_place(corpus, scope, chosen, number),
        lambda document, start: cache.number_of_place(corpus, scope, chosen, document, start),
    )


def figures_at(places: Sequence[str]) -> Figures:
    """Return figures given as ``document:start``, in this order."""
    numbers = {place: number for number, place in enumerate(places)}
    return Figures(
        len(places),
        lambda number: places[number],
        lambda document, start: numbers.get(Place(document, start).id),
    )


def figure_entry(page: Page, listed: Figures, *, key: str, name: str = "at") -> None:
    """Draw the figure that the address holds as ``name``, the first one listed without it.

    Parameters
    ----------
    listed
        The figures that 上一个 and 下一个 go through; not none.
    """
    chosen = parse_place(state.page_value(name))
    at = (listed.number(chosen.doc, chosen.start) if chosen else None) or 0
    place = parse_place(listed.place(at))
    if place is None:
        return
    found = cache.entry(page.corpus, place.doc, place.start)
    said = {"k": format_count(at + 1), "n": format_count(listed.n)}
    with head(page.say("organisations.entry"), page.say("organisations.entry_place", **said)):
        for step, icon in ((-1, "chevron_left"), (1, "chevron_right")):
            word = "previous" if step < 0 else "next"
            st.button(
                "",
                key=f"{key}-{word}",
                icon=f":material/{icon}:",
                type="tertiary",
                help=page.say(f"organisations.{word}"),
                disabled=not 0 <= at + step < listed.n,
                on_click=lambda number=at + step: state.set_page_value(name, listed.place(number)),
            )
    with st.container(border=True):
        _shown(page, found, place, key=key)
    _others(page, found.others, key=key, name=name)


def _shown(page: Page, found: Entry, place: Place, *, key: str) -> None:
    fact = found.fact
    owner = fact["organisation"] if isinstance(fact["organisation"], str) else None
    doubt = "?" if fact["confidence"] == LOW and fact["class"] == FIGURE else ""
    st.markdown(f"**{plain(fact['text'])}**  {plain(fact['noun'] or '')}")
    st.caption(plain(f"{page.organisation_name(owner)}{doubt} · {_said(page, fact)}"))
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
    if fact["class"] == FIGURE:
        owner_buttons(page, place, owner, key=key)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            page.say("organisations.open"),
            key=f"{key}-open",
            icon=":material/menu_book:",
            on_click=state.open_text,
            args=(place.doc, place.start),
        )
        edit_popover(page, place, fact.to_dict(), key=key)
        passage_popover(page, place, found.card.organisation, key=key)
        if fact["class"] == FIGURE:
            reject_button(page, place, key=key)
        _only_buttons(page, place, owner, key=key)


def _only_buttons(page: Page, place: Place, owner: str | None, *, key: str) -> None:
    """Draw what narrows the scope to the organisation or to the document of a figure."""
    choices = (("org", owner, page.scope.organisations), ("doc", place.doc, page.scope.documents))
    for name, value, chosen in choices:
        if value is not None and chosen != (value,):
            st.button(
                page.say(f"organisations.only_{name}"),
                key=f"{key}-only-{name}",
                type="tertiary",
                icon=":material/filter_alt:",
                on_click=state.choose_scope,
                args=(name, [value]),
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
