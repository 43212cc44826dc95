"""Field lines: labels with values, such as 来源：旗帜网; and the stamps of date and time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.ingest.dates import parse_date, parse_time
from analysis.ingest.fold import HAN_CLASS, narrow
from analysis.ingest.lines import Found
from analysis.lexicon.residue import load_residue

STEP = "field"
MAX_VALUE = 30
NAME = rf"[{HAN_CLASS}·]"

_VALUE_STOP = re.compile(r"[。，；：]")
_SPACED_NAME = re.compile(rf"{NAME}(?:[ \u3000]+{NAME}){{1,2}}")
_STAMP = re.compile(
    r"\d{4} ?(?:[-/.]\d{1,2}[-/.]\d{1,2}|年 ?\d{1,2} ?月 ?\d{1,2} ?日)"
    r"(?:[ T]*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?[秒分]?)?"
)
_NUMERIC_DATE = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[ T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
_LABEL_LINE = re.compile(r"[（(]?(?P<fields>[^（）()。]{2,119}?)[）)]?")
_LABEL = re.compile(r"(?:(?<=\s)|\A)([^\s：:](?:[^：:]{0,8}[^\s：:])?)[ \u3000]*[：:](?!\d{2}\b)")
_LOOSE_LABELS = frozenset(("时间", "日期"))
"""Labels that also introduce content (时间：3月5日上午9时)."""


def field_lines(lines: Sequence[str], found: Found, rows: range) -> Found:
    """Return the lines of ``rows`` that hold labels and values, or a stamp of date and time.

    A label that ends a line goes together with the line under it.
    """
    taken: dict[int, str] = {}
    values: dict[str, str] = {}
    tail = rows.start > 0
    for row in rows:
        if row in found.taken or row in taken:
            continue
        has_more = row + 1 in rows and row + 1 not in found.taken
        n_lines, read = _read_lines(lines[row], lines[row + 1] if has_more else "", tail=tail)
        taken |= dict.fromkeys(range(row, row + n_lines), STEP)
        values = read | values if not tail else values | read
    return Found(taken, values)


def _read_lines(line: str, following: str, *, tail: bool) -> tuple[int, dict[str, str]]:
    """Return how many lines make up a field line, 0 to 2, and its values."""
    if not tail and _STAMP.fullmatch(line):
        return 1, read_stamp(line) or {}
    if following and line[-1] in "：:":
        read = parse_labels(line + following, tail=tail)
        if read:
            return 2, read
    read = parse_labels(line, tail=tail)
    return (0, {}) if read is None else (1, read)


def parse_labels(line: str, *, tail: bool = False) -> dict[str, str] | None:
    """Return the fields of a line that consists of labels and values, else ``None``.

    Parameters
    ----------
    line
        A line after half-width punctuation was widened.
    tail
        Whether it stands behind the body: labels that also introduce content do not count there.

    Examples
    --------
    >>> parse_labels("时间：2022-05-27 08:32:01 来源：网友投稿")
    {'date': '2022-05-27', 'time': '08:32:01', 'source': '网友投稿'}
    >>> parse_labels("来源：一是财政拨款，二是社会捐助") is None
    True
    """
    match = _LABEL_LINE.fullmatch(line) if "：" in line or ":" in line else None
    if not match:
        return None
    text = match["fields"]
    places = _label_places(text)
    if not places or places[0][0] != 0:
        return None
    values: dict[str, str] = {}
    ends = [start for start, _, _ in places[1:]] + [len(text)]
    for (_, label, begin), end in zip(places, ends, strict=True):
        read = _read_value(label, text[begin:end].strip(), alone=len(places) == 1, tail=tail)
        if read is None:
            return None
        values |= read
    return values


def read_stamp(value: str) -> dict[str, str] | None:
    """Return date and time of a value that is nothing else, or ``None``.

    Examples
    --------
    >>> read_stamp("2026年02月10日 07时41分")
    {'date': '2026-02-10', 'time': '07:41'}
    """
    value = narrow(value)
    match = _STAMP.match(value)
    if not match or value[match.end() :].strip(" （）()星期一二三四五六日"):
        return None
    found = {"date": parse_date(value), "time": parse_time(value)}
    return {name: text for name, text in found.items() if text}


def close_name(value: str) -> str:
    """Return a name without the spaces that only align it: 张 波, 习　近　平.

    Examples
    --------
    >>> close_name("张 波"), close_name("张三 李四")
    ('张波', '张三 李四')
    """
    return "".join(value.split()) if _SPACED_NAME.fullmatch(value) else value


def _label_places(text: str) -> list[tuple[int, str, int]]:
    """Return where labels begin, the labels without spaces, and where their values begin."""
    names = load_residue().fields
    places = []
    for match in _LABEL.finditer(text):
        words = list(re.finditer(r"\S+", match[1]))
        for first in range(len(words)):
            label = "".join(word[0] for word in words[first:])
            if label in names:
                places.append((match.start(1) + words[first].start(), label, match.end()))
                break
    return places


def _read_value(label: str, value: str, *, alone: bool, tail: bool) -> dict[str, str] | None:
    field = load_residue().fields[label]
    if field == "date":
        is_loose = label in _LOOSE_LABELS
        if is_loose and (tail or (alone and not _NUMERIC_DATE.fullmatch(value))):
            return None
        return read_stamp(value)
    if len(value) >= MAX_VALUE or _VALUE_STOP.search(value):
        return None
    if not field or not value:
        return {}
    return {field: close_name(value)}
