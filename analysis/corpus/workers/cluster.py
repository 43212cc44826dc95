"""The jobs of a corpus on a Dask cluster: references go out, small summaries come back.

The workers read and write the same folder under the same path and run the same program, which is
tested before the first job. How to start a cluster stands in ``docs/cluster.md``.
"""

from __future__ import annotations

import asyncio
import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from uuid import uuid4

from analysis.corpus.storage.engine import program_digest
from analysis.corpus.workers.pool import AHEAD, Job, Result, died_too_often
from analysis.errors import AnalysisError

try:
    from distributed import Client, Future, KilledWorker, rpc, wait
    from distributed.client import ClosedClientError
    from distributed.comm.core import CommClosedError
except ImportError as missing:
    _MESSAGE = (
        "使用集群要先装好 Dask：pip install -r requirements-cluster.txt；"
        "集群里的每台机器也要这样安装。"
    )
    raise AnalysisError(_MESSAGE, code="cluster_missing") from missing

CONNECTING = 10
"""Seconds to wait for the scheduler and for the first worker."""
LISTENING = 15
"""Seconds without a result until it is asked whether there are workers left."""
RETURNING = 60
"""Seconds that workers have to come back when all are gone."""


class Cluster:
    """Does the jobs on the workers of a Dask scheduler.

    A job whose worker dies goes to another one. Workers that join later get jobs too. Leaving a
    run early takes back the jobs that nobody has begun; those that are being done come to an end.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://127.0.0.1:8786``.
    folder
        Where the jobs read and write; it exists, and every worker must see it. Not tested if left
        out.

    Raises
    ------
    AnalysisError
        No scheduler answers, it has no workers, or they cannot do these jobs.
    OSError
        The folder cannot be written.
    """

    def __init__(self, address: str, *, folder: Path | None = None) -> None:
        _expect_scheduler(address)
        self._client = Client(address, timeout=CONNECTING, set_as_default=False)
        try:
            self._wait_for_workers(CONNECTING)
            self._inspect(folder)
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def run(
        self, function: Callable[[Job], Result], jobs: Sequence[Job]
    ) -> Iterator[tuple[int, Result]]:
        """Yield (position of the job, result) as jobs end.

        Parameters
        ----------
        function
            One that the workers can import by its name.
        jobs
            Its arguments.

        Raises
        ------
        AnalysisError
            Worker after worker died on a job, no worker is left, the scheduler is gone, or a
            worker has another version of the program. What ``function`` raises is raised as well.
        """
        coming = iter(enumerate(jobs))
        name = f"{function.__name__}-{uuid4().hex}"  # never the name of an older result
        under_way: dict[Future[Result], int] = {}
        with self._watched(under_way):
            while True:
                room = max(0, self._room() - len(under_way))  # workers may have gone
                for position, job in islice(coming, room):
                    task = (do, program_digest(), function, job)
                    under_way[self._client.submit(*task, key=f"{name}-{position}")] = position
                if not under_way:
                    break
                for future in self._ended(list(under_way)):
                    result = future.result()
                    yield under_way.pop(future), result

    @contextmanager
    def _watched(self, under_way: Mapping[Future[Result], int]) -> Iterator[None]:
        """Say what the errors of the cluster mean; take back the jobs that are not wanted now."""
        try:
            yield
        except KilledWorker as error:
            raise died_too_often() from error
        except (asyncio.CancelledError, ClosedClientError, CommClosedError) as error:
            raise _lost() from error
        finally:
            for future in under_way:
                future.release()

    def _room(self) -> int:
        """Return how many jobs may be under way, by the workers there are now."""
        try:
            threads: Mapping[str, int] = self._client.nthreads()
        except OSError as error:
            raise _lost() from error
        return AHEAD * max(1, sum(threads.values()))

    def _ended(self, futures: Sequence[Future[Result]]) -> list[Future[Result]]:
        """Return the jobs that have ended, as soon as there is one."""
        while True:
            try:
                with self._client.as_current():  # not for the whole process
                    ended = wait(futures, timeout=LISTENING, return_when="FIRST_COMPLETED")
            except TimeoutError:
                self._wait_for_workers(RETURNING)
            else:
                return list(ended.done)

    def _wait_for_workers(self, seconds: int) -> None:
        try:
            self._client.wait_for_workers(1, timeout=seconds)
        except TimeoutError as error:
            message = (
                f"集群里没有可用的工作进程，已经等了 {seconds} 秒。请先启动工作进程，然后再试。"
            )
            raise AnalysisError(message, code="cluster_idle", seconds=seconds) from error

    def _inspect(self, folder: Path | None) -> None:
        """Hold the workers to this program and, if given, to this folder."""
        if folder is None:
            found = self._client.run(inspect, "", on_error="return")
        else:
            with NamedTemporaryFile(prefix=".new-", dir=folder) as sign:
                found = self._client.run(inspect, sign.name, on_error="return")
        strange = [place for place, seen in found.items() if not _is_same_program(seen)]
        if strange:
            raise other_program(", ".join(strange))
        blind = ", ".join(place for place, (_, sees) in found.items() if not sees)
        if blind:
            message = (
                f"集群的这些工作进程看不到语料文件夹“{folder}”，或不能写：{blind}。"
                "请把它放在每台机器都能读写、路径也相同的共享盘上。"
            )
            raise AnalysisError(message, code="cluster_folder", folder=str(folder), workers=blind)


def _expect_scheduler(address: str) -> None:
    """Ask who is at an address; a client would wait for ever for one that speaks otherwise."""
    try:
        with ThreadPoolExecutor(1) as thread:  # this one may have an event loop already
            kind = thread.submit(asyncio.run, _kind(address)).result()
    except (OSError, ValueError) as error:
        raise _unreachable(address) from error
    if kind != "Scheduler":
        raise _unreachable(address)


async def _kind(address: str) -> object:
    async with asyncio.timeout(CONNECTING), rpc(address, timeout=CONNECTING) as server:
        return (await server.identity()).get("type")


def _unreachable(address: str) -> AnalysisError:
    message = (
        f"连不上集群 {address}。请检查地址（如 tcp://127.0.0.1:8786）、"
        "调度程序是否已启动、网络是否通。"
    )
    return AnalysisError(message, code="cluster_unreachable", address=address)


def _lost() -> AnalysisError:
    message = "与集群的连接断了，语料库还是原来的样子。请检查调度程序和网络后再试。"
    return AnalysisError(message, code="cluster_lost")


def inspect(sign: str) -> tuple[str, bool]:
    """Return the version of the program here, and whether a file is seen in a writable folder."""
    seen = not sign or (Path(sign).is_file() and os.access(Path(sign).parent, os.W_OK))
    return program_digest(), seen


def do(digest: str, function: Callable[[Job], Result], job: Job) -> Result:
    """Do a job on a worker, unless its program is not the one that the job comes from."""
    if program_digest() != digest:
        raise other_program(platform.node())
    return function(job)


def other_program(workers: str) -> AnalysisError:
    """Return the error of workers that would not do the same as this program."""
    message = (
        f"集群的这些工作进程运行的不是同一版本的程序：{workers}。"
        "请在每台机器上装好与本机相同的程序和 requirements-cluster.txt，再重启工作进程。"
    )
    return AnalysisError(message, code="cluster_program", workers=workers)


def _is_same_program(seen: object) -> bool:
    """Whether a worker answered, and with the version of this program."""
    return isinstance(seen, (tuple, list)) and seen[0] == program_digest()
