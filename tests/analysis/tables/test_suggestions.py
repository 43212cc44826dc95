"""What may have been meant by a word that was not found."""

import pytest

from analysis.corpus.select import Scope, select
from analysis.tables import suggestions
from analysis.tables.suggestions import similar_terms
from tests.analysis.several import NUMBERS, masks, several
from tests.analysis.tables.small import Text, small_corpus


def corpus_of(*words):
    return small_corpus([Text("a", "|".join(words)), Text("b", "整顿|。")])


def test_words_with_common_characters_most_alike_first():
    corpus = corpus_of("整改", "整治", "专项整治", "落实", "改革", "。")
    found = similar_terms(corpus, "專項整改")
    assert found[0] == "专项整治"
    assert "落实" not in found


def test_ties_are_by_frequency_then_by_term():
    corpus = corpus_of("整治", "整治", "整理", "整合", "。")
    assert similar_terms(corpus, "整该") == ["整治", "整合", "整理", "整顿"]
    assert similar_terms(corpus, "整该", limit=1) == ["整治"]


def test_only_words_in_scope_are_proposed_and_never_the_word_itself():
    corpus = corpus_of("整治", "。")
    scope = select(corpus, Scope(documents=("b",)))
    assert similar_terms(corpus, "整治", mask=scope) == ["整顿"]


def test_nothing_alike_proposes_nothing():
    corpus = corpus_of("整治", "。")
    assert similar_terms(corpus, "服务") == []
    assert similar_terms(corpus, "") == []


@pytest.mark.parametrize("number", NUMBERS)
def test_words_are_proposed_alike_however_they_are_counted(number, monkeypatch):
    corpus = several(number)
    for mask in masks(corpus, 8):
        found = []
        for few in (0, len(mask)):
            monkeypatch.setattr(suggestions, "FEW", few)
            found.append([similar_terms(corpus, word, mask=mask) for word in ("工会性", "整改的")])
        assert found[0] == found[1]
        assert any(found[0]) == bool(mask.any())
