"""Plain text: as it is."""

from __future__ import annotations

from analysis.ingest.draft import Draft
from analysis.ingest.markup import entity_changes
from analysis.ingest.readers.content import Content

STEP = "markup"


def read(text: str) -> Content:
    """Return the text, character references resolved."""
    draft = Draft.of(text)
    return Content(draft.change(STEP, entity_changes(text)))
