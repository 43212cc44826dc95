"""Counts by term and part of a subset, and how those of several places are put together."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.entries import add_pairs
from analysis.corpus.segments.arrays import Array
from analysis.corpus.subset import Subset

Ints = npt.NDArray[np.int64]


class PartCounts(NamedTuple):
    """Counts by term and part, each pair once; integers, shape ``(n,)`` each."""

    terms: Array
    """Position among the terms that were asked for."""
    parts: Array
    n: Array
    n_word: Array

    def of(self, kept: npt.NDArray[Any]) -> PartCounts:
        """Return some of the entries, by a mask or by their rows."""
        return PartCounts(*(column[kept] for column in self))

    def words(self) -> PartCounts:
        """Return the entries whose term is a word in the part."""
        words = self.n_word > 0
        return self if words.all() else self.of(words)


def entries_of(terms: Any, parts: Any, n: Any, n_word: Any) -> PartCounts:  # noqa: ANN401 - arrays
    """Return entries; a term may be one for all of them."""
    return PartCounts(np.broadcast_to(terms, parts.shape), parts, np.asarray(n), np.asarray(n_word))


def stacked(found: list[PartCounts]) -> PartCounts:
    """Return entries one behind the other."""
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return PartCounts(none, none, none, none)
    return PartCounts(*(np.concatenate(column) for column in zip(*found, strict=True)))


def merged(subset: Subset, found: list[PartCounts]) -> PartCounts:
    """Return entries of rows one behind the other, those of one pair added up."""
    return stacked(found) if subset.is_plain else add_up(subset, found)


def add_up(subset: Subset, found: list[PartCounts]) -> PartCounts:
    """Return entries with those of one pair added up, by term, then part; each counts something."""
    entries = PartCounts(*(column.astype(np.int64, copy=False) for column in stacked(found)))
    n_parts = max(len(subset.parts.group), 1)
    n_pairs = (int(entries.terms.max(initial=-1)) + 1) * n_parts
    if n_pairs <= _DENSE * len(entries.terms):
        return _added(entries, n_parts, n_pairs)
    keys = entries.terms * n_parts + entries.parts
    pairs, places = np.unique(keys, return_inverse=True)
    n, n_word = (
        np.bincount(places, weights=column).astype(np.int64)
        for column in (entries.n, entries.n_word)
    )
    return PartCounts(pairs // n_parts, pairs % n_parts, n, n_word)


def _added(entries: PartCounts, n_parts: int, n_pairs: int) -> PartCounts:
    """Add up entries in an array of all pairs."""
    columns = np.empty((4, min(len(entries.terms), n_pairs)), dtype=np.int64)
    sums, size = np.zeros(n_pairs, dtype=np.int64), np.zeros(1, dtype=np.int64)
    terms, parts, n, n_word = columns
    written = sums, terms, parts, n, n_word, size
    add_pairs.over(n_pairs)(*entries, n_parts, *written)
    terms, parts, n, n_word = columns[:, : int(size[0])]
    return PartCounts(terms, parts, n, n_word)


_DENSE = 8
"""Up to so many possible pairs an entry, all of them are counted instead of sorting entries."""
