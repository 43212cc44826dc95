"""Passages: whom a sentence is about, and the reason that is given."""

from __future__ import annotations

import pytest

from analysis.annotate.organisations.finding import find_organisations
from analysis.annotate.passages import find_passages
from analysis.annotate.sentences import split_sentences
from analysis.lexicon.organisations import load_gazetteer
from analysis.schema import REASONS, Passage
from tests.analysis.annotate.organisations.test_finding import document

ZONG, TUAN, FU = "中华全国总工会", "共青团中央", "中华全国妇女联合会"


def read(text: str, **fields: str) -> list[tuple[str | None, str]]:
    """Return organisation and reason of every sentence."""
    whole = document(text, **fields)
    found = find_organisations(whole, load_gazetteer())
    passages = find_passages(whole, split_sentences(text), found)
    names = [organisation.canonical for organisation in found.organisations]
    return [(names[p.organisation] if p.organisation >= 0 else None, p.reason) for p in passages]


def test_carried_on_until_another_takes_over():
    text = "全国总工会开展调研。征集意见30条。\n逐条整改。\n活动以来，全国妇联走访家庭。送去温暖。"
    assert read(text) == [
        (ZONG, "subject"),
        (ZONG, "passage"),
        (ZONG, "passage"),
        (FU, "subject"),
        (FU, "passage"),
    ]


def test_coordinated_subjects_are_nobody_alone():
    assert read("全国总工会、团中央和全国妇联联合发文。") == [(None, "joint")]


def test_an_object_is_no_subject():
    text = "全国总工会召开会议。会上通报了全国妇联的做法。"
    assert read(text) == [(ZONG, "subject"), (ZONG, "passage")]


def test_a_clause_that_says_when_has_no_say():
    text = "全国总工会部署以后，团中央迅速行动。"
    assert read(text) == [(TUAN, "subject")]


def test_an_enumeration_returns_to_whom_it_began_with():
    text = "全国总工会抓整改。一是学习。二是调研，全国妇联配合。团中央参加座谈。三是建章立制。"
    assert read(text)[-2:] == [(TUAN, "subject"), (ZONG, "passage")]


def test_a_heading_names_whom_its_section_is_about():
    text = "一、团中央\n调研形成报告91份。\n二、全国妇联\n走访家庭100户。"
    assert read(text) == [
        (TUAN, "heading"),
        (TUAN, "heading"),
        (FU, "heading"),
        (FU, "heading"),
    ]


def test_who_speaks_for_another_body_changes_nothing():
    text = "全国总工会抓整改。\n全国妇联主席张某指出，整改动真碰硬。\n全国总工会回应。"
    assert read(text)[1] == (ZONG, "passage")


def test_somebody_with_two_posts_stands_for_the_chief():
    text = (
        "天津市总工会部署。天津市总工会落实。\n"
        "天津市人大常委会副主任、天津市总工会主席王某表示将落实。"
    )
    assert read(text)[-1] == ("天津市总工会", "subject")


def test_organs_count_as_their_body():
    text = "天津市委抓落实。天津市委督查。\n市委主题教育领导小组办公室抽查单位43家。"
    assert read(text)[-1] == ("中共天津市委员会", "subject")


def test_a_place_acts_for_its_chief_body():
    text = "天津召开动员会。天津市委示范带动，天津市委督查。"
    assert read(text)[0] == ("中共天津市委员会", "subject")


def test_a_place_before_a_colon_is_no_addressee():
    text = "云南省人民政府工作报告\n云南今年的主要目标是：\n完成投资100亿元。"
    assert read(text)[1:] == [("云南省人民政府", "subject"), ("云南省人民政府", "passage")]


def test_the_issuer_where_the_text_names_nobody():
    assert read("全年新增就业10万人。", title="2026年浙江省人民政府工作报告") == [
        ("浙江省人民政府", "issuer")
    ]


def test_nobody_at_all():
    whole = document("天气晴朗。")
    found = find_organisations(whole, load_gazetteer())
    assert find_passages(whole, split_sentences(whole.text), found) == (Passage(-1, "none", "low"),)
    assert find_passages(document(""), [], found) == ()


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_every_sentence_of_the_seeds_has_a_reason(seed_documents, name):
    whole = next(d for d in seed_documents if d.name.startswith(name))
    sentences = split_sentences(whole.text)
    passages = find_passages(whole, sentences, find_organisations(whole, load_gazetteer()))
    assert len(passages) == len(sentences)
    assert {p.reason for p in passages} <= set(REASONS)
    assert all((p.organisation < 0) == (p.reason in {"joint", "none"}) for p in passages)


def test_who_calls_itself_our_ministry_goes_on_speaking():
    text = (
        "国土资源部报告。国土资源部组织调查。四川省总工会协助，四川省总工会汇报，四川省总工会整改。\n"
        "为落实要求，我部组织专家。四川省国土资源厅、重庆市水利局参加。\n房屋裂缝宽5毫米。"
    )
    assert read(text)[-1] == ("中华人民共和国国土资源部", "passage")
    assert read(text.replace("我部", "专家"))[-1] == ("四川省总工会", "main")
