"""What comes to a corpus is divided evenly, by what it is and not by who does the work."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analysis.corpus.storage.arrivals import divided
from analysis.corpus.storage.division import JOB_BYTES, JOB_DOCUMENTS
from analysis.corpus.storage.jobs import AnnotateJob
from analysis.corpus.storage.writer import writing
from analysis.ingest.sources import SourceFile


def jobs_of(sizes: list[int], folder) -> list[AnnotateJob]:
    data = bytes(max(sizes, default=0))
    files = [SourceFile(f"{n}.txt", "", data[:size]) for n, size in enumerate(sizes)]
    with writing(folder) as writer:
        return divided(writer, files, [str(n) for n in range(len(sizes))])


@pytest.mark.parametrize(
    ("sizes", "documents"),
    [
        ([], []),
        ([0], [1]),
        ([JOB_BYTES // 8] * 8, [8]),
        ([JOB_BYTES // 12] * 13, [13]),  # hardly more than one: not two halves
        ([JOB_BYTES // 12] * 14, [7, 7]),
        ([JOB_BYTES // 4] * 10, [2, 3, 2, 3]),  # never three
        ([9] * (2 * JOB_DOCUMENTS + 800), [2200] * 4),
        ([100, 100, 2 * JOB_BYTES, 100], [2, 2]),
    ],
)
def test_jobs_are_even_and_of_like_size(sizes, documents, tmp_path):
    jobs = jobs_of(sizes, tmp_path / "corpus")
    assert [len(job.sources) for job in jobs] == documents
    assert [name for job in jobs for name in job.names] == [str(n) for n in range(len(sizes))]
    assert [len(f.data) for job in jobs for f in job.sources] == sizes


def test_no_job_is_much_larger_than_another(tmp_path):
    sizes = [1000 + 37 * n % 90_000 for n in range(1500)]
    jobs = jobs_of(sizes, tmp_path / "corpus")
    bytes_of = [sum(len(file.data) for file in job.sources) for job in jobs]
    assert len(jobs) == 8
    assert all(abs(one - two) < 2 * 91_000 for one, two in pairwise(bytes_of))
    assert max(bytes_of) < JOB_BYTES


def test_pages_count_for_the_text_that_is_in_them(tmp_path):
    names = [f"{n}.html" for n in range(10)] + [f"{n}.txt" for n in range(8)]
    files = [SourceFile(name, "", bytes(JOB_BYTES // 6)) for name in names]
    with writing(tmp_path / "corpus") as writer:
        jobs = divided(writer, files, names)
    assert [len(job.sources) for job in jobs] == [12, 6]  # ten pages weigh as four texts
