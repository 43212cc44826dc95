"""Rows and fields that are read alone are those of the whole columns."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import table
from analysis.corpus.corpus import Corpus
from analysis.corpus.fields import document_characters, document_strings, plain_field
from analysis.corpus.layout import Layout, Piece
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.texts import METADATA, PLAIN
from tests.analysis.several import NUMBERS, several

TABLES = ("sentences", "tokens", "mentions", "facts", "theme_hits")


@pytest.fixture(params=NUMBERS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return several(request.param)


@pytest.mark.parametrize("name", TABLES)
def test_a_few_rows_are_read_without_their_columns(corpus: Corpus, name: str, monkeypatch):
    whole = getattr(corpus, name).frame()
    fresh = getattr(replace(corpus), name)
    draw = np.random.default_rng(3)
    monkeypatch.setattr(table, "FEW", 20)
    for size in (0, 1, 20):
        rows = draw.integers(0, len(whole), size)
        wanted = whole.iloc[rows].reset_index(drop=True)
        pd.testing.assert_frame_equal(fresh.take(rows), wanted)
    assert not fresh._columns
    rows = draw.integers(0, len(whole), 21)
    pd.testing.assert_frame_equal(fresh.take(rows), whole.iloc[rows].reset_index(drop=True))


def test_fields_of_a_few_documents_are_those_of_all(corpus: Corpus):
    rows = np.random.default_rng(4).integers(0, len(corpus.documents), 9)
    for name in (*PLAIN, *METADATA):
        known = [
            getattr(document, name) if name in PLAIN else getattr(document.metadata, name)
            for document in map(corpus.documents.__getitem__, rows.tolist())
        ]
        assert document_strings(corpus, name, rows).tolist() == known
        assert corpus.field(name)[rows].tolist() == known
    characters = corpus.sentences.frame().groupby("doc")["characters"].sum()
    wanted = characters.reindex(rows, fill_value=0).tolist()
    assert document_characters(corpus, rows).tolist() == wanted
    assert corpus.by_document.sizes.characters[rows].tolist() == wanted


def test_a_path_may_hold_what_is_no_character():
    path = b"a/\xed\xb3\xbf.txt"
    texts = {
        "firsts": np.asarray([0, 1, 2]),
        "path_bytes": np.frombuffer(path + b"b", dtype=np.uint8),
        "path_firsts": np.asarray([0, len(path), len(path) + 1]),
        "path_missing": np.asarray([False, False]),
    }
    layout = Layout([Segment(texts, {}, {}, {}, {})], [Piece(0, 1, 2), Piece(0, 0, 1)])
    assert plain_field(layout, "path").tolist() == ["b", "a/\udcff.txt"]
