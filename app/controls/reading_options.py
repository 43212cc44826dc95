"""How files are read that are to be imported: encoding, text column; what tables hold."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.ingest.containers.opening import Columns
from app import state
from app.controls.corpus_shelf import print_of
from app.controls.page import Page
from app.wording.numbers import format_count

ROUND = "documents/round"
"""How many imports the session has seen: a new number empties the form."""
OFFERED = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "hz", "cp1252")
"""Encodings that can be chosen: those that Chinese texts come in, and that of mistaken ones."""


def reading_options(page: Page, tables: Sequence[Columns]) -> dict[str, str]:
    """Draw what can be said about the reading of the files; return it as fields of a target."""
    with st.expander(page.say("import.how")):
        left, right = st.columns(2, gap="medium")
        encoding = left.selectbox(
            page.say("import.encoding"),
            ("", *OFFERED),
            format_func=lambda name: name or page.say("import.found"),
            help=page.say("import.encoding_help"),
            key=_encoding_key(),
        )
        with right:
            column = _column(page, tables)
    return {"encoding": encoding, "text_column": column}


def chosen_encoding() -> str:
    """Return the encoding that is chosen for the files, before its control is drawn; or empty."""
    return str(st.session_state.get(_encoding_key(), ""))


def _encoding_key() -> str:
    return f"documents-encoding-{state.recall(ROUND, 0)}"


def _column(page: Page, tables: Sequence[Columns]) -> str:
    """Draw the column that holds the text: one of those that are there, or any name."""
    number = state.recall(ROUND, 0)
    names = list(dict.fromkeys(name for columns in tables for name in columns.names if name))
    if names:
        return st.selectbox(
            page.say("import.column"),
            ("", *names),
            format_func=lambda name: name or page.say("import.found"),
            help=page.say("import.column_help"),
            key=f"documents-columns-{number}-{print_of(names)}",
        )
    return st.text_input(
        page.say("import.column"),
        placeholder=page.say("import.found"),
        help=page.say("import.column_help"),
        max_chars=80,
        key=f"documents-column-{number}",
    ).strip()


def described(page: Page, name: str, columns: Columns) -> str:
    """Return what a table holds, and which of its columns is taken for the text."""
    where = f"{name} {columns.sheet}".strip()
    others = "、".join(other for other in columns.names if other and other != columns.text)
    values = {"table": where, "n": format_count(columns.n_rows), "others": others or "—"}
    if not columns.text:
        return page.say("import.table_without", **values)
    return page.say("import.table", text=columns.text, **values)
