"""Documents against documents: the lower triangle of their cosines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import isnan

import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import DOCUMENTS, Click
from app.charts.layout import (
    HOVER,
    TEXT_SIZE,
    TRANSPARENT,
    UNDIMMED,
    escape,
    figure,
    hover_text,
    label_axis,
    mark,
    shorten,
)
from app.charts.shown import PLAIN, Shown
from app.palette import Palette, cell_text, colorscale
from app.wording.numbers import format_share
from app.wording.text import Lang, text

ROW = 32
FOOT = 24
MOST_LABELLED = 20
"""Documents up to which a cosine has room in its cell."""


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    order: Sequence[str] = (),
    picked: tuple[str, str] | None = None,
) -> go.Figure:
    """Draw one cell a pair; rows carry number and name of a document, columns its number.

    Parameters
    ----------
    table
        Columns of ``schema.SIMILARITY``, each pair once in either direction.
    order
        Document names in the order to draw; those left out follow in the order of the table.
    picked
        The pair to frame.
    """
    names = _names(table, order)
    values = {
        frozenset((row.doc_a, row.doc_b)): (float(row.cosine), float(row.shared_share))
        for row in table.itertuples()
    }
    pairs = [(b, a) for a, b in combinations(names, 2) if frozenset((a, b)) in values]
    labelled = len(names) <= MOST_LABELLED
    numbers = {name: str(place + 1) for place, name in enumerate(names)}
    cosines = {pair: values[frozenset(pair)][0] for pair in pairs}
    dark = [pair for pair in pairs if cell_text(palette, cosines[pair]) != palette.text]
    light = [pair for pair in pairs if cell_text(palette, cosines[pair]) == palette.text]
    labels = [f"{numbers[name]}  {escape(shorten(shown.name(name, lang)))}" for name in names]
    return figure(
        [
            mark(
                go.Heatmap,
                name="cosine",
                x=names,
                y=names,
                z=[[cosines.get((row, column)) for column in names] for row in names],
                zmin=0,
                zmax=1,
                colorscale=colorscale(palette.sequential),
                showscale=False,
                xgap=2,
                ygap=2,
                hoverinfo="skip",
            ),
            *(
                mark(
                    go.Scatter,
                    name="pair",
                    mode="markers+text",
                    x=[column for _, column in some],
                    y=[row for row, _ in some],
                    text=[f"{cosines[pair]:.2f}" if labelled else "" for pair in some],
                    textfont={"color": colour, "size": TEXT_SIZE},
                    marker={"symbol": "square", "size": 28, "color": TRANSPARENT},
                    customdata=[list(Click(DOCUMENTS, column, row)) for row, column in some],
                    hovertext=[_hover(pair, values[frozenset(pair)], shown, lang) for pair in some],
                    hovertemplate=HOVER,
                    selected=UNDIMMED["selected"] | {"textfont": {"color": colour}},
                    unselected=UNDIMMED["unselected"] | {"textfont": {"color": colour}},
                )
                for some, colour in ((light, palette.text), (dark, palette.on_dark_cell))
            ),
        ],
        palette=palette,
        height=ROW * len(names) + FOOT,
        hoverdistance=40,
        xaxis=label_axis(names, [numbers[name] for name in names], palette=palette)
        | {"range": [-0.5, len(names) - 1.5], "tickangle": 0},
        yaxis=label_axis(names, labels, palette=palette),
        shapes=_frame(names, picked, palette),
    )


def _names(table: pd.DataFrame, order: Sequence[str]) -> list[str]:
    known = dict.fromkeys([*table["doc_a"], *table["doc_b"]])
    return [*(name for name in order if name in known), *(n for n in known if n not in order)]


def _hover(pair: tuple[str, str], values: tuple[float, float], shown: Shown, lang: Lang) -> str:
    cosine, share = values
    return hover_text(
        " · ".join(shown.name(name, lang) for name in reversed(pair)),
        text("chart.cosine", lang, value=f"{cosine:.3f}"),
        text("chart.shared_share", lang, share=format_share(share)) if not isnan(share) else "",
        text("chart.click_pair", lang),
    )


def _frame(
    names: list[str], picked: tuple[str, str] | None, palette: Palette
) -> list[dict[str, object]]:
    if picked is None or not set(picked) <= set(names) or picked[0] == picked[1]:
        return []
    column, row = sorted(names.index(name) for name in picked)
    return [
        {
            "type": "rect",
            "x0": column - 0.5,
            "x1": column + 0.5,
            "y0": row - 0.5,
            "y1": row + 0.5,
            "line": {"color": palette.focus, "width": 2},
        }
    ]
