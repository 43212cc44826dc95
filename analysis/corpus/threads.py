"""The same work on each segment at once: numpy and scipy let other threads run while they count."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 4
"""More threads than these would wait for memory."""
FEW = 4
"""So few items are done sooner than threads begin."""
TURNS = 4
"""How often a thread takes up items: more often costs, less often one waits for the other."""


def in_threads(function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """Return the result for each item, in their order; the first error is raised.

    Parameters
    ----------
    function
        Changes nothing that another item reads.
    """
    work = list(items)
    n_threads = min(os.cpu_count() or 1, MOST)
    if len(work) <= FEW or n_threads == 1:
        return [function(item) for item in work]
    size = -(-len(work) // (n_threads * TURNS))
    parts = [work[first : first + size] for first in range(0, len(work), size)]
    with ThreadPoolExecutor(n_threads) as threads:
        found = threads.map(lambda part: [function(item) for item in part], parts)
        return list(chain.from_iterable(found))


def in_blocks(function: Callable[[range], Result], weights: npt.NDArray[np.int64]) -> list[Result]:
    """Return the result for neighbouring items together, one result a thread.

    Parameters
    ----------
    function
        Takes the numbers of items; changes nothing that another call reads.
    weights
        How much work each item is: steps of a loop, say.
    """
    upto = np.cumsum(weights)
    n_threads = min(os.cpu_count() or 1, MOST)
    if len(weights) == 0 or upto[-1] < WORTH or n_threads == 1:
        return [function(range(len(weights)))]
    shares = upto[-1] * np.arange(1, n_threads) // n_threads
    borders = [0, *(np.searchsorted(upto, shares) + 1).tolist(), len(weights)]
    blocks = [range(first, stop) for first, stop in pairwise(borders) if first < stop]
    with ThreadPoolExecutor(len(blocks)) as threads:
        return list(threads.map(function, blocks))


WORTH = 500_000
"""Steps of a loop that take as long as threads to begin."""
