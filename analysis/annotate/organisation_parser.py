"""Reads all possible names of a text in one pass of the gazetteer."""

from __future__ import annotations

from analysis.annotate.organisation_groups import read_group
from analysis.annotate.organisation_names import (
    Reading,
    read_body,
    read_collective,
    read_fixed,
    read_glued,
)
from analysis.annotate.organisation_tails import read_tail, read_unit
from analysis.lexicon.organisations import Gazetteer, Payload

_FREE = frozenset({"tail", "group", "inner"})


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
    longest: dict[int, int] = {}
    for pattern, start, end in found:
        role = gazetteer.payloads[pattern][0].role
        if role in {"region", "place"}:
            reading.places.add(start, end, gazetteer.patterns[pattern])
        elif role not in {"superior", "weak"}:
            longest[end] = min(start, longest.get(end, start))
    for pattern, start, end in found:
        for payload in gazetteer.payloads[pattern]:
            if payload.role in {"region", "place"}:
                continue
            if payload.role not in _FREE or longest[end] == start:
                _read(reading, payload, start, end)
    return reading
