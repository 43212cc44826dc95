"""How evenly terms are spread over parts: documents, organisations, years.

Counts come as one entry for each term and part that holds it, so that a hundred thousand documents
need no table of terms × documents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Spread:
    """Counts of terms in parts.

    Parameters
    ----------
    terms, parts, n
        Term code, part code and count of each entry, shape ``(n_entries,)``; no pair twice.
    n_terms
        Size of the vocabulary.
    sizes
        Tokens of each part, shape ``(n_parts,)``; parts without tokens do not count as parts.
    """

    terms: Ints
    parts: Ints
    n: Floats
    n_terms: int
    sizes: Floats

    @classmethod
    def of(cls, counts: npt.ArrayLike, sizes: npt.ArrayLike) -> Spread:
        """Return the spread of a table of counts, shape ``(n_terms, n_parts)``."""
        table = np.asarray(counts, dtype=np.float64)
        terms, parts = np.nonzero(table)
        lengths = np.asarray(sizes, dtype=np.float64)
        return cls(terms, parts, table[terms, parts], table.shape[0], lengths)

    @cached_property
    def n_parts(self) -> int:
        """Parts that hold tokens."""
        return int(np.count_nonzero(self.sizes))

    @cached_property
    def rates(self) -> Floats:
        """Relative frequency in the part, for each entry."""
        return self.n / self.sizes[self.parts]

    def sums(self, values: Floats) -> Floats:
        """Return the sum of one value an entry for each term, shape ``(n_terms,)``."""
        sums = np.bincount(self.terms, weights=values, minlength=self.n_terms)
        return sums.astype(np.float64)  # integers for no entries


def gries_dp(spread: Spread) -> Floats:
    """Gries's deviation of proportions.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; 0: spread exactly as the parts are long, towards 1: all in a small
        part. NaN for a term that does not occur.

    References
    ----------
    Gries, S. T. (2008). Dispersions and adjusted frequencies in corpora. International Journal of
    Corpus Linguistics 13(4), 403-437.

    Examples
    --------
    >>> gries_dp(Spread.of([[1, 2, 3, 4, 5]], sizes=[9, 10, 10, 10, 11])).round(2)
    array([0.18])
    """
    totals = spread.sums(spread.n)
    observed = spread.n / totals[spread.terms]
    expected = (spread.sizes / spread.sizes.sum())[spread.parts]
    # Half the sum of all deviations is the sum of those above expectation, both adding up to 1;
    # parts without the term never lie above.
    deviation = spread.sums(np.maximum(observed - expected, 0.0))
    return np.where(totals > 0, deviation, np.nan)


def juilland_d(spread: Spread) -> Floats:
    """Juilland's D, on relative frequencies so that parts may differ in length.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; 1: equally often in all parts, 0: only in one. NaN for a term that
        does not occur, and where there are fewer than two parts.

    References
    ----------
    Juilland, A., Brodin, D. and Davidovitch, C. (1970). Frequency Dictionary of French Words.
    Mouton. In the form of Gries (2008).

    Examples
    --------
    >>> juilland_d(Spread.of([[1, 2, 3, 4, 5]], sizes=[9, 10, 10, 10, 11])).round(3)
    array([0.785])
    """
    k = spread.n_parts
    if k < 2:
        return np.full(spread.n_terms, np.nan)
    means = spread.sums(spread.rates) / k
    absent = k - spread.sums(np.ones_like(spread.n))
    squares = spread.sums((spread.rates - means[spread.terms]) ** 2) + absent * means**2
    with np.errstate(divide="ignore", invalid="ignore"):
        variation = np.sqrt(squares / k) / means
    evenness: Floats = 1 - variation / np.sqrt(k - 1)
    return np.where(means > 0, np.clip(evenness, 0.0, 1.0), np.nan)


def carroll_d2(spread: Spread) -> Floats:
    """Carroll's D2: entropy of the relative frequencies over the largest possible.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; 1: equally often in all parts, 0: only in one. NaN for a term that
        does not occur, and where there are fewer than two parts.

    References
    ----------
    Carroll, J. B. (1970). An alternative to Juilland's usage coefficient for lexical frequencies.
    ETS Research Bulletin. In the form of Gries (2008).

    Examples
    --------
    >>> carroll_d2(Spread.of([[1, 2, 3, 4, 5]], sizes=[9, 10, 10, 10, 11])).round(3)
    array([0.938])
    """
    if spread.n_parts < 2:
        return np.full(spread.n_terms, np.nan)
    totals = spread.sums(spread.rates)
    shares = spread.rates / totals[spread.terms]
    entropy = -spread.sums(shares * np.log2(shares))
    return np.where(totals > 0, np.abs(entropy) / np.log2(spread.n_parts), np.nan)


DISPERSIONS: Mapping[str, Callable[[Spread], Floats]] = MappingProxyType(
    {"gries_dp": gries_dp, "juilland_d": juilland_d, "carroll_d2": carroll_d2}
)
