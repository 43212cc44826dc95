"""Names with one count each: the words of a theme, the groups that speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from app.charts.clicks import Click
from app.charts.layout import (
    ROW,
    UNDIMMED,
    end_labels,
    escape,
    figure,
    hidden_axis,
    hit_bars,
    hover_text,
    label_axis,
    mark,
    room_for,
    shorten,
)
from app.palette import Palette


class Bar(NamedTuple):
    """One bar: what it is called, how long it is, what is written at its end, what it means.

    ``name`` is the key and is unique; ``label`` is what stands at the axis, not escaped.
    """

    name: str
    label: str
    length: float
    count: str
    click: Click
    hover: tuple[str, ...]


def build(bars: Sequence[Bar], *, palette: Palette, picked: str = "") -> go.Figure:
    """Draw one bar a row in the order given, the picked one in cinnabar.

    Parameters
    ----------
    picked
        ``name`` of the chosen bar; empty for none.
    """
    names = [bar.name for bar in bars]
    lengths = [bar.length for bar in bars]
    counts = [escape(bar.count) for bar in bars]
    chosen = [bar.name == picked for bar in bars]
    longest = max(lengths, default=0.0)
    return figure(
        [
            mark(
                go.Bar,
                name="n",
                orientation="h",
                x=lengths,
                y=names,
                marker={"color": [palette.focus if on else palette.data for on in chosen]},
                hoverinfo="skip",
                **UNDIMMED,
            ),
            end_labels(lengths, names, counts, colour=palette.text),
            hit_bars(
                names,
                longest,
                clicks=[bar.click for bar in bars],
                hovers=[hover_text(*bar.hover) for bar in bars],
            ),
        ],
        palette=palette,
        height=ROW * max(len(bars), 1),
        right=room_for([bar.count for bar in bars]),
        barmode="overlay",
        xaxis=hidden_axis(0, longest),
        yaxis=label_axis(names, [escape(shorten(bar.label)) for bar in bars], palette=palette),
    )
