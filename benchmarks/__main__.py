"""Run the benchmarks, print the results, and put them into ``benchmarks/README.md``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import browser, building, report, segmentation, startup
from benchmarks.texts import SEEDS, Sample, read_sample
from benchmarks.timing import Result

SUITES: dict[str, Callable[[Sequence[Sample]], list[Result]]] = {
    "segmentation": segmentation.measure,
    "building": building.measure,
    "startup": startup.measure,
    "browser": browser.measure,
}
"""What can be measured. A new suite is a module with ``measure(samples)`` and a line here."""


def main() -> None:
    """Read the samples, run the chosen suites, report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--folder", type=Path, help="a folder of documents, measured too")
    parser.add_argument("--suite", choices=SUITES, action="append", help="only this; repeatable")
    parser.add_argument("--no-write", action="store_true", help="leave benchmarks/README.md alone")
    options = parser.parse_args()
    samples = [read_sample("the seeds", SEEDS, repeats=7)]
    if options.folder:
        samples.append(read_sample("a folder", options.folder, repeats=2))
    results = []
    for name in options.suite or SUITES:
        results += SUITES[name](samples)
    print(report.table(results))
    print(report.machine())
    if not options.no_write:
        report.write(results)


if __name__ == "__main__":
    main()
