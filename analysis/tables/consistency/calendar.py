"""Dates that no calendar has: 2月30日, 2023年2月29日."""

from __future__ import annotations

import calendar
import re

import numpy as np
import numpy.typing as npt

from analysis.annotate.numerals import read_numeral
from analysis.corpus.corpus import Corpus, Ints
from analysis.tables.consistency.hints import Hint, Place
from analysis.tables.consistency.reading import characters_before, folded_texts

Flags = npt.NDArray[np.bool_]

DATE = "date"
_DATE = re.compile(
    r"(?:(?P<year>\d{4}|[〇○零一二三四五六七八九]{4}) ?年 ?)?"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2}) ?月 ?"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号]\Z"
)
_LUNAR = re.compile(r"农历|阴历|旧历|夏历|腊月|正月")
_BEFORE = 12
_MONTHS, _LEAP = 12, 2000
WIDTH = 8
_LATE, _TOO_LATE, _TEN, _NINE, _MARKS, _SHORT, _TWO, _TEN_OR_ONE = (
    np.asarray([ord(character) for character in characters], dtype=np.uint32)
    for characters in (
        "3456789三四五六七八九",
        "456789四五六七八九",
        "十",
        "9九",
        "日号",
        "12469一二四六九",
        "2二",
        "1十",
    )
)
"""Digits of days from 29 on, beyond 39, and of the months with fewer than 31 days."""
_MONTH = ord("月")


def date_hints(corpus: Corpus, rows: Ints) -> list[Hint]:
    """Return dates that cannot be.

    Parameters
    ----------
    rows
        Rows of ``corpus.facts`` that are dates, ascending.
    """
    facts = corpus.facts
    docs, starts, ends = (facts.values(name)[rows] for name in ("doc", "start", "end"))
    late = _is_late(characters_before(corpus, docs, ends, WIDTH))
    rows, docs, starts, ends = rows[late], docs[late], starts[late], ends[late]
    texts = folded_texts(corpus, docs, np.maximum(starts - _BEFORE, 0), ends)
    hints = []
    columns = (column.tolist() for column in (rows, docs, starts, ends))
    for text, row, doc, start, end in zip(texts, *columns, strict=True):
        date = _DATE.search(text)
        days = None if date is None or _LUNAR.search(text) else _days(date)
        if date is not None and days is not None:
            place = Place(doc, start, end)
            found = float(_number(date["day"]))
            hints.append(Hint(DATE, place, place, (row, row), float(days), found, "high"))
    return hints


def _is_late(nearest: npt.NDArray[np.uint32]) -> Flags:
    """Return which dates may end with a day that its month lacks, by their last characters.

    Parameters
    ----------
    nearest
        The characters before the end, the last first, shape ``(n, WIDTH)``.
    """
    last, tens = nearest[:, 1], nearest[:, 2]
    is_late = np.isin(tens, _LATE) | np.isin(last, _NINE)
    is_late |= np.isin(tens, _TEN) & np.isin(nearest[:, 3], _LATE)
    is_late &= np.isin(nearest[:, 0], _MARKS)
    month = np.argmax(nearest == _MONTH, axis=1)
    rows = np.arange(len(nearest))
    one, ten = (nearest[rows, np.minimum(month + back, WIDTH - 1)] for back in (1, 2))
    is_short = np.isin(one, _SHORT) & ~(np.isin(one, _TWO) & np.isin(ten, _TEN_OR_ONE))
    return np.asarray(is_late & (is_short | np.isin(tens, _TOO_LATE)), dtype=np.bool_)


def _days(date: re.Match[str]) -> int | None:
    """Return how many days the month has, None where it has enough."""
    month, day = _number(date["month"]), _number(date["day"])
    if not 1 <= month <= _MONTHS:
        return None
    year = _number(date["year"]) if date["year"] else _LEAP
    days = calendar.monthrange(year, month)[1] if year else 0
    return days if 0 < days < day else None


def _number(written: str) -> int:
    return int(read_numeral(written.replace("○", "〇")).value)
