"""Fresh processes: time until the first table, and the most memory taken."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.inputs import Inputs
from benchmarks.texts import SEEDS
from benchmarks.timing import Result, compared, show_seconds

GOAL = "first chart within 3 s"


def measure(inputs: Inputs) -> list[Result]:
    """Time the first table of the seeds in a fresh process, and weigh it."""
    sample = inputs.samples[0]
    with tempfile.TemporaryDirectory() as folder:
        for row, text in enumerate(sample.texts):
            (Path(folder) / f"{row}.txt").write_text(text, encoding="utf-8")
        ours, plain = _run("build", *map(str, sample.paths)), _run("plain", folder)
    what = "start, read, build, first table; fresh process"
    shown = [f"{values['megabytes']:.0f} MB" for values in (ours, plain)]
    ratio = plain["megabytes"] / ours["megabytes"] if ours["megabytes"] else None
    return [
        compared(what, sample.label, (ours["seconds"], plain["seconds"]), GOAL),
        Result("most memory of that process", sample.label, *shown, ratio, "under 1 GB"),
        Result("start and imports only", "", show_seconds(_run("import")["seconds"])),
    ]


def _run(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.process", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, cwd=SEEDS.parent)
    values: dict[str, float] = json.loads(done.stdout)
    return values
