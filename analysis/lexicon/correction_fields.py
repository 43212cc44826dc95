"""The fields of a figure as somebody writes them by hand, and names of organisations: checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import isfinite, nan
from types import MappingProxyType

from analysis.schema import BOUNDS, STATUSES, FieldValue, Figure

LONGEST = 200
"""Characters of a name, a unit or a noun at most."""
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Line ends, other control characters and halves of characters, which tables cannot hold: \\n."""


class FieldProblem(Exception):  # noqa: N818 - told as part of another error
    """A field of a correction is wrong; the message says how."""


def read_figure(fields: Mapping[str, object]) -> Figure:
    """Return a figure from its fields.

    Raises
    ------
    FieldProblem
        A field is wrong, or there is no value.
    """
    if "value" not in fields:
        message = f"缺少{_called('value')}"
        raise FieldProblem(message)
    return Figure(**read_fields(fields))  # type: ignore[arg-type]


def read_fields(fields: Mapping[str, object]) -> dict[str, FieldValue]:
    """Return fields of a figure, checked; blanks around strings go.

    Raises
    ------
    FieldProblem
        There is no such field, or one cannot have such a value.
    """
    unknown = [name for name in fields if name not in _FIELDS]
    if unknown:
        message = f"没有“{unknown[0]}”这一栏；可用的有：{'、'.join(_FIELDS)}"
        raise FieldProblem(message)
    read = {name: _FIELDS[name](name, value) for name, value in fields.items()}
    value, high = read.get("value"), read.get("high")
    if isinstance(value, float) and isinstance(high, float) and high <= value:
        message = "上限要大于数值"
        raise FieldProblem(message)
    return read


def read_name(name: str, value: object) -> str:
    """Return a string that must not be empty, without the blanks around it.

    Raises
    ------
    FieldProblem
        It is none.
    """
    text = read_line(name, value)
    if not text:
        message = f"{_called(name)}不能是空的"
        raise FieldProblem(message)
    return text


def read_line(name: str, value: object) -> str:
    """Return a string that may be empty, without the blanks around it.

    Raises
    ------
    FieldProblem
        It is none, too long, or holds a line end or another character that cannot be shown.
    """
    if not isinstance(value, str) or len(value) > LONGEST or _UNWRITABLE.search(value):
        message = f"{_called(name)}要是一串字，不能太长，也不能有换行或坏掉的字符"
        raise FieldProblem(message)
    return value.strip()


_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "value": "数值",
        "high": "上限",
        "unit": "单位",
        "noun": "事项",
        "organisation": "机构",
        "date": "日期",
        "name": "新名称",
        "into": "合并到的机构",
        "was": "原来的机构",
        "short": "简称",
        "kind": "类别",
        "id": "编号",
    }
)


def _called(name: str) -> str:
    """Return a field as a sentence names it: for people, and as it stands in a file."""
    return f"“{_LABELS[name]}”（{name}）"


def _number(name: str, value: object) -> float:
    try:
        number = float(value) if isinstance(value, int | float) else nan
    except OverflowError:
        number = nan
    if isinstance(value, bool) or not isfinite(number):
        message = f"{_called(name)}要是一个数"
        raise FieldProblem(message)
    return number


def _one_of(choices: Sequence[str]) -> Callable[[str, object], str]:
    def read(name: str, value: object) -> str:
        if value not in choices:
            message = f"“{name}”只能是：{'、'.join(choices)}"
            raise FieldProblem(message)
        return str(value)

    return read


def _date(name: str, value: object) -> str:
    text = read_line(name, value)
    if not _DATE.fullmatch(text) or not _is_day(f"{text}-01-01"[:10]):
        message = f"“{text}”不是日期，要写成 2021-12-30、2021-12 或 2021"
        raise FieldProblem(message)
    return text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _optional(
    read: Callable[[str, object], float | str],
) -> Callable[[str, object], FieldValue]:
    return lambda name, value: None if value is None else read(name, value)


_FIELDS: Mapping[str, Callable[[str, object], FieldValue]] = MappingProxyType(
    {
        "value": _number,
        "high": _optional(_number),
        "bound": _one_of(BOUNDS),
        "unit": read_line,
        "noun": read_line,
        "organisation": _optional(read_name),
        "status": _one_of(STATUSES),
        "date": _optional(_date),
    }
)
