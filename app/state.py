"""What is chosen: scope, grouping, focus, row, language. The only reader of session and address.

The truth is one table of values per session. Widgets are *seeded* from it before they are drawn
and write back into it through callbacks, and the address is written from it, with codes that mean
the same in every language: ``?org=…&by=document&focus=theme:整改&lang=en``. A new session, Back
and Forward go the other way: there the address fills the table. A change makes one entry in the
browser's history, so Back undoes it.

Pages read ``current()`` and ``page_value(…)``, and change things only inside callbacks, with
``choose``, ``set_page_value`` and ``open_text``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import UNDATED, Scope
from analysis.tables.hits import Focus
from app.wording.text import LANGS, Lang

ThemeName = Literal["light", "dark"]
Grouped = Literal["organisation", "document", "year"]
GROUPINGS: tuple[Grouped, ...] = ("organisation", "document", "year")
FOCUS_KINDS = ("term", "theme", "organisation")

ANY_PAGE = ("doc", "org", "year", "by", "focus", "row", "lang", "corpus")
"""Names in the address that mean the same on every page; all others belong to one page."""
UNDATED_CODE = "none"
_ROW_NAMES = {"organisation": "org", "document": "doc", "year": "year"}
NO_FOCUS = "none"

# Of these pages only, whatever page the address names: Back can lead past them.
_OWNERS = {
    "q": ("search",),
    "mode": ("search",),
    "at": ("search", "organisations", "compare"),
}

_VALUES = "values"
_PAGE = "page"
_ORIGIN = "origin"
_JUMP = "jump"
_PAGES = "pages"
_ARRIVED = "?/"
_DEFAULT_FOCUS = "default_focus"

Values = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class State:
    """What is chosen on every page; never changed, a new run reads a new one."""

    lang: Lang
    theme: ThemeName
    scope: Scope
    by: Grouped
    focus: Focus | None
    row: str
    """Label of the group that the panels show; empty: all of the scope."""


# --------------------------------------------------------------------------- one run


def arrive() -> None:
    """Take the address into the table in a new session, and after Back or Forward.

    The first thing of a run: even the names in the navigation depend on the language.
    """
    ctx = get_script_run_ctx()
    travelled = ctx is not None and ctx.is_history_navigation
    if _VALUES not in st.session_state or travelled:
        st.session_state[_VALUES] = _read_address()


def begin(page: str) -> None:
    """Name the page that is about to run, and write the address if it says something else.

    Parameters
    ----------
    page
        As in ``views/<page>.py``.
    """
    st.session_state[_PAGE] = page
    _claim_arrived(page)
    wanted = address()
    if _given() != wanted:
        st.query_params.from_dict({name: list(values) for name, values in wanted.items()})


def check_names(corpus: Corpus) -> tuple[str, ...]:
    """Drop what this corpus does not have from the table; return the names that were dropped."""
    values = _values()
    known = {
        "doc": corpus.document_rows,
        "org": corpus.organisation_rows,
        "year": {year_code(d.metadata.year) for d in corpus.documents},
        "by": GROUPINGS,
        "lang": LANGS,
    }
    dropped: list[str] = []
    for name, names in known.items():
        given = values.get(name, ())
        kept = tuple(value for value in given if value in names)
        dropped += [value for value in given if value not in names]
        _put(values, name, kept)
    row = values.get("row", ("",))[0]
    if row and row not in known[_ROW_NAMES[current().by]]:
        dropped.append(row)
        _put(values, "row", ())
    focus = _focus_of(values.get("focus", ("",))[0])
    if focus is not None and not _has_focus(corpus, focus):
        dropped.append(focus.value)
        _put(values, "focus", ())
    return tuple(dropped)


def settle_focus(default: Focus | None) -> None:
    """Take ``default`` as the focus as long as nobody chose one or none."""
    st.session_state[_DEFAULT_FOCUS] = default


def current() -> State:
    """Return what is chosen now."""
    values = _values()
    by = values.get("by", (GROUPINGS[0],))[0]
    return State(
        lang=lang(),
        theme=theme(),
        scope=Scope(
            documents=values.get("doc", ()),
            organisations=values.get("org", ()),
            years=tuple(year_of(code) for code in values.get("year", ())),
        ),
        by=cast("Grouped", by if by in GROUPINGS else GROUPINGS[0]),
        focus=_focus(values),
        row=values.get("row", ("",))[0],
    )


def lang() -> Lang:
    """Return the language of the interface; Chinese unless chosen otherwise."""
    chosen = _values().get("lang", LANGS[:1])[0]
    return cast("Lang", chosen if chosen in LANGS else LANGS[0])


def theme() -> ThemeName:
    """Return which of the two themes the browser shows, for colours passed to charts."""
    return "dark" if st.context.theme.type == "dark" else "light"


def corpus_id() -> str:
    """Return the corpus that the address asks for; empty: the one the app was started with."""
    return _values().get("corpus", ("",))[0]


def page() -> str:
    """Return the name of the page that is running."""
    return str(st.session_state.get(_PAGE, ""))


# --------------------------------------------------------------------------- changing it


class _Keep:
    """Marks an argument of ``choose`` that was not given."""


_KEEP = _Keep()


def choose(*, focus: Focus | _Keep | None = _KEEP, row: str | _Keep = _KEEP) -> None:
    """Choose focus, row or both; for callbacks of charts, tables and words.

    ``focus=None`` clears the focus, ``row=""`` shows all rows.
    """
    values = _values()
    if not isinstance(focus, _Keep):
        _put(values, "focus", (NO_FOCUS if focus is None else f"{focus.kind}:{focus.value}",))
    if not isinstance(row, _Keep):
        _put(values, "row", (row,) if row else ())


def choose_scope(name: str, chosen: Sequence[str]) -> None:
    """Set ``doc``, ``org`` or ``year`` (codes), an empty sequence means everything."""
    _put(_values(), name, tuple(chosen))


def choose_grouping(by: str) -> None:
    """Compare by organisation, document or year; the row of another grouping means nothing."""
    _put(_values(), "by", () if by == GROUPINGS[0] else (by,))
    _put(_values(), "row", ())


def choose_lang(chosen: Lang) -> None:
    """Set the language of the interface."""
    _put(_values(), "lang", () if chosen == LANGS[0] else (chosen,))


def choose_corpus(corpus: str) -> None:
    """Open another corpus: scope, focus and row of the old one mean nothing in it."""
    clear()
    _put(_values(), "corpus", (corpus,) if corpus else ())


def clear() -> None:
    """Forget scope, focus and row; grouping, language and corpus stay."""
    for name in ("doc", "org", "year", "focus", "row"):
        _put(_values(), name, ())


def clear_last_filter() -> None:
    """Forget the last of the conditions of the scope: year, else organisation, else document."""
    for name in ("year", "org", "doc"):
        if name in _values():
            _put(_values(), name, ())
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


# --------------------------------------------------------------------------- one page's values


def page_value(name: str, default: str = "") -> str:
    """Return a value of the running page that the address holds (``view``, ``unit``, ``q`` …)."""
    return _values().get(f"{page()}/{name}", (default,))[0]


def set_page_value(name: str, value: str, *, of: str = "") -> None:
    """Set a value of the running page, or of page ``of``; an empty one leaves the address."""
    _put(_values(), f"{of or page()}/{name}", (value,) if value else ())


def recall(name: str, default: object = None) -> object:
    """Return a value that lasts as long as the session and is in no address (corrections …)."""
    return st.session_state.get(f"kept/{name}", default)


def remember(name: str, value: object) -> None:
    """Keep a value as long as the session."""
    st.session_state[f"kept/{name}"] = value


# --------------------------------------------------------------------------- widgets


def seed(key: str, value: object) -> None:
    """Give a widget its value before it is drawn; the table is right, the widget shows it."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def draft(key: str, value: object) -> None:
    """Give a widget its first value and leave what people write into it alone afterwards."""
    if key not in st.session_state:
        st.session_state[key] = value


def forget_drafts(*keys: str) -> None:
    """Give widgets their first value again at the next run."""
    for key in keys:
        st.session_state.pop(key, None)


def widget_value(key: str) -> object:
    """Return what a widget holds, for its callback."""
    return st.session_state.get(key)


def chart_event(key: str) -> Mapping[str, object]:
    """Return the selection event of a chart, for its callback."""
    event = st.session_state.get(key)
    return event if isinstance(event, Mapping) else {}


def table_rows(key: str) -> list[int]:
    """Return the rows selected in a table, as positions, for its callback."""
    selection = chart_event(key).get("selection")
    rows = selection.get("rows") if isinstance(selection, Mapping) else None
    return [int(row) for row in rows] if isinstance(rows, list) else []


def triggered(key: str, name: str) -> str:
    """Return the value that an inline component gave back in this run, for its callback."""
    return str(getattr(st.session_state.get(key), name, None) or "")


# --------------------------------------------------------------------------- address


def address(page_name: str = "") -> dict[str, tuple[str, ...]]:
    """Return the names and values of the address of a page, the running one by default."""
    prefix = f"{page_name or page()}/"
    found = {}
    for name, values in _values().items():
        if name in ANY_PAGE:
            found[name] = values
        elif name.startswith(prefix):
            found[name.removeprefix(prefix)] = values
    return found


def year_code(year: str) -> str:
    """Return a year as the address holds it; undated documents have a code of their own."""
    return UNDATED_CODE if year == UNDATED else year


def year_of(code: str) -> str:
    """Return the year that a code of the address means."""
    return UNDATED if code == UNDATED_CODE else code


def _given() -> dict[str, tuple[str, ...]]:
    return {name: tuple(st.query_params.get_all(name)) for name in st.query_params}


def _read_address() -> Values:
    """Return the table that the address describes; values of other pages stay as they are.

    Which page the address belongs to is known only later: its own values wait under ``?/``.
    """
    values = {name: v for name, v in st.session_state.get(_VALUES, {}).items() if "/" in name}
    values[_ARRIVED] = ()
    for name, given in _given().items():
        full = name if name in ANY_PAGE else f"{_ARRIVED}{name}"
        _put(values, full, tuple(value for value in given if value))
    return values


def _claim_arrived(page: str) -> None:
    """Give the values that came with the address to the page it belongs to."""
    values = _values()
    if _ARRIVED not in values:
        return
    del values[_ARRIVED]
    for name in [name for name in values if name.startswith(f"{page}/")]:
        del values[name]
    for arrived in [name for name in values if name.startswith(_ARRIVED)]:
        name, given = arrived.removeprefix(_ARRIVED), values.pop(arrived)
        if page in _OWNERS.get(name, (page,)):
            values[f"{page}/{name}"] = given


def _values() -> Values:
    if _VALUES not in st.session_state:
        st.session_state[_VALUES] = {}
    return cast("Values", st.session_state[_VALUES])


def _put(values: Values, name: str, given: tuple[str, ...]) -> None:
    if given:
        values[name] = given
    else:
        values.pop(name, None)


def _focus(values: Values) -> Focus | None:
    given = values.get("focus", ("",))[0]
    if not given:
        return cast("Focus | None", st.session_state.get(_DEFAULT_FOCUS))
    return _focus_of(given)


def _focus_of(given: str) -> Focus | None:
    kind, _, value = given.partition(":")
    if kind not in FOCUS_KINDS or not value:
        return None
    return Focus(cast("Literal['term', 'theme', 'organisation']", kind), value)


def _has_focus(corpus: Corpus, focus: Focus) -> bool:
    if focus.kind == "theme":
        return any(theme.key == focus.value for theme in corpus.themes)
    return focus.kind == "term" or focus.value in corpus.organisation_rows
