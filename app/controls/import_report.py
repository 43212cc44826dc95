"""What an import did: how many files were read, which were refused and why, file by file."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from analysis.schema import Column, TableSpec
from app import import_log, state
from app.controls.card import Card, export_menu, head, plain
from app.controls.choices import told_apart
from app.controls.corpus_shelf import Shelf
from app.controls.page import Page
from app.controls.table import Table, table
from app.import_log import Import
from app.imports import Report
from app.wording.failures import failure_sentence, warning_sentence
from app.wording.numbers import format_count

FILES = TableSpec(
    "import",
    (Column("file", "str"), Column("outcome", "str"), Column("notes", "str")),
)
"""A row for each file that an import read or refused."""
_REPORT = "documents/report"
_FEW = 5
_LOOKED_AT = 2000
"""Documents that came in of which damage is listed."""
_WIDTHS = {"file": 220, "outcome": 60, "notes": 440}


def keep_report(report: Report) -> None:
    """Show what an import did, and remember it beside the corpus."""
    state.remember(_REPORT, report)
    import_log.note(report)


def import_report(page: Page, shelf: Shelf) -> None:
    """Say what an import into the open corpus did: the last one until it is dismissed, any later.

    An import that could read nothing, and so has no corpus, is said too.
    """
    noted = import_log.noted(page.corpus.corpus_id)
    report = state.recall(_REPORT)
    if not isinstance(report, Report) or report.corpus_id not in {"", page.corpus.corpus_id}:
        if noted:
            _last(page, noted[0])
        return
    with st.container(border=True, key="documents-report"):
        with head(page.say("documents.report"), summed_up(page, report)):
            _buttons(page, report)
        if len(noted) > 1 and report.corpus_id:
            _which(page, noted, report)
        _refused(page, report, shelf)
        _files(page, report)


def summed_up(page: Page, report: Report) -> str:
    """Return how many files an import read, knew already and refused."""
    return page.say(
        "documents.report_note",
        added=format_count(len(report.added)),
        unchanged=format_count(report.unchanged),
        failed=format_count(len(report.failures)),
    )


def file_rows(page: Page, report: Report) -> pd.DataFrame:
    """Return a row for each file, columns of ``FILES``; first the refused, then those with a note.

    Notes are what is known of the documents as they lie in the corpus now.
    """
    refused = [
        (failure.name, page.say("import.refused"), failure_sentence(failure, page.lang))
        for failure in report.failures
    ]
    read = [
        (name, page.say("import.read"), _note(page, name, look=position < _LOOKED_AT))
        for position, name in enumerate(report.added)
    ]
    rows = [*refused, *sorted(read, key=lambda row: not row[2])]
    return FILES.frame(dict(zip(FILES.names, zip(*rows, strict=True), strict=True)))


def _note(page: Page, name: str, *, look: bool) -> str:
    """Return what should be known of a document: damage, if looked for, and what it repeats."""
    row = page.corpus.document_rows.get(name)
    return page.say("import.gone") if row is None else " ".join(_notes(page, row, look=look))


def _notes(page: Page, row: int, *, look: bool) -> Iterator[str]:
    corpus = page.corpus
    if look:
        for warning in corpus.documents[row].warnings:
            yield warning_sentence(warning, page.lang)
    counted = "all" if corpus.settings.count_duplicates else "once"
    related = ((f"same.{counted}", corpus.duplicate_of), ("near", corpus.near_copy_of))
    for key, rows in related:
        if rows[row] >= 0:
            yield page.say(f"import.{key}", other=corpus.document_names[rows[row]])


def _files(page: Page, report: Report) -> None:
    if not report.added and not report.failures:
        return
    rows = file_rows(page, report)
    title, caption = page.say("import.files"), page.say("import.files_note")
    with head(title, caption):
        export_menu(page, Card("documents-report-files", title, caption, rows, FILES))
    table(page, Table(rows, FILES, height=260, widths=_WIDTHS), key="documents-report-table")


def _refused(page: Page, report: Report, shelf: Shelf) -> None:
    for failure in report.failures[:_FEW]:
        st.error(plain(failure_sentence(failure, page.lang)))
    if not report.corpus_id:
        st.caption(page.say("documents.report_nothing"))
    elif report.failures and shelf.documents:
        st.caption(page.say("documents.report_others", n=format_count(shelf.documents)))


def _buttons(page: Page, report: Report) -> None:
    if report.corpus_id:
        st.button(
            page.say("documents.report_list"),
            key="documents-report-list",
            type="tertiary",
            icon=":material/list:",
            on_click=state.set_page_value,
            args=("view", ""),
        )
    st.button(
        page.say("documents.report_close"),
        key="documents-report-close",
        type="tertiary",
        on_click=lambda: state.remember(_REPORT, None),
    )


def _last(page: Page, last: Import) -> None:
    said = summed_up(page, last.report)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(page.say("import.last", when=_time(last), said=said), width="content")
        st.button(
            page.say("import.look"),
            key="documents-report-look",
            type="tertiary",
            on_click=lambda: state.remember(_REPORT, last.report),
        )


def _which(page: Page, noted: list[Import], report: Report) -> None:
    key = "documents-report-which"
    reports = [one.report for one in noted]
    state.seed(key, reports.index(report) if report in reports else 0)
    labels = told_apart(
        page.say("import.when", when=_time(one), said=summed_up(page, one.report)) for one in noted
    )
    st.selectbox(
        page.say("import.which"),
        range(len(noted)),
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        key=key,
        on_change=lambda: state.remember(_REPORT, noted[_chosen(key)].report),
    )


def _chosen(key: str) -> int:
    given = state.widget_value(key)
    return given if isinstance(given, int) else 0


def _time(one: Import) -> str:
    return one.when.replace("T", " ")[:16]
