"""Groups against themes: shade is the rate, the number in the cell the count."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import THEME, Click
from app.charts.layout import (
    HOVER,
    TEXT_SIZE,
    TRANSPARENT,
    UNDIMMED,
    Axis,
    escape,
    figure,
    hover_text,
    label_axis,
    mark,
    marked,
    room_for,
    width,
)
from app.charts.shown import PLAIN, Shown, is_named
from app.palette import Palette, cell_text, colorscale
from app.wording.numbers import format_count, format_rate
from app.wording.text import Lang, text

ROW = 27.5
HEAD = 28
LEAST_SCALE_END = 20.0
"""Rate per 10,000 characters at which the scale ends at least."""
SCALE_PERCENTILE = 95
ZERO = "·"


class Cell(NamedTuple):
    """One cell: group, key of theme, count, rate per 10,000 characters."""

    group: str
    theme: str
    n: int
    rate: float


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    picked: tuple[str, str] | None = None,
) -> go.Figure:
    """Draw a table of groups and themes; both keep the order of the table.

    Parameters
    ----------
    table
        Columns of ``schema.THEMES``, one row a theme and group.
    picked
        Group and theme of the cell to frame; a theme alone (empty group) frames its column.
    """
    cells = [
        Cell(group, theme, int(n), float(rate))
        for group, theme, n, rate in zip(
            table["group"], table["theme"], table["n"], table["per_10k_characters"], strict=True
        )
    ]
    groups = list(dict.fromkeys(cell.group for cell in cells))
    themes = list(dict.fromkeys(cell.theme for cell in cells))
    end = scale_end([cell.rate for cell in cells])
    dark = [cell_text(palette, min(cell.rate / end, 1)) != palette.text for cell in cells]
    return figure(
        [
            _shades(cells, groups, themes, end, palette),
            *(
                _marks(
                    [cell for cell, own in zip(cells, dark, strict=True) if own is inverted],
                    shown,
                    end,
                    colour=palette.on_dark_cell if inverted else palette.text,
                    lang=lang,
                )
                for inverted in (False, True)
            ),
        ],
        palette=palette,
        height=round(ROW * len(groups)) + _head(themes, shown),
        hoverdistance=40,
        xaxis=_theme_axis(themes, shown, picked, palette),
        yaxis=label_axis(
            groups, [_group_label(group, shown, lang, palette) for group in groups], palette=palette
        ),
        shapes=_frame(groups, themes, picked, palette),
    )


def _head(themes: list[str], shown: Shown) -> int:
    """Return the room over the columns; names of more than two characters stand upright."""
    names = [shown.theme(theme) for theme in themes]
    return HEAD if max(map(width, names), default=0) <= 2 else room_for(names)


def scale_end(rates: list[float]) -> float:
    """Return the rate with the strongest shade: the 95th percentile of the cells, at least 20."""
    known = [rate for rate in rates if not np.isnan(rate)]
    if not known:
        return LEAST_SCALE_END
    return max(float(np.percentile(known, SCALE_PERCENTILE)), LEAST_SCALE_END)


def _shades(
    cells: list[Cell], groups: list[str], themes: list[str], end: float, palette: Palette
) -> go.Heatmap:
    rates = {(cell.group, cell.theme): cell.rate for cell in cells}
    return mark(
        go.Heatmap,
        name="rate",
        x=themes,
        y=groups,
        z=[[rates.get((group, theme)) for theme in themes] for group in groups],
        zmin=0,
        zmax=end,
        colorscale=colorscale(palette.sequential),
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
    )


def _marks(cells: list[Cell], shown: Shown, end: float, *, colour: str, lang: Lang) -> go.Scatter:
    """Return invisible squares that carry text, hover and click; a heat map takes no clicks."""
    return mark(
        go.Scatter,
        name="n",
        mode="markers+text",
        x=[cell.theme for cell in cells],
        y=[cell.group for cell in cells],
        text=[format_count(cell.n) if cell.n else ZERO for cell in cells],
        textfont={"color": colour, "size": TEXT_SIZE},
        marker={"symbol": "square", "size": 26, "color": TRANSPARENT, "line": {"width": 0}},
        customdata=[list(Click(THEME, cell.theme, cell.group)) for cell in cells],
        hovertext=[_hover(cell, shown, end, lang) for cell in cells],
        hovertemplate=HOVER,
        selected=UNDIMMED["selected"] | {"textfont": {"color": colour}},
        unselected=UNDIMMED["unselected"] | {"textfont": {"color": colour}},
    )


def _hover(cell: Cell, shown: Shown, end: float, lang: Lang) -> str:
    size = shown.characters.get(cell.group)
    rate = format_rate(cell.rate)
    return hover_text(
        f"{shown.name(cell.group, lang)} · {shown.theme(cell.theme)}",
        text("chart.times", lang, n=format_count(cell.n)),
        text("chart.per_10k_characters", lang, rate=rate)
        if size is None
        else text("chart.per_10k_of", lang, rate=rate, characters=format_count(size)),
        text("chart.small_sample", lang) if shown.is_small(cell.group) else "",
        text("chart.clipped", lang) if cell.rate > end else "",
        text("chart.click", lang),
    )


def _theme_axis(
    themes: list[str], shown: Shown, picked: tuple[str, str] | None, palette: Palette
) -> Axis:
    column = picked[1] if picked else ""
    labels = [marked(shown.theme(theme), palette, chosen=theme == column) for theme in themes]
    axis = label_axis(themes, labels, palette=palette)
    return axis | {"side": "top", "range": [-0.5, len(themes) - 0.5], "autotickangles": [0, 90]}


def _group_label(group: str, shown: Shown, lang: Lang, palette: Palette) -> str:
    """Return the name and, smaller and grey, the amount of text."""
    size = shown.characters.get(group) if is_named(group) else None
    if size is None:
        return shown.label(group, lang)
    star = "*" if shown.is_small(group) else ""
    name = shown.label(group, lang)
    amount = escape(text("chart.characters", lang, n=format_count(size)))
    return f'{name} <span style="font-size:11px;color:{palette.muted}">{amount}{star}</span>'


def _frame(
    groups: list[str], themes: list[str], picked: tuple[str, str] | None, palette: Palette
) -> list[dict[str, object]]:
    if picked is None or picked[1] not in themes:
        return []
    column = themes.index(picked[1])
    rows = (
        range(len(groups)) if not picked[0] else [i for i, g in enumerate(groups) if g == picked[0]]
    )
    if not rows:
        return []
    return [
        {
            "type": "rect",
            "x0": column - 0.5,
            "x1": column + 0.5,
            "y0": rows[0] - 0.5,
            "y1": rows[-1] + 0.5,
            "line": {"color": palette.focus, "width": 2},
            "layer": "above",
        }
    ]
