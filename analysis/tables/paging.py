"""The first rows of a table by some order, without sorting the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def highest(
    values: npt.NDArray[Any],
    ties: Sequence[npt.NDArray[Any]],
    *,
    offset: int = 0,
    limit: int | None = None,
) -> Ints:
    """Return the rows with the highest values, highest first.

    Parameters
    ----------
    values
        Shape ``(n_rows,)``; NaN comes last.
    ties
        Decide between equal values, the first of them first; lowest first.
    offset, limit
        At most ``limit`` rows, of those that follow the first ``offset``; None: all.
    """
    stop = None if limit is None else offset + limit
    rows = reaching(values, stop)
    order = np.lexsort([*(tie[rows] for tie in reversed(ties)), -values[rows]])
    found: Ints = rows[order][offset:stop]
    return found


def reaching(values: npt.NDArray[Any], stop: int | None) -> Ints:
    """Return the rows that may be among the first ``stop`` ones, highest values first."""
    if stop is None or not 0 < stop < len(values) or np.isnan(values).any():
        return np.arange(len(values))
    least = np.partition(values, len(values) - stop)[len(values) - stop]
    found: Ints = np.flatnonzero(values >= least)
    return found


def first_of_runs(keys: Ints, each: int) -> npt.NDArray[np.bool_]:
    """Return which rows, shape ``(n_rows,)``, are among the first of a run of equal keys."""
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    sizes = np.diff(first, append=len(keys))
    among: npt.NDArray[np.bool_] = np.arange(len(keys)) - np.repeat(first, sizes) < each
    return among
