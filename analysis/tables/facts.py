"""The ledger: reported numbers with their bodies, things counted, themes and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.select import Mask
from analysis.schema import FACT_SHARES, FACTS, FIGURE, HITS, UNITS
from analysis.tables.hits import Focus, hits, organisation_row
from analysis.tables.labels import document_names, organisation_names, paragraphs, sentence_texts

_COPIED = ("start", "end", "value", "high", "bound", "unit", "noun", "reason", "confidence")


def fact_table(
    corpus: Corpus, mask: Mask, *, organisations: Sequence[str] = (), excluded: bool = False
) -> pd.DataFrame:
    """List the figures that stand in the sentences of ``mask``.

    Parameters
    ----------
    organisations
        Only figures that belong to one of these (canonical names); none given: of any, or none.
    excluded
        Also numbers that are no figures; their ``class`` says what they are.

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
    return facts_at(corpus, fact_rows(corpus, mask, organisations=organisations, excluded=excluded))


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
    kept = mask[corpus.facts["sentence"].to_numpy()]
    if organisations:
        wanted = [organisation_row(corpus, name) for name in organisations]
        kept &= np.isin(_owners(corpus), wanted)
    if not excluded:
        kept &= corpus.facts.coded("kind").equal(FIGURE)
    rows: Ints = np.flatnonzero(kept).astype(np.int64)
    return rows


def facts_at(corpus: Corpus, rows: Ints) -> pd.DataFrame:
    """Return rows of ``corpus.facts`` as a table with the columns of ``schema.FACTS``."""
    part = corpus.facts.take(rows)
    sentences = part["sentence"].to_numpy()
    docs = part["doc"].to_numpy()
    places = part[["doc", "start", "end"]].to_numpy().tolist()
    themes = _themes_of(corpus, sentences)
    return FACTS.frame(
        {name: part[name].to_numpy() for name in (*_COPIED, "status", "date")}
        | {
            "doc": document_names(corpus, docs),
            "text": [corpus.documents[doc].text[start:end] for doc, start, end in places],
            "organisation": organisation_names(corpus, part["organisation"].to_numpy()),
            "themes": [themes.get(sentence, []) for sentence in sentences.tolist()],
            "sentence": sentence_texts(corpus, sentences),
            "paragraph": paragraphs(corpus, sentences),
            "class": part["kind"].to_numpy(),
        }
    )


def facts_beside(corpus: Corpus, mask: Mask, focus: Focus) -> pd.DataFrame:
    """List the figures that share a sentence with a focus; columns of ``schema.FACTS``."""
    rows = fact_rows(corpus, mask & sentences_with(corpus, mask, focus))
    return facts_at(corpus, rows)


def fact_shares(
    corpus: Corpus, mask: Mask, focus: Focus, *, organisations: Sequence[str] = ()
) -> pd.DataFrame:
    """Count for every body its figures, and how many of them share a sentence with a focus.

    Parameters
    ----------
    organisations
        Only these (canonical names); none given: all, and those without one.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FACT_SHARES``; most figures first, ties by name; figures without a
        body are counted in a last row without a name.
    """
    rows = fact_rows(corpus, mask, organisations=organisations)
    owners = _owners(corpus)[rows].astype(np.int64)
    beside = sentences_with(corpus, mask, focus)[corpus.facts["sentence"].to_numpy()[rows]]
    size = len(corpus.organisations) + 1
    figures = np.bincount(owners % size, minlength=size)
    together = np.bincount(owners[beside] % size, minlength=size)
    names = organisation_names(corpus, np.arange(size))
    order = sorted(
        np.flatnonzero(figures).tolist(),
        key=lambda row: (names[row] is None, -figures[row], names[row] or ""),
    )
    return FACT_SHARES.frame(
        {"organisation": names[order], "figures": figures[order], "together": together[order]}
    )


def sentences_with(corpus: Corpus, mask: Mask, focus: Focus) -> Mask:
    """Return which sentences of ``mask`` hold a focus, shape ``(n_sentences,)``."""
    found: Mask = np.zeros(len(mask), dtype=bool)
    found[hits(corpus, mask, focus)["sentence"].to_numpy()] = True
    return found


def fact_hits(corpus: Corpus, rows: Ints) -> pd.DataFrame:
    """Return rows of ``corpus.facts`` as places, with the columns of ``schema.HITS``."""
    part = corpus.facts.take(rows)
    return HITS.frame({name: part[name].to_numpy() for name in HITS.names})


def unit_table(facts: pd.DataFrame) -> pd.DataFrame:
    """Count the figures of a table like ``schema.FACTS`` by unit.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.UNITS``; most figures first, ties by unit. Values are never added up.
    """
    units, n = np.unique(facts["unit"].to_numpy(dtype=object), return_counts=True)
    order = np.argsort(-n, kind="stable")
    return UNITS.frame({"unit": units[order], "n": n[order]})


def _owners(corpus: Corpus) -> npt.NDArray[np.int32]:
    rows: npt.NDArray[np.int32] = corpus.facts["organisation"].to_numpy(dtype=np.int32)
    return rows


def _themes_of(corpus: Corpus, sentences: npt.NDArray[np.int32]) -> Mapping[int, list[str]]:
    """Return the keys of the themes named in each of some sentences, in the themes' order."""
    rows = np.flatnonzero(np.isin(corpus.theme_hits.values("sentence"), sentences))
    found = corpus.theme_hits.take(rows)[["sentence", "theme"]].to_numpy(dtype=np.int64)
    themes: dict[int, list[str]] = {}
    for sentence, theme in np.unique(found, axis=0).tolist():
        themes.setdefault(sentence, []).append(corpus.themes[theme].key)
    return themes
