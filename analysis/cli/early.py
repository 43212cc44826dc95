"""The workers of a build, started before what they load is loaded here as well."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import pairwise

from analysis.corpus.workers.pool import Pool

INTERRUPTED = 130
"""Exit status of a program that Ctrl+C stopped."""
LOADED = ("analysis.corpus.storage.jobs:load",)
"""As in that module, which is not loaded here for it: that takes a second."""


@contextmanager
def early_workers(arguments: Sequence[str]) -> Iterator[Pool | None]:
    """Give the workers that a command line asks for, under way; ``None`` where it asks for none.

    What is wrong with a command line is for its parser to say.
    """
    n_workers = _asked_for(arguments)
    with Pool(n_workers, LOADED) if n_workers > 1 else nullcontext() as pool:
        if pool is not None and n_workers <= (os.cpu_count() or 1):
            pool.begin()  # more would only be in each other's way
        yield pool


def _asked_for(arguments: Sequence[str]) -> int:
    if arguments[:1] != ["build"] or "--help" in arguments:
        return 1
    stated = [value for name, value in pairwise(arguments) if name == "--workers"]
    stated += [one.partition("=")[2] for one in arguments if one.startswith("--workers=")]
    alone = any(one.startswith("--cluster") for one in arguments)
    return int(stated[-1]) if stated and stated[-1].isdecimal() and not alone else 1
