"""Where a text names the themes: on characters, longest first, exclusions respected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from analysis.ingest.fold import fold
from analysis.lexicon.gazetteer import Hit
from analysis.schema import Theme, ThemeHit

_new = tuple.__new__  # takes a third of the time of a call of the class


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
        self.strings = tuple(owners)
        """The words of all themes, and the exclusions."""
        self._owners = list(owners.values())
        # The table of all states is small here, and the fastest.
        self._automaton = AhoCorasick(list(owners), implementation=Implementation.DFA)

    def find(self, folded: str, hits: Iterable[Hit] | None = None) -> list[ThemeHit]:
        """Return the hits in a folded text, in order of their places, then of the themes.

        Parameters
        ----------
        folded
            The text.
        hits
            Every place of ``strings``, in any order; found here if not given.
        """
        if not self._owners:
            return []
        if hits is None:
            hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        owners = self._owners
        found: list[tuple[int, int, int]] = []
        excluded: dict[int, list[tuple[int, int]]] = {}
        for code, start, end in hits:
            for theme, counts in owners[code]:
                if counts:
                    found.append((start, -end, theme))  # the longest of one start first
                else:
                    excluded.setdefault(theme, []).append((start, end))
        kept = _leftmost_longest(_outside(found, excluded))
        return [_new(ThemeHit, (theme, start, end)) for start, end, theme in sorted(kept)]


def _outside(
    found: Iterable[tuple[int, int, int]], excluded: Mapping[int, Sequence[tuple[int, int]]]
) -> list[tuple[int, int, int]]:
    """Return what lies in no excluded place of its theme, by start, then longest first."""
    if not excluded:
        return sorted(found)
    lefts, reaches = {}, {}
    for theme, spans in excluded.items():
        ordered = sorted(spans)
        lefts[theme] = [left for left, _ in ordered]
        reaches[theme] = [0, *accumulate((right for _, right in ordered), max)]
    return sorted(
        (start, minus, theme)
        for start, minus, theme in found
        if theme not in lefts or -minus > reaches[theme][bisect_right(lefts[theme], start)]
    )


def _leftmost_longest(found: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield what overlaps nothing of its theme before it; starts, ends and themes."""
    taken: dict[int, int] = {}
    for start, minus, theme in found:
        if start >= taken.get(theme, 0):
            taken[theme] = -minus
            yield start, -minus, theme
