"""Which documents repeat another one: between the manifest and the arrays that find them."""

from __future__ import annotations

import numpy as np

from analysis.corpus.layout import Layout
from analysis.corpus.segments.texts import signatures_of
from analysis.corpus.storage.folder import Opened
from analysis.ingest.copies.duplicates import Copies
from analysis.ingest.copies.sketches import Numbers, Signatures, take_signatures


def copies_of(old: Opened | None) -> Copies:
    """Return which documents of a corpus repeat another one, as arrays."""
    n = 0 if old is None else old.manifest.n_documents
    copies = Copies(np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int32))
    if old is not None:
        for rows, pairs in zip(
            copies, (old.manifest.copies, old.manifest.near_copies), strict=True
        ):
            for row, original in pairs:
                rows[row] = original
    return copies


def row_pairs(rows: Numbers) -> tuple[tuple[int, int], ...]:
    """Return the rows that repeat another one, with that one: what a manifest holds."""
    return tuple((row, int(rows[row])) for row in np.flatnonzero(rows >= 0).tolist())


def signature_parts(layout: Layout) -> list[Signatures]:
    """Return the signatures of the documents of a corpus, in order."""
    parts = []
    for span in layout.documents:
        whole = signatures_of(layout.segments[span.segment].texts)
        if span.stop - span.first < len(whole.documents):
            whole = take_signatures(whole, np.arange(span.first, span.stop))
        parts.append(whole)
    return parts
