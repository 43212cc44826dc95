"""Strings found in some documents of a segment: most places are ruled out by one look at each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.sieve import CLASSES, DEPTH, OTHERS, sift_places
from analysis.corpus.segments.finder import Finder

Rows = npt.NDArray[np.int32]


class Sieve:
    """Strings to be found in text after text, few enough that most places begin none.

    Parameters
    ----------
    strings
        Different ones, none empty.
    """

    def __init__(self, strings: Sequence[str]) -> None:
        self._finder = Finder(strings)
        self._bits = _bits(strings)

    def find(
        self,
        characters: npt.NDArray[Any],
        firsts: npt.NDArray[np.int64],
        inside: npt.NDArray[np.uint8],
    ) -> tuple[Rows, Rows]:
        """Return every place of every string, overlapping ones among them.

        Parameters
        ----------
        characters, firsts
            Code points; the first one of each document, and the end.
        inside
            1 for documents that are looked through, else 0.

        Returns
        -------
        tuple of arrays
            As ``Finder.find`` does.
        """
        n = int(np.diff(firsts) @ inside)
        places, size = np.empty(n + DEPTH, dtype=np.int32), np.zeros(1, dtype=np.int64)
        sift_places.over(n)(characters, firsts, inside, self._bits, places, size)
        return self._finder.find(characters, within=places[: int(size[0])])


def _bits(strings: Sequence[str]) -> npt.NDArray[np.uint32]:
    """Return for each character where strings have it, as ``sift_places`` reads it."""
    bits = np.zeros((OTHERS + 1, DEPTH), dtype=np.uint8)
    anything = np.zeros(DEPTH, dtype=np.uint8)
    # Strings that begin alike are in one class: what rules out one rules out the others.
    beginnings = sorted({string[:DEPTH] for string in strings})
    signs: list[int] = []
    places: list[int] = []
    own: list[int] = []
    for number, beginning in enumerate(beginnings):
        bit = 1 << number * CLASSES // len(beginnings)
        signs += [min(ord(sign), OTHERS) for sign in beginning]
        places += range(len(beginning))
        own += [bit] * len(beginning)
        if len(beginning) < DEPTH:
            anything[len(beginning) :] |= np.uint8(bit)
    np.bitwise_or.at(bits, (signs, places), np.asarray(own, dtype=np.uint8))
    bits |= anything
    return bits.view("<u4").ravel()
