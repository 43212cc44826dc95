"""All loops of the program."""

from __future__ import annotations

from analysis.corpus.loops import (
    entries,
    finder,
    growing,
    hits,
    neighbours,
    owners,
    runs,
    sieve,
    spreads,
    strings,
    sums,
    tallies,
)
from analysis.corpus.loops.compiling import Loop, LoopForEach

MODULES = (
    entries,
    finder,
    growing,
    hits,
    neighbours,
    owners,
    runs,
    sieve,
    spreads,
    strings,
    sums,
    tallies,
)


def every_loop() -> list[Loop[...] | LoopForEach]:
    """Return all loops."""
    kinds = (Loop, LoopForEach)
    return [value for one in MODULES for value in vars(one).values() if isinstance(value, kinds)]


def compile_every() -> None:
    """Compile all loops, or read what was compiled before."""
    for loop in every_loop():
        _ = loop.compiled
