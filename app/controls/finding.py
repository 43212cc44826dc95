"""检索: the search box, the concordance and the reader with its steps from hit to hit."""

from __future__ import annotations

from typing import NamedTuple, cast

import streamlit as st

from analysis.schema import SORTS, Sort
from analysis.tables.hits import Focus
from app import cache, state
from app.cache import Query
from app.components.reader import Place, kwic_items, parse_place
from app.components.text import Panel, draw
from app.controls.card import head, plain
from app.controls.messages import scope_in_words
from app.controls.page import Page
from app.wording.numbers import format_count

AT_ONCE = cache.LINES
"""Concordance lines of a page."""


class Search(NamedTuple):
    """What is looked for, how the lines are sorted, and the place that the reader shows."""

    query: Query
    sort: Sort
    at: Place | None
    full: bool


def searched(page: Page) -> Search:
    """Return the search of this run; a pattern in the address goes before the focus."""
    pattern = state.page_value("q")
    sort = state.page_value("sort", SORTS[0])
    at = parse_place(state.page_value("at"))
    known = at is not None and at.doc in page.corpus.document_rows
    return Search(
        Query(pattern, None if pattern else page.state.focus),
        cast("Sort", sort if sort in SORTS else SORTS[0]),
        at if known else None,
        state.page_value("mode") == "read",
    )


def search_bar(page: Page, search: Search) -> None:
    """Draw the way back, the search box, the order of the lines and the options."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        if state.origin():
            _way_back(page)
        _query_box(page, search)
        _sort_box(page, search)
        with st.popover("", icon=":material/tune:", help=page.say("search.options")):
            _options(page)


def _way_back(page: Page) -> None:
    origin = state.origin()
    st.button(
        page.say(f"page.{origin}"),
        key="search-back",
        type="tertiary",
        icon=":material/arrow_back:",
        help=page.say("search.back", page=page.say(f"page.{origin}")),
        on_click=_go_back,
    )


def _go_back() -> None:
    target = state.origin()
    state.jump(target)
    state.forget_origin()


def _query_box(page: Page, search: Search) -> None:
    focus = search.query.focus
    typed = search.query.pattern or (focus.value if focus and focus.kind == "term" else "")
    state.seed("search-query", typed)
    st.text_input(
        page.say("search.query"),
        key="search-query",
        placeholder=page.focus_in_full() if focus else page.say("search.placeholder"),
        label_visibility="collapsed",
        icon=":material/search:",
        on_change=_query_changed,
    )


def _query_changed() -> None:
    typed = str(state.widget_value("search-query") or "").strip()
    state.set_page_value("at", "")
    state.set_page_value("page", "")
    if state.recall("search/regex"):
        state.set_page_value("q", typed)
        return
    state.set_page_value("q", "")
    state.choose(focus=Focus("term", typed) if typed else None)


def _sort_box(page: Page, search: Search) -> None:
    state.seed("search-sort", search.sort)
    st.selectbox(
        page.say("search.sort"),
        SORTS,
        format_func=lambda sort: page.say(f"search.sort.{sort}"),
        label_visibility="collapsed",
        key="search-sort",
        width=124,
        on_change=_sort_changed,
    )


def _sort_changed() -> None:
    chosen = str(state.widget_value("search-sort"))
    state.set_page_value("sort", "" if chosen == SORTS[0] else chosen)
    state.set_page_value("page", "")


def _options(page: Page) -> None:
    state.seed("search-regex", bool(state.recall("search/regex") or state.page_value("q")))
    st.toggle(
        page.say("search.regex"),
        key="search-regex",
        help=page.say("search.regex_help"),
        on_change=_regex_changed,
    )


def _regex_changed() -> None:
    on = bool(state.widget_value("search-regex"))
    state.remember("search/regex", on)
    if not on:
        state.set_page_value("q", "")


def found_head(page: Page, search: Search) -> None:
    """Say what was looked for and how often it was found, as a word and inside words."""
    counted = cache.query_places(page.corpus, page.scope, search.query)
    focus = search.query.focus
    name = search.query.pattern or page.focus_name()
    where = {
        "documents": format_count(counted.documents),
        "sentences": format_count(counted.sentences),
    }
    if focus is not None and focus.kind == "term":
        counts = cache.hit_counts(page.corpus, page.scope, focus.value)
        words = {"n_word": format_count(counts.n_word), "n_inside": format_count(counts.n_inside)}
        caption = page.say("search.found.term", **words, **where)
        tip = page.say("measure.counts")
    else:
        caption, tip = page.say("search.found.other", **where), ""
    head(page.say("search.found", name=name, n=format_count(counted.places)), caption, tip=tip)


def lines_panel(page: Page, search: Search, *, height: int = 452) -> None:
    """Draw the concordance, fifty lines a page; a click opens the reader at the line."""
    total = cache.query_places(page.corpus, page.scope, search.query).places
    pages = max(-(-total // AT_ONCE), 1)
    number = _line_page(page, search, pages)
    asked = (page.scope, search.query, search.sort, (number - 1) * AT_ONCE, AT_ONCE)
    table = cache.lines(page.corpus, *asked)
    reasons = cache.line_reasons(page.corpus, *asked)
    place = first_place(page, search)
    here = place.id if place else ""
    items = kwic_items(table, reasons, page.owners, page.titles, here=here, lang=page.lang)
    label = page.say("search.lines", n=format_count(total))
    draw(Panel("kwic", items, label, height, here), key="search-lines", on_pick=_open)
    first = (number - 1) * AT_ONCE + 1
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(
            page.say(
                "search.shown",
                first=format_count(first),
                last=format_count(first + len(items) - 1),
                n=format_count(total),
            ),
            width="content",
        )
        if pages > 1:
            key = f"search-page-{number}"  # a page of its own keeps the default right
            st.pagination(
                pages,
                default=number,
                key=key,
                max_visible_pages=5,
                on_change=lambda: state.set_page_value("page", str(state.widget_value(key))),
            )


def _line_page(page: Page, search: Search, pages: int) -> int:
    """Return the page of lines: the chosen one, else the one with the place that is open."""
    given = state.page_number_value("page")
    if given is not None:
        return min(max(given, 1), pages)
    line = here_in_lines(page, search)
    return 1 if line is None else line // AT_ONCE + 1


def here_in_lines(page: Page, search: Search) -> int | None:
    """Return which line the place that is open is; ``None`` where it is none of them."""
    if search.at is None:
        return None
    place = (search.at.doc, search.at.start)
    return cache.line_of(page.corpus, page.scope, search.query, search.sort, place)


def _open(place: str) -> None:
    state.set_page_value("at", place)


def first_place(page: Page, search: Search) -> Place | None:
    """Return the place that the reader shows: the one asked for, else the first one found."""
    if search.at is not None:
        return search.at
    first = cache.line_at(page.corpus, page.scope, search.query, search.sort, 0)
    return Place(*first) if first else None


def nothing_found(page: Page, search: Search) -> None:
    """Say that a query found nothing (S2), with terms that are like it."""
    if search.query.pattern or search.query.focus is None:
        st.caption(page.say("search.nothing"))
        return
    name = page.focus_name()
    said = page.say("state.S2", scope=scope_in_words(page), term=name)
    similar = cache.similar_terms(page.corpus, name)
    if similar:
        said += " " + page.say("state.S2.similar", terms="、".join(similar))
    with st.container(border=True):
        st.caption(plain(said))
