"""Which segments are put together: seldom for each document, never too many, never out of order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.layout import Piece
from analysis.corpus.storage.packing import FULL, LIKE, SMALL, Part, groups
from analysis.corpus.storage.pieces import chosen, moved, with_other, without_rows

SIZES = st.lists(st.integers(1, int(1.2 * FULL)) | st.integers(1, SMALL), max_size=30)


def added(sizes: list[int], size: int) -> tuple[list[int], list[list[int]]]:
    """Return the sizes after an addition, and which segments became one."""
    parts = [Part(characters) for characters in [*sizes, size]]
    after, merged, done = [], [], 0
    for first, stop in groups(parts):
        after += [part.characters for part in parts[done:first]]
        after.append(sum(part.characters for part in parts[first:stop]))
        merged.append(list(range(first, stop)))
        done = stop
    return [*after, *(part.characters for part in parts[done:])], merged


def test_small_ones_become_one_and_full_ones_stay():
    assert groups([Part(900), Part(5000), Part(70_000)]) == [(0, 3)]
    assert groups([Part(FULL), Part(900), Part(FULL), Part(SMALL)]) == []
    assert groups([Part(FULL), Part(700_000), Part(SMALL), Part(SMALL)]) == [(1, 4)]
    assert groups([Part(FULL), Part(900_000), Part(SMALL), Part(SMALL)]) == [(2, 4)]


def test_holed_ones_are_written_anew_alone():
    assert groups([Part(FULL), Part(FULL, holed=True), Part(FULL)]) == [(1, 2)]
    assert groups([Part(SMALL, holed=True), Part(500)]) == [(0, 1)]
    assert groups([Part(500, holed=True), Part(500)]) == [(0, 2)]


@given(SIZES)
def test_none_grows_over_full_and_nothing_is_left_to_do(sizes: list[int]):
    parts = [Part(size) for size in sizes]
    runs = groups(parts)
    assert all(b <= c for (_, b), (c, _) in pairwise(runs))
    assert all(sum(sizes[first:stop]) <= FULL for first, stop in runs)
    after, _ = added(sizes, 2 * FULL)
    assert groups([Part(size) for size in after]) == []


@given(SIZES)
def test_each_document_is_rewritten_a_few_times(sizes: list[int]):
    """Above ``SMALL`` what a document lies in grows by half at least, each time it is rewritten."""
    segments: list[int] = []
    times: list[int] = []  # for each segment how often its most rewritten document was
    for size in sizes:
        before = [*segments, size]
        segments, merged = added(segments, size)
        times = [*times, 0]
        for run in reversed(merged):
            together = sum(before[row] for row in run)
            most = max(times[row] + (together > SMALL) for row in run)
            times[run[0] : run[-1] + 1] = [most]
        assert len(times) == len(segments)
    grown, bound = SMALL, 0
    while grown < FULL:
        grown, bound = grown * (1 + 1 / LIKE), bound + 1
    assert bound == 6
    assert all(most <= bound + 1 for most in times)


@given(st.data())
def test_the_order_of_documents_stays(data: st.DataObject):
    sizes = data.draw(st.lists(st.integers(1, 5), min_size=1, max_size=6))
    rows = [(segment, row) for segment, size in enumerate(sizes) for row in range(size)]
    order = data.draw(st.permutations(rows))[: data.draw(st.integers(1, len(rows)))]
    pieces = [Piece(segment, row, row + 1) for segment, row in order]
    first = data.draw(st.integers(0, len(sizes) - 1))
    run = list(range(first, data.draw(st.integers(first, len(sizes) - 1)) + 1))
    new = [
        (run[piece.segment], row)
        for piece in chosen(pieces, run)
        for row in range(piece.first, piece.stop)
    ]
    after = moved(pieces, dict.fromkeys(run, first))
    found = [
        new[row] if piece.segment == first else (piece.segment, row)
        for piece in after
        for row in range(piece.first, piece.stop)
    ]
    assert found == order
    assert all(a.stop != b.first or a.segment != b.segment for a, b in pairwise(after))


def documents(pieces: list[Piece]) -> list[tuple[int, int]]:
    return [(piece.segment, row) for piece in pieces for row in range(piece.first, piece.stop)]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(1, 5))), st.data())
def test_rows_are_taken_out_and_put_in_place(found: list[tuple[int, int, int]], data):
    pieces = [Piece(segment, first, first + size) for segment, first, size in found]
    before = documents(pieces)
    gone = data.draw(st.sets(st.integers(0, max(0, len(before) - 1))))
    left = without_rows(pieces, gone)
    assert documents(left) == [d for row, d in enumerate(before) if row not in gone]
    assert all(piece.stop > piece.first for piece in left)
    if before:
        row = data.draw(st.integers(0, len(before) - 1))
        after = with_other(pieces, row, Piece(9, 0, 1))
        assert documents(after) == [*before[:row], (9, 0), *before[row + 1 :]]
        assert all(piece.stop > piece.first for piece in after)
