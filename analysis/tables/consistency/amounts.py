"""What values a written number stands for: rounding and bounds respected."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from analysis.lexicon.units import load_units

NEARLY = 0.1
"""How far 约, 近 and 左右 may be from what they stand for."""
_ARABIC = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_MIXED = re.compile(r"\d[百千万亿]+\d")
_POINT = re.compile(r"点([零〇一二三四五六七八九]+)")
_SOMEWHAT = re.compile(r"[余多几]")
_EXACT = frozenset({"classifiers", "times", "durations"})
_SMALL = 100
_EPSILON = 1e-9


class Amount(NamedTuple):
    """Lowest and highest value that a written number can stand for."""

    low: float
    high: float

    def agrees(self, other: Amount) -> bool:
        """Say whether both can stand for the same value."""
        room = _EPSILON * max(abs(self.low), abs(other.low), 1.0)
        return self.low <= other.high + room and other.low <= self.high + room


def amount(text: str, value: float, high: float, bound: str, unit: str) -> Amount:
    """Return what a number can stand for.

    Parameters
    ----------
    text
        The number as written, folded: its decimals and 万, 亿 say how it is rounded.
    value, high
        As read; ``high`` is NaN where it is no range.
    bound, unit
        As in ``schema.CORPUS_FACTS``.

    Returns
    -------
    Amount
        Counts written out (12034人) stand for themselves; 1.2万人 for 11,500 to 13,000, rounded or
        cut off; 超过600 for everything above, 600余 for less than 700; 约600 for a tenth less or
        more.

    Examples
    --------
    >>> amount("1.2万人", 12000.0, math.nan, "exact", "人")
    Amount(low=11500.0, high=13000.0)
    """
    step = rounding(text, value, unit)
    top = value if math.isnan(high) else high
    if bound == "over" and _SOMEWHAT.search(text):
        return Amount(value, value + _place(value))
    if bound in {"over", "at_least"}:
        return Amount(value - step / 2, math.inf)
    if bound in {"at_most", "under"}:
        return Amount(0.0, top + step)
    if bound == "about":
        room = NEARLY * abs(value) + step
        return Amount(value - room, top + room)
    return Amount(value - step / 2, top + step)


def rounding(text: str, value: float, unit: str) -> float:
    """Return the unit of the last digit that is written; 0 for counts that are written out."""
    groups = load_units().groups
    group = groups.get(unit, "classifiers" if unit not in {"%", "‰"} else "rates")
    step = _last_digit(text, value)
    if group == "rates":
        return min(step, 1.0)
    return 0.0 if group in _EXACT and step <= 1 else step


def _last_digit(text: str, value: float) -> float:
    written = _ARABIC.search(text)
    if written and not _MIXED.search(text):
        number = float(written[0].replace(",", "").replace("，", "").rstrip("."))
        scale = value / number if number else 1.0
        return abs(scale) * 10.0 ** -len(written[1] or "")
    point = _POINT.search(text)
    if value < _SMALL:
        return 10.0 ** -len(point[1]) if point else 1.0
    return _place(value)


def _place(value: float) -> float:
    """Return the unit of the last digit of a number that is no zero: 1000 of 12000."""
    step = 1.0
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def change(before: Amount, after: Amount) -> Amount:
    """Return by what share of the first the second can differ from it, in percent."""
    if before.low <= 0:
        return Amount(-math.inf, math.inf)
    lowest = (after.low / before.high - 1) * 100 if math.isfinite(before.high) else -100.0
    highest = (after.high / before.low - 1) * 100
    return Amount(lowest, highest)


def difference(before: Amount, after: Amount) -> Amount:
    """Return by how much the second can differ from the first."""
    return Amount(after.low - before.high, after.high - before.low)


def total(parts: list[Amount]) -> Amount:
    """Return what parts can add up to."""
    return Amount(sum(part.low for part in parts), sum(part.high for part in parts))
