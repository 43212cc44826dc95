"""``--corrections FILE`` and ``corrections``: the same numbers from sources and folders."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.annotate.document import Annotator
from analysis.cli.main import main
from analysis.schema import CORRECTIONS

REPORT = (
    "渝中区总工会走访企业46家，募集善款26万元。会上通报了情况，减负工作完成12项。\n"
    "四川省妇女联合会慰问职工300名。"
)
UNION, WOMEN = "重庆市渝中区总工会", "四川省妇女联合会"
FILE = {
    "corrections": [
        {
            "action": "edit_figure",
            "doc": "总结",
            "start": 18,
            "text": "26万元",
            "before": "募集善款",
            "changes": {"value": 250000},
            "note": "见原件",
        },
        {"action": "reject_figure", "doc": "总结", "text": "46家"},
        {
            "action": "add_figure",
            "doc": "总结",
            "text": "会上",
            "figure": {"value": 2, "unit": "场", "noun": "会议", "organisation": WOMEN},
        },
        {
            "action": "move_passage",
            "doc": "总结",
            "text": "会上通报了情况，减负工作完成12项。",
            "organisation": WOMEN,
        },
        {"action": "merge_organisations", "organisation": WOMEN, "into": "四川妇联"},
    ]
}
loaded = cache(Annotator)


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("corpus.build", "corpus.storage.jobs", "cli.commands"):
        monkeypatch.setattr(f"analysis.{place}.Annotator", loaded)


@pytest.fixture
def run(capfdbinary):
    def call(*argv: object) -> tuple[int, list[dict[str, Any]], str]:
        status = main([str(part) for part in argv])
        out, err = capfdbinary.readouterr()
        return status, [json.loads(line) for line in out.decode().splitlines()], err.decode()

    return call


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, Path]:
    """A text, and corrections of it."""
    text, file = tmp_path / "总结.txt", tmp_path / "更正.json"
    text.write_text(REPORT, encoding="utf-8")
    file.write_text(json.dumps(FILE, ensure_ascii=False), encoding="utf-8")
    return text, file


def test_facts_are_corrected_alike_from_a_text_and_from_a_folder(run, given, tmp_path: Path):
    text, file = given
    status, rows, said = run("facts", text, "--corrections", file)
    assert (status, said) == (0, "")
    assert [(row["text"], row["value"], row["organisation"], row["reason"]) for row in rows] == [
        ("26万元", 250000.0, UNION, "correction"),
        ("会上", 2.0, "四川妇联", "correction"),
        ("12项", 12.0, "四川妇联", "correction"),
        ("300名", 300.0, "四川妇联", "subject"),
    ]
    folder = tmp_path / "c"
    run("build", text, "--corpus", folder)
    files = sorted(path.name for path in folder.iterdir())
    manifest = (folder / "manifest.json").read_bytes()
    for command in (
        ["facts", "--all"],
        ["organisations"],
        ["passages"],
        ["themes", "--by", "organisation"],
        ["frequency", "--by", "organisation", "--terms", "企业,减负,职工"],
        ["concordance", "工作"],
    ):
        assert run(*command, folder, "--corrections", file) == run(
            *command, text, "--corrections", file
        )
    assert (folder / "manifest.json").read_bytes() == manifest
    assert sorted(path.name for path in folder.iterdir()) == files


def test_tables_by_organisation_follow(run, given):
    text, file = given
    _, rows, _ = run("organisations", text, "--corrections", file)
    assert [(row["canonical"], row["sentences"], row["figures"]) for row in rows] == [
        (UNION, 1, 1),
        ("四川妇联", 2, 3),
    ]
    terms = ("frequency", text, "--by", "organisation", "--terms", "减负")
    _, rows, _ = run(*terms, "--corrections", file)
    assert {row["group"]: row["n"] for row in rows} == {"四川妇联": 1, UNION: 0}
    _, rows, _ = run(*terms)
    assert {row["group"]: row["n"] for row in rows} == {WOMEN: 0, UNION: 1}


def test_build_keeps_corrections_which_are_listed_exported_and_undone(run, given, tmp_path: Path):
    text, file = given
    folder, copy = tmp_path / "c", tmp_path / "导出.json"
    assert run("build", text, "--corpus", folder, "--corrections", file)[0] == 0
    assert run("facts", folder) == run("facts", text, "--corrections", file)
    other_words = run("facts", folder, "--no-lexicon")
    assert other_words == run("facts", text, "--no-lexicon", "--corrections", file)
    status, rows, said = run("corrections", folder, "--export", copy)
    assert (status, said) == (0, "")
    assert list(rows[0]) == CORRECTIONS.names
    assert [(row["action"], row["fit"]) for row in rows] == [
        ("edit_figure", "applied"),
        ("reject_figure", "applied"),
        ("add_figure", "applied"),
        ("move_passage", "applied"),
        ("merge_organisations", "applied"),
    ]
    assert rows[0]["changes"] == [{"field": "value", "was": "", "now": "250000"}]
    assert rows[0]["note"] == "见原件"
    assert rows[4]["changes"] == [{"field": "organisation", "was": WOMEN, "now": "四川妇联"}]
    assert run("facts", text, "--corrections", copy) == run("facts", folder)
    status, rows, _ = run("corrections", folder, "--undo", rows[0]["id"], "--undo", rows[4]["id"])
    assert (status, [row["action"] for row in rows]) == (
        0,
        ["reject_figure", "add_figure", "move_passage"],
    )
    _, rows, _ = run("facts", folder)
    assert (rows[0]["value"], rows[1]["organisation"]) == (260000.0, WOMEN)


def test_what_does_not_fit_is_told_and_the_rest_is_done(run, given):
    text, file = given
    text.write_text(REPORT.replace("26万元", "28万元"), encoding="utf-8")
    status, rows, said = run("facts", text, "--corrections", file)
    assert status == 1
    assert said.splitlines() == [
        "“总结”里找不到唯一的一处“26万元”（原文改过了），这条更正暂时没有用上。"
    ]
    assert [row["text"] for row in rows] == ["28万元", "会上", "12项", "300名"]


def test_two_entries_of_one_id_are_told_before_anything_is_built(run, given, tmp_path: Path):
    text, file = given
    entries = [{**entry, "id": "甲"} for entry in FILE["corrections"][1:3]]
    file.write_text(json.dumps({"corrections": entries}), encoding="utf-8")
    status, _, said = run("build", text, "--corpus", tmp_path / "c", "--corrections", file)
    assert status == 2
    assert said.startswith("有两条更正的编号都是“甲”，内容却不同。")
    assert not (tmp_path / "c").exists()


def test_build_tells_what_is_no_longer_in_use(run, given, tmp_path: Path):
    text, file = given
    folder = tmp_path / "c"
    run("build", text, "--corpus", folder, "--corrections", file)
    text.write_text(REPORT.replace("46家", "47家"), encoding="utf-8")
    status, (summary,), said = run("build", text, "--corpus", folder)
    assert (status, summary["added"]) == (1, 1)
    assert said == "“总结”里找不到唯一的一处“46家”（原文改过了），这条更正暂时没有用上。\n"
    assert run("build", text, "--corpus", folder)[::2] == (0, "")
    text.write_text(REPORT, encoding="utf-8")
    assert run("build", text, "--corpus", folder)[::2] == (0, "")
    _, rows, _ = run("corrections", folder)
    assert {row["fit"] for row in rows} == {"applied"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "更正文件“更正.json”读不出来"),
        ("{", "更正文件“更正.json”不是正确的 JSON"),
        ("[]", "“更正.json”不是更正文件：里面没有 corrections 这一列。"),
        ('{"corrections": [3]}', "第 1 条：一条更正要写在花括号里。"),
        ('{"corrections": [{"action": "burn"}]}', "没有“burn”这种更正；可用的有：edit_figure"),
        (
            json.dumps({"corrections": [{**FILE["corrections"][2], "figure": {"value": "x"}}]}),
            "第 1 条：“数值”（value）要是一个数。",
        ),
        ('{"corrections": [{"action": "reject_figure", "text": "46家"}]}', "缺少“doc”"),
        ('{"corrections": [{"action": "reject_figure", "doc": "总结"}]}', "“text”不能是空的"),
        ('{"corrections": [{"action": "merge_organisations", "organisation": "甲"}]}', "（into）"),
    ],
)
def test_a_file_with_a_mistake_is_told_in_one_sentence(run, given, content, said):
    text, file = given
    file.unlink()
    if content is not None:
        file.write_text(content, encoding="utf-8")
    status, rows, told = run("facts", text, "--corrections", file)
    assert (status, rows) == (2, [])
    assert said in told
    assert len(told.splitlines()) == 1


def test_undo_needs_one_corpus(run, given):
    status, _, said = run("corrections", given[0], "--undo", "abc")
    assert (status, said) == (2, "--undo 只能用在一个语料库文件夹上。\n")
