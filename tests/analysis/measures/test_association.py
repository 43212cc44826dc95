"""Published tables, an independent source, and properties of all measures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from scipy.stats.contingency import odds_ratio as scipy_odds_ratio

from analysis.measures.association import (
    COLLOCATIONS,
    MEASURES,
    TESTS,
    chi_squared,
    log_dice,
    log_likelihood,
    log_likelihood_two_cell,
    log_odds_ratio,
    log_ratio,
    mi,
    odds_ratio,
    percent_diff,
    t_score,
)


def cells(*values):
    return tuple(np.array([float(value)]) for value in values)


COUNTS = st.integers(0, 10**6)
TABLES = st.tuples(COUNTS, COUNTS, st.integers(1, 10**8), st.integers(1, 10**8))


@pytest.mark.parametrize(
    ("table", "published"),
    [
        # Dunning (1993), table 1: bigrams of a text of 31,777 words.
        ((110, 2442, 111, 29114), 270.72),  # the swiss
        ((29, 13, 123, 31612), 263.90),  # can be
        ((31, 23, 139, 31584), 256.84),  # previous year
        ((10, 0, 3, 31764), 167.23),  # mineral water
        ((76, 104, 2476, 29121), 157.21),  # at the
    ],
)
def test_log_likelihood_of_dunning(table, published):
    assert log_likelihood(*cells(*table)).round(2) == published


def test_log_likelihood_two_cell_by_the_formula_of_rayson():
    # a = 20 of c = 1000, b = 5 of d = 2000: E1 = 25/3, E2 = 50/3.
    by_hand = 2 * (20 * np.log(20 / (25 / 3)) + 5 * np.log(5 / (50 / 3)))
    assert by_hand == pytest.approx(22.97902, abs=1e-5)
    found = log_likelihood_two_cell(*cells(20, 5, 980, 1995))[0]
    assert found == pytest.approx(by_hand, rel=1e-12)
    assert found < log_likelihood(*cells(20, 5, 980, 1995))[0]


@pytest.mark.parametrize(
    ("table", "published"),
    [
        ((8, 4667, 15820, 14287181), 1.55),  # Manning and Schütze (1999), new companies
        ((110, 2442, 111, 29114), 525.02),  # Dunning (1993), table 2, the swiss
    ],
)
def test_chi_squared_published(table, published):
    assert chi_squared(*cells(*table)).round(2) == published


def test_mi_t_score_and_log_dice_published():
    # Manning and Schütze (1999): Ayatollah Ruhollah; new companies.
    assert mi(*cells(20, 0, 22, 14307626)).round(2) == 18.38
    assert t_score(*cells(8, 4667, 15820, 14287173)).round(6) == 0.999932
    # Rychlý (2008): 14 when always together; each halving takes one.
    assert log_dice(*cells(30, 0, 0, 5)) == 14
    assert log_dice(*cells(4, 12, 12, 9)) == 12


@given(TABLES)
def test_tests_agree_with_scipy(values):
    table = np.array(values, dtype=float).reshape(2, 2)
    if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        assert log_likelihood(*cells(*values)) == 0 == chi_squared(*cells(*values))
        return
    for measure, kind in ((log_likelihood, "log-likelihood"), (chi_squared, "pearson")):
        found = abs(measure(*cells(*values))[0])
        wanted = chi2_contingency(table, correction=False, lambda_=kind).statistic
        # scipy adds up logarithms of ratios near 1, so that it is only good to 1e-16 of the total.
        assert found == pytest.approx(wanted, rel=1e-9, abs=1e-15 * table.sum() + 1e-12)


def test_log_ratio_counts_doublings():
    assert log_ratio(*cells(40, 10, 960, 990)) == 2
    assert log_ratio(*cells(10, 40, 990, 960)) == -2
    assert log_ratio(*cells(4, 0, 996, 1000)) == 3  # a zero is half an occurrence
    assert log_ratio(*cells(0, 0, 5, 5)) == 0
    assert np.isnan(log_ratio(*cells(0, 3, 0, 5)))


def test_percent_diff_by_hand():
    assert percent_diff(*cells(30, 20, 970, 1980))[0] == pytest.approx(200, abs=1e-9)
    assert percent_diff(*cells(0, 20, 1000, 1980)) == -100
    assert percent_diff(*cells(2, 0, 998, 1000))[0] == pytest.approx(300, abs=1e-9)
    assert np.isnan(percent_diff(*cells(2, 0, 998, 0)))


def test_odds_ratio_agrees_with_scipy_and_fills_zeros():
    wanted = scipy_odds_ratio(np.array([[7, 15], [58, 472]]), kind="sample").statistic
    assert odds_ratio(*cells(7, 15, 58, 472))[0] == pytest.approx(wanted, rel=1e-12)
    assert odds_ratio(*cells(0, 4, 9, 9))[0] == pytest.approx((0.5 * 9.5) / (4.5 * 9.5))
    assert log_odds_ratio(*cells(10, 5, 20, 40)) == 2


def test_nothing_together_has_no_association():
    for name in ("mi", "log_dice", "t_score"):
        assert COLLOCATIONS[name](*cells(0, 5, 7, 100)) == -np.inf


@given(TABLES)
def test_measures_of_keyness_change_sign_with_the_sides(values):
    o11, o12, o21, o22 = cells(*values)
    for name, measure in MEASURES.items():
        there, back = measure(o11, o12, o21, o22)[0], measure(o12, o11, o22, o21)[0]
        if name in TESTS or name == "log_ratio":
            assert there == pytest.approx(-back, rel=1e-9, abs=1e-9), name
        if o11 > 0 and o12 > 0:
            assert np.sign(there) == -np.sign(back) or abs(there) < 1e-9, name


@given(TABLES)
def test_tests_double_with_the_text_and_effects_do_not(values):
    once, twice = cells(*values), cells(*(2 * value for value in values))
    for name, measure in MEASURES.items():
        if name in TESTS:
            assert measure(*twice)[0] == pytest.approx(2 * measure(*once)[0], rel=1e-9, abs=1e-9)
        elif all(value > 0 for value in values):
            assert measure(*twice)[0] == pytest.approx(measure(*once)[0], rel=1e-9, abs=1e-9)


@given(TABLES)
def test_scores_are_numbers_and_positive_where_the_target_has_more(values):
    more = values[0] * values[3] - values[1] * values[2]
    for name, measure in MEASURES.items():
        score = measure(*cells(*values))[0]
        assert np.isfinite(score), name
        if all(values[:2]):
            assert np.sign(score) == np.sign(more) or abs(score) < 1e-9, name


def test_measures_take_whole_vocabularies():
    table = [
        np.array(row, dtype=float) for row in ((8, 0, 3), (2, 5, 3), (92, 100, 97), (98, 95, 97))
    ]
    for measure in (*MEASURES.values(), *COLLOCATIONS.values()):
        together = measure(*table)
        assert together.shape == (3,)
        alone = [measure(*(row[i : i + 1] for row in table))[0] for i in range(3)]
        assert together.tolist() == alone
        assert measure(*(row[:0] for row in table)).shape == (0,)
