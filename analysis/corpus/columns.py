"""The columns of a corpus' tables, put together from those of its segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.layout import Kind, Names, table_arrays, united
from analysis.corpus.segments.arrays import arrow_strings
from analysis.corpus.segments.segment import Segment
from analysis.corpus.table import Coded, Ints, Table, Values
from analysis.schema import TableSpec

if TYPE_CHECKING:
    from analysis.corpus.corpus import Corpus


def annotation_table(corpus: Corpus, spec: TableSpec, kind: Kind) -> Table:
    """Return a table of a corpus; its columns are read when they are asked for."""
    types = {column.name: column.type for column in spec.columns}

    def read(name: str, rows: Ints | None) -> Values:
        places = _whole(corpus, kind) if rows is None else _few(corpus, kind, rows)
        if types[name] == "str":
            return _strings(corpus, kind, name, places)
        return _numbers(corpus, kind, name, places).astype(types[name], copy=False)

    return Table(spec, corpus.layout.size(kind), read)


class _Places(NamedTuple):
    """Rows of a table in the order of the corpus, segment by segment."""

    parts: list[tuple[int, slice | Ints]]
    """Segments, and their rows."""
    order: Ints | None
    """Where each row stands in the parts one behind the other; ``None``: there."""

    def arranged(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return what was read of the parts in the order of the rows."""
        return values if self.order is None else values[self.order]


def _whole(corpus: Corpus, kind: Kind) -> _Places:
    spans = corpus.layout.spans(kind)
    return _Places([(span.segment, slice(span.first, span.stop)) for span in spans], None)


def _few(corpus: Corpus, kind: Kind, rows: Ints) -> _Places:
    spans = corpus.layout.spans(kind)
    filled = [span for span in spans if span.stop > span.first]
    numbers = np.searchsorted([span.row for span in filled], rows, side="right") - 1
    parts: list[tuple[int, slice | Ints]] = []
    for number in np.unique(numbers).tolist():
        span = filled[number]
        parts.append((span.segment, rows[numbers == number] - span.row + span.first))
    order = np.argsort(numbers, kind="stable")
    places = np.empty(len(rows), dtype=np.int64)
    places[order] = np.arange(len(rows))
    return _Places(parts, places)


def _numbers(corpus: Corpus, kind: Kind, name: str, places: _Places) -> npt.NDArray[Any]:
    """Return a column of numbers, rows and codes those of the corpus."""
    parts = [_part(corpus, kind, name, part) for part in places.parts]
    if len(parts) == 1:
        return places.arranged(parts[0])
    return places.arranged(np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32))


def _part(
    corpus: Corpus, kind: Kind, name: str, part: tuple[int, slice | Ints]
) -> npt.NDArray[Any]:
    number, rows = part
    segment = corpus.layout.segments[number]
    values: npt.NDArray[Any] = (
        _TOKENS[name](segment, rows) if kind == "token" else _stored(segment, kind, name, rows)
    )
    codes = _codes(corpus, name, number)
    if codes is None:
        return values
    recoded: npt.NDArray[np.int32] = codes[values]
    return recoded


def _stored(segment: Segment, kind: Kind, name: str, rows: slice | Ints) -> npt.NDArray[Any]:
    arrays = segment.names if (kind, name) in _OWNED else table_arrays(segment, kind)
    column: npt.NDArray[Any] = arrays[f"{kind}_{name}"][rows]
    return column


_OWNED = {
    ("sentence", "organisation"),
    ("sentence", "reason"),
    ("sentence", "confidence"),
}
"""Columns of the sentences that the layer of names holds."""


def _codes(corpus: Corpus, name: str, segment: int) -> npt.NDArray[np.int32] | None:
    """Return what the rows or codes of a segment are in the corpus; -1 stays -1."""
    if name == "doc":
        return corpus.layout.document_rows[segment]
    if name == "sentence":
        return corpus.layout.sentence_rows[segment]
    if name in _CODED:
        return np.append(_CODED[name](corpus).codes[segment], np.int32(-1))
    return None


_CODED: Mapping[str, Callable[[Corpus], Names]] = {
    "term": lambda corpus: corpus.term_names,
    "tag": lambda corpus: corpus.tag_names,
    "organisation": lambda corpus: corpus.organisation_codes,
}


def _token_docs(segment: Segment, rows: slice | Ints) -> npt.NDArray[Any]:
    docs: npt.NDArray[Any] = segment.documents_at(segment.words["token_places"][rows])
    return docs


def _token_sentences(segment: Segment, rows: slice | Ints) -> npt.NDArray[Any]:
    return segment.sentences_at(segment.words["token_places"][rows])


def _token_starts(segment: Segment, rows: slice | Ints) -> npt.NDArray[Any]:
    firsts = segment.texts["firsts"][_token_docs(segment, rows)]
    starts: npt.NDArray[Any] = segment.words["token_places"][rows] - firsts
    return starts.astype(np.int32)


def _token_ends(segment: Segment, rows: slice | Ints) -> npt.NDArray[Any]:
    lengths = segment.words["term_lengths"][segment.words["token_terms"][rows]]
    ends: npt.NDArray[Any] = _token_starts(segment, rows) + lengths
    return ends


def _token_terms(segment: Segment, rows: slice | Ints) -> npt.NDArray[Any]:
    terms: npt.NDArray[Any] = segment.words["token_terms"][rows]
    return terms


def _token_tags(segment: Segment, rows: slice | Ints) -> npt.NDArray[Any]:
    tags: npt.NDArray[Any] = segment.words["term_tags"][segment.words["token_terms"][rows]]
    return tags


_TOKENS: Mapping[str, Callable[[Segment, slice | Ints], npt.NDArray[Any]]] = {
    "doc": _token_docs,
    "sentence": _token_sentences,
    "start": _token_starts,
    "end": _token_ends,
    "term": _token_terms,
    "tag": _token_tags,
}


def _strings(corpus: Corpus, kind: Kind, name: str, places: _Places) -> Coded:
    """Return a column of few different strings."""
    segments, key = corpus.layout.segments, f"{kind}_{name}"
    read = dict.fromkeys(number for number, _ in places.parts)
    names = united([arrow_strings(segments[number].names, f"{key}_values") for number in read])
    codes = {
        number: np.append(names.codes[place], np.int32(-1)) for place, number in enumerate(read)
    }
    parts = [codes[number][segments[number].names[key][rows]] for number, rows in places.parts]
    found = np.concatenate([np.zeros(0, dtype=np.int32), *parts])
    return Coded(places.arranged(found), names.values.to_pylist())
