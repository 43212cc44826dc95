"""Where corrections are made: the document, sentence or number that somebody points at."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.renaming import documented_in, targets
from analysis.errors import AnalysisError, UnknownNameError
from analysis.schema import FIGURE, REJECTED, Anchor, FieldValue

AROUND = 12
"""Characters that are kept on either side of a place, so that it is found again."""
LONGEST_MARK = 100
"""Characters of a marked figure at most."""
COPIED = ("value", "high", "bound", "unit", "noun", "status", "date")
"""Fields that a figure has in common with the numbers of a corpus."""


class Number(NamedTuple):
    """A number of a document as it is now."""

    start: int
    end: int
    kind: str
    fields: dict[str, FieldValue]


def document_row(corpus: Corpus, doc: str) -> int:
    """Return the row of a document; raises ``UnknownNameError`` where there is none."""
    row = corpus.document_rows.get(doc)
    if row is None:
        message = f"语料库里没有“{doc}”这篇文档。"
        choices = tuple(corpus.document_rows)
        raise UnknownNameError(message, code="unknown_document", name=doc, choices=choices)
    return row


def organisation_row(corpus: Corpus, name: str) -> int:
    """Return the row of an organisation; raises ``UnknownNameError`` where there is none."""
    row = corpus.organisation_rows.get(name)
    if row is None:
        names = tuple(corpus.organisation_rows)
        message = f"没有名为“{name}”的机构；有：{'、'.join(names[:20])}"
        raise UnknownNameError(message, code="unknown_organisation", name=name, choices=names)
    return row


def documented_name(corpus: Corpus, name: FieldValue) -> str | None:
    """Return what the documents call the organisation that is called so by now.

    A name that no organisation has stays as it is.
    """
    if name is None:
        return None
    called = targets(corpus.corrections)
    bearers = [other for other, target in called.items() if target.canonical == name]
    known = documented_in(corpus.layout.segments) if bearers else set()
    stays = name in known and (name in bearers or name not in called)
    return str(name) if stays else next((other for other in bearers if other in known), str(name))


def figure_at(corpus: Corpus, doc: str, start: int) -> Number:
    """Return the figure, or rejected number, that begins at a place.

    Raises
    ------
    UnknownNameError
        There is no such document, or no such number.
    """
    for number in numbers_in(corpus, doc, start, start + 1):
        if number.start == start and number.kind in {FIGURE, REJECTED}:
            return number
    message = f"文档“{doc}”的第 {start} 个字处没有数字。"
    raise UnknownNameError(message, code="unknown_figure", name=doc, start=start)


def rows_in(corpus: Corpus, row: int, start: int, end: int) -> npt.NDArray[np.int64]:
    """Return the rows of ``corpus.facts`` that share a character with a stretch of a document."""
    docs = corpus.facts.values("doc")
    first, stop = np.searchsorted(docs, np.asarray([row, row + 1], dtype=docs.dtype))
    rows = np.arange(first, stop)
    starts, ends = (corpus.facts.values(name)[rows] for name in ("start", "end"))
    return rows[(starts < end) & (ends > start)]


def numbers_in(corpus: Corpus, doc: str, start: int, end: int) -> list[Number]:
    """Return the numbers of a document that share a character with a stretch."""
    part = corpus.facts.take(rows_in(corpus, document_row(corpus, doc), start, end))
    known = part.astype(object).where(part.notna(), None)
    return [
        Number(
            int(row["start"]),
            int(row["end"]),
            str(row["kind"]),
            {
                **{name: row[name] for name in COPIED},
                "organisation": corpus.organisation_names[int(row["organisation"])],
            },
        )
        for row in known.to_dict("records")
    ]


def marked(corpus: Corpus, doc: str, start: int, end: int) -> tuple[int, int]:
    """Return a marked stretch without the blanks at its ends.

    Raises
    ------
    AnalysisError
        It is empty, too long or in several paragraphs.
    UnknownNameError
        There is no such document.
    """
    text = corpus.documents[document_row(corpus, doc)].text
    start, end = max(0, start), min(end, len(text))
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words or "\n" in words or len(words) > LONGEST_MARK:
        message = f"请在一段里标出一个数字，不超过 {LONGEST_MARK} 个字。"
        raise AnalysisError(message, code="correction_span", most=LONGEST_MARK)
    return start, start + len(words)


def anchor(corpus: Corpus, doc: str, start: int, end: int) -> Anchor:
    """Return a stretch of a document with what stands around it."""
    document = corpus.documents[corpus.document_rows[doc]]
    text = document.text
    return Anchor(
        document.doc_id,
        doc,
        start,
        text[start:end],
        text[max(0, start - AROUND) : start],
        text[end : end + AROUND],
    )
