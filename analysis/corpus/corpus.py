"""The corpus: documents and annotations as columns, and the way from a place to its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.index import StringIndex
from analysis.schema import Document, Organisation, Settings, Theme

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Corpus:
    """Any number of annotated documents. Built by ``corpus.build``; never changed afterwards.

    The frames have the columns of ``schema.SENTENCES``, ``TOKENS``, ``MENTIONS``, ``CORPUS_FACTS``
    and ``THEME_HITS``, rows in text order, a plain ``RangeIndex``; row numbers are the codes that
    other frames use.
    """

    corpus_id: str
    documents: tuple[Document, ...]
    duplicate_of: tuple[int, ...]
    """For each document the row of the one it repeats, or -1."""
    near_copy_of: tuple[int, ...]
    """For each document the row of the one it nearly repeats, or -1; near-copies are counted."""
    organisations: tuple[Organisation, ...]
    """Canonical, each once over all documents; ``aliases`` are the forms found in them."""
    main_organisations: tuple[tuple[int, ...], ...]
    """For each document the organisations it is chiefly about, chief first."""
    themes: tuple[Theme, ...]
    terms: tuple[str, ...]
    """The vocabulary: what ``tokens.term`` codes, in folded characters."""
    tags: tuple[str, ...]
    """What ``tokens.tag`` codes: parts of speech in jieba's letters."""
    sentences: pd.DataFrame
    tokens: pd.DataFrame
    mentions: pd.DataFrame
    facts: pd.DataFrame
    theme_hits: pd.DataFrame
    settings: Settings

    @cached_property
    def term_codes(self) -> dict[str, int]:
        """Code of each term of the vocabulary."""
        return {term: code for code, term in enumerate(self.terms)}

    @cached_property
    def document_rows(self) -> dict[str, int]:
        """Row of each document by its name."""
        return {document.name: row for row, document in enumerate(self.documents)}

    @cached_property
    def organisation_rows(self) -> dict[str, int]:
        """Row of each organisation by its canonical name."""
        return {organisation.canonical: row for row, organisation in enumerate(self.organisations)}

    @cached_property
    def strings(self) -> StringIndex:
        """Where strings stand in the folded texts, as words or not."""
        return StringIndex(self)

    @cached_property
    def theme_hit_terms(self) -> tuple[tuple[str, ...], Ints]:
        """The folded strings that name themes, and for every theme hit the position of its own."""
        codes: dict[str, int] = {}
        columns = (self.theme_hits[name].to_numpy().tolist() for name in ("doc", "start", "end"))
        rows = [
            codes.setdefault(self.documents[doc].folded[start:end], len(codes))
            for doc, start, end in zip(*columns, strict=True)
        ]
        return tuple(codes), np.asarray(rows, dtype=np.int64)

    @cached_property
    def first_sentences(self) -> Ints:
        """Row of the first sentence of each document, and the number of sentences at the end."""
        docs = self.sentences["doc"].to_numpy()
        return np.searchsorted(docs, np.arange(len(self.documents) + 1)).astype(np.int64)

    def sentences_at(self, docs: npt.ArrayLike, starts: npt.ArrayLike) -> Ints:
        """Return the row of the sentence that holds each place.

        Parameters
        ----------
        docs, starts
            Document rows and offsets, shape ``(n,)``.
        """
        places = np.asarray(docs, dtype=np.int64) << 32 | np.asarray(starts, dtype=np.int64)
        return np.searchsorted(self._sentence_places, places, side="right").astype(np.int64) - 1

    @cached_property
    def _sentence_places(self) -> Ints:
        docs = self.sentences["doc"].to_numpy(dtype=np.int64)
        starts = self.sentences["start"].to_numpy(dtype=np.int64)
        places: Ints = docs << 32 | starts
        return places
