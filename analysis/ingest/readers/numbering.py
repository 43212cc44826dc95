"""Numbers that Word only counts and never writes: 一、 （二） 第三章."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

MAX_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    """By list and level."""
    lists: dict[str, str] = field(default_factory=dict)
    """Number of a list as paragraphs name it, to the definition it follows."""
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Style to number and level of its list."""
    parents: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def of_style(self, style: str) -> tuple[str, int]:
        """Return number and level of the list that a style belongs to, also by its ancestors."""
        for _ in range(10):
            if style in self.styles:
                return self.styles[style]
            style = self.parents.get(style, "")
        return "", 0

    def label(self, number: str, level: int) -> str:
        """Return the number of the next paragraph of a list, as it stands before its text."""
        definition = self.lists.get(number, "")
        if (definition, level) not in self.levels or level >= MAX_LEVELS:
            return ""
        counts = self.counts.setdefault(definition, [0] * MAX_LEVELS)
        for place in range(MAX_LEVELS):
            start = self.restarts.pop((number, place), None)
            if start is not None:
                counts[place] = start - 1 if place == level else 0
        self._count(counts, definition, level)
        return self._written(counts, definition, level)

    def _count(self, counts: list[int], definition: str, level: int) -> None:
        for place in range(level + 1):
            if place == level or not counts[place]:
                first = self.levels.get((definition, place), _Level()).start
                counts[place] = counts[place] + 1 if counts[place] else first
        counts[level + 1 :] = [0] * (MAX_LEVELS - level - 1)

    def _written(self, counts: list[int], definition: str, level: int) -> str:
        text = self.levels[definition, level].text
        if self.levels[definition, level].form in {"bullet", "none"}:
            return ""
        for place in range(level + 1):
            form = self.levels.get((definition, place), _Level()).form
            text = text.replace(f"%{place + 1}", count_in(form, counts[place]))
        return f"{text} " if text[-1:].isalnum() else text


def count_in(form: str, n: int) -> str:
    """Return a count as a format of Word writes it; Arabic digits for formats not known.

    Examples
    --------
    >>> [count_in("chineseCounting", n) for n in (3, 10, 12, 20, 21, 105)]
    ['三', '十', '十二', '二十', '二十一', '一百零五']
    >>> count_in("lowerLetter", 2), count_in("upperRoman", 4), count_in("decimalEnclosedCircle", 3)
    ('b', 'IV', '③')
    """
    if "legal" in form.lower():
        return _chinese(n, _FORMAL, ("", "拾", "佰", "仟"))
    if "counting" in form.lower():
        return _chinese(n, "零" + _DIGITS[1:], ("", "十", "百", "千"))
    write = _FORMS.get(form)
    return write(n) if write else str(n)


def read_numbering(
    into: Numbering,
) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
    """Return what to do at the start and the end of each element of the styles or the numbering."""
    reader = _Reader(into)
    return reader.start, reader.end


class _Reader:
    """Takes up lists and styles as their elements come by."""

    def __init__(self, into: Numbering) -> None:
        self._into = into
        self._owner = ""
        self._kind = ""
        self._level = 0
        self._paragraph = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name in {"abstractNum", "num", "style"}:
            self._kind = name
            key = {"abstractNum": "abstractNumId", "num": "numId", "style": "styleId"}[name]
            self._owner = values.get(key, "")
        elif self._kind == "abstractNum":
            self._define(name, values)
        elif self._kind == "num":
            self._point(name, values)
        elif self._kind == "style":
            self._style(name, values)

    def end(self, tag: str) -> None:
        if tag.rpartition(" ")[2] in {"abstractNum", "num", "style"}:
            self._kind = ""

    def _define(self, name: str, values: dict[str, str]) -> None:
        if name == "lvl":
            self._level = _number(values.get("ilvl", ""))
            self._into.levels[self._owner, self._level] = _Level()
            return
        level = self._into.levels.get((self._owner, self._level))
        if level is None:
            return
        value = values.get("val", "")
        if name == "start":
            level.start = _number(value)
        elif name == "numFmt":
            level.form = value
        elif name == "lvlText":
            level.text = value

    def _point(self, name: str, values: dict[str, str]) -> None:
        if name == "abstractNumId":
            self._into.lists[self._owner] = values.get("val", "")
        elif name == "lvlOverride":
            self._level = _number(values.get("ilvl", ""))
        elif name == "startOverride":
            self._into.restarts[self._owner, self._level] = _number(values.get("val", ""))

    def _style(self, name: str, values: dict[str, str]) -> None:
        styles, value = self._into.styles, values.get("val", "")
        if name == "basedOn":
            self._into.parents[self._owner] = value
        elif name == "numId":
            styles[self._owner] = (value, styles.get(self._owner, ("", 0))[1])
        elif name == "ilvl":
            styles[self._owner] = (styles.get(self._owner, ("", 0))[0], _number(value))


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0


def _chinese(n: int, digits: str, units: tuple[str, ...]) -> str:
    if not 0 < n < 10_000:
        return str(n)
    written = ""
    for place, digit in enumerate(reversed(str(n))):
        unit = digits[int(digit)] + units[place] if digit != "0" else digits[0]
        written = unit + written
    zero = digits[0]
    while zero * 2 in written:
        written = written.replace(zero * 2, zero)
    written = written.rstrip(zero)
    return written[1:] if written.startswith(digits[1] + units[1]) and n < 20 else written


def _letter(n: int) -> str:
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n < 500 else str(n)


def _roman(n: int) -> str:
    if not 0 < n < 40:
        return str(n)
    written = ""
    for value, sign in _ROMAN:
        written += sign * (n // value)
        n %= value
    return written


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 0 < n <= len(signs) else str(n)


_FORMS: dict[str, Callable[[int], str]] = {
    "ideographDigital": lambda n: "".join(_DIGITS[int(digit)] for digit in str(n)),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "decimalEnclosedCircle": _one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}
