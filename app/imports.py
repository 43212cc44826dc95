"""Taking documents into a corpus of the user: files, folders, pasted text; and out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.corpus.batch import Progress
from analysis.corpus.manifest import is_corpus
from analysis.corpus.store import add_documents, add_files, open_corpus
from analysis.corpus.writer import BuildSummary
from analysis.ingest.documents import read_pasted
from analysis.ingest.sources import SourceFile, gather, received
from analysis.schema import Document, Failure
from app import corpora


class Target(NamedTuple):
    """Where documents go: into a corpus of the user, or (``folder`` None) into a new one."""

    folder: Path | None
    name: str = ""
    """What a new corpus is called."""


class Watch(NamedTuple):
    """Who is told how far the work is: while files are read, and while they are annotated."""

    reading: Progress | None = None
    annotating: Progress | None = None


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


def add_uploaded(target: Target, files: Iterable[tuple[str, bytes]], watch: Watch) -> Report:
    """Take in uploaded files, given as name and bytes; zip files are opened."""
    return _add_found(target, tuple(received(files)), watch)


def add_paths(target: Target, paths: Sequence[Path], watch: Watch) -> Report:
    """Take in files, folders and zip files of this machine."""
    return _add_found(target, tuple(gather(paths)), watch)


def add_pasted(target: Target, text: str, title: str, watch: Watch) -> Report:
    """Take in a text that was pasted, under a title.

    Raises
    ------
    UnreadableFileError
        There is no text in it.
    """
    document = read_pasted(text, name=title)
    return _add(target, lambda f: add_documents(f, (document,), progress=watch.annotating))


def put_back(folder: Path, document: Document) -> None:
    """Take a document in again that was taken out."""
    add_documents(folder, (document,))


def _add_found(target: Target, found: Sequence[SourceFile | Failure], watch: Watch) -> Report:
    return _add(
        target,
        lambda folder: add_files(folder, found, progress=watch.annotating),
    )


def _add(target: Target, add: Add) -> Report:
    """Add to the corpus; a new one that begins like one that is there goes into that one."""
    if target.folder is None:
        return _add_to_new(target.name, add)
    before = set(_names(target.folder))
    summary = add(target.folder)
    return Report(
        corpora.stored(target.folder).corpus_id,
        tuple(name for name in _names(target.folder) if name not in before),
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
    return tuple(document.name for document in open_corpus(folder).documents)
