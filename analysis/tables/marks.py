"""What is marked in a stretch of text: themes, organisations, figures, and given places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.layout import Kind, table_arrays
from analysis.corpus.segments.arrays import Array, Arrays, arrow_strings, known_strings
from analysis.schema import FIGURE

Flags = npt.NDArray[np.bool_]

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


def named_places(corpus: Corpus, doc: int, kind: Literal["hit", "mention"], row: int) -> list[Span]:
    """Return where a document names one theme (``hit``) or organisation (``mention``)."""
    part = _part(corpus, doc, kind, (0, int(corpus.document_lengths[doc])))
    names = part.of_theme() if kind == "hit" else part.of_organisation()
    return [place for place, name in zip(part.spans(), names, strict=True) if name == row]


def short_name(corpus: Corpus, row: int) -> str:
    """Return the short name of an organisation: that of the first segment that has it."""
    for number, codes in enumerate(corpus.organisation_codes.codes):
        found = np.flatnonzero(codes == row)
        if len(found):
            names = arrow_strings(corpus.layout.segments[number].names, "short")
            return str(names[int(found[0])].as_py())
    raise IndexError(row)


class _Part(NamedTuple):
    """Rows of one kind that touch a stretch of a document; nothing else is read."""

    corpus: Corpus
    number: int
    """Of the segment."""
    kind: Kind
    rows: slice
    late: Flags
    """Which of the rows end behind the start of the stretch."""

    @property
    def _arrays(self) -> Arrays:
        return table_arrays(self.corpus.layout.segments[self.number], self.kind)

    def column(self, name: str) -> Array:
        """Return a column as the segment has it."""
        values: Array = self._arrays[f"{self.kind}_{name}"][self.rows][self.late]
        return values

    def strings(self, name: str) -> list[str]:
        """Return a column of few different strings."""
        values = known_strings(self._arrays, f"{self.kind}_{name}_values")
        return [values[code] if code >= 0 else "" for code in self.column(name).tolist()]

    def of_organisation(self) -> list[int]:
        """Return the organisation of each row, -1 for none, as a row of the corpus."""
        codes = np.append(self.corpus.organisation_codes.codes[self.number], np.int32(-1))
        rows: list[int] = codes[self.column("organisation")].tolist()
        return rows

    def of_theme(self) -> list[int]:
        """Return the theme of each row."""
        rows: list[int] = self.column("theme").tolist()
        return rows

    def spans(self) -> Iterator[Span]:
        """Yield start and end of each row in the document."""
        return zip(self.column("start").tolist(), self.column("end").tolist(), strict=True)


def _part(corpus: Corpus, doc: int, kind: Kind, span: Span) -> _Part:
    number, local = (int(column[doc]) for column in corpus.layout.places)
    arrays = table_arrays(corpus.layout.segments[number], kind)
    docs = arrays[f"{kind}_doc"]
    first, last = np.searchsorted(docs, np.asarray([local, local + 1], docs.dtype)).tolist()
    last = first + int(np.searchsorted(arrays[f"{kind}_start"][first:last], np.int32(span[1])))
    late = arrays[f"{kind}_end"][first:last] > span[0]
    return _Part(corpus, number, kind, slice(first, last), late)


def _longest(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks that stay when a longer one takes the place of those it overlaps."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start - mark.end, mark.start)):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return kept


def _theme_marks(corpus: Corpus, doc: int, span: Span) -> list[Mark]:
    part = _part(corpus, doc, "hit", span)
    named = zip(part.spans(), part.of_theme(), strict=True)
    return [Mark(*place, "theme", corpus.themes[theme].label) for place, theme in named]


def _organisation_marks(corpus: Corpus, doc: int, span: Span) -> list[Mark]:
    part = _part(corpus, doc, "mention", span)
    named = zip(part.spans(), part.of_organisation(), strict=True)
    return [Mark(*place, "organisation", corpus.organisation_names[row]) for place, row in named]


def _figure_marks(corpus: Corpus, doc: int, span: Span) -> list[Mark]:
    part = _part(corpus, doc, "fact", span)
    if not part.late.any():
        return []
    told = zip(part.of_organisation(), part.strings("noun"), strict=True)
    return [
        Mark(*place, "figure", _figure_label(corpus, owner, noun))
        for place, kind, (owner, noun) in zip(part.spans(), part.strings("kind"), told, strict=True)
        if kind == FIGURE
    ]


def _figure_label(corpus: Corpus, owner: int, noun: str) -> str:
    short = short_name(corpus, owner) if owner >= 0 else ""
    return " · ".join(word for word in (short, noun) if word)
