"""Long lists in pages: which page is shown, and the buttons that turn it."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from app import state
from app.controls.page import Page
from app.wording.numbers import format_count


class Pages(NamedTuple):
    """A list that is shown in pages."""

    key: str
    """Under this name its page is kept for the session."""
    n: int
    """Rows of the list."""
    at_once: int
    """Rows of a page."""
    stays: bool = False
    """Whether the page is kept where the list has become longer or shorter; else the first."""

    @property
    def number(self) -> int:
        """The page that is shown, from 1."""
        kept = state.recall(f"{self.key}/page")
        if not isinstance(kept, tuple) or not (self.stays or kept[1] == self.n):
            return 1
        return min(max(int(kept[0] or 1), 1), self.last)

    @property
    def first(self) -> int:
        """The first row that is shown, from 0."""
        return (self.number - 1) * self.at_once

    @property
    def last(self) -> int:
        """The last page, from 1."""
        return max(-(-self.n // self.at_once), 1)


def page_turner(page: Page, pages: Pages, *, said: str) -> None:
    """Draw which rows are shown and the buttons of the other pages; nothing for one page alone.

    Parameters
    ----------
    said
        Key of the sentence with the values ``first``, ``last`` and ``n``.
    """
    if pages.n <= pages.at_once:
        return
    number, first = pages.number, pages.first
    shown = {"first": first + 1, "last": min(first + pages.at_once, pages.n), "n": pages.n}
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        written = {name: format_count(value) for name, value in shown.items()}
        st.caption(page.say(said, **written), width="content")
        widget = f"{pages.key}-page-{number}"  # a page of its own keeps the default right
        st.pagination(
            pages.last,
            default=number,
            key=widget,
            max_visible_pages=5,
            on_change=lambda: state.remember(
                f"{pages.key}/page", (state.widget_value(widget), pages.n)
            ),
        )
