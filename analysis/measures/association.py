"""Measures of a 2×2 table: does a term belong to one side, does a collocate belong to its node.

Every function takes four float64 arrays of shape ``(n_terms,)``, or what broadcasts to them:

====  ==========================================  ========================================
cell  two texts                                   a node and its collocates
====  ==========================================  ========================================
o11   occurrences of the term in the target       of the collocate near the node
o12   occurrences of the term in the reference    of the collocate elsewhere
o21   other tokens of the target                  other tokens near the node
o22   other tokens of the reference               other tokens elsewhere
====  ==========================================  ========================================

Positive means more in the target; 0 means no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Measure = Callable[[Floats, Floats, Floats, Floats], Floats]

HALF = 0.5
"""What stands for a zero count where a ratio is taken."""


def log_likelihood(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:
    """Signed log-likelihood ratio G² over all four cells.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; without the sign distributed as chi-square with one degree of
        freedom (6.63 is 1 %). A zero cell adds nothing; 0 where a row or column is empty.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1), 61-74.

    Examples
    --------
    >>> log_likelihood(*(np.array([x]) for x in (110.0, 2442.0, 111.0, 29114.0))).round(2)
    array([270.72])
    """
    surplus, expected = _surplus(o11, o12, o21, o22)
    cells = zip((o11, o12, o21, o22), expected, (1, -1, -1, 1), strict=True)
    total = sum(_information(o, e, sign * surplus) for o, e, sign in cells)
    return np.sign(surplus) * 2 * np.maximum(total, 0.0)


def log_likelihood_two_cell(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:
    """Signed log-likelihood over the two cells of the term alone, as in Rayson's calculator.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; a little below ``log_likelihood``, for rare terms nearly equal to
        it. A zero cell adds nothing; 0 where a row or column is empty.

    References
    ----------
    Rayson, P. and Garside, R. (2000). Comparing corpora using frequency profiling. Workshop on
    Comparing Corpora, 1-6.

    Examples
    --------
    >>> log_likelihood_two_cell(*(np.array([x]) for x in (8.0, 2.0, 92.0, 98.0))).round(4)
    array([3.8549])
    """
    surplus, expected = _surplus(o11, o12, o21, o22)
    total = _information(o11, expected[0], surplus) + _information(o12, expected[1], -surplus)
    return np.sign(surplus) * 2 * np.maximum(total, 0.0)


def chi_squared(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:
    """Signed Pearson chi-square of the table, without continuity correction.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; 0 where a row or column is empty.

    References
    ----------
    Manning, C. and Schütze, H. (1999). Foundations of Statistical Natural Language Processing,
    169-171.

    Examples
    --------
    >>> chi_squared(*(np.array([x]) for x in (8.0, 4667.0, 15820.0, 14287181.0))).round(2)
    array([1.55])
    """
    surplus, expected = _surplus(o11, o12, o21, o22)
    parts = [np.divide(surplus**2, e, out=np.zeros_like(surplus), where=e > 0) for e in expected]
    total: Floats = np.sign(surplus) * np.sum(parts, axis=0)
    return total


def log_ratio(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:
    """Binary logarithm of the ratio of relative frequencies, target over reference.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; unit: doublings. 1 is twice as frequent in the target. A zero count
        is taken as 0.5; NaN where a side is empty.

    References
    ----------
    Hardie, A. (2014). Log Ratio: an informal introduction. CASS, Lancaster.

    Examples
    --------
    >>> log_ratio(*(np.array([x]) for x in (8.0, 2.0, 92.0, 98.0)))
    array([2.])
    """
    target, reference = _rates(_at_least_half(o11), _at_least_half(o12), o11 + o21, o12 + o22)
    return np.log2(target) - np.log2(reference)


def percent_diff(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:
    """By how many per cent the relative frequency of the target is above that of the reference.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; -100 for a term without occurrence in the target. A zero count in the
        reference is taken as 0.5; NaN where a side is empty.

    References
    ----------
    Gabrielatos, C. and Marchi, A. (2011). Keyness: matching metrics to definitions. Corpus
    Linguistics in the South 1, Portsmouth.

    Examples
    --------
    >>> percent_diff(*(np.array([x]) for x in (8.0, 2.0, 92.0, 98.0)))
    array([300.])
    """
    target, reference = _rates(o11, _at_least_half(o12), o11 + o21, o12 + o22)
    return (target - reference) / reference * 100


def odds_ratio(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:
    """Odds of the term in the target over its odds in the reference; 1 means no difference.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; where a cell is zero, 0.5 is added to all four.

    References
    ----------
    Haldane, J. B. S. (1956). The estimation and significance of the logarithm of a ratio of
    frequencies. Annals of Human Genetics 20(4), 309-311.

    Examples
    --------
    >>> odds_ratio(*(np.array([x]) for x in (10.0, 5.0, 20.0, 40.0)))
    array([4.])
    """
    cells = np.broadcast_arrays(o11, o12, o21, o22)
    holes = np.any([cell == 0 for cell in cells], axis=0)
    a, b, c, d = (cell + HALF * holes for cell in cells)
    ratio: Floats = (a * d) / (b * c)
    return ratio


def log_odds_ratio(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:
    """Binary logarithm of the odds ratio; zero cells as there.

    References
    ----------
    Haldane, J. B. S. (1956), as for ``odds_ratio``.

    Examples
    --------
    >>> log_odds_ratio(*(np.array([x]) for x in (10.0, 5.0, 20.0, 40.0)))
    array([2.])
    """
    return np.log2(odds_ratio(o11, o12, o21, o22))


def mi(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:
    """Pointwise mutual information of collocate and node; favours rare words.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; unit: bits. ``-inf`` where they are never together.

    References
    ----------
    Church, K. and Hanks, P. (1990). Word association norms, mutual information, and lexicography.
    Computational Linguistics 16(1), 22-29.

    Examples
    --------
    >>> mi(*(np.array([x]) for x in (20.0, 0.0, 22.0, 14307626.0))).round(2)
    array([18.38])
    """
    _, (expected, *_others) = _surplus(o11, o12, o21, o22)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log2(o11) - np.log2(expected)


def log_dice(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:  # noqa: ARG001
    """Dice coefficient on a logarithmic scale that does not depend on the size of the corpus.

    The cell ``o21`` holds the occurrences of the node without the collocate, so that the
    frequencies are those of the two words; ``o22`` is not used.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; at most 14 (always together); one less means half as close. ``-inf``
        where they are never together.

    References
    ----------
    Rychlý, P. (2008). A lexicographer-friendly association score. RASLAN 2008, 6-9.

    Examples
    --------
    >>> log_dice(*(np.array([x]) for x in (8.0, 0.0, 24.0, 1000.0))).round(4)
    array([12.6781])
    """
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * o11 / (2 * o11 + o12 + o21))


def t_score(o11: Floats, o12: Floats, o21: Floats, o22: Floats) -> Floats:
    """Surplus of co-occurrences over the expected in units of its deviation; favours frequent ones.

    Returns
    -------
    Floats
        Shape ``(n_terms,)``; ``-inf`` where they are never together.

    References
    ----------
    Church, K., Gale, W., Hanks, P. and Hindle, D. (1991). Using statistics in lexical analysis.

    Examples
    --------
    >>> t_score(*(np.array([x]) for x in (8.0, 4667.0, 15820.0, 14287173.0))).round(4)
    array([0.9999])
    """
    surplus, _ = _surplus(o11, o12, o21, o22)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(o11 > 0, surplus / np.sqrt(o11), -np.inf)


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "log_likelihood": log_likelihood,
        "log_likelihood_two_cell": log_likelihood_two_cell,
        "chi_squared": chi_squared,
        "log_ratio": log_ratio,
        "log_odds_ratio": log_odds_ratio,
        "percent_diff": percent_diff,
    }
)
"""Measures of keyness: positive in the target, negative in the reference."""
COLLOCATIONS: Mapping[str, Measure] = MappingProxyType(
    {"mi": mi, "log_dice": log_dice, "t_score": t_score, "log_likelihood": log_likelihood}
)
"""Measures of collocation."""
TESTS = frozenset({"log_likelihood", "log_likelihood_two_cell", "chi_squared"})
"""Measures whose size is distributed as chi-square with one degree of freedom."""


def _surplus(
    o11: Floats, o12: Floats, o21: Floats, o22: Floats
) -> tuple[Floats, tuple[Floats, Floats, Floats, Floats]]:
    """Return observed minus expected of the first cell, and the four expected counts.

    The other three cells differ from theirs by the same amount, with alternating sign.
    """
    row1, row2, column1, column2 = o11 + o12, o21 + o22, o11 + o21, o12 + o22
    total = np.maximum(row1 + row2, 1.0)
    surplus = (o11 * o22 - o12 * o21) / total
    expected = (
        row1 * column1 / total,
        row1 * column2 / total,
        row2 * column1 / total,
        row2 * column2 / total,
    )
    return surplus, expected


def _information(observed: Floats, expected: Floats, surplus: Floats) -> Floats:
    """Return ``observed · ln(observed / expected)``, exact also where both are nearly equal."""
    observed, expected, surplus = np.broadcast_arrays(observed, expected, surplus)
    there = (observed > 0) & (expected > 0)
    share = np.divide(surplus, expected, out=np.zeros(there.shape), where=there)
    return observed * np.log1p(share)


def _at_least_half(n: Floats) -> Floats:
    return np.where(n > 0, n, HALF)


def _rates(n1: Floats, n2: Floats, size1: Floats, size2: Floats) -> tuple[Floats, Floats]:
    """Return both relative frequencies, NaN where a side is empty."""
    empty = (size1 <= 0) | (size2 <= 0)
    target = np.where(empty, np.nan, n1 / np.where(empty, 1.0, size1))
    return target, np.where(empty, np.nan, n2 / np.where(empty, 1.0, size2))
