"""Where strings stand in the folded characters of a segment, as words or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.loops.strings import find_around
from analysis.corpus.segments.arrays import Arrays
from analysis.corpus.segments.ranks import pack_ranks, rank

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
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


def find_all(
    characters: npt.NDArray[Any], terms: Sequence[str], *, within: Rows | None = None
) -> tuple[Rows, Rows]:
    """Return every place of every term, overlapping ones among them; see ``Finder.find``."""
    return Finder(terms).find(characters, within=within)


class Finder:
    """Terms to be found in text after text.

    One step for each length of a term: of the places where a beginning of some term stands, those
    stay where the next character also fits. The beginnings are numbered anew at each step.

    Parameters
    ----------
    terms
        Different strings, none empty.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        letters, lengths = _letters(terms)
        is_letter = np.zeros(int(letters.max(initial=0)) + 2, dtype=bool)
        is_letter[letters] = True
        # Characters that no term has are number 0, the last one and those behind it among them.
        self._numbers = np.where(is_letter, np.cumsum(is_letter, dtype=np.int32), np.int32(0))
        size = int(is_letter.sum()) + 1
        self._steps = _steps(self._numbers[letters].astype(np.int64), lengths, size)

    def find(
        self, characters: npt.NDArray[Any], *, within: Rows | None = None
    ) -> tuple[Rows, Rows]:
        """Return every place of every term, overlapping ones among them.

        The text is gone through part by part, so that what a part needs stays near the processor.

        Parameters
        ----------
        characters
            Code points, shape ``(n_characters,)``.
        within
            Places where they may begin; everywhere by default.

        Returns
        -------
        tuple of arrays
            Offsets and positions in the terms, shape ``(n,)`` each, by length of the term, then
            place.
        """
        text = self._numbers.take(characters, mode="clip")
        found: list[list[tuple[Rows, Rows]]] = [[] for _ in self._steps]
        total = len(characters) if within is None else len(within)
        for first in range(0, total if self._steps else 0, _PART):
            stop = min(first + _PART, total)
            places = (
                np.arange(first, stop, dtype=np.int32) if within is None else within[first:stop]
            )
            _walk(text, places, self._steps, found)
        hits = [pair for part in found for pair in part]
        return (
            np.concatenate([np.zeros(0, dtype=np.int32), *(places for places, _ in hits)]),
            np.concatenate([np.zeros(0, dtype=np.int32), *(codes for _, codes in hits)]),
        )


_PART = 1 << 17
"""Places that are looked at together."""


class _Step(NamedTuple):
    """The beginnings of one length: each is the one before it, and one more character."""

    size: int
    """Different characters, and one for all others."""
    direct: Rows
    """Of the first characters: the beginning that each is, or -1; empty at later steps."""
    table: Arrays
    """The keys (the beginning before, times ``size``, plus the character) as bits with ranks; empty
    where they are too large for that."""
    hashed: pd.Index | None
    """The keys where there is no table."""
    ended: Rows
    """For each beginning the term that it is, or -1."""
    going: Flags
    """For each beginning whether a longer term begins with it."""

    def positions(self, nodes: npt.NDArray[Any], signs: Rows) -> tuple[Ints, Ints]:
        """Return which pairs of a beginning and a character are keys, and their positions."""
        if len(self.direct):
            begun = self.direct[signs]
            stays = np.flatnonzero(begun >= 0)
            return stays, begun[stays].astype(np.int64)
        values = nodes * self.size
        values += signs
        if self.hashed is not None:
            positions = self.hashed.get_indexer(pd.Index(values))
            stays = np.flatnonzero(positions >= 0)
            return stays, positions[stays].astype(np.int64)
        # What is larger than all keys falls on the last bits, which are no keys.
        bits = self.table["key_bits"].view(np.uint8).take(values >> 3, mode="clip")
        bits >>= (values & 7).astype(np.uint8)
        bits &= 1
        stays = np.flatnonzero(bits)
        return stays, rank(self.table, "key", values[stays]).astype(np.int64)


def _steps(letters: Ints, lengths: Ints, size: int) -> list[_Step]:
    """Return the beginnings of all terms by length, given their numbered characters in a row."""
    firsts = np.cumsum(lengths) - lengths
    rows = np.arange(len(lengths))
    nodes = np.zeros(len(lengths), dtype=np.int64)
    steps = []
    for length in range(1, int(lengths.max(initial=0)) + 1):
        signs = letters[firsts[rows] + length - 1]
        keys, nodes = np.unique(nodes * size + signs, return_inverse=True)
        whole = lengths[rows] == length
        ended = np.full(len(keys), -1, dtype=np.int32)
        ended[nodes[whole]] = rows[whole]
        rows, nodes = rows[~whole], nodes[~whole]
        going = np.zeros(len(keys), dtype=bool)
        going[nodes] = True
        steps.append(_Step(size, *_looked_up(keys, size, is_first=length == 1), ended, going))
    return steps


def _looked_up(keys: Ints, size: int, *, is_first: bool) -> tuple[Rows, Arrays, pd.Index | None]:
    """Return the keys of a step in the form in which they are looked up soonest."""
    direct: Rows = np.zeros(0, dtype=np.int32)
    if is_first:
        direct = np.full(size, -1, dtype=np.int32)
        direct[keys] = np.arange(len(keys), dtype=np.int32)
        return direct, {}, None
    largest = int(keys[-1])
    if largest < _DENSE:
        return direct, pack_ranks("key", keys, largest + 64), None
    return direct, {}, pd.Index(keys)


def _walk(
    text: Rows, places: Rows, steps: Sequence[_Step], found: Sequence[list[tuple[Rows, Rows]]]
) -> None:
    """Add what begins at some places to what was found, by length."""
    nodes = np.zeros(0, dtype=np.int64)  # every text begins alike
    for length, (step, hits) in enumerate(zip(steps, found, strict=True), start=1):
        stays, nodes = step.positions(nodes, text[places + (length - 1)])
        places = places[stays]
        ended = step.ended[nodes]
        here = np.flatnonzero(ended >= 0)
        if len(here):
            hits.append((places[here], ended[here]))
        goes = np.flatnonzero(step.going[nodes] & (places < len(text) - length))
        if not len(goes):
            return
        places, nodes = places[goes], nodes[goes]


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
    letters, lengths = _letters(terms)
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


def _letters(terms: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the code points of all terms in a row, and the length of each term."""
    data = "".join(terms).encode("utf-32-le", errors="surrogatepass")
    letters = np.frombuffer(data, dtype=np.uint32).astype(np.int64)
    return letters, np.fromiter(map(len, terms), np.int64, len(terms))


_DENSE = 1 << 26
"""Largest number that is looked up in a table of bits rather than hashed."""
