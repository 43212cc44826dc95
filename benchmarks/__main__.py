"""Run the benchmarks, print the results, and put them into ``benchmarks/README.md``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks import browser, building, questions, report, segmentation, startup
from benchmarks.inputs import Inputs
from benchmarks.texts import SEEDS, Sample
from benchmarks.timing import Result

SUITES: dict[str, Callable[[Inputs], list[Result]]] = {
    "segmentation": segmentation.measure,
    "building": building.measure,
    "questions": questions.measure,
    "startup": startup.measure,
    "browser": browser.measure,
}
"""What can be measured. A new suite is a module with ``measure(inputs)`` and a line here."""


def main() -> None:
    """Read the samples, run the chosen suites, report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--folder",
        type=Path,
        action="append",
        default=[],
        help="a folder or zip file of documents, measured too; repeatable",
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        help="a corpus folder to be asked; repeatable",
    )
    parser.add_argument(
        "--documents",
        type=int,
        default=1000,
        help="documents of the corpus that is made where none is given (default: %(default)s)",
    )
    parser.add_argument("--suite", choices=SUITES, action="append", help="only this; repeatable")
    parser.add_argument("--no-write", action="store_true", help="leave benchmarks/README.md alone")
    options = parser.parse_args()
    samples = [Sample("the seeds", (SEEDS,), repeats=5)]
    samples += [Sample(path.name, (path,), repeats=2) for path in options.folder]
    inputs = Inputs(tuple(samples), tuple(options.corpus), options.documents)
    results = []
    for name in options.suite or SUITES:
        results += SUITES[name](inputs)
    print(report.table(results))
    print(report.machine())
    if not options.no_write:
        report.write(results)


if __name__ == "__main__":
    main()
