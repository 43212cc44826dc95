"""Corrections by hand: what somebody changed in what the program found, and where in which text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FieldValue = float | str | None


@dataclass(frozen=True)
class Anchor:
    """A stretch of a document, so that it is found again when the document is read anew."""

    doc_id: str
    """That of the document; of a file that came again with other bytes the name will do."""
    doc: str
    """Name of the document."""
    start: int
    """-1 where it is not known; the text around must tell then."""
    text: str
    """As the document writes it."""
    before: str = ""
    after: str = ""

    @property
    def end(self) -> int:
        """Offset behind the stretch."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Figure:
    """What a figure says; fields as in ``results.FACTS``."""

    value: float
    high: float | None = None
    bound: str = "exact"
    unit: str = ""
    noun: str = ""
    organisation: str | None = None
    """Canonical name."""
    status: str = "done"
    date: str | None = None


@dataclass(frozen=True)
class FigureEdit:
    """Some fields of a figure, by their names in ``Figure``, are others."""

    at: Anchor
    changes: Mapping[str, FieldValue]
    was: Mapping[str, FieldValue] = field(default_factory=dict)
    """What the fields held before, for people."""


@dataclass(frozen=True)
class FigureRejection:
    """A number is no figure."""

    at: Anchor


@dataclass(frozen=True)
class FigureAddition:
    """A stretch is a figure, whatever numbers the program found in it."""

    at: Anchor
    figure: Figure


@dataclass(frozen=True)
class PassageMove:
    """A sentence is about another organisation, or about none.

    Its figures that belonged to whom the sentence was about go with it.
    """

    at: Anchor
    organisation: str | None
    was: str | None = None


@dataclass(frozen=True)
class OrganisationMerge:
    """Everything of one organisation belongs to another one."""

    organisation: str
    into: str
    short: str = ""
    """Of the other one, as is ``kind``; empty: as the documents have them."""
    kind: str = ""


@dataclass(frozen=True)
class OrganisationRename:
    """An organisation has another canonical name."""

    organisation: str
    name: str
    short: str = ""
    kind: str = ""


@dataclass(frozen=True)
class HintDismissal:
    """Somebody looked at a hint (``results.CONSISTENCY``) and set it aside; changes no number."""

    at: Anchor
    """The first of its two places."""
    other: Anchor
    hint: str
    """Its kind."""


Placed = FigureEdit | FigureRejection | FigureAddition | PassageMove
"""Corrections of one document."""
Named = OrganisationMerge | OrganisationRename
"""Corrections of all documents."""
Deed = Placed | Named | HintDismissal


@dataclass(frozen=True)
class Correction:
    """One correction, which can be taken back alone."""

    id: str
    made: str
    """When: ISO, UTC."""
    deed: Deed
    note: str = ""
