"""Cards: a head with title, subset and tools, and under it a chart or the same data as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.schema import TableSpec
from analysis.tables.hits import Focus
from app import state
from app.charts.clicks import DOCUMENTS, FACT, ORGANISATION, PLACE, TERM, THEME, Click, read_click
from app.components.reader import parse_place
from app.controls.export import Exported
from app.controls.export import export_menu as offer_export
from app.controls.page import Page
from app.controls.table import Paged, Row, Table, table
from app.wording.numbers import format_count
from app.wording.text import text

MOST_ROWS = 40
"""Rows of a heat map that can still be read; of more the table is the better view."""
CHART = "chart"
TABLE = "table"
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True)
class Card:
    """What a card shows.

    ``key`` is unique in the app, for example ``overview-who``. ``caption`` says measure and unit,
    subset and n. ``data`` is what 表 shows and what CSV and XLSX hold, with its ``spec``. Without
    ``chart`` the card is a table. ``note`` is the grey line below (W1, W5 …). ``columns`` are shown
    in the table at first; none given: all. ``headings`` are those that differ from what the field
    is called elsewhere. ``wide`` is a chart that needs 600 px and scrolls by
    itself on a phone.
    """

    key: str
    title: str
    caption: str
    data: pd.DataFrame | Paged
    spec: TableSpec
    chart: go.Figure | None = None
    alt: str = ""
    note: str = ""
    help: str = ""
    switch: bool = True
    columns: Sequence[str] = field(default=())
    wide: bool = False
    height: int = 330
    headings: Mapping[str, str] = field(default_factory=dict)


def card(
    page: Page,
    shown: Card,
    *,
    on_click: Callable[[Click], None] | None = None,
    on_row: Callable[[Row], None] | None = None,
) -> None:
    """Draw a card.

    Parameters
    ----------
    on_click
        Called when a mark of the chart is clicked; ``choose_click`` when left out, which takes a
        word, theme or organisation as focus and the group as row, and opens places in the reader.
    on_row
        Called when a row of the table is clicked, with its values by field name.
    """
    as_chart = shown.chart is not None
    with head(shown.title, shown.caption, tip=shown.help):
        if shown.switch and shown.chart is not None:
            as_chart = chart_or_table(page, shown.key) == CHART
        export_menu(page, shown)
    if shown.data.empty:
        st.caption(page.say("card.empty"))
    elif as_chart and shown.chart is not None:
        place = st.container(key=f"wide-{shown.key}") if shown.wide else nullcontext()
        with place:
            chart(shown.chart, key=shown.key, alt=shown.alt or shown.title, on_click=on_click)
    else:
        layout = Table(
            shown.data, shown.spec, tuple(shown.columns), shown.height, headings=shown.headings
        )
        table(page, layout, key=f"{shown.key}-table", on_row=on_row)
    if shown.note:
        st.caption(shown.note)


def head(
    title: str, caption: str, *, tip: str = "", wrap: bool = False
) -> st.delta_generator.DeltaGenerator:
    """Return a card head: title and subset at the left, room for tools at the right.

    Use it in a ``with`` and draw the tools inside; ``wrap`` lets them go to a line of their own.
    """
    row = st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        wrap=wrap,
        gap="xsmall",
    )
    row.markdown(
        f"**{plain(title)}** :gray[:small[{plain(caption)}]]",
        width="content" if wrap else "stretch",
        help=tip or None,
    )
    return row


def chart_or_table(page: Page, key: str) -> str:
    """Draw the switch 图|表 and return which side is on; it is kept for the session."""
    name = f"{key}/view"
    widget = f"{key}-view"
    state.seed(widget, state.recall(name, CHART))
    st.segmented_control(
        page.say("card.view"),
        (CHART, TABLE),
        format_func=lambda side: page.say(f"card.{side}"),
        required=True,
        label_visibility="collapsed",
        key=widget,
        on_change=lambda: state.remember(name, state.widget_value(widget)),
    )
    return str(state.recall(name, CHART))


def views(page: Page, names: Sequence[str], *, prefix: str) -> str:
    """Draw the views of a page as a segmented control and return the one that is on.

    The first name is the default; the address holds another one as ``view``. Their labels are the
    strings ``<prefix>.<name>``.
    """
    return page_choice(page, "view", names, prefix=prefix)


def page_choice(page: Page, name: str, options: Sequence[str], *, prefix: str) -> str:
    """Draw a segmented control whose choice the address holds as ``name``; return the choice."""
    key = f"{state.page()}-{name}"
    chosen = state.page_value(name, options[0])
    chosen = chosen if chosen in options else options[0]
    state.seed(key, chosen)
    st.segmented_control(
        page.say(f"{prefix}.{name}"),
        tuple(options),
        format_func=lambda option: page.say(f"{prefix}.{option}"),
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=lambda: _take_choice(name, key, options[0]),
    )
    return chosen


def _take_choice(name: str, key: str, default: str) -> None:
    given = str(state.widget_value(key))
    state.set_page_value(name, "" if given == default else given)


def chart(
    fig: go.Figure,
    *,
    key: str,
    alt: str,
    on_click: Callable[[Click], None] | None = None,
) -> None:
    """Draw a chart; a click on a mark calls ``on_click``, by default ``choose_click``."""

    def selected() -> None:
        click = read_click(state.chart_event(key))
        if click is not None:
            (on_click or choose_click)(click)

    st.plotly_chart(
        fig,
        key=key,
        alt=alt,
        on_select=selected,
        selection_mode="points",
        config=_CONFIG,
    )


def choose_click(click: Click) -> None:
    """Take what was clicked as focus and row; open a place, a figure or a pair where it leads."""
    if click.kind in {PLACE, FACT}:
        place = parse_place(click.value)
        if place is not None:
            state.open_text(place.doc, place.start)
    elif click.kind == TERM:
        _choose(Focus("term", click.value), click.row)
    elif click.kind == THEME:
        _choose(Focus("theme", click.value), click.row or _undated_row())
    elif click.kind == ORGANISATION:
        _choose(Focus("organisation", click.value), click.row)
    elif click.kind != DOCUMENTS and click.row:
        state.choose(row=click.row)


def choose_theme(key: str, row: str) -> None:
    """Take a theme as focus and a group as row; for rows of a table of themes."""
    _choose(Focus("theme", key), row)


def choose_owner(page: Page, organisation: str) -> None:
    """Show an organisation in the panels, whatever the grouping is."""
    if page.state.by == "organisation":
        state.choose(row=organisation)
    elif organisation:
        state.choose(focus=Focus("organisation", organisation))


def show_all(page: Page, name: str, *, shown: int, of: int) -> None:
    """Draw the button 显示全部 under a chart that is cut, and back; kept for the session.

    Of more than ``MOST_ROWS`` only so many are drawn; the table has all.
    """
    if of <= shown:
        return
    whole = bool(state.recall(name))
    if whole:
        label = page.say("card.show_fewer", k=shown)
    elif of > MOST_ROWS:
        label = page.say("card.show_more", k=MOST_ROWS, n=format_count(of))
    else:
        label = page.say("card.show_all", n=of)
    st.button(
        label,
        key=f"{name}-all",
        type="tertiary",
        icon=":material/expand_less:" if whole else ":material/expand_more:",
        on_click=lambda: state.remember(name, not whole),
    )


def rows_shown(name: str, first: int) -> int:
    """Return how many rows a chart with the button 显示全部 draws: the first ones, or most."""
    return MOST_ROWS if state.recall(name) else first


def _undated_row() -> str:
    """Return the row of the group without a name: the undated documents, where years are rows."""
    return state.UNDATED_CODE if state.current().by == "year" else ""


def _choose(focus: Focus, row: str) -> None:
    if row:
        state.choose(focus=focus, row=row)
    else:
        state.choose(focus=focus)


def export_menu(page: Page, shown: Card) -> None:
    """Draw the export menu of a card."""
    data = Table(shown.data, shown.spec, tuple(shown.columns))
    offer_export(page, Exported(shown.key, shown.title, shown.caption, data, shown.chart))


def plain(said: str) -> str:
    """Return a text that Markdown shows literally: titles, names and words come from documents."""
    return "".join(f"\\{c}" if c in _MARKDOWN else c for c in " ".join(said.split()))


_MARKDOWN = frozenset("\\`*_{}[]()#+-!|<>~$:&")


def toast(page: Page, key: str, **values: object) -> None:
    """Say in a corner that something was done."""
    st.toast(text(key, page.lang, **values))
