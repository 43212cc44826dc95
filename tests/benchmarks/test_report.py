"""The report keeps what people wrote, and a tiny run cuts alike and says so."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import report, segmentation
from benchmarks.__main__ import SUITES
from benchmarks.inputs import Inputs
from benchmarks.texts import Sample
from benchmarks.timing import Result, compared, in_turn, limited

ROOT = Path(__file__).parents[2]


WORDS = report.Section("About words.", [compared("words", "the seeds", (0.5, 4.0), least=8)])
SLOW = limited("opening", "100,000 documents", 0.4, 0.3)


def test_a_suite_that_was_not_run_keeps_its_results(tmp_path):
    path = tmp_path / "README.md"
    report.write({"words": WORDS}, path)
    assert "## Goals missed\n\nNone of those that were measured." in path.read_text("utf-8")
    report.write({"questions": report.Section("About questions.", [SLOW])}, path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks\n")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Goals missed",
        "## words",
        "## questions",
    ]
    assert "| words | the seeds | 500 ms | 4 s | 8 | 8 times or more |" in text
    assert "| opening | 100,000 documents | 400 ms |  |  | 300 ms or less: **missed** |" in text
    assert "- opening (100,000 documents): 400 ms; the goal is 300 ms or less\n" in text


def test_a_run_replaces_what_its_suite_said_before(tmp_path):
    path = tmp_path / "README.md"
    slow = compared("words", "the seeds", (1.0, 4.0), least=8)
    report.write({"words": report.Section("Old words.", [slow])}, path)
    assert "- words (the seeds): 1 s, 4 times better than 4 s; the goal is 8 times" in (
        path.read_text(encoding="utf-8")
    )
    report.write({"words": WORDS}, path)
    text = path.read_text(encoding="utf-8")
    assert "About words." in text
    assert "Old words." not in text
    assert "missed**" not in text


def test_a_result_without_comparison_leaves_cells_empty():
    assert report.table([Result("start", "", "1 s")]).endswith("| start |  | 1 s |  |  |  |")


def test_the_page_of_the_project_is_of_this_program_and_of_every_suite():
    text = report.README.read_text(encoding="utf-8")
    assert text.startswith(report.INTRODUCTION)
    headings = {line[3:] for line in text.splitlines() if line.startswith("## ")}
    assert headings == {report.SUMMARY, *SUITES}
    assert all(suite.about.strip() in text for suite in SUITES.values())


def test_sides_take_turns():
    calls = []
    in_turn(lambda: calls.append("ours"), lambda: calls.append("plain"), repeats=2)
    assert calls == ["ours", "plain"] * 2


def test_a_tiny_run_counts_the_documents_cut_alike(tmp_path):
    (tmp_path / "总结.txt").write_text("扎实开展主题教育。2022-05-27，整改三项。", encoding="utf-8")
    sample = Sample("a folder", (tmp_path,), repeats=1)
    results = segmentation.measure(Inputs((sample,)))
    assert {result.on for result in results} == {"a folder: 1 documents, 25 characters"}
    assert [result.what for result in results] == [
        "words; 1 of 1 documents cut alike",
        "words with offsets as arrays",
        "words, with the lexicon; 1 of 1 documents cut alike",
        "words with offsets as arrays, with the lexicon",
    ]
    assert all(result.ratio > 0 for result in results)


@pytest.mark.parametrize("mode", ["build", "plain"])
def test_a_fresh_process_tells_time_and_memory(tmp_path, mode):
    (tmp_path / "总结.txt").write_text("扎实开展主题教育。整改三项。", encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.process", mode, str(tmp_path)]
    values = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)
    assert set(values) == {"seconds", "megabytes"}
    assert values["seconds"] > 0
