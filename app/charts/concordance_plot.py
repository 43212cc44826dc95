"""Distribution of hits: strips as long as their documents, ticks in the colour of the owner."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from app.charts.dispersion import HALF, LIMIT, strip_figure, strips_of, thinned, ticks
from app.charts.layout import SMALL_SIZE
from app.charts.shown import PLAIN, Shown
from app.palette import Palette
from app.wording.text import Lang

ROW = 30


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    current: tuple[str, int] | None = None,
    limit: int = LIMIT,
) -> go.Figure:
    """Draw every place at its distance from the beginning; rows are as long as their documents.

    Parameters
    ----------
    table
        Columns of ``schema.POSITIONS``; documents keep its order.
    current
        Document and offset of the hit that the reader shows; it carries a triangle.
    """
    strips = strips_of(table, limit, by_length=True)
    extents = {strip.doc: strip.extent for strip in strips}
    every = table[table["doc"].isin(extents)]
    kept = thinned(every)
    colours = [shown.colour(owner, palette) for owner in kept["organisation"]]
    fig = strip_figure(
        strips,
        [ticks(kept, _shares(kept, extents), colours, shown, lang)],
        palette=palette,
        lang=lang,
        shown=shown,
        row=ROW,
    )
    fig.update_layout(annotations=_triangle(every, _shares(every, extents), current, palette))
    fig.update_yaxes(range=[len(strips) - 0.5, -0.5 - HALF / 2])
    return fig


def _shares(table: pd.DataFrame, extents: Mapping[str, float]) -> list[float]:
    """Return where each place stands along the longest strip."""
    places = zip(table["doc"], table["share"], strict=True)
    return [float(share) * extents[doc] for doc, share in places]


def _triangle(
    table: pd.DataFrame, shares: list[float], current: tuple[str, int] | None, palette: Palette
) -> list[dict[str, object]]:
    """Return a triangle that stands on the strip of the current hit, if it is shown."""
    names = list(dict.fromkeys(table["doc"]))
    places = zip(table["doc"], table["start"], shares, strict=True)
    return [
        {
            "text": "▼",
            "x": share,
            "y": names.index(doc) - HALF,
            "yanchor": "bottom",
            "yshift": -5,
            "showarrow": False,
            "font": {"size": SMALL_SIZE, "color": palette.focus},
        }
        for doc, start, share in places
        if current == (doc, int(start))
    ][:1]
