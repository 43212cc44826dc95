"""Where strings stand in the folded characters of a segment, as words or not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.strings import find_around
from analysis.corpus.segments.arrays import Arrays

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def find_places(texts: Arrays, term: str) -> Ints:
    """Return every place of a folded string in a segment, ascending, hits not overlapping."""
    return _find(texts, term, apart=True)


def find_overlapping(texts: Arrays, term: str) -> Ints:
    """Return every place of a folded string in a segment, ascending, those that overlap too."""
    return _find(texts, term, apart=False)


def _find(texts: Arrays, term: str, *, apart: bool) -> Ints:
    """Look up the rarest character of a string; its neighbours decide."""
    none = np.zeros(0, dtype=np.int64)
    if not term or "\0" in term:
        return none
    signs = np.fromiter(map(ord, term), np.int64, len(term))
    letters, firsts = texts["letters"], texts["letter_firsts"]
    rows = np.searchsorted(letters, signs)
    if (rows >= len(letters)).any() or (letters[rows] != signs).any():
        return none
    rarest = int(np.argmin(firsts[rows + 1] - firsts[rows]))
    row = rows[rarest]
    candidates = texts["letter_places"][firsts[row] : firsts[row + 1]]
    if len(term) == 1:
        return candidates.astype(np.int64)
    places = np.empty(len(candidates), dtype=np.int64)
    size = np.zeros(1, dtype=np.int64)
    find = find_around.over(len(candidates))
    find(texts["characters"], candidates, signs, rarest, int(apart), places, size)
    return places[: int(size[0])]


def looping_terms(terms: Sequence[str]) -> Flags:
    """Return which terms can overlap themselves: 人人, 一个一个. Not: 整改."""
    letters, lengths = letters_of(terms)
    firsts = np.cumsum(lengths) - lengths
    # Only a term whose first character comes again can end as it begins.
    again = letters == np.repeat(letters[firsts], lengths)
    often = np.add.reduceat(again, firsts, dtype=np.int64) if len(terms) else lengths
    looping = np.zeros(len(terms), dtype=bool)
    for row in np.flatnonzero(often > 1).tolist():
        looping[row] = can_overlap_itself(terms[row])
    return looping


def can_overlap_itself(term: str) -> bool:
    """Return whether a term ends as it begins, so that two of its places can overlap."""
    start = term.find(term[0], 1)
    while start > 0:
        if term.startswith(term[start:]):
            return True
        start = term.find(term[0], start + 1)
    return False


def letters_of(terms: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the code points of all terms in a row, and the length of each term."""
    data = "".join(terms).encode("utf-32-le", errors="surrogatepass")
    letters = np.frombuffer(data, dtype=np.uint32).astype(np.int64)
    return letters, np.fromiter(map(len, terms), np.int64, len(terms))
