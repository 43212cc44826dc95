"""What all charts have in common: margins, fonts, axes, hover boxes, and safe labels.

No chart has a mode bar, a legend, axis titles or a zoom; the page says unit and denominator above
it. Labels go through ``escape`` because Plotly reads a small part of HTML in them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape as escape_html
from typing import Any, TypeVar

import plotly.graph_objects as go

from app.fonts import FAMILIES
from app.palette import Palette

ROW = 26
"""Height of one bar or strip with its gap, px."""
GAP = 0.28
MARGIN = 4
TEXT_SIZE = 13
SMALL_SIZE = 11
LONGEST_LABEL = 18
"""Full-width characters after which a label on an axis is cut; the hover text has it whole."""

SPACE = "\u00a0"
"""Between the end of a bar and its label; an ordinary space would be dropped."""
TRANSPARENT = "rgba(0,0,0,0)"
NO_HOVER: dict[str, Any] = {"hoverinfo": "skip"}
HOVER = "%{hovertext}<extra></extra>"
UNDIMMED: dict[str, Any] = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": 1}},
}
"""A click must not fade the other marks: what is picked is drawn from the state of the page."""

Axis = dict[str, Any]
Trace = TypeVar("Trace")


def escape(text: str) -> str:
    """Return ``text`` as Plotly shows it literally, in one line."""
    return escape_html(" ".join(text.split()), quote=False)


def shorten(text: str, longest: int = LONGEST_LABEL) -> str:
    """Return ``text`` cut to a width in full-width characters, with an ellipsis when cut."""
    if width(text) <= longest:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > longest - 1:
            break
        kept += character
    return f"{kept.rstrip()}…"


def width(text: str) -> float:
    """Return the width of ``text`` in full-width characters (em); others count 0.56."""
    return sum(1 if unicodedata.east_asian_width(c) in "WF" else 0.56 for c in text)


def room_for(labels: Iterable[str], size: float = TEXT_SIZE) -> int:
    """Return the margin in px that labels right of the longest bar need."""
    return round(max((width(label) for label in labels), default=0) * size) + 14


def marked(text: str, palette: Palette, *, chosen: bool) -> str:
    """Return ``text`` escaped, bold and in cinnabar where it was chosen."""
    written = escape(text)
    return f'<span style="color:{palette.focus}"><b>{written}</b></span>' if chosen else written


def hover_text(*lines: str) -> str:
    """Return the lines of a hover box, each escaped, empty ones left out."""
    return "<br>".join(escape(line) for line in lines if line)


NARROWEST = 24
"""Width in px that names beside a drawing leave of it: they are read first."""


def figure(
    traces: Sequence[object],
    *,
    palette: Palette,
    height: int,
    right: int = 8,
    **layout: object,
) -> go.Figure:
    """Return a figure in the house style.

    Parameters
    ----------
    height
        Of the drawing without margins, px.
    right
        Margin at the right for labels that stand outside the axes, px.
    **layout
        Axes, shapes and the like, in Plotly's names; they take precedence.
    """
    house: dict[str, Any] = {
        "height": max(height, ROW) + 2 * MARGIN,
        "margin": {"l": MARGIN, "r": right, "t": MARGIN, "b": MARGIN, "pad": 4},
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
        "font": {"family": FAMILIES, "size": TEXT_SIZE, "color": palette.text},
        "hoverlabel": {
            "align": "left",
            "bgcolor": palette.background,
            "bordercolor": palette.border,
            "font": {"family": FAMILIES, "size": TEXT_SIZE, "color": palette.text},
        },
        "hovermode": "closest",
        "clickmode": "event+select",
        "dragmode": False,
        "showlegend": False,
        "uirevision": "keep",
        "bargap": GAP,
        "minreducedwidth": NARROWEST,
    }
    # Checking what is written here would take nine tenths of the time; the tests check it.
    return go.Figure(data=list(traces), layout=house | layout, _validate=False)


def mark(kind: type[Trace], **values: object) -> Trace:
    """Return a trace of a kind (``go.Bar`` …) with values in Plotly's names, not checked."""
    return kind(_validate=False, **values)


def label_axis(values: Sequence[str], labels: Sequence[str], *, palette: Palette) -> Axis:
    """Return a vertical axis of names, the first on top.

    Parameters
    ----------
    values, labels
        What the traces hold, and what is written for it (escaped by the caller), shape ``(n,)``.
    """
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(values),
        "tickmode": "array",
        "tickvals": list(values),
        "ticktext": list(labels),
        "range": [len(values) - 0.5, -0.5],
        "tickfont": {"size": TEXT_SIZE, "color": palette.text},
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
    }


def hidden_axis(low: float, high: float) -> Axis:
    """Return an axis of values that is not drawn, because the marks carry labels."""
    return {
        "range": [low, high if high > low else low + 1],
        "fixedrange": True,
        "visible": False,
        "showgrid": False,
        "zeroline": False,
    }


def hit_bars(
    names: Sequence[object],
    longest: float,
    *,
    clicks: Sequence[Sequence[str]],
    hovers: Sequence[str],
) -> go.Bar:
    """Return invisible bars over whole rows, so that the shortest bar is as easy to hit."""
    return mark(
        go.Bar,
        name="hit",
        orientation="h",
        x=[longest or 1] * len(names),
        y=list(names),
        width=1,
        marker={"color": TRANSPARENT, "line": {"width": 0}},
        customdata=[list(click) for click in clicks],
        hovertext=list(hovers),
        hovertemplate=HOVER,
        **UNDIMMED,
    )


def end_labels(
    places: Sequence[float],
    names: Sequence[object],
    labels: Sequence[str],
    *,
    colour: str,
    side: str = "right",
) -> go.Scatter:
    """Return labels that stand outside the ends of bars; ``labels`` are escaped by the caller."""
    spaced = [f"{SPACE}{label}" if side == "right" else f"{label}{SPACE}" for label in labels]
    return mark(
        go.Scatter,
        name="label",
        mode="text",
        x=list(places),
        y=list(names),
        text=spaced,
        textposition=f"middle {side}",
        textfont={"size": TEXT_SIZE, "color": colour},
        cliponaxis=False,
        selected={"textfont": {"color": colour}},
        unselected={"textfont": {"color": colour}},
        **NO_HOVER,
    )
