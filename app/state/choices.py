"""Changing what is chosen; for callbacks only."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.tables.hits import Focus
from app import subsets
from app.state.table import GROUPINGS, NO_FOCUS, entries, page, put, set_page_value
from app.wording.text import LANGS, Lang

NAMED = 20
"""Documents that the address names one by one; more are kept as a set."""
_ORIGIN = "origin"
_JUMP = "jump"
_PAGES = "pages"


class _Keep:
    """Marks an argument of ``choose`` that was not given."""


_KEEP = _Keep()


def choose(*, focus: Focus | _Keep | None = _KEEP, row: str | _Keep = _KEEP) -> None:
    """Choose focus, row or both; for callbacks of charts, tables and words.

    ``focus=None`` clears the focus, ``row=""`` shows all rows.
    """
    values = entries()
    if not isinstance(focus, _Keep):
        put(values, "focus", (NO_FOCUS if focus is None else f"{focus.kind}:{focus.value}",))
    if not isinstance(row, _Keep):
        put(values, "row", (row,) if row else ())


def choose_scope(name: str, chosen: Sequence[str]) -> None:
    """Set ``doc``, ``org`` or ``year`` (codes), an empty sequence means everything."""
    if name == "doc":
        choose_documents(chosen)
    else:
        put(entries(), name, tuple(chosen))


def choose_documents(names: Sequence[str]) -> None:
    """Set the documents; many are kept as a set, and the address holds its id."""
    many = len(names) > NAMED
    put(entries(), "doc", () if many else tuple(names))
    put(entries(), "set", (subsets.keep(names),) if many else ())


def choose_grouping(by: str) -> None:
    """Compare by organisation, document or year; the row of another grouping means nothing."""
    put(entries(), "by", () if by == GROUPINGS[0] else (by,))
    put(entries(), "row", ())


def choose_lang(chosen: Lang) -> None:
    """Set the language of the interface."""
    put(entries(), "lang", () if chosen == LANGS[0] else (chosen,))


def choose_corpus(corpus: str) -> None:
    """Open another corpus: scope, focus and row of the old one mean nothing in it."""
    clear()
    put(entries(), "corpus", (corpus,) if corpus else ())


def stay_with(corpus: str) -> None:
    """Go on with another corpus of the same documents: what is chosen stays."""
    put(entries(), "corpus", (corpus,))


def clear() -> None:
    """Forget scope, focus and row; grouping, language and corpus stay."""
    for name in ("doc", "set", "org", "year", "focus", "row"):
        put(entries(), name, ())


def clear_last_filter() -> None:
    """Forget the last of the conditions of the scope: year, else organisation, else document."""
    for name in ("year", "org", "doc", "set"):
        if name in entries():
            put(entries(), name, ())
            return


def open_text(document: str, start: int) -> None:
    """Go to 检索 with the reader at a place; the page that asked becomes the way back."""
    set_page_value("at", f"{document}:{start}", of="search")
    set_page_value("q", "", of="search")
    jump("search")


def jump(target: str) -> None:
    """Go to another page after this callback, keeping scope, focus and row."""
    st.session_state[_ORIGIN] = page()
    st.session_state[_JUMP] = target


def take_jump() -> str:
    """Return the page that a callback asked for, once; empty: none."""
    return str(st.session_state.pop(_JUMP, ""))


def origin() -> str:
    """Return the page from which a sentence brought us here; empty: came by the navigation."""
    return str(st.session_state.get(_ORIGIN, ""))


def offer_pages(names: Sequence[str]) -> None:
    """Say which pages the navigation has; links to others are not drawn."""
    st.session_state[_PAGES] = tuple(names)


def has_page(name: str) -> bool:
    """Whether the navigation has a page."""
    return name in st.session_state.get(_PAGES, ())


def forget_origin() -> None:
    """Take away the way back, after it was used."""
    st.session_state.pop(_ORIGIN, None)
