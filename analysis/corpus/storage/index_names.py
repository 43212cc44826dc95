"""How the derived files of a corpus folder are called: after what they are made of, and by whom."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from analysis.corpus.storage.engine import index_digest
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
    """Return the name of a file of arrays: its part, a hash of what it is made of, the program."""
    content = hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:16]
    return f"{part}-{content}.{index_digest()}.arrays"


def program_of(name: str) -> str:
    """Return which program made a derived file, from its name; empty where that does not say so."""
    parts = name.split(".")
    return parts[1] if len(parts) > 2 else ""


def part_names(stored: StoredSegment) -> dict[str, str]:
    """Return the file of each part of a segment that depends on the segment alone."""
    return {
        part: file_name(part, *(stored.files[table] for table in tables))
        for part, tables in _TABLES.items()
    }


def segment_key(stored: StoredSegment) -> str:
    """Return what the counts of a segment are made of besides a base."""
    return "\n".join(stored.files[table] for table in _TABLES["names"] + _TABLES["words"])


def counts_name(stored: StoredSegment, base: str) -> str:
    """Return the file of the counts of a segment, of its own words and those of a base."""
    return file_name("counts", segment_key(stored), base)


def base_file(base: str) -> str:
    """Return the file of a base."""
    return file_name("vocabulary", base)


def further_name(segments: Sequence[StoredSegment], base: str) -> str:
    """Return the file of the words that are not in the base."""
    return file_name("further", base, *map(segment_key, segments))


def own_base(segments: Sequence[StoredSegment]) -> str:
    """Return the name of the base that holds the words of some segments."""
    content = "\n".join(stored.files["tokens"] for stored in segments)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def index_files(manifest: Manifest) -> set[str]:
    """Return the names of all derived files of a corpus."""
    segments = manifest.segments
    names = {name for stored in segments for name in part_names(stored).values()}
    for base in (manifest.vocabulary, own_base(segments)):
        names |= {counts_name(stored, base) for stored in segments}
        names |= {further_name(segments, base), base_file(base)}
    return names
