"""Units behind numbers, read from ``resources/units.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.errors import ResourceError

UNITS_FILE = Path(__file__).parents[1] / "resources" / "units.toml"
GROUPS = ("classifiers", "measures", "durations", "rates", "times", "labels")


class ByFirst(dict[str, re.Pattern[str] | None]):
    """Patterns by the character they begin with, ``None`` for others; compiled when asked for.

    Of a thousand patterns most are never needed, and compiling all of them takes a quarter second.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__()
        self._sources = sources

    def __missing__(self, first: str) -> re.Pattern[str] | None:
        source = self._sources.get(first)
        self[first] = pattern = None if source is None else re.compile(source)
        return pattern


@dataclass(frozen=True)
class Units:
    """The forms of units: which there are, of what group, and what each becomes."""

    groups: dict[str, str]
    """Form → group; ``times`` wins over ``classifiers``."""
    same: dict[str, str]
    nouns: frozenset[str]
    """Forms that are themselves the thing counted (方面, 市)."""
    single: frozenset[str]
    """Forms before which 一 is a number."""
    pattern: re.Pattern[str]
    """Matches the longest form at a position."""
    by_first: ByFirst
    """First character of a form → pattern of the forms that begin with it, longest first."""
    per: re.Pattern[str]
    """Matches the stroke of a compound unit and what stands behind it."""

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """Match the longest form at a position, as ``pattern`` does, trying only what can stand."""
        pattern = self.by_first[text[position : position + 1]]
        return pattern.match(text, position) if pattern else None

    def end_of_compound(self, text: str, position: int) -> int:
        """Return where a compound unit ends whose stroke is at ``position``: 吨|/日, 张|/千人."""
        match = self.per.match(text, position)
        return match.end() if match else position

    def normalise(self, form: str) -> str:
        """Return the unit a form stands for: 周年 → 年; 万元 never comes here, 万 is number.

        μg/m³ becomes 微克/立方米; what has no Chinese form stays (Mt/a).
        """
        one, stroke, other = form.partition("/")
        if not stroke or form in self.groups:
            return self.same.get(form, form)
        unit = f"{self.same.get(one, one)}/{self.same.get(other, other)}"
        return form if re.match("[A-Za-z]", unit) else unit


_LATIN = re.compile(r"[A-Za-z\d²³]\Z")
_NOT_BEFORE_LATIN = r"[A-Za-z\d²³Ω]| \d|/T"
"""A unit in letters ends where they end: 5m², 3G, 2 GB 5749 and GB/T are none in m, g and GB."""


def _pattern(forms: list[str], not_before: dict[str, str]) -> str:
    parts = []
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        guard = "|".join(re.escape(word) for word in not_before.get(form, "").split())
        guard = _NOT_BEFORE_LATIN if _LATIN.search(form) else guard
        parts.append(re.escape(form) + (f"(?!{guard})" if guard else ""))
    return "|".join(parts)


@cache
def load_words(path: Path = UNITS_FILE) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the word lists around numbers: section → key → words as listed.

    Raises
    ------
    ResourceError
        The file cannot be read as TOML.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        message = f"{path.name}：读不出词表（{error}）。请检查文件的写法，或恢复随程序附带的文件。"
        raise ResourceError(message, code="units_unreadable", file=path.name) from error
    return {name: {k: tuple(v.split()) for k, v in part.items()} for name, part in data.items()}


def longest_first(words: Iterable[str]) -> list[str]:
    """Return the words as expressions of a pattern, the longest first."""
    return [re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))]


def alternatives(words: Iterable[str]) -> str:
    """Return the words as one alternation for a pattern, longest first."""
    return "|".join(longest_first(words))


@cache
def load_units(path: Path = UNITS_FILE) -> Units:
    """Read and check the units.

    Raises
    ------
    ResourceError
        The file is no TOML, lacks a group, or explains a form that is in no group.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        groups = {form: group for group in GROUPS for form in data[group]["forms"].split()}
        same, not_before = data["same"], data["not_before"]
        nouns = frozenset(data["noun_classifiers"]["forms"].split())
        single = frozenset(data["single"]["forms"].split())
        per = data["per"]["forms"].split()
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        message = (
            f"{path.name}：读不出单位表（{error}）。请检查文件的写法，或恢复随程序附带的文件。"
        )
        raise ResourceError(message, code="units_unreadable", file=path.name) from error
    listed = groups.keys() | set(per)
    unknown = sorted((same.keys() | not_before.keys() | nouns | single) - listed)
    if unknown:
        message = f"{path.name}：“{unknown[0]}”不在任何一组单位里。请先把它加进一组。"
        raise ResourceError(message, code="unit_unknown", file=path.name, entry=unknown[0])
    sources = {
        first: _pattern([form for form in groups if form[0] == first], not_before)
        for first in sorted({form[0] for form in groups})
    }
    pattern = re.compile(_pattern(list(groups), not_before))
    stroke = re.compile(f"/(?:{_pattern([*groups, *per], not_before)})")
    return Units(groups, same, nouns, single, pattern, ByFirst(sources), stroke)
