"""A whole document to be read: paragraphs with their sentences, owners and marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.corpus.corpus import Corpus
from analysis.tables.hits import Focus, focus_marks
from analysis.tables.marks import Mark, marks_of_span


class ReaderSentence(NamedTuple):
    """One sentence, offsets relative to its paragraph, and whose it is."""

    row: int
    start: int
    end: int
    organisation: str | None
    short: str
    reason: str
    confidence: str


@dataclass(frozen=True)
class ReaderParagraph:
    """One paragraph as the document writes it; plain values that can be sent to a page.

    ``start`` and ``end`` are offsets of the document; those of sentences and marks count from
    ``start``.
    """

    paragraph: int
    start: int
    end: int
    text: str
    simplified: str
    """The text in simplified characters where it differs, else empty."""
    sentences: tuple[ReaderSentence, ...]
    marks: tuple[Mark, ...]


def reader_paragraphs(
    corpus: Corpus, doc: int, focus: Focus | None = None
) -> list[ReaderParagraph]:
    """Return the paragraphs of a document in order, with everything that is marked in them.

    Parameters
    ----------
    doc
        Row of the document.

    Raises
    ------
    UnknownNameError
        No such theme or organisation as the focus names.
    """
    first, last = corpus.first_sentences[doc : doc + 2].tolist()
    numbers = corpus.sentences["paragraph"].to_numpy()[first:last]
    breaks = np.flatnonzero(np.diff(numbers)) + 1
    marks = [] if focus is None else focus_marks(corpus, doc, focus)
    parts = np.split(np.arange(first, last), breaks) if last > first else []
    return [_paragraph(corpus, doc, (int(rows[0]), int(rows[-1]) + 1), marks) for rows in parts]


def _paragraph(
    corpus: Corpus, doc: int, rows: tuple[int, int], focus: list[Mark]
) -> ReaderParagraph:
    frame = corpus.sentences
    start = int(frame["start"].to_numpy()[rows[0]])
    end = int(frame["end"].to_numpy()[rows[1] - 1])
    document = corpus.documents[doc]
    text, simplified = document.text[start:end], document.simplified[start:end]
    return ReaderParagraph(
        paragraph=int(frame["paragraph"].to_numpy()[rows[0]]),
        start=start,
        end=end,
        text=text,
        simplified="" if simplified == text else simplified,
        sentences=_sentences(corpus, rows, start),
        marks=tuple(marks_of_span(corpus, doc, (start, end), focus)),
    )


def _sentences(corpus: Corpus, rows: tuple[int, int], origin: int) -> tuple[ReaderSentence, ...]:
    columns = zip(
        *(corpus.sentences[name].iloc[rows[0] : rows[1]].tolist() for name in _COLUMNS), strict=True
    )
    sentences = []
    for row, (start, end, owner, reason, confidence) in enumerate(columns, start=rows[0]):
        found = corpus.organisations[owner] if owner >= 0 else None
        name, short = (found.canonical, found.short) if found else (None, "")
        sentences.append(
            ReaderSentence(row, start - origin, end - origin, name, short, reason, confidence)
        )
    return tuple(sentences)


_COLUMNS = ("start", "end", "organisation", "reason", "confidence")
