"""How sources are divided into jobs: by about how much text they have."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from analysis.corpus.storage.reading import Source
from analysis.ingest.sniff import PAGE_ENDS
from analysis.ingest.sources import SourceReference
from analysis.schema import Document

JOB_BYTES = 6_000_000
"""Bytes of the files of one job, about two million characters: seconds of work."""
SPARE = 0.1
"""Share of a job by which one may be larger, rather than that two half ones are made."""
JOB_DOCUMENTS = 4000
"""Documents of one job at most."""


def job_stops(sources: Sequence[Source]) -> list[int]:
    """Return where each job stops: jobs of like size, no two of which are one segment later.

    Several jobs are an even number, so that two workers end together. How many there are depends on
    the sources alone: the segments are the same, whoever makes them.
    """
    weights = [max(_size_of(source) / JOB_BYTES, 1 / JOB_DOCUMENTS) for source in sources]
    n_jobs = ceil(sum(weights) - SPARE)
    n_jobs += n_jobs > 1 and n_jobs % 2
    middles = [stop - own / 2 for stop, own in zip(accumulate(weights), weights, strict=True)]
    share = sum(weights) / max(1, n_jobs)
    stops = {bisect_left(middles, share * job) for job in range(1, n_jobs)}
    return sorted((stops | {len(sources)}) - {0})


def _size_of(source: Source) -> int:
    """Return about how many bytes of text a source has; a character has three."""
    if isinstance(source, Document):
        return 3 * len(source.text)
    size = source.size if isinstance(source, SourceReference) else len(source.data)
    return int(size * _TEXT) if source.name.lower().endswith(PAGE_ENDS) else size


_TEXT = 0.4
"""Part of a page that costs what text costs: three tenths are text, and its tags are read too."""
