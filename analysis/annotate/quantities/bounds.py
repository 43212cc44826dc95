"""A number phrase, and the bound before or behind it: 不少于6天, 100家以上, 突破1140亿元."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from analysis.lexicon.units import load_words

LONGEST_BOUND = 5
_PACTS = frozenset("签预合条公违契节制履")
"""Before 约 these make another word: 项目签约3543亿元."""
_SPANS = frozenset({"年", "日", "天", "个月", "周"})
"""Before these 近 is the word for the last ones: 近三年."""
_MEASURED = frozenset({"durations", "measures"})
_INSIDE = re.compile(r"内(?=[，。、；的 ]|[一-龥])(?![乱战部地外陆蒙涵科需])")


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


class Bounds(NamedTuple):
    """The bounds of ``units.toml``, found by the character next to the number."""

    before: dict[str, tuple[tuple[str, str], ...]]
    """Last character → words and their bounds, the longest first; part of the number's text."""
    outside: dict[str, tuple[tuple[str, str], ...]]
    """The same for words that are no part of it."""
    after: dict[str, tuple[tuple[str, str], ...]]
    """First character → words behind a number and their bounds."""
    last: frozenset[str]
    """What may stand right before a number that has a bound before it; most need no search."""
    first: frozenset[str]
    """What may stand right behind one that has a bound behind it."""


@cache
def load_bounds() -> Bounds:
    """Return the bounds of ``units.toml``."""
    words = load_words()
    before = _by_end(words["bounds_before"], -1)
    outside = _by_end(words["bounds_outside"], -1)
    after = _by_end(words["bounds_after"], 0)
    last = frozenset(before.keys() | outside.keys() | {" "})
    return Bounds(before, outside, after, last, frozenset(after.keys() | {"内", " "}))


def _by_end(
    section: dict[str, tuple[str, ...]], end: int
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return words and their bounds by the character at one end of them, the longest first."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for bound, words in section.items():
        for word in words:
            found[word[end]].append((word, bound))
    return {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in found.items()}


def bound_before(text: str, start: int, form: str) -> tuple[int, str]:
    """Return where a number at ``start`` begins with the bound before it, and that bound.

    Parameters
    ----------
    text, start
        Folded text, and where the number itself begins.
    form
        Its unit as written.

    Returns
    -------
    tuple of int and str
        近 and 不少于 belong to its text, 突破 does not; ``start`` and ``""`` where there is none.
    """
    bounds = load_bounds()
    end = start - 1 if text[start - 1 : start] == " " else start
    last, floor = text[end - 1 : end], max(0, start - LONGEST_BOUND)
    for word, bound in bounds.before.get(last, ()):
        if text.endswith(word, floor, end):
            begin = end - len(word)
            if not _misread(text[begin:start], text, start, form):
                return begin, bound
            break
    for word, bound in bounds.outside.get(last, ()) if end == start else ():
        if text.endswith(word, floor, end):
            return start, bound
    return start, ""


def _misread(word: str, text: str, start: int, form: str) -> bool:
    """Say whether 上 or 近 before a number means something else: 以上1000元, 近三年."""
    if word == "上":
        return text[start] not in "百千万亿" or text[start - 2] in "迈跃登站跨"
    if word == "约":
        return text[start - 2 : start - 1] in _PACTS
    return word == "近" and form in _SPANS


def bound_after(text: str, end: int, group: str) -> tuple[int, str]:
    """Return where a phrase at ``end`` ends with the bound behind it, and that bound.

    内 is one behind a span of time or a measure only; ``end`` and ``""`` where there is none.
    """
    place = end + 1 if text[end : end + 1] == " " else end
    for word, bound in load_bounds().after.get(text[place : place + 1], ()):
        if text.startswith(word, place):
            return place + len(word), bound
    if group in _MEASURED and _INSIDE.match(text, end):
        return end + 1, "at_most"
    return end, ""


def with_bounds(text: str, phrase: Phrase) -> Phrase:
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


def in_float(value: Decimal | None) -> float | None:
    """Return the upper end of a range as a float, ``None`` where there is none."""
    return None if value is None else float(value)
