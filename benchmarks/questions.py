"""Questions to one corpus, each first asked in a fresh process and then again for other subsets.

``python -m benchmarks.questions --corpus FOLDER [--only WORDS]`` on a folder that
``python -m analysis build`` made; as a suite of ``python -m benchmarks --corpus FOLDER``.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analysis.corpus.store import open_corpus
from benchmarks import report, sql
from benchmarks.catalogue import PAGE, QUESTIONS, WHOLE
from benchmarks.choices import SUBSETS
from benchmarks.inputs import Inputs
from benchmarks.plan import COMMONEST, Plan, make_plan, write_plan
from benchmarks.texts import SEEDS
from benchmarks.timing import Result, limited, seconds, show_seconds

WARM, WARM_COMMONEST, FIRST, OPEN = 0.1, 0.3, 0.5, 0.3
"""Seconds that are promised: asked again, asked again for 的, asked first, opening."""
ROUNDS = 3
READ = 1 << 24
"""Bytes at a time."""
FROM_DISK = (
    "frequency: everything",
    "keyness: one organisation",
    "n-grams of 2 to 3: a random fifth",
    "concordance of a middling word: by document",
    "facts: everything",
)
"""Questions that are also asked where no file is in memory."""
CLOSE = 1e-9
"""Relative difference of two sums of logarithms that were added up in another order."""
ABOUT = """
What the pages ask, each question in a fresh process: the first answer after opening, and the
median of five further ones, each for other words or documents, so that none is a remembered one;
*of processors* is the processor time behind the median, less where the machine was busy with
other things, more where several threads worked. Every answer includes the choice of its
sentences and has one page of 50 rows; *whole table* is what an export asks for, of which nothing
is promised. Frequency and keyness are asked of DuckDB as well, over the Parquet files of the
same corpus, median of three; all rows that are shown must have DuckDB's numbers, which are
counted in full. The files of the corpus are in the memory of the system, as they are where it was
built or asked before; *read from disk* is the first answer where none of them is. The questions
find their words in the corpus: a word of middling frequency has 0.13 % of all words, a rare phrase
is four words from the middle of a document, the organisation is the one with most text, a fifth of
the documents is drawn at random. The memory is that of one process that was asked for every page
three times; mapped pages are parts of files of the corpus, shared by all processes that read
it."""


def measure(inputs: Inputs) -> list[Result]:
    """Ask every corpus."""
    return list(measure_corpora(inputs.corpora))


def measure_corpora(folders: Sequence[Path], *, only: str = "") -> Iterator[Result]:
    """Ask every question of every corpus; ``only`` is a part of the names of those asked."""
    for folder in folders:
        yield from _measure(folder, only)


def _measure(folder: Path, only: str) -> Iterator[Result]:
    open_corpus(folder)  # makes derived arrays that are missing
    with sql.open_tables(folder) as connection, tempfile.TemporaryDirectory() as scratch:
        plan = make_plan(folder.resolve(), connection)
        path = Path(scratch) / "plan.json"
        write_plan(plan, path)
        _keep_in_memory(folder, kept=True)
        told = {name: _ask(path, name) for name in QUESTIONS if only in name}
        if told:
            yield from _opening(plan, list(told.values()))
            yield from _from_disk(plan, path, [name for name in FROM_DISK if name in told])
        for name, values in told.items():
            yield result(connection, plan, name, values)
        if not only:
            yield _memory(plan, _ask(path))


def _ask(plan: Path, *name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.asked", str(plan), *name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=SEEDS.parent)
    values: dict[str, Any] = json.loads(done.stdout)
    return values


def _opening(plan: Plan, told: Sequence[Mapping[str, Any]]) -> Iterator[Result]:
    for what, name in (("opening, fresh process", "open"), ("opening again", "again")):
        value = statistics.median(values[name] for values in told)
        yield limited(what, plan.label, value, OPEN)


def _from_disk(plan: Plan, path: Path, names: Sequence[str]) -> Iterator[Result]:
    for name in names if hasattr(os, "posix_fadvise") else ():
        _keep_in_memory(Path(plan.folder), kept=False)
        told = _ask(path, name)
        shown = f"opening {show_seconds(told['open'])}, first {show_seconds(told['first'])}"
        yield Result(f"read from disk: {name}", plan.label, shown)
    _keep_in_memory(Path(plan.folder), kept=True)


def _keep_in_memory(folder: Path, *, kept: bool) -> None:
    """Have the system keep all files of a corpus in its memory, or none of them."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        with path.open("rb") as file:
            if kept:
                while file.read(READ):
                    pass
            else:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _memory(plan: Plan, told: Mapping[str, float]) -> Result:
    shown = (
        f"{told['own']:.0f} MB its own, {told['mapped']:.0f} MB mapped pages; "
        f"at most {told['most']:.0f} MB together"
    )
    return Result(f"memory after {told['questions']} questions", plan.label, shown)


def result(
    connection: duckdb.DuckDBPyConnection, plan: Plan, name: str, values: Mapping[str, Any]
) -> Result:
    """Return the line of a question, with the same by SQL where SQL can answer it."""
    first, warm = values["first"], values["warm"]
    busy = show_seconds(values["busy"])
    shown = f"{show_seconds(warm)} ({busy} of processors), first {show_seconds(first)}"
    if name.startswith(WHOLE):
        return Result(name, plan.label, f"{shown}; at most {values['megabytes']:.0f} MB")
    most = WARM_COMMONEST if COMMONEST in name else WARM
    goal = f"{show_seconds(most)} or less, first {show_seconds(FIRST)}"
    line = Result(name, plan.label, shown, goal=goal, met=warm <= most and first <= FIRST)
    if name not in COMPARED:
        return line
    choose, query, agrees = COMPARED[name]

    def by_sql() -> pd.DataFrame:
        choose(connection, plan)
        return query(connection, limit=PAGE)

    plain = statistics.median(seconds(by_sql) for _ in range(ROUNDS))
    equal = agrees(values["answer"], query(connection), connection)
    what = f"{name}; {equal} of {len(values['answer'])} rows equal DuckDB's"
    return line._replace(what=what, plain=f"DuckDB {show_seconds(plain)}", ratio=plain / warm)


# --------------------------------------------------------------------------- the same by SQL


def _frequency_agrees(
    answer: Sequence[Mapping[str, Any]],
    counted: pd.DataFrame,
    connection: duckdb.DuckDBPyConnection,
    *,
    n_documents: Callable[[duckdb.DuckDBPyConnection], int],
    with_strings: bool,
) -> int:
    """Return how many rows have the words, their documents and, where asked, the strings of SQL."""
    rows = counted.set_index("term").loc[[row["term"] for row in answer]]
    units = n_documents(connection)
    weights = [n * math.log(units / df) for n, df in zip(rows.n_word, rows.documents, strict=True)]
    equal = [
        row["n_word"] == n and math.isclose(row["tfidf"], weight, rel_tol=CLOSE, abs_tol=CLOSE)
        for row, n, weight in zip(answer, rows["n_word"], weights, strict=True)
    ]
    if with_strings:
        found = sql.strings(connection, list(rows.index)).to_dict("records")
        pairs = zip(equal, answer, found, strict=True)
        equal = [
            same and all(row[name] == other[name] for name in ("n", "documents"))
            for same, row, other in pairs
        ]
    return sum(equal)


def _keyness_agrees(
    answer: Sequence[Mapping[str, Any]],
    counted: pd.DataFrame,
    _connection: duckdb.DuckDBPyConnection,
) -> int:
    """Return how many rows have the counts and the score of SQL."""
    rows = counted.set_index("term").loc[[row["term"] for row in answer]].to_dict("records")
    return sum(
        row["n_target"] == other["n_target"]
        and row["n_reference"] == other["n_reference"]
        and math.isclose(row["score"], other["score"], rel_tol=CLOSE)
        for row, other in zip(answer, rows, strict=True)
    )


def _choose_nothing(_connection: duckdb.DuckDBPyConnection, _plan: Plan) -> None:
    pass


def _choose_organisation(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    sql.choose_organisation(connection, plan.organisation)


def _choose_some(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    sql.choose_documents(connection, plan.some[0])


def _choose_year(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    sql.choose_year(connection, plan.years[0])


CHOICES = dict(
    zip(
        SUBSETS,
        (_choose_nothing, _choose_organisation, _choose_some, _choose_year),
        strict=True,
    )
)
COMPARED: dict[str, tuple[Callable[..., None], Callable[..., pd.DataFrame], Callable[..., int]]] = {
    **{
        f"frequency: {name}": (
            choose,
            partial(sql.frequency, chosen=choose is not _choose_nothing),
            partial(
                _frequency_agrees,
                n_documents=partial(sql.count_documents, chosen=choose is not _choose_nothing),
                with_strings=choose is _choose_nothing,
            ),
        )
        for name, choose in CHOICES.items()
    },
    **{
        f"keyness: {name}": (CHOICES[name], sql.keyness, _keyness_agrees)
        for name in ("one organisation", "a random fifth")
    },
}
"""Questions that SQL answers too: how it chooses, counts, and whether the rows agree."""


def main() -> None:
    """Ask and print; the README of the benchmarks stays as it is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.questions", description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--only", default="", help="a part of the names of the questions")
    options = parser.parse_args()
    print(report.HEAD)
    for line in measure_corpora(options.corpus, only=options.only):
        print(report.row(line), flush=True)
    print(f"\n{report.machine()}")


if __name__ == "__main__":
    main()
