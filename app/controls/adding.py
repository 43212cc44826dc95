"""A figure that was missed: marked in the reader, looked over, and saved."""

from __future__ import annotations

import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.corpus.correcting import add_figure
from analysis.errors import AnalysisError
from analysis.schema import FIGURE, Correction
from app import cache, state
from app.components.reader import Place
from app.components.text import Marked
from app.controls.card import plain
from app.controls.correcting import edit_popover, figure_form, save
from app.controls.messages import mistake
from app.controls.page import Page
from app.wording.values import value_name

_KEPT = "search/marked"
LONGEST = 200
"""Characters of a selection; longer ones are there to be copied."""


def keep_mark(document: str, marked: Marked) -> None:
    """Remember what was selected in the reader, in a callback."""
    if marked.end - marked.start <= LONGEST:
        state.remember(_KEPT, (document, *marked))


def addition(page: Page, place: Place) -> None:
    """Draw what the selected stretch of the open document may say, to be saved as a figure.

    Where a number stands there already, that one is shown instead.
    """
    kept = state.recall(_KEPT)
    if not isinstance(kept, tuple) or kept[0] != place.doc:
        return
    marked = Marked(*kept[1:])
    with st.container(border=True):
        try:
            _form(page, place.doc, marked)
        except AnalysisError as error:
            mistake(page, error)
        st.button(page.say("correct.drop"), key="search-mark-drop", type="tertiary", on_click=_drop)


def _drop() -> None:
    state.remember(_KEPT, None)


def _form(page: Page, document: str, marked: Marked) -> None:
    fields = cache.proposed(page.corpus, document, marked.start, marked.end)
    numbers = cache.numbers_in(page.corpus, document, marked.start, marked.end)
    if not numbers.empty:
        for row in numbers.to_dict("records"):
            _number(page, Place(document, int(row["start"])), {str(k): v for k, v in row.items()})
        return
    written = page.corpus.written(page.corpus.document_rows[document], marked.start, marked.end)
    st.markdown(f"**{plain(page.say('correct.marked', text=written.strip()))}**")
    read = figure_form(page, Place(document, marked.start), fields, key="search-mark")

    def make(corpus: Corpus) -> Correction:
        return add_figure(corpus, document, marked.start, marked.end, read())

    st.button(
        page.say("correct.add"),
        key="search-mark-save",
        type="primary",
        on_click=save,
        args=(page, make, _drop),
    )


def _number(page: Page, place: Place, fact: dict[str, object]) -> None:
    """Draw a number that stands where something was marked, and what can be done to it."""
    kind = value_name("class", fact["class"], page.lang)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        key = "correct.is_figure" if fact["class"] == FIGURE else "correct.is_number"
        st.markdown(plain(page.say(key, text=fact["text"], kind=kind)), width="content")
        edit_popover(page, place, fact, key=f"search-mark-{place.start}")
        st.button(
            page.say("correct.in_ledger"),
            key=f"search-mark-ledger-{place.start}",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=_to_ledger,
            args=(place, fact["class"] == FIGURE),
        )


def _to_ledger(place: Place, is_figure: bool) -> None:  # noqa: FBT001  Streamlit passes by place
    state.set_page_value("view", "", of="organisations")
    state.set_page_value("at", place.id, of="organisations")
    state.set_page_value("all", "" if is_figure else "1", of="organisations")
    state.jump("organisations")
