"""The lines of a draft, and taking some of them out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from analysis.ingest.draft import Change, Draft

HEAD_LINES = 40
TAIL_LINES = 15

_SENTENCE_END = re.compile(r"[。；！？][”’）》】]{0,2}$")
_CREDIT = ("摄", "摄影", "摄影报道")
_INNER_STOP = re.compile(r"[，。；]")


class Found(NamedTuple):
    """Lines that are not part of the body, each with its step; and the values they hold.

    ``rules``: the rule of the step for a line, where there are several.
    """

    taken: dict[int, str]
    values: dict[str, str]
    rules: Mapping[int, str] = MappingProxyType({})

    def joined(self, other: Found) -> Found:
        """Return both together; what is found first holds."""
        if not (other.taken or other.values):
            return self
        rules = {row: rule for row, rule in other.rules.items() if row not in self.taken}
        return Found(other.taken | self.taken, other.values | self.values, {**rules, **self.rules})


NOTHING = Found({}, {})


def is_paragraph(line: str) -> bool:
    """Return whether a line is running text: long with inner stops, or a whole sentence.

    What ends as the credit of a photograph does, is its caption.
    """
    if len(line) < 20 or line.endswith(_CREDIT):
        return False
    return bool(_INNER_STOP.search(line) if len(line) >= 50 else _SENTENCE_END.search(line))


def head_size(lines: Sequence[str]) -> int:
    """Return the number of lines above the first paragraph, 40 at most."""
    for row, line in enumerate(lines[:HEAD_LINES]):
        if is_paragraph(line):
            return row
    return min(len(lines), HEAD_LINES)


def take_lines(
    draft: Draft, taken: Mapping[int, str], rules: Mapping[int, str] = MappingProxyType({})
) -> Draft:
    """Return the draft without the lines of ``taken``, each recorded under its step and rule."""
    if not taken:
        return draft
    lines = draft.lines
    last_kept = next((row for row in reversed(range(len(lines))) if row not in taken), -1)
    sizes = list(accumulate(map(len, lines)))
    changes = []
    for row in sorted(taken):
        end = sizes[row] + row
        start = end - len(lines[row])
        low, high = (start, end + 1) if row < last_kept else (max(start - 1, 0), end)
        if last_kept < 0 and row == 0:
            low, high = 0, end
        changes.append(Change(low, high, "", taken[row], rules.get(row, "")))
    return draft.change("", changes)
