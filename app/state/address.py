"""The address and the table: read when someone arrives, written when something changes."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.corpus.corpus import Corpus
from analysis.tables.hits import Focus
from app import subsets
from app.state.table import (
    GROUPINGS,
    PAGE,
    SUBSET,
    VALUES,
    Values,
    current,
    entries,
    focus_of,
    page,
    put,
    year_code,
)
from app.wording.text import LANGS

ANY_PAGE = ("doc", "set", "org", "year", "by", "focus", "row", "lang", "corpus")
"""Names in the address that mean the same on every page; all others belong to one page."""
_ROW_NAMES = {"organisation": "org", "document": "doc", "year": "year"}

# Of these pages only, whatever page the address names: Back can lead past them.
_OWNERS = {
    "q": ("search",),
    "mode": ("search",),
    "at": ("search", "organisations", "compare"),
}

_ARRIVED = "?/"
_SETTLED = "subset/settled"
_UNKNOWN = "subset/unknown"


def arrive() -> None:
    """Take the address into the table in a new session, and after Back or Forward.

    The first thing of a run: even the names in the navigation depend on the language.
    """
    ctx = get_script_run_ctx()
    travelled = ctx is not None and ctx.is_history_navigation
    if VALUES not in st.session_state or travelled:
        st.session_state[VALUES] = _read_address()


def begin(page: str) -> None:
    """Name the page that is about to run, and write the address if it says something else.

    Parameters
    ----------
    page
        As in ``views/<page>.py``.
    """
    st.session_state[PAGE] = page
    _claim_arrived(page)
    wanted = address()
    if _given() != wanted:
        st.query_params.from_dict({name: list(values) for name, values in wanted.items()})


def check_names(corpus: Corpus) -> tuple[str, ...]:
    """Drop what this corpus does not have from the table; return the names that were dropped."""
    values = entries()
    known = {
        "doc": corpus.document_rows,
        "org": corpus.organisation_rows,
        "year": {year_code(year) for year in corpus.by_document.coded("year").values},
        "by": GROUPINGS,
        "lang": LANGS,
    }
    dropped: list[str] = []
    for name, names in known.items():
        given = values.get(name, ())
        kept = tuple(value for value in given if value in names)
        dropped += [value for value in given if value not in names]
        put(values, name, kept)
    _settle_subset(corpus, values)
    row = values.get("row", ("",))[0]
    if row and row not in known[_ROW_NAMES[current().by]]:
        dropped.append(row)
        put(values, "row", ())
    focus = focus_of(values.get("focus", ("",))[0])
    if focus is not None and not _has_focus(corpus, focus):
        dropped.append(focus.value)
        put(values, "focus", ())
    return tuple(dropped)


def unknown_subset() -> str:
    """Return the id of a set that the address named and this machine does not have, once."""
    return str(st.session_state.pop(_UNKNOWN, ""))


def _settle_subset(corpus: Corpus, values: Values) -> None:
    """Look up the documents of the set that is chosen; one that is not here is dropped."""
    wanted = values.get("set", ("",))[0]
    if not wanted or values.get("doc"):
        put(values, "set", ())
        return
    opened = (wanted, corpus.corpus_id, corpus.layout.n_documents)
    if st.session_state.get(_SETTLED) == opened:
        return
    names = tuple(name for name in subsets.names_in(wanted) if name in corpus.document_rows)
    if not names:
        put(values, "set", ())
        st.session_state[_UNKNOWN] = wanted
        return
    st.session_state[SUBSET], st.session_state[_SETTLED] = (wanted, names), opened


def address(page_name: str = "") -> dict[str, tuple[str, ...]]:
    """Return the names and values of the address of a page, the running one by default."""
    prefix = f"{page_name or page()}/"
    found = {}
    for name, values in entries().items():
        if name in ANY_PAGE:
            found[name] = values
        elif name.startswith(prefix):
            found[name.removeprefix(prefix)] = values
    return found


def link() -> str:
    """Return the whole address of the running page, to be sent to someone; empty in no browser."""
    base = (st.context.url or "").partition("?")[0]
    query = urlencode(address(), doseq=True)
    return f"{base}?{query}" if base and query else base


def _given() -> dict[str, tuple[str, ...]]:
    return {name: tuple(st.query_params.get_all(name)) for name in st.query_params}


def _read_address() -> Values:
    """Return the table that the address describes; values of other pages stay as they are.

    Which page the address belongs to is known only later: its own values wait under ``?/``.
    """
    values = {name: v for name, v in st.session_state.get(VALUES, {}).items() if "/" in name}
    values[_ARRIVED] = ()
    for name, given in _given().items():
        full = name if name in ANY_PAGE else f"{_ARRIVED}{name}"
        put(values, full, tuple(value for value in given if value))
    return values


def _claim_arrived(page: str) -> None:
    """Give the values that came with the address to the page it belongs to."""
    values = entries()
    if _ARRIVED not in values:
        return
    del values[_ARRIVED]
    for name in [name for name in values if name.startswith(f"{page}/")]:
        del values[name]
    for arrived in [name for name in values if name.startswith(_ARRIVED)]:
        name, given = arrived.removeprefix(_ARRIVED), values.pop(arrived)
        if page in _OWNERS.get(name, (page,)):
            values[f"{page}/{name}"] = given


def _has_focus(corpus: Corpus, focus: Focus) -> bool:
    if focus.kind == "theme":
        return any(theme.key == focus.value for theme in corpus.themes)
    return focus.kind == "term" or focus.value in corpus.organisation_rows
