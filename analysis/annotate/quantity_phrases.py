"""One number phrase: bound, number, approximator and unit, read where a number begins."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from analysis.annotate.numerals import SCALES, Numeral, read_numeral
from analysis.annotate.quantity_sites import (
    AFTER_NUMBER,
    DATE,
    FRACTION,
    LONGEST_NUMBER,
    NUMBER,
    PERCENT,
    PHONE,
    RANGE,
    SIMPLE,
    SPECIAL,
    TIME,
)
from analysis.lexicon.units import alternatives, load_units, load_words

LONGEST_BOUND = 5
_DIGITS = "0123456789"
# Characters that may go on a number: a range, an approximator, a blank before either.
_MORE = "-－—~～至到余多来几 "
_BEHIND_NUMBER = frozenset(f"%{_MORE}")
_APPROXIMATE = {"余": "over", "多": "over", "来": "about", "几": "about", "数": "about"}
_PACTS = frozenset("签预合条公违契节制履")
"""Before 约 these make another word: 项目签约3543亿元."""
_DIGIT_OF_TENTH = "零一二三四五六七八九"
"""二成五 is 25%."""
_BEHIND_UNIT = {"成": "多半" + _DIGIT_OF_TENTH}
_LEADING = re.compile(r"\d+|[〇零○一二三四五六七八九十]+")


class Phrase(NamedTuple):
    """A number phrase in the text. ``start`` takes in the bound before it (不少于6天)."""

    start: int
    number: int
    """Where the number itself begins."""
    end: int
    value: Decimal
    high: Decimal | None = None
    bound: str = "exact"
    form: str = ""
    """The unit as written, empty where there is none."""
    unit: str = ""
    group: str = ""
    kind: str = ""
    """Not empty where the form alone says what it is: date, time, phone."""


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    outside: re.Pattern[str]
    after: re.Pattern[str]
    last: frozenset[str]
    """Last characters of all bounds before a number: most numbers need no search."""
    first: frozenset[str]
    """First characters of all bounds behind one."""
    plain: re.Pattern[str]
    """A number and its unit, as most phrases are; ``more`` where what follows may belong to it."""


@cache
def _patterns() -> _Patterns:
    """Compile the bounds of ``units.toml``; the name of the group that matched is the bound."""
    words = load_words()

    ahead = [*words["bounds_before"].values(), *words["bounds_outside"].values()]
    behind = words["bounds_after"].values()

    def named(section: str) -> str:
        return "|".join(f"(?P<{k}>{alternatives(v)})" for k, v in words[section].items())

    return _Patterns(
        re.compile(rf"(?:{named('bounds_before')}) ?$"),
        re.compile(rf"(?:{named('bounds_outside')})$"),
        re.compile(
            rf" ?(?:{named('bounds_after')})"
            "|(?P<inside>内)(?=[，。、；的 ]|[一-龥])(?![乱战部地外陆蒙涵科需])"
        ),
        frozenset(word[-1] for part in ahead for word in part),
        frozenset(word[0] for part in behind for word in part) | {"内"},
        re.compile(
            rf"(?P<number>{NUMBER.pattern})"
            rf"(?:(?![{_MORE}])(?P<unit>{load_units().pattern.pattern}))?"
            rf"(?P<more>(?(unit)(?=[多半])|(?=[{_MORE}]))|(?<=%)(?=[{_MORE}]))?"
        ),
    )


def read_phrase(text: str, start: int) -> Phrase | None:
    """Read the number phrase whose number begins at ``start`` of the folded text.

    Returns
    -------
    Phrase or None
        ``None`` where the character is no number after all (万 in 万州).
    """
    simple = SIMPLE.match(text, start)
    if simple:
        written, end = simple[0], simple.end()
        unit = load_units().match(text, end)
        if unit is None:
            return _plain_phrase(text, start, written, None)
        behind = text[unit.end() : unit.end() + 1]
        if behind not in (_MORE if unit[0] == "%" else _BEHIND_UNIT.get(unit[0], "多半")):
            return _plain_phrase(text, start, written, unit[0])
    phrase = _read_special(text, start) if SPECIAL.match(text, start) else None
    if phrase:
        return phrase
    match = _patterns().plain.match(text, start)
    if match is None:
        return None
    tenth = match["unit"] == "成" and text[match.end() : match.end() + 1] in _DIGIT_OF_TENTH
    if match.lastgroup == "more" or tenth:
        return _read_number(text, start)
    return _plain_phrase(text, start, match["number"], match["unit"])


def _plain_phrase(text: str, start: int, written: str, form: str | None) -> Phrase | None:
    """Return the phrase of a number and its unit, with the bound that stands beside it."""
    length, plain = _read_plain(written, form)
    if plain is None:
        return None
    patterns, end = _patterns(), start + length
    phrase = tuple.__new__(Phrase, (start, start, end, *plain))  # as _make, in half the time
    bounded = _before(text, start) in patterns.last or _behind(text, end) in patterns.first
    return _with_bounds(text, phrase) if bounded else phrase


def _before(text: str, start: int) -> str:
    """Return the character before a number, a blank between them passed over."""
    before = text[start - 1 : start]
    return text[start - 2 : start - 1] if before == " " else before


def _behind(text: str, end: int) -> str:
    """Return the character behind a phrase, a blank between them passed over."""
    behind = text[end : end + 1]
    return text[end + 1 : end + 2] if behind == " " else behind


@lru_cache(maxsize=16384)
def _read_plain(written: str, form: str | None) -> tuple[int, tuple[Any, ...] | None]:
    """Read a number and its unit as if they stood alone; the same ones come again and again.

    Returns
    -------
    tuple
        The length, and the fields of the phrase from ``value`` on; ``None`` for no number.
    """
    numeral = _numeral(written) if len(written) <= LONGEST_NUMBER else None
    if numeral is None:
        return 0, None
    phrase = _with_unit(written + (form or ""), 0, len(written), numeral)
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
            value = read_numeral(leading[0]).value if leading else Decimal(0)
            return Phrase(start, start, match.end(), value, kind=kind)
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
    return _with_bounds(
        text, Phrase(start, start, match.end(), low.value, high, about, unit, unit, "rates")
    )


def _read_fraction(text: str, start: int) -> Phrase | None:
    match = FRACTION.match(text, start)
    if not match:
        return None
    under, over = match["under"] or match["bottom"], match["over"] or match["top"]
    bottom, top = read_numeral(under).value, read_numeral(over).value
    if not bottom or top >= bottom or text[start - 1 : start] == "/":
        return None
    share = (top * 100 / bottom).quantize(Decimal("1e-6"))
    phrase = Phrase(start, start, match.end(), share, None, "exact", "分之", "%", "rates")
    return _with_bounds(text, phrase)


def _read_half(text: str, start: int) -> Phrase | None:
    """Read 一半 and 半数 as the share they are: 减少一半以上."""
    if (
        not text.startswith(("一半", "半数"), start)
        or text[start + 2 : start + 3] in "天年月个小时路"
    ):
        return None
    phrase = Phrase(start, start, start + 2, Decimal(50), None, "exact", "半", "%", "rates")
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
        return _with_bounds(text, Phrase(start, start, end, value, high, bound))
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
    return _with_bounds(text, Phrase(start, start, end, value, high, bound, form, unit, group))


def _with_bounds(text: str, phrase: Phrase) -> Phrase:
    """Read the bound before and behind a phrase; 近 and 上 belong to its text, 突破 does not."""
    patterns = _patterns()
    start, end = phrase.start, phrase.end
    if _before(text, start) in patterns.last:
        phrase = _with_bound_before(text, phrase, patterns)
    after = patterns.after.match(text, end) if _behind(text, end) in patterns.first else None
    if after is None:
        return phrase
    if after.lastgroup != "inside":
        return phrase._replace(end=after.end(), bound=after.lastgroup or phrase.bound)
    if phrase.group in {"durations", "measures"}:
        return phrase._replace(end=after.end(), bound="at_most")
    return phrase


def _with_bound_before(text: str, phrase: Phrase, patterns: _Patterns) -> Phrase:
    window = text[max(0, phrase.start - LONGEST_BOUND) : phrase.start]
    before = patterns.before.search(window)
    if before and not _misread(before[0], text, phrase):
        start = phrase.start - len(before[0])
        return phrase._replace(start=start, bound=before.lastgroup or phrase.bound)
    outside = patterns.outside.search(window)
    return phrase._replace(bound=outside.lastgroup or phrase.bound) if outside else phrase


def _misread(word: str, text: str, phrase: Phrase) -> bool:
    """Say whether 上 or 近 before a number means something else: 以上1000元, 近三年."""
    if word == "上":
        return text[phrase.number] not in "百千万亿" or text[phrase.start - 2] in "迈跃登站跨"
    if word == "约":
        return text[phrase.start - 2 : phrase.start - 1] in _PACTS
    return word == "近" and phrase.form in {"年", "日", "天", "个月", "周"}
