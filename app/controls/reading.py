"""The reader of 检索: a text with its marks, opened at a place, and steps from hit to hit."""

from __future__ import annotations

from typing import cast

import streamlit as st

from app import cache, state
from app.components.reader import Place, Reading, reader_items, with_places
from app.components.text import Panel, draw
from app.controls.adding import addition, keep_mark
from app.controls.card import head
from app.controls.correcting import correction_note, passage_popover
from app.controls.finding import Search, first_place, here_in_lines
from app.controls.page import Page
from app.wording.numbers import format_count

MARKS = ("focus", "theme", "organisation", "figure")
SHOWN_AT_FIRST = ("focus", "organisation", "figure")


def reader_panel(page: Page, search: Search, *, height: int = 640) -> None:
    """Draw the reader: the text with its marks, opened at a place, and steps from hit to hit."""
    place = first_place(page, search)
    if place is None:
        with st.container(border=True):
            st.caption(page.say("search.reader_none"))
        return
    focus = search.query.focus
    paragraphs = cache.reader(page.corpus, place.doc, focus)
    if search.query.pattern:
        found = cache.places_in(page.corpus, place.doc, search.query)
        paragraphs = with_places(paragraphs, found)
    _reader_head(page, search, place)
    correction_note(page)
    addition(page, place)
    traditional = any(paragraph.simplified for paragraph in paragraphs)
    kinds, folded = _reader_tools(page, offer_parallel=traditional)
    reading = Reading(place.start, kinds, folded)
    draw(
        Panel(
            "reader",
            reader_items(paragraphs, page.owners, reading, page.lang),
            page.say("search.reader", title=page.title(place.doc)),
            height,
            "here",
        ),
        key="search-reader",
        on_mark=lambda marked: keep_mark(place.doc, marked),
    )
    st.caption(page.say("search.legend"))
    st.caption(page.say("correct.mark_hint"))


def _reader_head(page: Page, search: Search, place: Place) -> None:
    where = cache.place_in_text(page.corpus, place.doc, place.start)
    document = page.corpus.documents[page.corpus.document_rows[place.doc]]
    caption = " · ".join(
        (
            page.say("sentences.paragraph", n=where.paragraph + 1),
            page.owners.name_by(where.organisation, where.reason),
            page.say("unit.characters", n=format_count(where.characters)),
        )
    )
    with head(document.metadata.title or place.doc, caption):
        _step(page, "previous", search, -1)
        _step(page, "next", search, 1)
        passage_popover(page, place, where.organisation, key="search")
        st.button(
            "",
            key="search-mode",
            type="tertiary",
            icon=":material/close_fullscreen:" if search.full else ":material/open_in_full:",
            help=page.say("search.split" if search.full else "search.full"),
            on_click=lambda: state.set_page_value("mode", "" if search.full else "read"),
        )


_ICONS = {"previous": ":material/keyboard_arrow_up:", "next": ":material/keyboard_arrow_down:"}


def _step(page: Page, name: str, search: Search, step: int) -> None:
    target = _neighbour(page, search, step)
    st.button(
        "",
        key=f"search-{name}",
        type="tertiary",
        icon=_ICONS[name],
        help=page.say(f"search.{name}"),
        disabled=target is None,
        on_click=lambda: _step_to(target),
    )


def _step_to(target: Place | None) -> None:
    if target is not None:
        state.set_page_value("at", target.id)
        state.set_page_value("page", "")


def _neighbour(page: Page, search: Search, step: int) -> Place | None:
    """Return the place before or after in the order of the lines; else the first."""
    line = here_in_lines(page, search) if search.at is not None else 0
    number = 0 if line is None else line + step
    found = cache.line_at(page.corpus, page.scope, search.query, search.sort, number)
    return Place(*found) if found else None


def _reader_tools(page: Page, *, offer_parallel: bool) -> tuple[tuple[str, ...], bool]:
    """Draw which marks are shown, and the switch for the simplified line."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        state.seed("search-marks", list(cast("tuple[str, ...]", _marks())))
        st.pills(
            page.say("search.marks"),
            MARKS,
            selection_mode="multi",
            format_func=lambda mark: page.say(f"mark.{mark}"),
            label_visibility="collapsed",
            key="search-marks",
            on_change=lambda: state.remember("search/marks", state.widget_value("search-marks")),
        )
        if offer_parallel:
            state.seed("search-parallel", bool(state.recall("search/parallel")))
            st.toggle(
                page.say("search.parallel"),
                key="search-parallel",
                on_change=lambda: state.remember(
                    "search/parallel", state.widget_value("search-parallel")
                ),
            )
    return _marks(), offer_parallel and bool(state.recall("search/parallel"))


def _marks() -> tuple[str, ...]:
    kept = state.recall("search/marks", SHOWN_AT_FIRST)
    return tuple(str(mark) for mark in kept) if isinstance(kept, (list, tuple)) else SHOWN_AT_FIRST
