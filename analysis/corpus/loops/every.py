"""All loops of the program."""

from __future__ import annotations

from analysis.corpus.loops import entries, neighbours, owners, runs, strings, sums
from analysis.corpus.loops.compiling import Loop

MODULES = (entries, neighbours, owners, runs, strings, sums)


def every_loop() -> list[Loop[...]]:
    """Return all loops."""
    return [value for one in MODULES for value in vars(one).values() if isinstance(value, Loop)]


def compile_every() -> None:
    """Compile all loops, or read what was compiled before."""
    for loop in every_loop():
        _ = loop.compiled
