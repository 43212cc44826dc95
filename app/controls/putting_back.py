"""A removed piece that was picked: put back into the text, or kept from now on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from analysis.corpus.changes import rewrite_documents, turn_off
from analysis.ingest.undo import can_put_back, put_back
from analysis.schema import Document
from app import corpora, state
from app.controls.card import plain
from app.controls.corpus_shelf import Shelf, change
from app.controls.page import Page
from app.wording.cleaning import rule_name, step_name
from app.wording.numbers import format_count

_PIECE = "piece"
_DONE = "cleaning/done"
_LONGEST = 300


def pick_piece(number: str) -> None:
    """Choose the removal of a number, in a callback."""
    state.set_page_value(_PIECE, number)


def removed_piece(page: Page, shelf: Shelf, document: Document) -> str:
    """Draw the piece that was picked with what can be done to it; return its number."""
    _done_note(page, shelf, document)
    number = state.page_number_value(_PIECE)
    if number is None or number >= len(document.removals):
        return ""
    if not can_put_back(document.removals[number]):
        return ""
    with st.container(border=True, key="cleaning-piece"):
        _piece(page, shelf, document, number)
    return str(number)


def _piece(page: Page, shelf: Shelf, document: Document, number: int) -> None:
    removal = document.removals[number]
    text = " ".join(removal.text.split())
    instead = removal.replacement.strip()
    said = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
    st.caption(page.say("cleaning.piece", step=step_name(removal.step, page.lang)))
    st.markdown(plain(f"{said} → {instead}" if instead else said))
    if not shelf.is_own:
        st.caption(page.say("cleaning.kept"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if shelf.is_own:
            _buttons(page, shelf, document, number)
        st.button(
            page.say("cleaning.close"),
            key="cleaning-close",
            type="tertiary",
            on_click=pick_piece,
            args=("",),
        )


def _buttons(page: Page, shelf: Shelf, document: Document, number: int) -> None:
    step = document.removals[number].step
    same = [row for row, removal in enumerate(document.removals) if removal.step == step]
    st.button(
        page.say("cleaning.put_back"),
        key="cleaning-put-back",
        type="primary",
        help=page.say("cleaning.put_back_help"),
        on_click=_put_back,
        args=(shelf.folder, document, [number]),
    )
    if len(same) > 1:
        st.button(
            page.say("cleaning.put_back_same", n=format_count(len(same))),
            key="cleaning-put-back-same",
            on_click=_put_back,
            args=(shelf.folder, document, same),
        )
    cause = document.removals[number].cause
    if cause not in page.corpus.settings.importing.rules_off:
        st.button(
            page.say("cleaning.turn_off"),
            key="cleaning-turn-off",
            help=page.say("cleaning.turn_off_help", rule=rule_name(cause, page.lang)),
            on_click=_turn_off,
            args=(shelf.folder, cause),
        )


def rules_off(page: Page, shelf: Shelf) -> None:
    """List the rules by which this corpus is not cleaned, with what turns them on again."""
    for cause in page.corpus.settings.importing.rules_off:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            said = page.say("cleaning.off", rule=rule_name(cause, page.lang))
            st.caption(plain(said), width="content")
            if shelf.is_own:
                st.button(
                    page.say("cleaning.turn_on"),
                    key=f"cleaning-turn-on-{cause}",
                    type="tertiary",
                    help=page.say("cleaning.turn_on_help"),
                    on_click=_turn_on,
                    args=(page, shelf, cause),
                )


def _turn_off(folder: Path, cause: str) -> None:
    change(lambda: turn_off(folder, cause))
    pick_piece("")


def _turn_on(page: Page, shelf: Shelf, cause: str) -> None:
    settings = page.corpus.settings
    left = tuple(rule for rule in settings.importing.rules_off if rule != cause)
    other = replace(settings, importing=replace(settings.importing, rules_off=left))
    change(lambda: corpora.change_settings(shelf.corpus_id, other))


def _put_back(folder: Path, document: Document, numbers: Sequence[int]) -> None:
    change(lambda: rewrite_documents(folder, [put_back(document, numbers)]))
    state.remember(_DONE, (document, len(numbers)))
    pick_piece("")


def _done_note(page: Page, shelf: Shelf, document: Document) -> None:
    """Say what was put back into this document last, with the button that takes it out again."""
    done = state.recall(_DONE)
    if not isinstance(done, tuple) or done[0].name != document.name or done[0] == document:
        return
    before, n = done
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(page.say("cleaning.done", n=format_count(n)), width="content")
        st.button(
            page.say("documents.undo"),
            key="cleaning-undo",
            type="tertiary",
            on_click=_take_out,
            args=(shelf.folder, before),
        )


def _take_out(folder: Path, before: Document) -> None:
    change(lambda: rewrite_documents(folder, [before]))
    state.remember(_DONE, None)
