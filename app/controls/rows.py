"""Long result tables, asked for in pages: what 表 shows and files hold."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.corpus.select import Scope
from analysis.tables.frequency import FrequencyOptions
from analysis.tables.ledger import LedgerFilter
from app import cache
from app.cache import Against
from app.controls.page import Page
from app.controls.table import AT_ONCE, Paged

MOST_RUNS = 5 * AT_ONCE
"""Runs of words that 表 lists, a page of them where they are found in a sample; files hold all."""


def theme_rows(page: Page) -> Paged:
    """Return every theme in every group."""
    corpus, scope, by = page.corpus, page.scope, page.state.by
    n = len(cache.group_characters(corpus, scope, by)) * len(corpus.themes)
    return Paged(n, lambda offset, limit: cache.themes_page(corpus, scope, by, offset, limit))


def frequency_rows(page: Page, scope: Scope, options: FrequencyOptions) -> Paged:
    """Return all terms that the options list, whatever their limit is."""
    corpus = page.corpus
    if options.ngrams is None:
        n = cache.count_listed(corpus, scope, replace(options, limit=None))
    else:
        is_sampled = cache.is_sampled(corpus, scope, replace(options, limit=AT_ONCE))
        most = AT_ONCE if is_sampled else MOST_RUNS
        n = len(cache.frequency(corpus, scope, options=replace(options, limit=most)))
    return Paged(
        n,
        lambda offset, limit: cache.frequency(
            corpus, scope, options=replace(options, offset=offset, limit=limit)
        ),
    )


def keyness_rows(page: Page, against: Against, first: pd.DataFrame) -> Paged:
    """Return all words of a side against its reference; ``first`` are those that are drawn."""
    corpus, scope = page.corpus, page.scope
    return Paged(
        lambda: cache.count_keyness(corpus, scope, against),
        lambda offset, limit: cache.keyness(corpus, scope, against, limit, offset),
        first,
    )


def side_rows(page: Page, labels: tuple[str, ...]) -> Paged:
    """Return the figures of all sides, like things together."""
    corpus, scope, by = page.corpus, page.scope, page.state.by
    return Paged(
        cache.count_side_facts(corpus, scope, by, labels),
        lambda offset, limit: cache.fact_sides(corpus, scope, by, labels, limit, offset),
    )


def ledger_rows(page: Page, chosen: LedgerFilter) -> Paged:
    """Return the numbers that a filter lets through."""
    corpus, scope = page.corpus, page.scope
    return Paged(
        cache.count_ledger(corpus, scope, chosen),
        lambda offset, limit: cache.ledger(corpus, scope, chosen, offset, limit),
    )


def spelling_rows(page: Page) -> Paged:
    """Return how each document writes each organisation."""
    corpus, scope = page.corpus, page.scope
    return Paged(
        cache.count_spellings(corpus, scope),
        lambda offset, limit: cache.spelling_table(corpus, scope, offset, limit),
    )


def document_rows(page: Page) -> Paged:
    """Return all documents with what is known of them."""
    corpus = page.corpus
    return Paged(
        corpus.layout.n_documents, lambda offset, limit: cache.documents(corpus, offset, limit)
    )
