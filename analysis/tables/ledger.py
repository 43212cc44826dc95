"""The ledger as it is read: figures chosen by theme, bound and status, and one of them whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask
from analysis.errors import UnknownNameError
from analysis.tables.facts import fact_hits, fact_rows, facts_at, sentences_with
from analysis.tables.hits import Focus, SentenceCard, sentence_cards


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
) -> pd.DataFrame:
    """List the figures of a mask that a filter lets through.

    Parameters
    ----------
    organisations
        Only figures that belong to one of these; none given: of any, or none.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FACTS``, in text order.

    Raises
    ------
    UnknownNameError
        The focus beside which figures are wanted, or an organisation, does not exist.
    """
    if chosen.beside is not None:
        mask = mask & sentences_with(corpus, mask, chosen.beside)
    table = facts_at(
        corpus, fact_rows(corpus, mask, organisations=organisations, excluded=chosen.excluded)
    )
    kept = np.ones(len(table), dtype=bool)
    if chosen.theme:
        kept &= np.asarray([chosen.theme in themes for themes in table["themes"]], dtype=bool)
    for name in ("bound", "status"):
        wanted = getattr(chosen, name)
        if wanted:
            kept &= (table[name] == wanted).to_numpy()
    return table[kept].reset_index(drop=True)


def entry(corpus: Corpus, document: str, start: int) -> Entry:
    """Return the number that begins at a place, with its sentence.

    Raises
    ------
    UnknownNameError
        No number begins there.
    """
    facts = corpus.facts
    doc = corpus.document_rows.get(document, -1)
    at = np.flatnonzero((facts["doc"] == doc).to_numpy() & (facts["start"] == start).to_numpy())
    if not len(at):
        message = f"文档“{document}”的第 {start} 个字处没有数字。"
        raise UnknownNameError(message, code="unknown_figure", name=document, start=start)
    sentence = int(facts["sentence"].iloc[int(at[0])])
    mask = np.zeros(len(corpus.sentences), dtype=bool)
    mask[sentence] = True
    around = fact_rows(corpus, mask)
    return Entry(
        fact=facts_at(corpus, at.astype(np.int64)).iloc[0],
        card=sentence_cards(corpus, fact_hits(corpus, at.astype(np.int64)))[0],
        others=facts_at(corpus, around[around != at[0]]),
    )
