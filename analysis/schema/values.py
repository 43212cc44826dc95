"""Closed sets of values, in the order of display."""

from __future__ import annotations

from typing import Literal

# Closed sets of values. Order is the order of display.
BOUNDS = ("exact", "over", "about", "at_least", "at_most", "under")


STATUSES = ("done", "planned", "required")


CONFIDENCES = ("high", "medium", "low")


HINT_KINDS = ("same", "share", "parts", "growth", "owners", "date", "list")


CORRECTED = "correction"
"""``reason`` of what was corrected by hand."""


REASONS = (
    *("subject", "earlier_clause", "passage", "heading", "main", "issuer", "joint", "none"),
    CORRECTED,
)


SCRIPTS = ("simplified", "traditional", "mixed")


FIGURE = "figure"
"""``kind`` of a fact that is a figure; all others (date, ordinal, name …) are not."""


REJECTED = "rejected"
"""``kind`` of a number of which somebody said that it is no figure."""


Sort = Literal["document", "left", "right", "organisation"]
SORTS: tuple[Sort, ...] = ("document", "left", "right", "organisation")
"""By what the lines of a concordance are sorted."""


Within = Literal["sentence", "paragraph", "document"]
WITHINS: tuple[Within, ...] = ("sentence", "paragraph", "document")
"""In what organisations are named together."""
