"""Figures and the ledger."""

from __future__ import annotations

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope
from analysis.schema import FIGURE
from analysis.tables import facts as fact_tables
from analysis.tables import ledger as ledger_tables
from analysis.tables.hits import Focus
from analysis.tables.ledger import Entry, LedgerFilter
from app.cache.keeping import kept
from app.cache.scopes import fact_mask


@kept
def facts(corpus: Corpus, scope: Scope, *, excluded: bool = False) -> pd.DataFrame:
    """Return the figures of a scope, ``schema.FACTS``; with other numbers where asked."""
    return fact_tables.fact_table(
        corpus,
        fact_mask(corpus, scope),
        organisations=scope.organisations,
        excluded=excluded,
    )


@kept
def ledger(corpus: Corpus, scope: Scope, chosen: LedgerFilter) -> pd.DataFrame:
    """Return the figures of a scope that a filter lets through, ``schema.FACTS``."""
    return ledger_tables.ledger(
        corpus, fact_mask(corpus, scope), chosen, organisations=scope.organisations
    )


@kept
def unit_figures(
    corpus: Corpus, scope: Scope, chosen: LedgerFilter, unit: str, limit: int
) -> pd.DataFrame:
    """Return the first ``limit`` figures of one unit, ``schema.FACTS``."""
    table = ledger(corpus, scope, chosen)
    figures = table[(table["unit"] == unit) & (table["class"] == FIGURE)]
    return figures.head(limit).reset_index(drop=True)


@kept
def units(corpus: Corpus, scope: Scope, chosen: LedgerFilter) -> dict[str, int]:
    """Return how many figures of each unit a filter lets through, most first."""
    table = ledger(corpus, scope, chosen)
    counted = fact_tables.unit_table(table[table["class"] == FIGURE])
    return {str(unit): int(n) for unit, n in zip(counted["unit"], counted["n"], strict=True)}


@kept
def entry(corpus: Corpus, document: str, start: int) -> Entry:
    """Return one figure with its sentence and the other figures of that sentence."""
    return ledger_tables.entry(corpus, document, start)


@kept
def ledger_places(corpus: Corpus, scope: Scope, chosen: LedgerFilter) -> tuple[str, ...]:
    """Return ``document:start`` of every number that a filter lets through, in text order."""
    table = ledger(corpus, scope, chosen)
    places = zip(table["doc"], table["start"], strict=True)
    return tuple(f"{document}:{int(start)}" for document, start in places)


@kept
def excluded_numbers(corpus: Corpus, scope: Scope) -> int:
    """Return how many numbers of a scope are no figures."""
    return int((facts(corpus, scope, excluded=True)["class"] != FIGURE).sum())


@kept
def fact_shares(corpus: Corpus, scope: Scope, focus: Focus | None) -> pd.DataFrame:
    """Return how many figures each body reports, and beside the focus, ``schema.FACT_SHARES``."""
    return fact_tables.fact_shares(
        corpus,
        fact_mask(corpus, scope),
        focus or Focus("term", ""),
        organisations=scope.organisations,
    )
