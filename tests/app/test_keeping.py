"""Answers are kept within a bound, worked out once, and right for all who ask at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.select import Scope
from analysis.tables.frequency import FrequencyOptions
from analysis.tables.hits import Focus
from app import cache
from app.cache.keeping import Shelf, answers, size_of

SESSIONS = 6


def test_the_longest_not_asked_for_goes_first_when_there_is_no_room():
    shelf = Shelf(10_000)
    for name in "abc":
        shelf.ask(name, lambda: np.zeros(400))
    assert len(shelf) == 2
    assert shelf.size <= shelf.most
    worked = []
    for name in "cab":
        shelf.ask(name, lambda name=name: worked.append(name))
    assert worked == ["a"]  # b and c were there, each asked for after a


def test_an_answer_that_is_larger_than_all_room_is_still_given():
    shelf = Shelf(100)
    assert shelf.ask("large", lambda: "x" * 1000) == "x" * 1000
    shelf.ask("next", lambda: 1)
    assert len(shelf) == 1


def test_what_fails_is_asked_again():
    shelf = Shelf(1000)
    with pytest.raises(ZeroDivisionError):
        shelf.ask("n", lambda: 1 // 0)
    assert shelf.ask("n", lambda: 2) == 2


def test_of_many_who_ask_at_once_one_works():
    shelf, barrier, worked = Shelf(10_000), Barrier(SESSIONS), []

    def ask(_: int) -> object:
        barrier.wait()
        return shelf.ask("n", lambda: worked.append(1) or object())

    with ThreadPoolExecutor(SESSIONS) as threads:
        found = list(threads.map(ask, range(SESSIONS)))
    assert worked == [1]
    assert len(set(map(id, found))) == 1


def test_sizes_are_those_of_the_data():
    assert size_of(np.zeros(1000)) == 8000
    assert size_of(pd.DataFrame({"n": np.zeros(1000)})) >= 8000
    assert size_of(tuple("x" * 100 for _ in range(1000))) > 100_000
    groups = cache.group_characters(cache.corpus(), Scope(), "document")
    assert size_of(groups) == groups.inside.nbytes + groups.amounts.nbytes


def test_sessions_that_ask_at_once_get_the_numbers_of_one_that_asks_alone(seeds_corpus):
    focus = Focus("term", "工会")
    questions = (
        lambda corpus: cache.size(corpus, Scope()),
        lambda corpus: cache.places(corpus, Scope(), focus),
        lambda corpus: cache.groups(corpus, Scope(), "organisation"),
        lambda corpus: cache.frequency(
            corpus, Scope(), options=FrequencyOptions(limit=50)
        ).to_csv(),
        lambda corpus: cache.themes(corpus, Scope(), "organisation").to_csv(),
        lambda corpus: cache.facts(corpus, Scope()).to_csv(),
    )
    documents = list(seeds_corpus.documents)
    alone = build_corpus(documents)
    expected = [ask(alone) for ask in questions]
    answers().clear()
    fresh = build_corpus(documents)  # nothing of it is put together yet
    barrier = Barrier(SESSIONS)

    def session(number: int) -> list[object]:
        barrier.wait()
        order = [*range(number, len(questions)), *range(number)]
        found = {at: questions[at](fresh) for at in order}
        return [found[at] for at in range(len(questions))]

    with ThreadPoolExecutor(SESSIONS) as threads:
        for found in threads.map(session, range(SESSIONS)):
            assert found == expected
