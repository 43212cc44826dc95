"""One writer at a time, and nothing left in a corpus folder that nobody needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from analysis.corpus.storage.engine import index_digest
from analysis.corpus.storage.index_names import INDEX, index_files, program_of
from analysis.corpus.storage.manifest import Manifest, is_corpus, read_manifest
from analysis.errors import CorpusStoreError

LOCK = ".lock"
LOCK_SECONDS = 2.0
"""How long a second writer waits before it is told that there is a first."""
_DATA_FILE = re.compile(r"[a-z_]+-[0-9a-f]{16}(\.[0-9a-z]+)?\.(parquet|arrays)|\.new-.+")


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of a corpus folder, made if need be.

    After an error what was written for nothing goes, and so does the folder if it was made here.

    Raises
    ------
    CorpusStoreError
        Another program holds it, the folder has foreign files, or the system refuses something.
    """
    try:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(folder)
        with filelock.FileLock(folder / LOCK, timeout=LOCK_SECONDS), _tidied(folder, missing):
            yield
    except filelock.Timeout as error:
        message = f"另一个程序正在写语料库“{folder.name}”，请等它结束再试。"
        raise CorpusStoreError(message, code="corpus_locked", folder=str(folder)) from error
    except OSError as error:
        why = error.strerror or str(error)
        message = (
            f"语料库“{folder.name}”写不进去（{why}）；原来的内容没有变，请检查磁盘空间和权限。"
        )
        raise CorpusStoreError(
            message, code="corpus_unwritable", folder=str(folder), reason=why
        ) from error


def sweep(folder: Path, manifests: Sequence[Manifest]) -> None:
    """Delete files of ours that no manifest names."""
    named = {file for manifest in manifests for file in manifest.files | index_files(manifest)}
    for place in (folder, folder / INDEX):
        for file in place.iterdir() if place.is_dir() else ():
            if _is_data(file) and file.name not in named:
                with suppress(OSError):
                    file.unlink()


def sweep_programs(folder: Path) -> None:
    """Delete the derived files of other programs, up to those of the one that was here last.

    For readers who made derived files themselves: each version of the program leaves its own. Those
    of one other stay, so that two versions that read in turns do not make everything anew each
    time. Nothing is done while somebody writes; who has files mapped keeps them.
    """
    try:
        with filelock.FileLock(folder / LOCK, timeout=0):
            files = [file for file in (folder / INDEX).glob("*.arrays") if _is_data(file)]
            made = sorted((file.stat().st_mtime_ns, program_of(file.name)) for file in files)
            others = [program for _, program in made if program != index_digest()]
            kept = {index_digest(), *others[-1:]}
            for file in files:
                if program_of(file.name) not in kept:
                    file.unlink()
    except (OSError, filelock.Timeout):
        return  # who may not write has nothing to sweep, and a writer does so itself


@contextmanager
def _tidied(folder: Path, made: Sequence[Path]) -> Iterator[None]:
    """Leave no files of a write that failed, and no empty folders that were made for it."""
    try:
        yield
    except BaseException:
        with suppress(OSError, CorpusStoreError):  # what is wrong is told already
            sweep(folder, [read_manifest(folder)] if is_corpus(folder) else [])
        raise
    finally:
        if not is_corpus(folder):
            with suppress(OSError):
                (folder / LOCK).unlink()
            for place in (folder / INDEX, *made):
                with suppress(OSError):
                    place.rmdir()


def _refuse_foreign(folder: Path) -> None:
    """Raise for a folder with files of somebody else; leftovers of an unfinished build are ours."""
    if is_corpus(folder):
        return
    foreign = [f.name for f in folder.iterdir() if f.name not in {LOCK, INDEX} and not _is_data(f)]
    if foreign:
        message = f"“{folder}”里有别的文件（{foreign[0]} 等），请换一个空文件夹存语料库。"
        raise CorpusStoreError(message, code="folder_not_empty", folder=str(folder))


def _is_data(file: Path) -> bool:
    return _DATA_FILE.fullmatch(file.name) is not None
