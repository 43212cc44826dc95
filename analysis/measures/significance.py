"""From a test statistic to a probability, and from many probabilities to honest ones."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def p_value_chi2(statistic: Floats) -> Floats:
    """Probability of a chi-square of one degree of freedom at least this large.

    Parameters
    ----------
    statistic
        Shape ``(n,)``; its sign, which only says on which side a term is, is ignored. Above some
        1480 the probability is too small for a float and given as 0; NaN stays NaN.

    References
    ----------
    Abramowitz, M. and Stegun, I. (1964). Handbook of Mathematical Functions, 26.4.

    Examples
    --------
    >>> p_value_chi2(np.array([3.841458820694124, -6.6348966010212145])).round(6)
    array([0.05, 0.01])
    """
    roots = np.sqrt(np.abs(np.asarray(statistic, dtype=np.float64)) / 2)
    return np.fromiter(map(math.erfc, roots.ravel().tolist()), np.float64).reshape(roots.shape)


def benjamini_hochberg(p: Floats) -> Floats:
    """Adjust probabilities for having looked at many terms (false discovery rate).

    Parameters
    ----------
    p
        Shape ``(n,)``; NaN stays NaN and is not counted as a test.

    Returns
    -------
    Floats
        Shape ``(n,)``, in the same order; never below ``p``, never above 1.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57(1), 289-300.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03]))
    array([0.03, 0.04, 0.04])
    """
    adjusted = np.array(p, dtype=np.float64)
    tested = np.flatnonzero(~np.isnan(adjusted))
    if not len(tested):
        return adjusted
    order = tested[np.argsort(adjusted[tested], kind="stable")]
    ranks = np.arange(1, len(order) + 1)
    raised = adjusted[order] * (len(order) / ranks)
    adjusted[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return adjusted
