"""Documents that repeat an earlier one: the same bytes, the same text, or nearly the same text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.ingest.copies.candidates import candidates, may_be_in
from analysis.ingest.copies.sketches import (
    SKETCH,
    Digests,
    Hashes,
    Mask,
    Numbers,
    Rows,
    Signatures,
    estimate_jaccard,
    sign,
    sketch_rows,
)
from analysis.schema import Document

NEAR = 0.6
"""Estimated share of common 5-grams (Jaccard) from which on a document is a near copy."""

_BLOCK = 4096
"""Pairs of sketches that are compared together."""


class Copies(NamedTuple):
    """For each of ``n`` documents the row of the one it repeats, or -1."""

    duplicate_of: Numbers
    """Shape ``(n,)``: the first with the same bytes or the same text; may be a near copy itself."""
    near_copy_of: Numbers
    """Shape ``(n,)``: the most similar one that is no copy itself, of equals the first."""


def find_duplicates(documents: Sequence[Document]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return for each document the row it repeats, and the row it nearly repeats, or -1.

    The same as ``find_copies`` for a few documents at hand.
    """
    copies = find_copies([sign(documents)])
    return tuple(copies.duplicate_of.tolist()), tuple(copies.near_copy_of.tolist())


def find_copies(parts: Sequence[Signatures], known: Copies | None = None) -> Copies:
    """Return which documents repeat an earlier one.

    Compared are Han characters, simplified, and digits, so that a web page meets its text file and
    a traditional copy the simplified one. Rows point to earlier documents; those that are nearly
    repeated are no copies themselves, and exact copies are not near copies.

    Parameters
    ----------
    parts
        The documents in order, in any division: it makes no difference.
    known
        What was found for the first of them; only the others are looked at then, with the same
        result as for all at once.
    """
    n = sum(len(part.documents) for part in parts)
    n_known = 0 if known is None else len(known.duplicate_of)
    copies = Copies(np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int32))
    if known is not None:
        copies.duplicate_of[:n_known] = known.duplicate_of
        copies.near_copy_of[:n_known] = known.near_copy_of
    is_open = np.arange(n) >= n_known
    _relate(parts, copies, is_open, np.ones(n, dtype=bool))
    return copies


def without(copies: Copies, parts: Sequence[Signatures], gone: Sequence[int] | Rows) -> Copies:
    """Return what holds when some documents are gone, in the rows of those that remain.

    Copies whose original is gone are related anew, in their order; all others stay as they are.

    Parameters
    ----------
    copies, parts
        As they were before.
    gone
        Rows in them.
    """
    is_here = np.ones(len(copies.duplicate_of), dtype=bool)
    is_here[np.asarray(gone, dtype=np.int64)] = False
    related = Copies(*(rows.copy() for rows in copies))
    is_open = np.zeros(is_here.size, dtype=bool)
    for rows in related:
        is_open |= is_here & (rows >= 0) & ~is_here[rows]
    for rows in related:
        rows[is_open] = -1
    _relate(parts, related, is_open, is_here)
    renumbered = np.append(is_here.cumsum(dtype=np.int32) - 1, np.int32(-1))
    return Copies(*(renumbered[rows[is_here]] for rows in related))


def _relate(parts: Sequence[Signatures], copies: Copies, is_open: Mask, is_here: Mask) -> None:
    """Fill in the open rows of ``copies``; rows that are not here are left out of account."""
    if not is_open.any():
        return
    _relate_exact(parts, copies, is_open, is_here)
    is_text = is_here & (copies.duplicate_of < 0)
    is_original = is_text & (copies.near_copy_of < 0)
    for pairs in candidates(parts, is_text, is_open & is_text):
        rows, others = (side[is_original[pairs[1]]] for side in pairs)
        likeness = _likeness(parts, rows, others)
        order = np.lexsort((others, -likeness, rows))
        order = order[likeness[order] >= NEAR]
        for row, other in zip(rows[order].tolist(), others[order].tolist(), strict=True):
            if is_original[row] and is_original[other]:
                copies.near_copy_of[row] = other
                is_original[row] = False


def _relate_exact(
    parts: Sequence[Signatures], copies: Copies, is_open: Mask, is_here: Mask
) -> None:
    rows = np.flatnonzero(is_open)
    texts = np.concatenate([part.texts for part in parts])
    has_text = np.asarray(texts.any(axis=1))
    original = np.arange(is_open.size)
    is_copy = copies.duplicate_of >= 0
    original[is_copy] = copies.duplicate_of[is_copy]
    lettered = rows[has_text[rows]]
    original[lettered] = _first_equal(texts, lettered, is_here & has_text)
    first = _first_equal(np.concatenate([part.documents for part in parts]), rows, is_here)
    original[rows] = np.where(first < rows, first, original[rows])
    while (original[rows] != original[original[rows]]).any():
        original[rows] = original[original[rows]]
    copies.duplicate_of[rows] = np.where(original[rows] < rows, original[rows], -1)


def _first_equal(digests: Digests, rows: Rows, is_here: Mask) -> Rows:
    """Return for each of ``rows`` the first row that is here and has the same digest."""
    words = np.ascontiguousarray(digests).view(np.uint64)
    among = np.flatnonzero(is_here & may_be_in(words[rows, 0])(words[:, 0]))
    order = np.lexsort(words[among].T)
    sorted_words = words[among[order]]
    is_first = np.ones(order.size, dtype=bool)
    is_first[1:] = (sorted_words[1:] != sorted_words[:-1]).any(axis=1)
    firsts = np.empty_like(among)
    firsts[order] = among[order][is_first][is_first.cumsum() - 1]
    return firsts[np.searchsorted(among, rows)]


def _likeness(parts: Sequence[Signatures], rows: Rows, others: Rows) -> npt.NDArray[np.float64]:
    """Return the estimated share of common 5-grams of pairs of documents."""
    starts = range(0, rows.size, _BLOCK)
    blocks = [slice(start, start + _BLOCK) for start in starts]
    found = [
        estimate_jaccard(_sketches(parts, rows[block]), _sketches(parts, others[block]))
        for block in blocks
    ]
    return np.concatenate([np.empty(0), *found])


def _sketches(parts: Sequence[Signatures], rows: Rows) -> Hashes:
    sketches = np.empty((rows.size, SKETCH), dtype=np.uint64)
    start = 0
    for part in parts:
        stop = start + len(part.documents)
        is_in = (rows >= start) & (rows < stop)
        if is_in.any():
            sketches[is_in] = sketch_rows(part, rows[is_in] - start)
        start = stop
    return sketches
