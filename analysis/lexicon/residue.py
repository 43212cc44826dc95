"""Rules for what pages and collections leave in texts, and the labels of field lines."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from analysis.errors import ResourceError

ZONES = ("head", "tail", "any")
MAX_LINE = 120
"""Characters of the longest line a rule looks at."""

_NAMED, _FLAGS = re.compile(r"\(\?P<\w+>"), re.compile(r"\A\(\?i\)")


class ResidueRule(NamedTuple):
    """A kind of line, or the piece of a line, that is not part of the document."""

    key: str
    """Unique name, by which the rule can be turned off and a removal traced to it."""
    name: str
    """The step that removals are reported under."""
    zone: str
    pattern: re.Pattern[str]
    example: str
    counter_example: str

    def match(self, line: str) -> re.Match[str] | None:
        """Return the match if the rule holds for the whole ``line``."""
        if len(line) > MAX_LINE or line.endswith("。"):
            return None
        return self.pattern.fullmatch(line)


class RuleSet(NamedTuple):
    """Rules, of which the first that holds counts, and patterns that ask for all of them at once.

    One of ``screens`` holds for every line that a rule holds for; they may hold for further lines.
    """

    rules: tuple[ResidueRule, ...]
    screens: tuple[re.Pattern[str], ...]

    def match(self, line: str) -> tuple[ResidueRule, re.Match[str]] | None:
        """Return the first rule that holds for the whole ``line`` and its match, or ``None``."""
        if len(line) > MAX_LINE or line.endswith("。"):
            return None
        for screen in self.screens:
            if screen.fullmatch(line):
                break
        else:
            return None  # as nearly all lines
        found = ((rule, rule.pattern.fullmatch(line)) for rule in self.rules)
        return next(((rule, match) for rule, match in found if match), None)


class LabelRule(NamedTuple):
    """Labels of one field; the field is empty for values that are not kept."""

    key: str
    names: tuple[str, ...]
    field: str
    value: re.Pattern[str] | None
    """What the whole value has to look like."""
    example: str
    counter_example: str


class BlockRule(NamedTuple):
    """A notice of several lines that ends a text: how it begins and what must stand in it."""

    key: str
    name: str
    start: re.Pattern[str]
    needs: tuple[str, ...]
    any_of: tuple[str, ...]
    example: str
    counter_example: str

    def first_row(self, lines: Sequence[str]) -> int | None:
        """Return the row the notice begins in, or ``None``."""
        for row, line in enumerate(lines):
            if self.start.fullmatch(line):
                return row if self.may_hold("".join(lines[row:])) else None
        return None

    def may_hold(self, rest: str) -> bool:
        """Return whether the words stand in the last lines that must stand in the notice."""
        has_one = not self.any_of or any(word in rest for word in self.any_of)
        return has_one and all(word in rest for word in self.needs)


class Residue(NamedTuple):
    """All rules of the file."""

    rules: tuple[ResidueRule, ...]
    pieces: tuple[ResidueRule, ...]
    blocks: tuple[BlockRule, ...]
    labels: tuple[LabelRule, ...]

    @property
    def by_label(self) -> dict[str, LabelRule]:
        """The rule of each label."""
        return {name: rule for rule in self.labels for name in rule.names}


def together(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """Return one pattern that holds where one of ``patterns`` does; it has no named groups.

    Examples
    --------
    >>> both = together([re.compile("(?i)(?P<word>a+)"), re.compile("b")])
    >>> [bool(both.fullmatch(text)) for text in ("AA", "b", "B", "ab")]
    [True, True, False, False]
    """
    parts = []
    for pattern in patterns:
        plain = _NAMED.sub("(?:", _FLAGS.sub("", pattern.pattern))
        parts.append(f"(?i:{plain})" if pattern.flags & re.IGNORECASE else f"(?:{plain})")
    return re.compile("|".join(parts))


@cache
def load_residue() -> Residue:
    """Return the rules that come with the program.

    Raises
    ------
    ResourceError
        An entry lacks a key, names an unknown zone or holds a bad pattern, or a key comes twice.
    """
    text = (resources.files("analysis.resources") / "residue.toml").read_text("utf-8")
    return parse_residue(text)


@cache
def load_screen(zone: str) -> re.Pattern[str]:
    """Return the pattern that holds where a rule for lines of ``zone``, one of ``ZONES``, does."""
    return together(rule.pattern for rule in load_residue().rules if rule.zone == zone)


@cache
def load_labels() -> dict[str, LabelRule]:
    """Return the rule of each label of a field line."""
    return load_residue().by_label


def parse_residue(text: str) -> Residue:
    """Return the rules of a TOML text; see ``load_residue`` for errors."""
    try:
        tables = tomllib.loads(text)
        residue = Residue(
            tuple(_rule(entry) for entry in tables["rule"]),
            tuple(_rule(entry) for entry in tables["piece"]),
            tuple(_block(entry) for entry in tables["block"]),
            tuple(_label(entry) for entry in tables["label"]),
        )
        _check_keys([rule.key for rules in residue for rule in rules])
    except (tomllib.TOMLDecodeError, KeyError, ValueError, re.error) as error:
        message = f"residue.toml：有一条规则写错了（{error}），请改正后重试。"
        raise ResourceError(message, code="bad_residue_rule", detail=str(error)) from error
    return residue


def _check_keys(keys: Sequence[str]) -> None:
    twice = [key for key, n in Counter(keys).items() if n > 1]
    if twice:
        message = f"key = {twice[0]}"
        raise ValueError(message)


def _block(entry: Mapping[str, Any]) -> BlockRule:
    return BlockRule(
        entry["key"],
        entry["class"],
        re.compile(entry["start"]),
        tuple(entry["needs"]),
        tuple(entry.get("any_of", ())),
        entry["example"],
        entry["counter_example"],
    )


def _label(entry: Mapping[str, Any]) -> LabelRule:
    return LabelRule(
        entry["key"],
        tuple(entry["names"]),
        entry["field"],
        re.compile(entry["value"]) if "value" in entry else None,
        entry["example"],
        entry["counter_example"],
    )


def _rule(entry: Mapping[str, str]) -> ResidueRule:
    if entry["zone"] not in ZONES:
        message = f"zone = {entry['zone']}"
        raise ValueError(message)
    return ResidueRule(
        entry["key"],
        entry["class"],
        entry["zone"],
        re.compile(entry["pattern"]),
        entry["example"],
        entry["counter_example"],
    )
