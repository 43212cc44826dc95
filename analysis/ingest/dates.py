"""Dates as they stand in headers: to ISO, only as precise as they are written."""

from __future__ import annotations

import datetime as dt
import re

from analysis.errors import UnknownNameError

_CHINESE = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
    "0": "0",
    "◯": "0",
}
_CHINESE_DATE = re.compile(
    r"([二一][〇零○ＯO0◯一二三四五六七八九]{3})年(?:([一二三四五六七八九十]{1,3})月"
    r"(?:([一二三四五六七八九十]{1,3})日)?)?"
)
_DATE = re.compile(
    r"(?<![\d〔\[-])(?P<year>(?:19|20)\d{2})"
    r"(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?(?![\d-])"
    r"|年(?:(?P<month2>\d{1,2})月(?:(?P<day2>\d{1,2})日)?)?)"
)
_GAP = re.compile(r"(?<=\d)\s+(?=[年月日])|(?<=[年月])\s+(?=\d)")
_COMPACT = re.compile(r"(?<![\d-])((?:19|20)\d{2})(\d{2})(\d{2})(?![\d-])")
_TIME = re.compile(r"(?<![\d:：])([01]?\d|2[0-3])[:：时]([0-5]\d)(?:[:：分]([0-5]\d))?(?![\d:：])")


def iso_date(written: str) -> str:
    """Return a date that people typed in ISO form, as precise as it is written.

    Raises
    ------
    UnknownNameError
        It is no date.

    Examples
    --------
    >>> iso_date("2021年12月30日"), iso_date("2019")
    ('2021-12-30', '2019')
    """
    found = written if re.fullmatch(r"[12]\d{3}", written) else parse_date(written)
    if found is None:
        message = f"“{written}”不是日期，请写成 2021-12-30、2021-12 或 2021。"
        raise UnknownNameError(message, code="bad_date", date=written)
    return found


def parse_date(text: str) -> str | None:
    """Return the first date of ``text`` in ISO form, or ``None``.

    Examples
    --------
    >>> [parse_date(text) for text in ("2021年3月5日", "2013.07", "二〇二六年一月二十七日")]
    ['2021-03-05', '2013-07', '2026-01-27']
    >>> parse_date("国发〔2018〕44号") is None
    True
    """
    text = _GAP.sub("", text)
    match = _DATE.search(text)
    if match:
        month = match["month"] or match["month2"]
        return _iso(match["year"], month, match["day"] or match["day2"])
    match = _COMPACT.search(text)
    if match:
        return _iso(*match.groups())
    match = _CHINESE_DATE.search(text)
    if match:
        year = "".join(_CHINESE[character] for character in match[1])
        return _iso(year, _small_number(match[2]), _small_number(match[3]))
    return None


def parse_time(text: str) -> str | None:
    """Return the first time of day of ``text`` as written to the second or minute, or ``None``.

    Examples
    --------
    >>> parse_time("2026年02月10日 07时41分")
    '07:41'
    """
    match = _TIME.search(text)
    if not match:
        return None
    return ":".join(part.zfill(2) for part in match.groups() if part)


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    if not month:
        return year
    if not 1 <= int(month) <= 12:
        return None
    if not day:
        return f"{year}-{int(month):02}"
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _small_number(text: str | None) -> str | None:
    """Return a number below one hundred in digits: 二十七 as 27."""
    if not text:
        return None
    tens, ten, ones = text.rpartition("十")
    value = 10 * int(_CHINESE.get(tens, "1" if ten else "0")) if ten else 0
    return str(value + int(_CHINESE.get(ones, "0"))) if len(ones) <= 1 else None
