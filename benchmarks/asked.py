"""Questions in a fresh process, told as JSON.

``python -m benchmarks.asked PLAN NAME`` asks one, first and then for other words and documents;
``python -m benchmarks.asked PLAN`` asks all of a page one after another and tells the memory.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from analysis.corpus.store import open_corpus
from benchmarks.catalogue import PAGE, QUESTIONS, WHOLE
from benchmarks.plan import VARIANTS, Plan, read_plan
from benchmarks.process import megabytes, resident

PATIENCE = 20.0
"""Seconds of repeating after which the times so far have to do."""
TOGETHER = 3
"""Variants of each question that one process is asked for its memory."""
Answer = TypeVar("Answer")


def main(plan_path: str, name: str = "") -> None:
    """Open the corpus of a plan, ask, and print what it took."""
    plan = read_plan(Path(plan_path))
    print(json.dumps(ask(plan, name) if name else ask_everything(plan)))


def ask(plan: Plan, name: str) -> dict[str, object]:
    """Open the corpus, ask once, then for the other variants, and open it again; seconds.

    ``busy`` is the processor time of what took ``warm``: less where the machine was shared, more
    where several threads worked.
    """
    opened, corpus = _timed(partial(open_corpus, Path(plan.folder)))
    question = QUESTIONS[name]
    first, answer = _timed(partial(question, corpus, plan, 0))
    warm: list[float] = []
    busy: list[float] = []
    for variant in range(1, VARIANTS):
        if sum(warm) < PATIENCE:
            begun = time.process_time()
            warm.append(_timed(partial(question, corpus, plan, variant))[0])
            busy.append(time.process_time() - begun)
    again, _ = _timed(partial(open_corpus, Path(plan.folder)))
    times = {
        "open": opened,
        "again": again,
        "first": first,
        "warm": statistics.median(warm),
        "busy": statistics.median(busy),
    }
    return {**times, "megabytes": megabytes(), "answer": _records(answer)}


def ask_everything(plan: Plan) -> dict[str, object]:
    """Ask for every page and tell the memory of the process: at its end and at its height, MB."""
    corpus = open_corpus(Path(plan.folder))
    asked = [question for name, question in QUESTIONS.items() if not name.startswith(WHOLE)]
    for variant in range(TOGETHER):
        for question in asked:
            question(corpus, plan, variant)
    own, mapped = resident()
    return {"questions": len(asked), "own": own, "mapped": mapped, "most": megabytes()}


def _timed(function: Callable[[], Answer]) -> tuple[float, Answer]:
    start = time.perf_counter()
    answer = function()
    return time.perf_counter() - start, answer


def _records(answer: object) -> list[dict[str, object]]:
    """Return the numbers of an answer that another count can check."""
    if not isinstance(answer, pd.DataFrame):
        return []
    wanted = ["term", "n_word", "n", "documents", "tfidf", "n_target", "n_reference", "score"]
    shown = answer.head(PAGE)[[name for name in wanted if name in answer]]
    return shown.to_dict("records")


if __name__ == "__main__":
    main(*sys.argv[1:])
