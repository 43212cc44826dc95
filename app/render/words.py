"""Result tables in words: names and titles for codes, lists in one line; numbers stay numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd

from app.wording.error_details import detail
from app.wording.headings import heading
from app.wording.names import Named
from app.wording.numbers import MISSING
from app.wording.text import text
from app.wording.values import VALUES, value_name


def in_words(names: Named, table: pd.DataFrame, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Return the table as people read it; a new frame, rows as before.

    Parameters
    ----------
    columns
        Fields to keep, in the order of the table; none given: all.
    """
    return pd.DataFrame(
        {
            str(name): _words(names, str(name), table[name])
            for name in table.columns
            if not columns or name in columns
        }
    )


def _words(names: Named, field: str, values: pd.Series) -> pd.Series:
    if field in VALUES:
        return values.map(lambda value: value_name(field, value, names.lang))
    write = {
        "doc": names.title,
        "doc_a": names.title,
        "doc_b": names.title,
        "duplicate_of": names.title,
        "organisation": names.organisation_name,
        "canonical": names.organisation_name,
        "organisation_a": names.organisation_name,
        "organisation_b": names.organisation_name,
        "group": lambda value: _group(names, value),
        "theme": names.theme_name,
        "side": lambda value: _side(names, value),
        "changes": lambda value: _changes(names, value),
        "made": _local_time,
        "problem": lambda value: detail(value, names.lang),
        "note": str,
        "paragraph": lambda value: int(value) + 1,
        "year": lambda value: value or text("bar.undated", names.lang),
    }.get(field)
    if write is not None:
        return values.map(lambda value: write(value) if _present(value) else "")
    if field == "themes":
        return values.map(lambda keys: "、".join(names.theme_name(key) for key in keys))
    if isinstance(values.dtype, pd.StringDtype):
        return values.fillna("")
    return values.map(_in_line) if values.dtype == object else values


def _local_time(written: str) -> str:
    """Return a moment as the clocks of this machine show it; what is no moment as it is."""
    try:
        return datetime.fromisoformat(written).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return written


def _changes(names: Named, changes: Sequence[Mapping[str, str]]) -> str:
    """Return the fields that a correction changed: ``单位 万元 → 元，数值 26 → 260000``."""
    return ("，" if names.lang == "zh" else ", ").join(
        f"{heading('facts', change['field'], names.lang)} "
        f"{_field(names, change['field'], change['was'])} → "
        f"{_field(names, change['field'], change['now'])}"
        for change in changes
    )


def _field(names: Named, name: str, value: str) -> str:
    if not value:
        return MISSING
    return (
        names.organisation_name(value)
        if name == "organisation"
        else value_name(name, value, names.lang)
    )


def _group(names: Named, value: str) -> str:
    """Return the name of a group; years are groups on some pages whatever is compared there."""
    return names.group_name(value) if value else text("bar.undated", names.lang)


def _side(names: Named, value: str) -> str:
    """Return a side of a comparison: target and reference in words, else the name of the group."""
    if value in {"target", "reference"}:
        return text(f"side.{value}", names.lang)
    return names.group_name(value)


def _in_line(value: object) -> object:
    """Return a list as one line: names with their counts, steps with their characters."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return "、".join(_piece(piece) for piece in value)


def _piece(piece: object) -> str:
    if isinstance(piece, Mapping):
        return " ".join(str(part) for part in piece.values())
    if isinstance(piece, (tuple, list)):
        return " ".join(str(part) for part in piece)
    return str(piece)


def _present(value: object) -> bool:
    return value is not None and value == value  # noqa: PLR0124  NaN differs from itself
