"""The ledger: reported numbers with their bodies, things counted, themes and sentences.

Figures are chosen as rows of ``corpus.facts``; strings are put to those that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.search import find_in_segments
from analysis.corpus.select import Mask
from analysis.ingest.fold import fold
from analysis.schema import FACT_SHARES, FACTS, FIGURE, HITS
from analysis.tables.hits import Focus, organisation_row
from analysis.tables.labels import (
    document_names,
    organisation_names,
    page,
    paragraphs,
    sentence_texts,
    written_texts,
)
from analysis.tables.themes import theme_row

_COPIED = ("start", "end", "value", "high", "bound", "unit", "noun", "reason", "confidence")


def fact_table(
    corpus: Corpus,
    mask: Mask,
    *,
    organisations: Sequence[str] = (),
    excluded: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> pd.DataFrame:
    """List the figures that stand in the sentences of ``mask``.

    Parameters
    ----------
    organisations
        Only figures that belong to one of these (canonical names); none given: of any, or none.
    excluded
        Also numbers that are no figures; their ``class`` says what they are.
    offset, limit
        Which of them, counted from 0; all from ``offset`` on without a limit. ``fact_rows`` tells
        how many there are.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FACTS``, in text order; ``text`` and ``sentence`` in the characters of
        the document, ``themes`` the keys of the themes named in the sentence.

    Raises
    ------
    UnknownNameError
        No such organisation.
    """
    rows = fact_rows(corpus, mask, organisations=organisations, excluded=excluded)
    return facts_at(corpus, rows[page(offset, limit)])


def fact_rows(
    corpus: Corpus, mask: Mask, *, organisations: Sequence[str] = (), excluded: bool = False
) -> Ints:
    """Return the rows of ``corpus.facts`` in the sentences of ``mask``, shape ``(n,)``.

    A sentence about one organisation may report a figure of another, so that ``organisations`` asks
    for the owner of the figure, not of the sentence.

    Raises
    ------
    UnknownNameError
        No such organisation.
    """
    kept = mask[corpus.facts.values("sentence")]
    if organisations:
        wanted = np.zeros(len(corpus.organisation_names), dtype=bool)
        wanted[[organisation_row(corpus, name) for name in organisations]] = True
        kept &= wanted[corpus.facts.values("organisation")]
    if not excluded:
        kept &= corpus.facts.coded("kind").equal(FIGURE)
    rows: Ints = np.flatnonzero(kept).astype(np.int64)
    return rows


def facts_at(corpus: Corpus, rows: Ints) -> pd.DataFrame:
    """Return rows of ``corpus.facts`` as a table with the columns of ``schema.FACTS``."""
    part = corpus.facts.take(rows)
    sentences, docs = part["sentence"].to_numpy(), part["doc"].to_numpy()
    starts, ends = part["start"].to_numpy(), part["end"].to_numpy()
    return FACTS.frame(
        {name: part[name].to_numpy() for name in (*_COPIED, "status", "date")}
        | {
            "doc": document_names(corpus, docs),
            "text": written_texts(corpus, docs, starts, ends),
            "organisation": organisation_names(corpus, part["organisation"].to_numpy()),
            "themes": _themes_of(corpus, sentences),
            "sentence": sentence_texts(corpus, sentences),
            "paragraph": paragraphs(corpus, sentences),
            "class": part["kind"].to_numpy(),
        }
    )


def fact_shares(
    corpus: Corpus,
    mask: Mask,
    focus: Focus,
    *,
    organisations: Sequence[str] = (),
    offset: int = 0,
    limit: int | None = None,
) -> pd.DataFrame:
    """Count for every body its figures, and how many of them share a sentence with a focus.

    Parameters
    ----------
    organisations
        Only these (canonical names); none given: all, and those without one.
    offset, limit
        Which rows of the table, counted from 0.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FACT_SHARES``; most figures first, ties by name; figures without a
        body are counted in a last row without a name.
    """
    rows = fact_rows(corpus, mask, organisations=organisations)
    owners = corpus.facts.values("organisation")[rows].astype(np.int64)
    beside = sentences_with(corpus, mask, focus)[corpus.facts.values("sentence")[rows]]
    names = corpus.organisation_names
    figures = np.bincount(owners % len(names), minlength=len(names))
    together = np.bincount(owners[beside] % len(names), minlength=len(names))
    order = sorted(
        np.flatnonzero(figures).tolist(),
        key=lambda row: (names[row] is None, -figures[row], names[row] or ""),
    )[page(offset, limit)]
    return FACT_SHARES.frame(
        {"organisation": names[order], "figures": figures[order], "together": together[order]}
    )


def sentences_with(corpus: Corpus, mask: Mask, focus: Focus) -> Mask:
    """Return which sentences of ``mask`` hold a focus, shape ``(n_sentences,)``.

    Raises
    ------
    UnknownNameError
        No such theme or organisation.
    """
    found: Mask = np.zeros(len(mask), dtype=bool)
    if focus.kind == "term":
        for part in find_in_segments(corpus, fold(focus.value).strip()):
            found[part.sentences] = True
    elif focus.kind == "theme":
        found = sentences_of_theme(corpus, focus.value)
    else:
        row = organisation_row(corpus, focus.value)
        named = corpus.mentions.values("organisation") == row
        found[corpus.mentions.values("sentence")[named]] = True
    return found & mask


def sentences_of_theme(corpus: Corpus, theme_key: str) -> Mask:
    """Return which sentences name a theme, shape ``(n_sentences,)``.

    Raises
    ------
    UnknownNameError
        The corpus has no such theme.
    """
    found: Mask = np.zeros(len(corpus.sentences), dtype=bool)
    named = corpus.theme_hits.values("theme") == theme_row(corpus, theme_key)
    found[corpus.theme_hits.values("sentence")[named]] = True
    return found


def fact_hits(corpus: Corpus, rows: Ints) -> pd.DataFrame:
    """Return rows of ``corpus.facts`` as places, with the columns of ``schema.HITS``."""
    return HITS.frame({name: corpus.facts.values(name)[rows] for name in HITS.names})


def _themes_of(corpus: Corpus, sentences: Ints) -> list[list[str]]:
    """Return the keys of the themes named in each of some sentences, in the themes' order."""
    named, themes = corpus.theme_hits.values("sentence"), corpus.theme_hits.values("theme")
    firsts = np.searchsorted(named, sentences, side="left")
    lasts = np.searchsorted(named, sentences, side="right")
    keys = [theme.key for theme in corpus.themes]
    return [
        [keys[theme] for theme in sorted(set(themes[first:last].tolist()))]
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)
    ]
