"""Pieces of HTML as text: every word is kept, tags go."""

from __future__ import annotations

from analysis.ingest.characters import trim_lines
from analysis.ingest.draft import Draft
from analysis.ingest.markup import strip_markup
from analysis.ingest.readers.content import Content


def read(text: str) -> Content:
    """Return the text between the tags."""
    return Content(trim_lines(strip_markup(Draft.of(text))))
