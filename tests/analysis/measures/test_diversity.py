"""Counts by hand and a slow recount of the windows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.diversity import mattr, type_token_ratio, yule_k


def test_type_token_ratio_by_hand():
    assert type_token_ratio(np.array([5, 7, 5, 5])) == 0.5
    assert np.isnan(type_token_ratio(np.array([], dtype=int)))


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40), st.integers(1, 45))
def test_mattr_is_the_mean_of_all_windows(codes, window):
    width = min(window, len(codes))
    windows = [codes[i : i + width] for i in range(len(codes) - width + 1)]
    wanted = np.mean([len(set(part)) / width for part in windows])
    assert mattr(np.array(codes), window=window) == pytest.approx(wanted, rel=1e-12)


def test_mattr_refuses_no_window():
    with pytest.raises(ValueError, match="window"):
        mattr(np.array([1]), window=0)


def test_yule_k_by_hand():
    # Spectrum: 3 terms once, 2 twice, 1 four times; N = 11, sum of m²·V = 3 + 8 + 16 = 27.
    assert yule_k(np.array([1, 1, 1, 2, 2, 4, 0])) == pytest.approx(1e4 * (27 - 11) / 121)
    assert yule_k(np.array([1, 1, 1])) == 0
    assert np.isnan(yule_k(np.array([0])))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60))
def test_yule_k_is_the_chance_of_drawing_a_term_twice(codes):
    n = np.bincount(codes)
    pairs = sum(a == b for i, a in enumerate(codes) for j, b in enumerate(codes) if i != j)
    assert yule_k(n) == pytest.approx(1e4 * pairs / len(codes) ** 2, rel=1e-12)
