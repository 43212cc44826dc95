"""Workers that begin while the command line is still being read."""

from __future__ import annotations

import os

import pytest

from analysis.cli.early import LOADED, early_workers
from analysis.corpus.storage import jobs
from analysis.corpus.workers.pool import Pool
from tests.analysis.corpus.worker_processes import forker_of, workers_of


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("build 文件 --corpus 库 --workers 2", 2),
        ("build --workers=3 文件 --corpus 库", 3),
        ("build 文件 --workers 2 --workers 4 --corpus 库", 4),
        ("build 文件 --corpus 库", 0),
        ("build 文件 --corpus 库 --workers 1", 0),
        ("build 文件 --corpus 库 --workers 两个", 0),
        ("build 文件 --corpus 库 --workers", 0),
        ("build 文件 --corpus 库 --workers 2 --cluster tcp://127.0.0.1:8786", 0),
        ("build --help --workers 2", 0),
        ("frequency 文件 --workers 2", 0),
        ("", 0),
    ],
)
def test_a_build_gets_the_workers_that_it_asks_for(line: str, asked: int, monkeypatch):
    begun: list[Pool] = []

    def begin(pool: Pool) -> None:
        begun.append(pool)

    monkeypatch.setattr(Pool, "begin", begin)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    with early_workers(line.split()) as workers:
        assert (len(workers._workers) if workers else 0) == asked
        assert begun == ([workers] if 0 < asked <= 3 else [])


def test_early_workers_do_jobs_and_go_home():
    with early_workers(["build", "--workers", "2"]) as workers:
        assert workers is not None
        processes = [worker._running() for worker in workers._workers]
        assert sorted(dict(workers.run(len, ["一二", "三"])).items()) == [(0, 2), (1, 1)]
        assert [worker._running() for worker in workers._workers] == processes
        found = [*workers_of(os.getpid()), forker_of(os.getpid())]
    assert len(found) == len(processes) + 1
    assert not [process for process in found if process.is_running()]


def test_early_workers_load_what_those_of_a_build_load():
    assert LOADED == jobs.LOADED
