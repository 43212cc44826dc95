"""What has become of the corrections of a corpus: which hold, where; which are lost, why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from analysis.annotate.corrections import Place, locate
from analysis.corpus.corpus import Corpus
from analysis.corpus.correction_places import rows_in
from analysis.corpus.renaming import documented_in
from analysis.corpus.storage.lookup import rows_of
from analysis.errors import AnalysisError, UnknownNameError
from analysis.schema import (
    CORRECTED,
    Anchor,
    Correction,
    FigureEdit,
    HintDismissal,
    Named,
    OrganisationMerge,
    Placed,
)


class State(NamedTuple):
    """A correction, and what it does now."""

    correction: Correction
    fit: Literal["applied", "moved", "lost"]
    """``moved``: its text was found elsewhere in the document."""
    doc: str | None = None
    """Name of the document now; ``None`` where it is of an organisation, or lost."""
    start: int = -1
    end: int = -1
    problem: AnalysisError | None = None
    """Why it is lost."""


def states(corpus: Corpus) -> tuple[State, ...]:
    """Return the corrections of a corpus in the order in which they were made.

    A correction that is lost stays: it holds again when its document or text comes back.
    """
    bearers, finder = _bearers(corpus), _Finder(corpus)
    found = []
    for correction in corpus.corrections:
        deed = correction.deed
        if isinstance(deed, Named):
            found.append(_named(correction, deed, bearers))
        else:
            found.append(_placed(finder, correction, deed))
    return tuple(found)


def count_in_use(corpus: Corpus) -> int:
    """Return how many corrections of a corpus hold; hints that were set aside are none."""
    held = [one for one in states(corpus) if one.fit != "lost"]
    return sum(not isinstance(one.correction.deed, HintDismissal) for one in held)


class Dismissed(NamedTuple):
    """A hint that was set aside, and by which correction."""

    id: str
    hint: str
    first: tuple[str, int]
    """Name of the document, and where the first place begins in it now."""
    second: tuple[str, int]


def dismissed_hints(corpus: Corpus) -> list[Dismissed]:
    """Return the hints that were set aside and whose two places are still there."""
    finder, names = _Finder(corpus), corpus.document_names
    found = []
    for correction in corpus.corrections:
        deed = correction.deed
        if isinstance(deed, HintDismissal):
            places = [finder.find(at) for at in (deed.at, deed.other)]
            starts = [(str(names[one[0]]), one[1].start) for one in places if one is not None]
            if len(starts) == len(places):
                found.append(Dismissed(correction.id, deed.hint, *starts))
    return found


class _Finder:
    """Looks up the documents of all corrections of a corpus together, then each place in them."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        anchors = [at for one in corpus.corrections for at in _anchors(one)]
        self._rows: dict[str, list[int]] = {}
        if anchors:
            self._rows |= rows_of(corpus.layout, "name", {at.doc for at in anchors} - {""})
            self._rows |= rows_of(corpus.layout, "doc_id", {at.doc_id for at in anchors} - {""})

    def rows(self, at: Anchor) -> list[int]:
        """Return the documents that an anchor may be of: those of its bytes, then of its name."""
        found = [*self._rows.get(at.doc_id, ()), *self._rows.get(at.doc, ())]
        return list(dict.fromkeys(found))

    def find(self, at: Anchor) -> tuple[int, Place] | None:
        """Return in which document an anchor lies now, and where."""
        for row in self.rows(at):
            text = self._corpus.written(row, 0, int(self._corpus.document_lengths[row]))
            place = locate(at, text)
            if place is not None:
                return row, place
        return None

    def is_edited(self, row: int, place: Place) -> bool:
        """Return whether a number that somebody edited stands at a place."""
        facts = self._corpus.facts
        rows = rows_in(self._corpus, row, place.start, place.end)
        return bool(facts.coded("reason").take(rows).equal(CORRECTED).any())

    def name(self, row: int) -> str:
        """Return the name of a document."""
        return str(self._corpus.document_names[row])


def _anchors(correction: Correction) -> Iterator[Anchor]:
    deed = correction.deed
    if not isinstance(deed, Named):
        yield deed.at
        if isinstance(deed, HintDismissal):
            yield deed.other


def _bearers(corpus: Corpus) -> set[str]:
    """Return the names that the documents give organisations."""
    if not any(isinstance(one.deed, Named) for one in corpus.corrections):
        return set()
    return documented_in(corpus.layout.segments)


def _named(correction: Correction, deed: Named, bearers: set[str]) -> State:
    """Return the state of a correction of an organisation; ``bearers`` are called anew then."""
    if deed.organisation not in bearers:
        message = f"现在没有名为“{deed.organisation}”的机构，这条更正暂时没有用上。"
        problem = UnknownNameError(message, code="correction_organisation", name=deed.organisation)
        return State(correction, "lost", problem=problem)
    bearers.remove(deed.organisation)
    bearers.add(deed.into if isinstance(deed, OrganisationMerge) else deed.name)
    return State(correction, "applied")


def _placed(finder: _Finder, correction: Correction, deed: Placed | HintDismissal) -> State:
    places = []
    for at in _anchors(correction):
        found = finder.find(at)
        if found is None:
            return State(correction, "lost", problem=_missing(finder, at))
        places.append(found)
    row, place = places[0]
    if isinstance(deed, FigureEdit) and not finder.is_edited(row, place):
        at = deed.at
        message = f"“{at.doc}”的“{at.text}”处现在没有可以这样改的数字，这条更正暂时没有用上。"
        problem = UnknownNameError(message, code="correction_number", name=at.doc, text=at.text)
        return State(correction, "lost", problem=problem)
    fit: Literal["applied", "moved"] = "moved" if place.is_moved else "applied"
    return State(correction, fit, finder.name(row), place.start, place.end)


def _missing(finder: _Finder, at: Anchor) -> UnknownNameError:
    """Return what is said of a place that is not found."""
    if not finder.rows(at):
        message = f"语料库里没有“{at.doc}”这篇文档，这条更正暂时没有用上。"
        return UnknownNameError(message, code="correction_document", name=at.doc)
    text = at.text if len(at.text) <= _SHOWN else f"{at.text[: _SHOWN - 1]}…"
    message = f"“{at.doc}”里找不到唯一的一处“{text}”（原文改过了），这条更正暂时没有用上。"
    return UnknownNameError(message, code="correction_text", name=at.doc, text=text)


_SHOWN = 30
"""Characters of a text that a message quotes."""
