"""Sets of tokens as bits, against sets of numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import bits

SIZE = 200
ROWS = st.sets(st.integers(0, SIZE - 1))


@given(ROWS)
def test_a_set_is_read_as_it_was_written(rows):
    assert set(bits.rows_of(bits.pack(sorted(rows), SIZE)).tolist()) == rows


@given(ROWS, ROWS, st.integers(0, 70))
def test_sets_spread_inside_sentences(rows, begins, steps):
    packed, first = bits.pack(sorted(rows), SIZE), bits.pack(sorted(begins), SIZE)
    up, down = set(rows), set(rows)
    for row in rows:
        for other in range(row + 1, row + steps + 1):
            if other in begins:
                break
            up.add(other)
        for other in range(row, row - steps, -1):
            if other in begins:
                break
            down.add(other - 1)
    spread_up = bits.rows_of(bits.spread_up(packed, first, steps))
    spread_down = bits.rows_of(bits.spread_down(packed, first, steps))
    assert set(spread_up[spread_up < SIZE].tolist()) == {row for row in up if row < SIZE}
    assert set(spread_down.tolist()) == {row for row in down if row >= 0}


def test_nothing_changes_what_was_given():
    rows, begins = bits.pack([3], SIZE), bits.pack([5], SIZE)
    assert bits.rows_of(bits.spread_up(rows, begins, 4)).tolist() == [3, 4]
    assert bits.rows_of(bits.spread_down(rows, begins, 2)).tolist() == [1, 2, 3]
    assert (bits.rows_of(rows).tolist(), bits.rows_of(begins).tolist()) == ([3], [5])
    assert np.array_equal(bits.pack([], 64), np.zeros(2, dtype=np.uint64))
