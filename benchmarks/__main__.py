"""Run the benchmarks, print the results, and put them into ``benchmarks/README.md``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks import (
    browser,
    building,
    cluster,
    encodings,
    growing,
    pages,
    questions,
    report,
    segmentation,
    space,
    stages,
    startup,
)
from benchmarks.corpora import corpora
from benchmarks.inputs import Inputs
from benchmarks.texts import SEEDS, Sample
from benchmarks.timing import Result


class Suite(NamedTuple):
    """What can be measured: in words, and how."""

    about: str
    measure: Callable[[Inputs], list[Result]]


SUITES = {
    "questions": Suite(questions.ABOUT, questions.measure),
    "building": Suite(building.ABOUT, building.measure),
    "stages": Suite(stages.ABOUT, stages.measure),
    "growing": Suite(growing.ABOUT, growing.measure),
    "space": Suite(space.ABOUT, space.measure),
    "cluster": Suite(cluster.ABOUT, cluster.measure),
    "pages": Suite(pages.ABOUT, pages.measure),
    "segmentation": Suite(segmentation.ABOUT, segmentation.measure),
    "encodings": Suite(encodings.ABOUT, encodings.measure),
    "startup": Suite(startup.ABOUT, startup.measure),
    "browser": Suite(browser.ABOUT, browser.measure),
}
"""A new suite is a module with ``ABOUT``, ``measure(inputs)`` and a line here."""


NEED_CORPORA = frozenset({"questions", "growing", "space"})


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
        help="a corpus folder to be asked, weighed, and changed as a copy; repeatable",
    )
    parser.add_argument(
        "--pages",
        type=Path,
        action="append",
        default=[],
        help="a folder of saved web pages with their main text; repeatable",
    )
    parser.add_argument(
        "--documents",
        type=int,
        default=1000,
        help="documents of the corpus that is made where none is given (default: %(default)s)",
    )
    parser.add_argument(
        "--repeats",
        type=int,
        default=2,
        help="how often a folder is measured, the best counts (default: %(default)s)",
    )
    parser.add_argument("--suite", choices=SUITES, action="append", help="only this; repeatable")
    parser.add_argument("--no-write", action="store_true", help="leave benchmarks/README.md alone")
    options = parser.parse_args()
    samples = [Sample("the seeds", (SEEDS,), repeats=5)]
    samples += [Sample(path.name, (path,), options.repeats) for path in options.folder]
    inputs = Inputs(tuple(samples), tuple(options.corpus), options.documents, tuple(options.pages))
    chosen = options.suite or list(SUITES)
    with ExitStack() as stack:
        if NEED_CORPORA.intersection(chosen):
            inputs = replace(inputs, corpora=tuple(stack.enter_context(corpora(inputs))))
        for name in chosen:
            suite = SUITES[name]
            section = report.Section(suite.about, suite.measure(inputs))
            print(f"## {name}\n\n{report.text_of(section)}\n", flush=True)
            if not options.no_write:
                report.write({name: section})


if __name__ == "__main__":
    main()
