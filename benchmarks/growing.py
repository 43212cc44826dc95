"""What small changes of a big corpus cost, as a share of building all of it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.storage.holding import LOCK
from benchmarks.grown import DOCUMENTS, KINDS, TIMES, Step
from benchmarks.inputs import Inputs
from benchmarks.timing import Result, limited, show_seconds
from benchmarks.watch import watch

OPEN = 0.3
ABOUT = """
Changes of a corpus folder that is there, one after another in one process whose dictionaries are
loaded: the whole call, from finding out what is new to the new manifest; how much of it was time of
the processor stands in brackets. *Written* are the bytes of the files that are new after it. Plain
is building the corpus from nothing, reckoned from building 2,000 documents from all over it in the
same process: *times better* is what the change saves. Documents that come or go cost what they are;
themes, organisations and words of the dictionary concern all texts, and cost the layer that depends
on them: they grow with the corpus and are changed in the first one only."""


def measure(inputs: Inputs) -> list[Result]:
    """Change documents in a copy of every corpus, settings in that of the first."""
    first, *others = inputs.corpora
    lines = [*_measure(first, *KINDS)]
    return lines + [line for folder in others for line in _measure(folder, DOCUMENTS)]


def _measure(folder: Path, *kinds: str) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix=".growing-", dir=folder.resolve().parent) as scratch:
        copy = Path(scratch) / "corpus"
        # Files of a corpus are never changed, only replaced, so that a second name is a copy.
        shutil.copytree(folder, copy, copy_function=_link, ignore=shutil.ignore_patterns(LOCK))
        told = json.loads(watch("-m", "benchmarks.grown", str(copy), *kinds).said)
    on = f"{told['documents']:,} documents, {told['characters'] / 1e6:.1f} million characters"
    yield Result("whole build, reckoned", on, show_seconds(told["whole"]))
    steps = [Step(**step) for step in told["steps"]]
    for what in dict.fromkeys(step.what for step in steps):
        same = [step for step in steps if step.what == what]
        yield _line(same, on, told["whole"])
    yield limited("opening after any of these, at most", on, told["reopened"], OPEN)


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # a file system without links, or another one
        shutil.copy2(source, target)
    return target


def _line(steps: list[Step], on: str, whole: float) -> Result:
    seconds, processor = (max(getattr(step, n) for step in steps) for n in ("seconds", "processor"))
    written = max(step.written for step in steps) / 1e6
    what = steps[0].what + (f", the slowest of {TIMES}" if len(steps) > 1 else "")
    shown = (
        f"{show_seconds(seconds)} (processor {show_seconds(processor)}), {written:.3g} MB written"
    )
    return Result(what, on, shown, show_seconds(whole), whole / seconds)
