"""Sums that compiled loops make are those of the formulas' own, to the last digit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.loops import compiling
from analysis.corpus.spreads import CountedSpread
from analysis.measures.dispersion import DISPERSIONS, Spread

ENTRIES = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 6), st.integers(1, 99)),
    max_size=25,
    unique_by=lambda entry: entry[:2],
)


@pytest.mark.parametrize("little", [0, 1 << 30])
@given(ENTRIES, st.lists(st.integers(1, 50), min_size=7, max_size=7))
def test_sums_are_those_of_the_formulas(little, entries, sizes):
    terms, parts, n = np.asarray(entries, dtype=np.int32).reshape(-1, 3).T.copy()
    tokens = np.asarray(sizes, dtype=np.float64)
    groups = {"part_groups": np.asarray([0, 0, 1, 1, 1, 2, 2]), "term_groups": np.arange(5) % 3}
    plain = Spread(terms, parts, n.astype(np.float64), 5, tokens, **groups)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiling, "LITTLE", little)
        for dtype in (np.int32, np.int64):
            columns = (column.astype(dtype) for column in (terms, parts, n))
            counted = CountedSpread(*columns, 5, tokens, **groups)
            for name in ("gries_dp", "juilland_d"):
                measure = DISPERSIONS[name]
                np.testing.assert_array_equal(measure(counted), measure(plain))
