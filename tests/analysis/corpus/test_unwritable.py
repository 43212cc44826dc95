"""What cannot be written or read is said in one sentence; the old corpus stays, nothing else."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import filelock
import pytest

from analysis.cli import main as command
from analysis.corpus import store
from analysis.corpus.changes import change_settings, remove_documents
from analysis.corpus.storage import holding
from analysis.corpus.storage.holding import LOCK
from analysis.corpus.storage.index_names import INDEX, index_files
from analysis.corpus.storage.manifest import MANIFEST, read_manifest
from analysis.corpus.store import add_documents, add_files, add_sources, open_corpus, read_sources
from analysis.errors import AnalysisError, CorpusStoreError
from analysis.schema import Failure
from tests.analysis.corpus.papers import (
    OTHER_THEMES,
    SETTINGS,
    content,
    name,
    papers,
    write_papers,
)

NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    add_documents(tmp_path / "corpus", papers(range(3)), SETTINGS)
    return tmp_path / "corpus"


def names(folder: Path) -> set[str]:
    return {file.name for place in (folder, folder / INDEX) for file in place.iterdir()}


def known(folder: Path) -> set[str]:
    manifest = read_manifest(folder)
    return {MANIFEST, LOCK, INDEX} | manifest.files | index_files(manifest)


@contextmanager
def full_from(operation: int, monkeypatch) -> Iterator[None]:
    """Make the disk full from an operation on: a new file, a push to the disk, a replacement."""
    numbers = count(1)

    def refusing(function):
        def refuse(*arguments, **options):
            if next(numbers) >= operation:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return function(*arguments, **options)

        return refuse

    opened = Path.open

    def opening(path: Path, mode: str = "r", **options):
        return (refusing(opened) if "x" in mode else opened)(path, mode, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refusing(os.fsync))
        patch.setattr(Path, "replace", refusing(Path.replace))
        patch.setattr(Path, "open", opening)
        yield


def refusal(change: Callable[[], object]) -> tuple[str, str] | None:
    """Return the code and the sentence of what a change was refused for."""
    try:
        change()
    except AnalysisError as error:
        return error.code, str(error)
    return None


def test_a_disk_that_gets_full_at_any_moment_leaves_the_old_corpus(folder: Path, monkeypatch):
    before, manifest = content(open_corpus(folder)), (folder / MANIFEST).read_bytes()
    for operation in count(1):
        with full_from(operation, monkeypatch):
            told = refusal(lambda: add_documents(folder, papers([7])))
        if told is None or (folder / MANIFEST).read_bytes() != manifest:
            break  # at the last, only a push of the folder behind the manifest was refused
        assert told[0] == "corpus_unwritable"
        assert "写不进去（No space left on device）" in told[1]
        assert names(folder) <= known(folder)
    assert operation > 40
    assert content(open_corpus(folder))["documents"] == [*before["documents"], *papers([7])]


@pytest.mark.parametrize("limit", [0, 100, 3000])
def test_files_that_the_system_cuts_off_leave_the_old_corpus(folder: Path, limit: int):
    before = content(open_corpus(folder))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(CorpusStoreError, match="写不进去（File too large）"):
            add_documents(folder, papers(range(5, 60)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(folder) <= known(folder)
    assert content(open_corpus(folder)) == before


@contextmanager
def stranger() -> Iterator[None]:
    """Be somebody to whom rights apply; the superuser may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked_up(folder: Path, monkeypatch) -> Iterator[Path]:
    """A corpus that may be read and not written, named from where the way to it is free."""
    places = (folder.parent, folder, folder / INDEX)
    monkeypatch.chdir(folder.parent)
    for place in places:
        place.chmod(0o555)
    yield Path(folder.name)
    for place in places:
        if place.exists():
            place.chmod(0o755)


def test_a_read_only_folder_is_read_and_not_written(locked_up: Path):
    before = content(open_corpus(locked_up))
    with stranger():
        with pytest.raises(CorpusStoreError, match="写不进去（Permission denied）") as raised:
            add_documents(locked_up, papers([7]))
        assert content(open_corpus(locked_up)) == before
        with pytest.raises(CorpusStoreError, match="写不进去（Permission denied）"):
            add_documents(Path("other"), papers([7]))
    assert raised.value.code == "corpus_unwritable"


def test_without_an_index_a_read_only_folder_is_read_from_memory(locked_up: Path):
    before = content(open_corpus(locked_up))
    (locked_up / INDEX).chmod(0o755)
    locked_up.chmod(0o755)
    shutil.rmtree(locked_up / INDEX)
    locked_up.chmod(0o555)
    with stranger():
        assert content(open_corpus(locked_up)) == before
    assert not (locked_up / INDEX).exists()


@pytest.mark.parametrize("place", ["file", "file/corpus"])
def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path, place: str):
    (tmp_path / "file").write_text("甲", encoding="utf-8")
    with pytest.raises(CorpusStoreError, match="写不进去"):
        add_documents(tmp_path / place, papers([0]), SETTINGS)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "甲"


def test_nothing_readable_leaves_no_folder(tmp_path: Path):
    (tmp_path / "empty.txt").write_bytes(b"")
    target = tmp_path / "new" / "corpus"
    summary = add_sources(target, [tmp_path / "empty.txt"], SETTINGS)
    assert (summary.documents, summary.failed) == (0, 1)
    assert {file.name for file in tmp_path.iterdir()} == {"empty.txt"}
    target.mkdir(parents=True)
    add_sources(target, [tmp_path / "empty.txt"], SETTINGS)
    assert list(target.iterdir()) == []  # the folder was there before


class UnwantedError(Exception):
    """The user wants no more."""


def test_a_build_that_is_given_up_leaves_nothing(tmp_path: Path):
    def stop(done: int, total: int) -> None:
        raise UnwantedError

    target = tmp_path / "corpus"
    with pytest.raises(UnwantedError):
        add_documents(target, papers(range(3)), SETTINGS, progress=stop)
    assert not target.exists()
    add_documents(target, papers(range(3)), SETTINGS)
    before = names(target), (target / MANIFEST).read_bytes()
    for workers in (1, 2):
        with pytest.raises(UnwantedError):
            change_settings(target, OTHER_THEMES, progress=stop, workers=workers)
        assert (names(target), (target / MANIFEST).read_bytes()) == before


def test_a_second_writer_waits_for_a_short_while(folder: Path):
    lock = filelock.FileLock(folder / LOCK, thread_local=False)
    lock.acquire()
    letting_go = threading.Timer(0.2, lock.release)
    letting_go.start()
    assert add_documents(folder, papers([7])).documents == 4
    letting_go.join()


def test_a_second_writer_is_told_in_the_end(folder: Path, monkeypatch):
    monkeypatch.setattr(holding, "LOCK_SECONDS", 0.05)
    with filelock.FileLock(folder / LOCK):
        for change in (
            lambda: add_documents(folder, papers([7])),
            lambda: remove_documents(folder, [name(0)]),
            lambda: change_settings(folder, OTHER_THEMES),
        ):
            with pytest.raises(CorpusStoreError, match="另一个程序正在写") as raised:
                change()
            assert raised.value.code == "corpus_locked"
    assert len(open_corpus(folder).documents) == 3


@pytest.mark.parametrize("damage", [b"PAR1 and then nothing", None])
@pytest.mark.parametrize("way", ["renew", "pack"])
def test_a_damaged_file_is_told_when_it_is_needed(folder: Path, damage, way: str):
    """The index still opens it; what has to be read again is told as unreadable."""
    for table in ("documents", "tokens"):
        file = next(folder.glob(f"{table}-*"))
        file.unlink()
        if damage is not None:
            file.write_bytes(damage)
    before = (folder / MANIFEST).read_bytes()
    change = {
        "renew": lambda: change_settings(folder, OTHER_THEMES),
        "pack": lambda: add_documents(folder, papers([7])),
    }
    told = refusal(change[way])
    assert told is not None
    assert told[0] == "corpusunreadable"
    assert "读不出来" in told[1]
    assert (folder / MANIFEST).read_bytes() == before


# --------------------------------------------------------------------------- corpora as sources


def test_a_corpus_without_manifest_is_one_sentence(folder: Path, capsys):
    (folder / MANIFEST).unlink()
    documents, failures = read_sources([folder])
    assert documents == ()
    assert [(failure.name, failure.code) for failure in failures] == [("corpus", "manifest_lost")]
    assert MANIFEST in failures[0].message
    assert command.main(["documents", str(folder)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0] == failures[0].message
    assert len(said) == 2
    summary = add_sources(folder.parent / "other", [folder], SETTINGS)
    assert [failure.code for failure in summary.failures] == ["manifest_lost"]
    with pytest.raises(CorpusStoreError, match=f"没有 {MANIFEST}"):
        open_corpus(folder)


def test_a_corpus_is_no_document(folder: Path):
    summary = add_sources(folder.parent / "other", [folder], SETTINGS)
    assert [failure.code for failure in summary.failures] == ["corpus_given"]
    assert not (folder.parent / "other").exists()


def test_a_corpus_among_its_documents_is_passed_over(tmp_path: Path):
    source = write_papers(tmp_path / "files", range(2))
    for _ in range(2):
        summary = add_sources(source / "corpus", [source], SETTINGS)
        assert (summary.documents, summary.failed) == (2, 0)


def test_failures_that_came_with_the_files_are_passed_on(tmp_path: Path):
    failure = Failure("a.zip", "a.zip：坏了", "damaged_zip")
    assert add_files(tmp_path / "corpus", [failure], SETTINGS).failures == (failure,)


# --------------------------------------------------------------------------- command line


def test_the_command_line_says_which_way_it_failed(
    folder: Path, tmp_path: Path, capsys, monkeypatch
):
    assert command.main(["documents", str(folder), "--output", str(tmp_path / "no/a.csv")]) == 2
    assert "写不进去" in capsys.readouterr().err

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), "/data/a")

    monkeypatch.setattr(command, "open_sources", fail)
    assert command.main(["documents", str(folder)]) == 2
    assert "/data/a: 读不出来（Input/output error）" in capsys.readouterr().err


def test_build_of_nothing_readable_is_told(tmp_path: Path, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    target = tmp_path / "corpus"
    assert command.main(["build", str(tmp_path / "empty.txt"), "--corpus", str(target)]) == 2
    said = capsys.readouterr().err
    assert "没有读出任何文档" in said
    assert "Traceback" not in said
    assert not target.exists()


def test_errors_of_workers_come_home(tmp_path: Path):
    """What goes wrong in another process is the same sentence."""
    folder = tmp_path / "corpus"
    add_documents(folder, papers(range(3)), SETTINGS)
    next(folder.glob("documents-*")).write_bytes(b"PAR1")
    with pytest.raises(AnalysisError, match="读不出来"):
        change_settings(folder, OTHER_THEMES, workers=2)
    assert store.is_corpus(folder)
