"""Where the nodes of a network stand: pulled together by their links, pushed apart by each other.

The same links always give the same places: nothing is drawn by lot.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ROUNDS = 400
"""Steps until the nodes come to rest."""
_GOLDEN = np.pi * (3 - np.sqrt(5))
_PULL = 0.05
"""Towards the middle, so that what has no link to the rest does not drift away."""


def place_nodes(n: int, links: Sequence[tuple[int, int, float]]) -> Floats:
    """Return a place for each node, from 0 to 1 both ways, shape ``(n, 2)``.

    Forces after Fruchterman and Reingold (1991), from a spiral that begins with the first node.

    Parameters
    ----------
    links
        Two nodes and a weight above 0; heavier links pull more.
    """
    places = _spiral(n)
    if n < 3:
        return _framed(places)
    distance = 1 / np.sqrt(n)
    weights = np.zeros((n, n))
    for one, other, weight in links:
        weights[one, other] = weights[other, one] = 0.3 + weight
    for step in range(ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        length = np.maximum(np.sqrt((apart**2).sum(axis=-1)), 1e-6)
        push = distance**2 / length**2
        pull = weights * length / distance
        moved = ((push - pull)[:, :, None] * apart).sum(axis=1) - _PULL * places / distance
        size = np.maximum(np.sqrt((moved**2).sum(axis=1, keepdims=True)), 1e-9)
        reach = 0.1 * (1 - step / ROUNDS)
        places = places + moved / size * np.minimum(size, reach)
    return _framed(places)


def _spiral(n: int) -> Floats:
    turns = np.arange(n)
    radius = np.sqrt((turns + 0.5) / max(n, 1)) * 0.5
    angle = turns * _GOLDEN
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _framed(places: Floats) -> Floats:
    """Return the places stretched so that they fill the frame."""
    if not len(places):
        return places
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    framed: Floats = np.where(high - low > 1e-9, (places - low) / span, 0.5)
    return framed
