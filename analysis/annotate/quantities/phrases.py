"""One number phrase: bound, number, approximator and unit, read where a number begins."""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters
from typing import Any

from analysis.annotate.numerals import GAPS, SCALES, Numeral, read_numeral
from analysis.annotate.quantities.bounds import Phrase, bound_before, in_float, with_bounds
from analysis.annotate.quantities.shares import read_share
from analysis.annotate.quantities.signs import MINUS_ENDS, high_of_signed, minus_before
from analysis.annotate.quantities.sites import (
    AFTER_NUMBER,
    ANY_NUMBER,
    DATE,
    LONGEST_NUMBER,
    NUMBER,
    PHONE,
    RANGE,
    TIME,
)
from analysis.lexicon.units import load_units

LAST_MONTH = 12
_DIGITS = "0123456789"
# Characters that may go on a number: a range, an approximator, a blank before either.
_MORE = frozenset("-－—~～至到余多来几") | frozenset(GAPS)
_BEHIND_NUMBER = _MORE | {"%"}
_APPROXIMATE = {"余": "over", "多": "over", "来": "about", "几": "about", "数": "about"}
_DIGIT_OF_TENTH = "零一二三四五六七八九"
"""二成五 is 25%."""
_BEHIND_UNIT = {"成": frozenset("多半" + _DIGIT_OF_TENTH), "%": _MORE | {"半"}}
_HALVES = frozenset("多半/")
"""What may follow any other unit and belong to the phrase: 半年多, 两年半, 吨/日."""
_MANIFOLD = frozenset("种么元样边重维层语媒彩出")
"""一个|多么…, 一个|多元主体: 多 begins a word."""
_STROKES = frozenset("-－/.")
_NUMERIC_DATE = re.compile(r"(\d{4})[-－/.](\d{1,2})[-－/.](\d{1,2})")
_LEADING = re.compile(r"\d+|[〇零○一二三四五六七八九十]+")


def read_phrase(text: str, start: int) -> Phrase | None:
    """Read the number phrase whose number begins at ``start`` of the folded text.

    Returns
    -------
    Phrase or None
        ``None`` where the character is no number after all (万 in 万州).
    """
    phrase = _read_unsigned(text, start)
    if text[start - 1 : start] in MINUS_ENDS and phrase and not phrase.kind:
        return _signed(text, phrase)
    return phrase


def _signed(text: str, phrase: Phrase) -> Phrase:
    """Read the minus before a number, and what only follows one: -5～-3℃, 约-2%."""
    upper = _upper_of_signed(text, phrase)
    last = upper or phrase
    begin = minus_before(text, phrase.number, last.end, last.form, last.group)
    if begin == phrase.number:
        return phrase
    start, bound = bound_before(text, begin, last.form)
    high = upper.value if upper else phrase.high
    return last._replace(
        start=start,
        number=phrase.number,
        value=-phrase.value,
        high=high,
        bound=bound or last.bound,
    )


def _upper_of_signed(text: str, phrase: Phrase) -> Phrase | None:
    """Return the upper end, with its own sign, of a range whose lower end has a minus."""
    place, is_minus = -1, False
    if phrase.unit in {"", "%"} and phrase.high is None:
        place, is_minus = high_of_signed(text, phrase.end)
    upper = _read_unsigned(text, place) if place > 0 else None
    if upper is None or upper.kind or not upper.unit or phrase.unit not in {"", upper.unit}:
        return None
    value = -upper.value if is_minus else upper.value
    return upper._replace(value=value) if value > -phrase.value else None


def _read_unsigned(text: str, start: int) -> Phrase | None:
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
    if first in _MORE or first in ascii_letters or second in _BEHIND_UNIT.get(first, _HALVES):
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
    return with_bounds(text, phrase)


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
    return _read_fixed(text, start) or read_share(text, start)


def _read_fixed(text: str, start: int) -> Phrase | None:
    """Dates, times of day and telephone numbers, known by their form alone."""
    digit = text[start] in _DIGITS
    for kind, pattern in (("phone", PHONE), ("date", DATE), ("time", TIME)):
        match = pattern.match(text, start) if digit or kind == "date" else None
        if match and not (match[0][4:5] in _STROKES and _is_impossible(match[0])):
            leading = _LEADING.match(text, start)
            value = _leading_value(leading[0]) if leading else 0.0
            return Phrase(start, start, match.end(), value, kind=kind)
    return None


def _is_impossible(written: str) -> bool:
    """Say whether a date in digits is of a day that there is not: 2023-02-30."""
    parts = _NUMERIC_DATE.fullmatch(written)
    if parts is None:
        return False
    year, month, day = map(int, parts.groups())
    return not (1 <= month <= LAST_MONTH and 1 <= day <= monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def _leading_value(written: str) -> float:
    return float(read_numeral(written).value)


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
    behind = text[end : end + 1]
    match = units.match(text, end + 1 if behind and behind in GAPS else end)
    group = units.groups[match[0]] if match else ""
    if not match or (group == "labels" and value >= 1000):
        bound = _APPROXIMATE.get(approximator, "exact")
        return with_bounds(text, Phrase(start, start, end, float(value), in_float(high), bound))
    form, end = match[0], match.end()
    if text[end : end + 1] == "/" and (last := units.end_of_compound(text, end)) > end:
        form, end, group = text[match.start() : last], last, "measures"
    behind = text[end : end + 1]
    if behind == "多" and text[end + 1 : end + 2] not in _MANIFOLD:
        approximator, end = "多", end + 1
    elif behind == "半" and group in {"durations", "rates"}:
        value, end = value + Decimal("0.5"), end + 1
    unit = units.normalise(form)
    if form == "成":
        if behind and behind in _DIGIT_OF_TENTH and text[end + 1 : end + 2] not in SCALES:
            value, end = value + Decimal(_DIGIT_OF_TENTH.index(behind)) / 10, end + 1
        value, high, unit = value * 10, high * 10 if high is not None else None, "%"
    bound = _APPROXIMATE.get(approximator, "exact")
    phrase = Phrase(start, start, end, float(value), in_float(high), bound, form, unit, group)
    return with_bounds(text, phrase)
