"""Where one of several strings may begin: what its first characters rule out is passed over.

Strings are divided into eight classes. A character has a bit for each of the first four places of
each class where a string of it has the character, so that one step a character keeps what can still
become a string of each class (shift-and, Baeza-Yates and Gonnet 1992).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]

DEPTH = 4
"""So many characters of each string are looked at."""
CLASSES = 8
"""Each class is a bit."""
OTHERS = 1 << 16
"""The place of the bits of all characters from here on."""

_SIFTED = "i8[] u1[] u4[] | i4[] i8[]"


@compiled(f"u2[] {_SIFTED}", f"u4[] {_SIFTED}")
def sift_places(
    characters: Array, firsts: Ints, inside: Array, bits: Array, places: Array, size: Ints
) -> None:
    """Write the places of some documents where a string may begin, ascending.

    Parameters
    ----------
    firsts, inside
        First character of each document and the end; 1 for those that are looked through.
    bits
        Those of each character, the first one of a string lowest, as ``segments.sieve`` makes them.
    places, size
        Room for every place of these documents, and for one more; written, and how many there are.
    """
    # Not signed: then no step asks whether a place is counted from the end.
    ahead, n, filled = DEPTH - 1, len(characters), np.uint64(0)
    for document in range(len(inside)):
        if inside[document] == 0:
            continue
        state, stop = np.int64(0), int(firsts[document + 1]) + ahead
        # Every place is written, and the next one over it unless it stays: no step is guessed.
        for place in range(int(firsts[document]), min(stop, n)):
            sign = min(int(characters[place]), OTHERS)
            state = (state << CLASSES | (1 << CLASSES) - 1) & np.int64(bits[sign])
            places[filled] = place - ahead
            filled += np.uint64(state >> CLASSES * ahead != 0)
        # Behind the end of all texts there may be anything.
        for place in range(n, stop):
            state = (state << CLASSES | (1 << CLASSES) - 1) & np.int64(bits[OTHERS])
            places[filled] = place - ahead
            filled += np.uint64(state >> CLASSES * ahead != 0)
    size[0] = filled
