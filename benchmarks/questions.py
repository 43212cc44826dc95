"""Questions to one corpus, each first asked in a fresh process and then again for other subsets.

``python -m benchmarks.questions --corpus FOLDER [--only WORDS]`` on a folder that
``python -m analysis build`` made; as a suite of ``python -m benchmarks --corpus FOLDER``.
"""

from __future__ import annotations

import argparse
import json
import math
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

from benchmarks import report, sql
from benchmarks.asked import PAGE, QUESTIONS, SUBSETS
from benchmarks.building import build
from benchmarks.inputs import Inputs
from benchmarks.plan import Plan, make_plan, write_plan
from benchmarks.resampled import documents, read_source, write
from benchmarks.texts import SEEDS
from benchmarks.timing import Result, seconds, show_seconds

WARM, WARM_COMMONEST, FIRST, OPEN = 0.1, 0.3, 0.5, 0.3
"""Seconds that are promised: asked again, asked again for 的, asked first, opening."""
ROUNDS = 3
CLOSE = 1e-9
"""Relative difference of two sums of logarithms that were added up in another order."""


def measure(inputs: Inputs) -> list[Result]:
    """Ask every corpus; without one, make one of the sentences of the last sample and ask it."""
    if inputs.corpora:
        return measure_corpora(inputs.corpora)
    with tempfile.TemporaryDirectory() as scratch:
        files, corpus = Path(scratch) / "files", Path(scratch) / "corpus"
        source = read_source(inputs.samples[-1].paths)
        write(documents(source, inputs.documents, seed=1), files)
        build((files,), corpus)
        return measure_corpora([corpus])


def measure_corpora(folders: Sequence[Path], *, only: str = "") -> list[Result]:
    """Ask every question of every corpus; ``only`` is a part of the names of those asked."""
    return [line for folder in folders for line in _measure(folder, only)]


def _measure(folder: Path, only: str) -> Iterator[Result]:
    with sql.open_tables(folder) as connection, tempfile.TemporaryDirectory() as scratch:
        plan = make_plan(folder.resolve(), connection)
        path = Path(scratch) / "plan.json"
        write_plan(plan, path)
        told = {name: _ask(path, name) for name in QUESTIONS if only in name}
        if told:
            yield from _summary(plan, list(told.values()))
        for name, values in told.items():
            yield result(connection, plan, name, values)


def _ask(plan: Path, name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.asked", str(plan), name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=SEEDS.parent)
    values: dict[str, Any] = json.loads(done.stdout)
    return values


def _summary(plan: Plan, told: Sequence[Mapping[str, Any]]) -> Iterator[Result]:
    first = statistics.median(values["open"] for values in told)
    again = statistics.median(values["again"] for values in told)
    yield Result("opening", plan.label, _times(again, first), goal=_goal(first, OPEN))
    most = max(values["megabytes"] for values in told)
    yield Result("most memory of a process with one question", plan.label, f"{most:.0f} MB")


def result(
    connection: duckdb.DuckDBPyConnection, plan: Plan, name: str, values: Mapping[str, Any]
) -> Result:
    """Return the line of a question, with the same by SQL where SQL can answer it."""
    first, warm = values["first"], values["warm"]
    goal = _goal(warm, WARM_COMMONEST if "的" in name else WARM, first)
    shown = _times(warm, first)
    if name not in COMPARED:
        return Result(name, plan.label, shown, goal=goal)
    choose, query, agrees = COMPARED[name]

    def by_sql() -> pd.DataFrame:
        choose(connection, plan)
        return query(connection, limit=PAGE)

    plain = statistics.median(seconds(by_sql) for _ in range(ROUNDS))
    equal = agrees(values["answer"], query(connection), connection)
    what = f"{name}; {equal} of {len(values['answer'])} rows equal DuckDB's"
    return Result(what, plan.label, shown, f"DuckDB {show_seconds(plain)}", plain / warm, goal)


def _times(warm: float, first: float) -> str:
    return f"{show_seconds(warm)}, first {show_seconds(first)}"


def _goal(value: float, limit: float, first: float = 0.0) -> str:
    text = f"{show_seconds(limit)} or less"
    text += f", first {show_seconds(FIRST)}" if first else ""
    return f"{text}: missed" if value > limit or first > FIRST else text


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
    print(report.table(measure_corpora(options.corpus, only=options.only)))
    print(report.machine())


if __name__ == "__main__":
    main()
