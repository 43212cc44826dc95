"""A writer is killed at any moment while others read: they see the corpus before or after."""

from __future__ import annotations

import multiprocessing
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.storage.holding import LOCK
from analysis.corpus.storage.index_names import INDEX, index_files
from analysis.corpus.storage.manifest import MANIFEST, read_manifest
from analysis.corpus.store import add_documents, read_sources
from tests.analysis.corpus import victims
from tests.analysis.corpus.jobs import PATIENCE
from tests.analysis.corpus.papers import (
    OTHER_THEMES,
    SETTINGS,
    content,
    paper,
    papers,
    write_papers,
)

PARTS, STEPS, AT_TIMES = 3, 6, 4


@pytest.fixture(scope="module")
def server():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.analysis.corpus.loaded_annotator", victims.__name__])
    return context


@pytest.fixture(autouse=True)
def no_script(monkeypatch):
    """Let no process run what was the main script here: a page that an earlier test has run."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture
def folder(tmp_path: Path, server) -> Path:
    write_papers(tmp_path / "coming", victims.COMING)
    victims.begin(tmp_path / "corpus")
    return tmp_path / "corpus"


@contextmanager
def started(server, function, *arguments) -> Iterator[tuple[BaseProcess, Connection]]:
    here, there = server.Pipe()
    process = server.Process(target=function, args=(*arguments, there), daemon=True)
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()


def told(pipe: Connection):
    assert pipe.poll(PATIENCE)
    return pipe.recv()


def possible(folder: Path) -> set[str]:
    """The corpora that there may be at any time, each built at once in memory."""
    found = set()
    coming, _ = read_sources([folder.parent / "coming"])
    untagged = paper(1).metadata
    for tags, new, given in product(
        (untagged, *victims.TAGS), ((), coming), (SETTINGS, OTHER_THEMES)
    ):
        documents = papers(victims.STAYING)
        documents[1] = replace(documents[1], metadata=tags)
        found.add(victims.digest(content(build_corpus([*documents, *new], given))))
    return found


def orphans(folder: Path) -> set[str]:
    """Return the names of files that the present manifest does not know."""
    manifest = read_manifest(folder)
    known = {MANIFEST, LOCK, INDEX} | manifest.files | index_files(manifest)
    return {file.name for place in (folder, folder / INDEX) for file in place.iterdir()} - known


def moments(operations: int, seconds: float) -> list[tuple[int, int | str, float]]:
    """Return when to kill: the first step, and operations from then on, or one of them, or seconds.

    Every step is begun with equally often, and each time another part of it, or of the one behind
    it, is hit.
    """
    chance = random.Random(7)  # noqa: S311 - the same moments every time
    each = operations / STEPS
    after = [1 + int(2 * each * (part + chance.random()) / PARTS) for part in range(PARTS)]
    return [
        *((step, operation, 0.0) for step in range(STEPS) for operation in after),
        *((2 * n % STEPS, moment, 0.0) for n, moment in enumerate(2 * victims.MOMENTS)),
        *((n % STEPS, -1, chance.uniform(0, 2 * seconds / STEPS)) for n in range(AT_TIMES)),
    ]


def kill(server, folder: Path, moment: tuple[int, int | str, float]) -> None:
    """Start a writer and kill it."""
    first, operations, pause = moment
    with started(server, victims.write, folder, first, operations) as (victim, pipe):
        assert told(pipe) == "ready"
        if operations == -1:
            time.sleep(pause)
            victim.kill()
        victim.join(PATIENCE)
        assert victim.exitcode == -signal.SIGKILL


def test_killed_writers_never_tear_the_corpus(folder: Path, server):
    allowed = possible(folder)
    assert len(allowed) == 12
    began = time.monotonic()
    with started(server, victims.write, folder, 0, 0) as (_, pipe):
        assert told(pipe) == "ready"
        operations = told(pipe)
    seen, left = set(), 0
    with (
        started(server, victims.read, folder) as (_, one),
        started(server, victims.read, folder) as (_, two),
    ):
        assert told(one) == told(two) == "ready"
        chosen = moments(operations, time.monotonic() - began)
        assert len(chosen) == 32
        for moment in chosen:
            kill(server, folder, moment)
            seen.add(victims.fingerprint(folder))
            left += bool(orphans(folder))
        for reader in (one, two):
            reader.send("stop")
            opened, found, error = told(reader)
            assert error == ""
            assert opened >= 2
            assert found <= allowed
    assert seen <= allowed
    assert len(seen) >= 4  # they died before and after their manifests
    assert left >= PARTS * STEPS // 2
    # The lock of the dead is free, and what they left is swept with what nobody reads any more.
    for number in (98, 99):
        add_documents(folder, papers([number]))
    assert not [name for name in orphans(folder) if name.startswith(".new-")]
    before = read_manifest(folder)
    add_documents(folder, papers([100]))
    assert orphans(folder) <= before.files | index_files(before)
