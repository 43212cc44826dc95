"""The panel 原句: the sentences behind the number that was clicked, and the figures panel."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analysis.corpus.select import Scope
from analysis.tables.hits import Focus
from analysis.tables.ledger import ALL_FIGURES
from app import cache, state
from app.components.reader import card_items, figure_items, parse_place
from app.components.text import Panel, draw
from app.controls.card import head, plain
from app.controls.page import Page
from app.wording.numbers import format_count

OFFERED_ROWS = 200
"""Rows that the select offers at most, in the order of the grouping; the chosen one besides."""
SHOWN_FIGURES = 60
FIRST = 12
"""Sentences shown at first, and added by each 显示更多."""


@dataclass(frozen=True)
class Sentences:
    """Which sentences a panel shows.

    ``focus`` and ``scope`` are those of the page when left out: the focus of the bar in the row
    that was clicked. ``name`` is written for the scope, by default the name of the row.
    """

    key: str
    height: int = 372
    focus: Focus | None = None
    scope: Scope | None = None
    name: str = ""
    pick_row: bool = True


def sentence_panel(page: Page, shown: Sentences) -> None:
    """Draw the panel: head with row, counts and the way to 检索, then the sentences.

    The count in its head is the count on the mark that was clicked. A click on a sentence opens
    the reader at its first hit.
    """
    focus = shown.focus or page.state.focus
    if focus is None:
        _head(page, shown, page.say("state.S5"), None)
        with st.container(height=shown.height, border=True):
            st.caption(page.say("state.S5"))
        return
    scope = shown.scope if shown.scope is not None else page.row_scope
    counted = cache.places(page.corpus, scope, focus)
    name = shown.name or page.row_name()
    caption = " · ".join(
        (
            *(() if shown.pick_row else (name,)),
            page.focus_name(focus),
            page.say(
                "sentences.count",
                hits=format_count(counted.places),
                sentences=format_count(counted.sentences),
            ),
        )
    )
    _head(page, shown, caption, focus)
    if not counted.places:
        with st.container(height=shown.height, border=True):
            st.caption(plain(page.say("sentences.none", name=name, focus=page.focus_name(focus))))
        return
    _cards(page, shown, focus, scope)


def _cards(page: Page, shown: Sentences, focus: Focus, scope: Scope) -> None:
    asked = f"{shown.key}/{focus}/{scope}"
    counted = cache.places(page.corpus, scope, focus)
    limit = max(_limit(asked), FIRST)
    cards = cache.cards(page.corpus, scope, focus, limit)
    draw(
        Panel(
            "cards",
            card_items(cards, page.owners, page.titles, page.lang),
            page.say("sentences.label", n=format_count(counted.sentences)),
            height=shown.height,
        ),
        key=shown.key,
        on_pick=lambda place: open_place(page, place, focus),
    )
    if counted.sentences > limit:
        st.button(
            page.say("sentences.more"),
            key=f"{shown.key}-more",
            type="tertiary",
            icon=":material/expand_more:",
            on_click=lambda: state.remember(asked, limit + FIRST),
        )


def _limit(asked: str) -> int:
    kept = state.recall(asked, FIRST)
    return kept if isinstance(kept, int) else FIRST


def _head(page: Page, shown: Sentences, caption: str, focus: Focus | None) -> None:
    with head(page.say("sentences.title"), caption if focus else "", wrap=True):
        if shown.pick_row and focus is not None:
            row_select(page, key=f"{shown.key}-row")
        if focus is not None:
            st.button(
                page.say("sentences.all"),
                key=f"{shown.key}-all",
                type="tertiary",
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=lambda: search_all(page, focus),
            )


def row_select(page: Page, *, key: str) -> None:
    """Draw the select of the row: which organisation, document or year the panels show."""
    labels = cache.groups(page.corpus, page.scope, page.state.by, OFFERED_ROWS)
    if page.state.by == "year":
        labels = tuple(state.year_code(label) for label in labels)
    row = page.state.row
    if (
        row
        and row not in labels
        and state.year_of(row) in cache.group_characters(page.corpus, page.scope, page.state.by)
    ):
        labels = (row, *labels)
    state.seed(key, row if row in labels else None)
    st.selectbox(
        page.say("sentences.row"),
        labels,
        index=None,
        format_func=page.row_label,
        placeholder=page.say("sentences.any"),
        label_visibility="collapsed",
        key=key,
        width=120,
        on_change=lambda: state.choose(row=str(state.widget_value(key) or "")),
    )


def figure_panel(
    page: Page, *, key: str, height: int = 232, scope: Scope | None = None, name: str = ""
) -> None:
    """Draw the figures that the chosen row reports; a click opens the reader at the figure.

    ``scope`` and ``name`` show the figures of something else than the chosen row.
    """
    scope = scope or page.row_scope
    name = name or page.row_name()
    n = cache.count_ledger(page.corpus, scope, ALL_FIGURES)
    facts = cache.facts(page.corpus, scope, SHOWN_FIGURES)
    title = (
        page.say("figures.title", name=name)
        if scope != page.scope
        else page.say("figures.title_all")
    )
    with head(title, page.say("figures.count", n=format_count(n))):
        if state.has_page("organisations") and state.page() != "organisations":
            st.button(
                page.say("figures.ledger"),
                key=f"{key}-ledger",
                type="tertiary",
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=lambda: state.jump("organisations"),
            )
    if facts.empty:
        sentences = cache.size(page.corpus, scope).sentences
        with st.container(height=height, border=True):
            said = page.say("state.S3", name=name, n=format_count(sentences))
            st.caption(plain(said))
        return
    draw(
        Panel(
            "figures",
            figure_items(facts),
            page.say("figures.label", n=format_count(n)),
            height=height,
        ),
        key=key,
        on_pick=lambda place: open_place(page, place, None),
    )
    if n > len(facts):
        st.caption(page.say("figures.first", k=len(facts), n=format_count(n)))


def open_place(page: Page, place: str, focus: Focus | None) -> None:
    """Open the reader at a place that a panel gave back, with this focus marked."""
    found = parse_place(place)
    if found is not None:
        _focus_on(page, focus)
        state.open_text(found.doc, found.start)


def search_all(page: Page, focus: Focus) -> None:
    """Go to 检索 with everything that the focus finds."""
    _focus_on(page, focus)
    state.set_page_value("q", "", of="search")
    state.set_page_value("at", "", of="search")
    state.jump("search")


def _focus_on(page: Page, focus: Focus | None) -> None:
    if focus is not None and focus != page.state.focus:
        state.choose(focus=focus)
