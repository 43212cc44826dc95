"""From files to a corpus folder, against only cutting and counting the same texts."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import sql
from benchmarks.inputs import Inputs
from benchmarks.texts import Sample
from benchmarks.timing import Result, compared
from benchmarks.watch import Watched, show_megabytes, watch

WORKERS = 2
LARGE = 1_000_000
"""Characters below which starting and loading dictionaries is most of the time and memory."""
TIMES_FASTER, TIMES_WITH_WORKERS = 2.0, 1.5
MOST_MEGABYTES = 1000
"""Of one process for 20 million characters, which is promised."""
ABOUT = """
`python -m analysis build` in a fresh process, from its start to its end: files → decode, clean,
fold, sentences, words, organisations, passages, figures, themes, index → corpus folder. Plain is
a fresh process that reads the texts that cleaning made, cuts them with `jieba.lcut` of jieba
0.42.1 and counts with `Counter`: nothing but words. The two workers are measured against one
process. Goals are for samples of a million characters or more; below, starting and dictionaries
are most of it. Modules are compiled before, as they are after the first start. Memory is what
was resident at most, mapped pages among it."""


def measure(inputs: Inputs) -> list[Result]:
    """Time ``python -m analysis build`` on every sample, alone and with workers, and weigh it."""
    return [result for sample in inputs.samples for result in _measure(sample)]


def _measure(sample: Sample) -> Iterator[Result]:
    watch("-m", "analysis", "build", "--help")  # what Python compiles at the first start
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        alone, plain, together = [], [], []
        for turn in range(sample.repeats):
            alone.append(build(sample.paths, folder / f"alone{turn}"))
            if not turn:
                _write_texts(folder / "alone0", folder / "texts")
            plain.append(watch("-m", "benchmarks.process", "plain", str(folder / "texts")))
            place = folder / f"together{turn}"
            together.append(build(sample.paths, place, "--workers", str(WORKERS)))
    summary, characters = json.loads(alone[0].said), characters_of(alone[0])
    on = f"{sample.name}: {summary['documents']:,} documents, {characters:,} characters"
    one, cut, two = _best(alone), _best(plain), _best(together)
    is_large = characters >= LARGE
    yield compared(
        "files to corpus folder, one process",
        on,
        (one.seconds, cut.seconds),
        TIMES_FASTER if is_large else None,
    )
    yield _memory("most memory of that process", on, one, promised=is_large)
    yield _memory("most memory of only cutting and counting", on, cut)
    yield compared(
        f"files to corpus folder, {WORKERS} workers; plain: one process",
        on,
        (two.seconds, one.seconds),
        TIMES_WITH_WORKERS if is_large else None,
    )
    yield _memory("most memory of these processes, chief first", on, two)


def build(paths: tuple[Path, ...], folder: Path, *options: str) -> Watched:
    """Run ``python -m analysis build`` and watch it."""
    sources = [str(path.resolve()) for path in paths]
    command = ("-m", "analysis", "build", *sources, "--corpus", str(folder), *options)
    return watch(*command, "--format", "jsonl")


def characters_of(built: Watched) -> int:
    """Return how many characters the corpus has that a build wrote."""
    return int(json.loads(built.said)["characters"])


def _write_texts(corpus: Path, folder: Path) -> None:
    """Write the cleaned texts of a corpus in simplified characters, a file each."""
    folder.mkdir()
    with sql.open_tables(corpus) as connection:
        found = connection.execute("SELECT coalesce(simplified, text) FROM every_documents")
        for row, (text,) in enumerate(found.fetchall()):
            (folder / f"{row:06d}.txt").write_text(text, encoding="utf-8")


def _best(runs: list[Watched]) -> Watched:
    return min(runs, key=lambda run: run.seconds)


def _memory(what: str, on: str, run: Watched, *, promised: bool = False) -> Result:
    shown = show_megabytes(run.megabytes)
    if not promised:
        return Result(what, on, shown)
    met = sum(run.megabytes) < MOST_MEGABYTES
    return Result(what, on, shown, goal=f"under {MOST_MEGABYTES} MB", met=met)
