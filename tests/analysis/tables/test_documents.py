"""The list of documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope, select
from analysis.schema import DOCUMENTS, Removal
from analysis.tables.documents import document_table, summarise_removals


def test_seeds(seeds_corpus: Corpus):
    table = document_table(seeds_corpus)
    DOCUMENTS.check(table)
    assert table["doc"].tolist() == [document.name for document in seeds_corpus.documents]
    first, second, third = table.to_dict("records")[:3]
    assert first["characters"] == len("".join(seeds_corpus.documents[0].text.split()))
    assert first["paragraphs"] == 13
    assert second["date"] == "2022-05-27"
    assert third["script"] == "traditional"
    assert first["organisations"] == ["中华全国总工会", "共青团中央", "中华全国妇女联合会"]
    assert table["tokens"].sum() == len(seeds_corpus.tokens)
    assert table["sentences"].sum() == len(seeds_corpus.sentences)
    assert table["duplicate_of"].isna().all()


def test_mask_lists_whole_documents(seeds_corpus: Corpus):
    mask = select(seeds_corpus, Scope(organisations=("共青团中央",)))
    whole = document_table(seeds_corpus).set_index("doc")
    part = document_table(seeds_corpus, mask).set_index("doc")
    assert "000_99d92ce5c5b1e1cf" in part.index
    assert len(part) < len(whole)
    assert (part["tokens"] == whole.loc[part.index, "tokens"]).all()


def test_duplicate_names_its_original(seed_documents):
    corpus = build_corpus([seed_documents[0], seed_documents[0]])
    table = document_table(corpus)
    name = seed_documents[0].name
    assert table["doc"].tolist() == [name, f"{name}（2）"]
    assert table["duplicate_of"].isna().tolist() == [True, False]
    assert table["duplicate_of"].iloc[1] == name
    assert document_table(corpus, select(corpus))["doc"].tolist() == [name]


def test_what_is_no_text_file_has_no_encoding(seed_documents):
    documents = [seed_documents[0], replace(seed_documents[1], encoding="")]
    encodings = document_table(build_corpus(documents))["encoding"]
    assert encodings.isna().tolist() == [False, True]
    assert encodings.iloc[0] == "utf-8"


def test_removals_are_summed_up_by_step():
    removals = (
        Removal("标签", 0, "<span>"),
        Removal("导航", 3, "首页"),
        Removal("标签", 9, "</span>"),
    )
    assert summarise_removals(removals) == [
        {"step": "标签", "characters": 13, "sample": "<span>"},
        {"step": "导航", "characters": 2, "sample": "首页"},
    ]


@pytest.mark.parametrize("column", ["characters", "paragraphs", "sentences", "tokens"])
def test_no_document_of_the_seeds_is_empty(seeds_corpus: Corpus, column: str):
    assert (document_table(seeds_corpus)[column] > 0).all()
