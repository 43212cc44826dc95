"""Sets of the tokens of a segment, one bit a token: 64 are spread to their neighbours at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]

_ONE, _LAST = np.uint64(1), np.uint64(63)


def pack(rows: npt.NDArray[Any], size: int) -> Words:
    """Return a set of rows up to ``size``, itself among them, shape ``(size // 64 + 1,)``."""
    flags = np.zeros((size // 64 + 1) * 64, dtype=bool)
    flags[rows] = True
    return np.packbits(flags, bitorder="little").view("<u8")


def rows_of(words: Words) -> npt.NDArray[np.int64]:
    """Return the rows of a set, ascending."""
    flags = np.unpackbits(words.view(np.uint8), bitorder="little").view(bool)
    rows: npt.NDArray[np.int64] = np.flatnonzero(flags)
    return rows


def spread_up(words: Words, begins: Words, steps: int) -> Words:
    """Return a set and so many rows behind each of its own, up to where a sentence begins."""
    inside = ~begins
    for _ in range(steps):
        moved = words << _ONE
        moved[1:] |= words[:-1] >> _LAST
        words = words | (moved & inside)
    return words


def spread_down(words: Words, begins: Words, steps: int) -> Words:
    """Return a set and so many rows before each of its own, down to where its sentence begins."""
    inside = ~begins
    for _ in range(steps):
        leaving = words & inside
        moved = leaving >> _ONE
        moved[:-1] |= leaving[1:] << _LAST
        words = words | moved
    return words
