"""A batch of annotated documents as columns, in three layers that are renewed one by one.

A corpus is one or more batches joined in order. Row numbers and codes are local to the batch until
then; the words layer depends on engine and dictionary, the names layer on the organisations, the
theme layer on the themes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.annotate.corrections import NO_CORRECTIONS, DocumentCorrections
from analysis.annotate.document import Annotator, Borders
from analysis.annotate.names import Names
from analysis.annotate.sentences import Sentence, split_sentences
from analysis.corpus.segments.hits import hit_finder
from analysis.corpus.segments.words import (
    Codes,
    Columns,
    WordLayer,
    columns_from,
    owners_of,
    sentence_columns,
    sentence_rows,
    word_layer,
)
from analysis.schema import Document, Fact, Organisation, Passage, Quantity, ThemeHit

Progress = Callable[[int, int], None]
"""Called with the number of documents done and of all documents."""


@dataclass(frozen=True, eq=False)
class NameLayer:
    """Organisations and what hangs on them; ``owners`` has one row a sentence.

    Codes are rows of ``organisations``.
    """

    by_document: tuple[tuple[Organisation, ...], ...]
    """The organisations of each document, with the aliases found there."""
    main: tuple[tuple[str, ...], ...]
    """The canonical names of those that each document is chiefly about, chief first."""
    owners: Columns
    mentions: Columns
    facts: Columns

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """Each canonical name once, in the order of first appearance, aliases together."""
        first: dict[str, Organisation] = {}
        aliases: dict[str, dict[str, None]] = {}
        for organisation in chain.from_iterable(self.by_document):
            first.setdefault(organisation.canonical, organisation)
            known = aliases.setdefault(organisation.canonical, {})
            known.update(dict.fromkeys(organisation.aliases))
        return tuple(replace(first[name], aliases=tuple(known)) for name, known in aliases.items())


@dataclass(frozen=True, eq=False)
class Batch:
    """Documents with all layers; ``theme_hits`` codes themes by their position in the settings."""

    documents: tuple[Document, ...]
    words: WordLayer
    names: NameLayer
    theme_hits: Columns


class Cut(NamedTuple):
    """Documents cut into sentences and words, which need nothing but the dictionary."""

    documents: tuple[Document, ...]
    sentences: list[list[Sentence]]
    borders: list[Borders]


class Marked(NamedTuple):
    """What is named in one document."""

    names: Names
    theme_hits: list[ThemeHit]


def process(
    documents: Sequence[Document],
    annotator: Annotator,
    *,
    corrections: DocumentCorrections = NO_CORRECTIONS,
    progress: Progress | None = None,
) -> Batch:
    """Annotate documents with every layer, corrected by hand where they were."""
    pieces = cut(documents, annotator)
    marked = mark_each(pieces, annotator, corrections=corrections, progress=progress)
    return batch_of(words_of(pieces, annotator), marked, pieces)


def cut(documents: Sequence[Document], annotator: Annotator) -> Cut:
    """Cut documents into sentences and words."""
    return Cut(
        tuple(documents),
        [split_sentences(document.text) for document in documents],
        [annotator.borders(document) for document in documents],
    )


def words_of(pieces: Cut, annotator: Annotator) -> WordLayer:
    """Return the words layer of documents that were cut by the same annotator."""
    table = sentence_columns(pieces.documents, pieces.sentences)
    return word_layer(pieces.documents, pieces.borders, table, annotator)


def mark_each(
    pieces: Cut,
    annotator: Annotator,
    *,
    corrections: DocumentCorrections = NO_CORRECTIONS,
    progress: Progress | None = None,
) -> list[Marked]:
    """Find what is named in documents, one after another, in their order."""
    marked = []
    hits = hit_finder(annotator).find(pieces.documents)
    parts = zip(pieces.documents, pieces.sentences, hits, strict=True)
    for done, (document, sentences, found) in enumerate(parts, start=1):
        names = annotator.names(document, sentences, corrections, found)
        marked.append(Marked(names, annotator.theme_hits(document, found)))
        if progress is not None:
            progress(done, len(pieces.documents))
    return marked


def batch_of(words: WordLayer, marked: Sequence[Marked], pieces: Cut) -> Batch:
    """Return documents as a batch whose layers were all made by the same annotator."""
    return Batch(
        documents=pieces.documents,
        words=words,
        names=_name_layer([one.names for one in marked], words.sentences),
        theme_hits=_theme_columns([one.theme_hits for one in marked], words.sentences),
    )


def renew_words(batch: Batch, annotator: Annotator) -> WordLayer:
    """Return the words layer of a batch under the annotator's dictionary."""
    borders = [annotator.borders(document) for document in batch.documents]
    return word_layer(batch.documents, borders, batch.words.sentences, annotator)


def renew_names(
    batch: Batch, annotator: Annotator, corrections: DocumentCorrections = NO_CORRECTIONS
) -> NameLayer:
    """Return the names layer of a batch under the annotator's organisations, and as corrected."""
    names = [annotator.names(d, split_sentences(d.text), corrections) for d in batch.documents]
    return _name_layer(names, batch.words.sentences)


def renew_themes(batch: Batch, annotator: Annotator) -> Columns:
    """Return the theme hits of a batch under the annotator's themes."""
    return _theme_columns(
        [annotator.theme_hits(document) for document in batch.documents], batch.words.sentences
    )


def _name_layer(names: Sequence[Names], sentences: Columns) -> NameLayer:
    rows = Codes()
    codes = [
        rows.of([organisation.canonical for organisation in found.organisations])
        for found, _, _ in names
    ]
    mentions = _place_columns([found.mentions for found, _, _ in names], "organisation", sentences)
    mentions["organisation"] = _recoded(mentions["doc"], mentions["organisation"], codes)
    passages = [passages for _, passages, _ in names]
    whose, reasons, confidences = _turned(chain.from_iterable(passages), len(Passage._fields))
    return NameLayer(
        by_document=tuple(part.found.organisations for part in names),
        main=tuple(
            tuple(found.organisations[row].canonical for row in found.main) for found, _, _ in names
        ),
        owners={
            "organisation": _recoded(owners_of(passages), whose, codes),
            "reason": strings(reasons),
            "confidence": strings(confidences),
        },
        mentions=mentions,
        facts=_fact_columns([facts for _, _, facts in names], codes, sentences),
    )


def _recoded(
    docs: npt.NDArray[np.int32], local: npt.ArrayLike, codes: Sequence[npt.NDArray[np.int32]]
) -> npt.NDArray[np.int32]:
    """Return codes of the batch for positions in the organisations of each document, -1 for -1."""
    sizes = np.asarray([len(part) for part in codes], dtype=np.int64)
    firsts = np.cumsum(sizes) - sizes
    positions = np.asarray(local, dtype=np.int32)
    every = np.concatenate([*codes, np.full(1, -1, dtype=np.int32)])
    found: npt.NDArray[np.int32] = every[np.where(positions < 0, -1, firsts[docs] + positions)]
    return found


def _fact_columns(
    facts: Sequence[Sequence[Fact]],
    codes: Sequence[npt.NDArray[np.int32]],
    sentences: Columns,
) -> Columns:
    docs = owners_of(facts)
    quantities, owners, reasons, confidences = _turned(
        chain.from_iterable(facts), len(Fact._fields)
    )
    width = len(Quantity._fields)
    values = dict(zip(Quantity._fields, _turned(quantities, width), strict=True))
    starts = np.asarray(values["start"], dtype=np.int32)
    return {
        "doc": docs,
        "sentence": sentence_rows(sentences, docs, starts),
        "start": starts,
        "end": np.asarray(values["end"], dtype=np.int32),
        "value": np.asarray(values["value"], dtype=np.float64),
        "high": np.asarray(values["high"], dtype=np.float64),
        "bound": strings(values["bound"]),
        "unit": strings(values["unit"]),
        "noun": strings(values["noun"]),
        "kind": strings(values["kind"]),
        "organisation": _recoded(docs, owners, codes),
        "reason": strings(reasons),
        "confidence": strings(confidences),
        "status": strings(values["status"]),
        "date": strings(values["date"]),
    }


def _turned(rows: Iterable[Iterable[Any]], width: int) -> list[list[Any]]:
    """Return the columns of rows of one width, also of none."""
    flat = list(chain.from_iterable(rows))
    return [flat[column::width] for column in range(width)]


def _theme_columns(hits: Sequence[Sequence[ThemeHit]], sentences: Columns) -> Columns:
    places = [[(hit.start, hit.end, hit.theme) for hit in part] for part in hits]
    columns = _place_columns(places, "theme", sentences)
    return {**columns, "theme": columns["theme"].astype(np.int16)}


def _place_columns(
    places: Sequence[Sequence[tuple[int, int, int]]], code: str, sentences: Columns
) -> Columns:
    starts, ends, codes = columns_from(chain.from_iterable(places), 3)
    docs = owners_of(places)
    return {
        "doc": docs,
        "sentence": sentence_rows(sentences, docs, starts),
        "start": starts,
        "end": ends,
        code: codes,
    }


def strings(values: Sequence[str | None]) -> npt.NDArray[np.object_]:
    """Return strings as a column, each different one kept once."""
    kept: dict[str | None, str | None] = {}
    once = map(kept.setdefault, values, values)
    return np.fromiter(once, dtype=np.object_, count=len(values))
