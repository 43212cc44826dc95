"""The corpora on this machine: which one is open, and opening, naming and deleting them."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import streamlit as st

from analysis.errors import AnalysisError
from app import cache, corpora, state
from app.controls.card import head, plain
from app.controls.choices import told_apart
from app.controls.messages import mistake
from app.controls.page import Page
from app.wording.numbers import format_count

_ERROR = "documents/error"
_ROUND = "documents/folder_round"


class Shelf(NamedTuple):
    """A corpus as it is listed; ``corpus_id`` is empty for the one that the app started with."""

    corpus_id: str
    name: str
    documents: int
    folder: Path

    @property
    def is_own(self) -> bool:
        """Whether it may be added to, renamed and changed."""
        return corpora.is_own(self.folder)

    @property
    def is_linked(self) -> bool:
        """Whether it lies elsewhere and was opened by its folder."""
        return any(linked.folder == self.folder for linked in corpora.linked_corpora())

    @property
    def can_go(self) -> bool:
        """Whether it may be deleted: one that the app starts with would come back."""
        return self.is_own and bool(self.corpus_id)


def shelves(page: Page) -> list[Shelf]:
    """Return the corpora on this machine: that of the start, the samples, those of the user."""
    found = []
    start = _start()
    if start is not None:
        found.append(Shelf("", _start_name(page, start), start.documents, start.folder))
    if corpora.started_with():
        samples = corpora.stored(corpora.samples())
        name = page.say("documents.samples")
        found.append(Shelf(corpora.SAMPLES, name, samples.documents, samples.folder))
    found += [
        Shelf(own.corpus_id, _name(page, own), own.documents, own.folder)
        for own in (*corpora.own_corpora(), *corpora.linked_corpora())
        if start is None or own.folder != start.folder
    ]
    return found


def opened_shelf(among: list[Shelf]) -> Shelf:
    """Return the corpus that the page shows."""
    wanted = state.corpus_id()
    return next((shelf for shelf in among if shelf.corpus_id == wanted), among[0])


def shelf_labels(page: Page, listed: Sequence[Shelf]) -> list[str]:
    """Return what selects write of each corpus, no two alike: their own names may be."""
    return told_apart(
        page.say("documents.corpus_option", name=one.name, n=format_count(one.documents))
        for one in listed
    )


def corpus_select(page: Page) -> Shelf:
    """Draw the corpora as a select that opens the chosen one; return the one that is open."""
    found = shelves(page)
    now = opened_shelf(found)
    labels = shelf_labels(page, found)
    names = {shelf.corpus_id: label for shelf, label in zip(found, labels, strict=True)}
    # Another key for each corpus that is open: an import opens one while this run is drawn, and
    # the browser's answer from a select that still names the old one would go back to it.
    key = f"documents-corpus-{print_of(names, now.corpus_id)}"
    state.seed(key, now.corpus_id)
    st.selectbox(
        page.say("documents.corpus"),
        list(names),
        format_func=lambda corpus_id: names.get(corpus_id, corpus_id),
        label_visibility="collapsed",
        icon=":material/folder_open:",
        key=key,
        width=300,
        on_change=lambda: open_shelf(str(state.widget_value(key) or "")),
    )
    return now


def is_local() -> bool:
    """Whether only this machine reaches the app; else nobody may name paths of it."""
    address = str(st.get_option("server.address") or "")
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def open_shelf(corpus_id: str) -> None:
    """Open a corpus, in a callback."""
    if corpus_id != state.corpus_id():
        state.choose_corpus(corpus_id)
        state.set_page_value("of", "", of="documents")


def corpus_shelves(page: Page) -> None:
    """List the corpora with what can be done to each, and say where they lie."""
    found = shelves(page)
    now = opened_shelf(found)
    head(
        page.say("documents.corpora"),
        page.say("documents.corpora_note", n=format_count(len(found))),
    )
    for row, shelf in enumerate(found):
        _shelf(page, shelf, row, is_open=shelf == now)
    if not any(shelf.is_own for shelf in found):
        st.caption(page.say("documents.corpora_none"))
    if is_local():
        folder_form(page)
    where = str(corpora.data_folder())
    st.caption(plain(page.say("documents.corpora_where", folder=where)))


def print_of(*shown: object) -> str:
    """Return a short print of what a widget shows; a key with it is new when that is new.

    A widget that is on the page keeps its old labels and first value otherwise.
    """
    return f"{crc32(repr(shown).encode()):08x}"


def change(do: Callable[[], object]) -> None:
    """Do something to a corpus in a callback; what goes wrong is said by ``say_mistake``."""
    try:
        do()
    except AnalysisError as error:
        state.remember(_ERROR, error)


def say_mistake(page: Page) -> None:
    """Say once why the last change of a corpus was not made."""
    error = state.recall(_ERROR)
    if isinstance(error, AnalysisError):
        mistake(page, error)
        state.remember(_ERROR, None)


def count_all(page: Page, shelf: Shelf, *, on: bool) -> None:
    """Count documents that repeat another one, or not; in a callback."""
    settings = replace(page.corpus.settings, count_duplicates=on)
    change(lambda: corpora.change_settings(shelf.corpus_id, settings))


def _shelf(page: Page, shelf: Shelf, row: int, *, is_open: bool) -> None:
    line = st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        wrap=False,
        gap="small",
    )
    said = page.say("unit.documents", n=format_count(shelf.documents))
    line.markdown(f"{plain(shelf.name)} :gray[:small[{said}]]", width="stretch")
    with line:
        if is_open:
            st.markdown(f":gray[:small[{page.say('documents.opened')}]]", width="content")
        else:
            st.button(
                page.say("documents.open"),
                key=f"documents-open-{row}",
                type="tertiary",
                on_click=open_shelf,
                args=(shelf.corpus_id,),
            )
        if shelf.is_own:
            _tools(page, shelf, row)
        elif shelf.corpus_id and shelf.is_linked:
            st.button(
                "",
                icon=":material/link_off:",
                key=f"documents-unlink-{row}",
                type="tertiary",
                help=page.say("documents.unlink", folder=plain(str(shelf.folder))),
                on_click=_unlink,
                args=(shelf,),
            )


def _tools(page: Page, shelf: Shelf, row: int) -> None:
    key = f"documents-name-{row}-{print_of(shelf.name)}"
    with st.popover("", icon=":material/edit:", help=page.say("documents.manage"), type="tertiary"):
        st.text_input(page.say("documents.rename_label"), shelf.name, key=key, max_chars=60)
        st.button(
            page.say("documents.rename"),
            key=f"documents-rename-{row}",
            on_click=lambda: corpora.rename(shelf.folder, str(state.widget_value(key) or "")),
        )
        if not shelf.can_go:
            st.caption(page.say("documents.start_note"))
            return
        st.caption(page.say("documents.delete_note", n=format_count(shelf.documents)))
        st.button(
            page.say("documents.delete"),
            key=f"documents-delete-{row}",
            icon=":material/delete:",
            on_click=_delete,
            args=(shelf,),
        )


def folder_form(page: Page) -> None:
    """Draw the box for the folder of a corpus that lies elsewhere on this machine."""
    key = f"documents-folder-{state.recall(_ROUND, 0)}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            page.say("documents.folder_open"),
            key=key,
            placeholder=page.say("documents.folder_hint"),
            help=page.say("documents.folder_help"),
        )
        st.button(
            page.say("documents.open"),
            key="documents-open-folder",
            on_click=lambda: change(lambda: _link(str(state.widget_value(key) or ""))),
        )


def _link(written: str) -> None:
    found = corpora.link_folder(written)
    number = state.recall(_ROUND, 0)
    state.remember(_ROUND, number + 1 if isinstance(number, int) else 0)  # an empty box again
    open_shelf("" if found.folder == corpora.start_folder().resolve() else found.corpus_id)


def _unlink(shelf: Shelf) -> None:
    if state.corpus_id() == shelf.corpus_id:
        open_shelf("")
    corpora.unlink_folder(shelf.folder)


def _delete(shelf: Shelf) -> None:
    if state.corpus_id() == shelf.corpus_id:
        open_shelf("")
    corpora.delete(shelf.folder)


def _start() -> corpora.Stored | None:
    """Return the corpus that the app was started with; ``None`` if nothing of it could be read."""
    try:
        cache.corpus()  # a link may have opened another one first: then it is not built yet
        return corpora.stored(corpora.start_folder())
    except AnalysisError:
        return None


def _start_name(page: Page, start: corpora.Stored) -> str:
    if not corpora.started_with():
        return page.say("documents.samples")
    return start.name or page.say("documents.started")


def _name(page: Page, own: corpora.Stored) -> str:
    return own.name or page.say("documents.unnamed", id=own.corpus_id[:6])
