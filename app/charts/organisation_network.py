"""Organisations that are named together: nodes by how often, edges by how often together."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from app.charts.clicks import ORGANISATION, PAIR, Click, pair_value
from app.charts.layout import (
    HOVER,
    NO_HOVER,
    SMALL_SIZE,
    TRANSPARENT,
    UNDIMMED,
    Axis,
    escape,
    figure,
    hover_text,
    mark,
    marked,
    shorten,
    width,
)
from app.charts.node_layout import place_labels, place_nodes
from app.charts.shown import PLAIN, Shown
from app.palette import Palette, with_alpha
from app.wording.numbers import format_count
from app.wording.text import Lang, text

HEIGHT = 560
NARROW = 480
"""Width in px for which names are placed: wider windows have more room between them."""
NODES, EDGES = 40, 80
"""Drawn at most: more could not be read."""
LONGEST_NAME = 10
_SMALLEST, _LARGEST = 9.0, 34.0
_WIDTHS = (1.0, 2.0, 3.5, 5.5)
_FAINTEST, _EDGE = 0.4, 0.16


class Edge(NamedTuple):
    """Two organisations and how often they are named together."""

    a: str
    b: str
    n: int


class Network(NamedTuple):
    """What is drawn: how often each organisation is named, and the edges, strongest first."""

    nodes: dict[str, int]
    edges: list[Edge]


def build(
    table: pd.DataFrame,
    *,
    palette: Palette,
    lang: Lang,
    shown: Shown = PLAIN,
    node: str = "",
    picked: tuple[str, str] | None = None,
) -> go.Figure:
    """Draw the strongest pairs; area of a node: how often it is named.

    Parameters
    ----------
    table
        Columns of ``schema.NETWORK``, strongest first.
    node
        The organisation that was chosen; cinnabar, as is the edge of ``picked``.
    """
    drawn = strongest(table, node)
    order = {name: place for place, name in enumerate(drawn.nodes)}
    most = max((edge.n for edge in drawn.edges), default=1)
    links = [(order[edge.a], order[edge.b], edge.n / most) for edge in drawn.edges]
    places = dict(zip(order, place_nodes(len(order), links).tolist(), strict=True))
    traces = [
        *_lines(drawn.edges, places, palette, picked=picked),
        _middles(drawn.edges, places, shown, lang),
        _dots(drawn.nodes, places, palette, shown, lang, node=node),
    ]
    return figure(
        traces,
        palette=palette,
        height=HEIGHT,
        xaxis=_axis(-0.09, 1.09),
        yaxis=_axis(-0.05, 1.07),
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )


def strongest(table: pd.DataFrame, node: str = "") -> Network:
    """Return the first edges of a table and their nodes; those of ``node`` come first."""
    nodes: dict[str, int] = {}
    edges: list[Edge] = []
    rows = list(table.itertuples())
    for row in sorted(rows, key=lambda row: node not in {row.organisation_a, row.organisation_b}):
        new = {row.organisation_a: row.n_a, row.organisation_b: row.n_b}
        room = NODES - len(nodes) - sum(name not in nodes for name in new)
        if len(edges) < EDGES and room >= 0:
            edges.append(Edge(row.organisation_a, row.organisation_b, int(row.n_together)))
            nodes |= {name: int(n) for name, n in new.items()}
    first = {node: nodes[node]} if node in nodes else {}
    by_n = sorted(nodes.items(), key=lambda one: (-one[1], one[0]))
    return Network(first | dict(by_n), edges)


Places = dict[str, list[float]]


def _lines(
    edges: list[Edge], places: Places, palette: Palette, *, picked: tuple[str, str] | None
) -> list[go.Scatter]:
    """Return one trace a width, and one for the edge that was picked."""
    most = max((edge.n for edge in edges), default=1)
    groups: dict[tuple[float, str], list[Edge]] = {}
    for edge in edges:
        step = min(int(len(_WIDTHS) * ((edge.n - 1) / most) ** 0.5), len(_WIDTHS) - 1)
        chosen = picked is not None and {edge.a, edge.b} == set(picked)
        colour = palette.focus if chosen else with_alpha(palette.data, _FAINTEST + _EDGE * step)
        groups.setdefault((_WIDTHS[step], colour), []).append(edge)
    return [
        mark(
            go.Scatter,
            name="edges",
            mode="lines",
            x=list(chain.from_iterable((places[e.a][0], places[e.b][0], None) for e in group)),
            y=list(chain.from_iterable((places[e.a][1], places[e.b][1], None) for e in group)),
            connectgaps=False,
            line={"color": colour, "width": width},
            **NO_HOVER,
        )
        for (width, colour), group in groups.items()
    ]


def _middles(edges: list[Edge], places: Places, shown: Shown, lang: Lang) -> go.Scatter:
    """Return invisible marks in the middle of the edges: lines do not take clicks."""
    return mark(
        go.Scatter,
        name="pairs",
        mode="markers",
        x=[(places[e.a][0] + places[e.b][0]) / 2 for e in edges],
        y=[(places[e.a][1] + places[e.b][1]) / 2 for e in edges],
        marker={"size": 16, "color": TRANSPARENT, "line": {"width": 0}},
        customdata=[list(Click(PAIR, pair_value(e.a, e.b))) for e in edges],
        hovertext=[
            hover_text(
                f"{shown.name(e.a, lang)} — {shown.name(e.b, lang)}",
                text("chart.together", lang, n=format_count(e.n)),
                text("chart.click", lang),
            )
            for e in edges
        ],
        hovertemplate=HOVER,
        **UNDIMMED,
    )


def _dots(
    nodes: dict[str, int],
    places: Places,
    palette: Palette,
    shown: Shown,
    lang: Lang,
    *,
    node: str,
) -> go.Scatter:
    most = max(nodes.values(), default=1)
    colours = [palette.focus if name == node else shown.colour(name, palette) for name in nodes]
    names = [shorten(shown.name(name, lang), LONGEST_NAME) for name in nodes]
    diameters = [max(_SMALLEST, _LARGEST * (n / most) ** 0.5) for n in nodes.values()]
    sides = place_labels(
        np.asarray([places[name] for name in nodes]).reshape(-1, 2) * (NARROW, HEIGHT),
        np.asarray(diameters) / 2,
        np.asarray([width(name) for name in names]) * (SMALL_SIZE + 1),
        SMALL_SIZE + 1,
    )
    return mark(
        go.Scatter,
        name="organisations",
        mode="markers+text",
        x=[places[name][0] for name in nodes],
        y=[places[name][1] for name in nodes],
        text=[
            marked(label, palette, chosen=True) if name == node else escape(label)
            for name, label in zip(nodes, names, strict=True)
        ],
        textposition=sides,
        textfont={"size": SMALL_SIZE + 1, "color": palette.text},
        marker={
            "size": diameters,
            "color": colours,
            "opacity": 1,
            "line": {"color": palette.background, "width": 1.5},
        },
        cliponaxis=False,
        customdata=[list(Click(ORGANISATION, name)) for name in nodes],
        hovertext=[
            hover_text(
                shown.name(name, lang),
                text("chart.named_in", lang, n=format_count(n)),
                text("chart.click", lang),
            )
            for name, n in nodes.items()
        ],
        hovertemplate=HOVER,
        selected=UNDIMMED["selected"] | {"textfont": {"color": palette.text}},
        unselected=UNDIMMED["unselected"] | {"textfont": {"color": palette.text}},
    )


def _axis(low: float, high: float) -> Axis:
    return {"range": [low, high], "visible": False, "fixedrange": True}
