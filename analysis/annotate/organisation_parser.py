"""Reads all possible names of a text in one pass of the gazetteer."""

from __future__ import annotations

from analysis.annotate.organisation_groups import read_group
from analysis.annotate.organisation_names import (
    STOPS,
    Reading,
    read_body,
    read_collective,
    read_fixed,
    read_glued,
)
from analysis.annotate.organisation_tails import read_tail, read_unit
from analysis.lexicon.organisations import Gazetteer, Payload

_FREE = frozenset({"tail", "group", "inner"})
_PLACES = frozenset({"region", "place"})
_DEPENDENT = frozenset({"superior", "weak"})


def _read(reading: Reading, payload: Payload, start: int, end: int) -> None:
    role, row = payload
    if role == "glued":
        reading.add(read_glued(reading, row, start, end))
    elif role == "body":
        reading.add(read_body(reading, row, start, end))
    elif role == "tail":
        reading.add(read_tail(reading, row, start, end))
    elif role in {"group", "inner"}:
        reading.add(read_group(reading, start, end, inner=role == "inner"))
    elif role == "unit":
        reading.add(read_unit(reading, start, end))
    elif role == "collective":
        reading.add(read_collective(reading, start, end))
    else:
        reading.add(read_fixed(reading, role, row, start, end))


def _stands_alone(reading: Reading, start: int) -> bool:
    """Return whether a county of one character (叶县) may begin here; not in 市委和县委."""
    return not start or start in reading.places.ends or reading.text[start - 1] in STOPS


def _places(reading: Reading, found: list[tuple[int, int, int]]) -> dict[int, int]:
    """Note the regions; return for every end where the longest other string begins."""
    longest: dict[int, int] = {}
    gazetteer = reading.gazetteer
    for pattern, start, end in found:
        role = gazetteer.payloads[pattern][0].role
        if role not in _PLACES:
            if role not in _DEPENDENT:
                longest[end] = min(start, longest.get(end, start))
        elif end - start > 2 or role == "place" or _stands_alone(reading, start):
            reading.places.add(start, end, gazetteer.patterns[pattern])
    return longest


def read_names(text: str, gazetteer: Gazetteer) -> Reading:
    """Return the regions and every possible name of a text, overlapping ones too.

    Parameters
    ----------
    text
        Folded text.
    gazetteer
        Its strings are what names are built from.
    """
    reading = Reading(text, gazetteer)
    found = gazetteer.find(text)
    longest = _places(reading, found)
    for pattern, start, end in found:
        for payload in gazetteer.payloads[pattern]:
            if payload.role not in _PLACES and (payload.role not in _FREE or longest[end] == start):
                _read(reading, payload, start, end)
    return reading
