"""Reported numbers of one unit side by side: one bar a figure, never added up."""

from __future__ import annotations

from itertools import pairwise
from math import isnan, log10
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import FACT, Click, at_place
from app.charts.layout import (
    HOVER,
    NO_HOVER,
    SPACE,
    TEXT_SIZE,
    TRANSPARENT,
    UNDIMMED,
    Axis,
    end_labels,
    escape,
    figure,
    hidden_axis,
    hit_bars,
    hover_text,
    label_axis,
    mark,
    marked,
    room_for,
    shorten,
)
from app.charts.shown import PLAIN, Shown, is_named
from app.charts.value_ticks import powers_of_ten, tick_texts
from app.palette import Palette
from app.wording.numbers import format_value
from app.wording.text import Lang, text
from app.wording.values import value_name

ROW = 30
LOG_FROM = 200.0
"""Largest over smallest from which bars give way to dots on a logarithmic axis."""
EXACT = "exact"
LOW = "low"
LONGEST_NOUN = 12


class Bar(NamedTuple):
    """One figure as it is drawn, from ``low`` to ``high``; ``low`` is 0 unless it is a range."""

    owner: str | None
    noun: str
    written: str
    unit: str
    bound: str
    low: float
    high: float
    uncertain: bool
    place: str


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    picked: str = "",
) -> go.Figure:
    """Draw figures of one unit: by owner in the order of ``shown.names``, the largest value first.

    Exact numbers are solid; about, over, at least … are hatched bars of the written number; a
    range is a bar from its lower to its upper end.

    Parameters
    ----------
    table
        Columns of ``schema.FACTS``, all of one unit.
    picked
        ``document:start`` of the figure that the panel shows; its label is cinnabar.
    """
    bars = _bars(table, shown)
    names = [bar.place for bar in bars]
    ends = [bar.high for bar in bars]
    dots = is_wide(ends)
    labels = [marked(bar.written, palette, chosen=bar.place == picked) for bar in bars]
    labels = [f"{SPACE * 2}{label}" for label in labels] if dots else labels
    clicks = [Click(FACT, bar.place, bar.owner or "") for bar in bars]
    hovers = [_hover(bar, shown, lang) for bar in bars]
    marks = (
        [_dots(bars, shown, palette, clicks=clicks, hovers=hovers)]
        if dots
        else [
            _solid(bars, shown, palette),
            hit_bars(names, max(ends, default=0), clicks=clicks, hovers=hovers),
        ]
    )
    return figure(
        # Bars of values below 0 go to the left; their labels stand at the other side.
        [*marks, end_labels([max(end, 0.0) for end in ends], names, labels, colour=palette.text)],
        palette=palette,
        height=ROW * len(bars),
        right=room_for(bar.written for bar in bars),
        barmode="overlay",
        xaxis=_value_axis(ends, lang, dots=dots),
        yaxis=label_axis(names, _names(bars, shown, lang), palette=palette),
    )


def is_wide(values: list[float]) -> bool:
    """Whether values differ so much that small ones would vanish as bars; all must be positive."""
    return len(values) > 1 and min(values) > 0 and max(values) / min(values) > LOG_FROM


def _bars(table: pd.DataFrame, shown: Shown) -> list[Bar]:
    bars = [
        Bar(
            owner=row.organisation if is_named(row.organisation) else None,
            noun=row.noun if is_named(row.noun) else "",
            written=row.text,
            unit=row.unit,
            bound=row.bound,
            low=float(row.value) if not isnan(row.high) else 0.0,
            high=float(row.high) if not isnan(row.high) else float(row.value),
            uncertain=row.confidence == LOW,
            place=at_place(row.doc, row.start),
        )
        for row in table.itertuples()
    ]
    known = list(dict.fromkeys([*shown.names, *(bar.owner for bar in bars if bar.owner)]))
    order = {name: place for place, name in enumerate(known)}
    return sorted(
        bars, key=lambda bar: (order.get(bar.owner or "", len(order)), -bar.high, bar.place)
    )


def _solid(bars: list[Bar], shown: Shown, palette: Palette) -> go.Bar:
    colours = [shown.colour(bar.owner, palette) for bar in bars]
    return mark(
        go.Bar,
        name="value",
        orientation="h",
        x=[bar.high - bar.low for bar in bars],
        y=[bar.place for bar in bars],
        base=[bar.low for bar in bars],
        marker={
            "color": colours,
            "line": {"color": colours, "width": 1},
            "pattern": {
                "shape": ["" if bar.bound == EXACT else "/" for bar in bars],
                "fillmode": "replace",
                "size": 6,
                "solidity": 0.3,
            },
        },
        **NO_HOVER,
        **UNDIMMED,
    )


def _dots(
    bars: list[Bar], shown: Shown, palette: Palette, *, clicks: list[Click], hovers: list[str]
) -> go.Scatter:
    """Return dots, hollow for numbers that are not exact, with hover and click on them."""
    colours = [shown.colour(bar.owner, palette) for bar in bars]
    return mark(
        go.Scatter,
        name="value",
        mode="markers",
        x=[bar.high for bar in bars],
        y=[bar.place for bar in bars],
        marker={
            "size": 11,
            "color": [
                colour if bar.bound == EXACT else TRANSPARENT
                for bar, colour in zip(bars, colours, strict=True)
            ],
            "line": {"color": colours, "width": 2},
        },
        cliponaxis=False,
        customdata=[list(click) for click in clicks],
        hovertext=hovers,
        hovertemplate=HOVER,
        **UNDIMMED,
    )


def _value_axis(ends: list[float], lang: Lang, *, dots: bool) -> Axis:
    if not dots:
        return hidden_axis(min(0.0, *ends), max(0.0, *ends))
    ticks = powers_of_ten(log10(min(ends)), log10(max(ends)))
    return {
        "type": "log",
        "fixedrange": True,
        "showgrid": True,
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": tick_texts(ticks, lang),
        "tickfont": {"size": TEXT_SIZE - 2},
        "zeroline": False,
    }


def _names(bars: list[Bar], shown: Shown, lang: Lang) -> list[str]:
    """Return owner (bold, once) and noun of each row."""
    names = []
    for before, bar in pairwise([None, *bars]):
        noun = escape(shorten(bar.noun, LONGEST_NOUN)) if bar else ""
        doubt = "?" if bar and bar.uncertain else ""
        if bar and (before is None or before.owner != bar.owner or doubt):
            names.append(f"<b>{shown.label(bar.owner, lang)}</b>{doubt}  {noun}")
        else:
            names.append(noun)
    return names


def _hover(bar: Bar, shown: Shown, lang: Lang) -> str:
    value = format_value(bar.high)
    if bar.low:
        value = text("chart.fact_range", lang, low=format_value(bar.low), high=value)
    return hover_text(
        f"{shown.name(bar.owner, lang)} · {bar.noun}" if bar.noun else shown.name(bar.owner, lang),
        f"{bar.written}（{value_name('bound', bar.bound, lang)} {value} {bar.unit}）",
        text("chart.fact_low", lang) if bar.uncertain else "",
        text("chart.click", lang),
    )
