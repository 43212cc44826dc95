"""Processes that answer tasks, seen from who asks them.

Where the system allows it they are forks of one process that has loaded what they need: it is
loaded once, its memory is shared, and another one is there at once when one dies. Elsewhere each is
started by itself.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, Protocol

_COMMAND = (sys.executable, "-P", "-m", "analysis.corpus.workers.worker")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
_ALONE = {"JE_ARROW_MALLOC_CONF": "background_thread:false"}
"""What is forked has one thread; Arrow's allocator would begin another when it is loaded."""
_FORK = b"f"


class Process(Protocol):
    """Answers one task after another."""

    def ask(self, task: bytes) -> bytes:
        """Return the answer; ``EOFError``, ``OSError`` or ``UnpicklingError`` if it died."""
        ...

    def kill(self) -> None:
        """End it, also while it is asked; another time changes nothing."""
        ...

    def close(self) -> None:
        """End it and let go of it; nobody may be asking it any more.

        It has ended then, if it has answered at all; else it does without beginning a task.
        """
        ...


class Source(Protocol):
    """Gives processes."""

    def start(self) -> Process:
        """Return another process, which may still be loading."""
        ...

    def close(self) -> None:
        """End what belongs to none of the processes."""
        ...


def can_fork() -> bool:
    """Return whether this system forks, and ends a process without mistaking it for another."""
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):  # not Linux, or an old one
        return False
    return True


class Spawning:
    """Starts each process by itself.

    Parameters
    ----------
    modules
        What it loads before its first task: ``module``, or ``module:function``, which is called.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._command = (*_COMMAND, *modules)

    def start(self) -> Process:
        """Return another process, which may still be loading."""
        return _Spawned(self._command)

    def close(self) -> None:
        """Do nothing: there is nothing else."""


class _Spawned:
    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this Python, this program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()
        )

    def ask(self, task: bytes) -> bytes:
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise TypeError  # both are pipes
        return _asked(task, process.stdin, process.stdout)

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not written yet has no reader
                if pipe is not None:
                    pipe.close()


class Forking:
    """Forks each process from one that has loaded the modules; see ``Spawning``."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = tuple(modules)
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked: socket.socket | None = None

    def start(self) -> Process:
        """Return another process; the one it is forked from may still be loading."""
        here, there = socket.socketpair()
        with self._lock, there:
            if self._process is None or self._process.poll() is not None:
                self._begin()
            try:
                socket.send_fds(self._server(), [_FORK], [there.fileno()])
            except OSError:  # it has just died, and what was asked for with it
                self._end()  # perhaps it still counts as running: no more is asked of it
        return _Forked(here)

    def close(self) -> None:
        """End the process that forks; its forks go on."""
        with self._lock:
            self._end()

    def _begin(self) -> None:
        self._end()
        self._asked, there = socket.socketpair()
        with there:
            self._process = subprocess.Popen(  # noqa: S603 - this Python, this program
                (*_COMMAND, "--fork", str(there.fileno()), *self._modules),
                stdin=subprocess.DEVNULL,
                env=_environment() | _ALONE,
                pass_fds=(there.fileno(),),
            )

    def _server(self) -> socket.socket:
        if self._asked is None:
            raise TypeError  # it has begun
        return self._asked

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._asked is not None:
            self._asked.close()
        self._process = self._asked = None


class _Forked:
    """A process that is nobody's child here: known by a handle, which is never another's."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._asking, self._answering = connection.makefile("wb"), connection.makefile("rb")
        self._lock = Lock()
        self._handle = -1
        self._is_met = False
        self._is_over = False

    def ask(self, task: bytes) -> bytes:
        if not self._is_met:
            self._meet(pickle.load(self._answering))  # noqa: S301 - started here
        return _asked(task, self._asking, self._answering)

    def _meet(self, pid: int) -> None:
        with self._lock:
            if self._is_over:
                raise EOFError
            self._handle, self._is_met = os.pidfd_open(pid), True

    def kill(self) -> None:
        with self._lock:
            self._is_over = True
            if self._handle >= 0:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            # One that is still to come ends when it finds this closed; who waits for it goes on.
            with suppress(OSError):
                self._connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.kill()
        if self._handle >= 0:
            ended = select.poll()
            ended.register(self._handle, select.POLLIN)
            ended.poll()
            os.close(self._handle)
            self._handle = -1
        for end in (self._asking, self._answering, self._connection):
            with suppress(OSError):  # what was not written yet has no reader
                end.close()


def _asked(task: bytes, asking: IO[bytes], answering: IO[bytes]) -> bytes:
    pickle.dump(task, asking)
    asking.flush()
    answer: bytes = pickle.load(answering)  # noqa: S301 - started here
    return answer


def _environment() -> dict[str, str]:
    """Return the environment of a worker: the same imports as here, one thread for arithmetic."""
    paths = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path)
    return {**os.environ, **dict.fromkeys(_THREADS, "1"), "PYTHONPATH": paths}
