import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from analysis.corpus.select import Scope
from analysis.lexicon.corrections import read_corrections
from analysis.tables.hits import Focus
from app.__main__ import main
from app.reports.command import arguments_for, command_line
from app.reports.material import Request

ROOT = Path(__file__).parents[3]
SEEDS = ROOT / "seeds"


@pytest.fixture
def text_file(tmp_path):
    path = tmp_path / "总结.txt"
    path.write_text(
        "全国总工会抓整改，解决具体问题35个。\n团中央形成调研报告91份。", encoding="utf-8"
    )
    return path


def test_report_of_a_file(text_file, tmp_path, capsys):
    output = tmp_path / "报告.docx"
    assert main(["report", str(text_file), "--output", str(output), "--focus", "整改"]) == 0
    said = "\n".join(paragraph.text for paragraph in Document(output).paragraphs)
    assert "整改方面，全国总工会：具体问题35个。" in said
    assert capsys.readouterr() == ("", "")


def test_a_report_is_of_corrected_figures_and_says_so(text_file, tmp_path, capsys):
    file, output = tmp_path / "更正.json", tmp_path / "报告.zip"
    edit = {
        "action": "edit_figure",
        "doc": "总结",
        "text": "91份",
        "changes": {"value": 19, "organisation": "中华全国总工会"},
    }
    gone = {"action": "reject_figure", "doc": "别的", "text": "91份"}
    file.write_text(json.dumps({"corrections": [edit, gone]}, ensure_ascii=False), "utf-8")
    given = ["report", str(text_file), "--output", str(output), "--corrections", str(file)]
    assert main(given) == 1
    said = capsys.readouterr().err
    assert said == "语料库里没有“别的”这篇文档，这条更正暂时没有用上。\n"
    archive = zipfile.ZipFile(output)
    assert "人工更正（条）：1" in archive.read("说明.txt").decode("utf-8-sig")
    kept = read_corrections(archive.read("corrections.json").decode(), name="")
    assert [one.deed.at.text for one in kept] == ["91份", "91份"]
    (name,) = [name for name in archive.namelist() if "数字台账" in name]
    rows = list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    assert [(row["数值"], row["归属"]) for row in rows] == [
        ("35.0", "前一分句"),
        ("19.0", "人工更正"),
    ]


def test_unreadable_files_are_named_and_the_others_reported(text_file, tmp_path, capsys):
    (tmp_path / "空.txt").write_bytes(b"")
    output = tmp_path / "out" / "报告.xlsx"
    output.parent.mkdir()
    assert main(["report", str(text_file), str(tmp_path / "空.txt"), "--output", str(output)]) == 1
    assert "空.txt" in capsys.readouterr().err
    assert "数字台账" in load_workbook(output).sheetnames


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有.txt", "--output", "r.docx"], "没有.txt"),
        (["{file}", "--output", "r.doc"], "docx、pptx、xlsx、html、zip"),
        (["{file}", "--output", "r.docx", "--organisation", "没有的会"], "没有的会"),
        (["{file}", "--output", "r.docx", "--settings", "没有.toml"], "没有.toml"),
        (["{file}", "--output", "没有这个文件夹/r.docx"], "写不进去"),
    ],
)
def test_mistakes_are_told(text_file, tmp_path, capsys, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    given = [argument.format(file=text_file) for argument in arguments]
    assert main(["report", *given]) == 2
    assert said in capsys.readouterr().err


def test_wrong_usage_exits_with_two(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["report", "--output", "r.docx"])
    assert stopped.value.code == 2
    with pytest.raises(SystemExit) as stopped:
        main(["report", "x", "--output", "r.docx", "--parts", "所有"])
    assert stopped.value.code == 2
    assert "所有" in capsys.readouterr().err


def test_line_of_the_page_gives_the_report_of_the_page(seeds_corpus, tmp_path):
    request = Request(
        seeds_corpus,
        Scope(organisations=("中华全国总工会", "共青团中央"), years=("",)),
        focus=Focus("theme", "整改"),
        parts=("sides", "method"),
        lang="en",
    )
    arguments = arguments_for(request, [str(SEEDS)], str(tmp_path / "r.docx"))
    assert command_line(arguments).startswith("python -m app report ")
    assert main(["report", *arguments]) == 0
    paragraphs = [p.text for p in Document(tmp_path / "r.docx").paragraphs]
    assert paragraphs[0] == "“Rectification”: 全国总工会, 团中央 compared"


def test_command_needs_no_browser(text_file, tmp_path):
    output = tmp_path / "r.html"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "app", "report", str(text_file), "--output", str(output)]
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "具体问题35个" in io.BytesIO(output.read_bytes()).read().decode("utf-8")
