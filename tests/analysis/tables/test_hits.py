"""Places, marks and cards: as many as a text search finds, at the places it finds them."""

import json
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.select import Scope, select
from analysis.errors import UnknownNameError
from analysis.schema import FIGURE, HITS, POSITIONS
from analysis.tables.hits import (
    Focus,
    count_places,
    hits,
    marks_in,
    positions,
    sentence_cards,
    sentence_hits,
)
from analysis.tables.marks import Mark, settle
from tests.analysis.tables.small import Text, small_corpus
from tests.analysis.tables.three import UNION, YOUTH, three_bodies

SIGNS = st.text(alphabet="整改完工会會。\nａa１1", max_size=40)


@settings(max_examples=25)
@given(texts=st.lists(SIGNS, min_size=1, max_size=3), term=st.text("整改会會a１1。", min_size=1))
def test_hits_are_as_many_as_a_text_search_finds(texts, term):
    corpus = small_corpus([Text(f"d{i}", text) for i, text in enumerate(texts)])
    found = hits(corpus, select(corpus), Focus("term", term))
    folded = term.replace("會", "会").replace("１", "1")
    for doc, document in enumerate(corpus.documents):
        mine = found[found["doc"] == doc]
        assert len(mine) == document.folded.count(folded)
        assert all(
            document.folded[start:end] == folded
            for start, end in zip(mine["start"], mine["end"], strict=True)
        )


def test_hits_of_a_term_leave_out_what_is_out_of_scope():
    corpus = three_bodies()
    found = hits(corpus, select(corpus, Scope(organisations=(UNION,))), Focus("term", "整改"))
    assert found.to_numpy().tolist() == [[0, 1, 25, 27], [0, 1, 30, 32], [1, 5, 18, 20]]
    dated = hits(corpus, select(corpus, Scope(years=("2013",))), Focus("term", "整改"))
    assert dated["doc"].tolist() == [1]


@pytest.mark.parametrize("query", ["總工會", "总工会", " 总工会 "])
def test_either_script_finds_both(query):
    corpus = three_bodies()
    found = hits(corpus, select(corpus), Focus("term", query))
    texts = [corpus.documents[doc].text[a:b] for doc, _, a, b in found.to_numpy()]
    assert texts == ["總工會"]


def test_full_width_digits_are_found_by_half_width_ones():
    corpus = three_bodies()
    assert len(hits(corpus, select(corpus), Focus("term", "850"))) == 1


def test_hits_of_a_theme_and_of_an_organisation_are_those_of_the_corpus():
    corpus = three_bodies()
    themes = hits(corpus, select(corpus), Focus("theme", "整改"))
    assert [corpus.documents[d].folded[a:b] for d, _, a, b in themes.to_numpy()] == [
        "整改",
        "整改",
        "整治",
        "整改",
    ]
    named = hits(corpus, select(corpus), Focus("organisation", YOUTH))
    assert named.to_numpy().tolist() == [[0, 2, 36, 39]]


@pytest.mark.parametrize("value", ["", "  ", "没有这样的话"])
def test_nothing_found_is_an_empty_table(value):
    corpus = three_bodies()
    found = HITS.check(hits(corpus, select(corpus), Focus("term", value)))
    assert found.empty
    assert sentence_cards(corpus, found) == []
    assert POSITIONS.check(positions(corpus, select(corpus), Focus("term", value))).empty
    assert count_places(found) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["theme", "organisation"])
def test_an_unknown_name_tells_the_choices(kind):
    corpus = three_bodies()
    with pytest.raises(UnknownNameError, match=r"有：整改、基层|有：中华全国总工会"):
        hits(corpus, select(corpus), Focus(kind, "不存在"))


def test_repeated_documents_are_not_counted():
    texts = [Text("a", "整改|。"), Text("b", "整改|。")]
    corpus = small_corpus(texts, duplicate_of=(-1, 0))
    assert hits(corpus, select(corpus), Focus("term", "整改"))["doc"].tolist() == [0]


def test_cards_count_places_and_sentences_apart():
    corpus = three_bodies()
    found = hits(corpus, select(corpus), Focus("term", "整改"))
    assert count_places(found) == (3, 2, 2)
    first, second = sentence_cards(corpus, found)
    assert first.text == "全总落实整改责任，整改到位。"
    assert (first.doc, first.title, first.paragraph) == ("三家群团", "三家群团整改落实", 0)
    assert (first.organisation, first.reason, first.confidence) == (UNION, "subject", "high")
    assert first.places == 2
    assert [m[:2] for m in first.marks if m.kind == "focus"] == [(4, 6), (9, 11)]
    assert (second.text, second.simplified) == ("第一批整改完成3項。", "第一批整改完成3项。")
    assert sentence_cards(corpus, found, offset=1, limit=5) == [second]


def test_cards_can_show_sentences_without_a_hit():
    corpus = three_bodies()
    unowned = select(corpus) & (corpus.sentences["organisation"].to_numpy() < 0)
    (card,) = sentence_cards(corpus, sentence_hits(corpus, unowned))
    assert (card.text, card.organisation, card.places) == ("服务大局，服务职工。", None, 0)
    assert [mark.kind for mark in card.marks] == ["theme", "theme"]


def test_cards_are_plain_values():
    corpus = three_bodies()
    cards = sentence_cards(corpus, hits(corpus, select(corpus), Focus("theme", "整改")))
    read = json.loads(json.dumps([asdict(card) for card in cards], ensure_ascii=False))
    assert [card["places"] for card in read] == [2, 1, 1]


def test_marks_say_theme_body_and_whose_figure():
    corpus = three_bodies()
    text = corpus.documents[0].text
    marks = marks_in(corpus, 0, 0, text.index("。") + 1, Focus("term", "工会"))
    assert [(text[m.start : m.end], m.kind, m.label) for m in marks] == [
        ("全总", "organisation", UNION),
        ("46个", "figure", "全国总工会 · 基层工会"),
        ("基层", "theme", "基层"),
        ("工会", "focus", "工会"),
        ("35个", "figure", "全国总工会 · 问题"),
    ]


def test_numbers_that_are_no_figures_are_not_marked():
    corpus = three_bodies()
    kinds = {m.kind for m in marks_in(corpus, 1, 14, 24)}
    labels = [m.label for m in marks_in(corpus, 1, 14, 24) if m.kind == "figure"]
    assert kinds == {"figure", "theme"}
    assert labels == ["整改"]


def test_the_longest_mark_stays_inside_a_kind_and_kinds_nest():
    marks = [
        Mark(0, 3, "figure", ""),
        Mark(3, 7, "organisation", "基层工会"),
        Mark(3, 5, "theme", "基层"),
        Mark(4, 7, "theme", "层工会"),
        Mark(5, 7, "theme", "工会"),
    ]
    assert [m[:3] for m in settle(marks, (0, 8))] == [
        (0, 3, "figure"),
        (3, 7, "organisation"),
        (4, 7, "theme"),
    ]


def test_a_figure_without_owner_and_noun_has_no_label():
    facts = (("46个", 46, "个", "", None, FIGURE),)
    corpus = small_corpus([Text("d", "46个基层工会。", facts=facts)])
    assert marks_in(corpus, 0, 0, 8) == [Mark(0, 3, "figure", "")]


def test_marks_are_cut_at_the_border():
    corpus = three_bodies()
    assert [m[:3] for m in marks_in(corpus, 0, 26, 31, Focus("term", "整改"))] == [
        (0, 1, "focus"),
        (0, 1, "theme"),
        (4, 5, "focus"),
        (4, 5, "theme"),
    ]


def test_marks_of_a_theme_or_body_in_focus_carry_its_name():
    corpus = three_bodies()
    for focus in (Focus("theme", "整改"), Focus("organisation", UNION)):
        marks = [m for m in marks_in(corpus, 0, 0, 60, focus) if m.kind == "focus"]
        found = hits(corpus, select(corpus), focus)
        wanted = found[found["doc"] == 0][["start", "end"]].to_numpy().tolist()
        assert [list(m[:2]) for m in marks] == wanted
        assert {m.label for m in marks} == {focus.value}


def test_positions_are_shares_of_the_text():
    corpus = three_bodies()
    table = POSITIONS.check(positions(corpus, select(corpus), Focus("term", "整改")))
    sizes = [len(document.text) for document in corpus.documents]
    assert table["doc"].tolist() == ["三家群团", "三家群团", "区总工会"]
    assert table["length"].tolist() == [sizes[0], sizes[0], sizes[1]]
    assert table["share"].tolist() == [25 / sizes[0], 30 / sizes[0], 18 / sizes[1]]
    assert table["organisation"].tolist() == [UNION] * 3
    assert table["paragraph"].tolist() == [0, 0, 0]
    assert np.all(table["share"] < 1)
