"""How varied a vocabulary is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer]


def type_token_ratio(codes: Ints) -> float:
    """Distinct terms over tokens. Falls with length: compare texts of one length only.

    Parameters
    ----------
    codes
        Term codes in text order, shape ``(n_tokens,)``.

    Returns
    -------
    float
        Between 0 and 1; NaN for no tokens.

    References
    ----------
    Johnson, W. (1944). Studies in language behavior. Psychological Monographs 56(2).

    Examples
    --------
    >>> type_token_ratio(np.array([0, 1, 0, 2]))
    0.75
    """
    return len(np.unique(codes)) / len(codes) if len(codes) else float("nan")


def mattr(codes: Ints, *, window: int = 100) -> float:
    """Mean type-token ratio of all windows of a fixed length, so that texts can be compared.

    Parameters
    ----------
    codes
        Term codes in text order, shape ``(n_tokens,)``.
    window
        Length of a window in tokens; a shorter text is one window.

    Returns
    -------
    float
        Between 0 and 1; NaN for no tokens.

    Raises
    ------
    ValueError
        ``window`` is below 1.

    References
    ----------
    Covington, M. and McFall, J. (2010). Cutting the Gordian knot: the moving-average type-token
    ratio. Journal of Quantitative Linguistics 17(2), 94-100.

    Examples
    --------
    >>> mattr(np.array([0, 1, 0, 2]), window=2)
    1.0
    >>> mattr(np.array([0, 0, 1]), window=2)
    0.75
    """
    if window < 1:
        message = f"a window needs a length, not {window}"
        raise ValueError(message)
    n = len(codes)
    if n <= window:
        return type_token_ratio(codes)
    places = np.arange(n)
    # A token is the first of its term in the windows that begin behind the term's last place.
    first = np.maximum(_previous(codes) + 1, places - window + 1)
    last = np.minimum(places, n - window)
    firsts = np.maximum(last - np.maximum(first, 0) + 1, 0).sum()
    return float(firsts / (window * (n - window + 1)))


def yule_k(n: Ints) -> float:
    """Yule's characteristic K: how often two tokens drawn at random are the same term.

    Parameters
    ----------
    n
        Count of each term, shape ``(n_terms,)``; zeros add nothing.

    Returns
    -------
    float
        From 0 (no term twice) to 10,000; low means varied. NaN for no tokens.

    References
    ----------
    Yule, G. U. (1944). The Statistical Study of Literary Vocabulary. Cambridge University Press.

    Examples
    --------
    >>> yule_k(np.array([2, 1, 1]))
    1250.0
    """
    counts = np.asarray(n, dtype=np.float64)
    total = counts.sum()
    return float(1e4 * (counts**2 - counts).sum() / total**2) if total else float("nan")


def _previous(codes: Ints) -> npt.NDArray[np.int64]:
    """Return for each place the one before with the same code, or -1."""
    order = np.argsort(codes, kind="stable")
    same = codes[order][1:] == codes[order][:-1]
    previous = np.full(len(codes), -1, dtype=np.int64)
    previous[order[1:][same]] = order[:-1][same]
    return previous
