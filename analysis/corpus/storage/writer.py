"""Writing a corpus folder: everything beside the old files, then the manifest in one step."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.annotate.document import settled_themes
from analysis.corpus.build import id_of
from analysis.corpus.corpus import Corpus
from analysis.corpus.layout import Layout, Piece
from analysis.corpus.segments.batch import Progress
from analysis.corpus.storage.copies import copies_of, row_pairs, signature_parts
from analysis.corpus.storage.counting import count, count_jobs, number_words, uncounted
from analysis.corpus.storage.engine import LAYERS, Layer, layer_key
from analysis.corpus.storage.files import sync_folder
from analysis.corpus.storage.folder import Opened, read_lazily
from analysis.corpus.storage.holding import held, sweep
from analysis.corpus.storage.indexes import Index
from analysis.corpus.storage.jobs import (
    LOADED,
    Annotated,
    AnnotateJob,
    RenewJob,
    RepackJob,
    annotate,
    annotate_in_turn,
    renew,
    repack,
)
from analysis.corpus.storage.lookup import rows_of
from analysis.corpus.storage.manifest import Manifest, is_corpus, readable, write_manifest
from analysis.corpus.storage.packing import HOLED, Part, groups
from analysis.corpus.storage.pieces import chosen, kept_sizes, moved, with_other, without_rows
from analysis.corpus.workers.pool import Alone, Crew, crew
from analysis.errors import CorpusStoreError
from analysis.ingest.copies.duplicates import Copies, find_copies, without
from analysis.schema import Failure, Settings


@dataclass(frozen=True)
class BuildSummary:
    """What an addition did; counts below ``duplicates`` are of the whole corpus."""

    documents: int
    added: int
    unchanged: int
    failures: tuple[Failure, ...]
    duplicates: int
    characters: int
    tokens: int
    seconds: float

    @property
    def failed(self) -> int:
        """Files that could not be read."""
        return len(self.failures)


class Writer:
    """A corpus folder that is being written; nothing is visible before ``finish``."""

    def __init__(self, folder: Path, crew: Crew) -> None:
        self.folder = folder
        self._crew = crew
        self._started = time.monotonic()
        self._index = Index(folder)
        self.old: Opened | None = read_lazily(folder, self._index) if is_corpus(folder) else None
        old = self.old
        self.settings = old.manifest.settings if old else Settings()
        self.corrections = old.manifest.corrections if old else ()
        self._segments = list(old.manifest.segments) if old else []
        self._pieces = list(old.manifest.pieces) if old else []
        self._copies = copies_of(old)
        self._themes = [theme.key for theme in old.manifest.themes] if old else []

    @property
    def size(self) -> int:
        """Number of documents that the corpus had."""
        return 0 if self.old is None else self.old.manifest.n_documents

    def row(self, name: str) -> int | None:
        """Return the row of the document of a name."""
        rows = self.rows([name])
        return rows[0] if rows else None

    def rows(self, names: Iterable[str]) -> list[int]:
        """Return the rows of the documents that the corpus had of some names, ascending."""
        if self.old is None:
            return []
        found = rows_of(self.old.corpus.layout, "name", names)
        return sorted(row for rows in found.values() for row in rows)

    def under(self, settings: Settings | None, progress: Progress | None) -> None:
        """Bring what is there under other settings, and up to this version of the program."""
        self.settings = settings or self.settings
        stale = self._stale()
        if stale:
            themes = tuple(self._themes)
            jobs = [
                RenewJob(self.folder, segment, stale, themes, self.settings, self.corrections)
                for segment in self._segments
            ]
            sizes = [segment.documents for segment in self._segments]
            for row, segment in self._run(renew, jobs, sizes, progress):
                self._segments[row] = segment

    def remove(self, rows: Sequence[int]) -> None:
        """Take documents out, given by their rows among those there are."""
        if not rows:
            return
        parts = [] if self.old is None else signature_parts(self.old.corpus.layout)
        self._pieces = without_rows(self._pieces, rows)
        self._copies = without(self._copies, parts, sorted(set(rows)))

    def replace(
        self, rows: Sequence[int], jobs: Sequence[AnnotateJob], progress: Progress | None = None
    ) -> None:
        """Put the documents of jobs in the places of others, annotated anew.

        Parameters
        ----------
        rows
            Those whose places they take, ascending, among those there were.
        jobs
            Their sources are documents that are read, as many together as there are rows.
        """
        sizes = [len(job.sources) for job in jobs]
        places = iter(rows)
        for _, annotated in sorted(self._run(annotate, jobs, sizes, progress)):
            self._segments.append(annotated.segment)
            for at in range(annotated.segment.documents):
                other = Piece(len(self._segments) - 1, at, at + 1)
                self._pieces = with_other(self._pieces, next(places), other)

    def compare_from(self, row: int) -> None:
        """Look anew for copies among the documents from a row on: their texts are others now."""
        self._copies = Copies(*(rows[:row] for rows in self._copies))

    def append(
        self, jobs: Sequence[AnnotateJob], progress: Progress | None
    ) -> tuple[int, tuple[Failure, ...], set[str]]:
        """Annotate new documents behind the others.

        Returns
        -------
        tuple
            How many documents were added, what could not be read, and the paths of the others.
        """
        sizes = [len(job.sources) for job in jobs]
        results: dict[int, Annotated] = dict(self._run(annotate, jobs, sizes, progress))
        failures: list[Failure] = []
        paths: set[str] = set()
        added = 0
        for position in range(len(jobs)):
            annotated = results[position]
            failures += annotated.failures
            paths |= set(annotated.paths)
            if annotated.segment is not None:
                self._segments.append(annotated.segment)
                size = annotated.segment.documents
                self._pieces.append(Piece(len(self._segments) - 1, 0, size))
                added += size
        return added, tuple(failures), paths

    def finish(self, added: int, unchanged: int, failures: tuple[Failure, ...]) -> BuildSummary:
        """Write what is new, put the manifest in place, and sweep what nobody reads any more."""
        if not self._pieces and self.old is not None:
            message = "语料库里至少要留一篇文档；不再需要的语料库可以整个删除。"
            raise CorpusStoreError(message, code="corpus_emptied", folder=str(self.folder))
        if not self._pieces:
            return BuildSummary(0, added, unchanged, failures, 0, 0, 0, self._seconds)
        self._pack()
        themes = [theme.key for theme in settled_themes(self.settings)]
        base = self._count(themes)
        layout = Layout(self._index.lazily(self._segments, themes), self._pieces)
        self._copies = find_copies(signature_parts(layout), self._copies)
        manifest = self._manifest(layout, base)
        if self.old is None or manifest != self.old.manifest._replace(version=manifest.version):
            sync_folder(self.folder)
            write_manifest(self.folder, manifest)
        # Files of the manifest before stay for those who are just opening it.
        sweep(self.folder, [manifest, *([self.old.manifest] if self.old else [])])
        characters, tokens = kept_sizes(manifest, layout)
        return BuildSummary(
            documents=manifest.n_documents,
            added=added,
            unchanged=unchanged,
            failures=failures,
            duplicates=len(manifest.copies),
            characters=characters,
            tokens=tokens,
            seconds=self._seconds,
        )

    def _manifest(self, layout: Layout, base: str) -> Manifest:
        old = self.old.manifest if self.old else None
        return Manifest(
            corpus_id=old.corpus_id if old else new_id(layout),
            version=old.version + 1 if old else 1,
            settings=_kept(self.settings),
            themes=settled_themes(self.settings),
            keys={str(layer): layer_key(layer, self.settings) for layer in LAYERS},
            segments=tuple(self._segments),
            pieces=tuple(self._pieces),
            copies=row_pairs(self._copies.duplicate_of),
            near_copies=row_pairs(self._copies.near_copy_of),
            vocabulary=base,
            corrections=self.corrections,
        )

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._started

    def _stale(self) -> tuple[Layer, ...]:
        """Return the layers that were made under other settings or by another version."""
        if self.old is None:
            return ()
        keys = self.old.manifest.keys
        return tuple(x for x in LAYERS if keys.get(x) != layer_key(x, self.settings))

    def _run(
        self,
        function: Callable[..., Any],
        jobs: Sequence[Any],
        sizes: Sequence[int],
        progress: Progress | None,
    ) -> Iterator[tuple[int, Any]]:
        """Do jobs and tell how many documents are done; in this process after each document."""
        if function is annotate and isinstance(self._crew, Alone):
            yield from annotate_in_turn(jobs, progress)
            return
        done, total = 0, sum(sizes)
        for position, result in self._crew.run(function, jobs):
            done += sizes[position]
            if progress is not None:
                progress(done, total)
            yield position, result

    def _pack(self) -> None:
        """Put small neighbours together, and write holed segments anew; forget what is empty."""
        kept = Counter[int]()
        for piece in self._pieces:
            kept[piece.segment] += piece.stop - piece.first
        numbers = sorted(kept)
        parts = [self._weigh(number, kept[number]) for number in numbers]
        runs = [numbers[first:stop] for first, stop in groups(parts)]
        jobs = [self._repacking(run) for run in runs]
        for position, segment in self._crew.run(repack, jobs):
            self._segments[runs[position][0]] = segment
        targets = {number: run[0] for run in runs for number in run}
        left = sorted(set(numbers).difference(targets) | set(targets.values()))
        places = {number: place for place, number in enumerate(left)}
        self._segments = [self._segments[number] for number in left]
        self._pieces = [
            piece._replace(segment=places[piece.segment]) for piece in moved(self._pieces, targets)
        ]

    def _weigh(self, number: int, kept: int) -> Part:
        stored = self._segments[number]
        share = kept / stored.documents
        return Part(int(stored.characters * share), share <= 1 - HOLED)

    def _repacking(self, run: Sequence[int]) -> RepackJob:
        segments = tuple(self._segments[number] for number in run)
        pieces = tuple(chosen(self._pieces, run))
        return RepackJob(self.folder, segments, pieces, self.settings, self.corrections)

    def _count(self, themes: Sequence[str]) -> str:
        """Count strings where they are not yet counted; return the name of the base."""
        old = self.old.manifest if self.old else None
        with readable(self.folder):
            self._index.complete(self._segments, themes)
            base = number_words(self._index, old, self._segments, themes)
        segments = uncounted(self._index, self._segments, base)
        is_alone = isinstance(self._crew, Alone)
        for _ in self._crew.run(count, count_jobs(self.folder, segments, base, alone=is_alone)):
            pass
        return base


def _kept(settings: Settings) -> Settings:
    """Return what a corpus keeps: an encoding and a column are those of some files only."""
    importing = replace(settings.importing, encoding="", text_column="")
    return replace(settings, importing=importing)


@contextmanager
def writing(folder: Path, workers: int | Crew = 1, cluster: str = "") -> Iterator[Writer]:
    """Hold the lock of a corpus folder, made if need be, with whoever does the work.

    Raises
    ------
    CorpusStoreError
        Another program holds it, the folder has foreign files, or the system refuses something.
    AnalysisError
        The cluster cannot be used.
    """
    with held(folder), crew(workers, cluster, folder=folder, modules=LOADED) as hands:
        yield Writer(folder, hands)


def new_id(layout: Layout) -> str:
    """Return an id for a corpus that begins with these documents; their order does not matter."""
    corpus = Corpus("", layout, Settings(), (), (), ())
    return id_of(corpus.field("doc_id").tolist())
