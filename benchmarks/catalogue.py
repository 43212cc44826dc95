"""The questions of the pages, each for a variant of the plan's words and documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import EVERYTHING, Mask, Scope, group_by, select
from analysis.tables.collocation import collocates
from analysis.tables.compare import (
    Side,
    fact_sides,
    side_table,
    sides_of,
    term_split,
    theme_split,
)
from analysis.tables.concordance import HitCounts, concordance, hit_counts
from analysis.tables.documents import document_list
from analysis.tables.facts import fact_rows, fact_table, facts_at, sentences_with
from analysis.tables.figure_groups import By, figure_groups
from analysis.tables.frequency import FrequencyOptions, breakdown, frequency
from analysis.tables.hits import Focus, SentenceCard, hits, positions, sentence_cards
from analysis.tables.keyness import keyness_of
from analysis.tables.network import network
from analysis.tables.organisations import organisation_totals, spelling_table
from analysis.tables.reader import reader_paragraphs
from analysis.tables.similarity import similarity
from analysis.tables.suggestions import similar_terms
from analysis.tables.themes import theme_table, theme_terms
from benchmarks.choices import (
    SUBSETS,
    Choice,
    Finding,
    commonest,
    everything,
    few,
    longest,
    organisation,
    pattern,
    phrase,
    some,
    word,
)
from benchmarks.plan import COMMONEST, PATTERN, Plan

PAGE = 50
"""Rows of a page, which is what a page of the app asks for."""
CARDS = 12
SEARCHED = 20_000
"""Sentences among which the app looks for the first to show."""
STRIPS = 40
SIDES = 3
NODES_DRAWN = 40
LATE = ", three quarters down"
WHOLE = "whole table: "
"""What an export asks for: all rows, so that nothing is promised about its time."""

Question = Callable[[Corpus, Plan, int], object]
"""Answers from an open corpus; the number says which of the plan's variants is asked for."""


# --------------------------------------------------------------------------- words


def _select(choice: Choice, corpus: Corpus, plan: Plan, variant: int) -> Mask:
    return select(corpus, choice(plan, variant))


def _frequency(
    choice: Choice, corpus: Corpus, plan: Plan, variant: int, *, limit: int | None = PAGE
) -> pd.DataFrame:
    mask = select(corpus, choice(plan, variant))
    return frequency(corpus, mask, options=FrequencyOptions(limit=limit))


def _frequency_by(by: str, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    options = FrequencyOptions(terms=tuple(plan.words[: variant + 1]))
    return frequency(corpus, select(corpus), grouping=group_by(corpus, by), options=options)


def _ngrams(choice: Choice, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    options = FrequencyOptions(ngrams=(2, 3), min_n=5, limit=PAGE)
    return frequency(corpus, select(corpus, choice(plan, variant)), options=options)


def _keyness(
    choice: Choice, corpus: Corpus, plan: Plan, variant: int, *, limit: int | None = PAGE
) -> pd.DataFrame:
    mask = select(corpus, choice(plan, variant))
    return keyness_of(corpus, mask) if limit is None else keyness_of(corpus, mask, limit=limit)


def _breakdown(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return breakdown(corpus, select(corpus), word(plan, variant))


def _alike(corpus: Corpus, plan: Plan, variant: int) -> list[str]:
    return similar_terms(corpus, f"{word(plan, variant)}性", mask=select(corpus))


# --------------------------------------------------------------------------- places


def _lines(
    find: Finding, sort: str, corpus: Corpus, plan: Plan, variant: int, *, limit: int | None = PAGE
) -> pd.DataFrame:
    wanted = find(plan, variant)
    late = plan.late_commonest if wanted == COMMONEST else plan.late
    return concordance(
        corpus,
        select(corpus),
        wanted,
        regex=wanted == PATTERN,
        sort=sort.removesuffix(LATE),  # type: ignore[typeddict-item]
        offset=late if sort.endswith(LATE) else 0,
        limit=limit,
    )


def _count(find: Finding, corpus: Corpus, plan: Plan, variant: int) -> HitCounts:
    return hit_counts(corpus, select(corpus), find(plan, variant))


def _near(find: Finding, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return collocates(corpus, select(corpus), find(plan, variant), limit=PAGE)


def _sentences(corpus: Corpus, plan: Plan, variant: int) -> list[SentenceCard]:
    mask = select(corpus)
    found = hits(corpus, mask & (np.cumsum(mask) <= SEARCHED), Focus("term", word(plan, variant)))
    return sentence_cards(corpus, found, limit=CARDS)


def _positions(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    mask = select(corpus, longest(plan, variant))
    return positions(corpus, mask, Focus("term", word(plan, variant)))


def _positions_of_most(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    mask, focus = select(corpus), Focus("term", word(plan, variant))
    counts = np.bincount(hits(corpus, mask, focus)["doc"])
    most = np.sort(np.argsort(-counts, kind="stable")[:STRIPS])
    names = tuple(corpus.document_names[most].tolist())
    return positions(corpus, select(corpus, Scope(documents=names)), focus)


def _reading(corpus: Corpus, plan: Plan, variant: int) -> object:
    row = corpus.document_rows[longest(plan, variant).documents[0]]
    return reader_paragraphs(corpus, row, Focus("term", word(plan, variant)))


# --------------------------------------------------------------------------- themes, figures


def _themes(by: str, corpus: Corpus, _plan: Plan, _variant: int) -> pd.DataFrame:
    return theme_table(corpus, select(corpus), grouping=group_by(corpus, by))


def _themes_of(choice: Choice, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return theme_table(corpus, select(corpus, choice(plan, variant)))


def _theme_words(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return theme_terms(corpus, select(corpus, some(plan, variant)), plan.theme, limit=PAGE)


def _facts(corpus: Corpus, _plan: Plan, _variant: int) -> pd.DataFrame:
    return facts_at(corpus, fact_rows(corpus, select(corpus))[:PAGE])


def _facts_of_organisation(
    corpus: Corpus, plan: Plan, variant: int, *, limit: int | None = PAGE
) -> pd.DataFrame:
    mask = select(corpus, Scope(years=organisation(plan, variant).years))
    return fact_table(corpus, mask, organisations=(plan.organisation,), limit=limit)


def _facts_of_theme(corpus: Corpus, plan: Plan, _variant: int) -> pd.DataFrame:
    with_theme = sentences_with(corpus, select(corpus), Focus("theme", plan.theme))
    return facts_at(corpus, fact_rows(corpus, with_theme)[:PAGE])


def _figure_groups(by: By, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    rows = fact_rows(corpus, select(corpus, some(plan, variant)))
    return figure_groups(corpus, rows, by=by, limit=PAGE)


def _network(corpus: Corpus, _plan: Plan, _variant: int) -> pd.DataFrame:
    return network(corpus, select(corpus), among=NODES_DRAWN)


def _organisations(
    choice: Choice, corpus: Corpus, plan: Plan, variant: int, *, limit: int | None = PAGE
) -> pd.DataFrame:
    return organisation_totals(corpus, select(corpus, choice(plan, variant)), limit=limit)


def _spellings(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return spelling_table(corpus, select(corpus, some(plan, variant)), limit=PAGE)


# --------------------------------------------------------------------------- documents


def _documents(sort: str, corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    mask = select(corpus, some(plan, variant))
    return document_list(corpus, mask, sort=sort, descending=True, limit=PAGE)


def _similarity(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return similarity(corpus, select(corpus, few(plan, variant)))


def _sides(corpus: Corpus, plan: Plan, variant: int) -> list[Side]:
    first = variant % max(1, len(plan.years) - SIDES + 1)
    labels = plan.years[first : first + SIDES]
    return sides_of(corpus, EVERYTHING, group_by(corpus, "year"), labels)


def _sizes_compared(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return side_table(corpus, _sides(corpus, plan, variant))


def _words_compared(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return term_split(corpus, _sides(corpus, plan, variant), limit=PAGE)


def _themes_compared(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return theme_split(corpus, _sides(corpus, plan, variant))


def _facts_compared(corpus: Corpus, plan: Plan, variant: int) -> pd.DataFrame:
    return fact_sides(corpus, _sides(corpus, plan, variant), limit=PAGE)


SORTS = ("document", "left", "right", f"right{LATE}")
NODES: dict[str, tuple[Finding, tuple[str, ...]]] = {
    "a middling word": (word, SORTS),
    "的": (commonest, SORTS),
    "a pattern": (pattern, SORTS[:3]),
    "a rare phrase": (phrase, SORTS[2:3]),
}

QUESTIONS: dict[str, Question] = {
    **{f"selection: {name}": partial(_select, choice) for name, choice in SUBSETS.items()},
    **{f"frequency: {name}": partial(_frequency, choice) for name, choice in SUBSETS.items()},
    "frequency of some words: by organisation": partial(_frequency_by, "organisation"),
    "frequency of some words: by year": partial(_frequency_by, "year"),
    "keyness: one organisation": partial(_keyness, organisation),
    "keyness: a random fifth": partial(_keyness, some),
    "n-grams of 2 to 3: one organisation": partial(_ngrams, organisation),
    "n-grams of 2 to 3: a random fifth": partial(_ngrams, some),
    "longer words around a middling word": _breakdown,
    "words like one that is not there": _alike,
    **{
        f"concordance of {name}: by {sort}": partial(_lines, find, sort)
        for name, (find, sorts) in NODES.items()
        for sort in sorts
    },
    "places counted: a middling word": partial(_count, word),
    "places counted: 的": partial(_count, commonest),
    "collocates of a middling word": partial(_near, word),
    "collocates of 的": partial(_near, commonest),
    "first sentences of a middling word": _sentences,
    "positions in two documents": _positions,
    "positions in the documents with most places": _positions_of_most,
    "reading a long document": _reading,
    "themes: by organisation": partial(_themes, "organisation"),
    "themes: by year": partial(_themes, "year"),
    "themes: a random fifth": partial(_themes_of, some),
    "words of a theme: a random fifth": _theme_words,
    "facts: everything": _facts,
    "facts: one organisation": _facts_of_organisation,
    "facts: beside a theme": _facts_of_theme,
    "figures of the same unit: a random fifth": partial(_figure_groups, "unit"),
    "figures of the same thing: a random fifth": partial(_figure_groups, "noun"),
    "organisations named together: everything": _network,
    "organisations: everything": partial(_organisations, everything),
    "organisations: a random fifth": partial(_organisations, some),
    "spellings: a random fifth": _spellings,
    "documents by date: a random fifth": partial(_documents, "date"),
    "similarity of 20 documents": _similarity,
    "three years compared: sizes": _sizes_compared,
    "three years compared: words": _words_compared,
    "three years compared: themes": _themes_compared,
    "three years compared: facts": _facts_compared,
    f"{WHOLE}frequency of everything": partial(_frequency, everything, limit=None),
    f"{WHOLE}keyness of a random fifth": partial(_keyness, some, limit=None),
    f"{WHOLE}concordance of a middling word": partial(_lines, word, "right", limit=None),
    f"{WHOLE}facts of one organisation": partial(_facts_of_organisation, limit=None),
}
"""What is asked. Every answer includes the selection of its sentences."""
