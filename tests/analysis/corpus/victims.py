"""Processes of the crash test: one writes until it is killed, others ask all the time.

They are forked from a server that has everything loaded (``loaded_annotator``), so that a process
costs no second of imports.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from analysis.corpus import store
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
_WRITING = frozenset({"os.rename", "os.remove", "os.mkdir"})


def begin(folder: Path) -> None:
    """Make the corpus that the victims write."""
    store.add_documents(folder, papers(STAYING), SETTINGS)


def steps(folder: Path) -> list[Callable[[], object]]:
    """Return all kinds of writing, each right whatever was done before."""
    return [
        lambda: store.add_sources(folder, [folder.parent / "coming"]),
        lambda: store.change_metadata(folder, RETAGGED, TAGS[0]),
        lambda: store.change_settings(folder, OTHER_THEMES),
        lambda: store.remove_documents(folder, [name(number) for number in COMING]),
        lambda: store.change_metadata(folder, RETAGGED, TAGS[1]),
        lambda: store.change_settings(folder, SETTINGS),
    ]


def write(folder: Path, begin_at: int, dies_at: int, pipe: Connection) -> None:
    """Write until killed; at a number of operations on files the process kills itself.

    Parameters
    ----------
    begin_at
        The first step.
    dies_at
        Operations; with 0 it tells how many there are in all steps and ends.
    """
    done = _counted(folder, dies_at)
    every = steps(folder)
    pipe.send("ready")
    while True:
        for step in every[begin_at:] + every[:begin_at]:
            step()
        if not dies_at:
            pipe.send(len(done))
            return


def _counted(folder: Path, dies_at: int) -> list[str]:
    """Note every operation on files of a folder from now on, and die at a number of them."""
    done: list[str] = []
    pushed = os.fsync

    def note(operation: str) -> None:
        done.append(operation)
        if len(done) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        begins = event == "open" and "/.new-" in str(arguments[0])
        if begins or (event in _WRITING and str(folder) in str(arguments[0])):
            note(event)

    def push(handle: int) -> None:
        note("before fsync")
        pushed(handle)
        note("after fsync")

    os.fsync = push
    sys.addaudithook(watch)
    return done


def read(folder: Path, pipe: Connection) -> None:
    """Open the corpus and ask until told to stop; tell what was seen, or what went wrong."""
    seen: set[str] = set()
    opened = 0
    try:
        while not pipe.poll():
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
