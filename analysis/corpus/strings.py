"""Where strings stand in the folded characters of a segment, as words or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.arrays import Arrays

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


def find_places(texts: Arrays, term: str) -> Ints:
    """Return every place of a folded string in a segment, ascending, hits not overlapping.

    Of the characters of the string the rarest is looked up; its neighbours decide.
    """
    if not term or "\0" in term:
        return np.zeros(0, dtype=np.int64)
    characters, signs = texts["characters"], [ord(sign) for sign in term]
    letters, firsts = texts["letters"], texts["letter_firsts"]
    rows = np.searchsorted(letters, signs)
    if (rows >= len(letters)).any() or (letters[rows] != signs).any():
        return np.zeros(0, dtype=np.int64)
    often = firsts[rows + 1] - firsts[rows]
    order = np.argsort(often, kind="stable").tolist()
    row, rarest = rows[order[0]], order[0]
    places = texts["letter_places"][firsts[row] : firsts[row + 1]].astype(np.int64) - rarest
    places = places[(places >= 0) & (places <= len(characters) - len(term))]
    for position in order[1:]:
        places = places[characters[places + position] == signs[position]]
    return _apart(places, len(term)) if can_overlap_itself(term) else places


def _apart(places: Ints, length: int) -> Ints:
    """Return the places that a search from left to right would count."""
    if not len(places) or int(np.diff(places).min(initial=length)) >= length:
        return places
    kept, reached = [], 0
    for place in places.tolist():
        if place >= reached:
            kept.append(place)
            reached = place + length
    return np.asarray(kept, dtype=np.int64)


def find_all(characters: npt.NDArray[Any], terms: Sequence[str]) -> tuple[Rows, Rows]:
    """Return every place of every term, overlapping ones among them.

    One step for each length of a term: of the places where a beginning of some term stands, those
    stay where the next character also fits. The beginnings are numbered anew at each step.

    Parameters
    ----------
    characters
        Code points, shape ``(n_characters,)``.
    terms
        Different strings, none empty.

    Returns
    -------
    tuple of arrays
        Offsets and positions in ``terms``, shape ``(n,)`` each, by length of the term, then place.
    """
    letters, lengths = _letters(terms)
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(len(characters), dtype=np.int32)
    nodes = np.zeros(len(characters), dtype=np.int64)
    rows = np.arange(len(terms))
    row_nodes = np.zeros(len(terms), dtype=np.int64)
    found: list[tuple[Rows, Rows]] = []
    for length in range(1, int(lengths.max(initial=0)) + 1):
        keys, row_nodes = np.unique(
            row_nodes << _BITS | letters[firsts[rows] + length - 1], return_inverse=True
        )
        found_nodes = _positions(
            nodes << _BITS | characters[places + (length - 1)].astype(np.int64), keys
        )
        whole = lengths[rows] == length
        # The last entry stands for the node -1: no term begins like this.
        ended = np.full(len(keys) + 1, -1, dtype=np.int32)
        ended[row_nodes[whole]] = rows[whole]
        hits = ended[found_nodes]
        here = np.flatnonzero(hits >= 0)
        found.append((places[here], hits[here]))
        rows, row_nodes = rows[~whole], row_nodes[~whole]
        going = np.zeros(len(keys) + 1, dtype=bool)
        going[row_nodes] = True
        stays = np.flatnonzero(going[found_nodes])
        places, nodes = places[stays], found_nodes[stays].astype(np.int64)
        if length + 1 > len(characters) - int(places[-1] if len(places) else 0):
            stays = np.flatnonzero(places + length < len(characters))
            places, nodes = places[stays], nodes[stays]
    return (
        np.concatenate([np.zeros(0, dtype=np.int32), *(places for places, _ in found)]),
        np.concatenate([np.zeros(0, dtype=np.int32), *(codes for _, codes in found)]),
    )


def count_once(
    places: Rows, codes: Rows, terms: Sequence[str], looping: Flags
) -> tuple[Rows, Rows]:
    """Return hits without those of a term that overlap an earlier hit of it."""
    plain = np.flatnonzero(~looping[codes])
    chosen = np.flatnonzero(looping[codes])
    kept: list[int] = []
    reached: dict[int, int] = {}
    for hit in chosen[np.argsort(places[chosen], kind="stable")].tolist():
        code, place = int(codes[hit]), int(places[hit])
        if place >= reached.get(code, 0):
            reached[code] = place + len(terms[code])
            kept.append(hit)
    rows = np.concatenate([plain, np.asarray(kept, dtype=np.int64)])
    return places[rows], codes[rows]


def looping_terms(terms: Sequence[str]) -> Flags:
    """Return which terms can overlap themselves: 人人, 一个一个. Not: 整改."""
    return np.fromiter(map(can_overlap_itself, terms), dtype=np.bool_, count=len(terms))


def can_overlap_itself(term: str) -> bool:
    """Return whether a term ends as it begins, so that two of its places can overlap."""
    start = term.find(term[0], 1)
    while start > 0:
        if term.startswith(term[start:]):
            return True
        start = term.find(term[0], start + 1)
    return False


_BITS = 21
"""A Unicode code point has at most 21 bits."""


def _letters(terms: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the code points of all terms in a row, and the length of each term."""
    data = "".join(terms).encode("utf-32-le", errors="surrogatepass")
    letters = np.frombuffer(data, dtype=np.uint32).astype(np.int64)
    return letters, np.fromiter(map(len, terms), np.int64, len(terms))


def _positions(values: Ints, keys: Ints) -> Rows:
    """Return the position of each value in ``keys``, or -1."""
    positions: Rows = pd.Index(keys).get_indexer(pd.Index(values)).astype(np.int32)
    return positions
