"""The derived arrays of a corpus folder: named after what they are made of, made anew if missing.

Everything here can be deleted at any time. A reader that may not write keeps them in memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from pyarrow import parquet

from analysis.corpus.layout import united
from analysis.corpus.numbering import Further, pack_base, pack_codes
from analysis.corpus.numbers import Numbers
from analysis.corpus.segments.arrays import (
    Array,
    Arrays,
    arrow_strings,
    known_strings,
    map_arrays,
    write_arrays,
)
from analysis.corpus.segments.batch import Batch
from analysis.corpus.segments.layers import pack_names, pack_themes, pack_words
from analysis.corpus.segments.occurrences import Foreign
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.sums import pack_counts
from analysis.corpus.segments.texts import pack_texts
from analysis.corpus.storage.files import batch_of, write_whole
from analysis.corpus.storage.further import NOTHING_KNOWN, FurtherWords, Known, Part
from analysis.corpus.storage.index_names import (
    INDEX,
    base_file,
    counts_name,
    further_name,
    own_base,
    part_names,
    segment_key,
)
from analysis.corpus.storage.manifest import StoredSegment
from analysis.schema import Document

PARTS = ("texts", "words", "names", "themes")
_Get = Callable[[str, Callable[[], dict[str, Array]]], Arrays]


class Index:
    """The derived arrays of one corpus folder.

    Parameters
    ----------
    folder
        That of the corpus.
    """

    def __init__(self, folder: Path) -> None:
        self._corpus = folder
        self._folder = folder / INDEX
        self._segments: dict[tuple[str, ...], Segment] = {}
        self.has_written = False
        """Whether something was missing and lies in the folder now."""

    # ----------------------------------------------------------------- for readers

    def open(
        self, stored: Sequence[StoredSegment], themes: Sequence[str], base: str
    ) -> tuple[tuple[Segment, ...], Numbers]:
        """Return segments with all their arrays, and their words numbered together.

        Everything is mapped when this returns, so that a later writer takes nothing away.

        Parameters
        ----------
        themes
            Keys behind the codes of the theme hits.
        base
            Name of the list of words whose strings are counted everywhere; where it is lost, the
            words of the segments take its place.

        Raises
        ------
        OSError, pyarrow.ArrowException
            A Parquet file that is needed cannot be read.
        """
        parts = [Segment(**self._parts(one, themes), counts={}) for one in stored]
        words = self._read(base_file(base))
        if words is None:
            base = own_base(stored)
            words = self._get(base_file(base), lambda: _pack_base(stored, parts))
        known = _Base(words)
        segments = tuple(
            replace(part, counts=self._counts(one, base, part, known))
            for one, part in zip(stored, parts, strict=True)
        )
        further = self._get(
            further_name(stored, base),
            lambda: FurtherWords(_counted(stored, segments), words, NOTHING_KNOWN).pack(),
        )
        codes = [segment.counts for segment in segments]
        return segments, Numbers(segments, words, codes, Further(further))

    # ----------------------------------------------------------------- for writers

    def lazily(self, stored: Sequence[StoredSegment], themes: Sequence[str]) -> tuple[Segment, ...]:
        """Return segments without counts, of which only that is mapped which is asked for.

        What nobody else may take away meanwhile: who asks holds the folder.
        """
        return tuple(self._lazy(one, themes) for one in stored)

    def files(self) -> set[str]:
        """Return the names of the derived files that are there."""
        return set(os.listdir(self._folder)) if self._folder.is_dir() else set()  # noqa: PTH208

    def complete(self, stored: Sequence[StoredSegment], themes: Sequence[str]) -> None:
        """Make the parts of segments that are missing; counts have a job of their own."""
        there = self.files()
        for one in stored:
            if not there.issuperset(part_names(one).values()):
                self._parts(one, themes)

    def base(self, name: str) -> Arrays | None:
        """Return a base, or ``None`` where it is not there."""
        return self._read(base_file(name))

    def save_base(
        self, stored: Sequence[StoredSegment], themes: Sequence[str]
    ) -> tuple[str, Arrays]:
        """Write the words of some segments as a base; return its name and itself."""
        name = own_base(stored)
        segments = self.lazily(stored, themes)
        return name, self._get(base_file(name), lambda: _pack_base(stored, segments))

    def further_words(
        self, stored: Sequence[StoredSegment], themes: Sequence[str], base: Arrays, known: Known
    ) -> FurtherWords:
        """Return the words of segments that a base lacks, ready to be counted."""
        return FurtherWords(_counted(stored, self.lazily(stored, themes)), base, known)

    def known(self, stored: Sequence[StoredSegment], base: str) -> Known:
        """Return what was counted for a corpus that had these segments."""
        further = self._read(further_name(stored, base))
        if further is None:
            return NOTHING_KNOWN
        numbers = {segment_key(one): number for number, one in enumerate(stored)}
        return Known(numbers, Further(further))

    def save_further(self, stored: Sequence[StoredSegment], base: str, words: FurtherWords) -> None:
        """Write the words that are not in the base."""
        self._get(further_name(stored, base), words.pack)

    # ----------------------------------------------------------------- for jobs

    def save_texts(self, stored: StoredSegment, documents: Sequence[Document]) -> None:
        """Write the arrays of a segment that its documents alone decide."""
        self._get(part_names(stored)["texts"], lambda: pack_texts(documents))

    def save_words(self, stored: StoredSegment, batch: Batch) -> None:
        """Write the arrays of a segment that its documents and words decide."""
        _ = _Parts(self._get, stored, lambda: batch).words

    def save(self, stored: StoredSegment, batch: Batch) -> None:
        """Write the arrays of a batch that was just stored."""
        _Parts(self._get, stored, lambda: batch).all()

    def count(self, stored: Sequence[StoredSegment], base: str, *, threads: int) -> None:
        """Write the counts of segments whose other arrays are written, several at once."""
        arrays = self._read(base_file(base))
        if arrays is None:
            return  # whoever opens the corpus makes what is missing
        words = _Base(arrays)
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(lambda one: self._count(one, base, words), stored):
                pass

    # ----------------------------------------------------------------- files

    def _parts(self, stored: StoredSegment, themes: Sequence[str]) -> dict[str, Arrays]:
        return self._source(stored, themes).all()

    def _part(self, stored: StoredSegment, themes: Sequence[str], part: str) -> Arrays:
        arrays: Arrays = getattr(self._source(stored, themes), part)
        return arrays

    def _source(self, stored: StoredSegment, themes: Sequence[str]) -> _Parts:
        return _Parts(self._get, stored, lambda: read_batch(self._corpus, stored, themes))

    def _lazy(self, stored: StoredSegment, themes: Sequence[str]) -> Segment:
        key = tuple(stored.files.values())
        if key not in self._segments:
            # Each from a source of its own, which goes again with the texts that it has read.
            lazy = {part: _Lazy(partial(self._part, stored, themes, part)) for part in PARTS}
            self._segments[key] = Segment(**lazy, counts={})
        return self._segments[key]

    def _count(self, stored: StoredSegment, base: str, words: _Base) -> None:
        names = part_names(stored)
        found = {part: self._read(names[part]) for part in PARTS}
        parts = {part: arrays for part, arrays in found.items() if arrays is not None}
        if len(parts) == len(found):
            self._counts(stored, base, Segment(**parts, counts={}), words)

    def _counts(self, stored: StoredSegment, base: str, segment: Segment, words: _Base) -> Arrays:
        return self._get(counts_name(stored, base), lambda: _pack_counts(segment, words))

    def _read(self, name: str) -> Arrays | None:
        try:
            return map_arrays(self._folder / name)
        except (OSError, ValueError):  # missing, or not whole: it is made anew
            return None

    def _get(self, name: str, make: Callable[[], dict[str, Array]]) -> Arrays:
        found = self._read(name)
        if found is not None:
            return found
        arrays = make()
        with suppress(OSError):  # a folder that cannot be written, a full disk: memory will do
            self._folder.mkdir(exist_ok=True)
            write_whole(self._folder / name, lambda file: write_arrays(file, arrays))
            self.has_written = True
            return self._read(name) or arrays
        return arrays


class _Parts:
    """What depends on one segment alone, each part read or made when it is asked for."""

    def __init__(self, get: _Get, stored: StoredSegment, read: Callable[[], Batch]) -> None:
        self._get = get
        self._names = part_names(stored)
        self._read = read

    def all(self) -> dict[str, Arrays]:
        return {part: getattr(self, part) for part in PARTS}

    @cached_property
    def texts(self) -> Arrays:
        return self._get(self._names["texts"], lambda: pack_texts(self._batch.documents))

    @cached_property
    def words(self) -> Arrays:
        return self._get(self._names["words"], lambda: pack_words(self._batch.words, self.texts))

    @cached_property
    def names(self) -> Arrays:
        def make() -> dict[str, Array]:
            batch = self._batch
            return pack_names(batch.names, batch.words.sentences, self.texts)

        return self._get(self._names["names"], make)

    @cached_property
    def themes(self) -> Arrays:
        hits = self._names["themes"]
        return self._get(hits, lambda: pack_themes(self._batch.theme_hits, self.texts))

    @cached_property
    def _batch(self) -> Batch:
        return self._read()


class _Lazy(Mapping[str, Array]):
    """Arrays that are mapped when they are asked for something."""

    def __init__(self, read: Callable[[], Arrays]) -> None:
        self._read = read

    @cached_property
    def _arrays(self) -> Arrays:
        return self._read()

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)


class _Base:
    """The words of a base, read when they are needed."""

    def __init__(self, arrays: Arrays) -> None:
        self.terms = arrow_strings(arrays, "terms")
        self._arrays = arrays

    @cached_property
    def foreign(self) -> Foreign:
        return Foreign(known_strings(self._arrays, "terms"))


def read_batch(folder: Path, stored: StoredSegment, themes: Sequence[str]) -> Batch:
    """Return the batch that lies in the Parquet files of a segment."""
    return batch_of(lambda table: parquet.read_table(folder / stored.files[table]), themes)


def _pack_base(stored: Sequence[StoredSegment], segments: Sequence[Segment]) -> dict[str, Array]:
    """Return the words of all segments in the order of first appearance."""
    terms = united([arrow_strings(segment.words, "terms") for segment in segments]).values
    return pack_base(terms, sum(one.characters for one in stored))


def _pack_counts(segment: Segment, base: _Base) -> dict[str, Array]:
    counts = pack_counts(segment.texts, segment.words, segment.names, base.foreign)
    return {**counts, **pack_codes(base.terms, segment.words, counts)}


def _counted(stored: Sequence[StoredSegment], segments: Sequence[Segment]) -> list[Part]:
    pairs = zip(stored, segments, strict=True)
    return [Part(segment_key(one), s.texts, s.words, s.names) for one, s in pairs]
