"""The words of a corpus as one list, and what each segment calls its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.layout import Names, united
from analysis.corpus.numbering import Further, pack_base, pack_codes
from analysis.corpus.segments.arrays import Arrays, arrow_strings
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.sums import pack_matrix

Rows = npt.NDArray[np.int32]


class Counted(NamedTuple):
    """A matrix of counts of a segment, and what its columns are in the corpus."""

    counts: Arrays
    codes: Rows
    """Term of each column; the number of terms where a string is no term of the corpus."""


class Numbers:
    """The words of a corpus: those of the base, then those that came later.

    A word of the base may be no word of any document that is left; its ``n_word`` is 0 then.

    Parameters
    ----------
    segments
        Those of the corpus.
    base
        As ``numbering.pack_base`` packs it.
    codes
        For each segment the arrays that ``numbering.pack_codes`` returned.
    further
        Words that came later; none by default.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        base: Arrays,
        codes: Sequence[Arrays],
        further: Further | None = None,
    ) -> None:
        self._segments = tuple(segments)
        self._base = base
        self._codes = tuple(codes)
        self.further = further or Further({})

    @property
    def n_base(self) -> int:
        """Words of the base; their numbers come first."""
        return len(self._base["term_ranks"])

    @cached_property
    def names(self) -> Names:
        """All words, and the number of each word of every segment."""
        terms = arrow_strings(self._base, "terms")
        size = len(terms)
        if len(self.further.terms):
            terms = pa.concat_arrays([terms, self.further.terms])
        numbers = range(len(self._segments))
        return Names(terms, tuple(self._own(number, size) for number in numbers))

    @cached_property
    def ranks(self) -> Rows:
        """Position of each word when all are sorted by their characters."""
        ranks: Rows = self._base["term_ranks"]
        if not len(self.further.terms):
            return ranks
        order = pc.sort_indices(self.further.terms).to_numpy()
        before = self.further.before[order]
        later = np.zeros(len(order), dtype=np.int32)
        later[order] = before + np.arange(len(order), dtype=np.int32)
        moved = np.searchsorted(before, ranks, side="right").astype(np.int32)
        return np.concatenate([ranks + moved, later])

    @cached_property
    def matrices(self) -> tuple[tuple[Counted, ...], ...]:
        """The counts of each segment; more than one where words came later with other segments."""
        none = len(self.names.values)
        matrices = []
        for number, segment in enumerate(self._segments):
            strings = self._codes[number]["string_codes"]
            codes = [self.names.codes[number], np.where(strings < 0, np.int32(none), strings)]
            first = Counted(segment.counts, np.concatenate(codes))
            matrices.append((first, *self._later(number, segment)))
        return tuple(matrices)

    def _own(self, number: int, size: int) -> Rows:
        codes: Rows = self._codes[number]["term_codes"]
        own = self.further.own(number)
        if len(own):
            codes = codes.copy()
            codes[codes < 0] = own + np.int32(size)
        return codes

    def _later(self, number: int, segment: Segment) -> tuple[Counted, ...]:
        entries = self.further.entries(number)
        if not len(entries.rows):
            return ()
        terms, columns = np.unique(entries.columns, return_inverse=True)
        counts = pack_matrix(entries._replace(columns=columns), segment.names, len(terms))
        return (Counted(counts, (terms + self.n_base).astype(np.int32)),)


def number_words(segments: Sequence[Segment]) -> Numbers:
    """Return the words of segments in memory, numbered in the order of first appearance."""
    terms: pa.LargeStringArray = united([segment.terms for segment in segments]).values
    codes = [pack_codes(terms, segment.words, segment.counts) for segment in segments]
    return Numbers(segments, pack_base(terms, 0), codes)
