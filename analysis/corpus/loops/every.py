"""All loops of the program."""

from __future__ import annotations

from analysis.corpus.loops import entries, neighbours, owners, runs, strings, sums
from analysis.corpus.loops.compiling import compile_all


def compile_every() -> None:
    """Compile all loops, or read what was compiled before: seconds, or half of one."""
    compile_all((entries, neighbours, owners, runs, strings, sums))
