"""Field lines: labels with values, such as 来源：旗帜网; and the stamps of date and time."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from analysis.ingest.dates import parse_date, parse_time
from analysis.ingest.fold import HAN_CLASS, narrow
from analysis.ingest.lines import NOTHING, Found
from analysis.lexicon.residue import LabelRule, load_labels

STEP = "field"
STAMP = "stamp"
"""Rule of a line that is a date, without a label."""
MAX_VALUE, MAX_TITLE = 30, 80
"""Characters of the value of a field line; the title may be longer."""
NAME = rf"[{HAN_CLASS}·]"

_VALUE_STOP = re.compile(r"[。，；：]")
_SPACED_NAME = re.compile(rf"{NAME}(?:[ \u3000]+{NAME}){{1,2}}")
_STAMP = re.compile(
    r"\d{4} ?(?:[-/.]\d{1,2}[-/.]\d{1,2}|年 ?\d{1,2} ?月 ?\d{1,2} ?日)"
    r"(?:[ T]*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?[秒分]?)?"
)
_MONTH = re.compile(r"\d{4} ?(?:年 ?\d{1,2} ?月|[-/.]\d{1,2})(?!\d)")
_NUMERIC_DATE = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[ T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
_LABEL_LINE = re.compile(r"[（(【\[]?(?P<fields>[^（）()【】\[\]。]{2,119}?)[）)】\]]?")
_LABEL = re.compile(r"(?:(?<=\s)|\A)([^\s：:](?:[^：:]{0,8}[^\s：:])?)[ \u3000]*[：:](?!\d{2}\b)")
_LOOSE_LABELS = frozenset(("时间", "日期"))
"""Labels that also introduce content (时间：3月5日上午9时)."""


class _Place(NamedTuple):
    """A label of a line, without its spaces: where it begins, its rule, where its value begins."""

    start: int
    rule: LabelRule
    label: str
    value_start: int


def field_lines(
    lines: Sequence[str],
    found: Found,
    rows: range,
    rules_off: Collection[str] = (),
    *,
    tail: bool = False,
) -> Found:
    """Return the lines of ``rows`` that hold labels and values, or a stamp of date and time.

    A label that ends a line goes together with the line under it.

    Parameters
    ----------
    tail
        Whether they stand behind the text: a date alone is then the signature's, and stays.
    """
    if STEP in rules_off:
        return NOTHING
    taken: dict[int, str] = {}
    rules: dict[int, str] = {}
    values: dict[str, str] = {}
    for row in rows:
        if row in found.taken or row in taken:
            continue
        has_more = row + 1 in rows and row + 1 not in found.taken
        n_lines, read = _read_lines(lines[row], lines[row + 1] if has_more else "", tail=tail)
        rule = _rule_of(lines[row]) if n_lines else ""
        if not n_lines or rule in rules_off:
            continue
        rules |= dict.fromkeys(range(row, row + n_lines), rule)
        taken |= dict.fromkeys(range(row, row + n_lines), STEP)
        values = read | values if not tail else values | read
    return Found(taken, values, rules)


def _rule_of(line: str) -> str:
    """Return the key of the rule of the first label of a line."""
    match = _LABEL_LINE.fullmatch(line)
    places = _label_places(match["fields"]) if match else []
    return places[0][1].key if places else STAMP


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
    >>> parse_labels("2022-05-27　来源：网友投稿")
    {'date': '2022-05-27', 'source': '网友投稿'}
    >>> parse_labels("来源：一是财政拨款，二是社会捐助") is None
    True
    """
    match = _LABEL_LINE.fullmatch(line) if "：" in line or ":" in line else None
    if not match:
        return None
    text = match["fields"]
    places = _label_places(text)
    if not places:
        return None
    before = text[: places[0].start].strip()
    values = (read_stamp(before) if before and not tail else None) or {}
    if before and "date" not in values:
        return None
    ends = [place.start for place in places[1:]] + [len(text)]
    for place, end in zip(places, ends, strict=True):
        value = text[place.value_start : end].strip()
        read = _read_value(place, value, alone=len(places) == 1, tail=tail)
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
    match = _STAMP.match(value) or _MONTH.match(value)
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


def _label_places(text: str) -> list[_Place]:
    """Return the labels of a line, in order."""
    rules = load_labels()
    places = []
    for match in _LABEL.finditer(text):
        words = list(re.finditer(r"\S+", match[1]))
        for first in range(len(words)):
            label = "".join(word[0] for word in words[first:])
            if label in rules:
                start = match.start(1) + words[first].start()
                places.append(_Place(start, rules[label], label, match.end()))
                break
    return places


def _read_value(place: _Place, value: str, *, alone: bool, tail: bool) -> dict[str, str] | None:
    field = place.rule.field
    if field == "date":
        is_loose = place.label in _LOOSE_LABELS
        if is_loose and (tail or (alone and not _NUMERIC_DATE.fullmatch(value))):
            return None
        return read_stamp(value)
    if len(value) >= (MAX_TITLE if field == "title" else MAX_VALUE) or _VALUE_STOP.search(value):
        return None
    if place.rule.value and not place.rule.value.fullmatch(value):
        return None
    if not field or not value:
        return {}
    return {field: close_name(value)}
