"""Shared passages: as long as the texts agree, at the right places, copied told from stock."""

import itertools
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.select import Scope, select
from analysis.schema import SHARED
from analysis.tables import runs
from analysis.tables.runs import covered_characters, find_runs, number_strings
from analysis.tables.shared import shared_passages
from tests.analysis.tables.small import Text, small_corpus

COPIED = "各级工会要把问题整改与服务职工结合起来一件一件抓落实抓到位"
PHRASE = "不忘初心牢记使命主题教育"
TEXTS = st.lists(st.text(alphabet="整改会。\n", max_size=25), min_size=2, max_size=3)


def common_runs(one, other, least):
    """Longest equal runs of two texts inside their paragraphs, by trying every pair of places."""
    found = set()
    for i, j in itertools.product(range(len(one)), range(len(other))):
        if i and j and one[i - 1] == other[j - 1] != "\n":
            continue
        length = 0
        while (
            i + length < len(one)
            and j + length < len(other)
            and one[i + length] == other[j + length] != "\n"
        ):
            length += 1
        if length >= least:
            found.add((i, j, length))
    return found


@settings(max_examples=40)
@given(texts=TEXTS, least=st.integers(1, 4), many=st.sampled_from([2, 3, 200]))
def test_runs_are_those_found_by_trying_every_place(texts, least, many):
    """With many places only runs without any rarer string may be missing; none is invented."""
    corpus = small_corpus([Text(f"d{i}", text) for i, text in enumerate(texts)])
    grams = number_strings(corpus, select(corpus), least)
    with patch.object(runs, "MANY_PLACES", many):
        found = list(zip(*(column.tolist() for column in find_runs(grams)), strict=True))
    joined = "\n".join(texts)
    for one, other in itertools.combinations(range(len(texts)), 2):
        mine = {
            (int(grams.offsets[i]), int(grams.offsets[j]), length)
            for i, j, length in found
            if (grams.documents[i], grams.documents[j]) == (one, other)
        }
        wanted = common_runs(texts[one], texts[other], least)
        assert mine <= wanted
        for i, j, length in wanted - mine:
            run = texts[one][i : i + length]
            strings = {run[k : k + least] for k in range(length - least + 1)}
            assert all(overlapping(joined, string) > many for string in strings), (i, j, length)


def overlapping(text, string):
    return sum(text.startswith(string, place) for place in range(len(text)))


@settings(max_examples=25)
@given(texts=TEXTS, least=st.integers(1, 5))
def test_covered_characters_are_those_of_the_runs(texts, least):
    corpus = small_corpus([Text(f"d{i}", text) for i, text in enumerate(texts)])
    documents = np.arange(len(texts))
    covered = covered_characters(number_strings(corpus, select(corpus), least), documents)
    for one, other in itertools.permutations(range(len(texts)), 2):
        places = {
            place
            for i, _, length in common_runs(texts[one], texts[other], least)
            for place in range(i, i + length)
        }
        assert covered[one, other] == len(places)


def test_a_passage_is_as_long_as_both_agree():
    corpus = small_corpus([Text("a", f"甲说{COPIED}。"), Text("b", f"乙讲，{COPIED}！")])
    table = SHARED.check(shared_passages(corpus, select(corpus)))
    assert table.to_numpy().tolist() == [[COPIED, len(COPIED), "a", 2, "b", 3, 2, False]]


def test_either_script_is_the_same_text_and_the_first_is_shown():
    corpus = small_corpus(
        [Text("a", "區總工會反映職工的意見建議。"), Text("b", "区总工会反映职工的意见建议。")]
    )
    (row,) = shared_passages(corpus, select(corpus)).itertuples()
    assert row.text == "區總工會反映職工的意見建議"
    assert corpus.documents[1].text[row.start_b : row.start_b + row.length] == (
        "区总工会反映职工的意见建议"
    )


def test_a_set_phrase_of_many_documents_is_listed_once():
    texts = [Text(name, f"{name}地开展{PHRASE}，{name * 5}。") for name in "甲乙丙丁"]
    corpus = small_corpus(texts)
    (row,) = shared_passages(corpus, select(corpus)).itertuples()
    assert (row.text, row.documents, row.formula) == (f"地开展{PHRASE}", 4, True)
    assert (row.doc_a, row.doc_b) == ("甲", "乙")


def test_a_long_passage_of_many_documents_is_copied_and_listed_for_each_pair():
    long = COPIED + "，" + PHRASE
    corpus = small_corpus([Text(name, f"{name}{long}{name}。") for name in "甲乙丙"])
    table = shared_passages(corpus, select(corpus))
    assert table["text"].tolist() == [long] * 3
    assert table[["doc_a", "doc_b"]].to_numpy().tolist() == [
        ["甲", "乙"],
        ["甲", "丙"],
        ["乙", "丙"],
    ]
    assert table["formula"].tolist() == [False] * 3


def test_a_passage_of_medium_length_is_copied_between_two_and_stock_among_three():
    medium = "认真学习贯彻落实会议精神并结合实际抓好整改工作"
    assert 20 <= len(medium) <= 40
    two = small_corpus([Text(name, f"{name}{medium}{name}。") for name in "甲乙"])
    three = small_corpus([Text(name, f"{name}{medium}{name}。") for name in "甲乙丙"])
    assert shared_passages(two, select(two))["formula"].tolist() == [False]
    assert shared_passages(three, select(three))["formula"].tolist() == [True]


def test_documents_outside_the_scope_still_tell_a_formula():
    texts = [Text(name, f"{name}{PHRASE}{name}。") for name in "甲乙丙丁"]
    corpus = small_corpus(texts)
    scope = select(corpus, Scope(documents=("乙", "丁")))
    (row,) = shared_passages(corpus, scope).itertuples()
    assert (row.doc_a, row.doc_b, row.documents) == ("乙", "丁", 4)


def test_parts_of_a_longer_passage_of_the_pair_are_left_out():
    corpus = small_corpus([Text("a", f"{COPIED}。"), Text("b", f"{COPIED}。又{COPIED[4:16]}。")])
    assert shared_passages(corpus, select(corpus))["text"].tolist() == [COPIED]


def test_passages_are_cut_at_punctuation_and_must_still_be_long_enough():
    corpus = small_corpus([Text("a", "甲。各级党组织要，"), Text("b", "乙。各级党组织要，")])
    assert shared_passages(corpus, select(corpus)).empty
    shorter = shared_passages(corpus, select(corpus), min_length=6)
    assert shorter["text"].tolist() == ["各级党组织要"]


def test_passages_do_not_reach_over_paragraphs():
    corpus = small_corpus([Text("a", "各级党组\n织要认真"), Text("b", "各级党组\n织要认真")])
    assert shared_passages(corpus, select(corpus)).empty


def test_repeated_documents_are_left_out():
    corpus = small_corpus([Text("a", COPIED), Text("b", COPIED)], duplicate_of=(-1, 0))
    assert SHARED.check(shared_passages(corpus, select(corpus))).empty


def test_a_phrase_with_many_places_is_still_counted_in_all_documents(monkeypatch):
    monkeypatch.setattr(runs, "MANY_PLACES", 4)
    names = [chr(ord("甲") + 40 * i) for i in range(12)]
    texts = [Text(name, f"{name}{PHRASE}{name}。") for name in names]
    texts[3] = Text(names[3], f"与{COPIED}{PHRASE}。")
    texts[9] = Text(names[9], f"同{COPIED}{PHRASE}，")
    corpus = small_corpus(texts)
    table = shared_passages(corpus, select(corpus)).set_index("text")
    assert table.loc[COPIED + PHRASE, ["doc_a", "doc_b"]].tolist() == [names[3], names[9]]
    assert table.loc[PHRASE, "documents"] == 12


def test_fewer_than_two_documents_share_nothing():
    corpus = small_corpus([Text("a", COPIED), Text("b", COPIED)])
    assert SHARED.check(shared_passages(corpus, select(corpus, Scope(documents=("a",))))).empty
    assert SHARED.check(shared_passages(corpus, np.zeros(2, dtype=bool))).empty
