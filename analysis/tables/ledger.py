"""The ledger as it is read: figures chosen by what is known of them, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.select import Mask
from analysis.corpus.table import Coded
from analysis.errors import UnknownNameError
from analysis.ingest.fold import fold
from analysis.schema import FIGURE
from analysis.tables.fact_dates import dates_of, is_within
from analysis.tables.facts import (
    fact_hits,
    fact_rows,
    facts_at,
    sentences_of_theme,
    sentences_with,
)
from analysis.tables.hits import Focus, SentenceCard, sentence_cards
from analysis.tables.labels import page


@dataclass(frozen=True)
class LedgerFilter:
    """Which figures are listed. An empty field means every one; fields combine with *and*."""

    theme: str = ""
    """Key of a theme that is named in the sentence of the figure."""
    bound: str = ""
    status: str = ""
    beside: Focus | None = None
    """Only figures that share a sentence with this focus."""
    excluded: bool = False
    """Also numbers that are no figures."""
    unit: str | None = None
    """An empty string: figures without a unit."""
    noun: str | None = None
    confidence: str = ""
    """How sure the owner is."""
    containing: str = ""
    """Part of the thing counted, in any script or width."""
    unowned: bool = False
    """Only figures that belong to no organisation."""
    since: str = ""
    """Earliest date, ISO and as precise as wanted: that of the figure, else of its document."""
    until: str = ""

    def narrowed(self, *, unit: str, noun: str | None = None) -> LedgerFilter:
        """Return the filter for figures of one unit, or of one thing, only."""
        return replace(self, unit=unit, noun=noun, excluded=False)


ALL_FIGURES = LedgerFilter()


@dataclass(frozen=True)
class Entry:
    """One figure with its sentence, and the other figures of that sentence."""

    fact: pd.Series
    """Values of ``schema.FACTS`` by field."""
    card: SentenceCard
    others: pd.DataFrame
    """Columns of ``schema.FACTS``, in text order."""


def ledger(
    corpus: Corpus,
    mask: Mask,
    chosen: LedgerFilter = ALL_FIGURES,
    *,
    organisations: Sequence[str] = (),
    offset: int = 0,
    limit: int | None = None,
) -> pd.DataFrame:
    """List the figures of a mask that a filter lets through.

    Parameters
    ----------
    organisations
        Only figures that belong to one of these; none given: of any, or none.
    offset, limit
        Which of them, counted from 0; all from ``offset`` on without a limit. ``ledger_rows``
        tells how many there are.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FACTS``, in text order.

    Raises
    ------
    UnknownNameError
        The focus beside which figures are wanted, the theme or an organisation does not exist.
    """
    rows = ledger_rows(corpus, mask, chosen, organisations=organisations)
    return facts_at(corpus, rows[page(offset, limit)])


def ledger_rows(
    corpus: Corpus,
    mask: Mask,
    chosen: LedgerFilter = ALL_FIGURES,
    *,
    organisations: Sequence[str] = (),
) -> Ints:
    """Return the rows of ``corpus.facts`` that a filter lets through, shape ``(n,)``.

    Raises
    ------
    UnknownNameError
        As ``ledger``.
    """
    if chosen.beside is not None:
        mask = sentences_with(corpus, mask, chosen.beside)
    if chosen.theme:
        mask = mask & sentences_of_theme(corpus, chosen.theme)
    rows = fact_rows(corpus, mask, organisations=organisations, excluded=chosen.excluded)
    for name, wanted in _conditions(chosen):
        rows = rows[corpus.facts.coded(name).take(rows).equal(wanted)]
    if chosen.unowned:
        rows = rows[corpus.facts.values("organisation")[rows] < 0]
    if chosen.containing:
        rows = rows[_contains(corpus.facts.coded("noun").take(rows), chosen.containing)]
    if chosen.since or chosen.until:
        rows = rows[is_within(dates_of(corpus, rows), chosen.since, chosen.until)]
    return rows


def _contains(column: Coded, wanted: str) -> Mask:
    """Return which rows hold a string, shape ``(n,)``; nouns are folded already."""
    part = fold(wanted).strip()
    found: Mask = np.asarray([part in noun for noun in column.strings()], dtype=bool)[column.codes]
    return found


def _conditions(chosen: LedgerFilter) -> Iterator[tuple[str, str]]:
    for name in ("bound", "status", "confidence"):
        wanted = getattr(chosen, name)
        if wanted:
            yield name, wanted
    for name in ("unit", "noun"):
        wanted = getattr(chosen, name)
        if wanted is not None:
            yield name, wanted


def entry(corpus: Corpus, document: str, start: int) -> Entry:
    """Return the number that begins at a place, with its sentence.

    Raises
    ------
    UnknownNameError
        No number begins there.
    """
    facts = corpus.facts
    own = _rows_of(facts.values("doc"), corpus.document_rows.get(document, -1))
    at = own[_rows_of(facts.values("start")[own], start)]
    if not len(at):
        message = f"文档“{document}”的第 {start} 个字处没有数字。"
        raise UnknownNameError(message, code="unknown_figure", name=document, start=start)
    around = _rows_of(facts.values("sentence"), int(facts.values("sentence")[at[0]]))
    around = around[facts.coded("kind").take(around).equal(FIGURE)]
    return Entry(
        fact=facts_at(corpus, at).iloc[0],
        card=sentence_cards(corpus, fact_hits(corpus, at))[0],
        others=facts_at(corpus, around[around != at[0]]),
    )


def numbers_in(corpus: Corpus, document: str, start: int, end: int) -> pd.DataFrame:
    """List the numbers of a document that share a character with a stretch, figures or not.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FACTS``, in text order; none where there is no such document.
    """
    facts = corpus.facts
    own = _rows_of(facts.values("doc"), corpus.document_rows.get(document, -1))
    starts, ends = (facts.values(name)[own] for name in ("start", "end"))
    return facts_at(corpus, own[(starts < end) & (ends > start)])


def _rows_of(ascending: npt.NDArray[Any], value: int) -> Ints:
    """Return the rows that hold a value."""
    wanted = np.asarray(value, dtype=ascending.dtype)
    first = int(np.searchsorted(ascending, wanted, side="left"))
    return np.arange(first, int(np.searchsorted(ascending, wanted, side="right")))
