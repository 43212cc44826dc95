"""Corrections by hand, put over what was found in a document.

A correction holds where its text stands with the characters around it. Where a document was read
anew and its offsets moved, the correction goes with its text as long as that is found exactly once;
else it is left aside: a correction in the wrong place is worse than none.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import NamedTuple

from analysis.annotate.names import Names
from analysis.annotate.sentences import Sentence
from analysis.schema import (
    CORRECTED,
    FIGURE,
    REJECTED,
    Anchor,
    Correction,
    Document,
    Fact,
    FieldValue,
    FigureAddition,
    FigureEdit,
    FigureRejection,
    Organisation,
    Passage,
    PassageMove,
    Placed,
    Quantity,
)

_SURE = "high"
LookUp = Callable[[str], Organisation]
"""Returns the organisation of a canonical name, also of one that nobody knows."""


class Place(NamedTuple):
    """Where an anchor lies in a document as it is now."""

    start: int
    end: int
    is_moved: bool


class DocumentCorrections:
    """Corrections of single documents, ready to be asked for those of one.

    Parameters
    ----------
    corrections
        In the order in which they were made; those of organisations are passed over.
    """

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._by_key: dict[tuple[str, str], list[tuple[int, Placed]]] = {}
        for number, correction in enumerate(corrections):
            deed = correction.deed
            if isinstance(deed, Placed):
                for key in (("doc_id", deed.at.doc_id), ("name", deed.at.doc)):
                    self._by_key.setdefault(key, []).append((number, deed))

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def of(self, document: Document) -> tuple[Placed, ...]:
        """Return the corrections of a document: of its bytes, or made when its file had others."""
        if not self._by_key:
            return ()
        keys = ("doc_id", document.doc_id), ("name", document.name)
        found = {number: deed for key in keys for number, deed in self._by_key.get(key, ())}
        return tuple(found[number] for number in sorted(found))

    def digest(self, documents: Iterable[Document]) -> str:
        """Return what the corrections of some documents are told from others by; empty for none."""
        if not self._by_key:
            return ""
        deeds = [
            [row, type(deed).__name__, asdict(deed)]
            for row, document in enumerate(documents)
            for deed in self.of(document)
        ]
        return json.dumps(deeds, sort_keys=True) if deeds else ""


NO_CORRECTIONS = DocumentCorrections()


def locate(at: Anchor, text: str) -> Place | None:
    """Return where an anchor lies in a text, or ``None`` where that is not certain.

    It lies where it lay if its text does and at least one side of what stood around; else where its
    text and both sides, or one of them, are found exactly once. A side of which nothing is known
    tells nothing.
    """
    if at.start >= 0 and text.startswith(at.text, at.start) and _is_framed(at, text):
        return Place(at.start, at.end, is_moved=False)
    sides = [(at.before, at.after)]
    if at.before and at.after:
        sides += [(at.before, ""), ("", at.after)]
    for before, after in sides:
        pattern = f"{before}{at.text}{after}"
        first = text.find(pattern) if at.text else -1
        if first >= 0 and text.find(pattern, first + 1) < 0:
            start = first + len(before)
            return Place(start, start + len(at.text), is_moved=0 <= at.start != start)
    return None


def _is_framed(at: Anchor, text: str) -> bool:
    before = text.endswith(at.before, 0, at.start)
    after = text.startswith(at.after, at.end)
    return (before and after) or (before and at.before != "") or (after and at.after != "")


def apply_corrections(
    document: Document,
    sentences: Sequence[Sentence],
    names: Names,
    deeds: Sequence[Placed],
    look_up: LookUp,
) -> Names:
    """Return what was found in a document with corrections put over it, one after the other.

    Parameters
    ----------
    names
        What the program found.
    deeds
        Those of the document, as ``DocumentCorrections`` gives them. One whose text is not there
        any more, or that corrects a number where there is none, changes nothing.
    look_up
        For organisations that the document does not name.
    """
    if not deeds:
        return names
    draft = _Draft(sentences, names, look_up)
    for deed in deeds:
        place = locate(deed.at, document.text)
        if place is not None:
            draft.apply(deed, place)
    return draft.names()


class _Draft:
    """The layer of one document while it is corrected."""

    def __init__(self, sentences: Sequence[Sentence], names: Names, look_up: LookUp) -> None:
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]
        self._found = names.found
        self._organisations = list(names.found.organisations)
        self._passages = list(names.passages)
        self._facts = list(names.facts)
        self._look_up = look_up

    def names(self) -> Names:
        found = self._found._replace(organisations=tuple(self._organisations))
        return Names(found, tuple(self._passages), tuple(self._facts))

    def apply(self, deed: Placed, place: Place) -> None:
        match deed:
            case FigureEdit():
                self._edit(place, deed)
            case FigureRejection():
                self._reject(place)
            case FigureAddition():
                self._add(place, deed)
            case PassageMove():
                self._move(place, self._row(deed.organisation))

    def _reject(self, place: Place) -> None:
        for row in self._touched(place):
            if self._facts[row].quantity.kind == FIGURE:
                self._facts[row] = _corrected(self._facts[row], {"kind": REJECTED})

    def _edit(self, place: Place, deed: FigureEdit) -> None:
        row = self._nearest(place)
        if row is None:
            return
        changes = dict(deed.changes)
        owner = self._facts[row].organisation
        if "organisation" in changes:
            owner = self._row(changes.pop("organisation"))
        fact = _corrected(self._facts[row], {**changes, "kind": FIGURE})
        value, high = fact.quantity.value, fact.quantity.high
        if high is not None and high <= value:
            if "high" in changes:
                return
            fact = _corrected(fact, {"high": None})  # the range that it was the beginning of
        self._facts[row] = fact._replace(organisation=owner)

    def _add(self, place: Place, deed: FigureAddition) -> None:
        gone = set(self._touched(place))
        self._facts = [fact for row, fact in enumerate(self._facts) if row not in gone]
        figure = deed.figure
        quantity = Quantity(
            start=place.start,
            end=place.end,
            value=figure.value,
            high=figure.high,
            bound=figure.bound,
            unit=figure.unit,
            noun=figure.noun,
            kind=FIGURE,
            date=figure.date,
            status=figure.status,
        )
        at = bisect_left([fact.quantity.start for fact in self._facts], place.start)
        self._facts.insert(at, Fact(quantity, self._row(figure.organisation), CORRECTED, _SURE))

    def _move(self, place: Place, organisation: int) -> None:
        for row, (start, end) in enumerate(zip(self._starts, self._ends, strict=True)):
            if end <= place.start or start >= place.end:
                continue
            before = self._passages[row]
            self._passages[row] = Passage(organisation, CORRECTED, _SURE)
            for number, fact in enumerate(self._facts):
                if start <= fact.quantity.start < end and _goes_with(fact, before):
                    self._facts[number] = _corrected(fact, {})._replace(organisation=organisation)

    def _touched(self, place: Place) -> list[int]:
        return [row for row, fact in enumerate(self._facts) if _overlap(fact, place) > 0]

    def _nearest(self, place: Place) -> int | None:
        """Return the number that shares most with a place; of equals the first."""
        rows = self._touched(place)
        return max(rows, key=lambda row: _overlap(self._facts[row], place), default=None)

    def _row(self, name: FieldValue) -> int:
        """Return the place of an organisation in the list of the document, which may grow."""
        if name is None:
            return -1
        for row, organisation in enumerate(self._organisations):
            if organisation.canonical == name:
                return row
        self._organisations.append(self._look_up(str(name)))
        return len(self._organisations) - 1


def _goes_with(fact: Fact, passage: Passage) -> bool:
    """Return whether a number belongs to whom its sentence is about, to several if that is so."""
    if passage.reason == fact.reason == "joint":
        return True
    return fact.organisation == passage.organisation


def _overlap(fact: Fact, place: Place) -> int:
    return min(fact.quantity.end, place.end) - max(fact.quantity.start, place.start)


def _corrected(fact: Fact, changes: dict[str, FieldValue]) -> Fact:
    quantity = Quantity(**{**fact.quantity._asdict(), **changes})
    return Fact(quantity, fact.organisation, CORRECTED, _SURE)
