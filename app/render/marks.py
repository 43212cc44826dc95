"""The marks of charts on a sheet of matplotlib: bars, markers, lines, texts, cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app import fonts
from app.render.markup import Run, lines_of, width_of
from app.render.scales import Scale, Spec

Colour = tuple[float, float, float, float]

_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
"""A colour with opacity: ``rgba(19,44,132,0.35)``."""
_BOLD = 0.02
"""Outline that makes letters bold, share of their size: the font has one weight."""
_ACROSS = {"left": 0.0, "center": 0.5, "right": 1.0}
_ASCENT = 0.36
"""Baseline below the middle of a line, share of the size."""
_DOWN = {"middle": _ASCENT, "base": 0.0, "bottom": -0.2, "top": 0.88}
_BEHIND, _MARKS, _TEXTS = 1, 2, 3


@dataclass(frozen=True)
class Sheet:
    """Where things are drawn: matplotlib axes counting px, the figure's layout, its scales."""

    axes: Any
    layout: Spec
    scales: dict[str, Scale]

    @property
    def text_colour(self) -> str:
        """Colour of text that says nothing else."""
        return str((self.layout.get("font") or {}).get("color", "#000000"))

    @property
    def shapes(self) -> list[dict[str, Any]]:
        """Rectangles and lines of the layout."""
        return list(self.layout.get("shapes") or [])

    @cached_property
    def font(self) -> Any:  # noqa: ANN401  a type of a library that is loaded on use
        """The font that comes with the program."""
        from matplotlib.font_manager import FontProperties  # noqa: PLC0415

        return FontProperties(fname=str(fonts.TTF))

    def write(
        self,
        line: Sequence[Run],
        x: float,
        y: float,
        *,
        across: str = "left",
        along: str = "middle",
    ) -> None:
        """Write a line of runs; ``across`` and ``along`` say which point of it lies at x, y."""
        from matplotlib.patheffects import Normal, Stroke  # noqa: PLC0415

        x -= _ACROSS[across] * width_of(list(line))
        for run in line:
            colour = colour_of(run.colour)
            effects = [Stroke(linewidth=run.size * _BOLD * 2, foreground=colour), Normal()]
            self.axes.text(
                x,
                y + _DOWN[along] * run.size,
                drawable(run.text).replace("$", r"\$"),
                fontproperties=self.font,
                fontsize=run.size,
                color=colour,
                va="baseline",
                ha="left",
                zorder=_TEXTS,
                path_effects=effects if run.bold else None,
            )
            x += width_of([run])

    def line(
        self,
        x: Sequence[float | None],
        y: Sequence[float | None],
        *,
        colour: str,
        width: float,
        dotted: bool = False,
    ) -> None:
        """Draw a line through points; it breaks at ``None``."""
        gaps = [float("nan") if value is None else value for value in x]
        falls = [float("nan") if value is None else value for value in y]
        self.axes.plot(
            gaps,
            falls,
            color=colour_of(colour),
            linewidth=width,
            linestyle=":" if dotted else "-",
            zorder=_BEHIND,
        )

    def rectangle(
        self,
        box: tuple[float, float, float, float],
        *,
        fill: str = "",
        edge: str = "",
        width: float = 1,
        hatched: bool = False,
    ) -> None:
        """Draw a box ``(left, top, right, bottom)``; a hatch is drawn in the colour of the edge."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        left, top, right, bottom = box
        self.axes.add_patch(
            Rectangle(
                (min(left, right), min(top, bottom)),
                abs(right - left),
                abs(bottom - top),
                facecolor=colour_of(fill) if fill and not hatched else "none",
                edgecolor=colour_of(edge) if edge else "none",
                linewidth=width if edge else 0,
                hatch="////" if hatched else None,
                zorder=_MARKS,
            )
        )


def drawable(text: str) -> str:
    """Return ``text`` with a box for each character that the font has not."""
    lost = fonts.missing(text)
    return text.translate({ord(character): "□" for character in lost}) if lost else text


def draw_trace(sheet: Sheet, trace: Spec) -> None:
    """Draw one trace of a figure; invisible ones, which only take clicks, leave nothing."""
    if trace["type"] == "bar":
        _bars(sheet, trace)
    elif trace["type"] == "heatmap":
        _cells(sheet, trace)
    else:
        _scatter(sheet, trace)


def colour_of(written: str) -> Colour:
    """Return ``#RRGGBB`` or ``rgba(…)`` as parts of 1.

    >>> colour_of("rgba(255,0,0,0.5)")
    (1.0, 0.0, 0.0, 0.5)
    """
    found = _RGBA.fullmatch(written)
    if found:
        red, green, blue = (int(part) / 255 for part in found.groups()[:3])
        return red, green, blue, float(found.group(4))
    red, green, blue = (int(written[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue, 1.0


def mixed(colorscale: Sequence[Sequence[Any]], share: float) -> str:
    """Return the colour at ``share`` (0 to 1) of evenly spaced stops, as ``#RRGGBB``."""
    last = len(colorscale) - 1
    at = min(max(share, 0.0), 1.0) * last
    step = min(int(at), last - 1)
    low, high = (colour_of(colorscale[step + i][1]) for i in (0, 1))
    parts = (a + (b - a) * (at - step) for a, b in zip(low[:3], high[:3], strict=True))
    return "#" + "".join(f"{round(255 * part):02X}" for part in parts)


def _each(given: object, size: int) -> list[Any]:
    """Return one value a mark, whether the trace has a list or one value for all."""
    return list(given) if isinstance(given, list) else [given] * size


def _bars(sheet: Sheet, trace: Spec) -> None:
    x, y = _scales(sheet, trace)
    size = len(trace["y"])
    marker = trace.get("marker") or {}
    fills = _each(marker.get("color", "#888888"), size)
    edges = _each((marker.get("line") or {}).get("color", ""), size)
    hatches = _each((marker.get("pattern") or {}).get("shape", ""), size)
    half = y.unit * float(trace.get("width") or 1 - sheet.layout.get("bargap", 0.28)) / 2
    bases = _each(trace.get("base", 0), size)
    for i, (name, length, base) in enumerate(zip(trace["y"], trace["x"], bases, strict=True)):
        if not length or colour_of(fills[i])[3] == 0:
            continue
        middle = y.place(name)
        sheet.rectangle(
            (x.place(base), middle - half, x.place(base + length), middle + half),
            fill=fills[i],
            edge=edges[i] or (fills[i] if hatches[i] else ""),
            hatched=bool(hatches[i]),
        )


def _cells(sheet: Sheet, trace: Spec) -> None:
    x, y = _scales(sheet, trace)
    gap_x, gap_y = trace.get("xgap", 0) / 2, trace.get("ygap", 0) / 2
    span = (trace["zmax"] - trace["zmin"]) or 1
    for name, row in zip(trace["y"], trace["z"], strict=True):
        for column, value in zip(trace["x"], row, strict=True):
            if value is None:
                continue
            left, top = x.place(column) - x.unit / 2, y.place(name) - y.unit / 2
            box = (left + gap_x, top + gap_y, left + x.unit - gap_x, top + y.unit - gap_y)
            sheet.rectangle(box, fill=mixed(trace["colorscale"], (value - trace["zmin"]) / span))


def _scatter(sheet: Sheet, trace: Spec) -> None:
    x, y = _scales(sheet, trace)
    points = [
        None if across is None or up is None else (x.place(across), y.place(up))
        for across, up in zip(trace["x"], trace["y"], strict=True)
    ]
    mode = trace.get("mode", "markers")
    if "lines" in mode:
        line = trace.get("line") or {}
        sheet.line(
            [point[0] if point else None for point in points],
            [point[1] if point else None for point in points],
            colour=line.get("color", "#888888"),
            width=line.get("width", 2),
            dotted=line.get("dash") == "dot",
        )
    if "markers" in mode:
        _markers(sheet, trace.get("marker") or {}, points)
    if "text" in mode:
        _texts(sheet, trace, points)


def _markers(sheet: Sheet, marker: Spec, points: list[tuple[float, float] | None]) -> None:
    size = len(points)
    fills = _each(marker.get("color", "#888888"), size)
    line = marker.get("line") or {}
    edges = _each(line.get("color", ""), size)
    symbol = {"line-ns-open": "|", "square": "s"}.get(str(marker.get("symbol")), "o")
    sizes = _each(marker.get("size", 6), size)
    for point, fill, edge, wide in zip(points, fills, edges, sizes, strict=True):
        if point is None or (colour_of(fill)[3] == 0 and not edge):
            continue
        sheet.axes.plot(
            *([value] for value in point),
            marker=symbol,
            markersize=wide,
            markerfacecolor=colour_of(fill),
            markeredgecolor=colour_of(edge or fill),
            markeredgewidth=line.get("width", 0),
            linestyle="none",
            zorder=_MARKS,
        )


def _texts(sheet: Sheet, trace: Spec, points: list[tuple[float, float] | None]) -> None:
    font = trace.get("textfont") or {}
    along, _, across = str(trace.get("textposition", "middle center")).partition(" ")
    sides = {"right": "left", "left": "right", "center": "center"}
    lift = 13 if along == "top" else 0
    labels, sizes, colours = (
        _each(given, len(points))
        for given in (trace.get("text"), font.get("size", 13), font.get("color", sheet.text_colour))
    )
    for point, label, size, colour in zip(points, labels, sizes, colours, strict=True):
        if point is None or not label:
            continue
        (line, *_) = lines_of(label, size, colour)
        sheet.write(line, point[0], point[1] - lift, across=sides[across or "center"])


def _scales(sheet: Sheet, trace: Spec) -> tuple[Scale, Scale]:
    return sheet.scales[trace.get("xaxis", "x")], sheet.scales[trace.get("yaxis", "y")]
