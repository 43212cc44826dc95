"""Places of a term, theme or organisation, and the sentences they stand in, with marks.

Every count on screen leads here: as many rows as the count says, each with its place in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.search import find_string
from analysis.corpus.select import Mask
from analysis.errors import UnknownNameError
from analysis.ingest.fold import fold
from analysis.schema import HITS, POSITIONS
from analysis.tables.labels import document_names, organisation_names, owners, paragraphs
from analysis.tables.marks import Mark, Span, marks_of_span, rows_of_span, settle


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
    if focus.kind == "term":
        places = _term_places(corpus, focus.value)
    elif focus.kind == "theme":
        row = _theme_row(corpus, focus.value)
        places = corpus.theme_hits.take(corpus.theme_hits.values("theme") == row)
    else:
        row = organisation_row(corpus, focus.value)
        places = corpus.mentions.take(corpus.mentions.values("organisation") == row)
    kept = places[mask[places["sentence"].to_numpy()]]
    return HITS.frame({name: kept[name].to_numpy() for name in HITS.names})


def count_places(found: pd.DataFrame) -> Places:
    """Count the hits of a table like ``schema.HITS``, their sentences and their documents."""
    return Places(len(found), found["sentence"].nunique(), found["doc"].nunique())


def sentence_hits(corpus: Corpus, mask: Mask) -> pd.DataFrame:
    """Return the sentences of ``mask`` themselves as rows of ``schema.HITS``, without a mark."""
    kept = corpus.sentences.take(mask)
    starts = kept["start"].to_numpy()
    return HITS.frame(
        {"doc": kept["doc"].to_numpy(), "sentence": np.flatnonzero(mask), "start": starts}
        | {"end": starts}
    )


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
    sentences = np.unique(found["sentence"].to_numpy())[offset : offset + limit]
    of_page = found[np.isin(found["sentence"].to_numpy(), sentences)]
    spans: dict[int, list[Span]] = {int(row): [] for row in sentences}
    for sentence, start, end in of_page[["sentence", "start", "end"]].to_numpy().tolist():
        spans[sentence].append((start, end))
    return [_card(corpus, row, places) for row, places in spans.items()]


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
        places = _string_places(corpus.documents[doc].folded, fold(focus.value).strip())
        return [Mark(start, end, "focus", focus.value) for start, end in places]
    if focus.kind == "theme":
        frame, row = corpus.theme_hits, _theme_row(corpus, focus.value)
        label = corpus.themes[row].label
    else:
        frame, row = corpus.mentions, organisation_row(corpus, focus.value)
        label = focus.value
    rows = rows_of_span(frame, doc, (0, len(corpus.documents[doc].text)))
    rows = rows[frame[focus.kind].to_numpy()[rows] == row]
    starts, ends = (frame[name].to_numpy()[rows].tolist() for name in ("start", "end"))
    return [Mark(a, b, "focus", label) for a, b in zip(starts, ends, strict=True)]


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
    sizes = np.asarray([len(corpus.documents[doc].text) for doc in docs.tolist()], dtype=np.int64)
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


def _term_places(corpus: Corpus, term: str) -> pd.DataFrame:
    folded = fold(term).strip()
    if not folded:
        return HITS.empty()
    docs, starts = find_string(corpus, folded)
    ends = np.asarray(starts) + len(folded)
    sentences = corpus.sentences_at(docs, starts)
    return HITS.frame({"doc": docs, "sentence": sentences, "start": starts, "end": ends})


def _string_places(text: str, term: str) -> list[Span]:
    places: list[Span] = []
    at = text.find(term) if term else -1
    while at >= 0:
        places.append((at, at + len(term)))
        at = text.find(term, at + len(term))
    return places


def _card(corpus: Corpus, row: int, places: list[Span]) -> SentenceCard:
    sentence = corpus.sentences.take(np.asarray([row]))
    doc, paragraph, start, end, owner = (int(sentence[name].iloc[0]) for name in _NUMBERS)
    document = corpus.documents[doc]
    text, simplified = document.text[start:end], document.simplified[start:end]
    focus = [Mark(a, b, "focus", "") for a, b in places if b > a]
    marks = [*focus, *marks_of_span(corpus, doc, (start, end))]
    return SentenceCard(
        row=row,
        doc=document.name,
        title=document.metadata.title,
        paragraph=paragraph,
        start=start,
        end=end,
        organisation=corpus.organisations[owner].canonical if owner >= 0 else None,
        reason=str(sentence["reason"].iloc[0]),
        confidence=str(sentence["confidence"].iloc[0]),
        text=text,
        simplified="" if simplified == text else simplified,
        places=len(focus),
        marks=tuple(settle(marks, (start, end))),
    )


_NUMBERS = ("doc", "paragraph", "start", "end", "organisation")


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
