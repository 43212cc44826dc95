"""What workers do: batches of files become segments, segments are renewed, counted, put together.

A job says where its input lies; its result is small. Files are named after what they are made of,
so that a job that is done twice, by two processes, on two machines, leaves the same files.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from analysis.annotate.corrections import NO_CORRECTIONS, DocumentCorrections
from analysis.annotate.document import Annotator, settled_themes
from analysis.corpus.layout import Piece
from analysis.corpus.segments.batch import (
    Batch,
    Progress,
    process,
    renew_names,
    renew_themes,
    renew_words,
)
from analysis.corpus.segments.join import join, keep
from analysis.corpus.storage.engine import LAYERS, Layer, layer_key
from analysis.corpus.storage.files import TABLES, tables_of, write_table
from analysis.corpus.storage.indexes import Index, read_batch
from analysis.corpus.storage.manifest import StoredSegment, readable
from analysis.corpus.storage.records import documents_table
from analysis.errors import AnalysisError
from analysis.ingest.guarded import read_guarded
from analysis.ingest.sources import SourceFile, SourceReference, read_references
from analysis.schema import (
    DEFAULT_IMPORT,
    Correction,
    Document,
    Failure,
    ImportOptions,
    Settings,
)

Source = SourceReference | SourceFile | Document


class AnnotateJob(NamedTuple):
    """Sources that become one segment; each document gets the name that stands beside it."""

    folder: Path
    sources: tuple[Source, ...]
    names: tuple[str, ...]
    settings: Settings
    corrections: tuple[Correction, ...] = ()


class Annotated(NamedTuple):
    """What became of a job; no segment where nothing could be read."""

    segment: StoredSegment | None
    failures: tuple[Failure, ...]
    paths: tuple[str, ...]
    """Where the documents that were read lie."""


class RenewJob(NamedTuple):
    """A segment and those of its layers that are to be made anew."""

    folder: Path
    segment: StoredSegment
    layers: tuple[Layer, ...]
    themes: tuple[str, ...]
    """Keys behind the codes of the theme hits as they are."""
    settings: Settings
    corrections: tuple[Correction, ...] = ()


class RepackJob(NamedTuple):
    """Segments that become one."""

    folder: Path
    segments: tuple[StoredSegment, ...]
    pieces: tuple[Piece, ...]
    """The documents that are left, in order; ``segment`` is a position in ``segments``."""
    settings: Settings
    corrections: tuple[Correction, ...] = ()


class CountJob(NamedTuple):
    """Segments whose strings are counted, their own and those of a vocabulary."""

    folder: Path
    segments: tuple[StoredSegment, ...]
    vocabulary: str
    threads: int
    """How many of the segments are counted at once."""


def annotate(job: AnnotateJob, progress: Progress | None = None) -> Annotated:
    """Read the files of a job, annotate their documents and write them as a segment.

    Parameters
    ----------
    progress
        Called after each document with the number done and of all.
    """
    documents, failures = [], []
    for found, name in zip(_read(job.sources, job.settings.importing), job.names, strict=True):
        if isinstance(found, Failure):
            failures.append(found)
        else:
            documents.append(replace(found, name=name))
    paths = tuple(document.path for document in documents if document.path)
    if not documents:
        return Annotated(None, tuple(failures), paths)
    corrections = DocumentCorrections(job.corrections)
    with _uncollected(), ThreadPoolExecutor(1) as beside:
        texts = beside.submit(_store_documents, job.folder, documents, job.settings)
        annotator = annotator_of(job.settings)
        batch = process(documents, annotator, corrections=corrections, progress=progress)
        texts.result()
        segment = store(job.folder, batch, job.settings, corrections)
    return Annotated(segment, tuple(failures), paths)


def renew(job: RenewJob) -> StoredSegment:
    """Make layers of a segment anew from its documents and write them."""
    batch = _batch(job.folder, job.segment, job.themes)
    annotator = annotator_of(job.settings)
    corrections = DocumentCorrections(job.corrections)
    with _uncollected():
        if "documents" in job.layers:
            batch = process(batch.documents, annotator, corrections=corrections)
        else:
            batch = _renewed(batch, job.layers, annotator, corrections)
        return store(job.folder, batch, job.settings, corrections)


def repack(job: RepackJob) -> StoredSegment:
    """Put segments together; documents that are in none of the pieces go."""
    themes = [theme.key for theme in settled_themes(job.settings)]
    batch = join([_batch(job.folder, stored, themes) for stored in job.segments])
    firsts = [0, *accumulate(stored.documents for stored in job.segments)]
    rows = [
        firsts[piece.segment] + row
        for piece in job.pieces
        for row in range(piece.first, piece.stop)
    ]
    if rows != list(range(len(batch.documents))):
        batch = keep(batch, rows)
    return store(job.folder, batch, job.settings, DocumentCorrections(job.corrections))


def count(job: CountJob) -> None:
    """Write the counts of segments."""
    Index(job.folder).count(job.segments, job.vocabulary, threads=job.threads)


def store(
    folder: Path,
    batch: Batch,
    settings: Settings,
    corrections: DocumentCorrections = NO_CORRECTIONS,
) -> StoredSegment:
    """Write a batch into a corpus folder; files that are there already are left as they are.

    Parameters
    ----------
    corrections
        Those that were put over its documents.
    """
    characters = int(batch.words.sentences["characters"].sum())
    tokens = len(batch.words.tokens["doc"])
    files = _files(batch.documents, settings, corrections)
    segment = StoredSegment(len(batch.documents), characters, tokens, files)
    with ThreadPoolExecutor(1) as beside:  # packing waits neither for compression nor for the disk
        written = beside.submit(_write_missing, folder, files, batch, settings)
        Index(folder).save(segment, batch)
        written.result()
    return segment


def _store_documents(folder: Path, documents: Sequence[Document], settings: Settings) -> None:
    """Write what depends on no annotation, while the documents are annotated."""
    files = _files(documents, settings)
    Index(folder).save_texts(StoredSegment(len(documents), 0, 0, files), documents)
    path = folder / files["documents"]
    if not path.exists():
        write_table(documents_table(documents), path)


def _write_missing(
    folder: Path, files: Mapping[str, str], batch: Batch, settings: Settings
) -> None:
    missing = [table for table, file in files.items() if not (folder / file).exists()]
    themes = [theme.key for theme in settled_themes(settings)]
    for table, content in tables_of(batch, themes, missing).items():
        write_table(content, folder / files[table])


def _files(
    documents: Sequence[Document],
    settings: Settings,
    corrections: DocumentCorrections = NO_CORRECTIONS,
) -> dict[str, str]:
    """Return the name of the file of each table."""
    content = _content_digest(documents)
    made_of = {layer: f"{layer_key(layer, settings)} {content}" for layer in LAYERS}
    made_of["names"] += corrections.digest(documents)
    return {
        table: f"{table}-{_digest(made_of[layer])}.parquet"
        for layer in LAYERS
        for table in TABLES[layer]
    }


def annotator_of(settings: Settings) -> Annotator:
    """Return the annotator of some settings; loading its dictionaries takes a second."""
    return _loaded(replace(settings, importing=DEFAULT_IMPORT))


@lru_cache(maxsize=2)
def _loaded(settings: Settings) -> Annotator:
    return Annotator(settings)


def _batch(folder: Path, stored: StoredSegment, themes: Sequence[str]) -> Batch:
    with readable(folder):
        return read_batch(folder, stored, themes)


def _read(sources: Sequence[Source], options: ImportOptions) -> Iterator[Document | Failure]:
    references = [source for source in sources if isinstance(source, SourceReference)]
    referred = iter(read_references(references))
    for source in sources:
        found = next(referred) if isinstance(source, SourceReference) else source
        yield _document(found, options) if isinstance(found, SourceFile) else found


def _document(file: SourceFile, options: ImportOptions) -> Document | Failure:
    try:
        return read_guarded(file.name, file.data, path=file.path, options=options)
    except AnalysisError as error:
        return Failure(file.path or file.name, str(error), error.code)


def _renewed(
    batch: Batch, layers: Iterable[Layer], annotator: Annotator, corrections: DocumentCorrections
) -> Batch:
    if "words" in layers:
        batch = replace(batch, words=renew_words(batch, annotator))
    if "names" in layers:
        batch = replace(batch, names=renew_names(batch, annotator, corrections))
    if "themes" in layers:
        batch = replace(batch, theme_hits=renew_themes(batch, annotator))
    return batch


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector rest: a batch makes a million objects, none of them a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _content_digest(documents: Sequence[Document]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        parts = [document.doc_id, document.name, document.path, document.text]
        parts += [document.encoding or "", str(len(document.removals)), *document.warnings]
        digest.update("\0".join(parts).encode("utf-8", "surrogatepass"))
        digest.update(json.dumps(vars(document.metadata), sort_keys=True).encode())
    return digest.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
