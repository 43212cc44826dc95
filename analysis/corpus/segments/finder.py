"""Many strings found in text after text, all in one pass over each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.finder import find_terms, plant_terms
from analysis.corpus.segments.strings import letters_of, looping_terms

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


class Finder:
    """Terms to be found in text after text.

    Parameters
    ----------
    terms
        Different strings, none empty.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        letters, lengths = letters_of(terms)
        self._spans = np.where(looping_terms(terms), lengths, 0).astype(np.int32)
        # At least one place stays empty, and about half of them do: terms begin alike.
        n_branches = 1 << len(letters).bit_length()
        n_roots = len(np.unique(letters[np.cumsum(lengths) - lengths]))
        self._tree = (
            np.full(int(letters.max(initial=0)) + 1, -1, dtype=np.int32),
            np.full(n_branches, -1, dtype=np.int64),
            np.full(n_branches + n_roots, -1, dtype=np.int32),
        )
        plant = plant_terms.over(len(letters))
        plant(letters.astype(np.int32), lengths.astype(np.int32), *self._tree)

    def find(
        self,
        characters: npt.NDArray[Any],
        *,
        within: Rows | None = None,
        apart: bool = False,
    ) -> tuple[Rows, Rows]:
        """Return every place of every term, overlapping ones among them.

        Parameters
        ----------
        characters
            Code points, shape ``(n_characters,)``.
        within
            Places where they may begin, ascending; everywhere by default.
        apart
            Leave out a place of a term that overlaps an earlier one of the same term.

        Returns
        -------
        tuple of arrays
            Offsets, ascending, and positions in the terms, shape ``(n,)`` each; of one place the
            shorter term first.
        """
        everywhere = within is None
        chosen = np.zeros(0, dtype=np.int32) if within is None else within
        n = len(characters) if everywhere else len(chosen)
        spans = self._spans if apart else np.zeros_like(self._spans)
        size, room = np.zeros(1, dtype=np.int64), n + _ROOM
        while True:
            places, codes = np.empty((2, room), dtype=np.int32)
            reached = np.zeros(len(spans), dtype=np.int64)
            find = find_terms.over(n)
            find(
                characters,
                chosen,
                int(everywhere),
                *self._tree,
                spans,
                reached,
                places,
                codes,
                size,
            )
            if size[0] <= room:
                return places[: int(size[0])], codes[: int(size[0])]
            room = int(size[0])


_ROOM = 64
"""A text is read twice if it has more places than characters, and so many."""


def find_all(
    characters: npt.NDArray[Any],
    terms: Sequence[str],
    *,
    within: Rows | None = None,
    apart: bool = False,
) -> tuple[Rows, Rows]:
    """Return every place of every term; see ``Finder.find``."""
    return Finder(terms).find(characters, within=within, apart=apart)
