"""When a figure was reported: its own date where the text gives one, else that of its document."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.table import Coded


def dates_of(corpus: Corpus, rows: Ints) -> Coded:
    """Return the date of rows of ``corpus.facts``, ISO and as precise as known, shape ``(n,)``.

    A figure without a date of its own has that of its document; ``UNDATED`` where neither is known.
    """
    own = corpus.facts.coded("date").take(rows)
    documents = corpus.by_document.coded("date")
    of_document = documents.codes[corpus.facts.values("doc")[rows]].astype(np.int64)
    strings = own.strings()
    codes = np.where(is_known(own), own.codes, of_document + len(strings))
    return Coded(codes, [*strings, *documents.strings()])


def is_known(column: Coded) -> npt.NDArray[np.bool_]:
    """Return which rows of a column hold something, shape ``(n,)``."""
    found: npt.NDArray[np.bool_] = column.strings().astype(bool)[column.codes]
    return found


def years_of(corpus: Corpus, rows: Ints) -> Coded:
    """Return the year of rows of ``corpus.facts``, four digits or ``UNDATED``; years ascend."""
    dates = dates_of(corpus, rows)
    of_value = np.asarray([value[:4] for value in dates.strings()], dtype=object)
    places, years = pd.factorize(of_value, sort=True)
    return Coded(places[dates.codes], years.tolist())


def is_within(column: Coded, since: str, until: str) -> npt.NDArray[np.bool_]:
    """Return which dates may lie between two others, both included, shape ``(n,)``.

    Dates are compared as far as both are known: ``2021`` may lie in ``2021-03``. What has no date
    lies nowhere.

    Parameters
    ----------
    since, until
        ISO, as precise as wanted; an empty one sets no bound.
    """
    inside = [
        bool(value) and _reaches(value, since) and (not until or _reaches(until, value))
        for value in column.strings()
    ]
    found: npt.NDArray[np.bool_] = np.asarray(inside, dtype=bool)[column.codes]
    return found


def _reaches(late: str, early: str) -> bool:
    known = min(len(late), len(early))
    return late[:known] >= early[:known]
