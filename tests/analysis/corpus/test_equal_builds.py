"""One process, several, a cluster, with deaths among them: the same files to the byte."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from distributed import Client

from analysis.corpus.storage import arrivals, packing
from analysis.corpus.storage.indexes import INDEX, index_files
from analysis.corpus.storage.manifest import MANIFEST, read_manifest
from analysis.corpus.store import add_sources, change_settings, remove_documents
from tests.analysis.corpus.papers import OTHER_THEMES, SETTINGS, name, write_papers
from tests.analysis.corpus.test_cluster import DOCUMENTED, connect, free_port, started

WORKER = "analysis.corpus.workers.worker"


@pytest.fixture
def small(monkeypatch):
    """Jobs of a few documents, some of whose segments become one."""
    monkeypatch.setattr(arrivals, "JOB_BYTES", 900)
    monkeypatch.setattr(packing, "SMALL", 200)
    monkeypatch.setattr(packing, "FULL", 700)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = write_papers(tmp_path / "files", range(40))
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def alone(tmp_path: Path, small, source: Path) -> dict[str, bytes]:
    """What one process builds."""
    summary = add_sources(tmp_path / "alone", [source], SETTINGS)
    assert (summary.documents, summary.failed) == (40, 1)
    return content(tmp_path / "alone")


def content(folder: Path) -> dict[str, bytes]:
    """Return every file that makes up the corpus and its index."""
    manifest = read_manifest(folder)
    needed = {MANIFEST} | manifest.files
    derived = {f"{INDEX}/{file}" for file in index_files(manifest)}
    found = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != ".lock"
    }
    segments = len(manifest.segments)
    assert segments >= 4
    assert found.keys() >= needed
    assert len(found.keys() & derived) == 5 * segments + len(("vocabulary", "further", "numbers"))
    return {file: found[file] for file in found.keys() & (needed | derived)}


def workers() -> list[int]:
    return [p.pid for p in psutil.Process().children() if WORKER in p.cmdline()]


def killing(processes: Callable[[], list[int]], killed: list[int]) -> Callable[[int, int], None]:
    """Return a progress that kills one of some processes when the first job is done."""

    def progress(done: int, total: int) -> None:
        if not killed and done < total:
            killed.append(processes()[0])
            os.kill(killed[0], signal.SIGKILL)

    return progress


def test_two_processes_write_what_one_writes(tmp_path: Path, source: Path, alone):
    target = tmp_path / "two"
    add_sources(target, [source], SETTINGS, workers=2)
    assert content(target) == alone
    for folder, processes in ((tmp_path / "alone", 1), (target, 2)):
        remove_documents(folder, [name(number) for number in range(5, 20)])
        change_settings(folder, OTHER_THEMES, workers=processes)
    changed = content(target)
    assert changed == content(tmp_path / "alone")
    assert changed != alone


def test_a_killed_process_changes_nothing(tmp_path: Path, source: Path, alone):
    killed: list[int] = []
    target = tmp_path / "killed"
    summary = add_sources(target, [source], SETTINGS, workers=2, progress=killing(workers, killed))
    assert summary.added == 40
    assert killed
    assert not psutil.pid_exists(killed[0])
    assert content(target) == alone


def test_a_cluster_of_which_one_is_killed_changes_nothing(tmp_path: Path, source: Path, alone):
    port, (scheduler, worker) = free_port(), DOCUMENTED
    log, target = tmp_path / "log", tmp_path / "cluster"
    killed: list[int] = []
    with started(scheduler, port, log), started(worker, port, log):
        address = connect(port, 2)
        with Client(address, set_as_default=False) as client:
            before = set(client.run(os.getpid).values())
            assert len(before) == 2
            summary = add_sources(
                target,
                [source],
                SETTINGS,
                cluster=address,
                progress=killing(lambda: sorted(before), killed),
            )
    assert summary.added == 40
    assert len(killed) == 1
    assert content(target) == alone
