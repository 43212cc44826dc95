"""Rules for what pages and collections leave in texts, and the labels of field lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from analysis.errors import ResourceError

ZONES = ("head", "tail", "any")
MAX_LINE = 120
"""Characters of the longest line a rule looks at."""


class ResidueRule(NamedTuple):
    """A kind of line that is not part of the document."""

    name: str
    zone: str
    pattern: re.Pattern[str]
    example: str
    counter_example: str

    def match(self, line: str) -> re.Match[str] | None:
        """Return the match if the rule holds for the whole ``line``."""
        if len(line) > MAX_LINE or line.endswith("。"):
            return None
        return self.pattern.fullmatch(line)


class LabelRule(NamedTuple):
    """Labels of one field; the field is empty for values that are not kept."""

    names: tuple[str, ...]
    field: str
    example: str
    counter_example: str


class BlockRule(NamedTuple):
    """A notice of several lines that ends a text: how it begins and what must stand in it."""

    name: str
    start: re.Pattern[str]
    needs: tuple[str, ...]
    example: str
    counter_example: str

    def first_row(self, lines: Sequence[str]) -> int | None:
        """Return the row the notice begins in, or ``None``."""
        for row, line in enumerate(lines):
            if self.start.fullmatch(line):
                rest = "".join(lines[row:])
                return row if all(word in rest for word in self.needs) else None
        return None


class Residue(NamedTuple):
    """All rules of the file."""

    rules: tuple[ResidueRule, ...]
    blocks: tuple[BlockRule, ...]
    labels: tuple[LabelRule, ...]

    @property
    def fields(self) -> dict[str, str]:
        """Field of each label."""
        return {name: rule.field for rule in self.labels for name in rule.names}


@cache
def load_residue() -> Residue:
    """Return the rules that come with the program.

    Raises
    ------
    ResourceError
        An entry lacks a key, names an unknown zone or holds a bad pattern.
    """
    text = (resources.files("analysis.resources") / "residue.toml").read_text("utf-8")
    return parse_residue(text)


def parse_residue(text: str) -> Residue:
    """Return the rules of a TOML text; see ``load_residue`` for errors."""
    try:
        tables = tomllib.loads(text)
        rules = tuple(_rule(entry) for entry in tables["rule"])
        blocks = tuple(_block(entry) for entry in tables["block"])
        labels = tuple(
            LabelRule(
                tuple(entry["names"]), entry["field"], entry["example"], entry["counter_example"]
            )
            for entry in tables["label"]
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError, re.error) as error:
        message = f"residue.toml：有一条规则写错了（{error}），请改正后重试。"
        raise ResourceError(message, code="bad_residue_rule", detail=str(error)) from error
    return Residue(rules, blocks, labels)


def _block(entry: Mapping[str, Any]) -> BlockRule:
    return BlockRule(
        entry["class"],
        re.compile(entry["start"]),
        tuple(entry["needs"]),
        entry["example"],
        entry["counter_example"],
    )


def _rule(entry: Mapping[str, str]) -> ResidueRule:
    if entry["zone"] not in ZONES:
        message = f"zone = {entry['zone']}"
        raise ValueError(message)
    return ResidueRule(
        entry["class"],
        entry["zone"],
        re.compile(entry["pattern"]),
        entry["example"],
        entry["counter_example"],
    )
