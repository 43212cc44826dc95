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
    part_groups, term_groups
        Where terms of several groups are measured at once, the group of each part and of each
        term, shapes ``(n_parts,)`` and ``(n_terms,)``: a term is spread over the parts of its own
        group. Without them all belong to one.
    """

    terms: Ints
    parts: Ints
    n: npt.NDArray[np.float64] | Ints
    n_terms: int
    sizes: Floats
    part_groups: Ints | None = None
    term_groups: Ints | None = None

    @classmethod
    def of(cls, counts: npt.ArrayLike, sizes: npt.ArrayLike) -> Spread:
        """Return the spread of a table of counts, shape ``(n_terms, n_parts)``."""
        table = np.asarray(counts, dtype=np.float64)
        terms, parts = np.nonzero(table)
        lengths = np.asarray(sizes, dtype=np.float64)
        return cls(terms, parts, table[terms, parts], table.shape[0], lengths)

    @cached_property
    def n_parts(self) -> Floats:
        """Parts that hold tokens, of the group of each term; shape ``(n_terms,)``."""
        return self._in_group((self.sizes > 0).astype(np.float64), self._term_groups)

    @cached_property
    def shares(self) -> Floats:
        """Share of each part in the tokens of its group; shape ``(n_parts,)``."""
        with np.errstate(invalid="ignore"):  # a group without tokens has no entries
            return self.sizes / self._in_group(self.sizes, self._part_groups)

    def _in_group(self, values: Floats, groups: Ints) -> Floats:
        """Return the sum of a value of the parts of each of some groups."""
        size = max(groups.max(initial=-1), self._part_groups.max(initial=-1)) + 1
        sums = np.bincount(self._part_groups, weights=values, minlength=size)
        return sums.astype(np.float64)[groups]  # integers for no parts

    @property
    def _part_groups(self) -> Ints:
        one = np.zeros(len(self.sizes), dtype=np.int64)
        return one if self.part_groups is None else self.part_groups

    @property
    def _term_groups(self) -> Ints:
        one = np.zeros(self.n_terms, dtype=np.int64)
        return one if self.term_groups is None else self.term_groups

    @cached_property
    def rates(self) -> Floats:
        """Relative frequency in the part, for each entry."""
        return self.n / self.sizes[self.parts]

    def sums(self, values: Floats) -> Floats:
        """Return the sum of one value an entry for each term, shape ``(n_terms,)``."""
        sums = np.bincount(self.terms, weights=values, minlength=self.n_terms)
        return sums.astype(np.float64)  # integers for no entries

    @cached_property
    def totals(self) -> Floats:
        """Count of each term in all parts; shape ``(n_terms,)``, as of all sums."""
        return self.sums(self.n.astype(np.float64))

    @cached_property
    def holding(self) -> Floats:
        """Parts that hold each term."""
        return self.sums(np.ones(len(self.n)))

    @cached_property
    def rate_sums(self) -> Floats:
        """Sum of the rates of each term."""
        return self.sums(self.rates)

    def rate_squares(self, means: Floats) -> Floats:
        """Return the sum of the squares of what rates differ from given means, by term.

        Parts without the term have no part in it.
        """
        return self.sums((self.rates - means[self.terms]) ** 2)

    @property
    def surplus(self) -> Floats:
        """Sum of what the shares of parts in a term exceed their shares in the tokens."""
        observed = self.n / self.totals[self.terms]
        return self.sums(np.maximum(observed - self.shares[self.parts], 0.0))


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
    # Half the sum of all deviations is the sum of those above expectation, both adding up to 1;
    # parts without the term never lie above.
    return np.where(spread.totals > 0, spread.surplus, np.nan)


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
    with np.errstate(divide="ignore", invalid="ignore"):
        means = spread.rate_sums / k
        squares = spread.rate_squares(means) + (k - spread.holding) * means**2
        variation = np.sqrt(squares / k) / means
        evenness = 1 - variation / np.sqrt(k - 1)
    return np.where((means > 0) & (k > 1), np.clip(evenness, 0.0, 1.0), np.nan)


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
    totals = spread.rate_sums
    shares = spread.rates / totals[spread.terms]
    entropy = -spread.sums(shares * np.log2(shares))
    with np.errstate(divide="ignore", invalid="ignore"):
        evenness = np.abs(entropy) / np.log2(spread.n_parts)
    return np.where((totals > 0) & (spread.n_parts > 1), evenness, np.nan)


DISPERSIONS: Mapping[str, Callable[[Spread], Floats]] = MappingProxyType(
    {"gries_dp": gries_dp, "juilland_d": juilland_d, "carroll_d2": carroll_d2}
)
