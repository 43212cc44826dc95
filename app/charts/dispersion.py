"""Where the focus stands: a strip a document, a tick a place."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import PLACE, Click, at_place
from app.charts.layout import (
    HOVER,
    Axis,
    figure,
    hidden_axis,
    hover_text,
    label_axis,
    mark,
)
from app.charts.shown import PLAIN, Shown, is_named
from app.palette import Palette
from app.wording.numbers import format_count
from app.wording.text import Lang, text

ROW = 34
HALF = 0.32
"""Half the height of a strip, in rows."""
LIMIT = 40
LONGEST_NAME = 12
TICK = 18
TICKS = 600
"""Places that are drawn, about; a chart of more would be one bar and a long message."""


@dataclass(frozen=True)
class Strip:
    """One document: its name, how many places, its length relative to the longest strip."""

    doc: str
    n: int
    extent: float


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    limit: int = LIMIT,
) -> go.Figure:
    """Draw every place as a share of its document, in the colour of data.

    Parameters
    ----------
    table
        Columns of ``schema.POSITIONS``. Documents keep the order of the table; above ``limit``
        those with most places are kept.
    """
    strips = strips_of(table, limit)
    kept = thinned(table[table["doc"].isin([strip.doc for strip in strips])])
    return strip_figure(
        strips,
        [ticks(kept, kept["share"].tolist(), [palette.data] * len(kept), shown, lang)],
        palette=palette,
        lang=lang,
        shown=shown,
    )


def step_of(n: int) -> int:
    """Return of how many places one is drawn: 1 as long as all of them are."""
    return max(-(-n // TICKS), 1)


def thinned(table: pd.DataFrame) -> pd.DataFrame:
    """Return the places that are drawn: all, or every second, third … of each document."""
    step = step_of(len(table))
    return table[table.groupby("doc", sort=False).cumcount() % step == 0] if step > 1 else table


def strips_of(table: pd.DataFrame, limit: int, *, by_length: bool = False) -> list[Strip]:
    """Return the documents of a table like ``schema.POSITIONS``, in its order.

    Parameters
    ----------
    limit
        How many documents at most; those with most places stay.
    by_length
        Whether a strip is as long as its document, relative to the longest; else all are 1.
    """
    counts = table["doc"].value_counts(sort=False)
    kept = set(counts.sort_values(ascending=False, kind="stable").index[:limit])
    lengths = table.drop_duplicates("doc").set_index("doc")["length"]
    longest = max((int(lengths[doc]) for doc in kept), default=1)
    return [
        Strip(doc, int(counts[doc]), int(lengths[doc]) / longest if by_length else 1.0)
        for doc in dict.fromkeys(table["doc"])
        if doc in kept
    ]


def strip_figure(
    strips: list[Strip],
    traces: list[go.Scatter],
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    row: float = ROW,
) -> go.Figure:
    """Return grey strips with the name and the bold count of each document, and the ticks."""
    names = [strip.doc for strip in strips]
    labels = [
        f"{shown.label(strip.doc, lang, LONGEST_NAME)}  <b>{format_count(strip.n)}</b>"
        for strip in strips
    ]
    return figure(
        traces,
        palette=palette,
        height=round(row * len(strips)),
        hoverdistance=12,
        xaxis=_share_axis(),
        yaxis=label_axis(names, labels, palette=palette),
        shapes=[
            {
                "type": "rect",
                "layer": "below",
                "x0": 0,
                "x1": strip.extent,
                "y0": place - HALF,
                "y1": place + HALF,
                "fillcolor": palette.strip,
                "line": {"width": 0},
            }
            for place, strip in enumerate(strips)
        ],
    )


def ticks(
    table: pd.DataFrame, shares: list[float], colours: list[str], shown: Shown, lang: Lang
) -> go.Scatter:
    """Return a vertical tick for each row of a table like ``schema.POSITIONS``."""
    return mark(
        go.Scatter,
        name="place",
        mode="markers",
        x=shares,
        y=table["doc"].tolist(),
        marker={
            "symbol": "line-ns-open",
            "size": TICK,
            "color": colours,
            "line": {"width": 2, "color": colours},
            "opacity": 1,
        },
        cliponaxis=False,
        customdata=[
            list(Click(PLACE, at_place(row.doc, row.start), row.doc)) for row in table.itertuples()
        ],
        hovertext=[_hover(row, shown, lang) for row in table.itertuples()],
        hovertemplate=HOVER,
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _hover(row: object, shown: Shown, lang: Lang) -> str:
    doc, paragraph, organisation = (
        getattr(row, name) for name in ("doc", "paragraph", "organisation")
    )
    place = text("chart.paragraph", lang, n=int(paragraph) + 1)
    owner = shown.name(organisation, lang) if is_named(organisation) else ""
    return hover_text(
        shown.name(doc, lang),
        f"{place} · {owner}" if owner else place,
        text("chart.click_read", lang),
    )


def _share_axis() -> Axis:
    return hidden_axis(-0.005, 1.005)
