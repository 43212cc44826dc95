"""改信息: what is stated of a document, corrected by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from analysis.corpus.store import change_metadata
from analysis.ingest.dates import iso_date
from analysis.schema import Document
from app import state
from app.controls.corpus_shelf import Shelf, change, print_of
from app.controls.page import Page
from app.wording.headings import heading

FIELDS = ("title", "date", "source", "author", "issuer", "number", "site")
_LONGEST = 200


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


def _save(folder: Path, document: Document) -> None:
    given = {name: str(state.widget_value(_key(document, name)) or "") for name in FIELDS}
    values = {name: " ".join(value.split()) or None for name, value in given.items()}
    written = values["date"]
    values["date"] = iso_date(written) if written else None
    change_metadata(folder, {document.name: replace(document.metadata, **values)})


def _key(document: Document, name: str) -> str:
    """Return a key that is new whenever other values are stated, so that the field shows them."""
    return f"documents-{name}-{print_of(document.name, document.metadata)}"
