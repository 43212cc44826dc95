"""Documents: text, metadata, and what cleaning took out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True)
class Removal:
    """A piece that cleaning took out of the text, or replaced, with the step that did it.

    ``at`` is the offset in the cleaned text where ``text`` stood and ``replacement`` (often empty)
    stands now, so that the original can be shown in place.
    """

    step: str
    at: int
    text: str
    replacement: str = ""
    rule: str = ""
    """Key of the rule of the step that held, where the step has several."""

    @property
    def cause(self) -> str:
        """What can be turned off so that this does not happen: the rule, else the step."""
        return self.rule or self.step


@dataclass(frozen=True)
class Metadata:
    """What is known of a document besides its body. ``None``: not stated; nothing is guessed."""

    title: str | None = None
    subtitle: str | None = None
    date: str | None = None
    """ISO, as precise as known: 2021-12-30, 2013-07 or 2019."""
    time: str | None = None
    source: str | None = None
    author: str | None = None
    author_role: str | None = None
    editor: str | None = None
    site: str | None = None
    channel: str | None = None
    number: str | None = None
    issuer: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    """Fields given by the user or by further columns of a table."""

    @property
    def year(self) -> str:
        """Four digits, or an empty string for an undated document."""
        return (self.date or "")[:4]


@dataclass(frozen=True)
class Document:
    """A cleaned document. ``text`` is the body, paragraphs joined by one newline.

    Invariants: ``len(folded) == len(text) == len(simplified)``; ``doc_id`` is the SHA-256 of the
    source bytes; offsets of every annotation count ``text``.
    """

    doc_id: str
    name: str
    path: str
    text: str
    simplified: str
    """``text`` with traditional characters folded to simplified; what the segmenter reads."""
    folded: str
    """``simplified`` with full-width letters and digits folded to half width; what is counted."""
    metadata: Metadata
    removals: tuple[Removal, ...]
    warnings: tuple[str, ...]
    encoding: str | None
    """``None`` where the file is no text (docx, pdf)."""
    script: str


class Failure(NamedTuple):
    """A file that could not be read: its name, and the sentence that says why and what to do."""

    name: str
    message: str
    code: str = ""
