"""What is found in one document, with offsets."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """Where a document names an organisation; ``organisation`` is a position in its list."""

    start: int
    end: int
    organisation: int


class Passage(NamedTuple):
    """Which organisation one sentence is about (position in the document's list, -1 for none)."""

    organisation: int
    reason: str
    confidence: str


class Quantity(NamedTuple):
    """A number of one document with bound, unit and noun; ``kind`` is ``figure`` or why not."""

    start: int
    end: int
    value: float
    high: float | None
    bound: str
    unit: str
    noun: str
    kind: str
    date: str | None = None
    status: str = "done"


class Fact(NamedTuple):
    """A quantity with the organisation that reports it (position in the document's list, or -1)."""

    quantity: Quantity
    organisation: int
    reason: str
    confidence: str


class ThemeHit(NamedTuple):
    """One place where a theme is named; ``theme`` is a position in the list of themes."""

    theme: int
    start: int
    end: int
