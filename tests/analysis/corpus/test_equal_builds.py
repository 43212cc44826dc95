"""One process, several, a cluster, with deaths among them: the same files to the byte."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from distributed import Client

from analysis.corpus.changes import change_settings, remove_documents
from analysis.corpus.storage import division, packing
from analysis.corpus.storage.index_names import INDEX, index_files
from analysis.corpus.storage.manifest import MANIFEST, read_manifest
from analysis.corpus.store import add_sources
from tests.analysis.corpus.papers import OTHER_THEMES, SETTINGS, name, write_papers
from tests.analysis.corpus.test_cluster import DOCUMENTED, connect, free_port, started
from tests.analysis.corpus.worker_processes import forker_of, workers_of


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """Jobs of a few documents, some of whose segments become one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "JOB_BYTES", 900)
        patch.setattr(packing, "SMALL", 200)
        patch.setattr(packing, "FULL", 700)
        yield


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_papers(tmp_path_factory.mktemp("source") / "files", range(40))
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, small: None, source: Path) -> Path:
    """What one process builds."""
    folder = tmp_path_factory.mktemp("built") / "alone"
    summary = add_sources(folder, [source], SETTINGS)
    assert (summary.documents, summary.failed) == (40, 1)
    return folder


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
    assert len(found.keys() & derived) == 5 * segments + len(("vocabulary", "further"))
    return {file: found[file] for file in found.keys() & (needed | derived)}


def killing(processes: Callable[[], list[int]], killed: list[int]) -> Callable[[int, int], None]:
    """Return a progress that kills one of some processes when the first job is done."""

    def progress(done: int, total: int) -> None:
        if not killed and done < total:
            killed.append(processes()[0])
            os.kill(killed[0], signal.SIGKILL)

    return progress


def test_two_processes_write_what_one_writes(tmp_path: Path, source: Path, alone: Path):
    target, before = tmp_path / "two", content(alone)
    add_sources(target, [source], SETTINGS, workers=2)
    assert content(target) == before
    one = shutil.copytree(alone, tmp_path / "one")
    for folder, processes in ((one, 1), (target, 2)):
        remove_documents(folder, [name(number) for number in range(5, 20)])
        change_settings(folder, OTHER_THEMES, workers=processes)
    changed = content(target)
    assert changed == content(one)
    assert changed != before


@pytest.mark.parametrize("found", [workers_of, lambda pid: [forker_of(pid)]], ids=["one", "forker"])
def test_a_killed_process_changes_nothing(found, tmp_path: Path, source: Path, alone: Path):
    killed: list[int] = []
    target, own = tmp_path / "killed", os.getpid()
    kill = killing(lambda: [process.pid for process in found(own)], killed)
    summary = add_sources(target, [source], SETTINGS, workers=2, progress=kill)
    assert summary.added == 40
    assert killed
    assert not psutil.pid_exists(killed[0])
    assert content(target) == content(alone)


def test_a_cluster_of_which_one_is_killed_changes_nothing(
    tmp_path: Path, source: Path, alone: Path
):
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
    assert content(target) == content(alone)
