"""Fields of documents, each with a case in which there is none to be read."""

import json
from pathlib import Path

import pytest

from analysis.ingest.dates import parse_date
from analysis.ingest.documents import read_document
from analysis.ingest.enactment import enactment

CASES = json.loads((Path(__file__).parents[2] / "cases" / "fields.json").read_text("utf-8"))
TITLE = "关于做好就业工作的意见"
SENTENCE = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"


def written(case):
    parts = [TITLE, case.get("head", ""), SENTENCE, SENTENCE, case.get("tail", "")]
    if case.get("above"):
        parts[:2] = reversed(parts[:2])
    if case.get("tail", "").startswith(("新华社", "本报")):
        parts[2:] = [case["tail"], SENTENCE]
    return "\n".join(filter(None, parts))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_case(case):
    document = read_document(case.get("name", "文件.txt"), written(case).encode())
    found = {name: getattr(document.metadata, name) for name in case["fields"]}
    assert found == case["fields"]
    assert dict(document.metadata.extra) == case.get("extra", {})
    assert document.metadata.title == TITLE
    assert SENTENCE in document.text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", None),
        ("2024年13月", None),
        ("二〇二四年三月", "2024-03"),
        ("二零二四年三月五日", "2024-03-05"),
        ("一九九八年十月三十日", "1998-10-30"),
        ("20240305", "2024-03-05"),
        ("20241305", None),
        ("民国113年3月5日", None),
        ("2010-2024", None),
        ("〔2017〕47号", None),
        ("010-2021-1230", None),
    ],
)
def test_dates(text, date):
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["2023年3月5日，我们通过了决议"],
        ["2023年3月5日在北京召开会议。"],
        ["经2023年3月5日会议通过"],
        ["2023年3月5日"],
        ["2023年3月5日 " + "很长" * 90 + "通过"],
    ],
)
def test_other_lines_are_no_enactment(lines):
    assert enactment(lines) == {}
