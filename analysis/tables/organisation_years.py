"""How much is said of one organisation, and by it, year by year."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.select import Mask
from analysis.schema import ORGANISATION_YEARS
from analysis.tables.facts import fact_rows
from analysis.tables.hits import organisation_row


def organisation_years(corpus: Corpus, mask: Mask, organisation: str) -> pd.DataFrame:
    """Count mentions, attributed sentences and figures of an organisation in every year.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.ORGANISATION_YEARS``: years of the documents, ascending, those without a
        date (``""``) last; a row for every year with a mention, a sentence or a figure of it.

    Raises
    ------
    UnknownNameError
        No such organisation.
    """
    row = organisation_row(corpus, organisation)
    mentions = corpus.mentions
    named = np.flatnonzero(mentions.values("organisation") == row)
    named = named[mask[mentions.values("sentence")[named]]]
    own = np.flatnonzero(mask & (corpus.sentences.values("organisation") == row))
    figures = fact_rows(corpus, mask, organisations=(organisation,))
    docs = {
        "mentions": mentions.values("doc")[named],
        "sentences": corpus.sentences.values("doc")[own],
        "figures": corpus.facts.values("doc")[figures],
    }
    years = corpus.by_document.coded("year")
    size = len(years.values)
    counts = {name: np.bincount(years.codes[of], minlength=size) for name, of in docs.items()}
    characters = corpus.sentences.values("characters")[own]
    counts["characters"] = _sums(years.codes[docs["sentences"]], characters, size)
    every = np.unique(np.concatenate(list(docs.values())))
    counts["documents"] = np.bincount(years.codes[every], minlength=size)
    found = np.flatnonzero(counts["documents"])
    names = years.strings()[found]
    order = sorted(range(len(found)), key=lambda place: (not names[place], names[place]))
    return ORGANISATION_YEARS.frame(
        {"year": names[order]} | {name: n[found][order] for name, n in counts.items()}
    )


def _sums(codes: npt.NDArray[np.integer], values: npt.NDArray[np.integer], size: int) -> Ints:
    return np.bincount(codes, weights=values, minlength=size).astype(np.int64)
