"""Reported numbers of like things over the years: one point a figure, one line an organisation."""

from __future__ import annotations

from itertools import groupby, pairwise
from math import floor, isnan, log10
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import FACT, Click, at_place
from app.charts.layout import (
    HOVER,
    NO_HOVER,
    SMALL_SIZE,
    TEXT_SIZE,
    TRANSPARENT,
    UNDIMMED,
    Axis,
    escape,
    figure,
    hover_text,
    mark,
    marked,
    room_for,
    shorten,
)
from app.charts.ledger import is_wide
from app.charts.shown import PLAIN, Shown, is_named
from app.charts.value_ticks import powers_of_ten, round_values, tick_texts
from app.palette import Palette
from app.wording.numbers import format_count, format_value
from app.wording.text import Lang, text
from app.wording.values import value_name

HEIGHT = 300
MOST_OWNERS = 6
LABELLED = 16
"""Up to so many points have their number written beside them."""
EXACT, LOW, DONE = "exact", "low", "done"
_LONGEST_NAME = 9


class Point(NamedTuple):
    """One figure as it is drawn: from ``low`` to ``high`` where it is a range, else both alike."""

    year: int
    low: float
    high: float
    written: str
    noun: str
    unit: str
    bound: str
    status: str
    uncertain: bool
    alike: int
    """Figures of its owner of the same thing in the same year, itself included."""
    place: str


Steps = list[float | int | None]


class Line(NamedTuple):
    """The figures of one organisation, by year."""

    owner: str | None
    colour: str
    points: list[Point]


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    picked: str = "",
    joined: bool = True,
) -> go.Figure:
    """Draw figures with a year, those of the first organisations of the table.

    Parameters
    ----------
    table
        Columns of ``schema.FIGURE_MEMBERS``, all of one unit.
    picked
        ``document:start`` of the figure that the panel shows; drawn in cinnabar.
    joined
        Join the years of an organisation by a line: solid from one year to the next, dotted over
        years without a figure, none where a year has several figures of the same thing, and none
        from what was done to what is planned.
    """
    lines = lines_of(table, shown, palette)
    points = [point for line in lines for point in line.points]
    logarithmic = is_wide([point.high for point in points])
    labelled = _with_room(points, log=logarithmic) if len(points) <= LABELLED else frozenset()
    traces = [part for line in lines for part in _joins(line)] if joined else []
    traces += [_ranges(line) for line in lines]
    traces += [
        _marks(line, shown, palette, lang, picked=picked, labelled=labelled) for line in lines
    ]
    names = [shown.name(line.owner, lang) for line in lines]
    fig = figure(
        traces,
        palette=palette,
        height=HEIGHT,
        right=room_for((shorten(name, _LONGEST_NAME) for name in names), SMALL_SIZE) + 16,
        xaxis=_year_axis([point.year for point in points], palette),
        yaxis=_value_axis([point.high for point in points], palette, lang, log=logarithmic),
        annotations=_end_names(lines, shown, lang, log=logarithmic),
    )
    fig.layout.margin.t = TEXT_SIZE + 8
    return fig


def lines_of(table: pd.DataFrame, shown: Shown, palette: Palette) -> list[Line]:
    """Return the figures with a year, line by line; the first ``MOST_OWNERS`` organisations."""
    lines: list[Line] = []
    for owner, rows in groupby(
        table[table["year"] != ""].itertuples(),
        key=lambda row: row.organisation if is_named(row.organisation) else None,
    ):
        if len(lines) == MOST_OWNERS:
            break
        points = sorted((_point(row) for row in rows), key=lambda p: (p.year, p.place))
        lines.append(Line(owner, shown.colour(owner, palette), points))
    return lines


def _point(row) -> Point:  # noqa: ANN001  a row of itertuples
    low = float(row.value)
    return Point(
        year=int(row.year),
        low=low,
        high=low if isnan(row.high) else float(row.high),
        written=row.text,
        noun=row.noun if is_named(row.noun) else "",
        unit=row.unit,
        bound=row.bound,
        status=row.status,
        uncertain=row.confidence == LOW,
        alike=int(row.alike),
        place=at_place(row.doc, row.start),
    )


def _joins(line: Line) -> list[go.Scatter]:
    """Return the solid and the dotted part of a line."""
    solid: tuple[Steps, Steps] = ([], [])
    dotted: tuple[Steps, Steps] = ([], [])
    for before, after in pairwise(line.points):
        several = before.alike > 1 or after.alike > 1 or before.year == after.year
        if several or before.status != after.status:
            continue
        x, y = solid if after.year == before.year + 1 else dotted
        x += [before.year, after.year, None]
        y += [before.high, after.high, None]
    return [
        mark(
            go.Scatter,
            name=name,
            mode="lines",
            x=x,
            y=y,
            connectgaps=False,
            line={"color": line.colour, "width": 2, "dash": dash},
            **NO_HOVER,
        )
        for name, (x, y), dash in (("solid", solid, "solid"), ("dotted", dotted, "dot"))
        if x
    ]


def _ranges(line: Line) -> go.Scatter:
    """Return upright strokes from the lower to the upper end of ranges."""
    ranges = [point for point in line.points if point.low != point.high]
    return mark(
        go.Scatter,
        name="range",
        mode="lines",
        x=[x for point in ranges for x in (point.year, point.year, None)],
        y=[y for point in ranges for y in (point.low, point.high, None)],
        connectgaps=False,
        line={"color": line.colour, "width": 4},
        **NO_HOVER,
    )


def _marks(
    line: Line,
    shown: Shown,
    palette: Palette,
    lang: Lang,
    *,
    picked: str,
    labelled: frozenset[str],
) -> go.Scatter:
    edges = [palette.focus if point.place == picked else line.colour for point in line.points]
    return mark(
        go.Scatter,
        name="figures",
        mode="markers+text",
        x=[point.year for point in line.points],
        y=[point.high for point in line.points],
        text=[
            marked(_label(point, labelled, picked), palette, chosen=point.place == picked)
            for point in line.points
        ],
        textposition="top center",
        textfont={"size": SMALL_SIZE, "color": line.colour},
        marker={
            "opacity": 1,
            "size": [12 if point.place == picked else 9 for point in line.points],
            "color": [
                edge if point.bound == EXACT else TRANSPARENT
                for point, edge in zip(line.points, edges, strict=True)
            ],
            "line": {"color": edges, "width": 2},
        },
        cliponaxis=False,
        customdata=[list(Click(FACT, point.place, line.owner or "")) for point in line.points],
        hovertext=[_hover(point, shown.name(line.owner, lang), lang) for point in line.points],
        hovertemplate=HOVER,
        selected=UNDIMMED["selected"] | {"textfont": {"color": line.colour}},
        unselected=UNDIMMED["unselected"] | {"textfont": {"color": line.colour}},
    )


def _label(point: Point, labelled: frozenset[str], picked: str) -> str:
    doubt = "?" if point.uncertain else ""
    return f"{point.written}{doubt}" if point.place in {*labelled, picked} else doubt


def _with_room(points: list[Point], *, log: bool) -> frozenset[str]:
    """Return the places of the points whose labels do not run into one above of the same year."""
    low, high = _ends([point.high for point in points], log=log)
    pixel = (high - low) / HEIGHT
    free: dict[int, float] = {}
    found = []
    for point in sorted(points, key=lambda point: (-point.high, point.place)):
        y = _height(point.high, log=log)
        if y <= free.get(point.year, y):
            free[point.year] = y - (SMALL_SIZE + 2) * pixel
            found.append(point.place)
    return frozenset(found)


def _hover(point: Point, owner: str, lang: Lang) -> str:
    value = format_value(point.high)
    if point.low != point.high:
        value = text("chart.fact_range", lang, low=format_value(point.low), high=value)
    several = text("chart.fact_several", lang, n=format_count(point.alike))
    return hover_text(
        " · ".join(part for part in (owner, point.noun, str(point.year)) if part),
        f"{point.written}（{value_name('bound', point.bound, lang)} {value} {point.unit}）",
        value_name("status", point.status, lang) if point.status != DONE else "",
        several if point.alike > 1 else "",
        text("chart.fact_low", lang) if point.uncertain else "",
        text("chart.click", lang),
    )


def _end_names(lines: list[Line], shown: Shown, lang: Lang, *, log: bool) -> list[Axis]:
    """Return the name of each organisation right of its last point, moved apart where needed."""
    low, high = _ends([point.high for line in lines for point in line.points], log=log)
    names: list[Axis] = []
    free: dict[int, float] = {}
    for line in sorted(lines, key=lambda line: line.points[-1].high):
        last = line.points[-1]
        y = _height(last.high, log=log)
        at = (y - low) / ((high - low) or 1) * HEIGHT
        shift = max(free.get(last.year, at) - at, 0.0)
        free[last.year] = at + shift + SMALL_SIZE + 4
        names.append(
            {
                "text": escape(shorten(shown.name(line.owner, lang), _LONGEST_NAME)),
                "x": last.year,
                "y": y,
                "xanchor": "left",
                "xshift": 12,
                "yshift": round(shift),
                "showarrow": False,
                "font": {"size": SMALL_SIZE, "color": line.colour},
            }
        )
    return names


def _height(value: float, *, log: bool) -> float:
    return log10(value) if log else value


def _ends(values: list[float], *, log: bool) -> tuple[float, float]:
    """Return where the axis of values begins and ends, in powers of ten where it is logarithmic."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if log:
        return floor(log10(low)), log10(high) + 0.15
    low = min(low, 0.0)
    return low, high + (high - low or 1.0) * 0.08


def _value_axis(values: list[float], palette: Palette, lang: Lang, *, log: bool) -> Axis:
    low, high = _ends(values, log=log)
    ticks = powers_of_ten(low, high) if log else round_values(low, high)
    return {
        "type": "log" if log else "linear",
        "range": [low, high],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": tick_texts(ticks, lang),
        "fixedrange": True,
        "automargin": True,
        "showgrid": True,
        "gridcolor": palette.border,
        "zeroline": not log,
        "zerolinecolor": palette.border,
        "ticks": "",
        "tickfont": {"size": SMALL_SIZE, "color": palette.muted},
    }


def _year_axis(years: list[int], palette: Palette) -> Axis:
    first, last = min(years, default=0), max(years, default=0)
    step = max(1, -(-(last - first + 1) // 12))
    ticks = list(range(first, last + 1, step))
    return {
        "type": "linear",
        "range": [first - 0.4, last + 0.4],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [str(year) for year in ticks],
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": TEXT_SIZE - 1, "color": palette.text},
    }
