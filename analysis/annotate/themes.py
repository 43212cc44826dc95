"""Where a text names the themes: on characters, longest first, exclusions respected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from analysis.ingest.fold import fold
from analysis.schema import Theme, ThemeHit


class _Owner(NamedTuple):
    """A theme that lists a string; ``counts`` is false where it excludes it."""

    theme: int
    counts: bool


class ThemeMatcher:
    """Finds the words of all themes in one pass over a text.

    Of the places where one theme's words stand, those inside one of its exclusions are dropped; of
    the rest the leftmost counts, and of those that begin together the longest. Themes do not
    compete: a word of two themes counts for both.

    Parameters
    ----------
    themes
        Their positions are the codes of the hits. Words may be traditional or full width.

    Examples
    --------
    >>> theme = Theme("整改", "整改", "整改", "", terms=("整改", "整改落实"), exclude=("调整改革",))
    >>> ThemeMatcher([theme]).find("整改落实与调整改革")
    [ThemeHit(theme=0, start=0, end=4)]
    """

    def __init__(self, themes: Sequence[Theme]) -> None:
        owners: dict[str, list[_Owner]] = {}
        for code, theme in enumerate(themes):
            for term in theme.terms:
                owners.setdefault(fold(term), []).append(_Owner(code, counts=True))
            for term in theme.exclude:
                owners.setdefault(fold(term), []).append(_Owner(code, counts=False))
        self._owners = list(owners.values())
        # The table of all states is small here, and the fastest.
        self._automaton = AhoCorasick(list(owners), implementation=Implementation.DFA)

    def find(self, folded: str) -> list[ThemeHit]:
        """Return the hits in a folded text, in order of their places, then of the themes."""
        if not self._owners:
            return []
        words: dict[int, list[tuple[int, int]]] = {}
        excluded: dict[int, list[tuple[int, int]]] = {}
        for code, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            for owner in self._owners[code]:
                kept = words if owner.counts else excluded
                kept.setdefault(owner.theme, []).append((start, end))
        return sorted(
            (
                ThemeHit(theme, start, end)
                for theme, spans in words.items()
                for start, end in _leftmost_longest(_outside(spans, excluded.get(theme, [])))
            ),
            key=lambda hit: (hit.start, hit.end, hit.theme),
        )


def _outside(
    spans: Sequence[tuple[int, int]], excluded: Sequence[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """Return the spans that lie in no excluded one."""
    if not excluded:
        return spans
    lefts: list[int] = []
    reaches = [0]
    for left, right in sorted(excluded):
        lefts.append(left)
        reaches.append(max(reaches[-1], right))
    return ((start, end) for start, end in spans if end > reaches[bisect_right(lefts, start)])


def _leftmost_longest(spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Return spans that do not overlap: leftmost first, of those with one start the longest."""
    taken = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= taken:
            taken = end
            yield start, end
