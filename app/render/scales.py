"""Where the values of a chart's axes lie on the sheet, in px from the top left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor, isfinite, log10
from typing import Any

from app.render.markup import lines_of, width_of

Spec = Mapping[str, Any]

TICK_GAP = 6
TICK_LINE = 20
"""Room that a line of tick labels takes, px."""
_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
_BEYOND = 0.06
"""How far an axis reaches beyond its largest value where the chart does not say."""


@dataclass(frozen=True)
class Scale:
    """One axis; ``start`` and ``end`` are the px of ``low`` and ``high``."""

    spec: Spec
    low: float
    high: float
    start: float
    end: float

    def place(self, value: object) -> float:
        """Return the px of a value of the data: the name of a category, or a number."""
        share = (self.number(value) - self.low) / ((self.high - self.low) or 1)
        return self.start + share * (self.end - self.start)

    def at(self, value: object) -> float:
        """Return the px of a value of a shape or annotation, which are never logarithmic here."""
        names = self.spec.get("categoryarray") or []
        number = float(names.index(value)) if value in names else float(str(value))
        share = (number - self.low) / ((self.high - self.low) or 1)
        return self.start + share * (self.end - self.start)

    def number(self, value: object) -> float:
        """Return a value as the number that the axis counts in."""
        return number_on(self.spec, value)

    @property
    def unit(self) -> float:
        """Px between two neighbouring categories."""
        return abs((self.end - self.start) / ((self.high - self.low) or 1))


def scales_of(spec: Spec, width: float, height: float) -> dict[str, Scale]:
    """Return the axes of a figure by the names its traces use: ``x``, ``x2``, ``y``."""
    layout = spec["layout"]
    margin = _MARGIN | (layout.get("margin") or {})
    upright = layout.get("yaxis", {})
    left = max(margin["l"], _label_room(upright) + margin["l"])
    across = layout.get("xaxis", {})
    below = TICK_LINE if is_drawn(across) and across.get("side") != "top" else 0
    bottom = height - margin["b"] - below
    found: dict[str, Scale] = {}
    for name, axis in layout.items():
        if not name.startswith(("xaxis", "yaxis")):
            continue
        key = name.replace("axis", "")
        low, high = _range(axis, spec["data"], key)
        if key.startswith("x"):
            first, last = axis.get("domain") or (0, 1)
            room = width - left - margin["r"]
            found[key] = Scale(axis, low, high, left + first * room, left + last * room)
        else:
            found[key] = Scale(axis, low, high, bottom, margin["t"])
    return found


def is_drawn(axis: Spec) -> bool:
    """Whether an axis has labels."""
    return axis.get("visible", True) is not False


def ticks_of(scale: Scale) -> list[tuple[float, str]]:
    """Return place and label (markup) of the ticks of an axis."""
    axis = scale.spec
    values = axis.get("tickvals") or axis.get("categoryarray")
    if values is not None:
        labels = axis.get("ticktext") or [str(value) for value in values]
        marks = [(scale.place(value), label) for value, label in zip(values, labels, strict=True)]
    else:
        marks = [(scale.place(value), f"{value:,g}") for value in _round_values(scale)]
    first, last = sorted((scale.start, scale.end))
    return [(place, label) for place, label in marks if first - 1 <= place <= last + 1]


def number_on(axis: Spec, value: object) -> float:
    """Return a value of the data as the number that an axis counts in."""
    names = axis.get("categoryarray") or []
    if isinstance(value, str):
        return float(names.index(value)) if value in names else 0.0
    number = float(str(value))
    return log10(number) if axis.get("type") == "log" and number > 0 else number


def _label_room(axis: Spec) -> float:
    if not is_drawn(axis):
        return 0
    size = (axis.get("tickfont") or {}).get("size", 13)
    labels: Iterable[str] = axis.get("ticktext") or ["00,000"]
    lines = [line for label in labels for line in lines_of(label, size, "#000000")]
    return max((width_of(line) for line in lines), default=0) + TICK_GAP


def _range(axis: Spec, traces: list[Spec], key: str) -> tuple[float, float]:
    """Return the ends of an axis, from the data where the chart does not give them."""
    if axis.get("range"):
        low, high = axis["range"]
        return float(low), float(high)
    numbers = [
        number_on(axis, value)
        for trace in traces
        if trace.get(f"{key[0]}axis", key[0]) == key
        for value in trace.get(key[0]) or []
        if value is not None
    ]
    known = [number for number in numbers if isfinite(number)]
    low, high = min(known, default=0.0), max(known, default=1.0)
    room = (high - low or 1.0) * _BEYOND
    if axis.get("rangemode") == "tozero":
        return min(low, 0.0), high + room
    return low - room, high + room


def _round_values(scale: Scale) -> list[float]:
    """Return about four round values between the ends of an axis."""
    low, high = sorted((scale.low, scale.high))
    if scale.spec.get("type") == "log":
        return [10.0**power for power in range(floor(low), floor(high) + 1)]
    rough = (high - low or 1.0) / 4
    power = 10.0 ** floor(log10(rough))
    step = power * min((1, 2, 5, 10), key=lambda factor: abs(factor * power - rough))
    first = floor(low / step)
    return [(first + i) * step for i in range(int((high - low) / step) + 3)]
