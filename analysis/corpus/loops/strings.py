"""Where strings stand in the folded characters of a segment, and how many in which part."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled, compiled_for_each

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
    places
        Written; as long as ``letter_places``.
    """
    filled, reached = 0, np.int64(0)
    length = len(signs)
    last = len(characters) - length
    # Places lie far apart: where no step waits for what another finds, many are read at once.
    other = 0 if letter > 0 else length - 1
    likely = 0
    for number in range(len(letter_places)):
        place = np.int64(letter_places[number]) - letter
        places[likely] = place
        at = place + other
        likely += characters[at if 0 <= at < len(characters) else 0] == signs[other]
    for number in range(likely):
        place = places[number]
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


_COUNTED = "u4[] i8[] i8 u4[] i4[] i8[] | i4[] i8[] i8[] i8[] i8[]"


@compiled_for_each(f"u2[] {_COUNTED}", f"u4[] {_COUNTED}")
def count_found(
    characters: Array,
    letter_places: Array,
    signs: Ints,
    letter: int,
    starts: Array,
    owners: Array,
    parts: Ints,
    counts: Array,
    places: Ints,
    found_parts: Ints,
    found_n: Ints,
    size: Ints,
) -> None:
    """Add how often a string begins in the sentences of each part behind what was found.

    Parameters
    ----------
    letter_places, signs, letter
        As for ``find_around``; a search from left to right counts.
    starts, owners
        Where each sentence begins, and its owner.
    parts
        Part of each owner or -1; owners of one part are neighbours.
    counts, places
        Zeros, one for each owner at least, which are zeros again then; room for ``letter_places``.
    size
        How many were found; written.
    """
    reached, sentence = np.int64(0), 0
    length = len(signs)
    last = len(characters) - length
    lowest, highest = len(parts), -1
    # As in ``find_around``.
    other = 0 if letter > 0 else length - 1
    likely = 0
    for number in range(len(letter_places)):
        place = np.int64(letter_places[number]) - letter
        places[likely] = place
        at = place + other
        likely += characters[at if 0 <= at < len(characters) else 0] == signs[other]
    for number in range(likely):
        place = places[number]
        if place < reached or place > last:
            continue
        position = 0
        while position < length and characters[place + position] == signs[position]:
            position += 1
        if position < length:
            continue
        reached = place + length
        step = 1
        while sentence + step < len(starts) and starts[sentence + step] <= place:
            sentence += step
            step *= 2
        while step > 0:
            if sentence + step < len(starts) and starts[sentence + step] <= place:
                sentence += step
            step //= 2
        owner = owners[sentence]
        counts[owner] += 1
        lowest = min(lowest, owner)
        highest = max(highest, owner)
    filled = size[0]
    fresh = filled
    for owner in range(lowest, highest + 1):
        if counts[owner] and parts[owner] >= 0:
            if filled > fresh and found_parts[filled - 1] == parts[owner]:
                found_n[filled - 1] += counts[owner]
            else:
                found_parts[filled] = parts[owner]
                found_n[filled] = counts[owner]
                filled += 1
        counts[owner] = 0
    size[0] = filled
