"""Jobs done here, in processes of this machine, or on a cluster: the same function, the same files.

A job is a small value that says where its input lies and never the text itself. Doing it writes
files named after their content, so doing it twice changes nothing, and a job whose process died is
simply done again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import Any, Protocol, TypeVar

from analysis.corpus.workers.processes import Forking, Process, Source, Spawning, can_fork
from analysis.errors import AnalysisError

Job = Any
"""A small value that can be pickled: references to files, never text."""
Result = TypeVar("Result")

TRIES = 3
"""So many processes may die on one job before it is given up."""
AHEAD = 2
"""Jobs handed out for each process: one that it does and one that waits."""


class Crew(Protocol):
    """Does jobs somewhere: here, in worker processes, on a cluster."""

    def run(
        self, function: Callable[[Job], Result], jobs: Sequence[Job]
    ) -> Iterator[tuple[int, Result]]:
        """Yield (position of the job, result) as jobs end, each job exactly once, in any order."""
        ...


@contextmanager
def crew(
    workers: int | Crew = 1,
    cluster: str = "",
    *,
    folder: Path | None = None,
    modules: Sequence[str] = (),
) -> Iterator[Crew]:
    """Give whoever does the jobs, and send them home at the end.

    Parameters
    ----------
    workers
        Processes of this machine; with one, the jobs are done in this process. Or who is there
        already, and stays.
    cluster
        Address of a Dask scheduler, such as ``tcp://127.0.0.1:8786``; ``workers`` then means
        nothing.
    folder
        Where the jobs read and write; the workers of a cluster must see it.
    modules
        What processes of this machine load when they begin; see ``Pool``.

    Raises
    ------
    AnalysisError
        The cluster cannot be used; says why.
    """
    if cluster:
        from analysis.corpus.workers.cluster import Cluster  # noqa: PLC0415 - only for who has one

        with Cluster(cluster, folder=folder) as hands:
            yield hands
    elif not isinstance(workers, int):
        yield workers
    elif workers == 1:
        yield Alone()
    else:
        with Pool(workers, modules) as pool:
            yield pool


class Alone:
    """Does the jobs in this process, one after another, each when its result is asked for."""

    def run(
        self, function: Callable[[Job], Result], jobs: Sequence[Job]
    ) -> Iterator[tuple[int, Result]]:
        """Yield the position and result of each job, in order."""
        for position, job in enumerate(jobs):
            yield position, function(job)


class Pool:
    """Does the jobs in processes of this machine, which live on between jobs.

    A process that dies takes down neither the others nor what they have loaded; its job is done
    again. Leaving the context, or a run before its end, ends the processes at once.

    Parameters
    ----------
    workers
        How many processes, at least one.
    modules
        What they load when they begin; without it, what their first job needs. See ``Spawning``.
    forks
        Whether they are forks of one process, where the system can do that.
    """

    def __init__(self, workers: int, modules: Sequence[str] = (), *, forks: bool = True) -> None:
        self._source: Source = (Forking if forks and can_fork() else Spawning)(modules)
        self._workers = [_Worker(self._source) for _ in range(workers)]

    def __enter__(self) -> Pool:
        return self

    def begin(self) -> None:
        """Start the processes, which otherwise begin with their first job."""
        for worker in self._workers:
            worker.begin()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._dismiss()

    def run(
        self, function: Callable[[Job], Result], jobs: Sequence[Job]
    ) -> Iterator[tuple[int, Result]]:
        """Yield (position of the job, result) as jobs end.

        Parameters
        ----------
        function
            One that a fresh process can import by its name.
        jobs
            Its arguments.

        Raises
        ------
        AnalysisError
            Process after process died on a job. What ``function`` raises is raised as well.
        """
        idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            idle.put(worker)

        def done(job: Job) -> Result:
            worker = idle.get()
            try:
                result: Result = worker.ask(function, job)
            finally:
                idle.put(worker)
            return result

        threads = ThreadPoolExecutor(len(self._workers), "pool")
        room = AHEAD * len(self._workers)
        try:
            yield from in_turn(lambda job: threads.submit(done, job), jobs, room)
        except BaseException:  # also when the caller wants no more
            self._kill()
            threads.shutdown(cancel_futures=True)
            self._dismiss()
            raise
        threads.shutdown()

    def _kill(self) -> None:
        for worker in self._workers:
            worker.end()

    def _dismiss(self) -> None:
        """End the processes; a later run starts others."""
        self._kill()
        for worker in self._workers:
            worker.close()
        self._source.close()
        self._workers = [_Worker(self._source) for _ in self._workers]


def in_turn(
    submit: Callable[[Job], Future[Result]], jobs: Sequence[Job], room: int
) -> Iterator[tuple[int, Result]]:
    """Yield positions and results as jobs end; at most ``room`` jobs are under way."""
    coming = iter(enumerate(jobs))
    under_way = {submit(job): position for position, job in islice(coming, room)}
    while under_way:
        ended, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in ended:
            position = under_way.pop(future)
            result = future.result()
            under_way |= {submit(job): following for following, job in islice(coming, 1)}
            yield position, result


class _Worker:
    """Does one job at a time by a process, started with the first and again when it died."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._process: Process | None = None
        self._over = False
        self._lock = Lock()  # between starting a process and ending it for good

    def begin(self) -> None:
        """Start the process."""
        with suppress(CancelledError):
            self._running()

    def ask(self, function: Callable[[Job], Result], job: Job) -> Result:
        """Return the result of a job; raise what the function raised."""
        task = pickle.dumps((function, job))
        for _ in range(TRIES):
            answer = self._answer(task)
            if answer:
                result: Result = _opened(answer)
                return result
        raise died_too_often()

    def end(self) -> None:
        """Kill the process, if there is one, and start no other."""
        with self._lock:
            self._over = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End the process and let go of it; nobody may be asking it any more."""
        self.end()
        self._bury()

    def _answer(self, task: bytes) -> bytes:
        """Return the answer of the process, nothing if it died before it gave one."""
        process = self._running()
        try:
            return process.ask(task)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._bury()
            return b""

    def _running(self) -> Process:
        with self._lock:
            if self._over:
                raise CancelledError
            if self._process is None:
                self._process = self._source.start()
            return self._process

    def _bury(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.close()


def _opened(answer: bytes) -> Any:  # noqa: ANN401 - whatever the function returned
    result, error = pickle.loads(answer)  # noqa: S301 - from a process started here
    if error is not None:
        raise error
    return result


def died_too_often() -> AnalysisError:
    """Return the error of a job on which process after process died."""
    message = (
        f"处理同一批文档的进程接连 {TRIES} 次意外结束，多半是内存不够。"
        "请减少同时工作的进程，或关掉别的程序后再试。语料库还是原来的样子。"
    )
    return AnalysisError(message, code="worker_died", tries=TRIES)
