"""Quantities: cases with what must and what must not be read, and what holds for every text."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.quantities.finding import find_quantities
from analysis.annotate.quantities.kinds import AFTER, BEFORE, KindRule
from analysis.annotate.quantities.outlook import Outlook
from analysis.annotate.quantities.tidy import coordinated
from analysis.ingest.fold import fold, simplify
from analysis.schema import BOUNDS, FIGURE, STATUSES, Document, Metadata, Quantity

CASES = json.loads(
    (Path(__file__).parents[3] / "cases" / "quantities.json").read_text(encoding="utf-8")
)
ALPHABET = (
    "0123456789１２，,.%％一二三四五六七八九十百千万亿两半几多余"
    "个名元年月日第约超、。“”（）《》\n的了和将工会增长-－～至负 mk/"
)


def document(text: str, date: str | None = "2026-01-05") -> Document:
    return Document(
        doc_id="0" * 64,
        name="文件",
        path="",
        text=text,
        simplified=simplify(text),
        folded=fold(text),
        metadata=Metadata(date=date),
        removals=(),
        warnings=(),
        encoding="utf-8",
        script="simplified",
    )


def shown(text: str, quantity: Quantity) -> dict[str, Any]:
    """Return a quantity as the cases write it: fields at their default left out."""
    row: dict[str, Any] = {"text": text[quantity.start : quantity.end], "kind": quantity.kind}
    if quantity.kind != FIGURE:
        return row
    row |= {"value": quantity.value, "unit": quantity.unit, "noun": quantity.noun}
    if quantity.high is not None:
        row["high"] = quantity.high
    if quantity.bound != "exact":
        row["bound"] = quantity.bound
    if quantity.date is not None:
        row["date"] = quantity.date
    if quantity.status != "done":
        row["status"] = quantity.status
    return row


REPORT = """一、2025年工作回顾
新增学校5所。完成年度任务。
（一）推进重点任务。新增企业8家。
二、2026年主要任务
（一）产业发展取得进展。新增学校6所，已建成2所。
规定不得少于3天。"""


def statuses(text: str, **fields: str) -> list[str]:
    made = replace(document(text), metadata=Metadata(**fields))
    return [one.status for one in find_quantities(made) if one.kind == FIGURE]


def test_headings_tell_what_is_done_and_what_is_planned() -> None:
    found = statuses(REPORT, date="2026-01-20")
    assert found == ["done", "done", "planned", "done", "required"]


def test_a_list_of_contents_tells_nothing() -> None:
    contents = "一、建设成效\n二、下一步展望\n三、附录\n一、建设成效\n新增学校5所。\n"
    assert statuses(contents) == ["done"]
    assert statuses("一、建设成效\n很好。\n二、下一步展望\n新增学校5所。\n") == ["planned"]


def test_title_of_a_plan_looks_ahead_but_for_years_before_it() -> None:
    text = "2015年产值达4万亿元。培育企业5家。"
    assert statuses(text, title="科技创新规划（2016—2020年）") == ["done", "planned"]
    assert statuses(text, title="科技创新规划实施情况的报告") == ["done", "done"]


def test_a_paragraph_of_a_plan_that_tells_what_was_is_done() -> None:
    plan = {"title": "科技创新规划（2016—2020年）"}
    assert statuses("2015年，产值达3亿元。企业达到5家，居全国前列。", **plan) == ["done", "done"]
    assert statuses("专利16件，是“十一五”末的5倍。中心7家。", **plan)[1:] == ["done", "done"]
    assert statuses("取得可喜成绩，企业5家。\n中心7家。", **plan) == ["done", "planned"]
    assert statuses("到2020年，取得可喜成绩，企业达到5家。", **plan) == ["planned"]


def test_goals_of_a_plan_are_planned_whatever_they_are_measured_by() -> None:
    plan = {"title": "科技创新规划（2016—2020年）"}
    goals = "二、主要目标\n创新能力居全国前列。研发人员5万人，是“十二五”末的2倍。"
    assert statuses(goals, **plan) == ["planned", "planned"]
    assert statuses("对取得显著成绩的单位，表彰10家。", **plan) == ["planned"]
    assert statuses("对获得国务院批复的园区，建设道路3条。", **plan) == ["planned"]
    assert statuses("对获得国务院批复的园区，补助10万元。", **plan) == ["required"]


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("第一个规划（“一五”计划）", 1953),
        ("“二五”计划", 1958),
        ("“三五”计划", 1966),
        ("“九五”计划", 1996),
        ("“十五”计划", 2001),
        ("十四五规划", 2021),
        ("“十六五”规划", 2031),
        ("“二十五”规划", 2051),
        ("二十五年的规划", 0),
        ("十四五个月的计划", 0),
    ],
)
def test_first_year_of_a_five_year_plan(title: str, first: int) -> None:
    assert Outlook("", title).first_year == first


def test_a_heading_that_tells_of_what_is_and_what_is_to_do_tells_nothing() -> None:
    text = "三、关于形势和任务\n这二十年来，建成学校5所。\n四、今后任务\n建成学校6所。\n"
    assert statuses(text) == ["done", "done", "planned"]


def test_a_noun_that_begins_with_a_joining_word_is_one() -> None:
    assert coordinated("投资和贷款") == ["投资", "贷款"]
    assert coordinated("和美乡村") == ["和美乡村"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_numbers_of_a_sentence(case: dict[str, Any]) -> None:
    found = find_quantities(document(case["text"]))
    assert [shown(case["text"], quantity) for quantity in found] == case["expected"]


@pytest.mark.parametrize("rule", [*BEFORE, *AFTER], ids=lambda rule: f"{rule.kind} {rule.example}")
def test_every_rule_has_an_example_and_a_counter_example(rule: KindRule) -> None:
    assert rule.kind in {quantity.kind for quantity in find_quantities(document(rule.example))}
    kinds = {quantity.kind for quantity in find_quantities(document(rule.counter))}
    assert kinds == {FIGURE}


def test_traditional_text_keeps_its_own_span() -> None:
    text = "徵集到326條意見，組成9個小組"
    found = find_quantities(document(text))
    assert [(text[q.start : q.end], q.unit, q.noun) for q in found] == [
        ("326條", "条", "意见"),
        ("9個", "个", "小组"),
    ]


def test_relative_dates_need_a_date_of_publication() -> None:
    text = "去年新建学校3所。"
    assert find_quantities(document(text))[0].date == "2025"
    assert find_quantities(document(text, date=None))[0].date is None


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_every_text_gives_ordered_quantities_inside_it(text: str) -> None:
    found = find_quantities(document(text))
    place = 0
    for quantity in found:
        assert place <= quantity.start < quantity.end <= len(text)
        assert quantity.bound in BOUNDS
        assert quantity.status in STATUSES
        assert quantity.high is None or quantity.high >= quantity.value
        place = quantity.end


def test_a_document_without_numbers_gives_nothing() -> None:
    assert find_quantities(document("")) == ()
    assert find_quantities(document("四川省万州区的百姓")) == ()


@pytest.mark.parametrize("run", ["亿", "一", "9", "1,", "百分之", "十几", "《", "“一", "2013年"])
def test_endless_runs_are_read_without_delay_or_overflow(run: str) -> None:
    found = find_quantities(document(run * 5000))
    assert all(math.isfinite(quantity.value) for quantity in found)
