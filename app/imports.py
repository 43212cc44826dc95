"""Taking documents into a corpus of the user: files, folders, pasted text; and out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analysis.corpus.segments.batch import Progress
from analysis.corpus.storage.arrivals import Found
from analysis.corpus.storage.manifest import is_corpus
from analysis.corpus.storage.writer import BuildSummary
from analysis.corpus.store import add_documents, add_files, import_options, open_corpus
from analysis.ingest.documents import read_pasted
from analysis.ingest.sources import received, refer
from analysis.schema import DEFAULT_IMPORT, Document, Failure, ImportOptions
from app import corpora


class Target(NamedTuple):
    """Where documents go: into a corpus of the user, or (``folder`` None) into a new one."""

    folder: Path | None
    name: str = ""
    """What a new corpus is called."""
    encoding: str = ""
    """Of the files that come now, if it is not to be found."""
    text_column: str = ""
    """Of the tables that come now, if it is not to be found."""


class Report(NamedTuple):
    """What an import did."""

    corpus_id: str
    """Empty if nothing could be read and there is no corpus."""
    added: tuple[str, ...]
    """Names of the documents that came in."""
    unchanged: int
    """Files that the corpus had already."""
    failures: tuple[Failure, ...]


Add = Callable[[Path], BuildSummary]


def add_uploaded(
    target: Target, files: Iterable[tuple[str, bytes]], progress: Progress | None = None
) -> Report:
    """Take in uploaded files, given as name and bytes; zip files are opened."""
    return _add_found(target, received(files, _options(target)), progress)


def add_paths(target: Target, paths: Sequence[Path], progress: Progress | None = None) -> Report:
    """Take in files, folders and zip files of this machine; their bytes stay on the disk."""
    return _add_found(target, refer(paths, _options(target)), progress)


def add_pasted(target: Target, text: str, title: str, progress: Progress | None = None) -> Report:
    """Take in a text that was pasted, under a title.

    Raises
    ------
    UnreadableFileError
        There is no text in it.
    """
    document = read_pasted(text, name=title)
    return _add(target, lambda f: add_documents(f, (document,), progress=progress))


def put_back(folder: Path, document: Document) -> None:
    """Take a document in again that was taken out."""
    add_documents(folder, (document,))


def _options(target: Target) -> ImportOptions:
    """Return how files are read that come to a corpus now."""
    kept = DEFAULT_IMPORT if target.folder is None else import_options(target.folder)
    return replace(
        kept,
        encoding=target.encoding or kept.encoding,
        text_column=target.text_column or kept.text_column,
    )


def _add_found(
    target: Target, found: Iterable[Found | Failure], progress: Progress | None
) -> Report:
    files, options = tuple(_told(found, progress)), _options(target)
    return _add(target, lambda folder: add_files(folder, files, options, progress=progress))


def _told(found: Iterable[Found | Failure], progress: Progress | None) -> Iterator[Found | Failure]:
    """Yield files and tell how many were found; of how many is not known yet, so that of is 0."""
    for n, one in enumerate(found, start=1):
        if progress is not None:
            progress(n, 0)
        yield one


def _add(target: Target, add: Add) -> Report:
    """Add to the corpus; a new one that begins like one that is there goes into that one."""
    if target.folder is None:
        return _add_to_new(target.name, add)
    summary = add(target.folder)
    names = _names(target.folder)
    return Report(
        corpora.stored(target.folder).corpus_id,
        names[len(names) - summary.added :],  # what comes stands behind the others
        summary.unchanged,
        summary.failures,
    )


def _add_to_new(name: str, add: Add) -> Report:
    folder, kept = corpora.fresh_folder(), False
    try:
        summary = add(folder)
        if not is_corpus(folder):
            return Report("", (), 0, summary.failures)
        corpus_id = corpora.stored(folder).corpus_id
        twins = [own.folder for own in corpora.own_corpora() if own.corpus_id == corpus_id]
        if len(twins) > 1:
            return _add(Target(next(twin for twin in twins if twin != folder)), add)
        corpora.rename(folder, name)
        kept = True
        return Report(corpus_id, _names(folder), 0, summary.failures)
    finally:
        if not kept:
            corpora.delete(folder)


def _names(folder: Path) -> tuple[str, ...]:
    return tuple(open_corpus(folder).document_names.tolist())
