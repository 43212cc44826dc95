"""Which segments of a corpus are put together when it is written: small neighbours, holed ones.

Neighbours are segments that were made one after the other, wherever their documents stand. Two of
them become one when they are of like size, so that a document is rewritten a few times and not at
every addition; what is small anyway is kept in one segment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FULL = 2_000_000
"""Characters of a segment that is never put together with another."""
SMALL = 200_000
"""Characters that are rewritten at any time."""
LIKE = 2
"""Neighbours are of like size if the larger has at most so many times the characters."""
HOLED = 0.25
"""Share of removed documents from which on a segment is written anew."""


class Part(NamedTuple):
    """A segment with what is left of it; ``holed``: much of it was removed."""

    characters: int
    holed: bool = False


def groups(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Return runs of neighbours, as first and stop, each of which becomes one segment.

    A run of one part is only written anew if it is holed; all others stay as they are.
    """
    runs: list[tuple[int, int, int]] = []
    for number, part in enumerate(parts):
        runs.append((number, number + 1, part.characters))
        while len(runs) > 1 and _belong_together(runs[-2][2], runs[-1][2]):
            (first, _, before), (_, stop, after) = runs[-2:]
            runs[-2:] = [(first, stop, before + after)]
    return [(first, stop) for first, stop, _ in runs if stop - first > 1 or parts[first].holed]


def _belong_together(before: int, after: int) -> bool:
    both = before + after
    return both <= SMALL or (both <= FULL and max(before, after) <= LIKE * min(before, after))
