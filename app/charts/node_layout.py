"""Where the nodes of a network stand: pulled together by links, pushed apart so that names fit.

The same links always give the same places: nothing is drawn by lot.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ROUNDS = 250
"""Steps until the nodes come to rest."""
_GOLDEN = np.pi * (3 - np.sqrt(5))
_LABEL = np.asarray([0.115, 0.05])
"""Room of a name with its dot, share of the width and of the height."""
_APART_ROUNDS = 200
_PULL = 0.1
"""Towards the middle, so that what has no link to the rest does not drift away."""


Link = tuple[int, int, float]

KEPT = 32
"""Networks whose places are kept: every click draws the same one again."""


def place_nodes(n: int, links: Sequence[Link]) -> Floats:
    """Return a place for each node, from 0 to 1 both ways, shape ``(n, 2)``.

    Forces after Fruchterman and Reingold (1991), from a spiral that begins with the first node.

    Parameters
    ----------
    links
        Two nodes and a weight above 0; heavier links pull more.
    """
    return _placed(n, tuple(links)).copy()


@lru_cache(maxsize=KEPT)
def _placed(n: int, links: tuple[Link, ...]) -> Floats:
    places = _spiral(n)
    if n < 3:
        return _framed(places)
    degree = np.zeros(n)
    for one, other, _ in links:
        degree[[one, other]] += 1
    distance = 1 / np.sqrt(n)
    weights = np.zeros((n, n))
    for one, other, weight in links:
        # Where everybody is linked to everybody, each link pulls less.
        crowd = np.sqrt(min(degree[one], degree[other]))
        weights[one, other] = weights[other, one] = (0.3 + weight) / crowd
    for step in range(ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        length = np.maximum(np.sqrt((apart**2).sum(axis=-1)), 1e-6)
        push = distance**2 / length**2
        pull = weights * length / distance
        moved = ((push - pull)[:, :, None] * apart).sum(axis=1) - _PULL * places / distance
        size = np.maximum(np.sqrt((moved**2).sum(axis=1, keepdims=True)), 1e-9)
        reach = 0.1 * (1 - step / ROUNDS)
        places = places + moved / size * np.minimum(size, reach)
    return _apart(_framed(places))


def _spiral(n: int) -> Floats:
    turns = np.arange(n)
    radius = np.sqrt((turns + 0.5) / max(n, 1)) * 0.5
    angle = turns * _GOLDEN
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _apart(places: Floats) -> Floats:
    """Return the places moved apart where names would stand on each other, within the frame."""
    n = len(places)
    upper = np.triu(np.ones((n, n), dtype=bool), k=1)
    ties = np.where(np.arange(n)[:, None] < np.arange(n)[None, :], -1.0, 1.0)
    for _ in range(_APART_ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        over = 1 - np.abs(apart) / _LABEL
        hits = (over > 0).all(axis=-1) & (upper | upper.T)
        if not hits.any():
            break
        along = over.argmin(axis=-1)  # the way on which less is to go
        moved = np.zeros_like(places)
        for axis in (0, 1):
            sign = np.where(apart[:, :, axis] == 0, ties, np.sign(apart[:, :, axis]))
            step = np.where(hits & (along == axis), over[:, :, axis] * sign, 0.0)
            moved[:, axis] = step.sum(axis=1) * _LABEL[axis] / 2
        places = np.clip(places + np.clip(moved, -_LABEL / 2, _LABEL / 2), 0.0, 1.0)
    return places


def _framed(places: Floats) -> Floats:
    """Return the places stretched so that they fill the frame."""
    if not len(places):
        return places
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    framed: Floats = np.where(high - low > 1e-9, (places - low) / span, 0.5)
    return framed


SIDES = ("top center", "bottom center", "middle right", "middle left")
"""Where a name may stand at its dot, in Plotly's words; the first is taken where all are free."""
_LINE = 1.25
"""Height of a line, of its letters."""


def place_labels(places: Floats, radii: Floats, widths: Floats, size: float) -> list[str]:
    """Return for each node one of ``SIDES``, so that names stand on little else.

    Nodes choose in their order; a name that finds no free side takes the one where least is.

    Parameters
    ----------
    places
        Middles of the dots, shape ``(n, 2)``, upwards; like all others in px of the smallest window
        in which the drawing is to be read.
    radii, widths
        Of dots and names, shape ``(n,)``.
    size
        Of the letters.
    """
    dots = np.concatenate([places - radii[:, None], places + radii[:, None]], axis=1)
    taken = dots.copy()
    chosen = []
    for node in range(len(places)):
        others = np.delete(taken, node, axis=0)
        boxes = _label_boxes(dots[node], float(widths[node]), size * _LINE)
        place = int(np.argmin([_overlap(box, others) for box in boxes]))
        chosen.append(SIDES[place])
        taken = np.concatenate([taken, boxes[place][None]])
    return chosen


def _label_boxes(dot: Floats, width: float, height: float) -> Floats:
    """Return left, lower, right and upper edge of a name on each side of a dot, ``(4, 4)``."""
    left, low, right, top = dot.tolist()
    x, y = (left + right) / 2, (low + top) / 2
    across, along = (x - width / 2, x + width / 2), (y - height / 2, y + height / 2)
    return np.asarray(
        [
            (across[0], top, across[1], top + height),
            (across[0], low - height, across[1], low),
            (right, along[0], right + width, along[1]),
            (left - width, along[0], left, along[1]),
        ]
    )


def _overlap(box: Floats, others: Floats) -> float:
    """Return the area that a box shares with others."""
    shared = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    return float(np.clip(shared, 0, None).prod(axis=1).sum())
