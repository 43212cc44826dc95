"""A batch of annotated documents as columns, in three layers that are renewed one by one.

A corpus is one or more batches joined in order. Row numbers and codes are local to the batch until
then; the words layer depends on engine and dictionary, the names layer on the organisations, the
theme layer on the themes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.annotate.document import Annotator, Names
from analysis.annotate.segment import Pieces, is_word
from analysis.annotate.sentences import Sentence, split_sentences
from analysis.schema import Document, Fact, Organisation, ThemeHit

Columns = dict[str, npt.NDArray[Any]]
Progress = Callable[[int, int], None]
"""Called with the number of documents done and of all documents."""


@dataclass(frozen=True, eq=False)
class WordLayer:
    """Sentences and tokens: columns of ``SENTENCES`` without the owner, and of ``TOKENS``."""

    terms: tuple[str, ...]
    tags: tuple[str, ...]
    sentences: Columns
    tokens: Columns


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


class Codes(dict[str, int]):
    """Numbers strings in the order in which they are first asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = code = len(self)
        return code

    def of(self, values: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return the code of each value."""
        return np.fromiter(map(self.__getitem__, values), dtype=np.int32, count=len(values))


class _WordCodes(Codes):
    """Numbers words only; everything else is -1."""

    def __init__(self) -> None:
        super().__init__()
        self._size = 0

    def __missing__(self, key: str) -> int:
        self[key] = code = self._size if is_word(key) else -1
        self._size += code >= 0
        return code


def process(
    documents: Sequence[Document], annotator: Annotator, *, progress: Progress | None = None
) -> Batch:
    """Annotate documents with every layer."""
    sentences, pieces, names, hits = [], [], [], []
    for done, document in enumerate(documents, start=1):
        annotated = annotator.annotate(document)
        sentences.append(annotated.sentences)
        pieces.append(annotated.pieces)
        names.append(annotated.names)
        hits.append(annotated.theme_hits)
        if progress is not None:
            progress(done, len(documents))
    table = _sentence_columns(documents, sentences)
    return Batch(
        documents=tuple(documents),
        words=_word_layer(pieces, table, annotator),
        names=_name_layer(names, table),
        theme_hits=_theme_columns(hits, table),
    )


def renew_names(batch: Batch, annotator: Annotator) -> NameLayer:
    """Return the names layer of a batch under the annotator's organisations."""
    names = [annotator.names(d, split_sentences(d.text)) for d in batch.documents]
    return _name_layer(names, batch.words.sentences)


def renew_themes(batch: Batch, annotator: Annotator) -> Columns:
    """Return the theme hits of a batch under the annotator's themes."""
    return _theme_columns(
        [annotator.theme_hits(document) for document in batch.documents], batch.words.sentences
    )


def sentence_rows(
    sentences: Mapping[str, npt.NDArray[Any]],
    docs: npt.NDArray[np.int32],
    starts: npt.NDArray[np.int32],
) -> npt.NDArray[np.int32]:
    """Return the row of the sentence that holds each place, shape ``(n,)``."""
    borders = sentences["doc"].astype(np.int64) << 32 | sentences["start"]
    places = docs.astype(np.int64) << 32 | starts
    return (np.searchsorted(borders, places, side="right") - 1).astype(np.int32)


def _sentence_columns(
    documents: Sequence[Document], sentences: Sequence[Sequence[Sentence]]
) -> Columns:
    places = _rows([place for part in sentences for place in part], 3)
    characters = [
        len("".join(document.text[start:end].split()))
        for document, part in zip(documents, sentences, strict=True)
        for _, start, end in part
    ]
    return {
        "doc": _owners(sentences),
        "paragraph": places[:, 0],
        "start": places[:, 1],
        "end": places[:, 2],
        "characters": np.asarray(characters, dtype=np.int32),
    }


def _word_layer(pieces: Sequence[Pieces], sentences: Columns, annotator: Annotator) -> WordLayer:
    terms, tags = _WordCodes(), Codes()
    codes = _joined(terms.of(part.terms) for part in pieces)
    kept = codes >= 0
    codes = codes[kept]
    docs = _owners([part.terms for part in pieces])[kept]
    starts = _joined(part.starts for part in pieces)[kept]
    vocabulary = tuple(term for term, code in terms.items() if code >= 0)
    tokens: Columns = {
        "doc": docs,
        "sentence": sentence_rows(sentences, docs, starts),
        "start": starts,
        "end": _joined(part.ends for part in pieces)[kept],
        "term": codes,
        "tag": tags.of([annotator.tag(term) for term in vocabulary]).astype(np.int16)[codes],
    }
    return WordLayer(vocabulary, tuple(tags), sentences, tokens)


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
    rows = [row for part in facts for row in part]
    quantities = [fact.quantity for fact, _ in rows]
    docs = _owners(facts)
    starts = np.asarray([q.start for q in quantities], dtype=np.int32)
    return {
        "doc": docs,
        "sentence": sentence_rows(sentences, docs, starts),
        "start": starts,
        "end": np.asarray([q.end for q in quantities], dtype=np.int32),
        "value": np.asarray([q.value for q in quantities], dtype=np.float64),
        "high": np.asarray([q.high for q in quantities], dtype=np.float64),
        "bound": strings(q.bound for q in quantities),
        "unit": strings(q.unit for q in quantities),
        "noun": strings(q.noun for q in quantities),
        "kind": strings(q.kind for q in quantities),
        "organisation": np.asarray([row for _, row in rows], dtype=np.int32),
        "reason": strings(fact.reason for fact, _ in rows),
        "confidence": strings(fact.confidence for fact, _ in rows),
        "status": strings(q.status for q in quantities),
        "date": strings(q.date for q in quantities),
    }


def _theme_columns(hits: Sequence[Sequence[ThemeHit]], sentences: Columns) -> Columns:
    places = [[(hit.start, hit.end, hit.theme) for hit in part] for part in hits]
    columns = _place_columns(places, "theme", sentences)
    return {**columns, "theme": columns["theme"].astype(np.int16)}


def _place_columns(
    places: Sequence[Sequence[tuple[int, int, int]]], code: str, sentences: Columns
) -> Columns:
    rows = _rows([place for part in places for place in part], 3)
    docs = _owners(places)
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
    return np.asarray([kept.setdefault(value, value) for value in values], dtype=object)


def _owners(parts: Sequence[Sequence[object]]) -> npt.NDArray[np.int32]:
    """Return the position of its part for every element of every part."""
    return np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])


def _rows(values: Sequence[Sequence[int]], width: int) -> npt.NDArray[np.int32]:
    return np.asarray(values, dtype=np.int32).reshape(-1, width)


def _joined(parts: Iterable[npt.ArrayLike]) -> npt.NDArray[np.int32]:
    arrays = [np.asarray(part, dtype=np.int32) for part in parts]
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int32)
