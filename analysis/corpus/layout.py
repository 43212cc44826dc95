"""The order of a corpus: which documents of which segment stand where, and what codes mean.

A corpus is pieces of segments, one behind the other. Removing a document divides a piece; putting
another in its place puts a piece between. Rows and codes of a segment become those of the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.corpus.segments.arrays import Arrays, arrow_strings
from analysis.corpus.segments.segment import Segment

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Kind = Literal["sentence", "token", "mention", "fact", "hit"]


class Piece(NamedTuple):
    """The documents ``first`` to ``stop`` of a segment."""

    segment: int
    first: int
    stop: int


class Span(NamedTuple):
    """Rows ``first`` to ``stop`` of a table of a segment, which begin at ``row`` in the corpus."""

    segment: int
    first: int
    stop: int
    row: int


class Layout:
    """Where the rows of the segments stand in the corpus.

    Parameters
    ----------
    segments, pieces
        Every document of the corpus in one piece.
    """

    def __init__(self, segments: Sequence[Segment], pieces: Sequence[Piece]) -> None:
        self.segments = tuple(segments)
        self.pieces = tuple(pieces)
        self.documents = self._spans([(piece.first, piece.stop) for piece in self.pieces])
        self._tables: dict[Kind, tuple[Span, ...]] = {}

    @property
    def n_documents(self) -> int:
        """Number of documents."""
        return _end(self.documents)

    @cached_property
    def is_plain(self) -> bool:
        """Whether rows of the corpus are in the order of the segments."""
        order = [(piece.segment, piece.first) for piece in self.pieces]
        return order == sorted(order)

    @cached_property
    def document_rows(self) -> tuple[Rows, ...]:
        """For each segment the row in the corpus of each of its documents, -1 for removed ones."""
        return self._rows(self.documents, [segment.n_documents for segment in self.segments])

    @cached_property
    def sentence_rows(self) -> tuple[Rows, ...]:
        """For each segment the row in the corpus of each of its sentences, -1 for removed ones."""
        sizes = [segment.n_sentences for segment in self.segments]
        return self._rows(self.spans("sentence"), sizes)

    @cached_property
    def places(self) -> tuple[Ints, Ints]:
        """For each document of the corpus its segment, and its row there."""
        segments = np.zeros(self.n_documents, dtype=np.int64)
        rows = np.zeros(self.n_documents, dtype=np.int64)
        for span in self.documents:
            here = slice(span.row, span.row + span.stop - span.first)
            segments[here] = span.segment
            rows[here] = np.arange(span.first, span.stop)
        return segments, rows

    def spans(self, kind: Kind) -> tuple[Span, ...]:
        """Return where the rows of a table stand, in the order of the corpus."""
        if kind not in self._tables:
            pieces = np.asarray(self.pieces, dtype=np.int64).reshape(-1, 3)
            cuts = np.zeros((len(pieces), 2), dtype=np.int64)
            for number in np.unique(pieces[:, 0]).tolist():
                rows = np.flatnonzero(pieces[:, 0] == number)
                cuts[rows] = _cuts(self.segments[number], kind, pieces[rows, 1:])
            self._tables[kind] = self._spans(cuts.tolist())
        return self._tables[kind]

    def size(self, kind: Kind) -> int:
        """Return the number of rows of a table."""
        return _end(self.spans(kind))

    def local(self, mask: npt.NDArray[Any]) -> Iterator[tuple[int, Segment, npt.NDArray[Any]]]:
        """Yield for each segment its own part of an array over the sentences of the corpus.

        Sentences of removed documents get the zero of the type.
        """
        parts = [np.zeros(segment.n_sentences, mask.dtype) for segment in self.segments]
        for span in self.spans("sentence"):
            size = span.stop - span.first
            parts[span.segment][span.first : span.stop] = mask[span.row : span.row + size]
        for number, (segment, part) in enumerate(zip(self.segments, parts, strict=True)):
            yield number, segment, part

    def _spans(self, cuts: Iterable[Sequence[int]]) -> tuple[Span, ...]:
        spans, row = [], 0
        for piece, (first, stop) in zip(self.pieces, cuts, strict=True):
            spans.append(Span(piece.segment, first, stop, row))
            row += stop - first
        return tuple(spans)

    def _rows(self, spans: Sequence[Span], sizes: Sequence[int]) -> tuple[Rows, ...]:
        rows = tuple(np.full(size, -1, dtype=np.int32) for size in sizes)
        for span in spans:
            size = span.stop - span.first
            rows[span.segment][span.first : span.stop] = np.arange(span.row, span.row + size)
        return rows


def _cuts(segment: Segment, kind: Kind, documents: Ints) -> Ints:
    """Return between which rows of a table the rows of some documents lie.

    Parameters
    ----------
    documents
        First and stop of each run of documents, shape ``(n, 2)``, as is the result.
    """
    if kind == "token":
        sentences = np.searchsorted(segment.words["sentence_doc"], documents)
        return segment.words["token_firsts"][sentences].astype(np.int64)
    docs = table_arrays(segment, kind)[f"{kind}_doc"]
    return np.searchsorted(docs, documents.astype(docs.dtype)).astype(np.int64)


def table_arrays(segment: Segment, kind: Kind) -> Arrays:
    """Return the arrays of a segment that hold the columns of a table."""
    return {
        "sentence": segment.words,
        "token": segment.words,
        "mention": segment.names,
        "fact": segment.names,
        "hit": segment.themes,
    }[kind]


class Names(NamedTuple):
    """Strings of all segments numbered together, in the order of first appearance."""

    values: pa.LargeStringArray
    codes: tuple[Rows, ...]
    """For each segment the number of each of its own."""


def united(parts: Sequence[pa.LargeStringArray]) -> Names:
    """Return the strings of several lists, each once, with numbers."""
    whole = pa.concat_arrays([_NONE, *parts])
    numbered = whole.dictionary_encode()
    codes = numbered.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    borders = np.cumsum([len(part) for part in parts])[:-1]
    return Names(numbered.dictionary, tuple(np.split(codes, borders)))


_NONE = pa.array([], type=pa.large_string())


def names_of(layout: Layout, part: Literal["words", "names", "themes"], name: str) -> Names:
    """Return the strings of a list that every segment has."""
    return united([arrow_strings(getattr(segment, part), name) for segment in layout.segments])


def _end(spans: Sequence[Span]) -> int:
    return spans[-1].row + spans[-1].stop - spans[-1].first if spans else 0
