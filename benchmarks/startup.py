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
from benchmarks.watch import usual_environment

MOST_SECONDS, MOST_MEGABYTES = 3, 1000
ABOUT = """
A fresh process from its start to the frequency table of the seeds, which are read and built in
memory on the way, and its greatest memory; modules are compiled, as they are after a first start.
Plain is a fresh process that loads jieba from its cache, cuts the same texts, counts and sorts."""


def measure(inputs: Inputs) -> list[Result]:
    """Time the first table of the seeds in a fresh process, and weigh it."""
    sample = inputs.samples[0]
    with tempfile.TemporaryDirectory() as folder:
        for row, text in enumerate(sample.texts):
            (Path(folder) / f"{row}.txt").write_text(text, encoding="utf-8")
        imports = [_run("import") for _ in range(2)][-1]
        ours, plain = _run("build", *map(str, sample.paths)), _run("plain", folder)
    what = "start, read, build, first table; fresh process"
    shown = [f"{values['megabytes']:.0f} MB" for values in (ours, plain)]
    ratio = plain["megabytes"] / ours["megabytes"] if ours["megabytes"] else None
    most = ours["megabytes"] < MOST_MEGABYTES
    goal = f"under {MOST_MEGABYTES} MB"
    times = (ours["seconds"], plain["seconds"])
    return [
        compared(what, sample.label, times)._replace(
            goal=f"{MOST_SECONDS} s or less", met=ours["seconds"] <= MOST_SECONDS
        ),
        Result("most memory of that process", sample.label, *shown, ratio, goal, most),
        Result("start and imports only", "", show_seconds(imports["seconds"])),
    ]


def _run(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.process", *arguments]
    done = subprocess.run(
        command, check=True, capture_output=True, cwd=SEEDS.parent, env=usual_environment()
    )
    values: dict[str, float] = json.loads(done.stdout)
    return values
