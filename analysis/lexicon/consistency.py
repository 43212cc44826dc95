"""The words of the consistency checks, read from ``resources/consistency.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from analysis.errors import ResourceError

Members = tuple[str, ...]


class CheckWords(NamedTuple):
    """What tells a whole from some parts, a share from a ratio, a plan from a result."""

    wholes: tuple[tuple[Members, ...], ...]
    """Sets of parts that make a whole; a part is one of several wordings."""
    rest: Members
    rates: Members
    above: Members
    """Rates that end like one of ``rates`` and may exceed 100 %."""
    ratio: Members
    real: Members
    times: Members
    turns: Members
    norm: Members
    list_units: Members
    list_nouns: Members


@cache
def load_check_words() -> CheckWords:
    """Return the words that come with the program.

    Raises
    ------
    ResourceError
        The file is not TOML or lacks a part.
    """
    text = (resources.files("analysis.resources") / "consistency.toml").read_text("utf-8")
    return parse_check_words(text)


def parse_check_words(text: str) -> CheckWords:
    """Return the words of a TOML text; see ``load_check_words`` for errors."""
    try:
        data = tomllib.loads(text)
        sets = [str(line).split() for line in data["wholes"]["sets"]]
        return CheckWords(
            tuple(tuple(tuple(part.split("|")) for part in line) for line in sets),
            _words(data["wholes"]["rest"]),
            _words(data["shares"]["rates"]),
            _words(data["shares"]["above"]),
            _words(data["shares"]["ratio"]),
            _words(data["growth"]["real"]),
            _words(data["times"]["words"]),
            _words(data["times"]["turns"]),
            _words(data["times"]["norm"]),
            _words(data["lists"]["units"]),
            _words(data["lists"]["nouns"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        message = f"consistency.toml：写错了（{error}），请改正后重试。"
        raise ResourceError(message, code="bad_check_words", detail=str(error)) from error


def _words(value: object) -> Members:
    if not isinstance(value, str):
        message = f"{value!r} is no string"
        raise TypeError(message)
    return tuple(value.split())
