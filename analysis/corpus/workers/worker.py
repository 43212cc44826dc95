"""One process of a pool: takes jobs from its standard input, answers on its standard output.

The modules that it is started with are loaded before the first job comes.

It is a program of its own, so that the script that asked (a page of the app, say) is not run again
in it, and it ends as soon as its input does, which is also when whoever asked was killed.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO


def main() -> None:
    """Answer one job after another until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever asked
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # no library may print between answers
    tasks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(sys.stdin.buffer, tasks), daemon=True).start()
    for name in sys.argv[1:]:
        with suppress(ImportError):  # the job that needs it says so
            import_module(name)
    while True:
        pickle.dump(_answer(tasks.get()), answers)
        answers.flush()


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
