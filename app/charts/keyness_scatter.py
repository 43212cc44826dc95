"""How big a difference is against how common the word is."""

from __future__ import annotations

from math import log10
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import TERM, Click
from app.charts.layout import (
    HOVER,
    NO_HOVER,
    SMALL_SIZE,
    TEXT_SIZE,
    Axis,
    escape,
    figure,
    hover_text,
    mark,
    shorten,
    width,
)
from app.charts.shown import PLAIN, Shown
from app.palette import Palette
from app.wording.numbers import format_count, format_rate
from app.wording.text import Lang, text

HEIGHT = 400
LABELS = 25
WEBGL_FROM = 5000
"""Number of points above which they are drawn by the graphics card."""
_PLOT_WIDTH = 760
"""Width that collisions of labels are computed for, px."""
_TICKS = [digit * 10**power for power in range(7) for digit in (1, 2, 5)]


class Box(NamedTuple):
    """The room a label takes, px."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: Box) -> bool:
        """Whether two boxes overlap."""
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    sides: tuple[str, str],
    shown: Shown = PLAIN,
    focus: str = "",
) -> go.Figure:
    """Draw a dot a word: across, how often in both sides together; up, the log ratio.

    Of the words with the largest score 25 are labelled, as far as labels do not overlap.

    Parameters
    ----------
    table
        Columns of ``schema.KEYNESS``.
    sides
        Names of target (above the line) and reference (below), as in ``shown``.
    """
    rows = table.assign(total=table["n_target"] + table["n_reference"], size=table["score"].abs())
    rows = rows[rows["total"] > 0].sort_values("size", ascending=False, kind="stable")
    scatter = go.Scattergl if len(rows) > WEBGL_FROM else go.Scatter
    colours = {
        "target": shown.colour(sides[0], palette),
        "reference": shown.colour(sides[1], palette),
    }
    return figure(
        [
            scatter(
                name="term",
                mode="markers",
                x=rows["total"].tolist(),
                y=rows["log_ratio"].tolist(),
                marker={
                    "size": 7,
                    "color": [
                        palette.focus if term == focus else colours.get(side, palette.muted)
                        for term, side in zip(rows["term"], rows["side"], strict=True)
                    ],
                },
                customdata=[list(Click(TERM, term)) for term in rows["term"]],
                hovertext=[_hover(row, sides, shown, lang) for row in rows.itertuples()],
                hovertemplate=HOVER,
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 1}},
            ),
            _labels(rows, focus, palette),
        ],
        palette=palette,
        height=HEIGHT,
        right=70,
        xaxis=_axis("log", palette)
        | {"tickvals": _TICKS, "ticktext": [format_count(n) for n in _TICKS]},
        yaxis=_axis("linear", palette)
        | {"showgrid": True, "gridcolor": palette.border, "nticks": 5, "zeroline": True}
        | {"zerolinecolor": palette.muted, "zerolinewidth": 1},
    )


def _axis(kind: str, palette: Palette) -> Axis:
    return {
        "type": kind,
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": SMALL_SIZE, "color": palette.muted},
    }


def _labels(rows: pd.DataFrame, focus: str, palette: Palette) -> go.Scatter:
    chosen = _free_labels(rows, focus)
    return mark(
        go.Scatter,
        name="label",
        mode="text",
        x=[float(rows["total"].iloc[place]) for place in chosen],
        y=[float(rows["log_ratio"].iloc[place]) for place in chosen],
        text=[f" {escape(shorten(rows['term'].iloc[place]))}" for place in chosen],
        textposition="middle right",
        textfont={"size": TEXT_SIZE - 1, "color": palette.text},
        cliponaxis=False,
        selected={"textfont": {"color": palette.text}},
        unselected={"textfont": {"color": palette.text}},
        **NO_HOVER,
    )


def _free_labels(rows: pd.DataFrame, focus: str) -> list[int]:
    """Return positions of rows that can be labelled, strongest first, the focus before all."""
    if rows.empty:
        return []
    across = [log10(total) for total in rows["total"]]
    up = rows["log_ratio"].tolist()
    span_x = (max(across) - min(across)) or 1.0
    span_y = (max(up) - min(up)) or 1.0
    order = sorted(range(len(rows)), key=lambda place: rows["term"].iloc[place] != focus)
    taken: list[Box] = []
    kept: list[int] = []
    for place in order[: LABELS * 4]:
        left = (across[place] - min(across)) / span_x * _PLOT_WIDTH
        middle = (max(up) - up[place]) / span_y * HEIGHT
        label = shorten(rows["term"].iloc[place])
        box = Box(left, middle - 7, left + 8 + width(label) * TEXT_SIZE, middle + 7)
        if len(kept) < LABELS and not any(box.hits(other) for other in taken):
            taken.append(box)
            kept.append(place)
    return kept


def _hover(row: object, sides: tuple[str, str], shown: Shown, lang: Lang) -> str:
    value = {
        name: getattr(row, name)
        for name in ("term", "n_target", "n_reference", "log_ratio", "size")
    }
    return hover_text(
        str(value["term"]),
        text(
            "chart.pair",
            lang,
            a=shown.name(sides[0], lang),
            n_a=format_count(value["n_target"]),
            b=shown.name(sides[1], lang),
            n_b=format_count(value["n_reference"]),
        ),
        text("chart.log_ratio", lang, value=format_rate(value["log_ratio"])),
        text("chart.log_likelihood", lang, value=format_rate(value["size"])),
        text("chart.click", lang),
    )
