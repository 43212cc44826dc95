"""The table of what is chosen, one a session, and what pages read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import streamlit as st

from analysis.corpus.select import UNDATED, Scope
from analysis.tables.hits import Focus
from app.wording.text import LANGS, Lang

ThemeName = Literal["light", "dark"]
Grouped = Literal["organisation", "document", "year"]
GROUPINGS: tuple[Grouped, ...] = ("organisation", "document", "year")
FOCUS_KINDS = ("term", "theme", "organisation")
UNDATED_CODE = "none"
NO_FOCUS = "none"

VALUES = "values"
PAGE = "page"
SUBSET = "subset"
"""Under this name: the id of the chosen set, and those of its documents that the corpus has."""
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


def current() -> State:
    """Return what is chosen now."""
    values = entries()
    by = values.get("by", (GROUPINGS[0],))[0]
    return State(
        lang=lang(),
        theme=theme(),
        scope=Scope(
            documents=_documents(values),
            organisations=values.get("org", ()),
            years=tuple(year_of(code) for code in values.get("year", ())),
        ),
        by=cast("Grouped", by if by in GROUPINGS else GROUPINGS[0]),
        focus=_focus(values),
        row=values.get("row", ("",))[0],
    )


def lang() -> Lang:
    """Return the language of the interface; Chinese unless chosen otherwise."""
    chosen = entries().get("lang", LANGS[:1])[0]
    return cast("Lang", chosen if chosen in LANGS else LANGS[0])


def theme() -> ThemeName:
    """Return which of the two themes the browser shows, for colours passed to charts."""
    return "dark" if st.context.theme.type == "dark" else "light"


def corpus_id() -> str:
    """Return the corpus that the address asks for; empty: the one the app was started with."""
    return entries().get("corpus", ("",))[0]


def page() -> str:
    """Return the name of the page that is running."""
    return str(st.session_state.get(PAGE, ""))


def page_value(name: str, default: str = "") -> str:
    """Return a value of the running page that the address holds (``view``, ``unit``, ``q`` …)."""
    return entries().get(f"{page()}/{name}", (default,))[0]


def page_number_value(name: str) -> int | None:
    """Return a number from 0 that the address holds for the page; None for anything else."""
    given = page_value(name)
    return int(given) if given.isdecimal() and len(given) <= _DIGITS else None


_DIGITS = 9
"""Of the largest number that an address may hold."""


def set_page_value(name: str, value: str, *, of: str = "") -> None:
    """Set a value of the running page, or of page ``of``; an empty one leaves the address."""
    put(entries(), f"{of or page()}/{name}", (value,) if value else ())


def recall(name: str, default: object = None) -> object:
    """Return a value that lasts as long as the session and is in no address (corrections …)."""
    return st.session_state.get(f"kept/{name}", default)


def remember(name: str, value: object) -> None:
    """Keep a value as long as the session."""
    st.session_state[f"kept/{name}"] = value


def settle_focus(default: Focus | None) -> None:
    """Take ``default`` as the focus as long as nobody chose one or none."""
    st.session_state[_DEFAULT_FOCUS] = default


def year_code(year: str) -> str:
    """Return a year as the address holds it; undated documents have a code of their own."""
    return UNDATED_CODE if year == UNDATED else year


def year_of(code: str) -> str:
    """Return the year that a code of the address means."""
    return UNDATED if code == UNDATED_CODE else code


def entries() -> Values:
    """Return the table: values by name, ``page/name`` for those of one page."""
    if VALUES not in st.session_state:
        st.session_state[VALUES] = {}
    return cast("Values", st.session_state[VALUES])


def put(values: Values, name: str, given: tuple[str, ...]) -> None:
    """Set a name of the table; nothing given takes it out."""
    if given:
        values[name] = given
    else:
        values.pop(name, None)


def _documents(values: Values) -> tuple[str, ...]:
    """Return the chosen documents: named in the address, or those of the set that it names."""
    given = values.get("doc", ())
    wanted, names = st.session_state.get(SUBSET, ("", ()))
    return names if not given and values.get("set", ("",))[0] == wanted else given


def _focus(values: Values) -> Focus | None:
    given = values.get("focus", ("",))[0]
    if not given:
        return cast("Focus | None", st.session_state.get(_DEFAULT_FOCUS))
    return focus_of(given)


def focus_of(given: str) -> Focus | None:
    """Return the focus that the address writes as ``kind:value``; ``None`` if it writes none."""
    kind, _, value = given.partition(":")
    if kind not in FOCUS_KINDS or not value:
        return None
    return Focus(cast("Literal['term', 'theme', 'organisation']", kind), value)
