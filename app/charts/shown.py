"""How groups and themes are written and coloured, the same in all charts of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from app.charts.layout import LONGEST_LABEL, escape, shorten
from app.palette import Palette
from app.wording.text import Lang, text

SMALL_SAMPLE = 1000
"""Characters below which the rates of a group are only indicative."""


@dataclass(frozen=True)
class Shown:
    """Names on screen by value: organisations, documents, years, and keys of themes.

    What is not listed is written as it is and drawn in muted grey; a missing or empty name that is
    not listed is "unattributed". ``characters`` is the amount of text of a group.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    characters: Mapping[str, int] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)

    def name(self, value: str | None, lang: Lang) -> str:
        """Return how a group is written; not escaped, not shortened."""
        if isinstance(value, str) and value in self.names:
            return self.names[value]
        return value if is_named(value) else text("chart.unattributed", lang)

    def label(self, value: str | None, lang: Lang, longest: int = LONGEST_LABEL) -> str:
        """Return how a group is written on an axis: shortened and escaped."""
        return escape(shorten(self.name(value, lang), longest))

    def colour(self, value: str | None, palette: Palette) -> str:
        """Return the colour of a group."""
        return self.colours.get(value, palette.muted) if is_named(value) else palette.muted

    def theme(self, key: str) -> str:
        """Return how a theme is written."""
        return self.themes.get(key, key)

    def is_small(self, value: str | None) -> bool:
        """Whether a group is known to have too little text for rates."""
        return is_named(value) and self.characters.get(value, SMALL_SAMPLE) < SMALL_SAMPLE


def is_named(value: object) -> TypeGuard[str]:
    """Whether a cell of a name column holds a name; missing ones are ``None`` or not a string."""
    return isinstance(value, str) and bool(value)


PLAIN = Shown()
