"""Figures and the ledger."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope
from analysis.tables import facts as fact_tables
from analysis.tables import ledger as ledger_tables
from analysis.tables.hits import Focus
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
def unit_figures(
    corpus: Corpus, scope: Scope, chosen: LedgerFilter, unit: str, limit: int
) -> pd.DataFrame:
    """Return the first ``limit`` figures of one unit, ``schema.FACTS``."""
    return ledger(corpus, scope, replace(chosen, unit=unit, excluded=False), 0, limit)


@kept
def units(corpus: Corpus, scope: Scope, chosen: LedgerFilter, limit: int) -> dict[str, int]:
    """Return how many figures of the commonest units a filter lets through, most first."""
    rows = ledger_rows(corpus, scope, replace(chosen, excluded=False))
    counted = fact_tables.count_units(corpus, rows, limit=limit)
    return {str(unit): int(n) for unit, n in zip(counted["unit"], counted["n"], strict=True)}


@kept
def entry(corpus: Corpus, document: str, start: int) -> Entry:
    """Return one figure with its sentence and the other figures of that sentence."""
    return ledger_tables.entry(corpus, document, start)


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
