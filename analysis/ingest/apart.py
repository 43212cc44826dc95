"""Calls in a process of their own, which may be killed: for libraries that can hang or crash.

The process lives on between calls, so that one costs little more than sending what it is about.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread, Timer
from typing import Any, BinaryIO, TypeVar

Result = TypeVar("Result")

_COMMAND = (sys.executable, "-P", "-m", "analysis.ingest.apart")


class OverrunError(Exception):
    """The call took longer than it may."""


class CrashedError(Exception):
    """The process died on the call: out of memory, or a fault of a library."""


def call_apart(
    function: Callable[..., Result], arguments: tuple[Any, ...], *, seconds: int, memory: int = 0
) -> Result:
    """Return what a function returns, or raise what it raises.

    Parameters
    ----------
    function
        One that a fresh process can import by its name.
    arguments
        What can be pickled.
    seconds
        Time that it may take.
    memory
        Bytes that the process may have, all in all; 0: no limit.

    Raises
    ------
    OverrunError
        It took longer; the process was killed.
    CrashedError
        The process died.
    """
    result, error = pickle.loads(_process().ask((function, arguments, memory), seconds))  # noqa: S301
    if error is not None:
        raise error
    answer: Result = result
    return answer


class _Process:
    """A process that answers one call at a time; started with the first, and again when dead."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def ask(self, task: object, seconds: int) -> bytes:
        """Return the answer; see ``call_apart`` for errors."""
        with self._lock:
            process = self._started()
            overrun: list[bool] = []

            def kill() -> None:
                overrun.append(True)
                process.kill()

            timer = Timer(seconds, kill)
            timer.daemon = True
            timer.start()
            try:
                return _exchange(process, task)
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                self._bury(process)
                raise (OverrunError if overrun else CrashedError) from error
            finally:
                timer.cancel()

    def end(self) -> None:
        """Let go of the process, if there is one."""
        if self._running is not None:
            self._bury(self._running)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._running is None or self._running.poll() is not None:
            paths = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path)
            self._running = subprocess.Popen(  # noqa: S603 - this Python, this program
                _COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # where a library tells how it died
                env={**os.environ, "PYTHONPATH": paths},
            )
        return self._running

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        self._running = None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not written yet has no reader
                if pipe is not None:
                    pipe.close()


@lru_cache(maxsize=1)
def _process() -> _Process:
    process = _Process()
    atexit.register(process.end)
    return process


def _exchange(process: subprocess.Popen[bytes], task: object) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise TypeError  # both are pipes
    pickle.dump(task, process.stdin)
    process.stdin.flush()
    answer: bytes = pickle.load(process.stdout)  # noqa: S301 - started here
    return answer


def main() -> None:
    """Answer one call after another until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever asked
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # no library may print between answers
    tasks: SimpleQueue[tuple[Callable[..., object], tuple[object, ...], int]] = SimpleQueue()
    Thread(target=_receive, args=(sys.stdin.buffer, tasks), daemon=True).start()
    while True:
        pickle.dump(_answer(*tasks.get()), answers)
        answers.flush()


def _receive(asked: BinaryIO, tasks: SimpleQueue[Any]) -> None:
    """Pass calls on; at the end of the input end the process, whatever it is doing."""
    try:
        while True:
            tasks.put(pickle.load(asked))  # noqa: S301 - from the process that started this one
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _answer(function: Callable[..., object], arguments: tuple[object, ...], memory: int) -> bytes:
    """Return the pickled pair of result and error, one of which is ``None``."""
    limit_memory(memory)
    try:
        return pickle.dumps((function(*arguments), None))
    except MemoryError:
        os._exit(1)
    except Exception as error:  # noqa: BLE001 - raised again where the call came from
        return pickle.dumps((None, error))


def limit_memory(memory: int) -> None:
    """Let this process have so many bytes, or (0) as many as the system gives; never more."""
    try:
        import resource  # noqa: PLC0415 - Windows has none, and no such limits
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory or most
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    with suppress(ValueError, OSError):  # some systems know the limit and set none
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


if __name__ == "__main__":
    main()
