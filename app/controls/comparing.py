"""清洗对照: a document before and after cleaning, by steps; removed pieces can be put back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import streamlit as st

from analysis.schema import Document
from analysis.tables.cleaning import CleaningRow
from analysis.tables.documents import summarise_removals
from app import cache, state
from app.components.cleaning import Sheet, draw, row_items
from app.controls.card import head
from app.controls.choices import choose_toggle
from app.controls.corpus_shelf import Shelf
from app.controls.listing import document_select
from app.controls.page import Page
from app.controls.putting_back import pick_piece, removed_piece, rules_off
from app.wording.cleaning import step_name
from app.wording.numbers import format_count

CHARACTERS_AT_ONCE = 60_000
"""More text than this is not put into the page at once; the rest follows on further pages."""
_BETWEEN = "."


def cleaning_view(page: Page, shelf: Shelf, *, height: int = 640) -> None:
    """Draw the chosen document with everything that was removed, struck at its place."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = document_select(page)
        only_changed = choose_toggle("changed", page.say("documents.changed_only"))
    document = page.corpus.documents[page.corpus.document_rows[name]]
    shown = step_filter(page, document)
    rules_off(page, shelf)
    chosen = removed_piece(page, shelf, document)
    head(page.say("documents.rows"), page.say("documents.rows_note"))
    rows = [
        row
        for row in cache.cleaning(page.corpus, name)
        if not only_changed or any(run.step in shown for run in row.runs)
    ]
    if not any(run.step in shown for row in rows for run in row.runs):
        st.caption(page.say("documents.rows_none"))
    if not rows:
        return
    pages = paged(rows)
    number = _page_number(len(pages))
    names = {step: step_name(step, page.lang) for step in shown}
    draw(
        Sheet(
            "rows",
            row_items(pages[number - 1], names, shown),
            page.say("documents.rows"),
            height,
            (page.say("documents.before"), page.say("documents.after")),
            page.say("documents.unfold", n="{n}"),
            chosen,
        ),
        key="documents-rows",
        on_pick=pick_piece,
    )
    st.caption(page.say("cleaning.click"))
    if len(pages) > 1:
        _page_turner(number, len(pages))


def step_filter(page: Page, document: Document) -> frozenset[str]:
    """Draw one pill a step; return the chosen steps, all when none is chosen."""
    steps = {str(step["step"]): step for step in summarise_removals(document.removals)}
    if not steps:
        return frozenset()
    places = {name: sum(r.step == name for r in document.removals) for name in steps}
    given = [step for step in state.page_value("steps").split(_BETWEEN) if step in steps]
    key = "documents-step-pills"
    state.seed(key, given)
    st.pills(
        page.say("documents.step_filter"),
        list(steps),
        selection_mode="multi",
        format_func=lambda step: page.say(
            "documents.step_option",
            name=step_name(step, page.lang),
            n=format_count(places.get(step, 0)),
        ),
        label_visibility="collapsed",
        key=key,
        on_change=lambda: _take_steps(key),
    )
    return frozenset(given or steps)


def paged(rows: Sequence[CleaningRow]) -> list[list[CleaningRow]]:
    """Return the rows in pages of about ``CHARACTERS_AT_ONCE`` characters, original and cleaned."""
    sizes = [sum(len(run.text) + len(run.removed) for run in row.runs) for row in rows]
    pages: dict[int, list[CleaningRow]] = {}
    for row, end, size in zip(rows, accumulate(sizes), sizes, strict=True):
        pages.setdefault((end - size) // CHARACTERS_AT_ONCE, []).append(row)
    return list(pages.values())


def _take_steps(key: str) -> None:
    chosen = state.widget_value(key)
    steps = chosen if isinstance(chosen, list) else []
    state.set_page_value("steps", _BETWEEN.join(map(str, steps)))
    state.set_page_value("page", "")


def _page_number(pages: int) -> int:
    return min(max(state.page_number_value("page") or 1, 1), pages)


def _page_turner(number: int, pages: int) -> None:
    key = f"documents-page-{number}"  # a page of its own keeps the default right
    st.pagination(
        pages,
        default=number,
        key=key,
        max_visible_pages=5,
        on_change=lambda: state.set_page_value("page", str(state.widget_value(key))),
    )
