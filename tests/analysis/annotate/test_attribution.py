"""Attribution: whose figure it is, from hand-made mentions and passages."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis.annotate.attribution import attribute
from analysis.annotate.organisations.finding import DocumentOrganisations, find_organisations
from analysis.annotate.passages import find_passages
from analysis.annotate.quantities.finding import find_quantities
from analysis.annotate.sentences import split_sentences
from analysis.lexicon.organisations import load_gazetteer
from analysis.schema import Document, Mention, Metadata, Organisation, Passage

CASES = json.loads(
    (Path(__file__).parents[2] / "cases" / "attribution.json").read_text(encoding="utf-8")
)


def document(text: str) -> Document:
    return Document(
        "0" * 64, "文件", "", text, text, text, Metadata(), (), (), "utf-8", "simplified"
    )


def named(text: str, names: list[str], main: list[str]) -> DocumentOrganisations:
    """Return organisations as if every occurrence of a name were found."""
    mentions = [
        Mention(start, start + len(name), row)
        for row, name in enumerate(names)
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    organisations = tuple(Organisation(name, name, "其他", (name,)) for name in names)
    return DocumentOrganisations(
        organisations, tuple(sorted(mentions)), tuple(names.index(name) for name in main)
    )


def passage_of(sentence: str, names: list[str], carried: str | None) -> Passage:
    """Return what a sentence is about: the first name that opens it, else what is carried."""
    first = next((row for row, name in enumerate(names) if sentence.startswith(name)), -1)
    if first >= 0 and carried is None:
        return Passage(first, "subject", "high")
    if carried is not None:
        return Passage(names.index(carried), "passage", "medium")
    return Passage(-1, "none", "low")


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_figures_belong_to(case: dict[str, Any]) -> None:
    text, names = case["text"], case["organisations"]
    found = named(text, names, case["main"])
    sentences = split_sentences(text)
    passages = [passage_of(text[s.start : s.end], names, case.get("passage")) for s in sentences]
    facts = attribute(document(text), find_quantities(document(text)), sentences, found, passages)
    assert [
        [
            text[fact.quantity.start : fact.quantity.end],
            names[fact.organisation] if fact.organisation >= 0 else None,
            fact.reason,
        ]
        for fact in facts
    ] == case["expected"]


LETTER = """甲省人民政府：你省请求研究水库问题。甲省人民政府提出建议。
{opening}水库运行正常，成功预警16处滑坡。
共收到来信5封。"""


@pytest.mark.parametrize(
    ("opening", "owner"),
    [
        ("水利部会同有关部门研究提出了办理意见：险情已经查明。", "中华人民共和国水利部"),
        ("水利部查明了险情。", "四川省人民政府"),
    ],
)
def test_what_is_said_goes_on_to_the_end_of_the_paragraph(opening: str, owner: str) -> None:
    text = LETTER.format(opening=opening).replace("甲省", "四川省")
    letter, sentences = document(text), split_sentences(text)
    found = find_organisations(letter, load_gazetteer())
    passages = find_passages(letter, sentences, found)
    facts = attribute(letter, find_quantities(letter), sentences, found, passages)
    owners = [found.organisations[fact.organisation].canonical for fact in facts]
    assert owners == [owner, "四川省人民政府"]


REPORT = "我代表四川省人民政府报告工作。{}"


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("四川大学入选名单，招收学生5人。", ["四川大学"]),
        ("四川大学入选名单，全社会研发投入增长5%，新增企业8家。", ["四川省人民政府"] * 2),
        ("国务院批复规划，单位能耗下降16%。", ["四川省人民政府"]),
        ("四川省教育厅抓落实，新建学校5所，财政投入3亿元。", ["四川省教育厅"] * 2),
        (
            "四川省财政厅、教育厅拨款3亿元。高速公路通车500公里。",
            ["四川省财政厅", "四川省人民政府"],
        ),
    ],
)
def test_minor_subject_acts_only_while_clauses_go_on(text: str, owners: list[str]) -> None:
    report = replace(document(REPORT.format(text)), metadata=Metadata(title="政府工作报告"))
    sentences = split_sentences(report.text)
    found = find_organisations(report, load_gazetteer())
    passages = find_passages(report, sentences, found)
    facts = attribute(report, find_quantities(report), sentences, found, passages)
    assert [found.organisations[fact.organisation].canonical for fact in facts] == owners


def test_every_quantity_gets_one_fact_in_order() -> None:
    text = "2013年，甲市总工会走访9家企业。一、总体要求"
    found = named(text, ["甲市总工会"], [])
    sentences = split_sentences(text)
    passages = [Passage(0, "subject", "high")] * len(sentences)
    quantities = find_quantities(document(text))
    facts = attribute(document(text), quantities, sentences, found, passages)
    assert [fact.quantity for fact in facts] == list(quantities)
    assert {fact.quantity.kind for fact in facts} == {"date", "figure", "heading"}
