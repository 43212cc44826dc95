"""Nearness in corpora of several segments, against whole tables of counts and texts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.select import select
from analysis.errors import AnalysisError
from analysis.schema import SHARED, SIMILARITY
from analysis.tables import shared
from analysis.tables.nearest import cosines
from analysis.tables.shared import shared_passages
from analysis.tables.similarity import most_similar, similarity
from tests.analysis.tables.scattered import asked
from tests.analysis.tables.small import Text, small_corpus


def plain_counts(corpus, mask):
    """Return the words of each document in a mask, shape ``(n_documents, n_terms)``."""
    tokens = corpus.tokens.frame()
    counts = np.zeros((len(corpus.documents), len(corpus.terms)), dtype=np.int64)
    chosen = tokens[mask[tokens["sentence"]]]
    np.add.at(counts, (chosen["doc"].to_numpy(), chosen["term"].to_numpy()), 1)
    return counts


@settings(max_examples=100)
@given(asked(), st.integers(0, 8))
def test_cosines_are_those_of_the_whole_table(question, document):
    corpus, mask = question
    counts = plain_counts(corpus, mask)
    words = plain_counts(corpus, np.ones(len(mask), dtype=bool))[document % len(counts)]
    lengths = np.sqrt((counts**2).sum(axis=1)) * np.sqrt((words**2).sum())
    with np.errstate(invalid="ignore"):
        wanted = np.where(lengths > 0, (counts @ words) / lengths, np.nan)
    found = cosines(corpus, mask, words.astype(np.float64))
    np.testing.assert_allclose(found, wanted, atol=1e-12, rtol=0)


@settings(max_examples=60)
@given(asked(), st.integers(0, 8), st.integers(1, 4))
def test_the_nearest_are_those_of_all_pairs(question, document, limit):
    corpus, mask = question
    document %= len(corpus.documents)
    own = corpus.sentences.values("doc") == document
    name = corpus.documents[document].name
    pairs = similarity(corpus, mask | own, min_length=2)
    turned = pairs.rename(columns={"doc_a": "doc_b", "doc_b": "doc_a"})
    every = pd.concat([pairs, turned])[SIMILARITY.names]
    order = {found.name: row for row, found in enumerate(corpus.documents)}
    mine = every[(every["doc_a"] == name) & every["cosine"].notna()]
    mine = mine.assign(row=mine["doc_b"].map(order), score=mine["cosine"].round(12))
    mine = mine.sort_values(["score", "row"], ascending=[False, True]).head(limit)
    found = SIMILARITY.check(most_similar(corpus, document, mask, limit=limit, min_length=2))
    pd.testing.assert_frame_equal(found, mine[SIMILARITY.names].reset_index(drop=True))


@settings(max_examples=100)
@given(asked(), st.integers(1, 4))
def test_passages_are_in_as_many_documents_as_a_search_finds(question, least):
    corpus, mask = question
    table = SHARED.check(shared_passages(corpus, mask, min_length=least))
    sentences = corpus.sentences.frame()
    assert select(corpus).all()
    for row in table.itertuples():
        one = corpus.documents[corpus.document_rows[row.doc_a]]
        other = corpus.documents[corpus.document_rows[row.doc_b]]
        text = one.folded[row.start_a : row.start_a + row.length]
        assert other.folded.startswith(text, row.start_b)
        assert row.text == one.text[row.start_a : row.start_a + row.length]
        holders = [doc for doc in corpus.documents if text in doc.folded]
        assert row.documents == len(holders)
        inside = (sentences["doc"] == corpus.document_rows[row.doc_a]) & (
            sentences["end"] > row.start_a
        )
        assert mask[np.flatnonzero(inside)[0]]


def test_too_much_text_is_told(monkeypatch):
    monkeypatch.setattr(shared, "MAX_CHARACTERS", 20_000)
    corpus = small_corpus([Text(name, "整改|落实|" * 3_000 + "。") for name in "ab"])
    for ask in (shared_passages, similarity):
        with pytest.raises(AnalysisError, match="最多在 2 万字里查找，现在有 2 万字") as caught:
            ask(corpus, select(corpus))
        assert caught.value.code == "too_many_characters"
