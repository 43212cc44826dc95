"""Words that one side uses more than the other, to the left and to the right of a line."""

from __future__ import annotations

from math import isnan
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import TERM, Click
from app.charts.layout import (
    HOVER,
    MARGIN,
    TEXT_SIZE,
    UNDIMMED,
    end_labels,
    escape,
    figure,
    hidden_axis,
    hover_text,
    mark,
    marked,
    room_for,
    shorten,
)
from app.charts.shown import PLAIN, Shown
from app.palette import Palette, with_alpha
from app.wording.numbers import format_count, format_p, format_rate
from app.wording.text import Lang, text

ROW = 29
LIMIT = 12
CHANCE = 0.01
"""Adjusted p from which a difference is drawn pale."""
PALE = 0.35
TARGET = "target"


class Word(NamedTuple):
    """One bar: a row of ``schema.KEYNESS`` with how it is shown."""

    term: str
    length: float
    label: str
    is_chance: bool
    hover: str


class Sides(NamedTuple):
    """The two sides by name: the target is drawn at the left, the reference at the right."""

    target: str
    reference: str


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    sides: Sides,
    shown: Shown = PLAIN,
    focus: str = "",
) -> go.Figure:
    """Draw the twelve words a side with the largest score; labels are counts, ``词 22:0``.

    Parameters
    ----------
    table
        Columns of ``schema.KEYNESS``. Where it has no p nothing is drawn pale.
    sides
        Names of target and reference, as in ``shown``.
    """
    left, right = (_words(table, sides, shown, lang, side=side) for side in (TARGET, "reference"))
    longest = max((word.length for word in (*left, *right)), default=0.0)
    rows = max(len(left), len(right))
    fig = figure(
        [
            *_bars(left, -1, shown.colour(sides.target, palette), palette, focus=focus),
            *_bars(right, 1, shown.colour(sides.reference, palette), palette, focus=focus),
        ],
        palette=palette,
        height=ROW * (rows + 1),
        right=room_for(word.label for word in right),
        barmode="overlay",
        xaxis=hidden_axis(-longest, longest),
        yaxis=hidden_axis(rows - 0.5, -1.5) | {"range": [rows - 0.5, -1.5]},
        shapes=[_zero_line(rows, palette)],
        annotations=[
            _head(f"{_name(sides.target, shown, lang)} ◀", "right", -1),
            _head(f"▶ {_name(sides.reference, shown, lang)}", "left", 1),
        ],
    )
    fig.layout.margin.l = MARGIN + room_for(word.label for word in left)
    for annotation, side in zip(fig.layout.annotations, sides, strict=True):
        annotation.font.color = shown.colour(side, palette)
    return fig


def _words(table: pd.DataFrame, sides: Sides, shown: Shown, lang: Lang, *, side: str) -> list[Word]:
    rows = table[table["side"] == side]
    rows = rows.assign(length=rows["score"].abs())
    rows = rows.sort_values("length", ascending=False, kind="stable").head(LIMIT)
    return [
        Word(
            term=row.term,
            length=float(row.length),
            label=f"{shorten(row.term)} {format_count(row.n_target)}:"
            f"{format_count(row.n_reference)}",
            is_chance=bool(row.p_adjusted >= CHANCE),
            hover=_hover(row, sides, shown, lang),
        )
        for row in rows.itertuples()
    ]


def _bars(
    words: list[Word], direction: int, colour: str, palette: Palette, *, focus: str
) -> list[go.Bar | go.Scatter]:
    places = list(range(len(words)))
    ends = [direction * word.length for word in words]
    tones = [with_alpha(colour, PALE) if word.is_chance else colour for word in words]
    labels = [marked(word.label, palette, chosen=word.term == focus) for word in words]
    return [
        mark(
            go.Bar,
            name="target" if direction < 0 else "reference",
            orientation="h",
            x=ends,
            y=places,
            marker={"color": tones},
            customdata=[list(Click(TERM, word.term)) for word in words],
            hovertext=[word.hover for word in words],
            hovertemplate=HOVER,
            **UNDIMMED,
        ),
        end_labels(
            ends, places, labels, colour=palette.text, side="left" if direction < 0 else "right"
        ),
    ]


def _hover(row: object, sides: Sides, shown: Shown, lang: Lang) -> str:
    names = [shown.name(side, lang) for side in sides]
    values = {
        name: getattr(row, name) for name in ("n_target", "n_reference", "score", "p_adjusted")
    }
    tested = not isnan(values["p_adjusted"])
    return hover_text(
        str(getattr(row, "term", "")),
        text(
            "chart.pair",
            lang,
            a=names[0],
            n_a=format_count(values["n_target"]),
            b=names[1],
            n_b=format_count(values["n_reference"]),
        ),
        text(
            "chart.pair_rates",
            lang,
            rate_a=format_rate(getattr(row, "per_10k_target", 0.0)),
            rate_b=format_rate(getattr(row, "per_10k_reference", 0.0)),
        ),
        text("chart.log_likelihood", lang, value=format_rate(abs(values["score"]))),
        text("chart.log_ratio", lang, value=format_rate(getattr(row, "log_ratio", 0.0))),
        text("chart.p_adjusted", lang, value=format_p(values["p_adjusted"])) if tested else "",
        text("chart.chance", lang) if values["p_adjusted"] >= CHANCE else "",
        text("chart.click", lang),
    )


def _name(side: str, shown: Shown, lang: Lang) -> str:
    name = escape(shorten(shown.name(side, lang)))
    return text("chart.side_more", lang, name=f"<b>{name}</b>")


def _head(label: str, anchor: str, direction: int) -> dict[str, object]:
    return {
        "text": label,
        "x": 0,
        "y": -1,
        "xanchor": anchor,
        "xshift": 4 * direction,
        "showarrow": False,
        "font": {"size": TEXT_SIZE + 1},
    }


def _zero_line(rows: int, palette: Palette) -> dict[str, object]:
    return {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": -1.5,
        "y1": rows - 0.5,
        "line": {"color": palette.border, "width": 1.5},
    }
