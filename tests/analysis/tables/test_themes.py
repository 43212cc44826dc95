"""Theme tables: hand counts, zeros, groups."""

from __future__ import annotations

import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope, group_by, select
from analysis.errors import UnknownNameError
from analysis.ingest.documents import read_document
from analysis.schema import THEME_TERMS, THEMES
from analysis.tables.themes import theme_row, theme_table, theme_terms
from tests.analysis.tables.small import Text, small_corpus, theme


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return small_corpus(
        [
            Text("甲", "整改|整治|整改|。|服务|基层|。"),
            Text("乙", "整治|到位|。"),
        ],
        themes=[theme("整改", "整改", "整治"), theme("民生", "民生")],
    )


def test_counts_rates_and_top_terms(corpus: Corpus):
    table = theme_table(corpus, select(corpus))
    THEMES.check(table)
    first, second = table.to_dict("records")
    assert (first["theme"], first["n"], first["documents"]) == ("整改", 4, 2)
    assert first["per_10k_characters"] == 4 / 17 * 10_000
    assert first["top_terms"] == [{"term": "整改", "n": 2}, {"term": "整治", "n": 2}]
    assert (second["n"], second["documents"], second["top_terms"]) == (0, 0, [])


def test_every_theme_and_group_has_a_row(corpus: Corpus):
    table = theme_table(corpus, select(corpus), grouping=group_by(corpus, "document"))
    assert table[["theme", "group", "n"]].to_numpy().tolist() == [
        ["整改", "甲", 3],
        ["整改", "乙", 1],
        ["民生", "甲", 0],
        ["民生", "乙", 0],
    ]


def test_scope_without_text_is_an_empty_table(corpus: Corpus):
    table = theme_table(corpus, select(corpus) & False)
    THEMES.check(table)
    assert table.empty


def test_theme_terms(corpus: Corpus):
    table = theme_terms(corpus, select(corpus), "整改")
    THEME_TERMS.check(table)
    assert table[["term", "n", "documents"]].to_numpy().tolist() == [["整改", 2, 1], ["整治", 2, 2]]
    grouped = theme_terms(corpus, select(corpus), "整改", grouping=group_by(corpus, "document"))
    assert grouped[["term", "group", "n"]].to_numpy().tolist() == [
        ["整改", "甲", 2],
        ["整治", "甲", 1],
        ["整治", "乙", 1],
    ]
    assert theme_terms(corpus, select(corpus), "民生").empty


def test_unknown_theme_lists_the_choices(corpus: Corpus):
    with pytest.raises(UnknownNameError, match="整改、民生"):
        theme_row(corpus, "创新")


def test_seeds_first_document_speaks_most_of_rectification(seeds_corpus: Corpus):
    mask = select(seeds_corpus, Scope(documents=("000_99d92ce5c5b1e1cf",)))
    terms = theme_terms(seeds_corpus, mask, "整改")
    text = seeds_corpus.documents[0].folded
    counts = dict(zip(terms["term"], terms["n"], strict=True))
    assert counts["整改"] == text.count("整改")
    assert counts["即知即改"] == counts["立查立行"] == 1


def test_a_corpus_without_a_word_of_any_theme_has_all_themes_with_nothing():
    corpus = build_corpus([read_document("甲", "春天来了，花都开了。\n".encode())])
    table = theme_table(corpus, select(corpus))
    assert list(table["theme"]) == [theme.key for theme in corpus.themes]
    assert table["n"].sum() == 0
    assert all(len(terms) == 0 for terms in table["top_terms"])
