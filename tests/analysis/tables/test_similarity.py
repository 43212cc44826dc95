"""Similarity of documents: words by hand, and the same text found by hand."""

import math

import pytest

from analysis.corpus.select import Scope, select
from analysis.errors import AnalysisError
from analysis.schema import SIMILARITY
from analysis.tables import similarity as module
from analysis.tables.similarity import similarity
from tests.analysis.tables.small import Text, small_corpus

PHRASE = "不忘初心牢记使命"


def test_pairs_by_hand():
    corpus = small_corpus(
        [
            Text("a", "整改|整改|整改|落实|落实|落实|落实|。"),
            Text("b", "整改|。"),
            Text("c", "服务|。"),
        ]
    )
    table = SIMILARITY.check(similarity(corpus, select(corpus)))
    assert table[["doc_a", "doc_b"]].to_numpy().tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert table["cosine"].tolist() == pytest.approx([0.6, 0, 0], abs=1e-9)
    p, q, m = (3 / 7, 4 / 7), (1.0, 0.0), (5 / 7, 2 / 7)
    bits = sum(x * math.log2(x / z) for x, z in zip(p, m, strict=True)) + math.log2(1 / m[0])
    assert table["jensen_shannon"].tolist() == pytest.approx([math.sqrt(bits / 2), 1, 1], abs=1e-9)
    assert q[1] == 0


def test_shared_share_is_of_the_shorter_document_without_white_space():
    corpus = small_corpus(
        [Text("a", f"甲乙 {PHRASE}丙。"), Text("b", f"{PHRASE}以及其他很长的文字。")]
    )
    (row,) = similarity(corpus, select(corpus)).itertuples()
    assert row.shared_share == pytest.approx(8 / 12, abs=1e-12)
    (row,) = similarity(corpus, select(corpus), min_length=9).itertuples()
    assert row.shared_share == 0


def test_a_passage_that_the_longer_document_repeats_counts_once():
    texts = [Text("a", f"甲{PHRASE}丙。"), Text("b", f"{PHRASE}，{PHRASE}。")]
    for order in (texts, texts[::-1]):
        corpus = small_corpus(order)
        (row,) = similarity(corpus, select(corpus)).itertuples()
        assert row.shared_share == pytest.approx(8 / 11, abs=1e-12)


def test_equal_documents_share_everything():
    corpus = small_corpus([Text("a", f"{PHRASE}|整改|。"), Text("b", f"{PHRASE}|整改|。")])
    (row,) = similarity(corpus, select(corpus)).itertuples()
    assert (row.cosine, row.jensen_shannon, row.shared_share) == pytest.approx((1, 0, 1), abs=1e-9)


def test_scope_limits_what_is_compared():
    corpus = small_corpus([Text("a", "整改|。"), Text("b", "整改|。"), Text("c", "落实|。")])
    table = similarity(corpus, select(corpus, Scope(documents=("a", "c"))))
    assert table[["doc_a", "doc_b"]].to_numpy().tolist() == [["a", "c"]]
    alone = similarity(corpus, select(corpus, Scope(documents=("a",))))
    assert SIMILARITY.check(alone).empty


def test_too_many_documents_are_told(monkeypatch):
    monkeypatch.setattr(module, "MAX_DOCUMENTS", 2)
    corpus = small_corpus([Text(name, "整改|。") for name in "abc"])
    with pytest.raises(AnalysisError, match="最多比较 2 篇，现在是 3 篇"):
        similarity(corpus, select(corpus))
