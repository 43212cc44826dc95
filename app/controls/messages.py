"""What is said when there is nothing to show, or something went wrong: one place for all pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import streamlit as st

from analysis.errors import AnalysisError
from app import cache, state
from app.controls.card import plain
from app.controls.page import Page, documents_in_words, year_name
from app.wording.errors import explain
from app.wording.numbers import format_count


def note(page: Page, key: str, **values: object) -> None:
    """Say a warning (W1–W5, S4, S6) as one grey line under a chart, never in a coloured box."""
    st.caption(page.say(f"state.{key}", **values))


def unowned_note(page: Page) -> None:
    """Say how many sentences of the scope belong to no organisation (S4), if there are any."""
    unowned = cache.size(page.corpus, page.scope).unowned
    if unowned and page.state.by == "organisation":
        note(page, "S4", n=format_count(unowned))


def strips_note(page: Page, most: int, documents: int, step: int) -> str:
    """Return what a chart of places leaves out; empty where it draws them all.

    Parameters
    ----------
    most, documents
        How many documents are drawn at most, and how many have a place.
    step
        Of how many places one is drawn.
    """
    some = {"k": most, "n": format_count(documents)}
    said = [page.say("chart.some_strips", **some)] if documents > most else []
    said += [page.say("chart.thinned", k=step)] if step > 1 else []
    return " ".join(said)


def stop_if_empty(page: Page) -> None:
    """Stop the page with S1 when the scope holds no text: what was asked, and two ways out."""
    if cache.size(page.corpus, page.scope).sentences:
        return
    st.info(plain(page.say("state.S1", filters=scope_in_words(page))))
    with st.container(horizontal=True):
        st.button(page.say("state.S1.undo"), key="empty-undo", on_click=state.clear_last_filter)
        st.button(page.say("state.S1.clear"), key="empty-clear", on_click=state.clear)
    st.stop()


def scope_in_words(page: Page) -> str:
    """Return the scope as people would say it; the word for everything where nothing is chosen."""
    scope, comma = page.scope, "、" if page.lang == "zh" else ", "
    parts = (
        documents_in_words(page),
        comma.join(page.organisation_name(name) for name in scope.organisations),
        comma.join(year_name(year, page.lang) for year in scope.years),
    )
    return " · ".join(part for part in parts if part) or page.say("scope.all")


@contextmanager
def guarded(page: Page) -> Iterator[None]:
    """Turn an error of the analysis into a sentence for people, and stop the page there."""
    try:
        yield
    except AnalysisError as error:
        st.error(plain(explain(error, page.lang)))
        st.stop()


def mistake(page: Page, error: AnalysisError) -> None:
    """Say what is wrong with what people gave, and go on with the page."""
    st.error(plain(explain(error, page.lang)))


def failure(error: BaseException) -> str:
    """Return a short number for a failure (E5) that is the same whenever it happens again."""
    said = f"{type(error).__name__}: {error}"
    return sha256(said.encode()).hexdigest()[:8]
