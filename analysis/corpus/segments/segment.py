"""A segment: some documents of a corpus with all their layers as arrays, in rows of its own.

The arrays lie in memory or in mapped files; nobody changes them. What a corpus of many segments
needs besides are the rows and codes that local ones have there (``corpus.corpus``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.corpus.segments.arrays import Arrays, arrow_strings
from analysis.corpus.segments.batch import Batch
from analysis.corpus.segments.layers import pack_names, pack_themes, pack_words
from analysis.corpus.segments.occurrences import Foreign
from analysis.corpus.segments.ranks import rank
from analysis.corpus.segments.sums import pack_counts
from analysis.corpus.segments.texts import pack_texts

Rows = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Segment:
    """Documents with their layers; the modules that pack a layer say what its arrays hold."""

    texts: Arrays
    words: Arrays
    names: Arrays
    themes: Arrays
    counts: Arrays

    @property
    def n_documents(self) -> int:
        """Number of documents, removed ones among them."""
        return len(self.texts["firsts"]) - 1

    @property
    def n_sentences(self) -> int:
        """Number of sentences."""
        return len(self.words["sentence_doc"])

    @cached_property
    def terms(self) -> pa.LargeStringArray:
        """The words of the segment, by local code."""
        return arrow_strings(self.words, "terms")

    @cached_property
    def sentence_firsts(self) -> Ints:
        """First sentence of each document, and the end; shape ``(n_documents + 1,)``."""
        documents = np.arange(self.n_documents + 1, dtype=np.int32)
        return np.searchsorted(self.words["sentence_doc"], documents)

    @cached_property
    def letters(self) -> dict[int, int]:
        """Position of each different character in ``letters``."""
        return {letter: row for row, letter in enumerate(self.texts["letters"].tolist())}

    @cached_property
    def row_squares(self) -> npt.NDArray[np.float64]:
        """Sum of the squares of ``n_word`` over the words of each row of the counts."""
        counts = self.counts["column_counts"].astype(np.float64)
        rows, size = self.counts["column_rows"], len(self.counts["row_docs"])
        return np.bincount(rows, weights=counts * counts, minlength=size).astype(np.float64)

    def documents_at(self, places: npt.NDArray[Any]) -> Rows:
        """Return the document of each place."""
        docs = np.searchsorted(self.texts["firsts"], places, side="right") - 1
        return docs.astype(np.int32)

    def sentences_at(self, places: npt.NDArray[Any]) -> Rows:
        """Return the sentence that holds each place."""
        return rank(self.words, "sentence", places)

    def tokens_before(self, places: npt.NDArray[Any]) -> Rows:
        """Return the last token that begins at or before each place, -1 for none."""
        return rank(self.words, "token", places)


def pack(batch: Batch, foreign: Foreign | None = None) -> Segment:
    """Return a batch as a segment in memory.

    Parameters
    ----------
    foreign
        Words of other segments, whose strings are counted in this one too.
    """
    texts = pack_texts(batch.documents)
    words = pack_words(batch.words, texts)
    names = pack_names(batch.names, batch.words.sentences, texts)
    themes = pack_themes(batch.theme_hits, texts)
    foreign = Foreign(batch.words.terms) if foreign is None else foreign
    return Segment(texts, words, names, themes, pack_counts(texts, words, names, foreign))
