"""What a click on a mark means: carried by every mark that can be clicked, read by the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

TERM = "term"
THEME = "theme"
ORGANISATION = "organisation"
PLACE = "place"
FACT = "fact"
DOCUMENTS = "documents"
PAIR = "pair"
"""Two organisations."""


class Click(NamedTuple):
    """A choice: focus and row.

    ``kind`` and ``value`` say what: a ``term``, the key of a ``theme``, an ``organisation``; a
    ``place`` or a ``fact`` as ``document:start``; ``documents`` for a pair (the second one is
    ``row``); a ``pair`` of organisations, as ``pair_value`` writes it; empty when only the row
    changes. ``row`` is the group it happened in, or empty.
    """

    kind: str = ""
    value: str = ""
    row: str = ""


def at_place(document: str, start: int) -> str:
    """Return a place of a document as the address writes it."""
    return f"{document}:{int(start)}"


def pair_value(one: str, other: str) -> str:
    """Return two names as the address writes them, in one order whoever comes first."""
    return "|".join(sorted((one, other)))


def read_pair(given: str) -> tuple[str, str] | None:
    """Return the two names that a text holds, or ``None`` if it does not hold two."""
    one, sign, other = given.partition("|")
    return (one, other) if sign and one and other else None


def read_click(event: Mapping[str, Any]) -> Click | None:
    """Return the click that a chart's selection event holds; ``None`` when it was taken back."""
    points = event.get("selection", {}).get("points", [])
    for point in points:
        given = point.get("customdata")
        if given is None:
            continue
        values = list(given.values()) if isinstance(given, Mapping) else list(given)
        if len(values) == len(Click._fields):
            return Click(*(str(value) for value in values))
    return None
