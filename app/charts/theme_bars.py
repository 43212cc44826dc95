"""Themes of several sides next to each other: small multiples with one scale."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import THEME, Click
from app.charts.layout import (
    SMALL_SIZE,
    UNDIMMED,
    end_labels,
    figure,
    hidden_axis,
    hit_bars,
    hover_text,
    label_axis,
    mark,
    marked,
    room_for,
)
from app.charts.shown import PLAIN, Shown
from app.palette import Palette, with_alpha
from app.wording.numbers import format_count, format_rate
from app.wording.text import Lang, text

ROW = 19.5
OTHERS = 0.55
"""Opacity of the themes that are not the focus."""
_GAP = 0.055
"""Share of the width between two columns, for the labels of the left one."""


class Style(NamedTuple):
    """Colours, language and focus of the whole chart."""

    palette: Palette
    lang: Lang
    focus: str


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    focus: str = "",
) -> go.Figure:
    """Draw one column of bars a side, all on one scale; length is the rate, label the count.

    Parameters
    ----------
    table
        Columns of ``schema.THEMES``. Sides keep the order of the table; themes follow by their
        largest rate, the focus first.
    focus
        Key of the theme drawn in full tone.
    """
    sides = list(dict.fromkeys(table["group"].tolist()))
    themes = _themes(table, focus)
    style = Style(palette, lang, focus)
    longest = float(table["per_10k_characters"].max()) if len(table) else 0.0
    traces: list[object] = []
    axes: dict[str, object] = {}
    for place, side in enumerate(sides):
        axis = "" if place == 0 else str(place + 1)
        rows = table[table["group"] == side].set_index("theme").reindex(themes)
        traces += [
            trace.update(xaxis=f"x{axis}") for trace in _side(rows, longest, side, shown, style)
        ]
        axes[f"xaxis{axis}"] = hidden_axis(0, longest * 1.04) | {
            "domain": _domain(place, len(sides)),
            "anchor": "y",
        }
    labels = [marked(shown.theme(theme), palette, chosen=theme == focus) for theme in themes]
    return figure(
        traces,
        palette=palette,
        height=round(ROW * len(themes)),
        right=room_for(format_count(n) for n in table["n"]),
        barmode="overlay",
        yaxis=label_axis(themes, labels, palette=palette),
        **axes,
    )


def _themes(table: pd.DataFrame, focus: str) -> list[str]:
    """Return the themes by their largest rate on any side, the focus first."""
    largest: dict[str, float] = {}
    for theme, rate in zip(table["theme"], table["per_10k_characters"], strict=True):
        largest[theme] = max(largest.get(theme, 0.0), float(rate))
    return sorted(largest, key=lambda theme: (theme != focus, -largest[theme]))


def _domain(place: int, sides: int) -> list[float]:
    width = (1 - _GAP * (sides - 1)) / sides
    start = place * (width + _GAP)
    return [round(start, 6), round(min(start + width, 1), 6)]


def _side(
    rows: pd.DataFrame, longest: float, side: str, shown: Shown, style: Style
) -> list[go.Bar | go.Scatter]:
    """Return bars, labels and invisible rows of one side; ``rows`` are indexed by theme."""
    palette, lang, focus = style
    themes = list(rows.index)
    counts = [int(n) for n in rows["n"].fillna(0)]
    rates = [float(rate) for rate in rows["per_10k_characters"].fillna(0)]
    full = shown.colour(side, palette)
    tones = [full if theme == focus or not focus else with_alpha(full, OTHERS) for theme in themes]
    said = [
        marked(format_count(n), palette, chosen=theme == focus)
        for n, theme in zip(counts, themes, strict=True)
    ]
    labels = end_labels(rates, themes, said, colour=palette.muted)
    labels.textfont.size = SMALL_SIZE
    return [
        mark(
            go.Bar,
            name=side,
            orientation="h",
            x=rates,
            y=themes,
            marker={"color": tones},
            hoverinfo="skip",
            **UNDIMMED,
        ),
        labels,
        hit_bars(
            themes,
            longest,
            clicks=[Click(THEME, theme, side) for theme in themes],
            hovers=[
                hover_text(
                    f"{shown.name(side, lang)} · {shown.theme(theme)}",
                    text("chart.times", lang, n=format_count(n)),
                    text("chart.per_10k_characters", lang, rate=format_rate(rate)),
                    text("chart.small_sample", lang) if shown.is_small(side) else "",
                    text("chart.click", lang),
                )
                for theme, n, rate in zip(themes, counts, rates, strict=True)
            ],
        ),
    ]
