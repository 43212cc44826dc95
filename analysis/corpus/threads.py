"""The same work on each segment at once: numpy and scipy let other threads run while they count."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TypeVar

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
