"""Threads give results in the order of the items, and the first error."""

import threading

import pytest

from analysis.corpus.threads import FEW, in_threads


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
