"""What a reader gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.ingest.draft import Draft

TAGS = "tags"
"""Step of the removal that sums up the tags of a page."""


@dataclass(frozen=True)
class Content:
    """A draft without markup, one paragraph a line; fields known from headers; warnings."""

    draft: Draft
    values: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    markup: str = ""
    """The tags of a page summed up; those of other texts are edits of the draft."""
    hints: Mapping[str, str] = field(default_factory=dict)
    """Values to fall back on where the text itself states none (a file's own properties)."""
