"""Result tables on screen: headings and values in words, a click on a row, sensible widths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analysis.schema import TableSpec
from app import state
from app.charts.layout import width as text_width
from app.controls.page import Page
from app.controls.turning import Pages, page_turner
from app.render import words
from app.wording.headings import heading

Row = Mapping[str, Any]
"""The values of a table's row by field name."""

ROW_HEIGHT = 32
AT_ONCE = 200
"""Rows of a page: what is sent to the browser at once."""
_WIDTHS = {
    "term": 120,
    "organisation": 120,
    "canonical": 150,
    "group": 130,
    "organisation_a": 124,
    "organisation_b": 124,
    "n_together": 64,
    "noun": 150,
    "text": 84,
    "value": 80,
    "bound": 64,
    "unit": 56,
    "themes": 130,
    "theme": 96,
    "confidence": 84,
    "status": 64,
    "year": 56,
    "year_from": 76,
    "made": 142,
    "alike": 72,
    "doc": 140,
    "title": 260,
    "sentence": 320,
}
_HEADING, _PADDING = 13.2, 18
"""Pixels of a full-width character of a heading, and what is left and right of it."""
_RIGHT = frozenset({("facts", "text"), ("fact_sides", "text")})
_ONE_DECIMAL = frozenset(
    {
        "per_10k",
        "per_10k_characters",
        "per_10k_target",
        "per_10k_reference",
        "score",
        "tfidf",
        "log_likelihood",
    }
)
_THREE_DECIMALS = frozenset(
    {
        "dispersion_dp",
        "juilland_d",
        "log_ratio",
        "p",
        "p_adjusted",
        "mi",
        "log_dice",
        "t_score",
        "cosine",
        "jensen_shannon",
        "shared_share",
    }
)


@dataclass(frozen=True, eq=False)
class Paged:
    """A table that is too long to be made whole: its length, and how some of its rows are got."""

    count: int | Callable[[], int]
    """How many rows it has; called only where they are shown."""
    rows: Callable[[int, int | None], pd.DataFrame]
    """Called with the offset and the limit, ``None`` for all that follow."""
    first: pd.DataFrame | None = None
    """First rows that are there already, if any are."""

    @property
    def n(self) -> int:
        """How many rows it has."""
        return self.count if isinstance(self.count, int) else self.count()

    @property
    def empty(self) -> bool:
        """Whether it has no row."""
        return self.first.empty if self.first is not None else not self.n

    def whole(self) -> pd.DataFrame:
        """Return all rows, for files."""
        return self.rows(0, None)


def paged(data: pd.DataFrame | Paged) -> Paged:
    """Return a table as one that is asked for in pages."""
    if isinstance(data, Paged):
        return data
    return Paged(
        len(data),
        lambda offset, limit: data.iloc[offset : None if limit is None else offset + limit],
    )


class Table(NamedTuple):
    """A result table with its spec, the columns shown at first (none: all) and sizes in px.

    ``widths`` are those of columns that are wider or narrower here than elsewhere, ``headings``
    what is written above columns that are called otherwise here.
    """

    data: pd.DataFrame | Paged
    spec: TableSpec
    columns: tuple[str, ...] = ()
    height: int = 330
    widths: Mapping[str, int] = MappingProxyType({})
    headings: Mapping[str, str] = MappingProxyType({})


def table(
    page: Page, shown: Table, *, key: str, on_row: Callable[[Row], None] | None = None
) -> None:
    """Draw a result table, a long one in pages; a click on a row calls ``on_row`` with its values.

    Only the page that is shown goes to the browser.
    """
    data = paged(shown.data)
    pages = Pages(key, data.n, AT_ONCE)
    rows = data.rows(pages.first, AT_ONCE)

    def selected() -> None:
        chosen = state.table_rows(key)
        if chosen and on_row is not None:
            on_row(rows.iloc[chosen[0]].to_dict())

    names = shown.columns or tuple(str(name) for name in rows.columns)
    fits = (len(rows) + 1) * ROW_HEIGHT + 4
    st.dataframe(
        in_words(page, shown._replace(data=rows)),
        key=key,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=min(shown.height, fits),
        column_order=list(names),
        column_config={name: _column(shown, name, page) for name in names},
        on_select=selected if on_row is not None else "ignore",
        selection_mode="single-cell",
    )
    page_turner(page, pages, said="card.rows")


def in_words(page: Page, shown: Table) -> pd.DataFrame:
    """Return the table with names, titles and words for codes; a new frame, rows as before."""
    return words.in_words(page, paged(shown.data).whole(), shown.columns)


def _column(shown: Table, name: str, page: Page) -> Any:  # noqa: ANN401  Streamlit's type
    spec = shown.spec
    label = shown.headings.get(name) or heading(spec.name, name, page.lang)
    width = shown.widths.get(name, _WIDTHS.get(name))
    if width is not None:
        width = max(width, round(_HEADING * text_width(label)) + _PADDING)
    types = {column.name: column.type for column in spec.columns}
    if name in _ONE_DECIMAL | _THREE_DECIMALS:
        digits = 1 if name in _ONE_DECIMAL else 3
        return st.column_config.NumberColumn(label, width=width, format=f"%.{digits}f")
    if types.get(name, "str").startswith(("int", "float")):
        return st.column_config.NumberColumn(label, width=width, format="localized")
    alignment = "right" if (spec.name, name) in _RIGHT else None
    return st.column_config.TextColumn(label, width=width, alignment=alignment)
