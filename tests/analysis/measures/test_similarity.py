"""Hand values, scipy as the other source, and the ends of the scales."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import distance

from analysis.measures.similarity import cosine, jensen_shannon

ROWS = st.lists(
    st.lists(st.integers(0, 30), min_size=5, max_size=5).filter(any), min_size=2, max_size=5
)


@given(ROWS)
def test_pairs_agree_with_scipy(rows):
    near, far = cosine(rows), jensen_shannon(rows)
    for i, one in enumerate(rows):
        for j, other in enumerate(rows):
            shares = np.array(one) / sum(one), np.array(other) / sum(other)
            assert near[i, j] == pytest.approx(1 - distance.cosine(one, other), abs=1e-9)
            # scipy's noise of 1e-16 in the divergence is 1e-8 in its root, so compare squares.
            wanted = np.nan_to_num(distance.jensenshannon(*shares, base=2)) ** 2
            assert far[i, j] ** 2 == pytest.approx(wanted, rel=1e-9, abs=1e-15)
    assert (near == near.T).all()
    assert (far == far.T).all()


@given(ROWS, st.integers(2, 9))
def test_length_does_not_matter_and_the_distance_is_a_metric(rows, times):
    longer = [[times * n for n in row] for row in rows]
    assert np.diag(jensen_shannon(rows + longer), k=len(rows)) == pytest.approx(0, abs=1e-12)
    assert np.diag(cosine(rows + longer), k=len(rows)) == pytest.approx(1, abs=1e-12)
    far = jensen_shannon(rows)
    assert ((far >= 0) & (far <= 1)).all()
    detours = far[:, :, np.newaxis] + far[np.newaxis, :, :]
    assert (far <= detours.min(axis=1) + 1e-12).all()


def test_values_by_hand():
    # Shares (1/2, 1/2) and (1, 0): divergence 3/4 log2(4/3) ... = 0.311278 bits.
    far = jensen_shannon([[1, 1], [4, 0]])
    assert far[0, 1] ** 2 == pytest.approx(0.3112781244591328, rel=1e-12)
    assert cosine([[1, 1], [4, 0]])[0, 1] == pytest.approx(np.sqrt(0.5), rel=1e-12)
    assert jensen_shannon([[2, 0], [0, 7]])[0, 1] == 1
    assert cosine([[2, 0], [0, 7]])[0, 1] == 0


def test_documents_without_words_have_no_neighbours():
    for measure, itself in ((cosine, 1.0), (jensen_shannon, 0.0)):
        table = measure([[0, 0], [1, 2]])
        assert np.isnan(table[0]).all()
        assert np.isnan(table[:, 0]).all()
        assert table[1, 1] == itself
        assert measure(np.zeros((0, 3))).shape == (0, 0)
