"""Documents that repeat an earlier one: the same bytes, the same text, or nearly the same text."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.schema import Document

NEAR = 0.6
"""Estimated share of common 5-grams (Jaccard) from which on a document is a near copy."""
GRAM = 5
SKETCH = 128
MIN_GRAMS = 40
"""Fewer 5-grams than this say nothing about copying."""
MAX_POSTINGS = 64
"""Documents remembered per sketch value: stock phrases stand in thousands."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(32)

Hashes = npt.NDArray[np.uint64]


class _Signature(NamedTuple):
    """The Han characters and digits of a text as one hash, and its sketch."""

    exact: bytes
    sketch: Hashes
    n_characters: int


def find_duplicates(documents: Sequence[Document]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return for each document the row it repeats, and the row it nearly repeats, or -1.

    Compared are Han characters, simplified, and digits, so that a web page meets its text file and
    a traditional copy the simplified one. Rows point to earlier documents that are no copies
    themselves; exact copies are not near copies.
    """
    by_bytes: dict[str, int] = {}
    by_text: dict[bytes, int] = {}
    exact, near = [-1] * len(documents), [-1] * len(documents)
    index = _SketchIndex()
    for row, document in enumerate(documents):
        first = by_bytes.setdefault(document.doc_id, row)
        if first < row:
            exact[row] = first if exact[first] < 0 else exact[first]
            continue
        signature = _signature(document.folded)
        if signature.n_characters:
            exact[row] = by_text.setdefault(signature.exact, row)
        if exact[row] in {-1, row}:
            exact[row] = -1
            near[row] = index.nearest(signature.sketch)
            if near[row] < 0:
                index.add(row, signature.sketch)
    return tuple(exact), tuple(near)


def estimate_jaccard(a: Hashes, b: Hashes) -> float:
    """Return the share of common 5-grams of two texts, estimated from their sketches.

    Bottom-k estimate: the share of common values among the ``k`` smallest of both; exact for texts
    of fewer 5-grams. 0 for an empty sketch.

    References
    ----------
    Cohen, E., & Kaplan, H. (2007). Summarizing data using bottom-k sketches. PODC.
    """
    if not a.size or not b.size:
        return 0.0
    union = np.union1d(a, b)[:SKETCH]
    common = np.intersect1d(a, b, assume_unique=True)
    return float(np.isin(union, common, assume_unique=True).sum() / union.size)


def sketch(text: str) -> Hashes:
    """Return the 128 smallest hashes of the 5-grams of ``text``, sorted; empty for short texts."""
    return _sketch(_codes(text))


def _codes(text: str) -> Hashes:
    data = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, dtype=np.uint32).astype(np.uint64)


def _sketch(codes: Hashes) -> Hashes:
    n_grams = codes.size - GRAM + 1
    if n_grams < MIN_GRAMS:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(n_grams, dtype=np.uint64)
    for place in range(GRAM):
        hashes = (hashes ^ codes[place : place + n_grams]) * _MULTIPLIER
        hashes ^= hashes >> _SHIFT
    if n_grams > 4 * SKETCH:
        n_kept = min(n_grams, 16 * SKETCH)
        smallest = np.unique(np.partition(hashes, n_kept - 1)[:n_kept])
        if smallest.size >= SKETCH:
            return smallest[:SKETCH]
    return np.unique(hashes)[:SKETCH]


class _SketchIndex:
    """Sketches by value, so that only documents with common values are compared."""

    def __init__(self) -> None:
        self.sketches: dict[int, Hashes] = {}
        self.rows: defaultdict[int, list[int]] = defaultdict(list)

    def nearest(self, values: Hashes) -> int:
        """Return the row of the most similar document above ``NEAR``, or -1."""
        shared: Counter[int] = Counter()
        for value in values.tolist():
            shared.update(self.rows.get(value, ()))
        needed = NEAR * min(values.size, SKETCH) / 2
        best, best_row = NEAR, -1
        for row, n_shared in shared.most_common(8):
            likeness = estimate_jaccard(values, self.sketches[row]) if n_shared >= needed else 0.0
            if likeness > best or (likeness == best and best_row < 0):
                best, best_row = likeness, row
        return best_row

    def add(self, row: int, values: Hashes) -> None:
        """Remember a document that is no copy."""
        if not values.size:
            return
        self.sketches[row] = values
        for value in values.tolist():
            rows = self.rows[value]
            if len(rows) < MAX_POSTINGS:
                rows.append(row)


def _signature(folded: str) -> _Signature:
    codes = _codes(folded)
    is_digit = (codes >= ord("0")) & (codes <= ord("9"))
    is_han = (codes >= 0x3400) & (codes <= 0x9FFF) | (codes >= 0x20000) & (codes <= 0x323AF)
    kept = codes[is_digit | is_han]
    return _Signature(hashlib.sha256(kept.tobytes()).digest(), _sketch(kept), kept.size)
