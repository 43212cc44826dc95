"""Where corpora lie on this machine, and how the one that is asked for gets there.

The samples are built once into the cache folder; documents of the user go into the data folder,
one folder a corpus. Nothing is sent anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_path, user_data_path

import analysis
from analysis.corpus import store
from analysis.corpus.batch import Progress
from analysis.corpus.manifest import is_corpus, read_manifest
from analysis.corpus.store import add_sources
from analysis.errors import CorpusStoreError
from analysis.schema import Failure, Settings

SOURCES_VARIABLE = "WENJIAN_SOURCES"
"""Environment variable with the files to open first, separated as in PATH; unset: the samples."""
DATA_VARIABLE = "WENJIAN_DATA"
"""Environment variable with the folder for corpora, instead of the one of the system."""
SEEDS = Path(__file__).resolve().parent.parent / "seeds"

_NAME = "wenjian"


class Stored(NamedTuple):
    """A corpus on disk: its id, its folder, how many documents it has, and its version."""

    corpus_id: str
    folder: Path
    documents: int
    version: int


def data_folder() -> Path:
    """Return the folder that holds the corpora of the user; it may not exist yet."""
    given = os.environ.get(DATA_VARIABLE)
    return Path(given) / "corpora" if given else user_data_path(_NAME) / "corpora"


def cache_folder() -> Path:
    """Return the folder for what can be built again."""
    given = os.environ.get(DATA_VARIABLE)
    return Path(given) / "cache" if given else user_cache_path(_NAME)


def stored(folder: Path) -> Stored:
    """Return what a corpus folder says of itself.

    Raises
    ------
    CorpusStoreError
        It holds no corpus, or one that cannot be read.
    """
    manifest = read_manifest(folder)
    documents = sum(segment.documents for segment in manifest.segments)
    return Stored(manifest.corpus_id, folder, documents, manifest.version)


def own_corpora() -> list[Stored]:
    """Return the corpora of the user, by folder name; a folder that cannot be read is left out."""
    found = []
    for folder in sorted(data_folder().glob("*")):
        if is_corpus(folder):
            try:
                found.append(stored(folder))
            except CorpusStoreError:
                continue
    return found


def folder_of(corpus_id: str) -> Path | None:
    """Return the folder of a corpus of the user; ``None`` if it is not on this machine."""
    return next((own.folder for own in own_corpora() if own.corpus_id == corpus_id), None)


def new_folder(name: str) -> Path:
    """Return a folder for a new corpus; ``name`` is what tells it from others."""
    return data_folder() / sha256(name.encode()).hexdigest()[:16]


def started_with() -> tuple[Path, ...]:
    """Return the files that the app was started with; none: the samples."""
    given = os.environ.get(SOURCES_VARIABLE, "")
    return tuple(Path(part) for part in given.split(os.pathsep) if part)


def start_folder() -> Path:
    """Return the folder of the corpus that the app was started with, built already or not."""
    sources = started_with()
    if len(sources) == 1 and is_corpus(sources[0]):
        return sources[0]
    return new_folder("\n".join(map(str, sources))) if sources else _samples_folder()


def folder(corpus_id: str) -> Path:
    """Return the folder of a corpus; no id, or one that is not here, is the one started with."""
    return (folder_of(corpus_id) if corpus_id else None) or start_folder()


def change_settings(corpus_id: str, settings: Settings) -> None:
    """Put a corpus under other settings; no id is the one that the app was started with.

    Raises
    ------
    CorpusStoreError
        The folder cannot be written, or another process is writing it.
    """
    store.change_settings(folder(corpus_id), settings)


def prepare(progress: Progress | None = None) -> tuple[Path, tuple[Failure, ...]]:
    """Return the folder of the corpus that the app was started with, built if need be.

    Files that are in it already are not read again.

    Returns
    -------
    (folder, failures)
        The files that could not be read, each with its reason.
    """
    sources, folder = started_with(), start_folder()
    if folder in sources or (not sources and is_corpus(folder)):
        return folder, ()
    summary = add_sources(folder, sources or (SEEDS,), progress=progress)
    return folder, summary.failures


def _samples_folder() -> Path:
    """Return where the samples are kept: another place whenever the analysis is another one."""
    return cache_folder() / f"samples-{_fingerprint((SEEDS, Path(analysis.__path__[0])))}"


@lru_cache(maxsize=1)
def _fingerprint(folders: Sequence[Path]) -> str:
    digest = sha256()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".py", ".toml", ".txt"}:
                digest.update(file.name.encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
