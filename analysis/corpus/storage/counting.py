"""By which base the strings of a corpus are counted, and the jobs that count them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import NamedTuple

from analysis.corpus.numbering import Further
from analysis.corpus.segments.arrays import Arrays
from analysis.corpus.storage.further import NOTHING_KNOWN, Known
from analysis.corpus.storage.index_names import base_file, counts_name, own_base, segment_key
from analysis.corpus.storage.indexes import Index
from analysis.corpus.storage.manifest import Manifest, StoredSegment

FURTHER = 0.25
"""Share of words that came later from which on they become part of the base.

Every segment is counted anew then: each time that the corpus has grown by about half.
"""
LEFT = 0.5
"""Share of the texts of a base that must still be there, counted by it."""

COUNTED = 3
"""Segments of one job of a worker at most: what is made of the words is made once for them."""
THREADS = 2
"""Segments that are counted at once where there are no workers: each takes 200 MB."""


class CountJob(NamedTuple):
    """Segments whose strings are counted, their own and those of a vocabulary."""

    folder: Path
    segments: tuple[StoredSegment, ...]
    vocabulary: str
    threads: int
    """How many of the segments are counted at once."""


def number_words(
    index: Index, old: Manifest | None, segments: Sequence[StoredSegment], themes: Sequence[str]
) -> str:
    """Return the base by which segments are counted, once the words that it lacks are.

    The base of the corpus before goes on unless it has outlived itself.

    Parameters
    ----------
    old
        That of the corpus before.
    themes
        Keys behind the codes of the theme hits of the segments.

    Returns
    -------
    str
        Name of the base, which lies in the folder.
    """
    for base in _standing(index, old):
        arrays = index.base(base)
        if arrays is None or not _is_left(index, base, arrays, segments):
            continue
        known = index.known(old.segments, base) if old else NOTHING_KNOWN
        words = index.further_words(segments, themes, arrays, known)
        if len(words.terms) <= FURTHER * len(arrays["term_ranks"]):
            index.save_further(segments, base, words)
            return base
    base, arrays = index.save_base(segments, themes)
    none = Known({segment_key(one): number for number, one in enumerate(segments)}, Further({}))
    index.save_further(segments, base, index.further_words(segments, themes, arrays, none))
    return base


def uncounted(
    index: Index, segments: Sequence[StoredSegment], base: str
) -> tuple[StoredSegment, ...]:
    """Return the segments that are not yet counted by a base."""
    there = index.files()
    return tuple(one for one in segments if counts_name(one, base) not in there)


def count_jobs(
    folder: Path, segments: tuple[StoredSegment, ...], vocabulary: str, *, alone: bool
) -> list[CountJob]:
    """Return the jobs that count segments: one with threads for this process alone.

    Several jobs are an even number of like size, so that two workers end together.
    """
    if alone:
        return [CountJob(folder, segments, vocabulary, THREADS)] if segments else []
    n_jobs = ceil(len(segments) / COUNTED)
    n_jobs += len(segments) > 1 and n_jobs % 2
    stops = [len(segments) * job // max(1, n_jobs) for job in range(n_jobs + 1)]
    return [CountJob(folder, segments[at:stop], vocabulary, 1) for at, stop in pairwise(stops)]


def count(job: CountJob) -> None:
    """Write the counts of segments."""
    Index(job.folder).count(job.segments, job.vocabulary, threads=job.threads)


def _standing(index: Index, old: Manifest | None) -> tuple[str, ...]:
    """Return the bases by which segments may be counted already: that of writers, of readers."""
    if old is None:
        return ()
    there = index.files()
    return tuple(
        base
        for base in dict.fromkeys((old.vocabulary, own_base(old.segments)))
        if base_file(base) in there
    )


def _is_left(index: Index, base: str, arrays: Arrays, segments: Sequence[StoredSegment]) -> bool:
    """Return whether enough is left of what a base was made of."""
    there = index.files()
    counted = sum(one.characters for one in segments if counts_name(one, base) in there)
    return counted > 0 and counted >= LEFT * int(arrays["characters"][0])
