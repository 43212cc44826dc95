"""Opening the corpus: progress while it is built, and what has to be said about it afterwards."""

from __future__ import annotations

import time

import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.errors import AnalysisError
from app import cache, corpora, state
from app.controls.card import plain
from app.wording.errors import explain
from app.wording.failures import failure_sentence
from app.wording.numbers import format_count
from app.wording.text import text

_FEW = 100
"""Files that could not be read and are named one by one; the others are counted."""


def open_corpus(corpus_id: str) -> Corpus:
    """Return the corpus, drawing progress (L1) while it is built; stop with a sentence if it fails.

    ``corpus_id`` is that of the address; empty for the corpus that the app was started with.
    """
    lang, place, begun = state.lang(), st.empty(), time.monotonic()

    def progress(done: int, total: int) -> None:
        left = (time.monotonic() - begun) / max(done, 1) * (total - done)
        said = text(
            "state.L1",
            lang,
            n=format_count(done),
            total=format_count(total),
            seconds=format_count(left),
        )
        place.progress(done / max(total, 1), text=said)

    try:
        with st.spinner(text("state.L1.start", lang)):
            corpus = cache.opened(corpus_id, progress).corpus
    except AnalysisError as error:
        st.error(plain(explain(error, lang)))
        if not corpus_id:
            _nothing_to_show()
        st.stop()
    place.empty()
    return corpus


def _nothing_to_show() -> None:
    """Say that there is no document (S0), with two ways on: the samples, or other files."""
    lang = state.lang()
    st.info(text("state.S0", lang))
    with st.container(horizontal=True):
        st.button(text("state.S0.samples", lang), key="nothing-samples", on_click=_open_samples)
        st.button(text("state.S0.import", lang), key="nothing-import", on_click=_import)


def _open_samples() -> None:
    state.choose_corpus(corpora.SAMPLES)


def _import() -> None:
    state.choose_corpus(corpora.SAMPLES)
    state.set_page_value("view", "import", of="documents")
    state.jump("documents")


def opening_notes(corpus_id: str, dropped: tuple[str, ...]) -> None:
    """Say what the link asked for and is not here (E4), and which files were not read (E1).

    Parameters
    ----------
    dropped
        Names in the link that the corpus does not have.
    """
    lang = state.lang()
    if not cache.has_corpus(corpus_id):
        st.error(text("state.E4", lang))
    unknown = state.unknown_subset()
    if unknown:
        st.error(text("state.E6", lang, id=plain(unknown)))
    if dropped:
        st.caption(plain(text("bar.unknown", lang, names="、".join(dropped))))
    failures = cache.opened(corpus_id).failures
    if not failures or state.recall("failures/seen"):
        return
    said = [plain(failure_sentence(failure, lang)) for failure in failures]
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        with st.expander(text("state.E1.files", lang, n=format_count(len(said)))):
            st.markdown("\n".join(f"- {sentence}" for sentence in said[:_FEW]))
            if len(said) > _FEW:
                st.caption(text("state.E1.more", lang, n=format_count(len(said) - _FEW)))
        st.button(
            text("state.E1.seen", lang),
            key="failures-seen",
            type="tertiary",
            on_click=lambda: state.remember("failures/seen", value=True),
        )
