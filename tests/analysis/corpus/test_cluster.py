"""Jobs on a real Dask scheduler and two real workers, started by the commands of the docs."""

from __future__ import annotations

import importlib
import os
import shlex
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from distributed import Client

from analysis.corpus.workers import cluster as module
from analysis.corpus.workers.cluster import Cluster
from analysis.corpus.workers.pool import crew
from analysis.errors import AnalysisError, UnknownNameError
from tests.analysis.corpus import jobs

ROOT = Path(__file__).parents[3]
LOOPBACK = "127.0.0.1"
DOCUMENTED = [
    line
    for line in (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("python -m dask ") and "10.0.0." not in line
]


def free_port():
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return listener.getsockname()[1]


@contextmanager
def started(command, port, log):
    """Run a documented command on another port; at the end end all its processes."""
    words = shlex.split(command.replace("8786", str(port)))
    assert words[0] == "python"
    with log.open("ab") as said:
        process = subprocess.Popen([sys.executable, *words[1:]], cwd=ROOT, stdout=said, stderr=said)
    try:
        yield psutil.Process(process.pid)
    finally:
        end(process)


def end(process):
    if process.poll() is None:
        for member in psutil.Process(process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                member.kill()
        process.kill()
    process.wait()


def connect(port, n_workers):
    """Wait until a scheduler is there with its workers, however busy this machine is."""
    address = f"tcp://{LOOPBACK}:{port}"
    with Client(address, timeout=jobs.PATIENCE, set_as_default=False) as client:
        if n_workers:
            client.wait_for_workers(n_workers, timeout=jobs.PATIENCE)
    return address


@pytest.fixture(scope="module")
def processes(tmp_path_factory):
    """The scheduler and the workers, with all their children, and the port."""
    log, port = tmp_path_factory.mktemp("cluster") / "log", free_port()
    scheduler, worker = DOCUMENTED
    with started(scheduler, port, log) as one, started(worker, port, log) as two:
        yield one, two, port


@pytest.fixture
def address(processes):
    """The scheduler's, when both workers are there, also after another test killed them."""
    return connect(processes[2], 2)


@pytest.fixture
def hands(address, tmp_path):
    with crew(cluster=address, folder=tmp_path) as found:
        yield found


def numbered(folder, n):
    return [(folder, number) for number in range(n)]


def test_documented_commands_listen_on_the_given_address_only(processes, address):
    family = [p for one in processes[:2] for p in (one, *one.children(recursive=True))]
    open_ones = [
        (p.pid, connection.laddr)
        for p in family
        for connection in p.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN or connection.type == socket.SOCK_DGRAM
    ]
    assert len({pid for pid, _ in open_ones}) == 4  # scheduler, its watcher, two workers
    assert {place.ip for _, place in open_ones} == {LOOPBACK}
    assert processes[2] in {place.port for _, place in open_ones}


def test_building_opens_no_port(hands):
    assert list(hands.run(jobs.threads, [None]))
    mine = psutil.Process().net_connections("inet")
    assert [c.laddr for c in mine if c.status == psutil.CONN_LISTEN] == []


def test_each_job_is_done_once_and_has_its_own_result(hands, tmp_path):
    results = list(hands.run(jobs.note, numbered(tmp_path, 40)))
    assert sorted((at, square) for at, (square, _) in results) == [(n, n * n) for n in range(40)]
    again = list(hands.run(jobs.note, numbered(tmp_path, 1)))
    assert [(at, square) for at, (square, _) in again] == [(0, 0)]
    assert list(hands.run(jobs.note, [])) == []


def test_both_workers_work_at_once(hands, tmp_path):
    results = dict(hands.run(jobs.meet, numbered(tmp_path, 2)))
    assert [results[n][0] for n in (0, 1)] == [0, 1]
    assert len({pid for _, pid in results.values()} - {os.getpid()}) == 2


def test_the_same_job_twice_is_done_twice(hands, tmp_path):
    results = list(hands.run(jobs.count, [tmp_path] * 6))
    assert sorted(at for at, _ in results) == list(range(6))
    assert (tmp_path / "count").read_text(encoding="utf-8") == "x" * 6


def test_a_killed_worker_loses_and_doubles_nothing(hands, tmp_path):
    killed, results = 0, []
    for result in hands.run(jobs.hang_first, numbered(tmp_path, 30)):
        results.append(result)
        if not killed:
            assert jobs.appears(tmp_path / "pid")
            killed = int((tmp_path / "pid").read_text(encoding="utf-8"))
            os.kill(killed, signal.SIGKILL)
    assert sorted((at, square) for at, (square, _) in results) == [(n, n * n) for n in range(30)]
    assert dict(results)[3][1] != killed


def test_a_job_that_kills_every_worker_is_given_up(hands, tmp_path):
    with pytest.raises(AnalysisError, match="内存不够") as raised:
        list(hands.run(jobs.die_on_three, numbered(tmp_path, 5)))
    assert raised.value.code == "worker_died"
    assert len((tmp_path / "deaths").read_text(encoding="utf-8")) <= 5


def test_what_a_job_raises_is_raised(hands, tmp_path):
    with pytest.raises(UnknownNameError, match="没有“三”") as raised:
        list(hands.run(jobs.refuse_three, numbered(tmp_path, 10)))
    assert raised.value.code == "unknown_theme"
    assert raised.value.values == {"name": "三", "choices": ("一", "二")}


def test_stopping_early_takes_back_what_nobody_has_begun(hands, tmp_path):
    run = hands.run(jobs.note, numbered(tmp_path, 100_000))
    next(run)
    run.close()
    list(hands.run(jobs.note, numbered(tmp_path / "..", 0)))
    assert len(list(tmp_path.iterdir())) < 100


def test_workers_of_another_program_are_refused(address, monkeypatch):
    monkeypatch.setattr(module, "program_digest", lambda: "another")
    with pytest.raises(AnalysisError, match="不是同一版本的程序") as raised:
        Cluster(address)
    assert raised.value.code == "cluster_program"
    assert str(raised.value.values["workers"]).count("tcp://127.0.0.1:") == 2


def test_workers_that_join_later_are_held_to_the_program_too(hands, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "program_digest", lambda: "another")
    with pytest.raises(AnalysisError, match="不是同一版本的程序"):
        list(hands.run(jobs.note, numbered(tmp_path, 3)))
    assert list(tmp_path.iterdir()) == []


def test_workers_that_do_not_see_the_folder_are_refused(address, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the same path leads the workers elsewhere
    with pytest.raises(AnalysisError, match="看不到语料文件夹") as raised:
        Cluster(address, folder=Path("/proc/self/cwd"))
    assert raised.value.code == "cluster_folder"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "{port}", "http://a:1", "tcp://a"])
def test_an_address_without_a_scheduler_is_named(address, monkeypatch):
    monkeypatch.setattr(module, "CONNECTING", 0.5)
    given = address.format(port=free_port())
    with pytest.raises(AnalysisError, match="连不上集群") as raised:
        Cluster(given)
    assert raised.value.values == {"address": given}


def test_a_server_that_is_no_scheduler_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(module, "CONNECTING", 0.5)
    with socket.create_server((LOOPBACK, 0)) as mute:
        address = f"tcp://{LOOPBACK}:{mute.getsockname()[1]}"
        with pytest.raises(AnalysisError, match="连不上集群"):
            Cluster(address)


def test_a_cluster_that_is_left_alone_says_so(tmp_path, monkeypatch):
    port, (scheduler, worker) = free_port(), DOCUMENTED
    log = tmp_path / "log"
    with started(scheduler, port, log) as head:
        address = connect(port, 0)
        with monkeypatch.context() as patch:
            patch.setattr(module, "CONNECTING", 0.5)
            with pytest.raises(AnalysisError, match="没有可用的工作进程"):
                Cluster(address)
        monkeypatch.setattr(module, "LISTENING", 0.5)
        monkeypatch.setattr(module, "RETURNING", 0.5)
        with started(worker, port, log):
            connect(port, 1)
            hands = Cluster(address)
            run = hands.run(jobs.hang_from_one, numbered(tmp_path, 9))
            assert next(run)[0] == 0
        with hands:
            with pytest.raises(AnalysisError, match="没有可用的工作进程") as raised:
                next(run)
            assert raised.value.code == "cluster_idle"
            run = hands.run(jobs.note, numbered(tmp_path, 3))
            head.kill()
            with pytest.raises(AnalysisError, match="与集群的连接断了") as raised:
                next(run)
            assert raised.value.code == "cluster_lost"


def test_without_dask_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "analysis.corpus.workers.cluster")
    with pytest.raises(AnalysisError, match=r"requirements-cluster\.txt") as raised:
        importlib.import_module("analysis.corpus.workers.cluster")
    assert raised.value.code == "cluster_missing"


def test_dask_is_loaded_for_clusters_only():
    imports = "import sys, analysis.corpus.workers.pool, analysis.cli.main"
    program = f"{imports}; sys.exit('dask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
