"""One process of a pool: takes jobs from a stream, answers on another.

It is started with the modules that it loads before the first job; with ``--fork`` it does no job
itself, but forks a process for each connection that it is sent.

It is a program of its own, so that the script that asked (a page of the app, say) is not run again
in it, and it ends as soon as its input does, which is also when whoever asked was killed.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import IO, BinaryIO


def main() -> None:
    """Answer one job after another until the input ends, or have forks that do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever asked
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # no library may print between answers
    if sys.argv[1:2] == ["--fork"]:
        answers.close()
        _fork(socket.socket(fileno=int(sys.argv[2])), sys.argv[3:])
    else:
        _work(sys.stdin.buffer, answers, sys.argv[1:])


def _fork(asked: socket.socket, modules: Sequence[str]) -> None:
    """Load modules, then fork a process for each connection that comes, until none can."""
    gc.disable()
    _load(modules)
    gc.freeze()  # what is loaded stays shared: no fork goes through it
    gc.enable()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork
    while True:
        _, handles, _, _ = socket.recv_fds(asked, 1, 1)
        if not handles:
            return
        if not os.fork():
            asked.close()
            _be_forked(socket.socket(fileno=handles[0]))
        os.close(handles[0])


def _be_forked(connection: socket.socket) -> None:
    """Answer the jobs of a connection; the first answer is who does."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        answers = connection.makefile("wb")
        pickle.dump(os.getpid(), answers)
        answers.flush()
        _work(connection.makefile("rb"), answers, ())
    finally:
        os._exit(1)


def _work(asked: BinaryIO, answers: IO[bytes], modules: Sequence[str]) -> None:
    tasks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(asked, tasks), daemon=True).start()
    _load(modules)
    while True:
        pickle.dump(_answer(tasks.get()), answers)
        answers.flush()


def _load(modules: Sequence[str]) -> None:
    """Import modules; call the function that is named behind one."""
    for name in modules:
        module, _, function = name.partition(":")
        with suppress(Exception):  # what fails here fails again in the job that needs it
            loaded = import_module(module)
            if function:
                getattr(loaded, function)()


def _receive(asked: BinaryIO, tasks: SimpleQueue[bytes]) -> None:
    """Pass tasks on; at the end of the input end the process, whatever it is doing."""
    try:
        while True:
            tasks.put(pickle.load(asked))  # noqa: S301 - from the process that started this one
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _answer(task: bytes) -> bytes:
    """Return the pickled pair of result and error, one of which is ``None``."""
    try:
        function, job = pickle.loads(task)  # noqa: S301 - as above
        return pickle.dumps((function(job), None))
    except Exception as error:  # noqa: BLE001 - raised again where the job came from
        return _told(error)


def _told(error: Exception) -> bytes:
    """Return the pickled error with its traceback; its text alone if it cannot be sent."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        told = pickle.dumps((None, error))
        pickle.loads(told)  # noqa: S301 - some errors can be packed but not unpacked
    except Exception:  # noqa: BLE001 - whatever a class of errors does when it is made again
        return pickle.dumps((None, RuntimeError("".join(traceback.format_exception(error)))))
    return told


if __name__ == "__main__":
    main()
