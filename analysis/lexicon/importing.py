"""Import options as entries of a settings file, or of a command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from analysis.lexicon.encodings import CODECS, known_encoding
from analysis.schema import ImportOptions

MAX_LIMIT = 10**12
"""Highest limit that can be set."""


class OptionError(ValueError):
    """An entry with a mistake; the message says which."""

    def __init__(self, entry: str, problem: str) -> None:
        super().__init__(problem)
        self.entry = entry


def read_options(entries: Mapping[str, object]) -> ImportOptions:
    """Return the options that some entries state; the others are as they come with the program.

    Raises
    ------
    OptionError
        An entry is not known, or its value cannot be.
    """
    stated = {}
    for entry, value in entries.items():
        if entry not in _READERS:
            raise OptionError(entry, f"没有这一项；可用的有：{'、'.join(_READERS)}")
        stated[entry] = _READERS[entry](value, entry)
    return ImportOptions(**stated)


def stated_options(options: ImportOptions) -> dict[str, object]:
    """Return what is not as it comes with the program.

    Examples
    --------
    >>> stated_options(ImportOptions(max_rows=5))
    {'max_rows': 5}
    """
    usual = asdict(ImportOptions())
    return {key: value for key, value in asdict(options).items() if value != usual[key]}


def _read_encoding(value: object, entry: str) -> str:
    """Return one of ``CODECS``; for gbk and the like the wider one that holds it."""
    encoding = _read_string(value, entry)
    name = known_encoding(encoding) if encoding else ""
    if name is None:
        raise OptionError(entry, f"没有“{encoding}”这种编码；可用的有：{'、'.join(CODECS)}")
    return name


def _read_string(value: object, entry: str) -> str:
    if not isinstance(value, str):
        raise OptionError(entry, "要写成一个字串")
    return value.strip()


def _read_strings(value: object, entry: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise OptionError(entry, '要写成字串的列表，如 ["甲", "乙"]')
    return tuple(value)


def _read_limit(value: object, entry: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MAX_LIMIT:
        raise OptionError(entry, f"要写成 1 和 {MAX_LIMIT} 之间的整数")
    return value


_READERS: dict[str, Callable[[object, str], Any]] = {
    "encoding": _read_encoding,
    "text_column": _read_string,
    "rules_off": _read_strings,
    **{field.name: _read_limit for field in fields(ImportOptions) if field.name[:4] == "max_"},
}
"""Entry: what reads its value."""
