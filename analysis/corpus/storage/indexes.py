"""The derived arrays of a corpus folder: named after what they are made of, made anew if missing.

Everything here can be deleted at any time. A reader that may not write keeps them in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from analysis.corpus.layout import united
from analysis.corpus.numbering import pack_numbers
from analysis.corpus.segments.arrays import (
    Array,
    Arrays,
    arrow_strings,
    known_strings,
    map_arrays,
    pack_strings,
    write_arrays,
)
from analysis.corpus.segments.batch import Batch
from analysis.corpus.segments.layers import pack_names, pack_themes, pack_words
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.sums import pack_counts
from analysis.corpus.segments.texts import pack_texts
from analysis.corpus.storage.engine import index_digest
from analysis.corpus.storage.files import batch_of, write_whole
from analysis.corpus.storage.further import further_terms, pack_further
from analysis.corpus.storage.manifest import Manifest, StoredSegment

INDEX = "index"
"""Folder of the derived arrays inside that of the corpus."""
_TABLES: Mapping[str, tuple[str, ...]] = {
    "texts": ("documents",),
    "words": ("documents", "sentences", "tokens"),
    "names": ("documents", "sentences", "organisations", "passages", "mentions", "facts"),
    "themes": ("documents", "theme_hits"),
}
"""The Parquet tables that each part is made of."""


def file_name(part: str, *made_of: str) -> str:
    """Return the name of a file of arrays: its part, and a hash of what it is made of."""
    content = "\n".join((index_digest(), *made_of))
    return f"{part}-{hashlib.sha256(content.encode()).hexdigest()[:16]}.arrays"


def part_names(stored: StoredSegment) -> dict[str, str]:
    """Return the file of each part of a segment that depends on the segment alone."""
    return {
        part: file_name(part, *(stored.files[table] for table in tables))
        for part, tables in _TABLES.items()
    }


def counts_name(stored: StoredSegment, vocabulary: str) -> str:
    """Return the file of the counts of a segment, of its own words and those of a vocabulary."""
    names = part_names(stored)
    return file_name("counts", names["words"], names["names"], vocabulary)


def vocabulary_name(vocabulary: str) -> str:
    """Return the file of a vocabulary."""
    return f"vocabulary-{vocabulary}.arrays"


def further_name(segments: Sequence[StoredSegment], vocabulary: str) -> str:
    """Return the file of the counts of words that are not in the vocabulary."""
    parts = [part_names(stored) for stored in segments]
    made_of = (name for part in parts for name in (part["words"], part["names"]))
    return file_name("further", vocabulary, *made_of)


def numbers_name(segments: Sequence[StoredSegment], vocabulary: str) -> str:
    """Return the file of the words of all segments, numbered together."""
    counts = (counts_name(stored, vocabulary) for stored in segments)
    return file_name("numbers", further_name(segments, vocabulary), *counts)


def own_vocabulary(segments: Sequence[StoredSegment]) -> str:
    """Return the name of the words of some segments, which stand in where a vocabulary is lost."""
    content = "\n".join(part_names(stored)["words"] for stored in segments)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def index_files(manifest: Manifest) -> set[str]:
    """Return the names of all derived files of a corpus."""
    segments = manifest.segments
    names = {name for stored in segments for name in part_names(stored).values()}
    for vocabulary in (manifest.vocabulary, own_vocabulary(segments)):
        names |= {counts_name(stored, vocabulary) for stored in segments}
        names |= {further_name(segments, vocabulary), vocabulary_name(vocabulary)}
        names.add(numbers_name(segments, vocabulary))
    return names


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

    def segments(
        self, stored: Sequence[StoredSegment], themes: Sequence[str], vocabulary: str
    ) -> tuple[tuple[Segment, ...], Arrays]:
        """Return segments with all their arrays, and their words numbered together.

        Parameters
        ----------
        themes
            Keys behind the codes of the theme hits.
        vocabulary
            Name of the list of words whose strings are counted everywhere.

        Raises
        ------
        OSError, pyarrow.ArrowException
            A Parquet file that is needed cannot be read.
        """
        parts = [self._parts(one, themes) for one in stored]
        given = self._read(vocabulary_name(vocabulary))
        if given is None:
            vocabulary = own_vocabulary(stored)
            given = self._get(
                vocabulary_name(vocabulary),
                lambda: _pack_terms(all_terms([part["words"] for part in parts])),
            )
        terms = _Lazily(given)
        counts = [
            self._get(
                counts_name(one, vocabulary),
                lambda p=part: pack_counts(p["texts"], p["words"], p["names"], terms.strings),  # type: ignore[misc]
            )
            for one, part in zip(stored, parts, strict=True)
        ]
        further = self._get(
            further_name(stored, vocabulary),
            lambda: _pack_further(parts, further_terms([p["words"] for p in parts], terms.strings)),
        )
        segments = tuple(
            Segment(**part, counts=count, further=_of_segment(further, number))
            for number, (part, count) in enumerate(zip(parts, counts, strict=True))
        )
        name = numbers_name(stored, vocabulary)  # by the same vocabulary, or codes would not fit
        return segments, self._get(name, lambda: pack_numbers(segments))

    def save(self, stored: StoredSegment, batch: Batch) -> None:
        """Write the arrays of a batch that was just stored."""
        names = part_names(stored)
        texts = self._get(names["texts"], lambda: pack_texts(batch.documents))
        self._get(names["words"], lambda: pack_words(batch.words, texts))
        self._get(names["names"], lambda: pack_names(batch.names, batch.words.sentences, texts))
        self._get(names["themes"], lambda: pack_themes(batch.theme_hits, texts))

    def count(self, stored: StoredSegment, vocabulary: str) -> None:
        """Write the counts of a segment whose other arrays are written."""
        names = part_names(stored)
        texts, words, owners = (self._read(names[part]) for part in ("texts", "words", "names"))
        terms = self._read(vocabulary_name(vocabulary))
        if texts is None or words is None or owners is None or terms is None:
            return  # whoever opens the corpus makes what is missing
        known = _Lazily(terms)
        self._get(
            counts_name(stored, vocabulary),
            lambda: pack_counts(texts, words, owners, known.strings),
        )

    def words(self, stored: StoredSegment, themes: Sequence[str]) -> Arrays:
        """Return the words of a segment."""
        return self._parts(stored, themes)["words"]

    def vocabulary(self, name: str) -> list[str] | None:
        """Return the words of a vocabulary, or ``None`` where it is not there."""
        arrays = self._read(vocabulary_name(name))
        return None if arrays is None else known_strings(arrays, "terms")

    def save_terms(self, longer: Sequence[str]) -> str:
        """Write words of several characters as a vocabulary; return its name."""
        name = hashlib.sha256("\n".join(longer).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._get(vocabulary_name(name), lambda: _pack_terms(longer))
        return name

    def _parts(self, stored: StoredSegment, themes: Sequence[str]) -> dict[str, Arrays]:
        names = part_names(stored)
        source = _Source(self._corpus, stored, themes)
        texts = self._get(names["texts"], lambda: pack_texts(source.batch.documents))
        return {
            "texts": texts,
            "words": self._get(names["words"], lambda: pack_words(source.batch.words, texts)),
            "names": self._get(
                names["names"],
                lambda: pack_names(source.batch.names, source.batch.words.sentences, texts),
            ),
            "themes": self._get(
                names["themes"], lambda: pack_themes(source.batch.theme_hits, texts)
            ),
        }

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
            return self._read(name) or arrays
        return arrays


class _Lazily:
    """The strings of a vocabulary, read when they are needed."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    @cached_property
    def strings(self) -> list[str]:
        return known_strings(self._arrays, "terms")


class _Source:
    """A stored segment as a batch, read when a part has to be made from it."""

    def __init__(self, folder: Path, stored: StoredSegment, themes: Sequence[str]) -> None:
        self._folder = folder
        self._stored = stored
        self._themes = themes

    @cached_property
    def batch(self) -> Batch:
        return read_batch(self._folder, self._stored, self._themes)


def read_batch(folder: Path, stored: StoredSegment, themes: Sequence[str]) -> Batch:
    """Return the batch that lies in the Parquet files of a segment."""

    def read(table: str) -> pa.Table:
        return parquet.read_table(folder / stored.files[table])

    return batch_of(read, themes)


def _pack_terms(terms: Sequence[str]) -> dict[str, Array]:
    return pack_strings("terms", [term for term in terms if len(term) > 1])


def all_terms(words: Sequence[Arrays]) -> list[str]:
    """Return the words of all segments in the order of first appearance."""
    terms: list[str] = united(
        [arrow_strings(arrays, "terms") for arrays in words]
    ).values.to_pylist()
    return terms


def _pack_further(parts: Sequence[Mapping[str, Arrays]], terms: Sequence[str]) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    for number, part in enumerate(parts):
        packed = pack_further(part["texts"], part["words"], part["names"], terms)
        arrays |= {f"{number} {name}": array for name, array in packed.items()}
    return arrays


def _of_segment(further: Arrays, number: int) -> dict[str, Array]:
    prefix = f"{number} "
    return {
        name.removeprefix(prefix): array
        for name, array in further.items()
        if name.startswith(prefix)
    }
