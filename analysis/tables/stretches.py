"""Stretches of text that were found, segment by segment: what counts, lines and tables start from.

Nothing here holds an object for each place. A stretch belongs to the sentence that it begins in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from analysis.corpus.corpus import Corpus
from analysis.corpus.layout import table_arrays
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.strings import find_overlapping, find_places
from analysis.corpus.select import Mask
from analysis.schema import HITS

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


class Stretches(NamedTuple):
    """Stretches of one segment in text order, shape ``(n,)`` each."""

    number: int
    """Of the segment."""
    starts: Ints
    """Offsets in the characters of the segment."""
    ends: Ints
    sentences: Rows
    """Rows of the segment."""

    def only(self, kept: npt.NDArray[Any]) -> Stretches:
        """Return some of them, given as a mask or as positions."""
        columns = (self.starts[kept], self.ends[kept], self.sentences[kept])
        return Stretches(self.number, *columns)


def of_string(corpus: Corpus, mask: Mask, folded: str) -> Iterator[Stretches]:
    """Yield where a folded string stands in the sentences of a mask, as ``str.count`` counts it."""
    for number, segment, inside in corpus.layout.local(mask):
        if inside.any():
            starts = find_places(segment.texts, folded)
            found = Stretches(number, starts, starts + len(folded), segment.sentences_at(starts))
            yield found if inside.all() else found.only(inside[found.sentences])


def of_rows(
    corpus: Corpus, mask: Mask, kind: Literal["hit", "mention"], row: int
) -> Iterator[Stretches]:
    """Yield where a theme (``hit``) or an organisation (``mention``) is named."""
    for number, segment, inside in corpus.layout.local(mask):
        rows = np.flatnonzero(_codes(corpus, number, kind) == _local(corpus, number, kind, row))
        arrays = table_arrays(segment, kind)
        sentences = arrays[f"{kind}_sentence"][rows].astype(np.int32)
        kept = inside[sentences]
        rows, sentences = rows[kept], sentences[kept]
        origins = segment.texts["firsts"][segment.words["sentence_doc"][sentences]]
        starts, ends = (origins + arrays[f"{kind}_{name}"][rows] for name in ("start", "end"))
        yield Stretches(number, starts, ends, sentences)


def as_hits(corpus: Corpus, found: Iterable[Stretches]) -> pd.DataFrame:
    """Return stretches as a table with the columns of ``schema.HITS``, in text order."""
    parts = [_rows(corpus, part) for part in found]
    none = np.zeros(0, dtype=np.int32)
    columns = [np.concatenate([none, *column]) for column in zip(*parts, strict=True)]
    docs, sentences, starts, ends = columns or [none] * 4
    if not corpus.layout.is_plain:
        order = np.argsort(docs, kind="stable")
        docs, sentences, starts, ends = (column[order] for column in columns or [none] * 4)
    return HITS.frame({"doc": docs, "sentence": sentences, "start": starts, "end": ends})


def count(corpus: Corpus, found: Iterable[Stretches]) -> tuple[int, int, int]:
    """Count stretches, their sentences and their documents."""
    places = sentences = documents = 0
    for part in found:
        # In text order equal sentences stand together, and so do equal documents.
        rows = part.sentences[_changes(part.sentences)]
        docs = _segment(corpus, part).words["sentence_doc"][rows]
        places += len(part.starts)
        sentences += len(rows)
        documents += int(np.count_nonzero(_changes(docs)))
    return places, sentences, documents


def _changes(rows: Rows) -> npt.NDArray[np.bool_]:
    """Return which rows differ from the one before; the first does."""
    changes = np.ones(len(rows), dtype=bool)
    np.not_equal(rows[1:], rows[:-1], out=changes[1:])
    return changes


def count_words(corpus: Corpus, mask: Mask, folded: str) -> int:
    """Count the words of a mask that are a folded string."""
    n = 0
    for _, segment, inside in corpus.layout.local(mask):
        code = pc.index(segment.terms, folded).as_py() if inside.any() else -1
        if code >= 0 and inside.all():
            n += int(segment.counts["total_n_word"][code])
        elif code >= 0:
            # A word can begin inside an earlier hit: the second 人人 of 人人人.
            starts = find_overlapping(segment.texts, folded)
            starts = starts[inside[segment.sentences_at(starts)]]
            tokens = segment.tokens_before(starts)
            begins = segment.words["token_places"][tokens] == starts
            n += int(np.count_nonzero(begins & (segment.words["token_terms"][tokens] == code)))
    return n


def local_documents(corpus: Corpus, part: Stretches) -> Rows:
    """Return the document of each stretch, a row of its segment."""
    docs: Rows = _segment(corpus, part).words["sentence_doc"][part.sentences]
    return docs


def _segment(corpus: Corpus, part: Stretches) -> Segment:
    return corpus.layout.segments[part.number]


def _rows(corpus: Corpus, part: Stretches) -> tuple[Rows, Rows, Rows, Rows]:
    docs = local_documents(corpus, part)
    origins = _segment(corpus, part).texts["firsts"][docs]
    return (
        corpus.layout.document_rows[part.number][docs],
        corpus.layout.sentence_rows[part.number][part.sentences],
        (part.starts - origins).astype(np.int32),
        (part.ends - origins).astype(np.int32),
    )


def _codes(corpus: Corpus, number: int, kind: Literal["hit", "mention"]) -> npt.NDArray[Any]:
    segment = corpus.layout.segments[number]
    codes: npt.NDArray[Any] = (
        segment.themes["hit_theme"] if kind == "hit" else segment.names["mention_organisation"]
    )
    return codes


def _local(corpus: Corpus, number: int, kind: Literal["hit", "mention"], row: int) -> int:
    """Return the code in a segment of a theme or organisation of the corpus; -2 for none."""
    if kind == "hit":
        return row
    codes = np.flatnonzero(corpus.organisation_codes.codes[number] == row)
    return int(codes[0]) if len(codes) else -2
