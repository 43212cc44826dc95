"""Pairs of documents that may be near copies of each other.

Near copies are looked for among documents with common *keys*: two hashes of 5-grams that stand
next to each other in both sketches. Stock phrases put a hash into thousands of sketches, but
seldom two without another between them.

Two texts with a share of 0.6 of common 5-grams have 14 to 17 of 40 keys in common on average.
In 400,000 drawn pairs of sets, none had fewer than two, and where one was part of the other, 19;
with a share of 0.65, 1 and none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from analysis.ingest.copies.sketches import Hashes, Mask, Numbers, Rows, Signatures, sketch_rows

KEYS = 40
"""Keys of a document."""
MIN_SHARED = 2
"""Keys that two documents must share."""
MAX_POSTINGS = 64
"""Documents looked at per key: the first that have it."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_HIGH = np.uint64(0xFFFFFFFF00000000)
_LOW = np.uint64(0x00000000FFFFFFFF)
_HALF = np.uint64(32)
_FILTER_BITS = np.uint64(18)
_BLOCK = 1024
"""Sketches that are looked at together."""
_MAX_PAIRS = 1 << 18
"""Pairs that are yielded together, about."""


def candidates(
    parts: Sequence[Signatures], is_text: Mask, is_open: Mask
) -> Iterator[tuple[Rows, Rows]]:
    """Yield the open rows that share a key with an earlier one, and that one, in bunches.

    Bunches come in the order of the open rows, all pairs of one row in one bunch.

    Parameters
    ----------
    parts
        Signatures of ``n`` documents.
    is_text, is_open
        Shape ``(n,)``: the documents that can be copied; those among them that may be copies.
    """
    entries = _entries(parts, is_text, is_open)
    keys = (entries >> _HALF).astype(np.uint32)
    rows = (entries & _LOW).astype(np.int32)
    del entries
    places = np.arange(keys.size, dtype=np.int32)
    firsts = places.copy()
    firsts[1:][keys[1:] == keys[:-1]] = 0
    np.maximum.accumulate(firsts, out=firsts)
    del keys
    active = places[(firsts < places) & is_open[rows]]
    active = active[np.argsort(rows[active], kind="stable")]
    n_pairs = np.minimum(active - firsts[active], MAX_POSTINGS)
    for bunch in _bunches(rows[active], n_pairs):
        counts = n_pairs[bunch]
        before = np.repeat(counts.cumsum() - counts, counts)
        postings = np.repeat(firsts[active[bunch]], counts) + np.arange(before.size) - before
        pairs = np.repeat(rows[active[bunch]].astype(np.uint64) << _HALF, counts)
        pairs, n_shared = np.unique(pairs | rows[postings].astype(np.uint64), return_counts=True)
        pairs = pairs[n_shared >= MIN_SHARED]
        of, others = (pairs >> _HALF).astype(np.int64), (pairs & _LOW).astype(np.int64)
        yield of[of != others], others[of != others]


def may_be_in(wanted: Hashes) -> Callable[[Hashes], Mask]:
    """Return a test for the wanted values, which few others pass."""
    shift = np.uint64(64) - _FILTER_BITS
    is_wanted = np.zeros(1 << int(_FILTER_BITS), dtype=np.bool_)
    is_wanted[wanted >> shift] = True

    def test(values: Hashes) -> Mask:
        return np.asarray(is_wanted.take((values >> shift).view(np.int64), mode="clip"))

    return test


def _bunches(rows: Numbers, n_pairs: Numbers) -> Iterator[slice]:
    """Yield slices of sorted ``rows`` with about ``_MAX_PAIRS`` pairs, no row in two of them."""
    ends = np.append(np.flatnonzero(rows[1:] != rows[:-1]) + 1, rows.size)
    totals = n_pairs.cumsum(dtype=np.int64)
    start = 0
    while start < rows.size:
        wanted = (totals[start - 1] if start else 0) + _MAX_PAIRS
        end = max(np.searchsorted(totals, wanted), start + 1)
        stop = int(ends[np.searchsorted(ends, end)])
        yield slice(start, stop)
        start = stop


def _entries(parts: Sequence[Signatures], is_text: Mask, is_open: Mask) -> Hashes:
    """Return the keys of open rows wherever they stand, with their rows in the low half; sorted.

    Some keys of no open row may be among them.
    """
    end = int(np.flatnonzero(is_open)[-1]) if is_open.any() else 0
    own = np.concatenate([np.empty(0, dtype=np.uint64), *_keys(parts, is_open)])
    is_earlier = is_text & ~is_open
    is_earlier[end:] = False
    entries = np.concatenate([own, *_keys(parts, is_earlier, may_be_in(own))])
    entries.sort()
    return entries


def _keys(
    parts: Sequence[Signatures], is_taken: Mask, test: Callable[[Hashes], Mask] | None = None
) -> Iterator[Hashes]:
    """Yield the keys of some rows that pass the test, with the row in the low half."""
    start = 0
    for part in parts:
        taken = np.flatnonzero(is_taken[start : start + len(part.documents)])
        for begin in range(0, taken.size, _BLOCK):
            block = taken[begin : begin + _BLOCK]
            is_long = part.sketch_firsts[block + 1] - part.sketch_firsts[block] > KEYS
            for keys, rows in (
                _keys_of_long(part, block[is_long]),
                _keys_of_short(part, block[~is_long]),
            ):
                passed = slice(None) if test is None else np.flatnonzero(test(keys))
                yield (keys[passed] & _HIGH) | (rows[passed] + start).astype(np.uint64)
        start += len(part.documents)


def _keys_of_long(signatures: Signatures, rows: Rows) -> tuple[Hashes, Rows]:
    """Return the keys of the smallest hashes, two by two, and the row of each."""
    places = signatures.sketch_firsts[rows, np.newaxis] + np.arange(KEYS + 1)
    values = np.asarray(signatures.sketch_values).take(places, mode="clip")
    keys = _mixed(values[:, :-1], values[:, 1:])
    return keys.ravel(), np.repeat(rows, KEYS)


def _keys_of_short(signatures: Signatures, rows: Rows) -> tuple[Hashes, Rows]:
    """Return the keys of all hashes two by two, then each alone twice, up to the same number.

    Texts of so few 5-grams are rows of the same few characters.
    """
    values = sketch_rows(signatures, rows)
    sizes = (signatures.sketch_firsts[rows + 1] - signatures.sketch_firsts[rows])[:, np.newaxis]
    numbers = np.arange(KEYS)
    is_pair = numbers < sizes - 1
    left = np.where(is_pair, numbers, (numbers - sizes + 1) // 2)
    is_there = left < sizes
    right = np.where(is_pair, left + 1, left)
    keys = _mixed(*(np.take_along_axis(values, side, axis=1) for side in (left, right)))
    return keys[is_there], np.broadcast_to(rows[:, np.newaxis], keys.shape)[is_there]


def _mixed(left: Hashes, right: Hashes) -> Hashes:
    keys = left * _MULTIPLIER
    keys ^= right
    keys *= _MULTIPLIER
    return keys
