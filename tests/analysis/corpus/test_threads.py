"""Threads give results in the order of the items, and the first error."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import threads
from analysis.corpus.threads import FEW, in_blocks, in_threads


def test_results_stand_in_the_order_of_the_items():
    assert in_threads(lambda number: number * number, range(50)) == [n * n for n in range(50)]
    assert in_threads(str, []) == []


def test_few_items_need_no_thread():
    here = threading.current_thread()
    assert in_threads(lambda _: threading.current_thread(), range(FEW)) == [here] * FEW


def test_the_first_error_is_raised():
    def fail(number):
        if number > 20:
            message = str(number)
            raise ValueError(message)

    with pytest.raises(ValueError, match=r"^21$"):
        in_threads(fail, range(40))


@given(st.lists(st.integers(0, 9), max_size=30), st.sampled_from([0, 20, 1000]))
def test_every_item_is_in_one_block(weights, worth):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threads, "WORTH", worth)
        blocks = in_blocks(list, np.asarray(weights, dtype=np.int64))
    assert [number for block in blocks for number in block] == list(range(len(weights)))


def test_blocks_are_about_as_much_work(monkeypatch):
    monkeypatch.setattr(threads.os, "cpu_count", lambda: 2)
    weights = np.asarray([9, 1, 1, 1, 1, 1, 1, 1, 1, 1]) * threads.WORTH
    assert in_blocks(len, weights) == [1, 9]
    assert in_blocks(len, weights // threads.WORTH) == [10]
