"""Writing a corpus folder: everything beside the old files, then the manifest in one step."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import filelock
from pyarrow import parquet

from analysis.annotate.document import Annotator, settled_themes
from analysis.corpus.batch import Batch, Progress, process, renew_names, renew_themes
from analysis.corpus.build import new_corpus_id, with_distinct_names
from analysis.corpus.engine import LAYERS, Layer, layer_key
from analysis.corpus.files import TABLES, batch_of, sync_folder, tables_of, write_table
from analysis.corpus.join import join, keep
from analysis.corpus.manifest import (
    Manifest,
    Segment,
    is_corpus,
    read_manifest,
    write_manifest,
)
from analysis.errors import CorpusStoreError
from analysis.ingest.duplicates import find_duplicates
from analysis.schema import Document, Failure, Settings

LOCK = ".lock"
LOCK_SECONDS = 2.0
"""How long a second writer waits before it is told that there is a first."""
_DATA_FILE = re.compile(r"[a-z_]+-[0-9a-f]{16}\.parquet|\.new-.+")


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

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started = time.monotonic()
        self._old = old = read_manifest(folder) if is_corpus(folder) else None
        self._settings = old.settings if old else Settings()
        self._batches = (
            [read_batch(folder, old, segment) for segment in old.segments] if old else []
        )

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in order."""
        return tuple(document for batch in self._batches for document in batch.documents)

    def remove(self, names: Sequence[str]) -> None:
        """Take documents out."""
        gone = set(names)
        batches = []
        for batch in self._batches:
            rows = [row for row, d in enumerate(batch.documents) if d.name not in gone]
            if len(rows) == len(batch.documents):
                batches.append(batch)
            elif rows:
                batches.append(keep(batch, rows))
        self._batches = batches

    def replace(self, document: Document) -> None:
        """Put a document in the place of the one of its name, annotated anew."""
        batches = []
        for batch in self._batches:
            names = [old.name for old in batch.documents]
            if document.name not in names:
                batches.append(batch)
                continue
            at = names.index(document.name)
            around = (range(at), range(at + 1, len(names)))
            before, after = ([keep(batch, list(rows))] if rows else [] for rows in around)
            new = process((document,), Annotator(self._settings))
            batches.append(join([*before, new, *after]))
        self._batches = batches

    def add(
        self,
        documents: Sequence[Document],
        settings: Settings | None,
        progress: Progress | None,
    ) -> None:
        """Bring what is there under the settings, and annotate what is new."""
        self._settings = settings or self._settings
        taken = [document.name for document in self.documents]
        fresh = with_distinct_names(documents, taken)
        stale = self._stale()
        if not fresh and not stale:
            return
        annotator = Annotator(self._settings)
        self._batches = [_renewed(batch, stale, annotator) for batch in self._batches]
        if fresh:
            self._batches.append(process(fresh, annotator, progress=progress))

    def finish(self, added: int, unchanged: int, failures: tuple[Failure, ...]) -> BuildSummary:
        """Write what is new, put the manifest in place, and sweep what nobody reads any more."""
        documents = self.documents
        if not documents and self._old is not None:
            message = "语料库里至少要留一篇文档；不再需要的语料库可以整个删除。"
            raise CorpusStoreError(message, code="corpus_emptied", folder=str(self._folder))
        if not documents:
            return BuildSummary(0, added, unchanged, failures, 0, 0, 0, self._seconds)
        duplicate_of, near_copy_of = find_duplicates(documents)
        self._merge_small()
        keys = {str(layer): layer_key(layer, self._settings) for layer in LAYERS}
        segments = tuple(self._write_batch(batch, keys) for batch in self._batches)
        sync_folder(self._folder)
        old = self._old
        manifest = Manifest(
            corpus_id=old.corpus_id if old else new_corpus_id(documents),
            version=old.version + 1 if old else 1,
            settings=self._settings,
            themes=settled_themes(self._settings),
            keys=keys,
            segments=segments,
            duplicate_of=duplicate_of,
            near_copy_of=near_copy_of,
        )
        if old is None or manifest != old._replace(version=manifest.version):
            write_manifest(self._folder, manifest)
            _sweep(self._folder, [manifest, *([old] if old else [])])
        return BuildSummary(
            documents=len(documents),
            added=added,
            unchanged=unchanged,
            failures=failures,
            duplicates=sum(row >= 0 for row in duplicate_of),
            characters=sum(segment.characters for segment in segments),
            tokens=sum(segment.tokens for segment in segments),
            seconds=self._seconds,
        )

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._started

    def _stale(self) -> set[Layer]:
        """Return the layers that were made under other settings or by another version."""
        if self._old is None:
            return set()
        keys = self._old.keys
        return {x for x in LAYERS if keys.get(x) != layer_key(x, self._settings)}

    def _merge_small(self) -> None:
        """Join the last batches while they are not far smaller than the one before them."""
        while len(self._batches) > 1:
            *_, before, last = self._batches
            if len(before.documents) > 2 * len(last.documents):
                break
            self._batches[-2:] = [join([before, last])]

    def _write_batch(self, batch: Batch, keys: Mapping[str, str]) -> Segment:
        themes = [theme.key for theme in settled_themes(self._settings)]
        content = _content_digest(batch.documents)
        files = {
            table: f"{table}-{_digest(f'{keys[layer]} {content}')}.parquet"
            for layer in LAYERS
            for table in TABLES[layer]
        }
        missing = {t: f for t, f in files.items() if not (self._folder / f).exists()}
        if missing:
            tables = tables_of(batch, themes)
            for table, file in missing.items():
                write_table(tables[table], self._folder / file)
        characters = int(batch.words.sentences["characters"].sum())
        return Segment(len(batch.documents), characters, len(batch.words.tokens["doc"]), files)


def _renewed(batch: Batch, stale: set[Layer], annotator: Annotator) -> Batch:
    """Return the batch with its stale layers made anew from the documents."""
    if stale & {"documents", "words"}:
        return process(batch.documents, annotator)
    if "names" in stale:
        batch = replace(batch, names=renew_names(batch, annotator))
    if "themes" in stale:
        batch = replace(batch, theme_hits=renew_themes(batch, annotator))
    return batch


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """Hold the lock of a corpus folder, made if need be.

    Raises
    ------
    CorpusStoreError
        Another program holds it, the folder has foreign files, or the system refuses something.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(folder)
        with filelock.FileLock(folder / LOCK, timeout=LOCK_SECONDS):
            yield Writer(folder)
    except filelock.Timeout as error:
        message = f"另一个程序正在写语料库“{folder.name}”，请等它结束再试。"
        raise CorpusStoreError(message, code="corpus_locked", folder=str(folder)) from error
    except OSError as error:
        why = error.strerror or str(error)
        message = (
            f"语料库“{folder.name}”写不进去（{why}）；原来的内容没有变，请检查磁盘空间和权限。"
        )
        raise CorpusStoreError(
            message, code="corpus_unwritable", folder=str(folder), reason=why
        ) from error


def _refuse_foreign(folder: Path) -> None:
    """Raise for a folder with files of somebody else; leftovers of an unfinished build are ours."""
    if is_corpus(folder):
        return
    foreign = [f.name for f in folder.iterdir() if f.name != LOCK and not _is_data(f)]
    if foreign:
        message = f"“{folder}”里有别的文件（{foreign[0]} 等），请换一个空文件夹存语料库。"
        raise CorpusStoreError(message, code="folder_not_empty", folder=str(folder))


def _is_data(file: Path) -> bool:
    return _DATA_FILE.fullmatch(file.name) is not None


def _sweep(folder: Path, manifests: Sequence[Manifest]) -> None:
    """Delete files of ours that no manifest names; the one before stays, for those who read it."""
    named = {f for m in manifests for segment in m.segments for f in segment.files.values()}
    for file in folder.iterdir():
        if _is_data(file) and file.name not in named:
            with suppress(OSError):
                file.unlink()


def _content_digest(documents: Sequence[Document]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        parts = (document.doc_id, document.name, document.path, document.text)
        digest.update("\0".join(parts).encode("utf-8", "surrogatepass"))
        digest.update(json.dumps(asdict(document.metadata), sort_keys=True).encode())
    return digest.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_batch(folder: Path, manifest: Manifest, segment: Segment) -> Batch:
    """Return the batch that lies in the files of a segment."""
    themes = [theme.key for theme in manifest.themes]
    return batch_of(lambda table: parquet.read_table(folder / segment.files[table]), themes)
