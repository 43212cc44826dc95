"""Compiled loops answer as the Python that they are made of, whatever the corpus."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.corpus import Corpus
from analysis.corpus.loops.compiling import Loop, LoopForEach
from analysis.corpus.loops.every import compile_every, every_loop
from analysis.corpus.select import group_by
from analysis.tables.collocation import collocates
from analysis.tables.concordance import concordance
from analysis.tables.frequency import FrequencyOptions, frequency
from analysis.tables.keyness import keyness_of
from analysis.tables.themes import theme_table
from tests.analysis.several import NUMBERS, masks, several

QUESTIONS: dict[str, Callable[[Corpus, np.ndarray], pd.DataFrame]] = {
    "frequency": frequency,
    "by organisation": lambda corpus, mask: frequency(
        corpus,
        mask,
        grouping=group_by(corpus, "organisation"),
        options=FrequencyOptions(terms=("的", "工作", "人人", "服务职工")),
    ),
    "n-grams": lambda corpus, mask: frequency(
        corpus, mask, options=FrequencyOptions(ngrams=(2, 3), limit=9)
    ),
    "keyness": keyness_of,
    "themes": lambda corpus, mask: theme_table(
        corpus, mask, grouping=group_by(corpus, "organisation")
    ),
    "collocates": lambda corpus, mask: collocates(corpus, mask, "工作", window=3),
    "concordance": lambda corpus, mask: concordance(corpus, mask, "工会", limit=9),
    "pattern": lambda corpus, mask: concordance(corpus, mask, "工.{0,2}会?", regex=True, limit=9),
}


def plain(loop: Loop[...] | LoopForEach, _steps: int) -> Callable[..., None]:
    return loop.in_python if isinstance(loop, LoopForEach) else loop.python


def quick(loop: Loop[...] | LoopForEach, _steps: int) -> Callable[..., None]:
    return loop.compiled


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("number", NUMBERS)
def test_compiled_loops_give_the_tables_of_plain_ones(
    question: str, number: int, monkeypatch: pytest.MonkeyPatch
):
    corpus = several(number)
    for mask in masks(corpus, number)[1:3]:
        tables = []
        for way in (plain, quick):
            monkeypatch.setattr(Loop, "over", way)
            monkeypatch.setattr(LoopForEach, "over", way)
            monkeypatch.setattr("analysis.corpus.candidates.LARGE", 100)
            tables.append(QUESTIONS[question](corpus, mask))
        pd.testing.assert_frame_equal(*tables)
    assert len(tables[0])


def test_every_loop_is_asked_by_some_question(monkeypatch: pytest.MonkeyPatch):
    asked = set()

    def noted(loop: Loop[...] | LoopForEach, _steps: int) -> Callable[..., None]:
        asked.add(loop.python.__name__)
        return loop.compiled

    monkeypatch.setattr(Loop, "over", noted)
    monkeypatch.setattr(LoopForEach, "over", noted)
    monkeypatch.setattr("analysis.corpus.candidates.LARGE", 100)
    corpus = several(0)
    for question in QUESTIONS.values():
        for mask in masks(corpus, 0)[1:3]:
            question(corpus, mask)
    assert asked == {loop.python.__name__ for loop in every_loop()}


def test_no_loop_needs_the_compiler_twice():
    compile_every()
    for loop in every_loop():
        for types in loop.types:
            assert loop.kept(types) is not None, loop.python.__name__
