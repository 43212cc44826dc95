"""Fresh processes: time until the first table, and the most memory taken."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.texts import SEEDS, Sample
from benchmarks.timing import Result, compared, show_seconds

GOAL = "first chart within 3 s"


def measure(samples: Sequence[Sample]) -> list[Result]:
    """Time the first table of the seeds in a fresh process, and weigh the build of each sample."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for number, sample in enumerate(samples):
            cleaned = Path(folder) / str(number)
            cleaned.mkdir()
            for row, text in enumerate(sample.texts):
                (cleaned / f"{row}.txt").write_text(text, encoding="utf-8")
            paths = [str(path) for path in sample.paths]
            ours, plain = _run("build", *paths), _run("plain", str(cleaned))
            what = "start, read, build, first table; fresh process"
            goal = GOAL if sample.paths == (SEEDS,) else ""
            results.append(compared(what, sample.label, (ours["seconds"], plain["seconds"]), goal))
            results.append(_memory(sample, ours, plain))
    empty = _run("import")
    results.append(Result("start and imports only", "", show_seconds(empty["seconds"])))
    return results


def _memory(sample: Sample, ours: dict[str, float], plain: dict[str, float]) -> Result:
    shown = [f"{values['megabytes']:.0f} MB" for values in (ours, plain)]
    ratio = plain["megabytes"] / ours["megabytes"] if ours["megabytes"] else None
    return Result("most memory of that process", sample.label, *shown, ratio, "under 1 GB")


def _run(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.process", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, cwd=SEEDS.parent)
    values: dict[str, float] = json.loads(done.stdout)
    return values
