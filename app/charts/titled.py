"""A chart as it leaves the page: with title, subset and date inside the picture.

On screen these are text of the page, above the chart.
"""

from __future__ import annotations

import plotly.graph_objects as go

from app.charts.layout import MARGIN, SMALL_SIZE, TEXT_SIZE, escape, width
from app.fonts import EXPORT_FAMILIES
from app.palette import Palette

TITLE_SIZE = 16
LINE = 18
TITLE_LINE = 24
BELOW = 14
_AXIS_ON_TOP = 22
"""Room for labels of an axis at the top: they stand inside the margin that the title needs."""
_LINE_EM = 58
"""Width of a caption line, full-width characters of 13 px."""


def titled(
    fig: go.Figure, *, title: str, caption: str, note: str = "", palette: Palette
) -> go.Figure:
    """Return a copy with a head of three lines: what, measure and subset, note.

    Parameters
    ----------
    title, caption
        As on the page, plain text.
    note
        A third line in small type: date, program.
    """
    captions = wrapped(caption)
    lines = [
        f'<b style="font-size:{TITLE_SIZE}px">{escape(title)}</b>',
        *(f'<span style="font-size:{TEXT_SIZE}px">{escape(line)}</span>' for line in captions),
    ]
    if note:
        lines.append(f'<span style="font-size:{SMALL_SIZE}px">{escape(note)}</span>')
    head = TITLE_LINE + LINE * (len(lines) - 1) + BELOW
    on_top = getattr(fig.layout.xaxis, "side", None) == "top"
    margin = fig.layout.margin.to_plotly_json()
    top = margin.get("t", MARGIN) + head + (_AXIS_ON_TOP if on_top else 0)
    copy = go.Figure(fig)
    copy.update_layout(
        template=go.layout.Template(),
        height=(fig.layout.height or 0) + head,
        margin=margin | {"t": top, "l": margin.get("l", MARGIN) + 8, "b": 12},
        paper_bgcolor=palette.background,
        plot_bgcolor=palette.background,
        font={"family": EXPORT_FAMILIES},
        hoverlabel={"font": {"family": EXPORT_FAMILIES}},
        title={
            "text": "<br>".join(lines),
            "font": {"family": EXPORT_FAMILIES, "size": TEXT_SIZE, "color": palette.text},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 12, "t": TITLE_LINE},
        },
    )
    return copy


def wrapped(caption: str, longest: float = _LINE_EM) -> list[str]:
    """Return the caption cut into lines at its dots, so that it fits a picture 800 px wide."""
    lines: list[str] = []
    for piece in caption.split(" · ") if caption else []:
        joined = f"{lines[-1]} · {piece}" if lines else piece
        if lines and width(joined) <= longest:
            lines[-1] = joined
        else:
            lines.append(piece)
    return lines
