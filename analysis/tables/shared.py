"""Passages that stand in more than one document, copied text told from stock formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.strings import find_overlapping
from analysis.corpus.select import Mask, select
from analysis.errors import AnalysisError
from analysis.schema import SHARED
from analysis.tables.runs import Grams, find_runs, number_strings

MIN_LENGTH = 8
"""Characters of the shortest passage that is told about."""
COPY_LENGTH = 20
"""Characters from which on a passage is copied if only two documents have it: texts that have
nothing to do with each other agree in shorter ones all the time."""
FORMULA_DOCUMENTS = 3
"""From so many documents on, a passage of up to ``FORMULA_LENGTH`` characters is a set phrase."""
FORMULA_LENGTH = 40
"""What is longer is copied, however often it stands."""
MAX_CHARACTERS = 2_000_000
"""In so many characters passages are looked for, some seconds long; not in more."""


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

    Raises
    ------
    AnalysisError
        The sentences have more than ``MAX_CHARACTERS`` characters.
    """
    check_size(corpus, mask)
    passages = _longest(_passages(corpus, number_strings(corpus, mask, min_length)))
    texts = list(dict.fromkeys(passage.text for passage in passages))
    counts = _count_holders(corpus, select(corpus) | mask, texts)
    told: set[str] = set()
    kept: list[_Passage] = []
    for passage in passages:
        again = passage.text in told
        told.add(passage.text)
        if not (again and _is_formula(passage.text, counts[passage.text])):
            kept.append(passage)
    kept.sort(key=lambda p: (_is_formula(p.text, counts[p.text]), -len(p.text), *p))
    return SHARED.rows([_row(corpus, passage, counts[passage.text]) for passage in kept])


def check_size(corpus: Corpus, mask: Mask) -> None:
    """Refuse a subset whose passages would take too long to find.

    Raises
    ------
    AnalysisError
        Its sentences have more than ``MAX_CHARACTERS`` characters.
    """
    n = int(corpus.sentences.values("characters")[mask].sum())
    if n > MAX_CHARACTERS:
        limit = MAX_CHARACTERS // 10_000
        message = f"共有语句一次最多在 {limit} 万字里查找，现在有 {n // 10_000} 万字；请缩小范围"
        most = MAX_CHARACTERS
        raise AnalysisError(message, code="too_many_characters", limit=most, characters=n)


def _row(corpus: Corpus, passage: _Passage, documents: int) -> dict[str, object]:
    length = len(passage.text)
    return {
        "text": corpus.written(passage.doc_a, passage.start_a, passage.start_a + length),
        "length": length,
        "doc_a": corpus.document_names[passage.doc_a],
        "start_a": passage.start_a,
        "doc_b": corpus.document_names[passage.doc_b],
        "start_b": passage.start_b,
        "documents": documents,
        "formula": _is_formula(passage.text, documents),
    }


def _count_holders(corpus: Corpus, mask: Mask, texts: Sequence[str]) -> dict[str, int]:
    """Count for each passage the documents that have it in a sentence of a mask."""
    counts = dict.fromkeys(texts, 0)
    for _, segment, inside in corpus.layout.local(mask):
        for text in texts:
            places = find_overlapping(segment.texts, text)
            if len(places):
                sentences = segment.sentences_at(places)
                docs = segment.words["sentence_doc"][sentences[inside[sentences]]]
                counts[text] += len(np.unique(docs))
    return counts


def _passages(corpus: Corpus, grams: Grams) -> Iterable[_Passage]:
    """Yield the runs without punctuation at their ends, where long enough."""
    runs = find_runs(grams)
    for first, second, length in zip(*(column.tolist() for column in runs), strict=True):
        doc_a, doc_b = int(grams.documents[first]), int(grams.documents[second])
        start_a, start_b = int(grams.offsets[first]), int(grams.offsets[second])
        text = corpus.folded(doc_a, start_a, start_a + length)
        begin = next((i for i, sign in enumerate(text) if sign.isalnum()), length)
        end = next((i for i in range(length, 0, -1) if text[i - 1].isalnum()), 0)
        if end - begin >= grams.length:
            yield _Passage(text[begin:end], doc_a, start_a + begin, doc_b, start_b + begin)


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
