"""Reads all possible names of a text in one pass of the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.organisations.groups import read_group
from analysis.annotate.organisations.names import (
    STOPS,
    Name,
    Reading,
    read_body,
    read_collective,
    read_fixed,
    read_glued,
    stands_bare,
)
from analysis.annotate.organisations.tails import read_tail, read_unit
from analysis.lexicon.gazetteer import Gazetteer, Hit, Payload

_FREE = frozenset({"tail", "group", "inner"})
_DEPENDENT = frozenset({"superior", "weak", "sign"})


def _read(reading: Reading, payload: Payload, start: int, end: int) -> Name | None:
    role, row = payload
    read = _OF_BODIES.get(role)
    if read is not None:
        return read(reading, row, start, end)
    if role in {"group", "inner"}:
        return read_group(reading, start, end, inner=role == "inner")
    if role == "unit":
        return read_unit(reading, start, end)
    if role == "collective":
        return read_collective(reading, start, end)
    return read_fixed(reading, role, row, start, end)


_OF_BODIES = {"glued": read_glued, "body": read_body, "tail": read_tail}


def _stands_alone(reading: Reading, start: int) -> bool:
    """Return whether a county of one character (叶县) may begin here; not in 市委和县委."""
    return not start or start in reading.places.ends or reading.text[start - 1] in STOPS


def _note_places(reading: Reading, found: Sequence[Hit]) -> None:
    """Note the regions, before any name is built of them."""
    gazetteer = reading.gazetteer
    roles = gazetteer.place_roles
    for pattern, start, end in found:
        role = roles[pattern]
        if role and (end - start > 2 or role == "place" or _stands_alone(reading, start)):
            reading.places.add(start, end, gazetteer.patterns[pattern])


def _is_longest(gazetteer: Gazetteer, found: Sequence[Hit], at: int) -> bool:
    """Return whether no other string that ends where this one does begins before it.

    Strings with one end stand together.
    """
    _, start, end = found[at]
    first, last = at, at + 1
    while first and found[first - 1][2] == end:
        first -= 1
    while last < len(found) and found[last][2] == end:
        last += 1
    return not any(
        begin < start
        and not gazetteer.place_roles[pattern]
        and gazetteer.payloads[pattern][0].role not in _DEPENDENT
        for pattern, begin, _ in found[first:last]
    )


def read_names(text: str, gazetteer: Gazetteer, hits: Sequence[Hit]) -> Reading:
    """Return the regions and every possible name of a text, overlapping ones too.

    Parameters
    ----------
    text
        Folded text.
    gazetteer
        Its strings are what names are built from.
    hits
        Where they stand in the text, as ``Gazetteer.find`` says.
    """
    reading = Reading(text, gazetteer)
    _note_places(reading, hits)
    payloads = gazetteer.name_payloads
    for at, (pattern, start, end) in enumerate(hits):
        for payload in payloads[pattern]:
            role = payload[0]
            if role == "body" and stands_bare(reading, pattern, start, end):
                reading.bare_starts.append(start)
                reading.bare_ends.append(end)
            elif role == "sign":
                reading.signs.add(text[start:end])
            elif role not in _FREE or _is_longest(gazetteer, hits, at):
                reading.add(_read(reading, payload, start, end))
    return reading
