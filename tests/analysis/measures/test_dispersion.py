"""The example of Gries (2008), a dense recount, and the ends of the scales."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.dispersion import DISPERSIONS, Spread, carroll_d2, gries_dp, juilland_d

# Gries (2008), the corpus of five parts; the word "a" stands 1, 2, 3, 4 and 5 times in them.
PARTS = (
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
)


def spread_of(*words):
    parts = [part.split() for part in PARTS]
    return Spread.of([[p.count(w) for p in parts] for w in words], [len(p) for p in parts])


def test_values_of_gries():
    spread = spread_of("a", "b", "e", "x")
    assert gries_dp(spread)[0].round(2) == 0.18
    assert juilland_d(spread)[0].round(3) == 0.785
    assert carroll_d2(spread)[0].round(3) == 0.938
    # "x" stands once, in the last part, 11 of 50 words.
    assert gries_dp(spread)[3] == pytest.approx(1 - 11 / 50, rel=1e-12)
    assert juilland_d(spread)[3] == pytest.approx(0, abs=1e-12)
    assert carroll_d2(spread)[3] == 0


@given(
    st.lists(st.lists(st.integers(0, 50), min_size=4, max_size=4), min_size=1, max_size=6),
    st.lists(st.integers(1, 1000), min_size=4, max_size=4),
)
def test_entries_give_what_the_full_table_gives(counts, sizes):
    table, lengths = np.array(counts, dtype=float), np.array(sizes, dtype=float)
    spread = Spread.of(table, lengths)
    for row, (n, *found) in enumerate(
        zip(table, gries_dp(spread), juilland_d(spread), carroll_d2(spread), strict=True)
    ):
        if not n.any():
            assert np.isnan(found).all(), row
            continue
        rates = n / lengths
        shares = rates[rates > 0] / rates.sum()
        wanted = [
            np.abs(n / n.sum() - lengths / lengths.sum()).sum() / 2,
            1 - rates.std() / rates.mean() / np.sqrt(len(sizes) - 1),
            -(shares * np.log2(shares)).sum() / np.log2(len(sizes)),
        ]
        assert found == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_even_and_uneven_ends():
    even, uneven = Spread.of([[2, 4, 6]], [10, 20, 30]), Spread.of([[0, 0, 6]], [10, 20, 30])
    assert gries_dp(even)[0] == pytest.approx(0, abs=1e-12)
    assert juilland_d(even)[0] == pytest.approx(1, rel=1e-12)
    assert carroll_d2(even)[0] == pytest.approx(1, rel=1e-12)
    assert gries_dp(uneven)[0] == pytest.approx(0.5, rel=1e-12)


def test_parts_without_tokens_are_no_parts():
    full, holed = Spread.of([[3, 1]], [10, 10]), Spread.of([[3, 0, 1]], [10, 0, 10])
    for name, measure in DISPERSIONS.items():
        assert measure(full) == measure(holed), name


def test_one_part_says_nothing_and_absent_terms_are_not_numbers():
    one = Spread.of([[3], [0]], [10])
    assert gries_dp(one)[0] == 0
    assert np.isnan(juilland_d(one)).all()
    assert np.isnan(carroll_d2(one)).all()
    assert np.isnan(gries_dp(one)[1])
    for measure in DISPERSIONS.values():
        assert measure(Spread.of(np.zeros((0, 3)), [1, 1, 1])).shape == (0,)
        assert np.isnan(measure(Spread.of(np.zeros((2, 3)), [1, 1, 1]))).all()


def test_terms_of_several_groups_are_spread_over_the_parts_of_their_own():
    first, second = [[1, 2, 3], [0, 4, 0]], [[5, 1]]
    together = Spread(
        terms=np.asarray([0, 0, 0, 1, 2, 2]),
        parts=np.asarray([0, 1, 2, 1, 3, 4]),
        n=np.asarray([1.0, 2, 3, 4, 5, 1]),
        n_terms=4,
        sizes=np.asarray([10.0, 20, 50, 30, 40, 7]),
        part_groups=np.asarray([0, 0, 0, 1, 1, 2]),
        term_groups=np.asarray([0, 0, 1, 2]),
    )
    apart = [Spread.of(first, sizes=[10, 20, 50]), Spread.of(second, sizes=[30, 40])]
    for measure in DISPERSIONS.values():
        expected = np.concatenate([*map(measure, apart), [np.nan]])
        assert measure(together) == pytest.approx(expected, nan_ok=True)
