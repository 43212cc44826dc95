"""Passages that stand in more than one document, copied text told from stock formulas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask, select
from analysis.schema import SHARED
from analysis.tables.runs import Grams, Ints, find_runs, keep_inside, number_strings

MIN_LENGTH = 8
"""Characters of the shortest passage that is told about."""
COPY_LENGTH = 20
"""Characters from which on a passage is copied if only two documents have it: texts that have
nothing to do with each other agree in shorter ones all the time."""
FORMULA_DOCUMENTS = 3
"""From so many documents on, a passage of up to ``FORMULA_LENGTH`` characters is a set phrase."""
FORMULA_LENGTH = 40
"""What is longer is copied, however often it stands."""


class _Passage(NamedTuple):
    """A text that two documents share, and its first place in both."""

    text: str
    doc_a: int
    start_a: int
    doc_b: int
    start_b: int


def shared_passages(corpus: Corpus, mask: Mask, *, min_length: int = MIN_LENGTH) -> pd.DataFrame:
    """List the passages that two documents have in common, each as long as they agree.

    Passages are runs of the folded text inside one paragraph, without punctuation at either end.
    A passage is listed once for each pair of documents, at its first place in both, unless it is
    part of a longer one of that pair; a stock formula is listed once in all. Where a string has
    many places, pairs of neighbouring documents stand for all pairs (``runs.MANY_PLACES``).

    Parameters
    ----------
    min_length
        Least number of characters, punctuation inside the passage among them.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.SHARED``: copied passages first, then the longest, ties by text and
        documents. ``documents`` counts all documents of the corpus that have the passage;
        ``formula`` is true below ``COPY_LENGTH`` characters, and up to ``FORMULA_LENGTH`` in
        ``FORMULA_DOCUMENTS`` or more documents. ``text`` is that of the first document.
    """
    grams = number_strings(corpus, select(corpus) | mask, min_length)
    holders = _Holders(corpus, grams)
    counts: dict[str, int] = {}
    kept: list[_Passage] = []
    for passage in _longest(_passages(corpus, mask, grams)):
        again = passage.text in counts
        n = counts.setdefault(passage.text, 0) or holders.count(passage)
        counts[passage.text] = n
        if not (again and _is_formula(passage.text, n)):
            kept.append(passage)
    kept.sort(key=lambda p: (_is_formula(p.text, counts[p.text]), -len(p.text), *p))
    return SHARED.rows([_row(corpus, passage, counts[passage.text]) for passage in kept])


def _row(corpus: Corpus, passage: _Passage, documents: int) -> dict[str, object]:
    document = corpus.documents[passage.doc_a]
    length = len(passage.text)
    return {
        "text": document.text[passage.start_a : passage.start_a + length],
        "length": length,
        "doc_a": document.name,
        "start_a": passage.start_a,
        "doc_b": corpus.documents[passage.doc_b].name,
        "start_b": passage.start_b,
        "documents": documents,
        "formula": _is_formula(passage.text, documents),
    }


class _Holders:
    """Which documents hold a passage, looked up by the rarest of its strings."""

    def __init__(self, corpus: Corpus, grams: Grams) -> None:
        self._corpus = corpus
        self._grams = grams
        given = np.flatnonzero(grams.numbers >= 0)
        self._places = given[np.argsort(grams.numbers[given], kind="stable")]
        self._firsts = np.concatenate([[0], np.cumsum(np.bincount(grams.numbers[given]))])

    def count(self, passage: _Passage) -> int:
        """Count the documents that hold a passage."""
        place = self._place(passage)
        numbers = self._grams.numbers[place : place + len(passage.text) - self._grams.length + 1]
        often = self._firsts[numbers + 1] - self._firsts[numbers]
        rarest = int(np.argmin(often))
        first, last = self._firsts[numbers[rarest]], self._firsts[numbers[rarest] + 1]
        found = self._places[first:last] - rarest
        found = found[found >= 0]
        documents, offsets = self._grams.documents[found], self._grams.offsets[found]
        return len(
            {
                document
                for document, offset in zip(documents.tolist(), offsets.tolist(), strict=True)
                if self._corpus.documents[document].folded.startswith(passage.text, offset)
            }
        )

    def _place(self, passage: _Passage) -> int:
        first = np.searchsorted(self._grams.documents, passage.doc_a)
        last = np.searchsorted(self._grams.documents, passage.doc_a, side="right")
        offsets = self._grams.offsets[first:last]
        return int(first + np.searchsorted(offsets, passage.start_a))


def _passages(corpus: Corpus, mask: Mask, grams: Grams) -> Iterable[_Passage]:
    """Yield the runs inside ``mask`` without punctuation at their ends, where long enough."""
    sentences = np.flatnonzero(mask[_sentences_of(corpus, grams)])
    kept = np.zeros(len(grams.numbers), dtype=bool)
    kept[sentences] = True
    runs = find_runs(keep_inside(grams, kept))
    for first, second, length in zip(*(column.tolist() for column in runs), strict=True):
        doc_a, doc_b = int(grams.documents[first]), int(grams.documents[second])
        start_a, start_b = int(grams.offsets[first]), int(grams.offsets[second])
        text = corpus.documents[doc_a].folded[start_a : start_a + length]
        begin = next((i for i, sign in enumerate(text) if sign.isalnum()), length)
        end = next((i for i in range(length, 0, -1) if text[i - 1].isalnum()), 0)
        if end - begin >= grams.length:
            yield _Passage(text[begin:end], doc_a, start_a + begin, doc_b, start_b + begin)


def _sentences_of(corpus: Corpus, grams: Grams) -> Ints:
    return corpus.sentences_at(grams.documents, grams.offsets)


def _longest(passages: Iterable[_Passage]) -> list[_Passage]:
    """Return each text once for its pair of documents, without those inside a longer one."""
    pairs: dict[tuple[int, int], list[_Passage]] = {}
    for passage in passages:
        pairs.setdefault((passage.doc_a, passage.doc_b), []).append(passage)
    kept: list[_Passage] = []
    for _, found in sorted(pairs.items()):
        found.sort(key=lambda passage: (-len(passage.text), passage.start_a, passage.start_b))
        longer = ""
        for passage in found:
            if passage.text not in longer:
                kept.append(passage)
                longer += "\n" + passage.text
    return kept


def _is_formula(text: str, documents: int) -> bool:
    if len(text) < COPY_LENGTH:
        return True
    return len(text) <= FORMULA_LENGTH and documents >= FORMULA_DOCUMENTS
