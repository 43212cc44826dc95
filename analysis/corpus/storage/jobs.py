"""What workers do: batches of files become segments, segments are renewed, counted, put together.

A job says where its input lies; its result is small. Files are named after what they are made of,
so that a job that is done twice, by two processes, on two machines, leaves the same files.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from analysis.annotate.corrections import DocumentCorrections
from analysis.annotate.document import Annotator, settled_themes
from analysis.corpus.layout import Piece
from analysis.corpus.segments.batch import (
    Batch,
    Cut,
    Progress,
    batch_of,
    cut,
    mark_each,
    process,
    renew_names,
    renew_themes,
    renew_words,
    words_of,
)
from analysis.corpus.segments.hits import hit_finder
from analysis.corpus.segments.join import join, keep
from analysis.corpus.segments.words import WordLayer
from analysis.corpus.storage.engine import Layer
from analysis.corpus.storage.files import TABLES, tables_of, write_table
from analysis.corpus.storage.indexes import Index, read_batch
from analysis.corpus.storage.manifest import StoredSegment, readable
from analysis.corpus.storage.reading import Source, read_documents
from analysis.corpus.storage.records import documents_table
from analysis.corpus.storage.table_names import table_files
from analysis.schema import DEFAULT_IMPORT, Correction, Document, Failure, Settings

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


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


def annotate(job: AnnotateJob) -> Annotated:
    """Read the files of a job, annotate their documents and write them as a segment.

    All in one thread: this is for one of several workers, and with a thread each beside them they
    took turns on the processors, which cost them a twentieth of their time.
    """
    with _uncollected():
        return _annotate(job, _Here()).result()


def annotate_in_turn(
    jobs: Sequence[AnnotateJob], progress: Progress | None = None
) -> Iterator[tuple[int, Annotated]]:
    """Do jobs one after another, and yield the position and result of each.

    While the documents of one are read and annotated, those of the one before become files: arrays,
    compression and disk let Python go on.

    Parameters
    ----------
    progress
        Called after each document with the number done and of all.
    """
    total, done = sum(len(job.sources) for job in jobs), 0
    stored: Future[Annotated] | None = None
    with _uncollected(), ThreadPoolExecutor(1) as beside:
        for position, job in enumerate(jobs):
            if position % _COLLECTED == _COLLECTED - 1:
                gc.collect()
            tell = None if progress is None else partial(_tell, progress, done, total)
            following = _annotate(job, beside, tell)
            done += len(job.sources)
            if progress is not None:
                progress(done, total)
            if stored is not None:
                yield position - 1, stored.result()
            stored = following
        if stored is not None:
            yield len(jobs) - 1, stored.result()


def _tell(progress: Progress, before: int, total: int, n: int, _: int) -> None:
    progress(before + n, total)


class _Here(Executor):
    """Does in this thread, and before it goes on, what it is asked to do."""

    def submit(
        self, function: Callable[_Given, _Result], /, *given: _Given.args, **named: _Given.kwargs
    ) -> Future[_Result]:
        done: Future[_Result] = Future()
        done.set_result(function(*given, **named))
        return done


def _annotate(
    job: AnnotateJob, beside: Executor, progress: Progress | None = None
) -> Future[Annotated]:
    """Read and annotate the documents of a job here; what is left to do is done beside."""
    documents, failures = read_documents(job.sources, job.names, job.settings.importing)
    paths = tuple(document.path for document in documents if document.path)
    if not documents:
        return beside.submit(Annotated, None, failures, paths)
    corrections = DocumentCorrections(job.corrections)
    texts = beside.submit(_store_documents, job.folder, documents, job.settings, corrections)
    annotator = annotator_of(job.settings)
    pieces = cut(documents, annotator)
    # While names are looked for here.
    words = beside.submit(_store_words, job, pieces, texts.result)
    marked = mark_each(pieces, annotator, corrections=corrections, progress=progress)

    def finish() -> Annotated:
        files, batch = texts.result(), batch_of(words.result(), marked, pieces)
        segment = store(job.folder, batch, job.settings, files)
        return Annotated(segment, failures, paths)

    return beside.submit(finish)


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
        files = table_files(batch.documents, job.settings, corrections)
        return store(job.folder, batch, job.settings, files)


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
    files = table_files(batch.documents, job.settings, DocumentCorrections(job.corrections))
    return store(job.folder, batch, job.settings, files)


def store(folder: Path, batch: Batch, settings: Settings, files: dict[str, str]) -> StoredSegment:
    """Write a batch into a corpus folder; files that are there already are left as they are.

    Parameters
    ----------
    files
        The name of the file of each of its tables.
    """
    characters = int(batch.words.sentences["characters"].sum())
    tokens = len(batch.words.tokens["doc"])
    segment = StoredSegment(len(batch.documents), characters, tokens, files)
    with ThreadPoolExecutor(1) as beside:  # packing waits neither for compression nor for the disk
        written = beside.submit(_write_missing, folder, files, batch, settings)
        Index(folder).save(segment, batch)
        written.result()
    return segment


def _store_documents(
    folder: Path,
    documents: Sequence[Document],
    settings: Settings,
    corrections: DocumentCorrections,
) -> dict[str, str]:
    """Write what depends on no annotation; return the names of the files of all tables."""
    files = table_files(documents, settings, corrections)
    Index(folder).save_texts(StoredSegment(len(documents), 0, 0, files), documents)
    path = folder / files["documents"]
    if not path.exists():
        write_table(documents_table(documents), path)
    return files


def _store_words(job: AnnotateJob, pieces: Cut, stored: Callable[[], dict[str, str]]) -> WordLayer:
    """Write what depends on the words alone, after the documents are ``stored``; return them."""
    words, files = words_of(pieces, annotator_of(job.settings)), stored()
    batch = batch_of(words, [], pieces)
    Index(job.folder).save_words(StoredSegment(len(pieces.documents), 0, 0, files), batch)
    own = {table: files[table] for table in TABLES["words"]}
    _write_missing(job.folder, own, batch, job.settings)
    return words


def _write_missing(
    folder: Path, files: Mapping[str, str], batch: Batch, settings: Settings
) -> None:
    missing = [table for table, file in files.items() if not (folder / file).exists()]
    themes = [theme.key for theme in settled_themes(settings)]
    for table, content in tables_of(batch, themes, missing).items():
        write_table(content, folder / files[table])


def annotator_of(settings: Settings) -> Annotator:
    """Return the annotator of some settings; loading its dictionaries takes a second."""
    return _loaded(replace(settings, importing=DEFAULT_IMPORT))


def load() -> None:
    """Load the dictionaries of the program, which most settings use."""
    hit_finder(annotator_of(Settings()))


LOADED = (f"{__name__}:{load.__name__}",)
"""What workers load when they begin."""


@lru_cache(maxsize=2)
def _loaded(settings: Settings) -> Annotator:
    return Annotator(settings)


def _batch(folder: Path, stored: StoredSegment, themes: Sequence[str]) -> Batch:
    with readable(folder):
        return read_batch(folder, stored, themes)


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


_COLLECTED = 8
"""Jobs after which what some libraries leave in cycles is taken away."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector rest: a batch makes a million objects, none of them a cycle.

    When it begins again it goes through all that there are then: they are gone by that time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
