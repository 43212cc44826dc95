"""Rows of pieces of segments, however many and in whatever order, are those of the documents."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from analysis.corpus.build import assemble
from analysis.corpus.layout import Layout, Piece, table_arrays
from analysis.corpus.segments.batch import process
from analysis.corpus.storage.manifest import (
    MANIFEST,
    Manifest,
    StoredSegment,
    read_manifest,
    write_manifest,
)
from tests.analysis.corpus.conftest import loaded
from tests.analysis.corpus.papers import SETTINGS, papers

SIZES = (7, 4, 9)
KINDS = ("sentence", "token", "mention", "fact", "hit")


@pytest.fixture(scope="module")
def segments():
    firsts = [sum(SIZES[:number]) for number in range(len(SIZES))]
    batches = [
        process(papers(range(first, first + size)), loaded(SETTINGS))
        for first, size in zip(firsts, SIZES, strict=True)
    ]
    return assemble(batches, SETTINGS).layout.segments


def rows_of(segment, kind: str, document: int) -> list[int]:
    """Return the rows of a document by looking at each."""
    docs = table_arrays(segment, kind)
    if kind == "token":
        sentences = np.repeat(np.arange(segment.n_sentences), np.diff(docs["token_firsts"]))
        docs = {"token_doc": docs["sentence_doc"][sentences]}
    return [row for row, doc in enumerate(docs[f"{kind}_doc"].tolist()) if doc == document]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", KINDS)
def test_spans_are_the_rows_of_the_documents(segments, kind: str, seed: int):
    draw = random.Random(seed)  # noqa: S311 - the same pieces every time
    pieces = []
    for number, size in enumerate(SIZES):
        borders = sorted(draw.sample(range(size + 1), draw.randint(2, 4)))
        pieces += [Piece(number, a, b) for a, b in pairwise(borders)]
    draw.shuffle(pieces)
    layout = Layout(segments, pieces[: draw.randint(1, len(pieces))])
    expected = [
        (piece.segment, row)
        for piece in layout.pieces
        for document in range(piece.first, piece.stop)
        for row in rows_of(segments[piece.segment], kind, document)
    ]
    spans = layout.spans(kind)
    found = [(s.segment, row) for s in spans for row in range(s.first, s.stop)]
    assert found == expected
    assert [s.row for s in spans] == [
        sum(t.stop - t.first for t in spans[:place]) for place in range(len(spans))
    ]
    assert layout.size(kind) == len(expected)


def test_a_layout_of_nothing_has_no_rows(segments):
    assert [Layout(segments, []).size(kind) for kind in KINDS] == [0] * len(KINDS)


def test_the_manifest_of_many_removed_documents_is_small(tmp_path: Path):
    """A hundred thousand documents of which every twentieth is gone, a thousand are copies."""
    pieces = tuple(Piece(n // 100, n % 100 * 20, n % 100 * 20 + 19) for n in range(5000))
    stored = tuple(
        StoredSegment(2000, 10**6, 6 * 10**5, {f"t{k}": f"t{k}-{n:016x}.parquet" for k in range(9)})
        for n in range(50)
    )
    manifest = Manifest(
        corpus_id="0" * 12,
        version=3,
        settings=SETTINGS,
        themes=SETTINGS.themes or (),
        keys={},
        segments=stored,
        pieces=pieces,
        copies=tuple((row, row - 1) for row in range(1, 95_000, 95)),
        near_copies=(),
        vocabulary="0" * 16,
    )
    assert manifest.n_documents == 95_000
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest
    assert (tmp_path / MANIFEST).stat().st_size < 200_000
