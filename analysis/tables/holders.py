"""Which words hold a string: as the word itself, inside longer ones, or across their borders."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.search import find_in_segments
from analysis.corpus.select import Grouping, Mask
from analysis.corpus.subset import Subset
from analysis.ingest.fold import fold
from analysis.schema import BREAKDOWN

Ints = npt.NDArray[np.int64]

CROSSING = None
"""The ``token`` of occurrences that lie across the borders of tokens."""


def breakdown(corpus: Corpus, mask: Mask, term: str) -> pd.DataFrame:
    """Tell where a string stands: as the token itself, inside longer tokens, or across borders.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.BREAKDOWN``, most frequent first, then by token; the string itself
        comes first if it is a token, occurrences across borders (null) come last. The sum of ``n``
        is the ``n`` of the term in the mask.
    """
    folded = fold(term)
    groups, holders = _holders(corpus, mask, None, folded)
    return BREAKDOWN.frame(_counted(corpus, folded, holders[groups >= 0]))


def inside_lists(
    corpus: Corpus, mask: Mask, table: pd.DataFrame, *, grouping: Grouping | None = None
) -> list[list[dict[str, object]]]:
    """Return for each row of a frequency table the tokens that hold its ``n_inside``.

    Returns
    -------
    list
        For each row ``{token, n}``, most frequent first, then by token; a null token stands for
        places across the borders of tokens and comes last.
    """
    labels = (None,) if grouping is None else grouping.labels
    codes = {label: code for code, label in enumerate(labels)}
    lists: list[list[dict[str, object]]] = [[] for _ in range(len(table))]
    rows = table.reset_index(drop=True).groupby("term", sort=False).groups
    for term, places in rows.items():
        groups, holders = _holders(corpus, mask, grouping, str(term))
        for row in places.tolist():
            label = table["group"].iloc[row] if grouping is not None else None
            found = _counted(corpus, str(term), holders[groups == codes[label]])
            pairs = zip(found["token"], found["n"], strict=True)
            lists[row] = [{"token": token, "n": n} for token, n in pairs if token != term]
    return lists


def _counted(corpus: Corpus, folded: str, holders: Ints) -> dict[str, list[object]]:
    """Return the columns of ``schema.BREAKDOWN`` for the places of a string."""
    codes, counts = np.unique(holders, return_counts=True)
    words = corpus.vocabulary.strings(codes[codes >= 0]).tolist()
    names = [*([CROSSING] if len(words) < len(codes) else []), *words]
    rows = sorted(
        zip(names, counts.tolist(), strict=True),
        key=lambda row: (row[0] is CROSSING, row[0] != folded, -row[1], row[0] or ""),
    )
    return {"token": [row[0] for row in rows], "n": [row[1] for row in rows]}


def _holders(
    corpus: Corpus, mask: Mask, grouping: Grouping | None, folded: str
) -> tuple[Ints, Ints]:
    """Return the group of each place of a string, -1 outside the mask, and the term that holds it.

    The term is that of the token that holds all of the place, -1 where there is none.
    """
    subset = Subset(corpus, mask, grouping)
    groups, holders = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for number, places, sentences in find_in_segments(corpus, folded):
        segment = corpus.layout.segments[number]
        words = segment.words
        tokens = segment.tokens_before(places)
        terms = words["token_terms"][tokens]
        ends = words["token_places"][tokens].astype(np.int64) + words["term_lengths"][terms]
        inside = (tokens >= 0) & (ends >= places + len(folded))
        groups.append(subset.groups_at(sentences))
        codes = corpus.term_names.codes[number][terms]
        holders.append(np.where(inside, codes, -1).astype(np.int64))
    return np.concatenate(groups), np.concatenate(holders)
