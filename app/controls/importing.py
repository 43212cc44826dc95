"""Importing: files, a folder, paths of this machine, pasted text; progress, and what came of it."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import streamlit as st

from analysis.corpus.batch import Progress
from analysis.errors import AnalysisError
from app import corpora, imports, state
from app.controls.card import head, page_choice, plain
from app.controls.corpus_shelf import Shelf, print_of, shelves
from app.controls.messages import mistake
from app.controls.page import Page
from app.imports import Report, Target, Watch
from app.wording.documents import failure_sentence, warning_sentence
from app.wording.numbers import format_count

Work = Callable[[Watch], Report]
"""What the button starts: an import that tells how far it is."""

_REPORT = "documents/report"
_RUNNING = "documents/running"
_ROUND = "documents/round"
_NEW = "new"
_FEW = 5
_MANY = 20
_EVERY = 0.1
"""Seconds between two drawings of the progress."""


def import_form(page: Page, shelf: Shelf) -> None:
    """Draw where documents come from and where they go, and take them in."""
    sources = ("files", "folder", *(("path",) if is_local() else ()), "pasted")
    source = page_choice(page, "from", sources, prefix="documents")
    st.html(_style(page))
    draw: Mapping[str, Callable[[Page], tuple[str, Callable[[Target], Work] | None]]] = {
        "files": lambda page: _uploaded(page, several=True),
        "folder": lambda page: _uploaded(page, several="directory"),
        "path": _paths,
        "pasted": _pasted,
    }
    label, start = draw[source](page)
    target = _target(page, shelf)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        pressed = st.button(
            label, key="documents-start", type="primary", disabled=start is None, width="content"
        )
        st.caption(page.say("documents.local"), width="content")
    if pressed and start is not None:
        _run(page, shelf, start(target))
    elif state.recall(_RUNNING):
        state.remember(_RUNNING, value=False)
        st.caption(page.say("documents.stopped"))


def is_local() -> bool:
    """Whether only this machine reaches the app; else nobody may name paths of it."""
    address = str(st.get_option("server.address") or "")
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def import_report(page: Page, shelf: Shelf) -> None:
    """Say what the last import into the open corpus did, until it is dismissed."""
    report = state.recall(_REPORT)
    if not isinstance(report, Report) or report.corpus_id not in {"", page.corpus.corpus_id}:
        return
    with st.container(border=True, key="documents-report"):
        caption = page.say(
            "documents.report_note",
            added=format_count(len(report.added)),
            unchanged=format_count(report.unchanged),
            failed=format_count(len(report.failures)),
        )
        with head(page.say("documents.report"), caption):
            _report_buttons(page, report)
        _failures(page, report, shelf)
        if report.corpus_id:
            _notes(page, report)


# --------------------------------------------------------------------------- where from


def _uploaded(
    page: Page, *, several: Literal["directory"] | bool
) -> tuple[str, Callable[[Target], Work] | None]:
    kind = "folder" if several == "directory" else "files"
    files = st.file_uploader(
        page.say(f"documents.{kind}_label"),
        accept_multiple_files="directory" if several == "directory" else True,
        key=f"documents-{kind}-{state.recall(_ROUND, 0)}",
    )
    if not files:
        return page.say("documents.start"), None

    def start(target: Target) -> Work:
        given = [(file.name, file.getvalue()) for file in files]
        return lambda watch: imports.add_uploaded(target, given, watch)

    return page.say("documents.start_files", n=format_count(len(files))), start


def _paths(page: Page) -> tuple[str, Callable[[Target], Work] | None]:
    given = st.text_area(
        page.say("documents.path_label"),
        height=110,
        key=f"documents-path-{state.recall(_ROUND, 0)}",
    )
    paths = [Path(line).expanduser() for line in _lines(given)]
    if not paths:
        return page.say("documents.start"), None
    return (
        page.say("documents.start"),
        lambda target: lambda watch: imports.add_paths(target, paths, watch),
    )


def _pasted(page: Page) -> tuple[str, Callable[[Target], Work] | None]:
    number = state.recall(_ROUND, 0)
    title = st.text_input(
        page.say("documents.title_label"),
        placeholder=page.say("documents.pasted_title"),
        max_chars=120,
        key=f"documents-title-{number}",
    )
    text = st.text_area(
        page.say("documents.text_label"), height=260, key=f"documents-text-{number}"
    )
    name = title.strip() or page.say("documents.pasted_title")
    return (
        page.say("documents.start"),
        lambda target: lambda watch: imports.add_pasted(target, text, name, watch),
    )


def _lines(given: str) -> list[str]:
    stripped = (line.strip().strip("\"'“”") for line in given.splitlines())
    return [line for line in stripped if line]


# --------------------------------------------------------------------------- where to


def _target(page: Page, shelf: Shelf) -> Target:
    """Draw which corpus takes the documents: the open one if it is the user's, else a new one."""
    own = {str(one.folder): one for one in shelves(page) if one.is_own}
    options = [*own, _NEW]
    # A key of its own for each corpus that is open, so that the default is right.
    key = f"documents-into-{print_of(shelf, own)}"
    left, right = st.columns(2, gap="medium")
    chosen = left.selectbox(
        page.say("documents.into"),
        options,
        index=options.index(str(shelf.folder)) if str(shelf.folder) in own else len(own),
        format_func=lambda option: _option(page, own.get(option)),
        key=key,
    )
    if chosen != _NEW:
        return Target(own[chosen].folder)
    name = right.text_input(
        page.say("documents.new_name"),
        placeholder=page.say("documents.new_name_default"),
        max_chars=60,
        key=f"documents-new-name-{state.recall(_ROUND, 0)}",
    )
    return Target(None, name.strip() or page.say("documents.new_name_default"))


def _option(page: Page, shelf: Shelf | None) -> str:
    if shelf is None:
        return page.say("documents.into_new")
    n = format_count(shelf.documents)
    return page.say("documents.corpus_option", name=shelf.name, n=n)


# --------------------------------------------------------------------------- the work


def _run(page: Page, shelf: Shelf, work: Work) -> None:
    """Do the work under a progress bar; a click anywhere stops it, and nothing has changed."""
    state.remember(_RUNNING, value=True)
    place = st.empty()
    st.button(page.say("documents.stop"), key="documents-stop", icon=":material/stop_circle:")

    def telling(key: str) -> Progress:
        begun = drawn = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal drawn
            now = time.monotonic()
            if now - drawn < _EVERY and done not in {1, total}:
                return
            drawn = now
            said = page.say(
                key,
                n=format_count(done),
                total=format_count(total),
                seconds=format_count((now - begun) / done * (total - done)),
            )
            place.progress(done / total, text=said)

        return progress

    place.progress(0.0, text=page.say("state.L1.start"))
    try:
        report = work(Watch(telling("documents.reading"), telling("state.L1")))
    except AnalysisError as error:
        state.remember(_RUNNING, value=False)
        place.empty()
        mistake(page, error)
        return
    state.remember(_RUNNING, value=False)
    _arrive(shelf, report)


def _arrive(shelf: Shelf, report: Report) -> None:
    """Keep the report, empty the form and open the corpus that the documents are in."""
    state.remember(_REPORT, report)
    state.remember(_ROUND, _number(state.recall(_ROUND, 0)) + 1)
    if report.corpus_id and corpora.folder_of(report.corpus_id) != shelf.folder:
        state.choose_corpus(report.corpus_id)
    st.rerun()


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


# --------------------------------------------------------------------------- the report


def _report_buttons(page: Page, report: Report) -> None:
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


def _failures(page: Page, report: Report, shelf: Shelf) -> None:
    said = [plain(failure_sentence(failure, page.lang)) for failure in report.failures]
    for sentence in said[:_FEW]:
        st.error(sentence)
    if said[_FEW:]:
        with st.expander(page.say("documents.report_more", n=format_count(len(said) - _FEW))):
            st.markdown("\n".join(f"- {sentence}" for sentence in said[_FEW:]))
    if not report.corpus_id:
        st.caption(page.say("documents.report_nothing"))
    elif said and shelf.documents:
        st.caption(page.say("documents.report_others", n=format_count(shelf.documents)))


def _notes(page: Page, report: Report) -> None:
    """List what should be known of the documents that came in: damage, copies, near-copies."""
    corpus, added = page.corpus, frozenset(report.added)
    rows = [row for row, document in enumerate(corpus.documents) if document.name in added]
    warned = [
        page.say(
            "documents.report_warning",
            name=page.title(corpus.documents[row].name),
            warning=warning_sentence(warning, page.lang),
        )
        for row in rows
        for warning in corpus.documents[row].warnings
    ]
    _list(page, "documents.report_warned", warned)
    counted = "all" if corpus.settings.count_duplicates else "once"
    _list(page, f"documents.report_copies.{counted}", _pairs(page, rows, corpus.duplicate_of))
    _list(page, "documents.report_near", _pairs(page, rows, corpus.near_copy_of))


def _pairs(page: Page, rows: Iterable[int], of: Sequence[int]) -> list[str]:
    names = [document.name for document in page.corpus.documents]
    return [
        page.say("documents.report_pair", a=names[row], b=names[of[row]])
        for row in rows
        if of[row] >= 0
    ]


def _list(page: Page, key: str, sentences: Sequence[str]) -> None:
    if not sentences:
        return
    lines = [f"- {plain(sentence)}" for sentence in sentences[:_MANY]]
    st.markdown("\n".join([f"**{page.say(key)}**", "", *lines]))
    if len(sentences) > _MANY:
        more = format_count(len(sentences) - _MANY)
        st.caption(page.say("documents.report_more", n=more))


def _style(page: Page) -> str:
    """Return a style sheet that puts our words over those of the uploader, which are English."""
    zone = "[data-testid=stFileUploaderDropzone]"

    def words(key: str) -> str:
        return page.say(f"documents.{key}").replace('"', "")

    kinds = (
        f".st-key-documents-{kind}-{state.recall(_ROUND, 0)} {zone} > span button p"
        for kind in ("files", "folder")
    )
    files, folder = kinds
    return (
        f"<style>{zone} [data-testid=stFileUploaderDropzoneInstructions]{{display:none}}"
        f"{files},{folder}{{font-size:0}}"
        f'{files}::after{{content:"{words("choose_files")}";font-size:14px}}'
        f'{folder}::after{{content:"{words("choose_folder")}";font-size:14px}}'
        "</style>"
    )
