"""The jobs that count the strings of segments: how the segments are divided among them."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.storage.counting import COUNTED, count_jobs
from analysis.corpus.storage.manifest import StoredSegment


def _segments(number: int) -> tuple[StoredSegment, ...]:
    return tuple(StoredSegment(1, 1, 1, {"words": f"{at}.parquet"}) for at in range(number))


@given(st.integers(0, 70))
def test_two_workers_count_alike(number: int) -> None:
    segments = _segments(number)
    jobs = count_jobs(Path("corpus"), segments, "base", alone=False)
    sizes = [len(job.segments) for job in jobs]
    assert tuple(one for job in jobs for one in job.segments) == segments
    assert max(sizes, default=0) <= COUNTED
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
    assert number < 2 or len(jobs) % 2 == 0
    assert {job.threads for job in jobs} <= {1}


@given(st.integers(0, 70))
def test_one_process_counts_all_in_one_job(number: int) -> None:
    segments = _segments(number)
    jobs = count_jobs(Path("corpus"), segments, "base", alone=True)
    assert [job.segments for job in jobs] == [segments][: min(number, 1)]
