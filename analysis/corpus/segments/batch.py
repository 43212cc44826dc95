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
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.annotate.corrections import NO_CORRECTIONS, DocumentCorrections
from analysis.annotate.document import AnnotatedDocument, Annotator
from analysis.annotate.names import Names
from analysis.annotate.sentences import split_sentences
from analysis.corpus.segments.words import (
    Codes,
    Columns,
    WordLayer,
    owners_of,
    rows_of,
    sentence_columns,
    sentence_rows,
    word_layer,
)
from analysis.schema import Document, Fact, Organisation, Quantity, ThemeHit

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


def process(
    documents: Sequence[Document],
    annotator: Annotator,
    *,
    corrections: DocumentCorrections = NO_CORRECTIONS,
    progress: Progress | None = None,
) -> Batch:
    """Annotate documents with every layer, corrected by hand where they were."""
    annotated = annotate_each(documents, annotator, corrections=corrections, progress=progress)
    return batch_of(annotated, annotator)


def annotate_each(
    documents: Sequence[Document],
    annotator: Annotator,
    *,
    corrections: DocumentCorrections = NO_CORRECTIONS,
    progress: Progress | None = None,
) -> list[AnnotatedDocument]:
    """Annotate documents one after another, in their order."""
    annotated = []
    for done, document in enumerate(documents, start=1):
        annotated.append(annotator.annotate(document, corrections))
        if progress is not None:
            progress(done, len(documents))
    return annotated


def batch_of(annotated: Sequence[AnnotatedDocument], annotator: Annotator) -> Batch:
    """Return documents as a batch that were annotated by the same annotator."""
    documents = tuple(one.document for one in annotated)
    table = sentence_columns(documents, [one.sentences for one in annotated])
    return Batch(
        documents=documents,
        words=word_layer(documents, [one.borders for one in annotated], table, annotator),
        names=_name_layer([one.names for one in annotated], table),
        theme_hits=_theme_columns([one.theme_hits for one in annotated], table),
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
    mentions: list[list[tuple[int, int, int]]] = []
    facts: list[list[tuple[Fact, int]]] = []
    owners: list[tuple[int, str, str]] = []
    for found, passages, part_facts in names:
        # The code -1, no organisation, picks the -1 at the end.
        codes = [*(rows[organisation.canonical] for organisation in found.organisations), -1]
        mentions.append([(m.start, m.end, codes[m.organisation]) for m in found.mentions])
        facts.append([(fact, codes[fact.organisation]) for fact in part_facts])
        owners.extend((codes[p.organisation], p.reason, p.confidence) for p in passages)
    return NameLayer(
        by_document=tuple(part.found.organisations for part in names),
        main=tuple(
            tuple(found.organisations[row].canonical for row in found.main) for found, _, _ in names
        ),
        owners={
            "organisation": np.asarray([owner[0] for owner in owners], dtype=np.int32),
            "reason": strings(owner[1] for owner in owners),
            "confidence": strings(owner[2] for owner in owners),
        },
        mentions=_place_columns(mentions, "organisation", sentences),
        facts=_fact_columns(facts, sentences),
    )


def _fact_columns(facts: Sequence[Sequence[tuple[Fact, int]]], sentences: Columns) -> Columns:
    docs = owners_of(facts)
    found, owners = _turned([row for part in facts for row in part], 2)
    quantities, _, reasons, confidences = _turned(found, len(Fact._fields))
    values = dict(zip(Quantity._fields, _turned(quantities, len(Quantity._fields)), strict=True))
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
        "organisation": np.asarray(owners, dtype=np.int32),
        "reason": strings(reasons),
        "confidence": strings(confidences),
        "status": strings(values["status"]),
        "date": strings(values["date"]),
    }


def _turned(rows: Sequence[Sequence[Any]], width: int) -> list[tuple[Any, ...]]:
    """Return the columns of rows, also of none."""
    return list(zip(*rows, strict=True)) or [()] * width


def _theme_columns(hits: Sequence[Sequence[ThemeHit]], sentences: Columns) -> Columns:
    places = [[(hit.start, hit.end, hit.theme) for hit in part] for part in hits]
    columns = _place_columns(places, "theme", sentences)
    return {**columns, "theme": columns["theme"].astype(np.int16)}


def _place_columns(
    places: Sequence[Sequence[tuple[int, int, int]]], code: str, sentences: Columns
) -> Columns:
    rows = rows_of([place for part in places for place in part], 3)
    docs = owners_of(places)
    return {
        "doc": docs,
        "sentence": sentence_rows(sentences, docs, rows[:, 0]),
        "start": rows[:, 0],
        "end": rows[:, 1],
        code: rows[:, 2],
    }


def strings(values: Iterable[str | None]) -> npt.NDArray[np.object_]:
    """Return strings as a column, each different one kept once."""
    kept: dict[str | None, str | None] = {}
    given = list(values)
    column = np.empty(len(given), dtype=np.object_)
    column[:] = list(map(kept.setdefault, given, given))
    return column
