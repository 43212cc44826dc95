"""The command line as scripts use it: fields, formats, exit statuses, messages."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.annotate.document import Annotator
from analysis.cli.main import main
from analysis.corpus.corpus import Corpus
from analysis.schema import (
    COLLOCATES,
    CONCORDANCE,
    CONSISTENCY,
    DOCUMENTS,
    FACTS,
    FREQUENCY,
    KEYNESS,
    ORGANISATIONS,
    PASSAGES,
    SHARED,
    SIMILARITY,
    THEMES,
    TableSpec,
)

ROOT = Path(__file__).parents[3]
SEEDS = str(ROOT / "seeds")
FIRST = "000_99d92ce5c5b1e1cf"
loaded = cache(Annotator)


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("corpus.build", "corpus.storage.jobs", "cli.commands"):
        monkeypatch.setattr(f"analysis.{place}.Annotator", loaded)


@pytest.fixture
def run(capfdbinary):
    """Run a command; return status, records of its lines, and what it said on standard error."""

    def call(*argv: object) -> tuple[int, list[dict[str, Any]], str]:
        status = main([str(part) for part in argv])
        out, err = capfdbinary.readouterr()
        return status, [json.loads(line) for line in out.decode().splitlines()], err.decode()

    return call


@pytest.mark.parametrize(
    ("argv", "spec"),
    [
        (["documents"], DOCUMENTS),
        (["frequency"], FREQUENCY),
        (["themes"], THEMES),
        (["organisations"], ORGANISATIONS),
        (["facts", "--all"], FACTS),
        (["passages"], PASSAGES),
        (["keyness", "--target", f"doc={FIRST}"], KEYNESS),
        (["concordance", "整改"], CONCORDANCE),
        (["collocates", "整改"], COLLOCATES),
        (["similarity"], SIMILARITY),
        (["shared"], SHARED),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_fields_are_those_of_the_contract(run, argv: list[str], spec: TableSpec):
    status, rows, said = run(*argv, SEEDS)
    assert (status, said) == (0, "")
    assert rows
    assert list(rows[0]) == spec.names


def test_frequency_of_exact_terms_with_breakdown(run):
    terms = "主题教育,工会,服务,整改,火星"
    status, rows, _ = run("frequency", SEEDS, "--terms", terms, "--no-lexicon", "--breakdown")
    assert status == 0
    assert [(row["term"], row["n"], row["n_word"]) for row in rows] == [
        ("主题教育", 25, 0),
        ("工会", 56, 15),
        ("服务", 42, 30),
        ("整改", 26, rows[3]["n_word"]),
        ("火星", 0, 0),
    ]
    assert all(sum(x["n"] for x in row["inside"]) == row["n_inside"] for row in rows)
    assert rows[0]["inside"] == [{"token": None, "n": 25}]
    assert rows[0]["group"] is None


def test_grouping_and_where(run):
    _, rows, _ = run("themes", SEEDS, "--by", "year", "--where", "script=simplified")
    assert {row["group"] for row in rows} == {"", "2021", "2022"}
    _, rows, _ = run("frequency", SEEDS, "--terms", "整改", "--by", "organisation")
    assert rows[0]["group"] in {row["group"] for row in rows}
    assert sum(row["n"] for row in rows) <= 26


def test_ngrams(run):
    _, rows, _ = run("frequency", SEEDS, "--ngrams", "2-3", "--no-lexicon", "--min-n", "20")
    assert {row["term"] for row in rows} >= {"主题教育", "群团改革"}


def test_segment_rebuilds_the_text(run):
    _, texts, _ = run("documents", SEEDS, "--text")
    _, rows, _ = run("segment", SEEDS, "--pos")
    assert ["".join(row["tokens"]) for row in rows] == [row["text"] for row in texts]
    assert all(len(row["tokens"]) == len(row["tags"]) for row in rows)
    _, plain, _ = run("segment", SEEDS, "--no-hmm", "--no-lexicon")
    assert list(plain[0]) == ["doc", "tokens"]
    assert plain[0]["tokens"] != rows[0]["tokens"]


def test_facts_leave_the_class_out_unless_all_are_asked_for(run):
    _, figures, _ = run("facts", SEEDS)
    _, everything, _ = run("facts", SEEDS, "--all")
    assert list(figures[0]) == [name for name in FACTS.names if name != "class"]
    assert len(everything) > len(figures)
    assert {row["class"] for row in everything} > {"figure"}


def test_consistency_lists_what_does_not_go_together(run, tmp_path):
    text = "通知\n\n全国总工会收到意见46条，分别为作风方面20条、学习方面15条、服务方面13条。"
    (tmp_path / "通知.txt").write_text(text, encoding="utf-8")
    status, rows, said = run("consistency", tmp_path, "--organisation", "中华全国总工会")
    assert (status, said) == (0, "")
    assert [list(row) for row in rows] == [CONSISTENCY.names]
    assert [(row["kind"], row["text_a"], row["expected"], row["found"]) for row in rows] == [
        ("parts", "46条", 46.0, 48.0)
    ]
    assert run("consistency", tmp_path, "--kind", "growth", "--kind", "date") == (0, [], "")
    assert run("consistency", SEEDS) == (0, [], "")


def test_keyness_sides(run):
    _, rows, _ = run(
        *("keyness", SEEDS, "--target", "organisation=共青团中央"),
        *(
            "--reference",
            "organisation=中华全国总工会",
            "--reference",
            "organisation=中华全国妇女联合会",
        ),
    )
    assert {row["side"] for row in rows} == {"target", "reference"}
    assert all(row["n_target"] + row["n_reference"] > 0 for row in rows)


def test_concordance_pages_and_patterns(run):
    _, rows, _ = run("concordance", "整改", SEEDS)
    assert len(rows) == 26
    _, page, _ = run("concordance", "整改", SEEDS, "--offset", "5", "--limit", "3")
    assert page == rows[5:8]
    _, found, _ = run("concordance", "即知即改|立查立行", SEEDS, "--regex")
    assert [row["node"] for row in found] == ["立查立行", "即知即改"]


def test_network_of_one_organisation(run):
    _, rows, _ = run("network", "团中央", SEEDS)
    assert {row["organisation_a"] for row in rows} == {"共青团中央"}
    together = {row["organisation_b"]: row["n_together"] for row in rows}
    assert together["中华全国总工会"] >= 1
    _, same, _ = run("network", "共青团中央", SEEDS, "--within", "document", "--min-n", "1")
    assert together.keys() <= {row["organisation_b"] for row in same}
    assert {row["n_together"] for row in same} == {1}
    status, none, said = run("network", "没有", SEEDS)
    assert (status, none) == (2, [])
    assert "没有名为“没有”的机构" in said


def test_csv_json_parquet_and_table(run, capfdbinary, tmp_path: Path):
    for name in ("a.csv", "a.json", "a.jsonl", "a.parquet", "a.xlsx"):
        assert main(["themes", SEEDS, "--output", str(tmp_path / name)]) == 0
    data = (tmp_path / "a.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows[0]["theme"] == "整改"
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(
        (tmp_path / "a.json").read_text("utf-8")
    )
    assert pd.read_parquet(tmp_path / "a.parquet")["n"].tolist() == [int(r["n"]) for r in rows]
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    capfdbinary.readouterr()
    assert main(["themes", SEEDS, "--format", "table"]) == 0
    assert capfdbinary.readouterr().out.decode().splitlines()[0].split() == THEMES.names


def test_settings_file(run, tmp_path: Path):
    file = tmp_path / "settings.toml"
    file.write_text('[[theme]]\nkey = "会议"\nwords = ["座谈会", "会议"]\n', encoding="utf-8")
    status, rows, _ = run("themes", SEEDS, "--settings", file)
    assert (status, [row["theme"] for row in rows]) == (0, ["会议"])
    assert rows[0]["n"] > 0


def test_build_then_everything_from_the_folder(run, tmp_path: Path):
    folder = tmp_path / "corpus"
    status, (summary,), _ = run("build", SEEDS, "--corpus", folder)
    assert status == 0
    assert list(summary) == [
        *("documents", "added", "unchanged", "failed", "duplicates", "characters", "tokens"),
        "seconds",
    ]
    assert (summary["documents"], summary["added"], summary["unchanged"]) == (5, 5, 0)
    _, (again,), _ = run("build", SEEDS, "--corpus", folder)
    assert (again["added"], again["unchanged"], again["tokens"]) == (0, 5, summary["tokens"])
    for command in (["frequency"], ["facts"], ["concordance", "整改"]):
        assert run(*command, folder) == run(*command, SEEDS)
    assert run("frequency", folder, "--no-lexicon") == run("frequency", SEEDS, "--no-lexicon")


def test_status_1_when_some_inputs_cannot_be_read(run, tmp_path: Path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "program.txt").write_bytes(bytes(range(256)) * 20)
    status, rows, said = run("documents", SEEDS, tmp_path, tmp_path / "missing.txt")
    assert (status, len(rows)) == (1, 5)
    assert {line.split("：")[0] for line in said.splitlines()} == {
        *("missing.txt", "empty.txt", "program.txt"),
    }
    status, (summary,), said = run("build", SEEDS, tmp_path, "--corpus", tmp_path / "c")
    assert (status, summary["failed"], len(said.splitlines())) == (1, 2, 2)


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["frequency"],
        ["dance", SEEDS],
        ["frequency", SEEDS, "--colour"],
        ["frequency", SEEDS, "--ngrams", "7"],
        ["frequency", SEEDS, "--min-n", "-3"],
        ["frequency", SEEDS, "--terms", ","],
        ["frequency", SEEDS, "--where", "year"],
        ["frequency", SEEDS, "--where", "colour=red"],
        ["frequency", SEEDS, "--by", "colour"],
        ["facts", SEEDS, "--by", "year"],
        ["frequency", SEEDS, "--output", "table.docx"],
        ["frequency", SEEDS, "--output", "/nowhere/at/all.csv"],
        ["frequency", SEEDS, "--settings", "/nowhere/settings.toml"],
        ["keyness", SEEDS],
        ["keyness", SEEDS, "--target", "doc=没有这篇"],
        ["keyness", SEEDS, "--target", "year=1890"],
        ["concordance", "(", SEEDS, "--regex"],
        ["documents", "/nowhere/at/all.txt"],
        ["build", "/nowhere/at/all.txt", "--corpus", "{tmp}/c"],
        ["build", SEEDS, "--corpus", "{tmp}/full"],
        ["build", SEEDS],
    ],
    ids=" ".join,
)
def test_status_2_and_a_line_that_says_why(run, argv: list[str], tmp_path: Path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x")
    status, rows, said = run(*(part.replace("{tmp}", str(tmp_path)) for part in argv))
    assert (status, rows) == (2, [])
    assert said.strip()
    assert "Traceback" not in said


def test_a_name_too_long_for_a_file_is_an_input_that_cannot_be_opened(run):
    status, records, said = run("documents", SEEDS, "长" * 200)
    assert (status, len(records)) == (1, 5)
    assert "打不开" in said


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    for name in ("build", "documents", "segment", "frequency", "themes", "organisations", "facts"):
        assert name in shown
    for name in ("passages", "keyness", "concordance", "collocates", "similarity", "shared"):
        assert name in shown


def test_module_in_a_pipe_that_closes_early():
    command = [sys.executable, "-m", "analysis", "segment", SEEDS]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(100).startswith(b'{"doc": "000')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_same_numbers_as_the_tables(run, seeds_corpus: Corpus):
    _, rows, _ = run("documents", SEEDS)
    assert sum(row["tokens"] for row in rows) == len(seeds_corpus.tokens)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of two documents, in GB 18030."""
    body = "各级工会组织深入基层开展调查研究，推动解决职工群众的急难愁盼问题。"
    path = tmp_path / "表.csv"
    path.write_text(f"标题,正文,摘要\n甲,{body},很短\n乙,{body}又及,也短\n丙,,\n", "gb18030")
    return path


def test_rows_of_a_table_are_documents_and_those_without_text_are_told(run, table: Path):
    status, rows, said = run("documents", "--text", table)
    assert status == 1
    assert [(row["doc"], row["title"], row["text"][-2:]) for row in rows] == [
        ("甲", "甲", "题。"),
        ("乙", "乙", "又及"),
    ]
    assert "有 1 行没有正文（第4行）" in said


def test_encoding_and_column_can_be_stated(run, table: Path, tmp_path: Path):
    status, rows, _ = run(
        "documents", "--text", "--text-column", "摘要", "--encoding", "gbk", table
    )
    assert (status, [row["text"] for row in rows]) == (1, ["很短", "也短"])
    settings = tmp_path / "设置.toml"
    settings.write_text('[import]\ntext_column = "摘要"\nmax_rows = 2\n', encoding="utf-8")
    status, rows, said = run("documents", "--settings", settings, table)
    assert (status, rows) == (2, [])
    assert "有 4 行（表头在内），超过一个表格 2 篇文档的上限" in said
    status, rows, _ = run("build", "--corpus", tmp_path / "c", "--text-column", "摘要", table)
    assert (status, rows[0]["documents"]) == (1, 2)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--encoding", "klingon"], "--encoding: 没有“klingon”这种编码；可用的有：utf-8、gb18030"),
        (
            ["--text-column", "没有的"],
            "没有“没有的”这一列，没有导入；可以选的列有：标题、正文、摘要",
        ),
    ],
)
def test_what_cannot_be_chosen_is_told(run, table: Path, options: list[str], said: str):
    status, rows, told = run("documents", *options, table)
    assert (status, rows) == (2, [])
    assert said in told


def test_an_encoding_leaves_the_settings_of_a_corpus_as_they_are(run, tmp_path: Path, table: Path):
    corpus = tmp_path / "c"
    run("build", "--corpus", corpus, "--no-lexicon", table)
    run("build", "--corpus", corpus, "--encoding", "gb18030", table)
    kept = json.loads((corpus / "manifest.json").read_bytes())["settings"]
    assert (kept["lexicon"], kept["importing"]["encoding"]) == (False, "")
    status, rows, _ = run("documents", "--encoding", "gb18030", corpus)
    assert (status, len(rows)) == (0, 2)
