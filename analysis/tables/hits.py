"""Places of a term, theme or organisation, and the sentences they stand in, with marks.

Every count on screen leads here: as many rows as the count says, each with its place in the text.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.fields import document_strings
from analysis.corpus.segments import texts
from analysis.corpus.select import Mask
from analysis.errors import UnknownNameError
from analysis.ingest.fold import fold
from analysis.schema import HITS, POSITIONS
from analysis.tables.labels import document_names, organisation_names, owners, paragraphs
from analysis.tables.marks import Mark, Span, marks_of_span, named_places, settle
from analysis.tables.stretches import Stretches, as_hits, count, of_rows, of_string


class Focus(NamedTuple):
    """What is looked for: a string, the key of a theme, or the canonical name of a body."""

    kind: Literal["term", "theme", "organisation"]
    value: str


class Places(NamedTuple):
    """How many hits, in how many sentences and documents."""

    places: int
    sentences: int
    documents: int


@dataclass(frozen=True)
class SentenceCard:
    """One sentence with where it stands, whose it is, and marks relative to its text."""

    row: int
    doc: str
    title: str | None
    paragraph: int
    start: int
    end: int
    organisation: str | None
    reason: str
    confidence: str
    text: str
    simplified: str
    """The text in simplified characters where it differs, else empty."""
    places: int
    marks: tuple[Mark, ...]


def hits(corpus: Corpus, mask: Mask, focus: Focus) -> pd.DataFrame:
    """Find every place of ``focus`` in the sentences of ``mask``.

    A term is looked for in the folded text, so that simplified finds traditional and full width
    finds half width; hits do not overlap and are as many as ``str.count`` gives. A hit belongs to
    the sentence it begins in.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.HITS``, in text order.

    Raises
    ------
    UnknownNameError
        No such theme or organisation.
    """
    return as_hits(corpus, find(corpus, mask, focus))


def find(corpus: Corpus, mask: Mask, focus: Focus) -> Iterator[Stretches]:
    """Yield what ``hits`` finds, segment by segment and without a table.

    Raises
    ------
    UnknownNameError
        No such theme or organisation.
    """
    if focus.kind == "term":
        return of_string(corpus, mask, fold(focus.value).strip())
    if focus.kind == "theme":
        return of_rows(corpus, mask, "hit", _theme_row(corpus, focus.value))
    return of_rows(corpus, mask, "mention", organisation_row(corpus, focus.value))


def count_hits(corpus: Corpus, mask: Mask, focus: Focus) -> Places:
    """Count the places of a focus, their sentences and their documents, without a table.

    Raises
    ------
    UnknownNameError
        No such theme or organisation.
    """
    return Places(*count(corpus, find(corpus, mask, focus)))


def count_places(found: pd.DataFrame) -> Places:
    """Count the hits of a table like ``schema.HITS``, their sentences and their documents."""
    return Places(len(found), _different(found["sentence"]), _different(found["doc"]))


def _different(rows: pd.Series) -> int:
    numbers = rows.to_numpy()
    seen = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=bool)
    seen[numbers] = True
    return int(np.count_nonzero(seen))


def sentence_hits(corpus: Corpus, mask: Mask) -> pd.DataFrame:
    """Return the sentences of ``mask`` themselves as rows of ``schema.HITS``, without a mark."""
    rows = np.flatnonzero(mask)
    starts = corpus.sentences.values("start")[rows]
    docs = corpus.sentences.values("doc")[rows]
    return HITS.frame({"doc": docs, "sentence": rows, "start": starts, "end": starts})


def sentence_cards(
    corpus: Corpus, found: pd.DataFrame, *, offset: int = 0, limit: int = 12
) -> list[SentenceCard]:
    """Return the sentences that hold the hits, in text order, each once.

    Parameters
    ----------
    found
        A table with the columns of ``schema.HITS``; its rows become the marks ``focus``.
    offset, limit
        Which sentences of all of them, counted from 0.
    """
    of_hits = found["sentence"].to_numpy()
    seen = np.zeros(len(corpus.sentences), dtype=bool)
    seen[of_hits] = True
    sentences = np.flatnonzero(seen)[offset : offset + limit]
    of_page = found[np.isin(of_hits, sentences)]
    spans: dict[int, list[Span]] = {int(row): [] for row in sentences}
    for sentence, start, end in of_page[["sentence", "start", "end"]].to_numpy().tolist():
        spans[sentence].append((start, end))
    rows = corpus.sentences.take(sentences).assign(row=sentences).to_dict("records")
    return [_card(corpus, row, places) for row, places in zip(rows, spans.values(), strict=True)]


def marks_in(
    corpus: Corpus, doc: int, start: int, end: int, focus: Focus | None = None
) -> list[Mark]:
    """Return what is to be marked between two offsets of a document, relative to ``start``.

    Of overlapping marks of one kind the longest stays; different kinds may nest.
    """
    marks = [] if focus is None else focus_marks(corpus, doc, focus)
    return settle([*marks, *marks_of_span(corpus, doc, (start, end))], (start, end))


def focus_marks(corpus: Corpus, doc: int, focus: Focus) -> list[Mark]:
    """Return the hits of a focus in one document, as ``hits`` finds them, in its offsets."""
    if focus.kind == "term":
        size = int(corpus.document_lengths[doc])
        places = _string_places(corpus.folded(doc, 0, size), fold(focus.value).strip())
        return [Mark(start, end, "focus", focus.value) for start, end in places]
    if focus.kind == "theme":
        row = _theme_row(corpus, focus.value)
        label, named = corpus.themes[row].label, named_places(corpus, doc, "hit", row)
    else:
        row = organisation_row(corpus, focus.value)
        label, named = focus.value, named_places(corpus, doc, "mention", row)
    return [Mark(start, end, "focus", label) for start, end in named]


def positions(corpus: Corpus, mask: Mask, focus: Focus) -> pd.DataFrame:
    """Return where in its document each hit stands, for a strip per document.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.POSITIONS``, in text order; ``share`` is the offset divided by the
        length of the document's text.
    """
    found = hits(corpus, mask, focus)
    docs, starts = found["doc"].to_numpy(), found["start"].to_numpy()
    sentences = found["sentence"].to_numpy()
    sizes = corpus.document_lengths[docs]
    return POSITIONS.frame(
        {
            "doc": document_names(corpus, docs),
            "start": starts,
            "end": found["end"].to_numpy(),
            "length": sizes,
            "share": starts / np.maximum(sizes, 1),
            "paragraph": paragraphs(corpus, sentences),
            "organisation": organisation_names(corpus, owners(corpus, sentences)),
        }
    )


def _string_places(text: str, term: str) -> list[Span]:
    places: list[Span] = []
    at = text.find(term) if term else -1
    while at >= 0:
        places.append((at, at + len(term)))
        at = text.find(term, at + len(term))
    return places


def _card(corpus: Corpus, sentence: Mapping[Hashable, Any], places: list[Span]) -> SentenceCard:
    doc, start, end = sentence["doc"], sentence["start"], sentence["end"]
    number, local = (int(column[doc]) for column in corpus.layout.places)
    arrays = corpus.layout.segments[number].texts
    first = int(arrays["firsts"][local])
    text, simplified = (
        read(arrays, first + start, first + end) for read in (texts.written, texts.simplified)
    )
    rows = np.asarray([doc])
    (name,), (title,) = (document_strings(corpus, field, rows) for field in ("name", "title"))
    focus = [Mark(a, b, "focus", "") for a, b in places if b > a]
    marks = [*focus, *marks_of_span(corpus, doc, (start, end))]
    return SentenceCard(
        row=sentence["row"],
        doc=name,
        title=title,
        paragraph=sentence["paragraph"],
        start=start,
        end=end,
        organisation=corpus.organisation_names[sentence["organisation"]],
        reason=sentence["reason"],
        confidence=sentence["confidence"],
        text=text,
        simplified="" if simplified == text else simplified,
        places=len(focus),
        marks=tuple(settle(marks, (start, end))),
    )


def _theme_row(corpus: Corpus, key: str) -> int:
    keys = [theme.key for theme in corpus.themes]
    if key not in keys:
        message = f"没有名为“{key}”的主题；有：{'、'.join(keys)}"
        raise UnknownNameError(message, code="unknown_theme", name=key, choices=tuple(keys))
    return keys.index(key)


def organisation_row(corpus: Corpus, name: str) -> int:
    """Return the row of an organisation by its canonical name.

    Raises
    ------
    UnknownNameError
        The corpus has no such organisation.
    """
    rows = corpus.organisation_rows
    if name not in rows:
        message = f"没有名为“{name}”的机构；有：{'、'.join(list(rows)[:20])}"
        code = "unknown_organisation"
        raise UnknownNameError(message, code=code, name=name, choices=tuple(rows))
    return rows[name]
