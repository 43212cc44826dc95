"""Numbers as people read them: the only place where numbers are rounded for a screen."""

from __future__ import annotations

from math import isnan

from app.wording.text import Lang

_LARGE: dict[Lang, tuple[tuple[float, str], ...]] = {
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    "en": ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "k")),
}
_DIVISORS = {"万亿": 1e12, "亿": 1e8, "万": 1e4, "T": 1e12, "B": 1e9, "M": 1e6, "k": 1e3}
MISSING = "—"


def format_count(n: float) -> str:
    """Return a count in full, with commas: ``15,082``."""
    return f"{round(n):,}"


def format_short(n: float, lang: Lang, *, plain: bool = False) -> str:
    """Return a large count as headings show it: ``1.51万``, ``1.2亿``; English ``15.1k``, ``120M``.

    ``plain`` is the setting that writes every number out. Below 10,000 numbers are always plain.
    """
    if not plain:
        for limit, unit in _LARGE[lang]:
            if n >= limit:
                return f"{_three_digits(n / _DIVISORS[unit])}{unit}"
    return format_count(n)


def _three_digits(value: float) -> str:
    """Return at most three digits, without trailing zeros: 1.51, 15.1, 151."""
    digits = 2 if value < 10 else 1 if value < 100 else 0
    written = f"{value:.{digits}f}"
    return written.rstrip("0").rstrip(".") if digits else written


def format_rate(rate: float) -> str:
    """Return a rate with one decimal: ``215.8``; missing is a dash."""
    return MISSING if isnan(rate) else f"{rate:,.1f}"


def format_share(share: float) -> str:
    """Return a share of 1 as a percentage with one decimal: ``36.8%``; missing is a dash."""
    return MISSING if isnan(share) else f"{100 * share:.1f}%"


def format_p(p: float) -> str:
    """Return a p-value with three decimals, ``<0.01`` below one per cent; missing is a dash."""
    if isnan(p):
        return MISSING
    return "<0.01" if p < 0.01 else f"{p:.3f}"


def format_value(value: float) -> str:
    """Return a reported number as it would be written: no decimals unless it has some."""
    if isnan(value):
        return MISSING
    return f"{value:,.0f}" if value == round(value) else f"{value:,.10g}"
