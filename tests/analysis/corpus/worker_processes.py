"""The processes that work for another one, found from outside."""

from __future__ import annotations

import psutil

WORKER = "analysis.corpus.workers.worker"


def workers_of(pid: int) -> list[psutil.Process]:
    """Return the worker processes of a process, not the one that they are forks of."""
    found = [p for p in psutil.Process(pid).children(recursive=True) if WORKER in _told(p)]
    return [p for p in found if "--fork" not in _told(p) or p.ppid() != pid]


def forker_of(pid: int) -> psutil.Process:
    """Return the process that the workers of a process are forks of."""
    (found,) = (p for p in psutil.Process(pid).children() if "--fork" in _told(p))
    return found


def _told(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # it has just ended
        return []
