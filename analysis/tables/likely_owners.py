"""Whom a number or a sentence may belong to: the organisations that are near it, nearest first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.corpus.corpus import Corpus, Ints
from analysis.tables.labels import organisation_names

BACK = 12
"""Sentences before it that are looked at."""


def likely_owners(corpus: Corpus, document: str, start: int, *, limit: int = 6) -> tuple[str, ...]:
    """Return the organisations that what stands at a place may belong to, the likeliest first.

    Those named in its sentence, the last before the place first; whom the sentence is about; those
    of the sentences before it, nearest first; whom the document is chiefly about; those that it
    names most often.

    Parameters
    ----------
    document, start
        Name of the document, and offset in its text.

    Returns
    -------
    tuple
        Canonical names, at most ``limit``, each once; none where there is no such document.
    """
    doc = corpus.document_rows.get(document)
    if doc is None:
        return ()
    found: dict[int, None] = {}
    for rows in _rounds(corpus, doc, start):
        found |= dict.fromkeys(row for row in rows if row >= 0)
        if len(found) >= limit:
            break
    names = organisation_names(corpus, np.asarray(list(found)[:limit], dtype=np.int64))
    return tuple(names.tolist())


def _rounds(corpus: Corpus, doc: int, start: int) -> Iterator[list[int]]:
    sentence = int(corpus.sentences_at([doc], [start])[0])
    owners = corpus.sentences.values("organisation")
    named = _mentions(corpus, sentence)
    places = corpus.mentions.values("start")[named]
    bodies = corpus.mentions.values("organisation")[named]
    yield bodies[places < start][::-1].tolist()
    yield bodies[places >= start].tolist()
    yield [int(owners[sentence])]
    first = max(int(corpus.first_sentences[doc]), sentence - BACK)
    for before in range(sentence - 1, first - 1, -1):
        yield _named(corpus, before)[::-1]
        yield [int(owners[before])]
    chiefs = corpus.by_document.chiefs
    yield chiefs.organisations[chiefs.docs == doc].tolist()
    n = np.bincount(_named_in_document(corpus, doc), minlength=1)
    yield [row for row in np.argsort(-n, kind="stable").tolist() if n[row]]


def _named(corpus: Corpus, sentence: int) -> list[int]:
    rows = _mentions(corpus, sentence)
    found: list[int] = corpus.mentions.values("organisation")[rows].tolist()
    return found


def _mentions(corpus: Corpus, sentence: int) -> slice:
    """Return which mentions stand in a sentence; they are in the order of the text."""
    column = corpus.mentions.values("sentence")
    wanted = np.asarray([sentence, sentence + 1], dtype=column.dtype)
    first, last = np.searchsorted(column, wanted).tolist()
    return slice(first, last)


def _named_in_document(corpus: Corpus, doc: int) -> Ints:
    column = corpus.mentions.values("doc")
    first, last = np.searchsorted(column, np.asarray([doc, doc + 1], dtype=column.dtype)).tolist()
    named: Ints = corpus.mentions.values("organisation")[first:last].astype(np.int64)
    return named
