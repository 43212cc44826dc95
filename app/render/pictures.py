"""Charts without a browser: the figures of ``charts`` drawn by matplotlib as PNG, SVG or PDF.

Everything is laid out in px from the top left, with text measured in the font that comes with the
program, so that a picture looks like the chart on the page. It knows what our charts are made of:
horizontal bars, markers, lines, texts, heat maps, rectangles, lines and annotations.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import Literal

import plotly.graph_objects as go

from app.render.marks import Sheet, draw_trace
from app.render.markup import lines_of
from app.render.scales import TICK_GAP, Scale, is_drawn, scales_of, ticks_of

Form = Literal["png", "svg", "pdf"]

WIDTH = 860
SCALE = 2
_DPI = 72
_UNDATED: dict[str, dict[str, None]] = {
    "png": {},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}
_SALT = "wenjian"
"""The same chart gives the same bytes: no date, and ids that are no chance."""


def picture(fig: go.Figure, form: Form, *, width: int = WIDTH) -> bytes:
    """Return a chart as the bytes of a file.

    Parameters
    ----------
    fig
        A chart, best with its title (``charts.titled``).
    form
        A PNG has twice as many dots as px; in SVG and PDF letters are outlines.
    width
        Of the picture, px, unless the chart has one; the height is that of the chart.
    """
    from matplotlib import rc_context  # noqa: PLC0415  0.7 s
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    spec = json.loads(fig.to_json())
    height = spec["layout"]["height"]
    width = spec["layout"].get("width", width)
    dpi = _DPI * SCALE if form == "png" else _DPI
    paper = Figure(figsize=(width / _DPI, height / _DPI), dpi=dpi)
    FigureCanvasAgg(paper)
    ground = str(spec["layout"].get("paper_bgcolor", ""))
    paper.patch.set_facecolor(ground if ground.startswith("#") else "#FFFFFF")
    axes = paper.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    _draw(Sheet(axes, spec["layout"], scales_of(spec, width, height)), spec["data"])
    target = BytesIO()
    with rc_context({"svg.hashsalt": _SALT}):
        paper.savefig(target, format=form, metadata=_UNDATED[form])
    return target.getvalue()


def _draw(sheet: Sheet, traces: list[dict[str, object]]) -> None:
    below = [shape for shape in sheet.shapes if shape.get("layer") == "below"]
    above = [shape for shape in sheet.shapes if shape.get("layer") != "below"]
    for scale in sheet.scales.values():
        _grid(sheet, scale)
    for shape in below:
        _shape(sheet, shape)
    for trace in traces:
        draw_trace(sheet, trace)
    for shape in above:
        _shape(sheet, shape)
    _axis_labels(sheet, "y")
    _axis_labels(sheet, "x")
    for note in sheet.layout.get("annotations") or []:
        _annotation(sheet, note)
    _title(sheet)


def _grid(sheet: Sheet, scale: Scale) -> None:
    """Draw the few light lines in the direction of values."""
    if not is_drawn(scale.spec):
        return
    upright = scale is not sheet.scales.get("y")
    other = sheet.scales["y" if upright else "x"]
    light = scale.spec.get("gridcolor", "#DDDDDD")
    lines = [(place, light) for place, _ in ticks_of(scale)] if scale.spec.get("showgrid") else []
    if scale.spec.get("zeroline") and min(scale.low, scale.high) <= 0:
        lines.append((scale.place(0), scale.spec.get("zerolinecolor", light)))
    for place, colour in lines:
        ends = ([place, place], [other.start, other.end])
        sheet.line(*(ends if upright else ends[::-1]), colour=colour, width=1)


def _axis_labels(sheet: Sheet, name: str) -> None:
    scale = sheet.scales.get(name)
    if scale is None or not is_drawn(scale.spec):
        return
    font = scale.spec.get("tickfont") or {}
    for place, label in ticks_of(scale):
        (line, *_) = lines_of(label, font.get("size", 13), font.get("color", sheet.text_colour))
        if name == "y":
            sheet.write(line, sheet.scales["x"].start - TICK_GAP, place, across="right")
        elif scale.spec.get("side") == "top":
            sheet.write(line, place, sheet.scales["y"].end - 12, across="center")
        else:
            sheet.write(line, place, sheet.scales["y"].start + 12, across="center")


def _shape(sheet: Sheet, shape: dict[str, object]) -> None:
    x, y = sheet.scales["x"], sheet.scales["y"]
    left, right = (x.at(shape[name]) for name in ("x0", "x1"))
    top, bottom = (y.at(shape[name]) for name in ("y0", "y1"))
    line = dict(shape.get("line") or {})  # type: ignore[call-overload]
    width = float(line.get("width", 1))
    if shape.get("type") == "line":
        sheet.line([left, right], [top, bottom], colour=line.get("color", "#888888"), width=width)
    else:
        sheet.rectangle(
            (left, top, right, bottom),
            fill=str(shape.get("fillcolor", "")),
            edge=str(line.get("color", "")) if width else "",
            width=width,
        )


def _annotation(sheet: Sheet, note: dict[str, object]) -> None:
    font = dict(note.get("font") or {})  # type: ignore[call-overload]
    (line, *_) = lines_of(
        str(note["text"]), font.get("size", 13), font.get("color", sheet.text_colour)
    )
    sheet.write(
        line,
        sheet.scales["x"].at(note["x"]) + float(str(note.get("xshift", 0))),
        sheet.scales["y"].at(note["y"]) - float(str(note.get("yshift", 0))),
        across=str(note.get("xanchor", "center")),
        along={"bottom": "bottom", "top": "top"}.get(str(note.get("yanchor")), "middle"),
    )


def _title(sheet: Sheet) -> None:
    title = sheet.layout.get("title") or {}
    if not title.get("text"):
        return
    font = title.get("font") or {}
    pad = title.get("pad") or {}
    down = float(pad.get("t", 10))
    for line in lines_of(title["text"], font.get("size", 13), font.get("color", "#000000")):
        sheet.write(line, float(pad.get("l", 0)), down, across="left", along="base")
        down += font.get("size", 13) * 1.3
