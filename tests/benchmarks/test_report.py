"""The report keeps what people wrote, and a tiny run cuts alike and says so."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import report, segmentation
from benchmarks.inputs import Inputs
from benchmarks.texts import Sample
from benchmarks.timing import Result, compared, in_turn

ROOT = Path(__file__).parents[2]


def test_results_replace_only_what_stands_between_the_marks(tmp_path):
    path = tmp_path / "README.md"
    path.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    report.write([compared("words", "the seeds", (0.5, 4.0), "8 or more")], path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{report.BEGIN}\n")
    assert text.endswith(f"{report.END}\nafter\n")
    assert "| words | the seeds | 500 ms | 4 s | 8.0 | 8 or more |" in text
    assert "old" not in text


def test_a_result_without_comparison_leaves_cells_empty():
    assert report.table([Result("start", "", "1 s")]).endswith("| start |  | 1 s |  |  |  |")


def test_the_readme_has_the_marks():
    text = report.README.read_text(encoding="utf-8")
    assert text.index(report.BEGIN) < text.index(report.END)


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
