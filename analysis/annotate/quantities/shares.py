"""Shares written in words: 百分之四点五, 三分之一, 一半."""

from __future__ import annotations

from decimal import Decimal

from analysis.annotate.numerals import read_numeral
from analysis.annotate.quantities.bounds import Phrase, in_float, with_bounds
from analysis.annotate.quantities.sites import FRACTION, PERCENT

_DIGITS = "0123456789"


def read_share(text: str, start: int) -> Phrase | None:
    """Read the share that begins at ``start`` of the folded text, ``None`` where none does."""
    for first, read in _SHARES:
        phrase = read(text, start) if text[start] in first else None
        if phrase:
            return phrase
    return None


def _read_percent(text: str, start: int) -> Phrase | None:
    match = PERCENT.match(text, start)
    if not match:
        return None
    unit = {"百": "%", "千": "‰", "万": "‱"}[match["of"]]
    low = read_numeral(match["low"])
    high = read_numeral(match["high"]).value if match["high"] else low.high
    about = "over" if match["more"] or low.approximator in {"余", "多"} else "exact"
    about = "about" if low.approximator == "几" or match["more"] == "几" else about
    value, upper = float(low.value), in_float(high)
    phrase = Phrase(start, start, match.end(), value, upper, about, unit, unit, "rates")
    return with_bounds(text, phrase)


def _read_fraction(text: str, start: int) -> Phrase | None:
    match = FRACTION.match(text, start)
    if not match:
        return None
    under, over = match["under"] or match["bottom"], match["over"] or match["top"]
    bottom, top = read_numeral(under).value, read_numeral(over).value
    if not bottom or top >= bottom or text[start - 1 : start] == "/":
        return None
    share = float((top * 100 / bottom).quantize(Decimal("1e-6")))
    phrase = Phrase(start, start, match.end(), share, None, "exact", "分之", "%", "rates")
    return with_bounds(text, phrase)


def _read_half(text: str, start: int) -> Phrase | None:
    """Read 一半 and 半数 as the share they are: 减少一半以上."""
    if (
        not text.startswith(("一半", "半数"), start)
        or text[start + 2 : start + 3] in "天年月个小时路"
    ):
        return None
    phrase = Phrase(start, start, start + 2, 50.0, None, "exact", "半", "%", "rates")
    return with_bounds(text, phrase)


# By what it begins with, a share is read one of these ways.
_SHARES = (
    ("百千万", _read_percent),
    ("一半", _read_half),
    (_DIGITS + "一二三四五六七八九十两", _read_fraction),
)
