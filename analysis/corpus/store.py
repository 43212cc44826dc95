"""A corpus as a folder: immutable Parquet files and one manifest, replaced in one step.

Readers see the old corpus or the new one, never something between. One writer at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from analysis.corpus.build import build_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.batch import Progress
from analysis.corpus.storage.arrivals import (
    Found,
    divided,
    hash_of,
    placed,
    rows_known,
    sorted_out,
    to_read_again,
    unknown,
    without_corpora,
)
from analysis.corpus.storage.engine import LAYERS, layer_key
from analysis.corpus.storage.folder import read_folder
from analysis.corpus.storage.manifest import is_corpus, read_manifest
from analysis.corpus.storage.outdated import read_anew, rows_outdated
from analysis.corpus.storage.places import cache_folder
from analysis.corpus.storage.writer import BuildSummary, writing
from analysis.corpus.workers.pool import Crew
from analysis.errors import AnalysisError, CorpusStoreError
from analysis.ingest.guarded import read_guarded
from analysis.ingest.sources import SourceFile, document_names, gather, refer
from analysis.schema import (
    DEFAULT_IMPORT,
    Document,
    Failure,
    ImportOptions,
    Settings,
)


class Means(NamedTuple):
    """How a corpus is written: by how many processes or which cluster, and who is told."""

    workers: int | Crew = 1
    """Processes of this machine, or who does the work already."""
    cluster: str = ""
    """Address of a Dask scheduler; ``workers`` then means nothing."""
    progress: Progress | None = None
    """Called with the number of documents done and of all."""


def open_corpus(folder: Path) -> Corpus:
    """Return the corpus that lies in a folder, as it was last written.

    Raises
    ------
    CorpusStoreError
        The folder holds no corpus, or one that cannot be read.
    """
    return read_folder(folder).corpus


def add_sources(
    folder: Path,
    paths: Sequence[Path],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    workers: int | Crew = 1,
    cluster: str = "",
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
        Those of the corpus when left out. Other ones renew the layers that depend on them; other
        import options hold for what is read from now on: a corpus keeps the texts it has. A file
        that comes again is read again if another encoding is stated than it was read in, or if
        other cleaning rules are turned off than before.
    progress
        Called with the number of documents done and of all.
    workers
        Processes that share the work.
    cluster
        Address of a Dask scheduler whose workers do the work instead.

    Raises
    ------
    CorpusStoreError
        The folder cannot be written, holds something else, or another program is writing it.
    """
    loose, failures = without_corpora(paths)
    found = chain(failures, refer(loose, import_options(folder, settings)))
    return _add(folder, found, settings, Means(workers, cluster, progress))


def add_files(
    folder: Path,
    found: Iterable[Found | Failure],
    options: ImportOptions | None = None,
    *,
    progress: Progress | None = None,
    workers: int | Crew = 1,
) -> BuildSummary:
    """Read files that are gathered already into a corpus folder; see ``add_sources``.

    Parameters
    ----------
    found
        What ``gather``, ``refer`` or ``received`` gave. A file without a path takes the place only
        of one of the same bytes that was read in another encoding.
    options
        How these files are read; those of the corpus when left out, which stay as they are.
    """
    return _add(folder, found, None, Means(workers, "", progress), options)


def import_options(folder: Path, settings: Settings | None = None) -> ImportOptions:
    """Return how files are read that come to a corpus: as the settings say, or as it was last."""
    if settings is None and is_corpus(folder):
        settings = read_manifest(folder).settings
    return settings.importing if settings else DEFAULT_IMPORT


def _add(
    folder: Path,
    found: Iterable[Found | Failure],
    settings: Settings | None,
    means: Means,
    options: ImportOptions | None = None,
) -> BuildSummary:
    files, failures = sorted_out(found)
    with writing(folder, means.workers, means.cluster) as writer:
        names = document_names([file.path or file.name for file in files])
        given = {one.path: file.path for one, file in zip(placed(files), files, strict=True)}
        files = placed(files)
        how = options or import_options(folder, settings)
        again = to_read_again(writer, files, how)
        outdated = rows_outdated(writer, files, how)
        fresh = sorted({*unknown(writer, files, how), *again})
        writer.under(settings, means.progress)
        jobs = divided(
            writer,
            [files[row] for row in fresh],
            [names[row] for row in fresh],
            options=options,
            gone=(*again.values(), *chain.from_iterable(outdated.values())),
        )
        added, unread, paths = writer.append(jobs, means.progress)
        refused = {one.name for one in unread}
        replaced = [
            row
            for file, row in again.items()
            if (files[file].path or files[file].name) not in refused
        ]
        otherwise = [row for place in read_anew(files, refused) for row in outdated.get(place, ())]
        writer.remove(sorted({*rows_known(writer, paths), *replaced, *otherwise}))
        failures += [one._replace(name=given.get(one.name) or one.name) for one in unread]
        return writer.finish(added, len(files) - len(fresh), tuple(failures))


def add_documents(
    folder: Path,
    documents: Sequence[Document],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
) -> BuildSummary:
    """Add documents that are read already, a pasted text among them; see ``add_sources``."""
    with writing(folder) as writer:
        writer.under(settings, progress)
        jobs = divided(writer, documents, [document.name for document in documents])
        added, failures, _ = writer.append(jobs, progress)
        return writer.finish(added, 0, failures)


def sample_corpus(folder: Path, *, progress: Progress | None = None) -> Corpus:
    """Return the corpus of a folder of documents, kept in the cache folder once it is built.

    It is built anew when a document or the program has changed; where the cache cannot be written
    it is built in memory.

    Raises
    ------
    EmptyCorpusError
        Nothing in the folder can be read.
    """
    files, _ = sorted_out(refer([folder]))
    content = "".join(f"{file.path} {hash_of(file)}\n" for file in files)
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


def read_sources(
    paths: Sequence[Path], options: ImportOptions = DEFAULT_IMPORT
) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """Return the documents of files, folders and zip files, and what could not be read."""
    loose, failures = without_corpora(paths)
    found = list(gather(loose, options))
    files = [one for one in found if isinstance(one, SourceFile)]
    failures += [one for one in found if isinstance(one, Failure)]
    documents = []
    for file, name in zip(files, document_names([file.path for file in files]), strict=True):
        try:
            document = read_guarded(file.name, file.data, path=file.path, options=options)
        except AnalysisError as error:
            failures.append(Failure(file.path or file.name, str(error), error.code))
        else:
            documents.append(replace(document, name=name))
    return tuple(documents), tuple(failures)
