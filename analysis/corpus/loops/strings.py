"""Where strings stand in the folded characters of a segment, and how many in which part."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]

_FOUND = "u4[] i8[] i8 i8 | i8[] i8[]"


@compiled(f"u2[] {_FOUND}", f"u4[] {_FOUND}")
def find_around(
    characters: Array,
    letter_places: Array,
    signs: Ints,
    letter: int,
    apart: int,
    places: Ints,
    size: Ints,
) -> None:
    """Write where a string begins; ``size``: how often that is.

    Parameters
    ----------
    letter_places
        Every place of one of its characters, ascending.
    signs, letter
        The code points of the string, and which of them that character is.
    apart
        1 for places that a search from left to right would count, 0 for overlapping ones too.
    """
    filled, reached = 0, np.int64(0)
    length = len(signs)
    last = len(characters) - length
    for number in range(len(letter_places)):
        place = np.int64(letter_places[number]) - letter
        if place < reached or place > last:
            continue
        position = 0
        while position < length and characters[place + position] == signs[position]:
            position += 1
        if position == length:
            places[filled] = place
            filled += 1
            if apart == 1:
                reached = place + length
    size[0] = filled


@compiled("i4[] i4[] i8[] | i8[] i8[] i8[] i8[]", "i4[] i8[] i8[] | i8[] i8[] i8[] i8[]")
def count_parts(
    sentences: Array,
    owners: Array,
    parts: Ints,
    counts: Ints,
    found_parts: Ints,
    found_n: Ints,
    size: Ints,
) -> None:
    """Write the parts that sentences belong to, and how many of the sentences each has.

    Parameters
    ----------
    sentences
        One for each hit, ascending.
    owners, parts
        Owner of each sentence, part of each owner or -1. Owners of one part are neighbours.
    counts
        Zeros, one for each owner; written.
    """
    lowest, highest = len(counts), -1
    for number in range(len(sentences)):
        owner = owners[sentences[number]]
        counts[owner] += 1
        lowest = min(lowest, owner)
        highest = max(highest, owner)
    filled = 0
    for owner in range(lowest, highest + 1):
        if counts[owner] and parts[owner] >= 0:
            if filled and found_parts[filled - 1] == parts[owner]:
                found_n[filled - 1] += counts[owner]
            else:
                found_parts[filled] = parts[owner]
                found_n[filled] = counts[owner]
                filled += 1
    size[0] = filled
