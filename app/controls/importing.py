"""Importing: files, a folder, paths of this machine, pasted text; progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import streamlit as st

from analysis.ingest.containers.opening import Columns
from app import cache, corpora, imports, state
from app.building import Building, Work
from app.controls.card import page_choice, plain
from app.controls.corpus_shelf import Shelf, is_local, print_of, shelf_labels, shelves
from app.controls.import_report import keep_report
from app.controls.messages import failure, mistake
from app.controls.page import Page
from app.controls.reading_options import ROUND, chosen_encoding, described, reading_options
from app.controls.uploading import uploader_words
from app.imports import Report, Target
from app.wording.numbers import format_count

_RUNNING = "documents/running"
_NEW = "new"
_TABLES = 5
"""Files that are looked at for tables before they are imported."""
_EVERY = 0.5
"""Seconds between two drawings of the progress."""
_AT_ONCE = 0.3
"""Seconds that are waited for a small import, which then needs no progress."""


class Source(NamedTuple):
    """Where documents come from: what the button says, what it starts, the tables among them."""

    label: str
    start: Callable[[Target], Work] | None = None
    tables: Sequence[Columns] = ()


def import_form(page: Page, shelf: Shelf) -> None:
    """Draw where documents come from and where they go, and take them in."""
    running = state.recall(_RUNNING)
    if isinstance(running, Building):
        _watch(page, shelf, running)
    if isinstance(state.recall(_RUNNING), Building):
        return
    sources = ("files", "folder", *(("path",) if is_local() else ()), "pasted")
    source = page_choice(page, "from", sources, prefix="documents")
    uploader_words(
        {
            f"documents-{kind}-{state.recall(ROUND, 0)}": page.say(f"documents.choose_{kind}")
            for kind in ("files", "folder")
        }
    )
    draw: Mapping[str, Callable[[Page], Source]] = {
        "files": lambda page: _uploaded(page, several=True),
        "folder": lambda page: _uploaded(page, several="directory"),
        "path": _paths,
        "pasted": _pasted,
    }
    label, start, tables = draw[source](page)
    how = reading_options(page, tables) if source != "pasted" else {}
    target = _target(page, shelf)._replace(**how)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        pressed = st.button(
            label, key="documents-start", type="primary", disabled=start is None, width="content"
        )
        st.caption(page.say("documents.local"), width="content")
    if pressed and start is not None:
        state.remember(_RUNNING, Building(start(target)))
        st.rerun()


# --------------------------------------------------------------------------- where from


def _uploaded(page: Page, *, several: Literal["directory"] | bool) -> Source:
    kind = "folder" if several == "directory" else "files"
    files = st.file_uploader(
        page.say(f"documents.{kind}_label"),
        accept_multiple_files="directory" if several == "directory" else True,
        key=f"documents-{kind}-{state.recall(ROUND, 0)}",
    )
    if not files:
        return Source(page.say("documents.start"))

    def start(target: Target) -> Work:
        given = [(file.name, file.getvalue()) for file in files]
        return lambda progress: imports.add_uploaded(target, given, progress)

    tables = [
        (file.name, columns)
        for file in files[:_TABLES]
        for columns in cache.columns_of(file.name, file.getvalue(), chosen_encoding())
    ]
    for name, columns in tables:
        st.caption(plain(described(page, name, columns)))
    label = page.say("documents.start_files", n=format_count(len(files)))
    return Source(label, start, tuple(columns for _, columns in tables))


def _paths(page: Page) -> Source:
    given = st.text_area(
        page.say("documents.path_label"),
        height=110,
        key=f"documents-path-{state.recall(ROUND, 0)}",
    )
    paths = [Path(line).expanduser() for line in _lines(given)]
    if not paths:
        return Source(page.say("documents.start"))
    return Source(
        page.say("documents.start"),
        lambda target: lambda progress: imports.add_paths(target, paths, progress),
    )


def _pasted(page: Page) -> Source:
    number = state.recall(ROUND, 0)
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
    return Source(
        page.say("documents.start"),
        lambda target: lambda progress: imports.add_pasted(target, text, name, progress),
    )


def _lines(given: str) -> list[str]:
    stripped = (line.strip().strip("\"'“”") for line in given.splitlines())
    return [line for line in stripped if line]


# --------------------------------------------------------------------------- where to


def _target(page: Page, shelf: Shelf) -> Target:
    """Draw which corpus takes the documents: the open one if it is the user's, else a new one."""
    found = shelves(page)
    own = {str(one.folder): one for one in found if one.is_own}
    labels = dict(zip((str(one.folder) for one in found), shelf_labels(page, found), strict=True))
    options = [*own, _NEW]
    # A key of its own for each corpus that is open, so that the default is right.
    key = f"documents-into-{print_of(shelf, own)}"
    left, right = st.columns(2, gap="medium")
    chosen = left.selectbox(
        page.say("documents.into"),
        options,
        index=options.index(str(shelf.folder)) if str(shelf.folder) in own else len(own),
        format_func=lambda option: labels.get(option, page.say("documents.into_new")),
        key=key,
    )
    if chosen != _NEW:
        return Target(own[chosen].folder)
    name = right.text_input(
        page.say("documents.new_name"),
        placeholder=page.say("documents.new_name_default"),
        max_chars=60,
        key=f"documents-new-name-{state.recall(ROUND, 0)}",
    )
    return Target(None, name.strip() or page.say("documents.new_name_default"))


# --------------------------------------------------------------------------- the work


def _watch(page: Page, shelf: Shelf, building: Building) -> None:
    """Draw how far an import is, with the button that stops it; when it is over, say what it did.

    The page asks again by itself; other pages can be looked at meanwhile.
    """
    building.wait(_AT_ONCE)
    if building.is_over:
        state.remember(_RUNNING, None)
        _end(page, shelf, building)
    else:
        st.fragment(lambda: _advance(page, building), run_every=_EVERY)()


def _advance(page: Page, building: Building) -> None:
    if building.is_over:
        st.rerun()
    now = building.advance
    values = {"n": format_count(now.done), "total": format_count(now.total)}
    if not now.total:
        said = page.say("documents.gathering", **values)
    elif not now.rate:
        said = page.say("documents.reading", **values)
    else:
        left = {"rate": format_count(max(now.rate, 1)), "seconds": format_count(now.seconds_left)}
        said = page.say("documents.advance", **values, **left)
    st.progress(min(now.done / now.total, 1.0) if now.total else 0.0, text=said)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.button(
            page.say("documents.stop"),
            key="documents-stop",
            icon=":material/stop_circle:",
            on_click=building.stop,
        )
        st.caption(page.say("documents.stop_note"), width="content")


def _end(page: Page, shelf: Shelf, building: Building) -> None:
    if building.report is not None:
        _arrive(shelf, building.report)
    if building.error is not None:
        mistake(page, building.error)
    elif building.failure is not None:
        st.error(page.say("state.E5", id=failure(building.failure)))
    else:
        st.caption(page.say("documents.stopped"))


def _arrive(shelf: Shelf, report: Report) -> None:
    """Keep the report, empty the form and open the corpus that the documents are in."""
    keep_report(report)
    state.remember(ROUND, _number(state.recall(ROUND, 0)) + 1)
    if report.corpus_id and corpora.folder_of(report.corpus_id) != shelf.folder:
        state.choose_corpus(report.corpus_id)
    st.rerun()


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
