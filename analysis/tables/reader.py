"""A whole document to be read: paragraphs with their sentences, owners and marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

import numpy as np

from analysis.corpus.corpus import Corpus
from analysis.schema import Document
from analysis.tables.hits import Focus, focus_marks
from analysis.tables.marks import Mark, marks_of_span, settle, short_name


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
    size = int(corpus.document_lengths[doc])
    marks = [] if focus is None else focus_marks(corpus, doc, focus)
    marks += marks_of_span(corpus, doc, (0, size))
    marks.sort(key=attrgetter("start"))
    starts = [mark.start for mark in marks]
    paragraphs = []
    for paragraph, sentences in groupby(_sentences(corpus, doc), key=itemgetter(0)):
        found = [sentence for _, sentence in sentences]
        span = (found[0].start, found[-1].end)
        first, last = (bisect_left(starts, place) for place in span)
        settled = settle(marks[first:last], span)
        paragraphs.append(_paragraph(corpus.documents[doc], paragraph, found, settled))
    return paragraphs


def _paragraph(
    document: Document, paragraph: int, sentences: Sequence[ReaderSentence], marks: Sequence[Mark]
) -> ReaderParagraph:
    start, end = sentences[0].start, sentences[-1].end
    text, simplified = document.text[start:end], document.simplified[start:end]
    return ReaderParagraph(
        paragraph=paragraph,
        start=start,
        end=end,
        text=text,
        simplified="" if simplified == text else simplified,
        sentences=tuple(
            sentence._replace(start=sentence.start - start, end=sentence.end - start)
            for sentence in sentences
        ),
        marks=tuple(marks),
    )


def _sentences(corpus: Corpus, doc: int) -> Iterator[tuple[int, ReaderSentence]]:
    """Yield the paragraph and the sentence, in offsets of the document, of each in order."""
    first, last = corpus.first_sentences[doc : doc + 2].tolist()
    part = corpus.sentences.take(np.arange(first, last))
    columns = zip(*(part[name].tolist() for name in _COLUMNS), strict=True)
    owners = set(part["organisation"].tolist()) - {-1}
    shorts = {owner: short_name(corpus, owner) for owner in owners}
    for row, (paragraph, start, end, owner, reason, confidence) in enumerate(columns, start=first):
        name = corpus.organisation_names[owner]
        short = shorts.get(owner, "")
        yield paragraph, ReaderSentence(row, start, end, name, short, reason, confidence)


_COLUMNS = ("paragraph", "start", "end", "organisation", "reason", "confidence")
