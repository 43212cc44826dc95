"""A chart as one HTML file that opens without a network and shows Chinese on any machine."""

from __future__ import annotations

import json
from html import escape

import plotly.graph_objects as go

from app import fonts
from app.wording.text import Lang

_CONFIG = {"displayModeBar": False, "scrollZoom": False, "responsive": True}
_LANG = {"zh": "zh-CN", "en": "en"}

# Labels are measured when the chart is drawn, so the font must be there before.
_DRAW = (
    "document.fonts.load('13px {family}',{sample}).finally(()=>"
    "Plotly.newPlot('chart',{data},{layout},{config}));"
)


def html_page(fig: go.Figure, *, title: str, lang: Lang) -> bytes:
    """Return a page with the chart, the drawing library and a cut of the font inside.

    Parameters
    ----------
    fig
        A chart that carries its own title (``charts.titled``).
    title
        Of the browser's window, plain text.
    """
    from plotly.offline import get_plotlyjs  # noqa: PLC0415  5 MB, read only for this file

    content = json.loads(fig.to_json())
    draw = _DRAW.format(
        family=fonts.FAMILY,
        sample=_script(title),
        data=_script(content["data"]),
        layout=_script(content["layout"]),
        config=_script(_CONFIG),
    )
    style = fonts.font_face([title, text_of_figure(fig)])
    page = (
        f'<!DOCTYPE html><html lang="{_LANG[lang]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{style}"
        f"body{{margin:16px;background:{fig.layout.paper_bgcolor}}}</style>"
        f"<script>{get_plotlyjs()}</script></head>"
        f'<body><div id="chart"></div><script>{draw}</script></body></html>'
    )
    return page.encode("utf-8")


def text_of_figure(fig: go.Figure) -> str:
    """Return all text of a figure, entities resolved: what a font for it must draw."""
    return fonts.text_of_markup(json.dumps(json.loads(fig.to_json()), ensure_ascii=False))


def _script(value: object) -> str:
    """Return a value as JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
