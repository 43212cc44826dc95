"""Cases of cleaning, each with its counterpart that must stay."""

import json
from pathlib import Path

import pytest

from analysis.ingest.documents import read_document

CASES = json.loads((Path(__file__).parents[2] / "cases" / "cleaning.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_case(case):
    document = read_document(case.get("name", "文件.txt"), case["input"].encode())
    assert document.text == case["text"]
    wanted = case.get("fields", {})
    assert {name: getattr(document.metadata, name) for name in wanted} == wanted
    if "steps" in case:
        assert [removal.step for removal in document.removals] == case["steps"]
