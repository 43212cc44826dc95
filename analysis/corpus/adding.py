"""The rows of a subset added up by term, no row being read that the sums of whole segments hold."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.matrices import Rows
from analysis.corpus.segments.rows import documents_of, sum_documents, take_rows
from analysis.corpus.segments.sums import Sums
from analysis.corpus.subset import Subset

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

HALF_OF_ALL = 0.5
"""Above this share of the documents of a segment, the others are counted and taken from all."""
_NONE = np.zeros(0, dtype=np.int64)


def add_rows_up(subset: Subset) -> Sums:
    """Add up the rows of a subset by term, those of one document being one document.

    Returns
    -------
    Sums
        Arrays of their own, shape ``(n_terms,)`` each.
    """
    counted, rows = subset.corpus.vocabulary.counted, _Chosen.of(subset)
    n_whole, n_documents = rows.whole_documents()
    often = n_whole > HALF_OF_ALL * n_documents
    sums = _all_of(subset, often)
    added = rows.alone & ~(rows.whole & often[rows.segments])
    if added.any():
        sums = sums.plus(counted.add_up(rows.of_rows(added)))
    others = rows.others(often)
    if len(others.rows):
        sums = sums.minus(counted.add_up(others))
    for number in np.unique(rows.segments[~rows.alone]).tolist():
        _add_several(subset, number, sums)
    return sums


def _all_of(subset: Subset, segments: Flags) -> Sums:
    """Return the sums over all documents of some segments."""
    vocabulary = subset.corpus.vocabulary
    if segments.all():
        return Sums(*(column.copy() for column in vocabulary.totals))
    if segments.any():
        return vocabulary.counted.totals(np.flatnonzero(segments))
    return Sums(*np.zeros((2, len(subset.corpus.term_names.values)), dtype=np.int64))


def _add_several(subset: Subset, number: int, sums: Sums) -> None:
    """Add the documents of a segment of which a subset has several rows."""
    chosen = subset.chosen[number]
    several = ~_alone(chosen.docs)
    rows, docs = chosen.rows[several], chosen.docs[several]
    for counted in subset.corpus.vocabulary.matrices[number]:
        own = sum_documents(documents_of(take_rows(counted.counts, rows), docs))
        known = np.flatnonzero(counted.codes < len(sums.packed))
        sums.packed[counted.codes[known]] += own.packed[known]
        sums.documents[counted.codes[known]] += own.documents[known]


def _alone(docs: Ints) -> Flags:
    """Return which rows are the only one of their document; those of one stand together."""
    sizes = np.diff(np.flatnonzero(np.diff(docs, prepend=-1, append=-1)))
    return np.repeat(sizes == 1, sizes)


class _Chosen(NamedTuple):
    """The rows of a subset, one segment behind the other; shape ``(n_rows,)`` each."""

    segments: Ints
    rows: Ints
    alone: Flags
    """Whether no other row is of the same document."""
    whole: Flags
    """Whether it is a whole document."""
    docs: Ints
    """Documents of all segments numbered together."""
    doc_rows: npt.NDArray[np.int32]
    """For each of them its row as a whole."""
    borders: Ints
    """The first document of each segment, and the end."""

    @classmethod
    def of(cls, subset: Subset) -> _Chosen:
        together = subset.corpus.together
        borders = together.firsts("counts", "doc_rows")
        doc_rows = together.stacked("counts", "doc_rows")
        sizes = np.fromiter((len(c.rows) for c in subset.chosen), np.int64, len(subset.chosen))
        segments = np.repeat(np.arange(len(sizes)), sizes)
        rows = np.concatenate([_NONE, *(chosen.rows for chosen in subset.chosen)])
        docs = np.concatenate([_NONE, *(chosen.docs for chosen in subset.chosen)])
        docs += borders[segments]
        alone = _alone(docs)
        return cls(segments, rows, alone, alone & (doc_rows[docs] == rows), docs, doc_rows, borders)

    def whole_documents(self) -> tuple[Ints, Ints]:
        """Return how many documents of each segment are whole rows, and how many there are."""
        sizes = np.diff(self.borders)
        return np.bincount(self.segments[self.whole], minlength=len(sizes)), sizes

    def of_rows(self, kept: Flags) -> Rows:
        """Return some of the rows."""
        numbers = np.arange(len(self.borders))
        return Rows(self.rows[kept], np.searchsorted(self.segments[kept], numbers))

    def others(self, segments: Flags) -> Rows:
        """Return the documents of some segments that are no whole rows."""
        sizes = np.diff(self.borders)
        other = np.repeat(segments, sizes) & (self.doc_rows >= 0)
        other[self.docs[self.whole]] = False
        found = np.flatnonzero(other)
        return Rows(self.doc_rows[found].astype(np.int64), np.searchsorted(found, self.borders))
