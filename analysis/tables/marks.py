"""What is marked in a stretch of text: themes, organisations, figures, and given places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.table import Table
from analysis.schema import FIGURE

MarkKind = Literal["focus", "theme", "organisation", "figure"]
Span = tuple[int, int]


class Mark(NamedTuple):
    """A stretch of text to be marked, and what to say about it."""

    start: int
    end: int
    kind: MarkKind
    label: str


def marks_of_span(corpus: Corpus, doc: int, span: Span) -> list[Mark]:
    """Return themes, organisations and figures that touch a stretch of a document, as they are.

    Parameters
    ----------
    span
        Start and end in the document; so are those of the marks.
    """
    return [
        *_theme_marks(corpus, doc, span),
        *_organisation_marks(corpus, doc, span),
        *_figure_marks(corpus, doc, span),
    ]


def settle(marks: Iterable[Mark], span: Span) -> list[Mark]:
    """Return the marks to be shown in a stretch, relative to its start, in text order.

    Of overlapping marks of one kind the longest stays, of equally long ones the first; different
    kinds may nest. Marks that reach over the border are cut at it.
    """
    start, end = span
    kinds: dict[MarkKind, list[Mark]] = {}
    for mark in marks:
        if mark.start < end and mark.end > start:
            kinds.setdefault(mark.kind, []).append(mark)
    inside = [
        mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for found in kinds.values()
        for mark in _longest(found)
    ]
    return sorted(inside, key=lambda mark: (mark.start, -mark.end, mark.kind))


def rows_of_span(frame: Table, doc: int, span: Span) -> Ints:
    """Return which rows of an annotation, in text order, touch a stretch of one document."""
    docs = frame["doc"].to_numpy()
    first, last = (int(np.searchsorted(docs, np.int32(doc), side)) for side in ("left", "right"))
    before_end = int(np.searchsorted(frame["start"].to_numpy()[first:last], np.int32(span[1])))
    late = frame["end"].to_numpy()[first : first + before_end] > span[0]
    rows: Ints = first + np.flatnonzero(late)
    return rows


def _longest(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks that stay when a longer one takes the place of those it overlaps."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start - mark.end, mark.start)):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return kept


def _theme_marks(corpus: Corpus, doc: int, span: Span) -> list[Mark]:
    rows = rows_of_span(corpus.theme_hits, doc, span)
    columns = _columns(corpus.theme_hits, ("start", "end", "theme"), rows)
    return [Mark(a, b, "theme", corpus.themes[theme].label) for a, b, theme in columns]


def _organisation_marks(corpus: Corpus, doc: int, span: Span) -> list[Mark]:
    rows = rows_of_span(corpus.mentions, doc, span)
    columns = _columns(corpus.mentions, ("start", "end", "organisation"), rows)
    names = corpus.organisations
    return [Mark(a, b, "organisation", names[row].canonical) for a, b, row in columns]


def _figure_marks(corpus: Corpus, doc: int, span: Span) -> list[Mark]:
    rows = rows_of_span(corpus.facts, doc, span)
    if not len(rows):
        return []
    columns = _columns(corpus.facts, ("start", "end", "organisation"), rows)
    kinds, nouns = (
        corpus.facts.coded(name).take(rows).series().tolist() for name in ("kind", "noun")
    )
    return [
        Mark(start, end, "figure", _figure_label(corpus, owner, noun))
        for (start, end, owner), kind, noun in zip(columns, kinds, nouns, strict=True)
        if kind == FIGURE
    ]


def _columns(frame: Table, names: Sequence[str], rows: Ints) -> Iterator[tuple[int, ...]]:
    """Yield some columns of some rows as plain numbers."""
    return zip(*(frame[name].to_numpy()[rows].tolist() for name in names), strict=True)


def _figure_label(corpus: Corpus, owner: int, noun: str) -> str:
    short = corpus.organisations[owner].short if owner >= 0 else ""
    return " · ".join(word for word in (short, noun) if word)
