"""A command in a process of its own: how long it takes, and the most memory of each process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.texts import SEEDS

_NOT_KEPT = "PYTHONDONTWRITEBYTECODE"
INTERVAL = 0.05
"""Seconds between two looks at the memory."""


class Watched(NamedTuple):
    """What a command took.

    Parameters
    ----------
    seconds
        From its start to its end, start-up and imports among them.
    megabytes
        The most memory of the process itself, then of each that it started; empty where the system
        does not tell.
    said
        Its standard output.
    """

    seconds: float
    megabytes: tuple[float, ...]
    said: str


def usual_environment() -> dict[str, str]:
    """Return the environment of a program that runs as people run it.

    Python keeps what it has compiled, so that only the first start of a version compiles.
    """
    return {name: value for name, value in os.environ.items() if name != _NOT_KEPT}


def watch(*arguments: str) -> Watched:
    """Run ``python`` with arguments in the folder of the project and watch it.

    Raises
    ------
    subprocess.CalledProcessError
        It ended with another status than 0 or 1 (some files could not be read).
    """
    command = [sys.executable, *arguments]
    peaks: dict[int, float] = {}
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, cwd=SEEDS.parent, env=usual_environment())
        while process.poll() is None:
            for pid in (process.pid, *_descendants(process.pid)):
                peaks[pid] = max(peaks.get(pid, 0.0), _peak(pid))
            time.sleep(INTERVAL)
        seconds = time.perf_counter() - started
        said.seek(0)
        text = said.read().decode()
    if process.returncode not in {0, 1}:
        raise subprocess.CalledProcessError(process.returncode, command, text)
    megabytes = tuple(peak for _, peak in sorted(peaks.items(), key=_own_first(process.pid)))
    return Watched(seconds, megabytes, text)


def show_megabytes(megabytes: Sequence[float]) -> str:
    """Return the memory of a process and those it started.

    Examples
    --------
    >>> show_megabytes([812.3]), show_megabytes([300.0, 250.0, 260.0]), show_megabytes([])
    ('812 MB', '300 MB + 250 MB + 260 MB', 'not told')
    """
    return " + ".join(f"{value:.0f} MB" for value in megabytes) or "not told"


def _own_first(own: int):  # noqa: ANN202 - a sort key
    return lambda item: (item[0] != own, item[0])


def _descendants(pid: int) -> Iterator[int]:
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from _descendants(child)


def _peak(pid: int) -> float:
    """Return the most memory that a process had so far, in MB; 0 where it is not told."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(
        (int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM")), 0.0
    )
