"""Organisations: the cases, and what holds for every text."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.organisations.finding import DocumentOrganisations, find_organisations
from analysis.ingest.documents import read_document, read_pasted
from analysis.ingest.fold import fold, simplify
from analysis.lexicon.gazetteer import Gazetteer
from analysis.lexicon.organisations import load_gazetteer
from analysis.schema import Document, Mention, Metadata, Organisation

CASES = json.loads((Path(__file__).parents[3] / "cases" / "organisations.json").read_text("utf-8"))
GAZETTEER = load_gazetteer()
PIECES = (
    *("重庆市", "万州区", "区委", "市", "区", "总工会", "领导小组", "办公室", "组织部", "中共"),
    *(
        "的",
        "和",
        "、",
        "，",
        "。",
        "（以下简称",
        "）",
        "《",
        "》",
        "日报",
        "集团",
        "有限公司",
        "10",
    ),
    *("第五", "人民医院", "中央", "各级", "群团组织", "我省", "你", "团", "委", "会", "政府", "个"),
    *("国务院", "\n", "三矿", "阳光", "建设"),
)


def document(text: str, **fields: str) -> Document:
    """Return a document of one text; the fields are its metadata."""
    return Document(
        "0", "甲", "", text, simplify(text), fold(text), Metadata(**fields), (), (), "", ""
    )


def find(text: str, gazetteer: Gazetteer = GAZETTEER, **fields: str) -> DocumentOrganisations:
    return find_organisations(document(text, **fields), gazetteer)


def canonical(found: DocumentOrganisations, places: tuple[int, ...]) -> list[str]:
    return [found.organisations[place].canonical for place in places]


def test_city_is_not_guessed_from_a_district_named_in_passing():
    found = find("红谷滩区发生火情。市应急管理局提醒市民，市消防救援支队赶到。")
    assert found.organisations == ()
    found = find("红谷滩区总工会走访红谷滩区企业，红谷滩区妇联参加，市总工会表扬。")
    assert "南昌市总工会" in [one.canonical for one in found.organisations]


def test_short_forms_are_of_the_district_that_the_title_names():
    found = find("团区委联合区妇联组建志愿队。", title="重庆市綦江区团区委开展活动")
    assert canonical(found, (0, 1)) == ["共青团重庆市綦江区委员会", "重庆市綦江区妇女联合会"]


def test_plan_is_that_of_the_government_its_title_names():
    found = find("省教育厅负责。培育企业5家。", title="山东省“十四五”教育事业发展规划")
    assert canonical(found, found.main)[0] == "山东省人民政府"


def test_header_may_name_a_township_that_the_text_does_not():
    found = find("村民参加会议。", title="太和镇党委召开会议")
    assert [one.canonical for one in found.organisations] == ["中共太和镇委员会"]
    assert found.mentions == ()


def test_title_with_a_name_of_its_own_or_no_plan_adds_no_government():
    found = find("实施细则如下。", title="山东省教育厅关于印发规划的通知")
    assert canonical(found, found.main) == ["山东省教育厅"]
    assert find("天气很好。", title="山东省纪行").main == ()


def test_report_is_about_whom_it_speaks_of_far_more_than_of_others():
    found = find("中国共产党领导人民。" * 8 + "解放军、联合国和教育部也作了努力。")
    assert canonical(found, found.main) == ["中国共产党"]
    found = find("中国共产党领导。教育部部署，教育部落实，教育部检查。")
    assert canonical(found, found.main) == ["中华人民共和国教育部"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:14] for case in CASES])
def test_case(case: dict[str, object]):
    found = find(str(case["text"]))
    assert {o.canonical: list(o.aliases) for o in found.organisations} == case["names"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_mentions_are_in_order_apart_and_read_as_their_alias(text: str):
    found = find(text)
    for mention in found.mentions:
        assert (
            text[mention.start : mention.end] in found.organisations[mention.organisation].aliases
        )
    assert all(left.end <= right.start for left, right in pairwise(found.mentions))
    names = [organisation.canonical for organisation in found.organisations]
    assert len(names) == len(set(names))
    assert set(found.main) <= set(range(len(names)))


def test_offsets_are_those_of_the_text():
    text = "会议由全国妇联主持。\n团中央参加。"
    found = find(text)
    assert found.mentions == (Mention(3, 7, 0), Mention(11, 14, 1))
    assert canonical(found, (0, 1)) == ["中华全国妇女联合会", "共青团中央"]


def test_short_names_for_screens():
    text = (
        "中共重庆市万州区委、重庆市万州区总工会、团中央、广西壮族自治区党委、"
        "广西壮族自治区总工会开会。"
    )
    shorts = [organisation.short for organisation in find(text).organisations]
    assert shorts == ["万州区委", "万州区总工会", "团中央", "广西区党委", "广西总工会"]


def test_an_organ_knows_its_body():
    found = find("天津市委组织部印发通知，天津市委主题教育领导小组办公室抽查。")
    parents = {o.canonical: o.parent for o in found.organisations}
    assert parents == {
        "中共天津市委组织部": "中共天津市委员会",
        "中共天津市委主题教育领导小组办公室": "中共天津市委员会",
    }


def test_the_header_tells_the_place_and_the_chief_organisation():
    found = find("区委高度重视，区总工会落实。区委督查。", author="中共重庆市万州区委办公室")
    assert canonical(found, found.main)[0] == "中共重庆市万州区委员会"
    assert canonical(found, (1,)) == ["重庆市万州区总工会"]


def test_a_work_report_is_about_the_government_of_its_title():
    found = find("一年来，政府工作取得成效。", title="2026年浙江省人民政府工作报告")
    assert canonical(found, found.main) == ["浙江省人民政府"]


def test_whom_everybody_cites_is_not_the_chief():
    text = "党中央部署，国务院部署，党中央要求，国务院要求。全国妇联落实，全国妇联督查。"
    found = find(text)
    assert canonical(found, found.main) == ["中华全国妇女联合会"]


def test_an_organisation_of_the_user_joins_the_gazetteer():
    extra = Organisation("绿水青山志愿服务队", "绿水队", "社会组织", ("绿水队",))
    found = find("绿水队清理河道。", load_gazetteer((extra,)))
    assert canonical(found, (0,)) == ["绿水青山志愿服务队"]
    assert find("绿水队清理河道。").organisations == ()


def test_nothing_in_nothing():
    assert find("") == DocumentOrganisations((), (), ())


def test_pasted_text_is_read_like_a_file():
    found = find_organisations(read_pasted("全国总工会部署工作。", name="甲"), GAZETTEER)
    assert canonical(found, found.main) == ["中华全国总工会"]


def test_the_title_is_judged_by_the_words_of_the_title():
    text = "市文化广电旅游局工作总结\n一年来，我局举办活动215场，接待游客50万人次，群众很满意。"
    document = read_document("文件.txt", text.encode())
    assert document.metadata.title == "市文化广电旅游局工作总结"
    assert find_organisations(document, GAZETTEER).organisations == ()
