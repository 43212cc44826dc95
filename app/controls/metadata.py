"""改信息: what is stated of documents, corrected by hand: of one in a form, of many in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from analysis.corpus.changes import change_metadata
from analysis.ingest.dates import iso_date
from analysis.schema import Document
from app import cache, state
from app.controls.card import head
from app.controls.corpus_shelf import Shelf, change, print_of
from app.controls.page import Page
from app.wording.headings import heading
from app.wording.numbers import format_count

FIELDS = ("title", "date", "source", "author", "issuer", "number", "site")
EDITED = 500
"""Documents that the table holds at most."""
_LONGEST = 200
_WIDTHS = {"name": 140, "title": 280, "source": 110, "issuer": 150, "number": 150}
_ROUND = "documents/edited"


def metadata_form(page: Page, shelf: Shelf, document: Document) -> None:
    """Draw the fields of a document that can be corrected, behind a button."""
    with st.popover(page.say("documents.edit"), icon=":material/edit:", type="tertiary"):
        for name in FIELDS:
            st.text_input(  # ``value``: what a closed popover holds is not in the page yet
                heading("documents", name, page.lang),
                getattr(document.metadata, name) or "",
                key=_key(document, name),
                max_chars=_LONGEST,
                placeholder="2021-12-30" if name == "date" else None,
            )
        st.button(
            page.say("documents.save"),
            key="documents-save",
            on_click=lambda: change(lambda: _save(shelf.folder, document)),
        )


def metadata_table(page: Page, shelf: Shelf, *, height: int = 560) -> None:
    """Draw the documents in scope as a table whose cells are written into, and what saves it."""
    inside = np.flatnonzero(cache.documents_in_scope(page.corpus, page.scope))
    documents = [page.corpus.documents[row] for row in inside[:EDITED].tolist()]
    given = stated(documents)
    caption = page.say("documents.edit_note", n=format_count(len(documents)))
    head(page.say("documents.edit_table"), caption)
    written = st.data_editor(
        given,
        key=f"documents-editor-{print_of(given.to_csv(), state.recall(_ROUND, 0))}",
        height=height,
        hide_index=True,
        disabled=["name"],
        column_config={
            name: st.column_config.TextColumn(
                _heading(page, name),
                max_chars=_LONGEST,
                pinned=name == "name",
                width=_WIDTHS.get(name, 96),
            )
            for name in given.columns
        },
    )
    if len(inside) > EDITED:
        n = format_count(len(inside) - EDITED)
        st.caption(page.say("documents.edit_more", n=n))
    changes = rewritten(given, written)
    st.button(
        page.say("documents.save_n", n=format_count(len(changes))),
        key="documents-save-table",
        type="primary",
        disabled=not changes,
        on_click=lambda: change(lambda: _save_table(shelf.folder, documents, changes)),
    )


def stated(documents: Sequence[Document]) -> pd.DataFrame:
    """Return what is stated of documents, a row each: ``name`` and ``FIELDS``; "" is nothing."""
    columns = {name: [getattr(d.metadata, name) or "" for d in documents] for name in FIELDS}
    return pd.DataFrame({"name": [document.name for document in documents], **columns})


def rewritten(given: pd.DataFrame, written: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return the fields of each document that were written into a table, by its name."""
    rows = zip(given.to_dict("records"), written.fillna("").to_dict("records"), strict=True)
    found = {
        old["name"]: {name: new[name] for name in FIELDS if new[name] != old[name]}
        for old, new in rows
    }
    return {name: fields for name, fields in found.items() if fields}


def _save_table(
    folder: Path, documents: Sequence[Document], changes: Mapping[str, Mapping[str, str]]
) -> None:
    changed = {
        document.name: replace(document.metadata, **_values(changes[document.name]))
        for document in documents
        if document.name in changes
    }
    change_metadata(folder, changed)
    number = state.recall(_ROUND, 0)
    state.remember(_ROUND, number + 1 if isinstance(number, int) else 0)


def _save(folder: Path, document: Document) -> None:
    given = {name: str(state.widget_value(_key(document, name)) or "") for name in FIELDS}
    change_metadata(folder, {document.name: replace(document.metadata, **_values(given))})


def _values(given: Mapping[str, str]) -> dict[str, str | None]:
    """Return fields as they are kept.

    Raises
    ------
    UnknownNameError
        A date is none.
    """
    values = {name: " ".join(value.split()) or None for name, value in given.items()}
    written = values.get("date")
    return {**values, "date": iso_date(written)} if written else values


def _heading(page: Page, name: str) -> str:
    if name == "name":
        return page.say("documents.name")
    return heading("documents", name, page.lang)


def _key(document: Document, name: str) -> str:
    """Return a key that is new whenever other values are stated, so that the field shows them."""
    return f"documents-{name}-{print_of(document.name, document.metadata)}"
