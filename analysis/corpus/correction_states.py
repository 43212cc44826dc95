"""What has become of the corrections of a corpus: which hold, where; which are lost, why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from analysis.annotate.corrections import Place, locate
from analysis.corpus.corpus import Corpus
from analysis.corpus.correction_places import rows_in
from analysis.corpus.renaming import documented_names
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
    bearers = _bearers(corpus)
    found = []
    for correction in corpus.corrections:
        if isinstance(correction.deed, Placed):
            found.append(_placed(corpus, correction, correction.deed))
        elif isinstance(correction.deed, HintDismissal):
            found.append(_dismissed(corpus, correction, correction.deed))
        else:
            found.append(_named(correction, correction.deed, bearers))
    return tuple(found)


def count_in_use(corpus: Corpus) -> int:
    """Return how many corrections of a corpus hold."""
    return sum(state.fit != "lost" for state in states(corpus))


def _bearers(corpus: Corpus) -> set[str]:
    """Return the names that the documents give organisations."""
    if not any(isinstance(one.deed, Named) for one in corpus.corrections):
        return set()
    return {name for segment in corpus.layout.segments for name in documented_names(segment)}


def _named(correction: Correction, deed: Named, bearers: set[str]) -> State:
    """Return the state of a correction of an organisation; ``bearers`` are called anew then."""
    if deed.organisation not in bearers:
        message = f"现在没有名为“{deed.organisation}”的机构，这条更正暂时没有用上。"
        problem = UnknownNameError(message, code="correction_organisation", name=deed.organisation)
        return State(correction, "lost", problem=problem)
    bearers.remove(deed.organisation)
    bearers.add(deed.into if isinstance(deed, OrganisationMerge) else deed.name)
    return State(correction, "applied")


def _placed(corpus: Corpus, correction: Correction, deed: Placed) -> State:
    at = deed.at
    names = list(_names(corpus, at))
    if not names:
        message = f"语料库里没有“{at.doc}”这篇文档，这条更正暂时没有用上。"
        problem = UnknownNameError(message, code="correction_document", name=at.doc)
        return State(correction, "lost", problem=problem)
    for name in names:
        place = locate(at, corpus.documents[corpus.document_rows[name]].text)
        if place is None:
            continue
        if isinstance(deed, FigureEdit) and not _is_edited(corpus, name, place.start, place.end):
            message = f"“{at.doc}”的“{at.text}”处现在没有数字，这条更正暂时没有用上。"
            problem = UnknownNameError(message, code="correction_number", name=at.doc, text=at.text)
            return State(correction, "lost", problem=problem)
        fit: Literal["applied", "moved"] = "moved" if place.is_moved else "applied"
        return State(correction, fit, name, place.start, place.end)
    return _lost(correction, at)


class Dismissed(NamedTuple):
    """A hint that was set aside, and by which correction."""

    id: str
    hint: str
    first: tuple[str, int]
    """Name of the document, and where the first place begins in it now."""
    second: tuple[str, int]


def dismissed_hints(corpus: Corpus) -> list[Dismissed]:
    """Return the hints that were set aside and whose two places are still there."""
    found = []
    for correction in corpus.corrections:
        deed = correction.deed
        if isinstance(deed, HintDismissal):
            places = [_find(corpus, at) for at in (deed.at, deed.other)]
            starts = [(place[0], place[1].start) for place in places if place is not None]
            if len(starts) == len(places):
                found.append(Dismissed(correction.id, deed.hint, *starts))
    return found


def _dismissed(corpus: Corpus, correction: Correction, deed: HintDismissal) -> State:
    for at in (deed.at, deed.other):
        if _find(corpus, at) is None:
            return _lost(correction, at)
    name, place = _find(corpus, deed.at) or ("", Place(-1, -1, is_moved=False))
    return State(correction, "moved" if place.is_moved else "applied", name, place.start, place.end)


def _find(corpus: Corpus, at: Anchor) -> tuple[str, Place] | None:
    """Return in which document an anchor lies now, and where."""
    for name in _names(corpus, at):
        place = locate(at, corpus.documents[corpus.document_rows[name]].text)
        if place is not None:
            return name, place
    return None


def _lost(correction: Correction, at: Anchor) -> State:
    """Return the state of a correction whose text is not found."""
    text = at.text if len(at.text) <= _SHOWN else f"{at.text[: _SHOWN - 1]}…"
    message = f"“{at.doc}”里找不到唯一的一处“{text}”（原文改过了），这条更正暂时没有用上。"
    problem = UnknownNameError(message, code="correction_text", name=at.doc, text=text)
    return State(correction, "lost", problem=problem)


_SHOWN = 30
"""Characters of a text that a message quotes."""


def _names(corpus: Corpus, at: Anchor) -> Iterator[str]:
    """Yield the documents that a correction may be of: those of its bytes, then of its name."""
    rows = rows_of(corpus.layout, "doc_id", {at.doc_id} - {""}).get(at.doc_id, [])
    for row in sorted(rows):
        yield str(corpus.document_names[row])
    if at.doc in corpus.document_rows and corpus.document_rows[at.doc] not in rows:
        yield at.doc


def _is_edited(corpus: Corpus, doc: str, start: int, end: int) -> bool:
    rows = rows_in(corpus, doc, start, end)
    return bool(corpus.facts.coded("reason").take(rows).equal(CORRECTED).any())
