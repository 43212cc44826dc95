"""Tables of chi-square and the example of Benjamini and Hochberg; scipy as the other source."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, false_discovery_control

from analysis.measures.significance import benjamini_hochberg, p_value_chi2

PROBABILITIES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_critical_values():
    table = np.array([3.841, 6.635, 10.828, 15.137])
    assert p_value_chi2(table).round(6) == pytest.approx([0.05, 0.01, 0.001, 0.0001], abs=5e-5)
    assert p_value_chi2(np.array([0.0, -3.84, 3.84]))[0] == 1


@given(st.floats(0, 1000))
def test_p_agrees_with_scipy_and_ignores_the_side(statistic):
    both = p_value_chi2(np.array([statistic, -statistic]))
    assert both[0] == both[1] == pytest.approx(chi2.sf(statistic, 1), rel=1e-9)


def test_p_keeps_shape_and_gaps():
    assert np.isnan(p_value_chi2(np.array([np.nan]))).all()
    assert p_value_chi2(np.zeros((2, 3))).shape == (2, 3)
    assert p_value_chi2(np.array([])).shape == (0,)
    assert p_value_chi2(np.array([5000.0])) == 0


def test_example_of_benjamini_and_hochberg():
    # Benjamini and Hochberg (1995), fifteen comparisons: at 0.05 the first four are found.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    adjusted = benjamini_hochberg(np.array(p))
    assert (adjusted <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4, rel=1e-12)


@given(PROBABILITIES)
def test_adjusted_agrees_with_scipy_and_is_never_smaller(p):
    values = np.array(p)
    adjusted = benjamini_hochberg(values)
    assert adjusted == pytest.approx(false_discovery_control(values), rel=1e-12, abs=1e-300)
    assert (adjusted >= values).all()
    assert (adjusted <= 1).all()
    assert values.tolist() == p


def test_gaps_are_not_tests():
    adjusted = benjamini_hochberg(np.array([0.01, np.nan, 0.03]))
    assert adjusted[[0, 2]] == pytest.approx([0.02, 0.03])
    assert np.isnan(adjusted[1])
    assert np.isnan(benjamini_hochberg(np.array([np.nan]))).all()
    assert benjamini_hochberg(np.array([])).shape == (0,)
