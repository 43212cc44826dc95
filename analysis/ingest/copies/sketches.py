"""Signatures of documents: what it takes to know copies again, without their texts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.schema import Document

GRAM = 5
SKETCH = 128
MIN_GRAMS = 40
"""Fewer 5-grams than this say nothing about copying."""
NO_VALUE = np.uint64(0xFFFFFFFFFFFFFFFF)
"""Fills up the row of a sketch with fewer values."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(32)
_DIGEST = 32

Hashes = npt.NDArray[np.uint64]
Digests = npt.NDArray[np.uint8]
Rows = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


class Signatures(NamedTuple):
    """Hashes of ``n`` documents; plain arrays, to be kept beside them and mapped into memory."""

    documents: Digests
    """Shape ``(n, 32)``: SHA-256 of the bytes of the source."""
    texts: Digests
    """Shape ``(n, 32)``: SHA-256 of Han characters, simplified, and digits; zeros without any."""
    sketch_firsts: Rows
    """Shape ``(n + 1,)``: where in ``sketch_values`` the sketch of each document begins."""
    sketch_values: Hashes
    """The sketches one behind the other, each sorted."""


def sign(documents: Sequence[Document]) -> Signatures:
    """Return the signatures of documents, in their order."""
    contents = [_content(document.folded) for document in documents]
    sketches = [_sketch(codes) for codes in contents]
    firsts = np.zeros(len(documents) + 1, dtype=np.int64)
    np.cumsum([values.size for values in sketches], out=firsts[1:])
    return Signatures(
        _digests([bytes.fromhex(document.doc_id) for document in documents]),
        _digests([_digest(codes) for codes in contents]),
        firsts,
        np.concatenate([np.empty(0, dtype=np.uint64), *sketches]),
    )


def take_signatures(signatures: Signatures, rows: Sequence[int] | Rows) -> Signatures:
    """Return the signatures of some of the documents, in the order of ``rows``."""
    chosen = np.asarray(rows, dtype=np.int64)
    firsts, values = signatures.sketch_firsts, signatures.sketch_values
    sketches = [values[firsts[row] : firsts[row + 1]] for row in chosen.tolist()]
    return Signatures(
        signatures.documents[chosen],
        signatures.texts[chosen],
        np.cumsum([0, *map(len, sketches)], dtype=np.int64),
        np.concatenate([np.empty(0, dtype=np.uint64), *sketches]),
    )


def sketch_rows(signatures: Signatures, rows: Rows) -> Hashes:
    """Return sketches as a matrix of shape ``(rows, 128)``, filled up with ``NO_VALUE``."""
    if not signatures.sketch_values.size:
        return np.full((rows.size, SKETCH), NO_VALUE)
    firsts = signatures.sketch_firsts
    places = firsts[rows, np.newaxis] + np.arange(SKETCH)
    is_filled = places < firsts[rows + 1, np.newaxis]
    values = signatures.sketch_values.take(places, mode="clip")
    return np.where(is_filled, values, NO_VALUE)


def estimate_jaccard(a: Hashes, b: Hashes) -> npt.NDArray[np.float64]:
    """Return the shares of common 5-grams of pairs of texts, estimated from their sketches.

    Bottom-k estimate: the share of common values among the 128 smallest of both; exact for texts
    of fewer 5-grams. 0 for an empty sketch.

    Parameters
    ----------
    a, b
        Shape ``(n_pairs, 128)``: as ``sketch_rows`` returns them.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_pairs,)``, from 0 to 1.

    References
    ----------
    Cohen, E., & Kaplan, H. (2007). Summarizing data using bottom-k sketches. PODC.
    """
    values = np.concatenate([a, b], axis=1)
    values.sort(axis=1)
    is_new = np.ones(values.shape, dtype=bool)
    is_new[:, 1:] = values[:, 1:] != values[:, :-1]
    is_new &= values != NO_VALUE
    ranks = is_new.cumsum(axis=1, dtype=np.int16)
    is_common = ~is_new & (values != NO_VALUE) & (ranks <= SKETCH)
    n_union = np.minimum(ranks[:, -1], SKETCH)
    return np.asarray(is_common.sum(axis=1) / np.maximum(n_union, 1))


def sketch(text: str) -> Hashes:
    """Return the 128 smallest hashes of the 5-grams of ``text``, sorted; empty for short texts."""
    return _sketch(_codes(text))


def _codes(text: str) -> Hashes:
    data = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, dtype=np.uint32).astype(np.uint64)


def _content(folded: str) -> Hashes:
    codes = _codes(folded)
    is_digit = (codes >= ord("0")) & (codes <= ord("9"))
    is_han = (codes >= 0x3400) & (codes <= 0x9FFF) | (codes >= 0x20000) & (codes <= 0x323AF)
    return codes[is_digit | is_han]


def _digest(codes: Hashes) -> bytes:
    return hashlib.sha256(codes.tobytes()).digest() if codes.size else bytes(_DIGEST)


def _digests(digests: Sequence[bytes]) -> Digests:
    return np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(-1, _DIGEST)


def _sketch(codes: Hashes) -> Hashes:
    n_grams = codes.size - GRAM + 1
    if n_grams < MIN_GRAMS:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(n_grams, dtype=np.uint64)
    for place in range(GRAM):
        hashes ^= codes[place : place + n_grams]
        hashes *= _MULTIPLIER
        hashes ^= hashes >> _SHIFT
    if n_grams > 4 * SKETCH:
        smallest = _different(np.partition(hashes, 4 * SKETCH - 1)[: 4 * SKETCH])
        if smallest.size >= SKETCH:
            return smallest[:SKETCH]
    return _different(hashes)[:SKETCH]


def _different(values: Hashes) -> Hashes:
    """Return the different values, ascending; sorting so few is quicker than hashing them."""
    ordered = np.sort(values)
    is_first = np.ones(ordered.size, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]
