"""Fields of documents: of all of them, or of a few, each of which is then read alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.corpus.layout import Layout
from analysis.corpus.segments.arrays import Arrays, arrow_strings

if TYPE_CHECKING:
    from analysis.corpus.corpus import Corpus

Ints = npt.NDArray[np.int64]
Objects = npt.NDArray[np.object_]


def plain_field(layout: Layout, name: str) -> Objects:
    """Return a field of every document, ``None`` where it is unknown.

    Parameters
    ----------
    name
        Of ``texts.PLAIN`` or ``texts.METADATA``.
    """
    segments, spans = layout.segments, layout.documents
    columns = [arrow_strings(segment.texts, name) for segment in segments]
    parts = [columns[s.segment].slice(s.first, s.stop - s.first) for s in spans]
    whole = pa.concat_arrays([pa.array([], pa.large_string()), *parts])
    try:
        values: Objects = whole.to_numpy(zero_copy_only=False)
    except pa.ArrowException:
        # A path may hold what is no character.
        encoded = whole.cast(pa.large_binary()).to_pylist()
        values = np.asarray([v.decode("utf-8", "surrogatepass") for v in encoded], dtype=object)
    missing = [segments[s.segment].texts[f"{name}_missing"][s.first : s.stop] for s in spans]
    values[np.concatenate([np.zeros(0, dtype=bool), *missing])] = None
    return values


def document_strings(corpus: Corpus, name: str, rows: npt.NDArray[Any]) -> Objects:
    """Return a field of some documents, ``None`` where it is unknown.

    Parameters
    ----------
    name
        Of ``texts.PLAIN`` or ``texts.METADATA``.
    rows
        Documents, shape ``(n,)``.
    """
    segments, local = (column[rows].tolist() for column in corpus.layout.places)
    found = np.empty(len(rows), dtype=object)
    for place, (number, row) in enumerate(zip(segments, local, strict=True)):
        found[place] = _string(corpus.layout.segments[number].texts, name, row)
    return found


def document_characters(corpus: Corpus, rows: npt.NDArray[Any]) -> Ints:
    """Return the characters of some documents without white space, shape ``(n,)``."""
    segments, local = (column[rows].tolist() for column in corpus.layout.places)
    found = np.zeros(len(rows), dtype=np.int64)
    for place, (number, row) in enumerate(zip(segments, local, strict=True)):
        words = corpus.layout.segments[number].words
        docs = words["sentence_doc"]
        first, stop = np.searchsorted(docs, np.asarray([row, row + 1], docs.dtype)).tolist()
        found[place] = words["sentence_characters"][first:stop].sum(dtype=np.int64)
    return found


def _string(arrays: Arrays, name: str, row: int) -> str | None:
    if arrays[f"{name}_missing"][row]:
        return None
    first, stop = arrays[f"{name}_firsts"][row : row + 2].tolist()
    written: bytes = arrays[f"{name}_bytes"][first:stop].tobytes()
    return written.decode("utf-8", "surrogatepass")
