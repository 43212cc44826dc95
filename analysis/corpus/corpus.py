"""The corpus: documents and annotations as columns, and the way from a place to its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.columns import annotation_table
from analysis.corpus.document_columns import DocumentColumns
from analysis.corpus.documents import Documents
from analysis.corpus.fields import plain_field
from analysis.corpus.layout import Layout, Names, Piece, names_of
from analysis.corpus.numbers import Numbers, number_words
from analysis.corpus.segments import texts
from analysis.corpus.segments.arrays import known_strings, unpack_strings
from analysis.corpus.segments.segment import Segment
from analysis.corpus.table import Table
from analysis.corpus.together import Together
from analysis.corpus.vocabulary import Vocabulary
from analysis.schema import (
    CORPUS_FACTS,
    MENTIONS,
    SENTENCES,
    THEME_HITS,
    TOKENS,
    Correction,
    Organisation,
    Settings,
    Theme,
)

Ints = npt.NDArray[np.int64]
Objects = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Corpus:
    """Any number of annotated documents. Put together by ``corpus.build``; never changed.

    The tables have the columns of ``schema.SENTENCES``, ``TOKENS``, ``MENTIONS``,
    ``CORPUS_FACTS`` and ``THEME_HITS``, rows in text order; row numbers are the codes that other
    tables use. Nothing is read from the segments before it is asked for.
    """

    corpus_id: str
    layout: Layout
    settings: Settings
    themes: tuple[Theme, ...]
    duplicate_of: tuple[int, ...]
    """For each document the row of the one it repeats, or -1."""
    near_copy_of: tuple[int, ...]
    """For each document the row of the one it nearly repeats, or -1; near-copies are counted."""
    numbered: Numbers | None = None
    """The words numbered together, where that was done before."""
    corrections: tuple[Correction, ...] = ()
    """Made by hand; everything here is as they say."""

    # ----------------------------------------------------------------- documents

    @cached_property
    def documents(self) -> Documents:
        """The documents in order."""
        return Documents(self.layout)

    @cached_property
    def document_names(self) -> Objects:
        """Name of each document."""
        return self.field("name")

    @cached_property
    def document_rows(self) -> dict[str, int]:
        """Row of each document by its name."""
        return dict(zip(self.document_names.tolist(), range(len(self.documents)), strict=True))

    @cached_property
    def years(self) -> Objects:
        """Four digits for each document, or an empty string."""
        return np.asarray([(date or "")[:4] for date in self.field("date").tolist()], dtype=object)

    @cached_property
    def document_lengths(self) -> Ints:
        """Characters of each document, white space among them."""
        lengths = [np.diff(segment.texts["firsts"]) - 1 for segment in self.layout.segments]
        spans = self.layout.documents
        return _stacked([lengths[s.segment][s.first : s.stop] for s in spans], np.int64)

    @cached_property
    def by_document(self) -> DocumentColumns:
        """Fields as codes, sizes and organisations of every document."""
        return DocumentColumns(self)

    def field(self, name: str) -> Objects:
        """Return a field of every document: of metadata, or ``name``, ``path``, ``doc_id``.

        Unknown metadata are ``None``. Raises ``KeyError`` where no document has the field.
        """
        values: Objects = self._fields(name)
        return values

    @cached_property
    def extra_fields(self) -> tuple[str, ...]:
        """Names of the further metadata fields that some document has."""
        return tuple(dict.fromkeys(name for extra in self._extras.tolist() for name in extra))

    def written(self, doc: int, start: int, end: int) -> str:
        """Return a stretch of a document as it writes it."""
        segment, first = self._place(doc)
        return texts.written(segment.texts, first + start, first + end)

    def folded(self, doc: int, start: int, end: int) -> str:
        """Return a stretch of a document in folded characters."""
        segment, first = self._place(doc)
        return texts.folded_text(segment.texts, first + start, first + end)

    @cached_property
    def main_organisations(self) -> tuple[tuple[int, ...], ...]:
        """For each document the organisations it is chiefly about, chief first."""
        codes = self.organisation_codes.codes
        rows = [
            codes[number][segment.names["main_organisations"]].tolist()
            for number, segment in enumerate(self.layout.segments)
        ]
        main: list[tuple[int, ...]] = []
        for span in self.layout.documents:
            names = self.layout.segments[span.segment].names
            firsts = names["main_firsts"][span.first : span.stop + 1].tolist()
            main += [tuple(rows[span.segment][a:b]) for a, b in pairwise(firsts)]
        return tuple(main)

    # ----------------------------------------------------------------- codes

    @cached_property
    def together(self) -> Together:
        """The arrays of all segments under their names."""
        return Together(self.layout.segments)

    @cached_property
    def term_names(self) -> Names:
        """The vocabulary, and what the codes of each segment are in it."""
        return self.numbers.names

    @cached_property
    def numbers(self) -> Numbers:
        """The words of all segments numbered together."""
        return self.numbered or number_words(self.layout.segments)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What is known of each term of the vocabulary, as arrays."""
        return Vocabulary(self.layout, self.numbers, self.tag_names, self.settings)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The vocabulary: what ``tokens.term`` codes, in folded characters."""
        return tuple(self.term_names.values.to_pylist())

    @cached_property
    def term_codes(self) -> dict[str, int]:
        """Code of each term of the vocabulary."""
        return {term: code for code, term in enumerate(self.terms)}

    @cached_property
    def tag_names(self) -> Names:
        """Parts of speech, and what the codes of each segment are among them."""
        return names_of(self.layout, "words", "tags")

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """What ``tokens.tag`` codes: parts of speech in jieba's letters."""
        return tuple(self.tag_names.values.to_pylist())

    @cached_property
    def organisation_codes(self) -> Names:
        """Canonical names, and what the codes of each segment are among them."""
        return names_of(self.layout, "names", "canonical")

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """Canonical, each once over all documents; ``aliases`` are the forms found in them."""
        found: dict[str, Organisation] = {}
        aliases: dict[str, dict[str, None]] = {}
        for segment in self.layout.segments:
            for organisation in _organisations(segment):
                name = organisation.canonical
                found.setdefault(name, organisation)
                aliases.setdefault(name, {}).update(dict.fromkeys(organisation.aliases))
        return tuple(replace(found[name], aliases=tuple(known)) for name, known in aliases.items())

    @cached_property
    def organisation_names(self) -> Objects:
        """Canonical name of each organisation, and ``None`` for the row -1 at the end."""
        return np.asarray([*self.organisation_codes.values.to_pylist(), None], dtype=object)

    @cached_property
    def organisation_rows(self) -> dict[str, int]:
        """Row of each organisation by its canonical name."""
        return {name: row for row, name in enumerate(self.organisation_names[:-1].tolist())}

    # ----------------------------------------------------------------- tables

    @cached_property
    def sentences(self) -> Table:
        """The sentences, columns of ``schema.SENTENCES``."""
        return annotation_table(self, SENTENCES, "sentence")

    @cached_property
    def tokens(self) -> Table:
        """The words, columns of ``schema.TOKENS``; large: questions go through ``counts``."""
        return annotation_table(self, TOKENS, "token")

    @cached_property
    def mentions(self) -> Table:
        """Places where organisations are named, columns of ``schema.MENTIONS``."""
        return annotation_table(self, MENTIONS, "mention")

    @cached_property
    def facts(self) -> Table:
        """The numbers, columns of ``schema.CORPUS_FACTS``."""
        return annotation_table(self, CORPUS_FACTS, "fact")

    @cached_property
    def theme_hits(self) -> Table:
        """Places where themes are named, columns of ``schema.THEME_HITS``."""
        return annotation_table(self, THEME_HITS, "hit")

    @cached_property
    def theme_hit_terms(self) -> tuple[tuple[str, ...], npt.NDArray[np.int32]]:
        """The folded strings that name themes, and for every theme hit the position of its own."""
        names = names_of(self.layout, "themes", "hit_terms")
        segments = self.layout.segments
        parts = [
            names.codes[s.segment][segments[s.segment].themes["hit_term"][s.first : s.stop]]
            for s in self.layout.spans("hit")
        ]
        return tuple(names.values.to_pylist()), _stacked(parts, np.int32)

    # ----------------------------------------------------------------- places

    @cached_property
    def first_sentences(self) -> Ints:
        """Row of the first sentence of each document, and the number of sentences at the end."""
        sizes = np.zeros(self.layout.n_documents, dtype=np.int64)
        for segment, rows in zip(self.layout.segments, self.layout.document_rows, strict=True):
            sizes[rows[rows >= 0]] = np.diff(segment.sentence_firsts)[rows >= 0]
        return np.concatenate([[0], np.cumsum(sizes)])

    def sentences_at(self, docs: npt.ArrayLike, starts: npt.ArrayLike) -> Ints:
        """Return the row of the sentence that holds each place.

        Parameters
        ----------
        docs, starts
            Document rows and offsets, shape ``(n,)``.
        """
        given = np.asarray(docs, dtype=np.int64)
        segments, rows = (column[given] for column in self.layout.places)
        found = np.zeros(len(given), dtype=np.int64)
        for number in np.unique(segments).tolist():
            here = np.flatnonzero(segments == number)
            segment = self.layout.segments[number]
            places = segment.texts["firsts"][rows[here]] + np.asarray(starts)[here]
            found[here] = self.layout.sentence_rows[number][segment.sentences_at(places)]
        return found

    def _place(self, doc: int) -> tuple[Segment, int]:
        segments, rows = self.layout.places
        segment = self.layout.segments[int(segments[doc])]
        return segment, int(segment.texts["firsts"][int(rows[doc])])

    @cached_property
    def _fields(self) -> Any:  # noqa: ANN401 - a cached function
        return lru_cache(maxsize=None)(self._read_field)

    def _read_field(self, name: str) -> Objects:
        if name in texts.PLAIN or name in texts.METADATA:
            return plain_field(self.layout, name)
        if name in self.extra_fields:
            return np.asarray([extra.get(name) for extra in self._extras.tolist()], dtype=object)
        raise KeyError(name)

    @cached_property
    def _extras(self) -> Objects:
        columns = [texts.extras(segment.texts) for segment in self.layout.segments]
        values = [columns[s.segment][s.first : s.stop] for s in self.layout.documents]
        extras = np.empty(len(self.documents), dtype=object)
        extras[:] = [value for part in values for value in part]
        return extras


def whole(segments: Sequence[Segment]) -> Layout:
    """Return the layout of segments one behind the other, nothing removed."""
    pieces = [Piece(number, 0, segment.n_documents) for number, segment in enumerate(segments)]
    return Layout(segments, pieces)


def _organisations(segment: Segment) -> Iterator[Organisation]:
    names = segment.names
    aliases = known_strings(names, "aliases")
    firsts = names["alias_firsts"].tolist()
    columns = (unpack_strings(names, name) for name in ("canonical", "short", "kind", "parent"))
    for row, (canonical, short, kind, parent) in enumerate(zip(*columns, strict=True)):
        forms = tuple(aliases[firsts[row] : firsts[row + 1]])
        yield Organisation(canonical or "", short or "", kind or "", forms, parent)


def _stacked(parts: Sequence[npt.NDArray[Any]], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype=dtype), *parts]) if len(parts) != 1 else parts[0]
