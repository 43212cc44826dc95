"""How evenly words are spread over the parts of a subset, of many entries in few passes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.spreads import add_rates, add_squares, add_surplus
from analysis.measures.dispersion import Spread

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CountedSpread(Spread):
    """The same sums in the same order; ``terms``, ``parts`` and ``n`` are integers of one type."""

    @cached_property
    def _once(self) -> tuple[Floats, Floats, Floats]:
        totals, holding, rates = np.zeros((3, self.n_terms))
        loop = add_rates.over(len(self.terms))
        loop(self.terms, self.parts, self.n, self.sizes, totals, holding, rates)
        return totals, holding, rates

    @cached_property
    def totals(self) -> Floats:
        """Count of each term in all parts."""
        return self._once[0]

    @cached_property
    def holding(self) -> Floats:
        """Parts that hold each term."""
        return self._once[1]

    @cached_property
    def rate_sums(self) -> Floats:
        """Sum of the rates of each term."""
        return self._once[2]

    def rate_squares(self, means: Floats) -> Floats:
        """Return the sum of the squares of what rates differ from given means, by term."""
        squares = np.zeros(self.n_terms)
        loop = add_squares.over(len(self.terms))
        loop(self.terms, self.parts, self.n, self.sizes, means, squares)
        return squares

    @property
    def surplus(self) -> Floats:
        """Sum of what the shares of parts in a term exceed their shares in the tokens."""
        surplus = np.zeros(self.n_terms)
        loop = add_surplus.over(len(self.terms))
        loop(self.terms, self.parts, self.n, self.totals, self.shares, surplus)
        return surplus
