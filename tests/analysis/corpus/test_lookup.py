"""Documents are found by what they are called, wherever pieces of segments put them."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest

from analysis.corpus.build import assemble
from analysis.corpus.corpus import Corpus
from analysis.corpus.layout import Layout, Piece
from analysis.corpus.segments.batch import process
from analysis.corpus.storage.lookup import names_ending, rows_at, rows_of, values_at
from analysis.corpus.storage.manifest import StoredSegment
from analysis.corpus.storage.pieces import kept_sizes, without_rows
from tests.analysis.corpus.conftest import loaded
from tests.analysis.corpus.papers import SETTINGS, papers

SIZES = (6, 3, 8)
PATHS = ("", "/甲/报告.txt", "乙/报告.txt", "/甲/\udcbd.txt")
NAMES = ("总结", "总结（2）", "总结（丙）", "报告", "报告）", "（报告")


@pytest.fixture(scope="module")
def segments():
    firsts = [sum(SIZES[:number]) for number in range(len(SIZES))]
    batches = []
    for first, size in zip(firsts, SIZES, strict=True):
        documents = [
            replace(
                document,
                name=NAMES[(first + number) % len(NAMES)],
                path=PATHS[(first + number) % len(PATHS)],
            )
            for number, document in enumerate(papers(range(first, first + size)))
        ]
        batches.append(process(documents, loaded(SETTINGS)))
    return assemble(batches, SETTINGS).layout.segments


@pytest.fixture(params=range(6))
def layout(request, segments) -> Layout:
    draw = random.Random(request.param)  # noqa: S311 - the same pieces every time
    pieces = []
    for number, size in enumerate(SIZES):
        borders = sorted(draw.sample(range(size + 1), draw.randint(2, 4)))
        pieces += [Piece(number, a, b) for a, b in pairwise(borders)]
    draw.shuffle(pieces)
    return Layout(segments, pieces[: draw.randint(1, len(pieces))])


def corpus_of(layout: Layout) -> Corpus:
    return Corpus("", layout, SETTINGS, (), (), ())


def expected(layout: Layout, field: str, values) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, document in enumerate(corpus_of(layout).documents):
        if getattr(document, field) in values:
            found.setdefault(getattr(document, field), []).append(row)
    return found


def in_order(found: dict[str, list[int]]) -> dict[str, list[int]]:
    return {value: sorted(rows) for value, rows in found.items()}


def test_rows_are_found_by_value(layout: Layout):
    for field, values in (("name", ("总结", "没有", "报告）")), ("path", PATHS[1:]), ("name", ())):
        assert in_order(rows_of(layout, field, values)) == expected(layout, field, values)


def test_names_are_found_by_their_ending(layout: Layout):
    ending = [name for name in NAMES if name.endswith("）")]
    assert in_order(names_ending(layout, "）")) == expected(layout, "name", ending)


def test_values_are_those_of_the_rows(layout: Layout):
    rows = [*range(layout.n_documents)][::-2]
    documents = corpus_of(layout).documents
    for field in ("path", "doc_id"):
        assert values_at(layout, field, rows) == [getattr(documents[row], field) for row in rows]


def test_a_relative_path_is_that_of_the_working_folder(layout: Layout, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    absolute = str(tmp_path / "乙/报告.txt")
    found = in_order(rows_at(layout, {absolute, "/甲/报告.txt"}))
    relative = expected(layout, "path", {"乙/报告.txt"}).get("乙/报告.txt")
    plain = expected(layout, "path", {"/甲/报告.txt"})
    assert found == ({absolute: relative, **plain} if relative else plain)


def test_taking_rows_out_leaves_the_others(layout: Layout):
    draw = random.Random(layout.n_documents)  # noqa: S311 - the same rows every time
    for n in (0, 1, layout.n_documents // 2, layout.n_documents):
        gone = draw.sample(range(layout.n_documents), n)
        left = without_rows(layout.pieces, gone)
        places = [(p.segment, at) for p in layout.pieces for at in range(p.first, p.stop)]
        kept = [place for row, place in enumerate(places) if row not in gone]
        assert [(p.segment, at) for p in left for at in range(p.first, p.stop)] == kept
        assert all(piece.stop > piece.first for piece in left)


def test_sizes_are_those_of_the_documents_that_are_left(layout: Layout):
    corpus = corpus_of(layout)
    stored = [
        StoredSegment(
            segment.n_documents,
            int(segment.words["sentence_characters"].sum()),
            len(segment.words["token_terms"]),
            {},
        )
        for segment in layout.segments
    ]
    manifest = SimpleNamespace(segments=stored, pieces=layout.pieces)
    characters = int(corpus.sentences.values("characters").sum())
    assert kept_sizes(manifest, layout) == (characters, len(corpus.tokens))
