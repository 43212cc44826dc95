"""The columns of a corpus' tables, put together from those of its segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.layout import Kind, Names, Span, table_arrays, united
from analysis.corpus.segments.arrays import arrow_strings
from analysis.corpus.segments.segment import Segment
from analysis.corpus.table import Coded, Table, Values
from analysis.schema import TableSpec

if TYPE_CHECKING:
    from analysis.corpus.corpus import Corpus


def annotation_table(corpus: Corpus, spec: TableSpec, kind: Kind) -> Table:
    """Return a table of a corpus; its columns are read when they are asked for."""
    types = {column.name: column.type for column in spec.columns}

    def read(name: str) -> Values:
        if types[name] == "str":
            return _strings(corpus, kind, name)
        return _numbers(corpus, kind, name).astype(types[name], copy=False)

    return Table(spec, corpus.layout.size(kind), read)


def _numbers(corpus: Corpus, kind: Kind, name: str) -> npt.NDArray[Any]:
    """Return a column of numbers, rows and codes those of the corpus."""
    layout = corpus.layout
    parts = [_part(corpus, kind, name, span) for span in layout.spans(kind)]
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)


def _part(corpus: Corpus, kind: Kind, name: str, span: Span) -> npt.NDArray[Any]:
    segment = corpus.layout.segments[span.segment]
    rows = slice(span.first, span.stop)
    values: npt.NDArray[Any] = (
        _TOKENS[name](segment, rows) if kind == "token" else _stored(segment, kind, name, rows)
    )
    codes = _codes(corpus, name, span.segment)
    if codes is None:
        return values
    recoded: npt.NDArray[np.int32] = codes[values]
    return recoded


def _stored(segment: Segment, kind: Kind, name: str, rows: slice) -> npt.NDArray[Any]:
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


def _token_docs(segment: Segment, rows: slice) -> npt.NDArray[Any]:
    docs: npt.NDArray[Any] = segment.documents_at(segment.words["token_places"][rows])
    return docs


def _token_sentences(segment: Segment, rows: slice) -> npt.NDArray[Any]:
    return segment.sentences_at(segment.words["token_places"][rows])


def _token_starts(segment: Segment, rows: slice) -> npt.NDArray[Any]:
    firsts = segment.texts["firsts"][_token_docs(segment, rows)]
    starts: npt.NDArray[Any] = segment.words["token_places"][rows] - firsts
    return starts.astype(np.int32)


def _token_ends(segment: Segment, rows: slice) -> npt.NDArray[Any]:
    lengths = segment.words["term_lengths"][segment.words["token_terms"][rows]]
    ends: npt.NDArray[Any] = _token_starts(segment, rows) + lengths
    return ends


def _token_terms(segment: Segment, rows: slice) -> npt.NDArray[Any]:
    terms: npt.NDArray[Any] = segment.words["token_terms"][rows]
    return terms


def _token_tags(segment: Segment, rows: slice) -> npt.NDArray[Any]:
    tags: npt.NDArray[Any] = segment.words["term_tags"][segment.words["token_terms"][rows]]
    return tags


_TOKENS: Mapping[str, Callable[[Segment, slice], npt.NDArray[Any]]] = {
    "doc": _token_docs,
    "sentence": _token_sentences,
    "start": _token_starts,
    "end": _token_ends,
    "term": _token_terms,
    "tag": _token_tags,
}


def _strings(corpus: Corpus, kind: Kind, name: str) -> Coded:
    """Return a column of few different strings."""
    layout, key = corpus.layout, f"{kind}_{name}"
    names = united([arrow_strings(segment.names, f"{key}_values") for segment in layout.segments])
    parts = [
        np.append(names.codes[s.segment], np.int32(-1))[
            layout.segments[s.segment].names[key][s.first : s.stop]
        ]
        for s in layout.spans(kind)
    ]
    codes = np.concatenate([np.zeros(0, dtype=np.int32), *parts])
    return Coded(codes, names.values.to_pylist())
