"""An import that goes on while the page is looked at: how far it is, and stopping it.

The work is done in a thread of the server. Stopping raises out of its progress callback, so that
the corpus stays as it was; a new one is taken away again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import NamedTuple

from analysis.corpus.segments.batch import Progress
from analysis.errors import AnalysisError
from app.imports import Report

Work = Callable[[Progress], Report]
"""An import that tells how far it is."""


class Stopped(BaseException):
    """Raised inside an import that was stopped; nothing on the way may take it for a mistake."""


class Advance(NamedTuple):
    """How far an import is."""

    done: int
    total: int
    """0 as long as files are looked for: ``done`` is then how many were found."""
    rate: float
    """Documents a second; 0 until it is known."""
    seconds_left: float


class Building:
    """One import, running from the moment it is made.

    Parameters
    ----------
    work
        What is done; it gets the callback that it tells its progress.
    """

    def __init__(self, work: Work) -> None:
        self.report: Report | None = None
        self.error: AnalysisError | None = None
        self.failure: Exception | None = None
        self._work = work
        self._stop = Event()
        self._begun = 0.0
        self._now = (0, 0)
        self._thread = Thread(target=self._run, name="import", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether it is finished, stopped or failed."""
        return not self._thread.is_alive()

    @property
    def was_stopped(self) -> bool:
        """Whether it ended because it was stopped."""
        return self.is_over and not (self.report or self.error or self.failure)

    @property
    def advance(self) -> Advance:
        """How far it is now."""
        done, total = self._now
        spent = time.monotonic() - self._begun if total and self._begun else 0.0
        rate = done / spent if spent > 0 else 0.0
        return Advance(done, total, rate, (total - done) / rate if rate else 0.0)

    def stop(self) -> None:
        """Ask it to stop; it does so at the next document."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until it is over, at most so long."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self.report = self._work(self._tell)
        except Stopped:
            return
        except AnalysisError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001 - shown by the page that polls, with a number
            self.failure = error

    def _tell(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Stopped
        if total and not self._now[1]:
            self._begun = time.monotonic()
        self._now = (done, total)
