"""What columns of tables are called that hold the text, or a field of the metadata."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from analysis.errors import ResourceError


class ColumnNames(NamedTuple):
    """Names as ``plain_name`` gives them."""

    text: tuple[str, ...]
    """Of the column with the text, the surest first."""
    fields: Mapping[str, str]
    """The field of the metadata behind a name; of several dates the first here is that of a row."""
    others: frozenset[str] = frozenset()
    """Of columns that keep their own name."""


def plain_name(name: str) -> str:
    """Return the name of a column without spaces and colon, in small letters.

    Examples
    --------
    >>> plain_name(" 标 题： "), plain_name("Title")
    ('标题', 'title')
    """
    return "".join(name.split()).strip("：:*＊\ufeff").lower()


@cache
def load_columns() -> ColumnNames:
    """Return the names that come with the program.

    Raises
    ------
    ResourceError
        The file is not TOML or lacks a part.
    """
    return parse_columns((resources.files("analysis.resources") / "tables.toml").read_text("utf-8"))


def parse_columns(text: str) -> ColumnNames:
    """Return the names of a TOML text; see ``load_columns`` for errors."""
    try:
        tables = tomllib.loads(text)
        fields = {name: _checked(field) for name, field in dict(tables["fields"]).items()}
        return ColumnNames(
            _list(tables["text"]), fields, frozenset(_list(tables.get("others", [])))
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = f"tables.toml：写错了（{error}），请改正后重试。"
        raise ResourceError(message, code="bad_column_names", detail=str(error)) from error


def _list(names: object) -> tuple[str, ...]:
    if not isinstance(names, list):
        message = f"{names!r} is no list"
        raise TypeError(message)
    return tuple(map(_checked, names))


def _checked(name: object) -> str:
    if not isinstance(name, str):
        message = f"{name!r} is no string"
        raise TypeError(message)
    return name
