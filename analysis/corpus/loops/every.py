"""All loops of the program."""

from __future__ import annotations

from analysis.corpus.loops import (
    entries,
    finder,
    neighbours,
    owners,
    runs,
    strings,
    sums,
    tallies,
)
from analysis.corpus.loops.compiling import Loop

MODULES = (entries, finder, neighbours, owners, runs, strings, sums, tallies)


def every_loop() -> list[Loop[...]]:
    """Return all loops."""
    return [value for one in MODULES for value in vars(one).values() if isinstance(value, Loop)]


def compile_every() -> None:
    """Compile all loops, or read what was compiled before."""
    for loop in every_loop():
        _ = loop.compiled
