"""Sums over counts by term and part, of which spreads are computed (``measures.dispersion``)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]

_TWICE = "f8[] | f8[] f8[] f8[]"


@compiled(f"i4[] i4[] i4[] {_TWICE}", f"i8[] i8[] i8[] {_TWICE}")
def add_rates(
    terms: Array,
    parts: Array,
    n: Array,
    sizes: Floats,
    totals: Floats,
    holding: Floats,
    rates: Floats,
) -> None:
    """Add up for each term its counts, its parts, and its rates in them."""
    for entry in range(len(terms)):
        term = terms[entry]
        totals[term] += n[entry]
        holding[term] += 1
        rates[term] += n[entry] / sizes[parts[entry]]


_ONCE = "f8[] f8[] | f8[]"


@compiled(f"i4[] i4[] i4[] {_ONCE}", f"i8[] i8[] i8[] {_ONCE}")
def add_surplus(
    terms: Array, parts: Array, n: Array, totals: Floats, shares: Floats, surplus: Floats
) -> None:
    """Add up by how much the share of a part in a term exceeds that in all text."""
    for entry in range(len(terms)):
        term = terms[entry]
        surplus[term] += max(n[entry] / totals[term] - shares[parts[entry]], 0.0)


@compiled(f"i4[] i4[] i4[] {_ONCE}", f"i8[] i8[] i8[] {_ONCE}")
def add_squares(
    terms: Array, parts: Array, n: Array, sizes: Floats, means: Floats, squares: Floats
) -> None:
    """Add up the squares of what the rates of a term differ from their mean."""
    for entry in range(len(terms)):
        term = terms[entry]
        difference = n[entry] / sizes[parts[entry]] - means[term]
        squares[term] += difference * difference
