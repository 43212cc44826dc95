"""A corpus as a folder: immutable Parquet files and one manifest, replaced in one step.

Readers see the old corpus or the new one, never something between. One writer at a time.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pyarrow as pa

from analysis.corpus.batch import Progress
from analysis.corpus.build import assemble, build_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.engine import LAYERS, layer_key
from analysis.corpus.manifest import is_corpus, read_manifest, unreadable
from analysis.corpus.places import cache_folder
from analysis.corpus.writer import BuildSummary, read_batch, writing
from analysis.errors import AnalysisError, CorpusStoreError, UnknownNameError
from analysis.ingest.documents import read_document
from analysis.ingest.sources import SourceFile, document_names, gather
from analysis.schema import Document, Failure, Metadata, Settings

_READ_TRIES = 5


def open_corpus(folder: Path) -> Corpus:
    """Return the corpus that lies in a folder, as it was last written.

    Raises
    ------
    CorpusStoreError
        The folder holds no corpus, or one that cannot be read.
    """
    for tries_left in reversed(range(_READ_TRIES)):
        manifest = read_manifest(folder)
        try:
            batches = [read_batch(folder, manifest, segment) for segment in manifest.segments]
        except FileNotFoundError as error:  # a writer may have replaced it meanwhile
            if not tries_left:
                raise unreadable(folder, str(error)) from error
            continue
        except (OSError, pa.ArrowException, KeyError, ValueError) as error:
            raise unreadable(folder, str(error)) from error
        return assemble(
            batches,
            manifest.settings,
            themes=manifest.themes,
            corpus_id=manifest.corpus_id,
            duplicates=(manifest.duplicate_of, manifest.near_copy_of),
        )
    raise AssertionError  # the last try returns or raises


def add_sources(
    folder: Path,
    paths: Sequence[Path],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
) -> BuildSummary:
    """Read files, folders and zip files into a corpus folder; make the folder if need be.

    A file whose bytes and name the corpus has is left alone; one whose path it has with other bytes
    takes the place of the old one. What cannot be read is reported and the rest goes on.

    Parameters
    ----------
    folder
        The corpus folder: absent, empty, or with a corpus.
    paths
        Files, folders and zip files.
    settings
        Those of the corpus when left out. Other ones renew the layers that depend on them.
    progress
        Called with the number of files done and of all.

    Raises
    ------
    CorpusStoreError
        The folder cannot be written, holds something else, or another program is writing it.
    EmptyCorpusError
        There would be no document.
    """
    return add_files(folder, tuple(gather(paths)), settings, progress=progress)


def add_files(
    folder: Path,
    found: Iterable[SourceFile | Failure],
    settings: Settings | None = None,
    *,
    reading: Progress | None = None,
    progress: Progress | None = None,
) -> BuildSummary:
    """Read files that are gathered already into a corpus folder; see ``add_sources``.

    Parameters
    ----------
    found
        What ``gather`` or ``received`` gave. A file without a path takes nobody's place.
    reading
        Called while the files are read and cleaned, with the number done and of all.
    progress
        The same while the documents are annotated.
    """
    files, failures = _sorted_out(found)
    names = document_names([file.path or file.name for file in files])
    with writing(folder) as writer:
        fresh, unchanged = _unknown(writer.documents, files)
        documents, unread = _read_files([(files[row], names[row]) for row in fresh], reading)
        paths_now = {document.path for document in documents}
        old = [d.name for d in writer.documents if d.path and d.path in paths_now]
        writer.remove(old)
        writer.add(documents, settings, progress)
        return writer.finish(len(documents), unchanged, (*failures, *unread))


def add_documents(
    folder: Path,
    documents: Sequence[Document],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
) -> BuildSummary:
    """Add documents that are read already, a pasted text among them; see ``add_sources``."""
    with writing(folder) as writer:
        writer.add(documents, settings, progress)
        return writer.finish(len(documents), 0, ())


def remove_documents(folder: Path, names: Sequence[str]) -> BuildSummary:
    """Take documents out of a corpus by their names; nothing is annotated again."""
    with writing(folder) as writer:
        writer.remove(names)
        writer.add((), None, None)  # renews what another version of the program made
        return writer.finish(0, len(writer.documents), ())


def change_metadata(folder: Path, name: str, metadata: Metadata) -> BuildSummary:
    """Give a document other metadata; it is annotated anew, for title and issuer say who it is of.

    Raises
    ------
    UnknownNameError
        The corpus has no document of that name.
    """
    with writing(folder) as writer:
        names = [document.name for document in writer.documents]
        if name not in names:
            message = f"语料库里没有“{name}”这篇文档。"
            raise UnknownNameError(message, code="unknown_document", name=name, choices=names)
        writer.replace(replace(writer.documents[names.index(name)], metadata=metadata))
        writer.add((), None, None)  # renews what another version of the program made
        return writer.finish(0, len(names) - 1, ())


def change_settings(
    folder: Path, settings: Settings, *, progress: Progress | None = None
) -> BuildSummary:
    """Put a corpus under other settings; only the layers that depend on the change are renewed."""
    return add_documents(folder, (), settings, progress=progress)


def sample_corpus(folder: Path, *, progress: Progress | None = None) -> Corpus:
    """Return the corpus of a folder of documents, kept in the cache folder once it is built.

    It is built anew when a document or the program has changed; where the cache cannot be written
    it is built in memory.

    Raises
    ------
    EmptyCorpusError
        Nothing in the folder can be read.
    """
    files, _ = _sorted_out(gather([folder]))
    content = "".join(f"{file.path} {hashlib.sha256(file.data).hexdigest()}\n" for file in files)
    keys = "".join(layer_key(layer, Settings()) for layer in LAYERS)
    name = hashlib.sha256(f"{keys}\n{content}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    kept = cache_folder() / name
    try:
        if not is_corpus(kept):
            add_sources(kept, [folder], progress=progress)
        return open_corpus(kept)
    except CorpusStoreError:
        documents, _ = read_sources([folder])
        return build_corpus(documents, progress=progress)


def read_sources(paths: Sequence[Path]) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """Return the documents of files, folders and zip files, and what could not be read."""
    files, failures = _sorted_out(gather(paths))
    names = document_names([file.path for file in files])
    documents, unread = _read_files(list(zip(files, names, strict=True)))
    return tuple(documents), (*failures, *unread)


def _sorted_out(
    found: Iterable[SourceFile | Failure],
) -> tuple[list[SourceFile], list[Failure]]:
    gathered = list(found)
    return (
        [one for one in gathered if isinstance(one, SourceFile)],
        [one for one in gathered if isinstance(one, Failure)],
    )


def _unknown(documents: Sequence[Document], files: Sequence[SourceFile]) -> tuple[list[int], int]:
    """Return the rows of the files that the corpus does not have, and how many it has."""
    known = Counter((document.doc_id, _file_name(document.path)) for document in documents)
    fresh = []
    for row, file in enumerate(files):
        key = (hashlib.sha256(file.data).hexdigest(), _file_name(file.path))
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(row)
    return fresh, len(files) - len(fresh)


def _file_name(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def _read_files(
    files: Sequence[tuple[SourceFile, str]], reading: Progress | None = None
) -> tuple[list[Document], list[Failure]]:
    documents, failures = [], []
    for done, (file, name) in enumerate(files, 1):
        try:
            document = read_document(file.name, file.data, path=file.path)
        except AnalysisError as error:
            failures.append(Failure(file.path or file.name, str(error), error.code))
        else:
            documents.append(replace(document, name=name))
        if reading is not None:
            reading(done, len(files))
    return documents, failures
