"""One question in a fresh process: ``python -m benchmarks.asked PLAN NAME`` prints its times."""

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

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import EVERYTHING, Scope, group_by, select
from analysis.corpus.store import open_corpus
from analysis.tables.collocation import collocates
from analysis.tables.concordance import concordance
from analysis.tables.facts import fact_rows, facts_at, sentences_with
from analysis.tables.frequency import FrequencyOptions, frequency
from analysis.tables.hits import Focus, hits, positions, sentence_cards
from analysis.tables.keyness import keyness_of
from analysis.tables.organisations import organisation_totals
from analysis.tables.similarity import similarity
from analysis.tables.themes import theme_table
from benchmarks.plan import COMMONEST, PATTERN, VARIANTS, Plan, read_plan
from benchmarks.process import megabytes

PAGE = 50
LATE = ", three quarters down"
PATIENCE = 20.0
"""Seconds of repeating after which the times so far have to do."""

Question = Callable[[Corpus, Plan, int], object]
"""Answers from an open corpus; the number says which of the plan's variants is asked for."""
Choice = Callable[[Plan, int], Scope]
Answer = TypeVar("Answer")


def everything(_plan: Plan, _variant: int) -> Scope:
    """Choose all documents."""
    return EVERYTHING


def organisation(plan: Plan, variant: int) -> Scope:
    """Choose the largest organisation: all of it first, then without one of the years."""
    without = plan.years[:variant][-1:]
    years = tuple(found for found in plan.years if found not in without) if without else ()
    return Scope(organisations=(plan.organisation,), years=years)


def some(plan: Plan, variant: int) -> Scope:
    """Choose a random fifth of the documents."""
    return Scope(documents=tuple(plan.some[variant]))


def year(plan: Plan, variant: int) -> Scope:
    """Choose one year."""
    return Scope(years=(plan.years[variant % len(plan.years)],))


def longest(plan: Plan, variant: int) -> Scope:
    """Choose two long documents."""
    return Scope(documents=tuple(plan.longest[variant % len(plan.longest)]))


def few(plan: Plan, variant: int) -> Scope:
    """Choose some documents."""
    return Scope(documents=tuple(plan.few[variant]))


def _frequency(choice: Choice, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return frequency(corpus, select(corpus, choice(plan, variant)))


def _ngrams(choice: Choice, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    options = FrequencyOptions(ngrams=(2, 3), min_n=5)
    return frequency(corpus, select(corpus, choice(plan, variant)), options=options)


def _keyness(choice: Choice, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return keyness_of(corpus, select(corpus, choice(plan, variant)))


def _themes(by: str, corpus: Corpus, _plan: Plan, _variant: int) -> pd.DataFrame:
    return theme_table(corpus, select(corpus), grouping=group_by(corpus, by))


def _lines(
    find: Callable[[Plan, int], str], sort: str, corpus: Corpus, plan: Plan, variant: int
) -> pd.DataFrame:
    wanted = find(plan, variant)
    late = plan.late_commonest if wanted == COMMONEST else plan.late
    return concordance(
        corpus,
        select(corpus),
        wanted,
        regex=wanted == PATTERN,
        sort=sort.removesuffix(LATE),  # type: ignore[arg-type]
        offset=late if sort.endswith(LATE) else 0,
        limit=PAGE,
    )


def _word(plan: Plan, variant: int) -> str:
    return plan.words[variant % len(plan.words)]


def _phrase(plan: Plan, variant: int) -> str:
    return plan.phrases[variant % len(plan.phrases)]


def _commonest(_plan: Plan, _variant: int) -> str:
    return COMMONEST


def _pattern(_plan: Plan, _variant: int) -> str:
    return PATTERN


def _near(
    find: Callable[[Plan, int], str], corpus: Corpus, plan: Plan, variant: int
) -> pd.DataFrame:
    return collocates(corpus, select(corpus), find(plan, variant))


def _sentences(corpus: Corpus, plan: Plan, variant: int) -> object:
    found = hits(corpus, select(corpus), Focus("term", _word(plan, variant)))
    return sentence_cards(corpus, found)


def _positions(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    mask = select(corpus, longest(plan, variant))
    return positions(corpus, mask, Focus("term", _word(plan, variant)))


def _similarity(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return similarity(corpus, select(corpus, few(plan, variant)))


def _facts(corpus: Corpus, _plan: Plan, _variant: int) -> pd.DataFrame:
    return facts_at(corpus, fact_rows(corpus, select(corpus))[:PAGE])


def _facts_of_organisation(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    mask = select(corpus, Scope(years=organisation(plan, variant).years))
    return facts_at(corpus, fact_rows(corpus, mask, organisations=(plan.organisation,))[:PAGE])


def _facts_of_theme(corpus: Corpus, plan: Plan, _variant: int) -> pd.DataFrame:
    mask = select(corpus)
    with_theme = sentences_with(corpus, mask, Focus("theme", plan.theme))
    return facts_at(corpus, fact_rows(corpus, with_theme)[:PAGE])


def _organisations(choice: Choice, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return organisation_totals(corpus, select(corpus, choice(plan, variant)))


def _select(choice: Choice, corpus: Corpus, plan: Plan, variant: int) -> object:
    return select(corpus, choice(plan, variant))


SUBSETS: dict[str, Choice] = {
    "everything": everything,
    "one organisation": organisation,
    "a random fifth": some,
    "one year": year,
}
SORTS = ("document", "left", "right", f"right{LATE}")
NODES: dict[str, tuple[Callable[[Plan, int], str], tuple[str, ...]]] = {
    "a middling word": (_word, SORTS),
    "的": (_commonest, SORTS),
    "a pattern": (_pattern, SORTS[:3]),
    "a rare phrase": (_phrase, SORTS[2:3]),
}

QUESTIONS: dict[str, Question] = {
    **{f"selection: {name}": partial(_select, choice) for name, choice in SUBSETS.items()},
    **{f"frequency: {name}": partial(_frequency, choice) for name, choice in SUBSETS.items()},
    "themes: by organisation": partial(_themes, "organisation"),
    "themes: by year": partial(_themes, "year"),
    **{
        f"concordance of {name}: by {sort}": partial(_lines, find, sort)
        for name, (find, sorts) in NODES.items()
        for sort in sorts
    },
    "sentences of a middling word": _sentences,
    "collocates of a middling word": partial(_near, _word),
    "collocates of 的": partial(_near, _commonest),
    "keyness: one organisation": partial(_keyness, organisation),
    "keyness: a random fifth": partial(_keyness, some),
    "n-grams of 2 to 3: one organisation": partial(_ngrams, organisation),
    "n-grams of 2 to 3: a random fifth": partial(_ngrams, some),
    "similarity of 20 documents": _similarity,
    "positions in two documents": _positions,
    "facts: everything": _facts,
    "facts: one organisation": _facts_of_organisation,
    "facts: beside a theme": _facts_of_theme,
    "organisations: everything": partial(_organisations, everything),
    "organisations: a random fifth": partial(_organisations, some),
}
"""What is asked. Every answer includes the selection of its sentences."""


def main(plan_path: str, name: str) -> None:
    """Open the corpus, ask once, ask for the other variants, and print what it took as JSON."""
    plan = read_plan(Path(plan_path))
    opened, corpus = _timed(partial(open_corpus, Path(plan.folder)))
    ask = QUESTIONS[name]
    first, answer = _timed(partial(ask, corpus, plan, 0))
    warm: list[float] = []
    for variant in range(1, VARIANTS):
        if sum(warm) < PATIENCE:
            warm.append(_timed(partial(ask, corpus, plan, variant))[0])
    again, _ = _timed(partial(open_corpus, Path(plan.folder)))
    times = {"open": opened, "again": again, "first": first, "warm": statistics.median(warm)}
    print(json.dumps({**times, "megabytes": megabytes(), "answer": _records(answer)}))


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
    main(sys.argv[1], sys.argv[2])
