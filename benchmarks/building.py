"""From files to a corpus folder, against only cutting and counting the same texts."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import sql
from benchmarks.inputs import Inputs
from benchmarks.texts import SEEDS, Sample
from benchmarks.timing import Result, compared
from benchmarks.watch import Watched, show_megabytes, watch

WORKERS = 2


def measure(inputs: Inputs) -> list[Result]:
    """Time ``python -m analysis build`` on every sample, alone and with workers, and weigh it."""
    return [result for sample in inputs.samples for result in _measure(sample)]


def _measure(sample: Sample) -> Iterator[Result]:
    has_workers = "--workers" in _help()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        alone, plain, together = [], [], []
        for turn in range(sample.repeats):
            alone.append(build(sample.paths, folder / f"alone{turn}"))
            if not turn:
                _write_texts(folder / "alone0", folder / "texts")
            plain.append(watch("-m", "benchmarks.process", "plain", str(folder / "texts")))
            if has_workers:
                place = folder / f"together{turn}"
                together.append(build(sample.paths, place, "--workers", str(WORKERS)))
    summary = json.loads(alone[0].said)
    characters = int(summary["characters"])
    on = f"{sample.name}: {summary['documents']:,} documents, {characters:,} characters"
    one, cut = _best(alone), _best(plain)
    times = (one.seconds, cut.seconds)
    yield compared("files to corpus folder, one process", on, times, "2 or more")
    yield _memory("most memory of that process", on, one, characters)
    yield _memory("most memory of only cutting and counting", on, cut, characters)
    if together:
        two = _best(together)
        what = f"files to corpus folder, {WORKERS} workers; plain: one process"
        yield compared(what, on, (two.seconds, one.seconds), "1.5 or more")
        yield _memory("most memory of these processes, chief first", on, two, characters)


def build(paths: tuple[Path, ...], folder: Path, *options: str) -> Watched:
    """Run ``python -m analysis build`` and watch it."""
    sources = [str(path.resolve()) for path in paths]
    command = ("-m", "analysis", "build", *sources, "--corpus", str(folder), *options)
    return watch(*command, "--format", "jsonl")


def _help() -> str:
    command = [sys.executable, "-m", "analysis", "build", "--help"]
    return subprocess.run(
        command, capture_output=True, check=True, cwd=SEEDS.parent, encoding="utf-8"
    ).stdout


def _write_texts(corpus: Path, folder: Path) -> None:
    """Write the cleaned texts of a corpus in simplified characters, a file each."""
    folder.mkdir()
    with sql.open_tables(corpus) as connection:
        found = connection.execute("SELECT coalesce(simplified, text) FROM every_documents")
        for row, (text,) in enumerate(found.fetchall()):
            (folder / f"{row:06d}.txt").write_text(text, encoding="utf-8")


def _best(runs: list[Watched]) -> Watched:
    return min(runs, key=lambda run: run.seconds)


def _memory(what: str, on: str, run: Watched, characters: int) -> Result:
    total = sum(run.megabytes)
    shown = show_megabytes(run.megabytes)
    if characters < LARGE:
        return Result(what, on, shown)
    shown += f", {total / characters * 1e6:.0f} MB a million characters"
    return Result(what, on, shown, goal="under 1 GB for 20 million characters")


LARGE = 10_000_000
"""Characters below which programs and dictionaries are most of the memory."""
