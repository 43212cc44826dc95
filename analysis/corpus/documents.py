"""The documents of a corpus, read one by one out of its segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import overload

from analysis.corpus.layout import Layout
from analysis.corpus.segments import texts
from analysis.schema import Document

KEPT_DOCUMENTS = 256
"""Documents of which the whole text is kept once it was asked for."""


class Documents(Sequence[Document]):
    """The documents of a corpus in order, each put together when it is asked for."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._document = lru_cache(KEPT_DOCUMENTS)(self._read)

    def __len__(self) -> int:
        return self._layout.n_documents

    @overload
    def __getitem__(self, row: int) -> Document: ...

    @overload
    def __getitem__(self, row: slice) -> tuple[Document, ...]: ...

    def __getitem__(self, row: int | slice) -> Document | tuple[Document, ...]:
        if isinstance(row, slice):
            return tuple(self._document(at) for at in range(len(self))[row])
        return self._document(range(len(self))[row])

    def __iter__(self) -> Iterator[Document]:
        return map(self._document, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return id(self)

    def _read(self, row: int) -> Document:
        segments, rows = self._layout.places
        segment = self._layout.segments[int(segments[row])]
        return texts.document_at(segment.texts, int(rows[row]))
