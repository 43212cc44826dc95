"""A word cloud as a figure, for exported pictures; on the page a component draws it."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from app.charts.clicks import TERM, Click
from app.charts.layout import HOVER, escape, figure, hidden_axis, hover_text, mark
from app.clouds import PlacedWord, shade
from app.palette import Palette
from app.wording.numbers import format_count
from app.wording.text import Lang, text

_MIDDLE = 0.36
"""Middle of a line above its baseline, share of the size."""


def build(
    words: Sequence[PlacedWord],
    *,
    palette: Palette,
    lang: Lang,
    size: tuple[int, int],
    focus: str = "",
) -> go.Figure:
    """Draw placed words: the larger the more often, the focus in cinnabar.

    Parameters
    ----------
    words
        As placed by ``clouds.place_words`` for ``size``.
    size
        Width and height, px.
    """
    width, height = size
    colours = [palette.focus if w.term == focus else shade(w, words, palette) for w in words]
    fig = figure(
        [
            mark(
                go.Scatter,
                name="term",
                mode="text",
                x=[word.box[0] + word.box[2] / 2 for word in words],
                y=[word.y - _MIDDLE * word.size for word in words],
                text=[escape(word.term) for word in words],
                textfont={"size": [word.size for word in words], "color": colours},
                customdata=[list(Click(TERM, word.term)) for word in words],
                hovertext=[
                    hover_text(word.term, text("chart.times", lang, n=format_count(word.n)))
                    for word in words
                ],
                hovertemplate=HOVER,
            )
        ],
        palette=palette,
        height=height,
        xaxis=hidden_axis(0, width),
        yaxis=hidden_axis(0, height) | {"range": [height, 0]},
    )
    fig.layout.width = width
    return fig
