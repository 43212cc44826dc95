"""Encodings of short cuts of the seeds: the floors are what was reached, from 10 characters all."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.ingest.documents import read_document
from benchmarks.encodings import KINDS, ours, random_cuts, share_right

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
FLOORS = {4: 0.97, 6: 0.99, 10: 1.0, 100: 1.0}


@pytest.fixture(scope="module")
def texts():
    return [read_document(path.name, path.read_bytes()).simplified for path in SEEDS]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_floors(texts, kind):
    for length, floor in FLOORS.items():
        cuts = list(random_cuts(texts, kind, length, number=100))
        share = share_right(cuts, kind.encoding, ours)
        assert len(cuts) >= 90
        assert share >= floor, length
