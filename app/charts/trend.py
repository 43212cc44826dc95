"""Rates over years: lines that break where there is no text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import Click
from app.charts.layout import (
    HOVER,
    SMALL_SIZE,
    TEXT_SIZE,
    UNDIMMED,
    Axis,
    escape,
    figure,
    hover_text,
    mark,
    room_for,
    shorten,
)
from app.charts.shown import PLAIN, Shown
from app.palette import Palette
from app.wording.numbers import format_count, format_rate
from app.wording.text import Lang, text

HEIGHT = 240
LIMIT = 6
MOST_LABELLED = 24
"""Periods up to which counts have room as labels."""
FEW_DOCUMENTS = 3
"""Documents in a period below which its dot is hollow."""


class Period(NamedTuple):
    """One dot: a year, its count and its rate per 10,000 characters."""

    label: str
    n: int
    rate: float


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    documents: Mapping[str, int],
    focus: str = "",
) -> go.Figure:
    """Draw one line a term or theme, six at most, each with its name at the end.

    Parameters
    ----------
    table
        Columns of ``schema.FREQUENCY`` or ``schema.THEMES``, grouped by year; undated is left out.
    documents
        Number of documents of each period: below 3 its dot is hollow; a year without any breaks
        the line.
    focus
        Term or key of the theme drawn in cinnabar, with its counts as labels. If there is only
        one line it has them too.
    """
    column = "term" if "term" in table.columns else "theme"
    dated = table[table["group"] != ""]
    series = list(dict.fromkeys(dated[column]))[:LIMIT]
    periods = periods_of(list(documents))
    labelled = has_labels(documents)
    names = {key: shown.theme(key) if column == "theme" else key for key in series}
    traces = []
    for place, key in enumerate(series):
        rows = dated[dated[column] == key]
        values = {
            row.group: Period(row.group, int(row.n), float(row.per_10k_characters))
            for row in rows.itertuples()
        }
        colour = palette.focus if key == focus else _colour(place, len(series), palette)
        traces.append(
            _line(
                [values.get(period) for period in periods],
                Series(
                    names[key],
                    Click(column, key),
                    colour,
                    labelled and (key == focus or len(series) == 1),
                ),
                periods,
                documents,
                palette=palette,
                lang=lang,
            )
        )
    fig = figure(
        traces,
        palette=palette,
        height=HEIGHT,
        right=room_for(shorten(name, 8) for name in names.values()) + 8,
        xaxis=_period_axis(periods, palette),
        yaxis=_rate_axis(palette),
        annotations=_end_names(traces, periods, palette),
    )
    fig.layout.margin.t = TEXT_SIZE + 8
    return fig


class Series(NamedTuple):
    """One line: name, what a click means (its row is the period), colour, labels or not."""

    name: str
    click: Click
    colour: str
    has_labels: bool


def has_labels(documents: Iterable[str]) -> bool:
    """Return whether the periods of some documents are few enough for counts as labels."""
    return len(periods_of(list(documents))) <= MOST_LABELLED


def periods_of(groups: list[str]) -> list[str]:
    """Return the periods of the axis: every year from first to last, or the groups as sorted.

    >>> periods_of(["2019", "", "2021"])
    ['2019', '2020', '2021']
    """
    dated = sorted({group for group in groups if group})
    if dated and all(len(group) == 4 and group.isdecimal() for group in dated):
        return [str(year) for year in range(int(dated[0]), int(dated[-1]) + 1)]
    return dated


def _line(
    values: list[Period | None],
    series: Series,
    periods: list[str],
    documents: Mapping[str, int],
    *,
    palette: Palette,
    lang: Lang,
) -> go.Scatter:
    known = [
        value if documents.get(period) else None
        for value, period in zip(values, periods, strict=True)
    ]
    return mark(
        go.Scatter,
        name=series.name,
        mode="lines+markers+text" if series.has_labels else "lines+markers",
        x=periods,
        y=[None if value is None else value.rate for value in known],
        text=["" if value is None else format_count(value.n) for value in known],
        textposition="top center",
        textfont={"size": SMALL_SIZE, "color": series.colour},
        connectgaps=False,
        line={"color": series.colour, "width": 2, "shape": "linear"},
        marker={
            "size": 8,
            "color": [
                palette.background if documents.get(period, 0) < FEW_DOCUMENTS else series.colour
                for period in periods
            ],
            "line": {"color": series.colour, "width": 2},
        },
        cliponaxis=False,
        customdata=[list(series.click._replace(row=period)) for period in periods],
        hovertext=[
            "" if value is None else _hover(series.name, value, documents, lang) for value in known
        ],
        hovertemplate=HOVER,
        selected=UNDIMMED["selected"] | {"textfont": {"color": series.colour}},
        unselected=UNDIMMED["unselected"] | {"textfont": {"color": series.colour}},
    )


def _hover(name: str, value: Period, documents: Mapping[str, int], lang: Lang) -> str:
    few = documents.get(value.label, 0) < FEW_DOCUMENTS
    return hover_text(
        f"{name} · {value.label}",
        text("chart.times", lang, n=format_count(value.n)),
        text("chart.per_10k_characters", lang, rate=format_rate(value.rate)),
        text("chart.group_documents", lang, n=format_count(documents.get(value.label, 0))),
        text("chart.few_documents", lang) if few else "",
        text("chart.click", lang),
    )


def _colour(place: int, lines: int, palette: Palette) -> str:
    return palette.data if lines == 1 else palette.categorical[place % len(palette.categorical)]


def _end_names(
    traces: list[go.Scatter], periods: list[str], palette: Palette
) -> list[dict[str, object]]:
    """Return names at the last dots, moved apart where they would overlap.

    Their place is a number: a year as text would be read as the two-thousandth place.
    """
    ends = []
    for trace in traces:
        dots = [(x, y) for x, y in zip(trace.x, trace.y, strict=True) if y is not None]
        if dots:
            ends.append((dots[-1], trace))
    highest = max((y for trace in traces for y in trace.y if y is not None), default=0) or 1
    names: list[dict[str, object]] = []
    lowest_free = None
    for (x, y), trace in sorted(ends, key=lambda end: end[0][1]):
        at = y / highest * HEIGHT
        shift = 0.0 if lowest_free is None else max(lowest_free - at, 0.0)
        lowest_free = at + shift + TEXT_SIZE + 3
        names.append(
            {
                "text": escape(shorten(trace.name, 8)),
                "x": periods.index(x),
                "y": y,
                "xanchor": "left",
                "xshift": 10,
                "yshift": round(shift),
                "showarrow": False,
                "font": {"size": TEXT_SIZE, "color": trace.line.color or palette.text},
            }
        )
    return names


def _period_axis(periods: list[str], palette: Palette) -> Axis:
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": periods,
        "range": [-0.3, max(len(periods) - 0.7, 0.3)],
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "nticks": 12,
        "ticks": "",
        "tickfont": {"size": TEXT_SIZE - 1, "color": palette.text},
    }


def _rate_axis(palette: Palette) -> Axis:
    return {
        "rangemode": "tozero",
        "fixedrange": True,
        "automargin": True,
        "showgrid": True,
        "gridcolor": palette.border,
        "nticks": 4,
        "zeroline": True,
        "zerolinecolor": palette.border,
        "ticks": "",
        "tickfont": {"size": SMALL_SIZE, "color": palette.muted},
    }
