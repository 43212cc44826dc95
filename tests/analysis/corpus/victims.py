"""Processes of the crash test: one writes until it is killed, others ask all the time.

They are forked from a server that has everything loaded (``loaded_annotator``), so that a process
costs no second of imports.
"""

from __future__ import annotations

import hashlib
import io
import os
import signal
import stat
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from analysis.corpus import changes, store
from analysis.corpus.storage.manifest import MANIFEST
from analysis.schema import Metadata
from tests.analysis.corpus.papers import (
    OTHER_THEMES,
    SETTINGS,
    content,
    name,
    papers,
)

STAYING = range(4)
COMING = range(10, 13)
RETAGGED = name(1)
TAGS = (Metadata(title="甲", date="2019"), Metadata(title="乙", issuer="重庆市总工会"))
PAUSE = 0.25
"""Seconds between two openings of a reader: two that never rest leave the writer no processor."""
_EVENTS = frozenset({"os.rename", "os.remove", "os.mkdir"})
HALF_MANIFEST, PUSH_FOLDER = "half of the manifest", "push of the folder"
MOMENTS = (HALF_MANIFEST, PUSH_FOLDER, MANIFEST, "pushed", "os.remove")
"""Operations at which much is at stake, by name."""


def begin(folder: Path) -> None:
    """Make the corpus that the victims write."""
    store.add_documents(folder, papers(STAYING), SETTINGS)


def steps(folder: Path) -> list[Callable[[], object]]:
    """Return all kinds of writing, each right whatever was done before."""
    return [
        lambda: store.add_sources(folder, [folder.parent / "coming"]),
        lambda: changes.change_metadata(folder, {RETAGGED: TAGS[0]}),
        lambda: changes.change_settings(folder, OTHER_THEMES),
        lambda: changes.remove_documents(folder, [name(number) for number in COMING]),
        lambda: changes.change_metadata(folder, {RETAGGED: TAGS[1]}),
        lambda: changes.change_settings(folder, SETTINGS),
    ]


def write(folder: Path, begin_at: int, dies_at: int | str, pipe: Connection) -> None:
    """Write until killed; at an operation on files the process kills itself.

    Parameters
    ----------
    begin_at
        The first step.
    dies_at
        How many operations it lives to see, or the name of the first one that it does not; with 0
        it tells how many there are in all steps, and ends.
    """
    done = _watched(folder, dies_at)
    every = steps(folder)
    pipe.send("ready")
    while True:
        for step in every[begin_at:] + every[:begin_at]:
            step()
        if not dies_at:
            pipe.send(len(done))
            return


class _HalvedFile(io.BufferedWriter):
    """A file whose first write reaches the disk in two halves."""

    def __init__(self, path: Path, mode: str, note: Callable[[str], None]) -> None:
        super().__init__(io.FileIO(path, mode))
        self._note: Callable[[str], None] | None = note

    def write(self, data: bytes) -> int:
        note, self._note = self._note, None
        if note is None:
            return super().write(data)
        whole = memoryview(data).cast("B")
        written = super().write(whole[: len(whole) // 2])
        self.flush()
        note(HALF_MANIFEST if whole[:9] == b'{"format"' else "half of a file")
        return written + super().write(whole[len(whole) // 2 :])


def _watched(folder: Path, dies_at: int | str) -> list[str]:
    """Note every operation on files of a folder from now on, and die at one of them."""
    done: list[str] = []
    opened, pushed = Path.open, os.fsync

    def note(operation: str) -> None:
        done.append(operation)
        if dies_at in {len(done), operation}:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in _EVENTS and str(folder) in str(arguments[0]):
            in_place = event == "os.rename" and str(arguments[1]).endswith(MANIFEST)
            note(MANIFEST if in_place else event)

    def open_(path: Path, mode: str = "r", *arguments: object, **options: object) -> object:
        if mode in {"wb", "xb"}:
            note("a new file")
            return _HalvedFile(path, mode[0], note)
        return opened(path, mode, *arguments, **options)

    def push(handle: int) -> None:
        note(PUSH_FOLDER if stat.S_ISDIR(os.fstat(handle).st_mode) else "push")
        pushed(handle)
        note("pushed")

    Path.open = open_
    os.fsync = push
    sys.addaudithook(watch)
    return done


def read(folder: Path, pipe: Connection) -> None:
    """Open the corpus and ask until told to stop; tell what was seen, or what went wrong."""
    seen: set[str] = set()
    opened = 0
    try:
        while not pipe.poll(PAUSE):
            seen.add(fingerprint(folder))
            opened += 1
            if opened == 1:
                pipe.send("ready")
        pipe.send((opened, seen, ""))
    except BaseException:  # noqa: BLE001 - whatever it is, the test shows it
        pipe.send((opened, seen, traceback.format_exc()))


def fingerprint(folder: Path) -> str:
    """Return a hash of all that the corpus in a folder says."""
    return digest(content(store.open_corpus(folder)))


def digest(said: dict[str, object]) -> str:
    """Return a hash of what a corpus says."""
    return hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest()
