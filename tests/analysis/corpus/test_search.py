"""Strings in texts: the same numbers as ``str.count``, whatever the segmenter cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.build import build_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import sum_terms
from analysis.corpus.search import find_string
from analysis.corpus.segments.finder import find_all
from analysis.corpus.segments.words import code_points
from analysis.ingest.documents import read_pasted
from analysis.schema import Settings

SMALL = st.text(alphabet="人工会一", min_size=1, max_size=4)


def string_counts(corpus: Corpus) -> list[int]:
    """Return ``n`` of every term of the vocabulary."""
    return sum_terms(corpus, np.ones(len(corpus.sentences), dtype=bool)).n.tolist()


def plain_counts(corpus: Corpus) -> list[int]:
    texts = [document.folded for document in corpus.documents]
    return [sum(text.count(term) for text in texts) for term in corpus.terms]


def test_every_string_of_the_seeds_is_counted_as_a_text_search_does(seeds_corpus: Corpus):
    assert string_counts(seeds_corpus) == plain_counts(seeds_corpus)


def test_law_of_both_counts(seed_documents):
    corpus = build_corpus(seed_documents, Settings(lexicon=False))
    words = np.bincount(corpus.tokens["term"].to_numpy(), minlength=len(corpus.terms))
    strings = string_counts(corpus)
    codes = corpus.term_codes
    assert (strings[codes["工会"]], int(words[codes["工会"]])) == (56, 15)
    assert (strings[codes["服务"]], int(words[codes["服务"]])) == (42, 30)
    assert strings[codes["整改"]] == 26
    assert "主题教育" not in codes
    assert len(find_string(corpus, "主题教育")[0]) == 25


def test_find_string_gives_places_in_their_documents(seeds_corpus: Corpus):
    docs, starts = find_string(seeds_corpus, "整改")
    folded = [document.folded for document in seeds_corpus.documents]
    places = list(zip(docs.tolist(), starts.tolist(), strict=True))
    assert places == [
        (doc, place)
        for doc, text in enumerate(folded)
        for place in range(len(text))
        if text.startswith("整改", place)
    ]


@pytest.mark.parametrize("term", ["", "\0", "没有这样的字串"])
def test_find_string_of_nothing(seeds_corpus: Corpus, term: str):
    docs, starts = find_string(seeds_corpus, term)
    assert docs.tolist() == starts.tolist() == []


@settings(max_examples=25)
@given(
    st.lists(st.text(alphabet="人工会一二。 \n", min_size=1, max_size=30), min_size=1, max_size=3)
)
def test_counts_of_any_text_are_those_of_a_search(texts: list[str]):
    documents = [read_pasted(text + "会", name=str(row)) for row, text in enumerate(texts)]
    corpus = build_corpus(documents, Settings(lexicon=False))
    assert string_counts(corpus) == plain_counts(corpus)


@given(st.text(alphabet="人工会一😀", max_size=30), st.lists(SMALL, max_size=6, unique=True))
def test_find_all_finds_overlapping_places(text: str, terms: list[str]):
    places, codes = find_all(code_points(text), terms)
    found = sorted(zip(places.tolist(), codes.tolist(), strict=True))
    assert found == sorted(
        (place, code)
        for code, term in enumerate(terms)
        for place in range(len(text))
        if text.startswith(term, place)
    )


def test_self_overlapping_string_counts_once_from_left_to_right(seed_documents):
    corpus = build_corpus([read_pasted("人人人人人，一人一人一。", name="甲")])
    found = {term: find_string(corpus, term) for term in ("人人", "一人一")}
    assert [starts.tolist() for _, starts in found.values()] == [[0, 2], [6]]
    assert [docs.tolist() for docs, _ in found.values()] == [[0, 0], [0]]
