"""Processor time of each stage of a build, a million characters."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from analysis.annotate.document import Annotator
from analysis.annotate.sentences import split_sentences
from analysis.corpus.segments.batch import Batch, process, renew_names, renew_themes, renew_words
from analysis.corpus.segments.layers import pack_names, pack_themes, pack_words
from analysis.corpus.segments.occurrences import Foreign
from analysis.corpus.segments.sums import pack_counts
from analysis.corpus.segments.texts import pack_texts
from analysis.corpus.segments.words import sentence_columns
from analysis.corpus.storage.files import tables_of, write_table
from analysis.errors import AnalysisError
from analysis.ingest.documents import read_document
from analysis.ingest.sources import SourceFile, gather
from analysis.schema import Document, Settings
from benchmarks.inputs import Inputs
from benchmarks.texts import Sample
from benchmarks.timing import Result

MOST_BYTES = 12_000_000
"""Of the files that are taken: about four million characters, two segments of a corpus."""
WARMING = 10
"""Files that are read before."""
Value = TypeVar("Value")
ABOUT = """
Processor time of each stage of a build on the same documents, in one process without anything
else: all threads together, so that it can be more than what a clock tells. Of a big sample the
first 12 MB are taken."""


class _Clock:
    """Adds up processor time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], Value]) -> Value:
        """Do something and note what it took."""
        started = time.process_time()
        value = work()
        passed = time.process_time() - started
        self.seconds[stage] = self.seconds.get(stage, 0.0) + passed
        return value


def measure(inputs: Inputs) -> list[Result]:
    """Time the stages on every sample."""
    return [line for sample in inputs.samples for line in _measure(sample)]


def _measure(sample: Sample) -> Iterator[Result]:
    annotator = Annotator(Settings())
    files = list(_first_files(sample))
    _stages(files[:WARMING], annotator)  # dictionaries and readers are loaded on the way
    documents, clock = _stages(files, annotator)
    characters = sum(len(document.text) for document in documents)
    on = f"{sample.name}: {len(documents):,} documents, {characters:,} characters"
    total = sum(clock.seconds.values())
    for stage, seconds in clock.seconds.items():
        yield Result(stage, on, _shown(seconds, characters, seconds / total))
    yield Result("all of these", on, _shown(total, characters, 1.0))


def _stages(files: list[SourceFile], annotator: Annotator) -> tuple[list[Document], _Clock]:
    clock = _Clock()
    gc.collect()
    gc.disable()  # as a build does
    try:
        documents = clock.time("read, clean and fold", lambda: _read(files))
        _write(clock, _annotate(clock, documents, annotator), annotator)
    finally:
        gc.enable()
    return documents, clock


def _shown(seconds: float, characters: int, share: float) -> str:
    return f"{seconds / characters * 1e6:.3g} s a million characters, {share:.0%}"


def _first_files(sample: Sample) -> Iterator[SourceFile]:
    size = 0
    for file in gather(sample.paths):
        if isinstance(file, SourceFile):
            size += len(file.data)
            if size > MOST_BYTES:
                return
            yield file


def _read(files: list[SourceFile]) -> list[Document]:
    documents = []
    for file in files:
        try:
            documents.append(read_document(file.name, file.data, path=file.path))
        except AnalysisError:
            continue  # what cannot be read is not built either
    return documents


def _annotate(clock: _Clock, documents: list[Document], annotator: Annotator) -> Batch:
    batch = process(documents, annotator)
    clock.time(
        "sentences",
        lambda: sentence_columns(documents, [split_sentences(d.text) for d in documents]),
    )
    clock.time("words", lambda: renew_words(batch, annotator))
    clock.time("organisations, passages and figures", lambda: renew_names(batch, annotator))
    clock.time("themes", lambda: renew_themes(batch, annotator))
    return batch


def _write(clock: _Clock, batch: Batch, annotator: Annotator) -> None:
    keys = [theme.key for theme in annotator.themes]
    with tempfile.TemporaryDirectory() as folder:

        def write() -> None:
            for name, table in tables_of(batch, keys).items():
                write_table(table, Path(folder) / f"{name}.parquet")

        clock.time("Parquet files", write)
    texts = clock.time("arrays: texts, copies' signatures", lambda: pack_texts(batch.documents))
    words = clock.time("arrays: words and sentences", lambda: pack_words(batch.words, texts))
    names = clock.time(
        "arrays: organisations, figures, themes",
        lambda: pack_names(batch.names, batch.words.sentences, texts),
    )
    clock.time(
        "arrays: organisations, figures, themes", lambda: pack_themes(batch.theme_hits, texts)
    )
    clock.time(
        "counts of words and strings",
        lambda: pack_counts(texts, words, names, Foreign(batch.words.terms)),
    )
