"""Where corpora lie on this machine, and how the one that is asked for gets there.

The samples are built once into the cache folder; documents of the user go into the data folder,
one folder a corpus. Nothing is sent anywhere.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from platformdirs import user_cache_path, user_data_path

import analysis
from analysis.corpus import changes
from analysis.corpus.segments.batch import Progress
from analysis.corpus.storage.files import write_whole
from analysis.corpus.storage.manifest import MANIFEST, is_corpus, read_manifest
from analysis.corpus.store import add_sources, open_corpus
from analysis.errors import CorpusStoreError
from analysis.schema import Failure, Settings

SOURCES_VARIABLE = "WENJIAN_SOURCES"
"""Environment variable with the files to open first, separated as in PATH; unset: the samples."""
DATA_VARIABLE = "WENJIAN_DATA"
"""Environment variable with the folder for corpora, instead of the one of the system."""
SAMPLES = "samples"
"""Id under which the samples are opened when the app was started with something else."""
SEEDS = Path(__file__).resolve().parent.parent / "seeds"

_NAME = "wenjian"
_NAME_FILE = "name.txt"
_LINKED_FILE = "folders.txt"
_LONGEST_NAME = 60


class Stored(NamedTuple):
    """A corpus on disk: its id, its folder, how many documents it has, and its version.

    ``name`` is what its user calls it; empty if it was never named.
    """

    corpus_id: str
    folder: Path
    documents: int
    version: int
    name: str = ""


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
    return Stored(
        manifest.corpus_id, folder, manifest.n_documents, manifest.version, _name_in(folder)
    )


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


def linked_corpora() -> list[Stored]:
    """Return the corpora that lie elsewhere on this machine and were opened by their folder.

    One that cannot be read now, on a disk that is not there, is left out and stays on the list.
    """
    found = []
    for folder in _linked():
        if is_corpus(folder):
            try:
                found.append(stored(folder))
            except CorpusStoreError:
                continue
    return found


def link_folder(written: str) -> Stored:
    """Put a corpus that lies elsewhere on the list of this machine; nothing is copied.

    Parameters
    ----------
    written
        The folder, as it is pasted: quotes around it and ``~`` are understood.

    Raises
    ------
    CorpusStoreError
        There is no such folder, it holds no corpus, or one that cannot be read, or the same corpus
        is on the list from another folder.
    """
    folder = Path(written.strip().strip("\"'“”")).expanduser()
    if not written.strip() or not folder.is_dir():
        message = f"没有“{folder}”这个文件夹；请检查路径。"
        raise CorpusStoreError(message, code="no_folder", folder=str(folder))
    folder = folder.resolve()
    found = stored(folder)
    open_corpus(folder)  # says what is wrong before it is on the list
    known = folder_of(found.corpus_id)
    if known is not None and known.resolve() != folder:
        message = f"“{folder}”与已在列表里的“{known}”是同一个语料库。"
        raise CorpusStoreError(message, code="linked_twice", folder=str(folder), other=str(known))
    if known is None:
        _write_linked([*_linked(), folder])
    return found


def unlink_folder(folder: Path) -> None:
    """Take a corpus that lies elsewhere off the list; its folder stays as it is."""
    _write_linked([other for other in _linked() if other != folder])


def _linked() -> list[Path]:
    try:
        lines = _linked_file().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [Path(line) for line in lines if line]


def _write_linked(folders: Sequence[Path]) -> None:
    file = _linked_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    written = "".join(f"{folder}\n" for folder in folders)
    write_whole(file, lambda opened: opened.write(written.encode("utf-8", "surrogatepass")))


def _linked_file() -> Path:
    return data_folder().parent / _LINKED_FILE


def folder_of(corpus_id: str) -> Path | None:
    """Return the folder of a corpus that is listed; ``None`` if it is not on this machine."""
    if corpus_id == SAMPLES:
        return samples()
    listed = (*own_corpora(), *linked_corpora())
    return next((one.folder for one in listed if one.corpus_id == corpus_id), None)


def is_own(folder: Path) -> bool:
    """Whether a corpus is one of the user: it may be added to, renamed and deleted."""
    return folder.parent == data_folder()


def fresh_folder() -> Path:
    """Return a folder for a corpus that is no other one's; it does not exist yet."""
    return data_folder() / uuid4().hex[:16]


def rename(folder: Path, name: str) -> None:
    """Give a corpus of the user a name; an empty one takes it away."""
    written = " ".join(name.split())[:_LONGEST_NAME]
    write_whole(folder / _NAME_FILE, lambda file: file.write(written.encode()))


def delete(folder: Path) -> None:
    """Delete a corpus of the user, or what an import left of one; the files it was read from stay.

    Raises
    ------
    ValueError
        The folder is not one of those in ``data_folder``.
    """
    if not is_own(folder):
        message = f"not a corpus of the user: {folder}"
        raise ValueError(message)
    (folder / MANIFEST).unlink(missing_ok=True)  # first: half a corpus is none
    shutil.rmtree(folder, ignore_errors=True)


def samples() -> Path:
    """Return the folder of the samples, built if need be."""
    folder = _samples_folder()
    if not is_corpus(folder):
        add_sources(folder, (SEEDS,))
    return folder


def is_samples(folder: Path) -> bool:
    """Whether a folder is that of the samples, which stay as they are."""
    return folder == _samples_folder()


def keep_samples(name: str) -> Stored:
    """Return the corpus of the user that holds the samples.

    If need be they are copied there, and the copy is called by ``name``.
    """
    given = stored(samples())
    kept = next((own for own in own_corpora() if own.corpus_id == given.corpus_id), None)
    if kept is not None:
        return kept
    folder = fresh_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(given.folder, folder)
    rename(folder, name)
    return stored(folder)


def _name_in(folder: Path) -> str:
    try:
        return (folder / _NAME_FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


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
    changes.change_settings(folder(corpus_id), settings)


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
