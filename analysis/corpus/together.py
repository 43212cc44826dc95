"""The arrays of all segments under one name: for loops that take them in one call, or stacked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.each import Each, each
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.sums import pair_bits

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]
Layer = Literal["texts", "words", "names", "themes", "counts"]


class Portions(NamedTuple):
    """The portions of all segments: which of the stacked rows of counts are theirs."""

    rows: Ints
    document_rows: Ints
    """Rows of their documents as a whole."""


class Together:
    """Arrays that every segment has; what was asked for is kept.

    Parameters
    ----------
    segments
        In their order.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        self.each = lru_cache(maxsize=None)(self._each)
        """Return an array of every segment, by layer and name."""
        self.firsts = lru_cache(maxsize=None)(self._firsts)
        """Return where the array of each segment begins if they are stacked, and the end."""
        self.stacked = lru_cache(maxsize=None)(self._stacked)
        """Return the arrays one behind the other: not for those with many values a document."""

    def _each(self, layer: Layer, name: str) -> Each:
        return each([getattr(segment, layer)[name] for segment in self._segments])

    def _firsts(self, layer: Layer, name: str) -> Ints:
        return np.concatenate([[0], np.cumsum(self.each(layer, name).sizes)])

    def _stacked(self, layer: Layer, name: str) -> Array:
        return np.concatenate([getattr(segment, layer)[name] for segment in self._segments])

    @cached_property
    def row_entries(self) -> Ints:
        """How many entries each row of the counts of all segments has."""
        sizes = [np.diff(segment.counts["row_firsts"]) for segment in self._segments]
        return np.concatenate([np.zeros(0, dtype=np.int64), *sizes])

    @cached_property
    def pair_bits(self) -> Ints:
        """How many bits of an entry of each segment tell its pair of counts."""
        bits = [pair_bits(segment.counts["pair_sums"]) for segment in self._segments]
        return np.asarray(bits, dtype=np.int64)

    @cached_property
    def portions(self) -> Portions:
        """The rows of the portions of all segments, which are the first ones of each segment."""
        rows, portions = self.firsts("counts", "row_docs"), self.firsts("names", "portion_doc")
        docs = self.firsts("counts", "doc_rows")
        sizes = np.diff(portions)
        of_document = self.stacked("counts", "doc_rows") + np.repeat(rows[:-1], np.diff(docs))
        documents = self.stacked("names", "portion_doc") + np.repeat(docs[:-1], sizes)
        own = np.arange(portions[-1]) + np.repeat(rows[:-1] - portions[:-1], sizes)
        return Portions(own, of_document[documents])
