"""The documents as a table, and one of them with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from analysis.corpus.changes import remove_documents
from analysis.corpus.select import Scope
from analysis.schema import DOCUMENTS, Column, Document, TableSpec
from app import cache, imports, state
from app.components.cleaning import Sheet, draw, field_items, step_items
from app.controls.card import Card, export_menu, head, plain
from app.controls.choices import choose_one
from app.controls.corpus_shelf import Shelf, change, count_all
from app.controls.metadata import metadata_form
from app.controls.page import Page
from app.controls.table import AT_ONCE, Paged, Row, Table, table
from app.wording.cleaning import step_name
from app.wording.failures import warning_sentence
from app.wording.headings import heading
from app.wording.numbers import format_count
from app.wording.values import value_name

MARK = "●"
OFFERED = 200
"""Documents that a select offers at most."""
_TEXTS = ("doc", "title", "date", "source", "author", "organisations", "encoding", "script")
_COUNTS = ("characters", "paragraphs", "sentences", "removed")
LISTED = TableSpec(
    "documents",
    (
        Column("in_scope", "str"),
        *(Column(name, "str") for name in _TEXTS),
        *(Column(name, "int64") for name in _COUNTS),
        Column("warnings", "str"),
        Column("duplicate_of", "str"),
    ),
)
"""What the list shows of ``schema.DOCUMENTS``: lists in words, removed characters as a number."""
_COLUMNS = (
    *("in_scope", "title", "date", "source", "author", "organisations", "characters", "paragraphs"),
    *("sentences", "encoding", "script", "removed", "warnings", "duplicate_of"),
)
_WIDTHS = {
    **dict.fromkeys(("in_scope", "paragraphs", "sentences", "script"), 52),
    **dict.fromkeys(("characters", "removed", "encoding"), 62),
    "title": 220,
    "date": 88,
    "source": 76,
    "author": 76,
    "organisations": 140,
    "warnings": 200,
    "duplicate_of": 140,
}
_UNDO = "documents/undo"
_FIELDS = (
    *("subtitle", "date", "time", "source", "site", "channel", "author", "author_role", "editor"),
    *("issuer", "number"),
)


def chosen_document(page: Page) -> str:
    """Return the document that the page shows beside the list: the clicked one, else the first."""
    given = state.page_value("of")
    if given in page.corpus.document_rows:
        return given
    inside = cache.documents_in_scope(page.corpus, page.scope)
    first = int(inside.argmax())  # 0 where none is inside
    return str(page.corpus.document_names[first])


def document_select(page: Page) -> str:
    """Draw the documents as a select; return the chosen one.

    Of many documents it offers those whose title or name has what is written beside it.
    """
    corpus, chosen = page.corpus, chosen_document(page)
    names = corpus.document_names
    if len(names) > OFFERED:
        found = np.flatnonzero(cache.titled(corpus, _written_title(page)))[:OFFERED]
        names = [chosen, *(name for name in names[found].tolist() if name != chosen)]
    options = {name: page.title(name) for name in names}
    return choose_one(page, "of", options, prefix="documents", default=chosen)


def _written_title(page: Page) -> str:
    return st.text_input(
        page.say("documents.find"),
        key="documents-find",
        placeholder=page.say("documents.find"),
        label_visibility="collapsed",
        icon=":material/search:",
        width=200,
    )


def document_list(page: Page, *, height: int = 560) -> None:
    """Draw the table of all documents; a click on a row shows it beside the list."""
    corpus, inside = page.corpus, cache.documents_in_scope(page.corpus, page.scope)
    n = corpus.layout.n_documents
    only = page.scope if n > AT_ONCE and page.scope != Scope() else None
    caption = page.say(
        "documents.table_note",
        n=format_count(n),
        characters=format_count(cache.all_characters(corpus)),
        k=format_count(inside.sum()),
    )
    shown = Paged(
        n if only is None else int(inside.sum()),
        lambda offset, limit: cache.documents(corpus, offset, limit, only),
    )
    with head(page.say("documents.table"), caption):
        title = page.say("documents.table")
        export_menu(page, Card("documents-list", title, caption, shown, DOCUMENTS))
    rows = Paged(shown.n, lambda offset, limit: listed(page, shown.rows(offset, limit), page.scope))
    table(
        page,
        Table(rows, LISTED, _COLUMNS, height, _WIDTHS),
        key="documents-table",
        on_row=_pick,
    )
    if only is not None:
        st.caption(page.say("documents.only_scope"))


def listed(page: Page, data: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Return the list as it is shown, columns of ``LISTED``; marked is what is in a scope."""
    inside, rows = cache.documents_in_scope(page.corpus, scope), page.corpus.document_rows
    titles = data["title"].where(data["title"].notna(), data["doc"])
    shown = {name: data[name].fillna("") for name in LISTED.names if name in data}
    shown |= {
        "in_scope": data["doc"].map(lambda name: MARK if inside[rows[name]] else ""),
        "title": titles,
        "organisations": data["organisations"].map(
            lambda names: "、".join(page.organisation_name(name) for name in names)
        ),
        "removed": data["removed"].map(_characters),
        "warnings": data["warnings"].map(
            lambda said: " ".join(warning_sentence(one, page.lang) for one in said)
        ),
    }
    return LISTED.frame(shown)


def duplicates_note(page: Page, shelf: Shelf) -> None:
    """Say how many documents repeat others, with the switch that counts them all."""
    copies, near = cache.n_copies(page.corpus)
    if not copies + near:
        return
    counted = page.corpus.settings.count_duplicates
    how = page.say(f"documents.duplicates.{'all' if counted else 'once'}")
    said = [page.say("documents.duplicates.copies", n=copies, how=how)] if copies else []
    said += [page.say("documents.duplicates.near", n=near)] if near else []
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.caption(" ".join(said), width="content")
        if copies and shelf.is_own:
            state.seed("documents-count-all", counted)
            st.toggle(
                page.say("documents.count_all"),
                key="documents-count-all",
                help=page.say("documents.count_all_help"),
                on_change=lambda: count_all(
                    page, shelf, on=bool(state.widget_value("documents-count-all"))
                ),
            )


def document_panel(page: Page, shelf: Shelf, name: str) -> None:
    """Draw one document: what is known of it, what was removed, and what can be done."""
    row = page.corpus.document_rows[name]
    facts = cache.document(page.corpus, name)
    document = page.corpus.documents[row]
    st.markdown(f"**{plain(document.metadata.title or name)}**")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _actions(page, shelf, document)
    draw(
        Sheet("fields", field_items(_fields(page, facts, row)), _label(page, name)),
        key="documents-fields",
    )
    for warning in document.warnings:
        st.caption(plain(warning_sentence(warning, page.lang)))
    steps_panel(page, document, facts["removed"])


def steps_panel(page: Page, document: Document, removed: list[Mapping[str, Any]]) -> None:
    """Draw what each cleaning step took away; a click opens it in place."""
    caption = page.say(
        "documents.steps_note",
        n=format_count(len(document.removals)),
        characters=format_count(_characters(removed)),
    )
    with head(page.say("documents.steps"), caption):
        if removed:
            st.button(
                page.say("documents.compare"),
                key="documents-compare",
                type="tertiary",
                icon=":material/compare:",
                on_click=_compare,
                args=(document.name,),
            )
    if not removed:
        st.caption(page.say("documents.steps_none"))
        return
    steps = [
        (
            step["step"],
            step_name(step["step"], page.lang),
            page.say("unit.characters", n=format_count(step["characters"])),
            step["sample"],
        )
        for step in removed
    ]
    label = page.say("documents.steps")
    draw(
        Sheet("steps", step_items(steps), label),
        key="documents-steps",
        on_pick=lambda step: _compare(document.name, step),
    )


def removed_note(page: Page) -> None:
    """Say that a document was taken out, with the way back."""
    kept = state.recall(_UNDO)
    if not isinstance(kept, tuple) or kept[0] != state.corpus_id():
        return
    document = kept[2]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        title = document.metadata.title or document.name
        st.caption(plain(page.say("documents.removed", title=title)), width="content")
        st.button(
            page.say("documents.undo"),
            key="documents-undo",
            type="tertiary",
            icon=":material/undo:",
            on_click=lambda: change(_put_back),
        )


def _actions(page: Page, shelf: Shelf, document: Document) -> None:
    alone = page.scope.documents == (document.name,)
    st.button(
        page.say("documents.only_off" if alone else "documents.only"),
        key="documents-only",
        icon=":material/filter_alt_off:" if alone else ":material/filter_alt:",
        on_click=state.choose_scope,
        args=("doc", () if alone else (document.name,)),
    )
    st.button(
        page.say("documents.read"),
        key="documents-read",
        icon=":material/menu_book:",
        on_click=state.open_text,
        args=(document.name, 0),
    )
    if shelf.is_own:
        metadata_form(page, shelf, document)
    if shelf.is_own and page.corpus.layout.n_documents > 1:
        st.button(
            page.say("documents.remove"),
            key="documents-remove",
            type="tertiary",
            icon=":material/remove_circle_outline:",
            on_click=lambda: change(lambda: _take_out(shelf, document)),
        )


def _fields(page: Page, facts: Mapping[str, Any], row: int) -> list[tuple[str, str]]:
    """Return what is stated of a document, named and written for people."""
    lang = page.lang
    written = [(heading("documents", name, lang), facts[name]) for name in _FIELDS]
    document = page.corpus.documents[row]
    near = page.corpus.near_copy_of[row]
    joined = "、".join(page.organisation_name(name) for name in facts["organisations"])
    counts = ("characters", "paragraphs", "sentences", "tokens")
    size = page.say("documents.size_value", **{k: format_count(facts[k]) for k in counts})
    script = value_name("script", document.script, lang)
    coding = " · ".join(filter(None, (document.encoding, script)))
    written += [
        *document.metadata.extra.items(),
        (heading("documents", "organisations", lang), joined),
        (page.say("documents.size"), size),
        (heading("documents", "encoding", lang), coding),
        (page.say("documents.name"), document.name),
        (heading("documents", "path", lang), document.path),
        (heading("documents", "duplicate_of", lang), facts["duplicate_of"]),
        (page.say("documents.near_copy_of"), page.corpus.document_names[near] if near >= 0 else ""),
    ]
    return [(name, value) for name, value in written if isinstance(value, str) and value]


def _label(page: Page, name: str) -> str:
    return page.say("documents.details", name=page.title(name))


def _characters(removed: Iterable[Mapping[str, Any]]) -> int:
    return sum(int(step["characters"]) for step in removed)


def _pick(row: Row) -> None:
    state.set_page_value("of", str(row["doc"]))


def _compare(name: str, step: str = "") -> None:
    state.set_page_value("of", name)
    state.set_page_value("steps", step)
    state.set_page_value("page", "")
    state.set_page_value("view", "cleaning")


def _take_out(shelf: Shelf, document: Document) -> None:
    remove_documents(shelf.folder, (document.name,))
    state.remember(_UNDO, (state.corpus_id(), shelf.folder, document))
    state.set_page_value("of", "")


def _put_back() -> None:
    kept = state.recall(_UNDO)
    if isinstance(kept, tuple):
        _, folder, document = kept
        imports.put_back(folder, document)
        state.remember(_UNDO, None)
        state.set_page_value("of", document.name)
