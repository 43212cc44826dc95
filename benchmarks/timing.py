"""Two ways to do the same, timed in turn so that both meet the same machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple


class Result(NamedTuple):
    """One line of the report.

    Parameters
    ----------
    what, on
        What was done, and with which text.
    ours, plain
        The measured values with their unit; ``plain`` is empty where there is nothing to compare.
    ratio
        How many times better ours is, or None.
    goal
        What it has to reach, in words; empty if nothing was promised.
    met
        Whether it does.
    """

    what: str
    on: str
    ours: str
    plain: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool = True


def in_turn(
    ours: Callable[[], object], plain: Callable[[], object], *, repeats: int
) -> tuple[float, float]:
    """Return the best time of each in seconds; they take turns, so that neither gets the calm."""
    pairs = [(seconds(ours), seconds(plain)) for _ in range(repeats)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def seconds(function: Callable[[], object]) -> float:
    """Return how long one call takes, in seconds."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def compared(what: str, on: str, times: tuple[float, float], least: float | None = None) -> Result:
    """Return the line of two times; ``least``: how many times faster the first has to be."""
    ours, plain = times
    ratio = plain / ours
    goal = "" if least is None else f"{least:g} times or more"
    shown = show_seconds(ours), show_seconds(plain)
    return Result(what, on, *shown, ratio, goal, least is None or ratio >= least)


def limited(what: str, on: str, value: float, most: float) -> Result:
    """Return the line of a time that may take so many seconds at most."""
    return Result(
        what, on, show_seconds(value), goal=f"{show_seconds(most)} or less", met=value <= most
    )


def show_seconds(value: float) -> str:
    """Return a time in seconds or milliseconds, to three figures.

    Examples
    --------
    >>> show_seconds(1.2345), show_seconds(0.0123)
    ('1.23 s', '12.3 ms')
    """
    return f"{value:.3g} s" if value >= 1 else f"{value * 1000:.3g} ms"
