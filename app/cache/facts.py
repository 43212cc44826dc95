"""Figures and the ledger."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.correcting import proposed_figure
from analysis.corpus.select import Scope
from analysis.schema import FieldValue
from analysis.tables import corrections as correction_tables
from analysis.tables import fact_dates
from analysis.tables import facts as fact_tables
from analysis.tables import figure_groups as group_tables
from analysis.tables import ledger as ledger_tables
from analysis.tables import likely_owners as owner_tables
from analysis.tables.figure_groups import By
from analysis.tables.hits import Focus, SentenceCard, sentence_cards
from analysis.tables.ledger import Entry, LedgerFilter
from app.cache.keeping import kept
from app.cache.scopes import fact_mask


@kept
def facts(corpus: Corpus, scope: Scope, limit: int | None = None) -> pd.DataFrame:
    """Return the first ``limit`` figures of a scope, ``schema.FACTS``; all without it."""
    return fact_tables.fact_table(
        corpus, fact_mask(corpus, scope), organisations=scope.organisations, limit=limit
    )


@kept
def ledger_rows(corpus: Corpus, scope: Scope, chosen: LedgerFilter) -> npt.NDArray[np.int64]:
    """Return the rows of ``corpus.facts`` that a filter lets through."""
    return ledger_tables.ledger_rows(
        corpus, fact_mask(corpus, scope), chosen, organisations=scope.organisations
    )


@kept
def ledger(
    corpus: Corpus,
    scope: Scope,
    chosen: LedgerFilter,
    offset: int = 0,
    limit: int | None = None,
) -> pd.DataFrame:
    """Return the figures of a scope that a filter lets through, ``schema.FACTS``."""
    rows = ledger_rows(corpus, scope, chosen)[offset:]
    return fact_tables.facts_at(corpus, rows if limit is None else rows[:limit])


@kept
def figure_groups(
    corpus: Corpus, scope: Scope, chosen: LedgerFilter, by: By, limit: int
) -> pd.DataFrame:
    """Return the first groups of like figures that a filter lets through, ``FIGURE_GROUPS``."""
    rows = ledger_rows(corpus, scope, replace(chosen, excluded=False))
    return group_tables.figure_groups(corpus, rows, by=by, limit=limit)


@kept
def figure_members(
    corpus: Corpus,
    scope: Scope,
    chosen: LedgerFilter,
    offset: int = 0,
    limit: int | None = None,
    most: int | None = None,
) -> pd.DataFrame:
    """Return the figures that a filter lets through with their years, ``FIGURE_MEMBERS``."""
    rows = ledger_rows(corpus, scope, replace(chosen, excluded=False))
    return group_tables.figure_members(corpus, rows, offset=offset, limit=limit, most=most)


@kept
def figure_owners(corpus: Corpus, scope: Scope, limit: int) -> dict[str, int]:
    """Return how many figures the organisations with most of them have, whatever is chosen."""
    everyone = fact_mask(corpus, scope)
    table = fact_tables.fact_shares(corpus, everyone, Focus("term", ""), limit=limit)
    named = zip(table["organisation"], table["figures"], strict=True)
    return {name: int(n) for name, n in named if isinstance(name, str)}


@kept
def figure_themes(corpus: Corpus, scope: Scope) -> pd.DataFrame:
    """Return how many figures of a scope share a sentence with each theme, ``FIGURE_THEMES``."""
    return group_tables.figure_themes(corpus, ledger_rows(corpus, scope, LedgerFilter()))


@kept
def figure_cards(
    corpus: Corpus, scope: Scope, chosen: LedgerFilter, limit: int
) -> list[SentenceCard]:
    """Return the first sentences with figures that a filter lets through, these marked."""
    found = fact_tables.fact_hits(corpus, ledger_rows(corpus, scope, chosen))
    return sentence_cards(corpus, found, limit=limit)


@kept
def undated_figures(corpus: Corpus, scope: Scope, chosen: LedgerFilter) -> int:
    """Return how many figures have no date, whatever dates the filter asks for."""
    rows = ledger_rows(corpus, scope, replace(chosen, since="", until=""))
    return int(len(rows) - fact_dates.is_known(fact_dates.dates_of(corpus, rows)).sum())


@kept
def entry(corpus: Corpus, document: str, start: int) -> Entry:
    """Return one figure with its sentence and the other figures of that sentence."""
    return ledger_tables.entry(corpus, document, start)


@kept
def numbers_in(corpus: Corpus, document: str, start: int, end: int) -> pd.DataFrame:
    """Return the numbers that a stretch of a document touches, ``schema.FACTS``."""
    return ledger_tables.numbers_in(corpus, document, start, end)


@kept
def likely_owners(corpus: Corpus, document: str, start: int) -> tuple[str, ...]:
    """Return the organisations that what stands at a place may belong to, the likeliest first."""
    return owner_tables.likely_owners(corpus, document, start)


@kept
def proposed(corpus: Corpus, document: str, start: int, end: int) -> dict[str, FieldValue]:
    """Return what a stretch of a document may say as a figure, by the fields of one.

    Raises
    ------
    AnalysisError
        It cannot be a figure: it is empty, too long, or in several paragraphs.
    """
    return proposed_figure(corpus, document, start, end)


@kept
def corrections(corpus: Corpus) -> pd.DataFrame:
    """Return the corrections of a corpus, the last one first, ``schema.CORRECTIONS``."""
    return correction_tables.correction_table(corpus).iloc[::-1].reset_index(drop=True)


def count_ledger(corpus: Corpus, scope: Scope, chosen: LedgerFilter) -> int:
    """Return how many numbers a filter lets through."""
    return len(ledger_rows(corpus, scope, chosen))


def ledger_place(corpus: Corpus, scope: Scope, chosen: LedgerFilter, number: int) -> str:
    """Return ``document:start`` of one number that a filter lets through, counted from 0."""
    row = int(ledger_rows(corpus, scope, chosen)[number])
    document = corpus.document_names[int(corpus.facts.values("doc")[row])]
    return f"{document}:{int(corpus.facts.values('start')[row])}"


def number_of_place(
    corpus: Corpus, scope: Scope, chosen: LedgerFilter, document: str, start: int
) -> int | None:
    """Return which of the numbers that a filter lets through begins at a place, from 0."""
    doc = corpus.document_rows.get(document, -1)
    docs, starts = corpus.facts.values("doc"), corpus.facts.values("start")
    first, last = np.searchsorted(docs, [doc, doc + 1])
    at = np.flatnonzero(starts[first:last] == start)
    if not len(at):
        return None
    rows = ledger_rows(corpus, scope, chosen)
    number = int(np.searchsorted(rows, first + at[0]))
    return number if number < len(rows) and rows[number] == first + at[0] else None


@kept
def excluded_numbers(corpus: Corpus, scope: Scope) -> int:
    """Return how many numbers of a scope are no figures."""
    everything = len(ledger_rows(corpus, scope, LedgerFilter(excluded=True)))
    return everything - len(ledger_rows(corpus, scope, LedgerFilter()))


@kept
def fact_shares(corpus: Corpus, scope: Scope, focus: Focus | None) -> pd.DataFrame:
    """Return how many figures each body reports, and beside the focus, ``schema.FACT_SHARES``."""
    return fact_tables.fact_shares(
        corpus,
        fact_mask(corpus, scope),
        focus or Focus("term", ""),
        organisations=scope.organisations,
    )
