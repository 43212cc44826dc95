"""Which segments of a corpus are put together when it is written: small neighbours, holed ones.

Neighbours are segments that were made one after the other, wherever their documents stand. Two of
them become one when they are of like size, so that a document is rewritten a few times and not at
every addition; what is small anyway is kept in one segment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.corpus.layout import Piece

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


def chosen(pieces: Sequence[Piece], run: Sequence[int]) -> list[Piece]:
    """Return the pieces of a run of segments, in order; segments by their place in the run."""
    places = {segment: place for place, segment in enumerate(run)}
    return [p._replace(segment=places[p.segment]) for p in pieces if p.segment in places]


def moved(pieces: Sequence[Piece], targets: Mapping[int, int]) -> list[Piece]:
    """Return the pieces after segments were put together; the order of documents stays.

    Parameters
    ----------
    targets
        For each segment that was put together with others, or written anew, the number of what it
        became part of. The documents of that stand in the order of the corpus.
    """
    after: list[Piece] = []
    sizes = dict.fromkeys(targets.values(), 0)
    for piece in pieces:
        if piece.segment in targets:
            target = targets[piece.segment]
            first = sizes[target]
            sizes[target] += piece.stop - piece.first
            piece = Piece(target, first, sizes[target])  # noqa: PLW2901 - the same documents
        if after and (after[-1].segment, after[-1].stop) == piece[:2]:
            after[-1] = after[-1]._replace(stop=piece.stop)
        else:
            after.append(piece)
    return after


def _belong_together(before: int, after: int) -> bool:
    both = before + after
    return both <= SMALL or (both <= FULL and max(before, after) <= LIKE * min(before, after))
