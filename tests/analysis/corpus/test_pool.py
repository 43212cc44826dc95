"""Jobs here and in processes: each done once, whoever dies; nothing left behind."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from streamlit.testing.v1 import AppTest

from analysis.corpus.storage.jobs import LOADED
from analysis.corpus.workers import pool as pool_module
from analysis.corpus.workers.pool import AHEAD, TRIES, Alone, Pool, crew
from analysis.corpus.workers.processes import Spawning, can_fork
from analysis.errors import AnalysisError, UnknownNameError
from tests.analysis.corpus import jobs
from tests.analysis.corpus.worker_processes import forker_of, workers_of

ROOT = Path(__file__).parents[3]


def numbered(folder, n):
    return [(folder, number) for number in range(n)]


@pytest.fixture(params=[True, False], ids=["forked", "started apart"])
def both_ways(request, monkeypatch):
    """Workers as forks, and as on systems that cannot fork."""
    monkeypatch.setattr(pool_module, "can_fork", lambda: request.param)


def goes_on(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # since the first question
        return False


def children():
    """Return the processes below this one: other tests may have left some that go on."""
    return set(psutil.Process().children(recursive=True))


def ended(processes):
    """Wait until processes are gone; one that nobody has buried yet is gone as well."""
    end = time.monotonic() + jobs.PATIENCE
    while any(goes_on(process) for process in processes):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.usefixtures("both_ways")
def test_each_job_is_done_once_and_has_its_own_result(workers, tmp_path):
    with crew(workers) as hands:
        results = list(hands.run(jobs.note, numbered(tmp_path, 40)))
        again = list(hands.run(jobs.note, numbered(tmp_path, 3)))
    assert sorted((at, square) for at, (square, _) in results) == [(n, n * n) for n in range(40)]
    assert sorted(int(path.name) for path in tmp_path.iterdir()) == list(range(40))
    assert len(again) == 3
    pids = {pid for _, (_, pid) in [*results, *again]}
    assert len(pids) <= workers  # they live on from job to job and from run to run
    assert (pids == {os.getpid()}) is (workers == 1)


def test_no_jobs_start_nobody():
    with crew(2) as hands:
        assert list(hands.run(jobs.note, [])) == []
        assert workers_of(os.getpid()) == []


def test_alone_does_a_job_only_when_its_result_is_wanted(tmp_path):
    run = Alone().run(jobs.note, numbered(tmp_path, 9))
    assert next(run) == (0, (0, os.getpid()))
    assert [path.name for path in tmp_path.iterdir()] == ["0"]


def test_two_workers_work_at_once(tmp_path):
    with crew(2) as hands:
        results = dict(hands.run(jobs.meet, numbered(tmp_path, 2)))
    assert [results[n][0] for n in (0, 1)] == [0, 1]


@pytest.mark.usefixtures("both_ways")
def test_a_killed_worker_loses_and_doubles_nothing(tmp_path):
    killed, results = 0, []
    with crew(2) as hands:
        for result in hands.run(jobs.hang_first, numbered(tmp_path, 30)):
            results.append(result)
            if not killed:
                assert jobs.appears(tmp_path / "pid")
                killed = int((tmp_path / "pid").read_text(encoding="utf-8"))
                os.kill(killed, signal.SIGKILL)
    assert sorted((at, square) for at, (square, _) in results) == [(n, n * n) for n in range(30)]
    finisher = dict(results)[3][1]
    assert finisher != killed
    assert len({pid for _, (_, pid) in results} - {killed}) <= 2  # the other one was left alone
    assert workers_of(os.getpid()) == []


@pytest.mark.usefixtures("both_ways")
def test_a_job_that_kills_every_worker_is_given_up(tmp_path):
    with crew(2) as hands, pytest.raises(AnalysisError, match="内存不够") as raised:
        list(hands.run(jobs.die_on_three, numbered(tmp_path, 10)))
    assert raised.value.code == "worker_died"
    assert (tmp_path / "deaths").read_text(encoding="utf-8") == "x" * TRIES
    assert workers_of(os.getpid()) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_job_raises_is_raised(workers, tmp_path):
    with crew(workers) as hands:
        with pytest.raises(UnknownNameError, match="没有“三”") as raised:
            list(hands.run(jobs.refuse_three, numbered(tmp_path, 10)))
        assert raised.value.code == "unknown_theme"
        assert raised.value.values == {"name": "三", "choices": ("一", "二")}
        assert len(list(hands.run(jobs.refuse_three, numbered(tmp_path, 3)))) == 3


def test_an_error_says_where_it_arose():
    with crew(2) as hands, pytest.raises(TypeError) as raised:
        list(hands.run(jobs.note, [None]))
    assert "jobs.py" in "".join(raised.value.__notes__)


def test_an_error_that_cannot_travel_is_told_all_the_same():
    with crew(2) as hands, pytest.raises(RuntimeError, match="OddError: 甲坏了"):
        list(hands.run(jobs.raise_oddly, [None]))


def test_errors_for_people_travel_whole():
    error = UnknownNameError("没有", code="unknown_field", name="甲", choices=["乙"])
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert (type(back), str(back), back.code) == (UnknownNameError, "没有", "unknown_field")
    assert back.values == {"name": "甲", "choices": ["乙"]}


@pytest.mark.usefixtures("both_ways")
def test_what_a_library_prints_does_not_get_between_the_answers(tmp_path):
    with crew(2) as hands:
        results = list(hands.run(jobs.chatter, numbered(tmp_path, 5)))
    assert sorted(square for _, (square, _) in results) == [0, 1, 4, 9, 16]


def test_only_a_few_jobs_are_under_way(tmp_path):
    with crew(2) as hands:
        run = hands.run(jobs.note, numbered(tmp_path, 100_000))
        next(run)
        time.sleep(0.2)
        assert len(list(tmp_path.iterdir())) <= 2 * AHEAD + 1
        run.close()


@pytest.mark.parametrize("way", ["close", "leave"])
@pytest.mark.usefixtures("both_ways")
def test_stopping_early_ends_the_processes_in_mid_job(way, tmp_path):
    pool = Pool(2)
    run = pool.run(jobs.hang_first, numbered(tmp_path, 50))
    with pool:
        next(run)
        assert jobs.appears(tmp_path / "pid")
        found = workers_of(os.getpid())
        assert len(found) == 2
        if way == "close":
            run.close()
            assert workers_of(os.getpid()) == []
    assert ended(found)
    run.close()
    assert not (tmp_path / "3").exists()


@pytest.mark.parametrize("forks", [True, False])
def test_workers_end_when_their_parent_is_killed(forks, tmp_path):
    program = (
        "import sys; from pathlib import Path; from analysis.corpus.workers.pool import Pool;"
        "from tests.analysis.corpus import jobs; numbers = range(4);"
        f"run = Pool(2, forks={forks}).run;"
        "list(run(jobs.hang_always, [(Path(sys.argv[1]), n) for n in numbers]))"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT) as parent:
        assert jobs.appears(tmp_path / "0")
        assert jobs.appears(tmp_path / "1")
        found = workers_of(parent.pid)
        beside = [forker_of(parent.pid)] if forks else []
        parent.kill()
    assert len(found) == 2
    assert ended([*found, *beside])


def test_what_is_forked_has_one_thread_and_everything_loaded():
    with Pool(2, LOADED) as pool:
        assert dict(pool.run(jobs.loaded, ["analysis.corpus.storage.jobs"])) == {0: True}
        assert forker_of(os.getpid()).num_threads() == 1


def test_another_process_forks_when_the_first_is_killed(tmp_path):
    with Pool(2) as pool:
        before = dict(pool.run(jobs.note, numbered(tmp_path, 2)))
        first = forker_of(os.getpid())
        first.kill()
        assert ended([first])
        # Those that are there go on; who dies now comes back as a fork of another process.
        assert dict(pool.run(jobs.note, numbered(tmp_path, 2))).keys() == before.keys()
        for _, pid in before.values():
            os.kill(pid, signal.SIGKILL)
        after = dict(pool.run(jobs.note, numbered(tmp_path, 2)))
        assert [square for square, _ in map(after.get, (0, 1))] == [0, 1]
        assert forker_of(os.getpid()).pid != first.pid
    assert workers_of(os.getpid()) == []


@pytest.mark.usefixtures("both_ways")
def test_processes_that_die_while_they_load_are_given_up():
    others = children()
    with (
        Pool(2, ("tests.analysis.corpus.jobs:die",)) as pool,
        pytest.raises(AnalysisError, match="内存不够"),
    ):
        list(pool.run(len, ["一二", "三"]))
    assert children() <= others


@pytest.mark.usefixtures("both_ways")
def test_nothing_stays_open_and_nobody_unburied(tmp_path):
    me, others = psutil.Process(), children()
    before = me.num_fds()
    with Pool(2) as pool:
        for _ in range(3):
            pids = {pid for _, (_, pid) in pool.run(jobs.note, numbered(tmp_path, 4))}
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
        list(pool.run(jobs.note, numbered(tmp_path, 4)))
        beside = children() - others
        assert psutil.STATUS_ZOMBIE not in {process.status() for process in beside}
        assert len(beside) <= 3
    assert me.num_fds() <= before


def test_one_that_has_just_died_is_asked_no_more(tmp_path, monkeypatch):
    with Pool(1) as pool:
        ((_, (_, pid)),) = pool.run(jobs.note, numbered(tmp_path, 1))
        first = forker_of(os.getpid())
        first.kill()
        assert ended([first])
        os.kill(pid, signal.SIGKILL)
        # For a moment it seems to run, although nobody listens there any more.
        monkeypatch.setattr(pool._source._process, "poll", lambda: None)
        assert dict(pool.run(len, ["一二"])) == {0: 2}


def test_systems_without_handles_of_processes_do_not_fork(monkeypatch):
    assert can_fork() is hasattr(os, "pidfd_open")
    monkeypatch.delattr(os, "pidfd_open", raising=False)
    assert not can_fork()
    with Pool(1) as pool:
        assert isinstance(pool._source, Spawning)


def test_modules_that_are_not_there_stop_nobody():
    with Pool(1, ("analysis.nothing", "json:dumps_not")) as pool:
        assert dict(pool.run(len, ["一二"])) == {0: 2}


@pytest.mark.usefixtures("both_ways")
def test_workers_use_one_thread_for_arithmetic_and_load_no_script():
    with crew(2) as hands:
        ((_, threads),) = hands.run(jobs.threads, [None])
        ((_, (main, copies)),) = hands.run(jobs.mains, [None])
    assert {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"} <= set(threads)
    assert set(threads.values()) == {"1"}
    assert main.endswith("worker.py")
    assert copies == []


def test_a_page_of_the_app_is_not_run_again_by_its_workers(tmp_path):
    page = tmp_path / "page.py"
    page.write_text(
        f"""
from pathlib import Path

import streamlit as st

from analysis.corpus.workers.pool import crew
from tests.analysis.corpus import jobs

folder = Path({str(tmp_path)!r})
with (folder / "runs").open("a") as runs:
    runs.write("x")
with crew(2) as hands:
    st.text(sorted(square for _, (square, _) in hands.run(jobs.note, [(folder, 4), (folder, 5)])))
""",
        encoding="utf-8",
    )
    shown = AppTest.from_file(str(page), default_timeout=jobs.PATIENCE).run()
    assert [element.value for element in shown.text] == ["[16, 25]"]
    assert (tmp_path / "runs").read_text(encoding="utf-8") == "x"
