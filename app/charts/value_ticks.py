"""Ticks of an axis of reported values: powers of ten or round values, written as people do."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from app.wording.numbers import format_short, format_value
from app.wording.text import Lang

TICKS = 4
"""About so many on an axis."""


def powers_of_ten(low: float, high: float) -> list[float]:
    """Return some powers of ten between two exponents."""
    powers = range(floor(low), floor(high) + 1)
    step = max(1, -(-len(powers) // (TICKS + 1)))
    return [10.0**power for power in powers[::step]]


def round_values(low: float, high: float) -> list[float]:
    """Return about ``TICKS`` round values between two ends."""
    rough = (high - low) / TICKS
    power = 10.0 ** floor(log10(rough))
    step = power * min((1, 2, 5, 10), key=lambda factor: abs(factor * power - rough))
    return [number * step for number in range(-int(-low / step), int(high / step) + 1)]


def tick_texts(values: Sequence[float], lang: Lang) -> list[str]:
    """Return what is written at the ticks: ``10万``, ``100k``, ``0.5``."""
    return [
        format_short(value, lang) if value == round(value) else format_value(value)
        for value in values
    ]
