"""How many things begin at or before a place: one bit a place, and a count every 64 places."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.segments.arrays import Array, Arrays

_WORD = np.int64(6)
_INSIDE = np.int64(63)


def pack_ranks(name: str, starts: npt.NDArray[Any], size: int) -> dict[str, Array]:
    """Return the bits and counts of things that begin at ``starts``, ascending and different.

    Parameters
    ----------
    size
        Number of places.

    References
    ----------
    Jacobson, G. (1989). Space-efficient static trees and graphs. FOCS.
    """
    n_words = size // 64 + 1
    bits = np.zeros(n_words * 64, dtype=np.uint8)
    bits[starts] = 1
    words = np.packbits(bits, bitorder="little").view("<u8")
    counts = np.bitwise_count(words).astype(np.int32)
    return {
        f"{name}_bits": words,
        f"{name}_counts": np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int32),
    }


def rank(arrays: Arrays, name: str, places: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
    """Return the position of the last thing that begins at or before each place, -1 for none."""
    places = places.astype(np.int64)
    words = places >> _WORD
    # The bits up to the place, itself among them: shifting the others out keeps it in one step.
    upto = arrays[f"{name}_bits"][words] << (_INSIDE - (places & _INSIDE)).astype(np.uint64)
    found: npt.NDArray[np.int32] = arrays[f"{name}_counts"][words] + np.bitwise_count(upto)
    found -= np.int32(1)
    return found
