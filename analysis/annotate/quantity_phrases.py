"""One number phrase: bound, number, approximator and unit, read where a number begins."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from analysis.annotate.numerals import SCALES, Numeral, read_numeral
from analysis.annotate.quantity_bounds import bound_after, bound_before, load_bounds
from analysis.annotate.quantity_sites import (
    AFTER_NUMBER,
    ANY_NUMBER,
    DATE,
    FRACTION,
    LONGEST_NUMBER,
    NUMBER,
    PERCENT,
    PHONE,
    RANGE,
    TIME,
)
from analysis.lexicon.units import load_units

_DIGITS = "0123456789"
# Characters that may go on a number: a range, an approximator, a blank before either.
_MORE = frozenset("-－—~～至到余多来几 ")
_BEHIND_NUMBER = _MORE | {"%"}
_APPROXIMATE = {"余": "over", "多": "over", "来": "about", "几": "about", "数": "about"}
_DIGIT_OF_TENTH = "零一二三四五六七八九"
"""二成五 is 25%."""
_BEHIND_UNIT = {"成": frozenset("多半" + _DIGIT_OF_TENTH), "%": _MORE | {"半"}}
_HALVES = frozenset("多半")
"""What may follow any other unit and belong to the number: 半年多, 两年半."""
_LEADING = re.compile(r"\d+|[〇零○一二三四五六七八九十]+")


class Phrase(NamedTuple):
    """A number phrase in the text. ``start`` takes in the bound before it (不少于6天)."""

    start: int
    number: int
    """Where the number itself begins."""
    end: int
    value: float
    """Reckoned exactly, and rounded once at the end."""
    high: float | None = None
    bound: str = "exact"
    form: str = ""
    """The unit as written, empty where there is none."""
    unit: str = ""
    group: str = ""
    kind: str = ""
    """Not empty where the form alone says what it is: date, time, phone."""


def read_phrase(text: str, start: int) -> Phrase | None:
    """Read the number phrase whose number begins at ``start`` of the folded text.

    Returns
    -------
    Phrase or None
        ``None`` where the character is no number after all (万 in 万州).
    """
    number = ANY_NUMBER.match(text, start)
    if number and number.lastgroup:
        phrase = _read_special(text, start)
        if phrase:
            return phrase
        number = NUMBER.match(text, start)
    if number is None:
        return None
    form = unit_of(text[number.end() : number.end() + 2])
    if form is None:
        form = unit_behind(text, number.end())
    return (
        _read_number(text, start) if form is None else _plain_phrase(text, start, number[0], form)
    )


@lru_cache(maxsize=65536)
def unit_of(behind: str) -> str | None:
    """Return the unit that two characters behind a number tell, empty where there is none.

    Returns
    -------
    str or None
        ``None`` where they do not tell: 个月 may go on, 个体 is no unit, 半 is of the number.
    """
    first, second = behind[:1], behind[1:]
    pattern = load_units().by_first[first]
    if first in _MORE or second in _BEHIND_UNIT.get(first, _HALVES):
        return None
    if pattern is None:
        return ""
    known = first in load_units().groups and second and second not in pattern.pattern
    return first if known else None


def unit_behind(text: str, end: int) -> str | None:
    """Return the unit behind a number; ``None`` where what follows belongs to the number too."""
    behind = text[end : end + 1]
    if behind in _MORE:
        return None
    pattern = load_units().by_first[behind]
    unit = pattern.match(text, end) if pattern else None
    form = unit[0] if unit else ""
    more = unit and text[unit.end() : unit.end() + 1] in _BEHIND_UNIT.get(form, _HALVES)
    return None if more else form


def _plain_phrase(text: str, start: int, written: str, form: str) -> Phrase | None:
    """Return the phrase of a number and its unit, with the bound that stands beside it."""
    length, plain = _read_plain(written, form)
    if plain is None:
        return None
    # tuple.__new__ as _make, in half the time
    phrase = tuple.__new__(Phrase, (start, start, start + length, *plain))
    return _with_bounds(text, phrase)


@lru_cache(maxsize=16384)
def _read_plain(written: str, form: str) -> tuple[int, tuple[Any, ...] | None]:
    """Read a number and its unit as if they stood alone; the same ones come again and again.

    Returns
    -------
    tuple
        The length, and the fields of the phrase from ``value`` on; ``None`` for no number.
    """
    numeral = _numeral(written) if len(written) <= LONGEST_NUMBER else None
    if numeral is None:
        return 0, None
    phrase = _with_unit(written + form, 0, len(written), numeral)
    return phrase.end, phrase[3:]


def _read_special(text: str, start: int) -> Phrase | None:
    """Read what is a date, time, telephone number or share."""
    fixed = _read_fixed(text, start)
    if fixed:
        return fixed
    for first, read in _SHARES:
        phrase = read(text, start) if text[start] in first else None
        if phrase:
            return phrase
    return None


def _read_fixed(text: str, start: int) -> Phrase | None:
    """Dates, times of day and telephone numbers, known by their form alone."""
    digit = text[start] in _DIGITS
    for kind, pattern in (("phone", PHONE), ("date", DATE), ("time", TIME)):
        match = pattern.match(text, start) if digit or kind == "date" else None
        if match:
            leading = _LEADING.match(text, start)
            value = _leading_value(leading[0]) if leading else 0.0
            return Phrase(start, start, match.end(), value, kind=kind)
    return None


@lru_cache(maxsize=4096)
def _leading_value(written: str) -> float:
    return float(read_numeral(written).value)


def _read_percent(text: str, start: int) -> Phrase | None:
    match = PERCENT.match(text, start)
    if not match:
        return None
    unit = {"百": "%", "千": "‰", "万": "‱"}[match["of"]]
    low = read_numeral(match["low"])
    high = read_numeral(match["high"]).value if match["high"] else low.high
    about = "over" if match["more"] or low.approximator in {"余", "多"} else "exact"
    about = "about" if low.approximator == "几" or match["more"] == "几" else about
    value, upper = float(low.value), _float(high)
    phrase = Phrase(start, start, match.end(), value, upper, about, unit, unit, "rates")
    return _with_bounds(text, phrase)


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
    return _with_bounds(text, phrase)


def _read_half(text: str, start: int) -> Phrase | None:
    """Read 一半 and 半数 as the share they are: 减少一半以上."""
    if (
        not text.startswith(("一半", "半数"), start)
        or text[start + 2 : start + 3] in "天年月个小时路"
    ):
        return None
    phrase = Phrase(start, start, start + 2, 50.0, None, "exact", "半", "%", "rates")
    return _with_bounds(text, phrase)


# By what it begins with, a share is read one of these ways.
_SHARES = (
    ("百千万", _read_percent),
    ("一半", _read_half),
    (_DIGITS + "一二三四五六七八九十两", _read_fraction),
)


def _read_number(text: str, start: int) -> Phrase | None:
    match = NUMBER.match(text, start)
    if not match or len(match[0]) > LONGEST_NUMBER:
        return None
    numeral = _numeral(match[0])
    if numeral is None:
        return None
    end = match.end()
    if text[end : end + 1] in _BEHIND_NUMBER:
        numeral, end = _range(text, numeral, end)
        more = AFTER_NUMBER.match(text, end)
        if more and (more["more"] not in "来几" or load_units().match(text, more.end())):
            approximator, end = numeral.approximator or more["more"], more.end()
            numeral = Numeral(numeral.value, numeral.high, approximator)
    return _with_unit(text, start, end, numeral)


@lru_cache(maxsize=4096)
def _numeral(written: str) -> Numeral | None:
    """Read a numeral; nothing where the characters are none as a whole."""
    if written == "半":
        return Numeral(Decimal("0.5"))
    try:
        return read_numeral(written)
    except (ValueError, KeyError, ArithmeticError):
        return None


def _range(text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
    """Read the upper end behind a lower one: 6~24, 三至五, 8%至10%."""
    low_end = end + 1 if text[end : end + 1] == "%" else end
    match = RANGE.match(text, low_end)
    if not match or numeral.high is not None:
        return numeral, end
    high, high_end = _numeral(match["high"]), match.end()
    if high is None:
        return numeral, end
    if low_end != end and text[high_end : high_end + 1] != "%":
        return numeral, end
    low = numeral.value
    scale = _last_scale(match["high"])
    if scale > 1 and low * scale < high.value and _last_scale(text[end - 1 : end]) == 1:
        low *= scale
    if high.value <= low:
        return numeral, end
    return Numeral(low, high.value, high.approximator), high_end


def _last_scale(written: str) -> int:
    return SCALES.get(written[-1:], 1)


def _with_unit(text: str, start: int, end: int, numeral: Numeral) -> Phrase:
    """Add unit and what may follow it: 半年多, 两年半."""
    units = load_units()
    value, high, approximator = numeral
    match = units.match(text, end + 1 if text[end : end + 1] == " " else end)
    group = units.groups[match[0]] if match else ""
    if not match or (group == "labels" and value >= 1000):
        bound = _APPROXIMATE.get(approximator, "exact")
        return _with_bounds(text, Phrase(start, start, end, float(value), _float(high), bound))
    form, end = match[0], match.end()
    behind = text[end : end + 1]
    if behind == "多" and text[end + 1 : end + 2] != "种":
        approximator, end = "多", end + 1
    elif behind == "半" and group in {"durations", "rates"}:
        value, end = value + Decimal("0.5"), end + 1
    unit = units.normalise(form)
    if form == "成":
        if behind and behind in _DIGIT_OF_TENTH and text[end + 1 : end + 2] not in SCALES:
            value, end = value + Decimal(_DIGIT_OF_TENTH.index(behind)) / 10, end + 1
        value, high, unit = value * 10, high * 10 if high is not None else None, "%"
    bound = _APPROXIMATE.get(approximator, "exact")
    phrase = Phrase(start, start, end, float(value), _float(high), bound, form, unit, group)
    return _with_bounds(text, phrase)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _with_bounds(text: str, phrase: Phrase) -> Phrase:
    """Read the bound before and behind a phrase; 近 and 上 belong to its text, 突破 does not."""
    start, end, bounds = phrase.start, phrase.end, load_bounds()
    begin, bound = start, ""
    if text[start - 1 : start] in bounds.last:
        begin, bound = bound_before(text, start, phrase.form)
    if text[end : end + 1] in bounds.first:
        end, behind = bound_after(text, end, phrase.group)
        bound = behind or bound
    if not bound:
        return phrase
    fields = (begin, start, end, phrase.value, phrase.high, bound, *phrase[6:])
    return tuple.__new__(Phrase, fields)
