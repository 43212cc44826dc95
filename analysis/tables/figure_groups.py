"""Figures of like things put together: one noun or one unit over organisations and years.

Values are never added up: a group says how many figures it has, and its members are listed one by
one.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.table import Coded
from analysis.schema import FIGURE_GROUPS, FIGURE_MEMBERS, FIGURE_THEMES
from analysis.tables.fact_dates import is_known, years_of
from analysis.tables.facts import facts_at
from analysis.tables.labels import page
from analysis.tables.paging import highest

By = Literal["unit", "noun"]
GROUPINGS: tuple[By, ...] = ("unit", "noun")
_NOBODY = -1


def figure_groups(
    corpus: Corpus, rows: Ints, *, by: By, offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """Put figures of the same unit, or of the same noun and unit, together and count them.

    Parameters
    ----------
    rows
        Rows of ``corpus.facts``, ascending.
    by
        ``unit``: whatever is counted; ``noun``: the same thing in the same unit, so that figures
        without a noun are left out.
    offset, limit
        Which groups, counted from 0; all from ``offset`` on without a limit.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FIGURE_GROUPS``: how many ``figures`` of how many ``organisations``, in
        how many ``years`` and ``documents``. By unit most figures first; by noun first what most
        organisations report, then what is reported in most years, then most figures; ties in the
        order of the text.
    """
    rows, groups, n = _grouped(corpus, rows, by)
    first = np.full(n, len(rows), dtype=np.int64)
    np.minimum.at(first, groups, np.arange(len(rows)))
    owners = corpus.facts.values("organisation")[rows].astype(np.int64)
    years = years_of(corpus, rows)
    counts = {
        "figures": np.bincount(groups, minlength=n).astype(np.int64),
        "organisations": _different(groups, owners, owners >= 0, n),
        "years": _different(groups, years.codes, is_known(years), n),
        "documents": _different(groups, corpus.facts.values("doc")[rows], None, n),
    }
    first_of_all = "figures" if by == "unit" else "organisations"
    ties = (-counts["years"], -counts["figures"], first)
    order = highest(counts[first_of_all], ties, offset=offset, limit=limit)
    members = rows[first[order]]
    named = {name: _strings(corpus.facts.coded(name).take(members)) for name in ("noun", "unit")}
    if by == "unit":
        named["noun"] = np.full(len(order), "", dtype=object)
    return FIGURE_GROUPS.frame(named | {name: count[order] for name, count in counts.items()})


def count_groups(corpus: Corpus, rows: Ints, *, by: By) -> int:
    """Return how many rows ``figure_groups`` has."""
    return _grouped(corpus, rows, by)[2]


def figure_members(
    corpus: Corpus,
    rows: Ints,
    *,
    offset: int = 0,
    limit: int | None = None,
    most: int | None = None,
) -> pd.DataFrame:
    """List figures with their year, and how many of the same kind their owner reports in it.

    Parameters
    ----------
    rows
        Rows of ``corpus.facts``, ascending; mostly those of one group.
    offset, limit
        Which of them, counted from 0; all from ``offset`` on without a limit.
    most
        At most so many in all: the first of each organisation, then the second of each and so on,
        so that a drawing shows as many organisations as it can.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FIGURE_MEMBERS``: organisations with most figures first, those without
        one last, ties by name; then by year, undated last, then in text order. ``alike`` counts
        the figures among ``rows`` with the same organisation, noun, unit and year, this one
        included: with more than one, a single value for that year does not exist. ``year_from``
        says whether the year stands in the ``text`` or is that of the ``document``.
    """
    owners = corpus.facts.values("organisation")[rows].astype(np.int64)
    years = years_of(corpus, rows)
    alike = _alike(corpus, rows, owners, years)
    own = is_known(corpus.facts.coded("date").take(rows))
    undated = ~is_known(years)
    ranks = _owner_ranks(corpus, owners)[owners]
    shown = np.lexsort((np.arange(len(rows)), years.codes, undated, ranks))
    shown = _spread(shown, ranks[shown], most)[page(offset, limit)]
    facts = facts_at(corpus, rows[shown])
    source = np.where(own[shown], "text", np.where(undated[shown], "", "document"))
    return FIGURE_MEMBERS.frame(
        {str(name): facts[name].to_numpy() for name in facts.columns}
        | {
            "year": _strings(years.take(shown)),
            "year_from": source.astype(object),
            "alike": alike[shown],
        }
    )


def figure_themes(corpus: Corpus, rows: Ints) -> pd.DataFrame:
    """Count how many figures share a sentence with each theme.

    Parameters
    ----------
    rows
        Rows of ``corpus.facts``.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FIGURE_THEMES``; most figures first, ties in the order of the themes;
        themes without a figure are left out.
    """
    per_sentence = np.bincount(
        corpus.facts.values("sentence")[rows], minlength=len(corpus.sentences)
    )
    sentences, themes = (corpus.theme_hits.values(name) for name in ("sentence", "theme"))
    beside = np.flatnonzero(per_sentence[sentences])
    size = max(len(corpus.themes), 1)
    pairs = pd.unique(sentences[beside].astype(np.int64) * size + themes[beside])
    n = np.bincount(pairs % size, weights=per_sentence[pairs // size], minlength=size)
    order = highest(n, (np.arange(size),))
    order = order[n[order] > 0]
    keys = np.asarray([theme.key for theme in corpus.themes], dtype=object)
    return FIGURE_THEMES.frame({"theme": keys[order], "figures": n[order].astype(np.int64)})


def _grouped(corpus: Corpus, rows: Ints, by: By) -> tuple[Ints, Ints, int]:
    """Return the rows that belong to a group, the number of the group of each, and of groups."""
    units, nouns = (corpus.facts.coded(name).take(rows) for name in ("unit", "noun"))
    keys = units.codes.astype(np.int64)
    if by == "noun":
        named = np.flatnonzero(is_known(nouns))
        rows, keys = rows[named], keys[named] * len(nouns.values) + nouns.codes[named]
    groups, found = pd.factorize(keys)
    return rows, groups.astype(np.int64), len(found)


def _strings(column: Coded) -> npt.NDArray[np.object_]:
    found: npt.NDArray[np.object_] = column.strings()[column.codes]
    return found


def _different(
    groups: Ints, values: npt.NDArray[np.integer], known: npt.NDArray[np.bool_] | None, n: int
) -> Ints:
    """Return how many different known values each group has, shape ``(n,)``."""
    chosen = slice(None) if known is None else known
    size = int(values.max(initial=0)) + 1
    pairs = pd.unique(groups[chosen] * size + values[chosen].astype(np.int64))
    return np.bincount(pairs // size, minlength=n).astype(np.int64)


def _alike(corpus: Corpus, rows: Ints, owners: Ints, years: Coded) -> Ints:
    """Return how many rows have the same owner, noun, unit and year, shape ``(n,)``."""
    keys = owners + 1
    for column in (corpus.facts.coded("unit"), corpus.facts.coded("noun")):
        keys = pd.factorize(keys * (len(column.values) + 1) + column.codes[rows] + 1)[0]
    keys = pd.factorize(keys * (len(years.values) + 1) + years.codes)[0]
    n = np.bincount(keys)
    found: Ints = n[keys] if len(keys) else np.zeros(0, dtype=np.int64)
    return found


def _spread(order: Ints, owners: Ints, most: int | None) -> Ints:
    """Return the rows of an order that are kept when each owner has its turn, in that order."""
    if most is None or len(order) <= most:
        return order
    turns = np.arange(len(order)) - np.searchsorted(owners, owners)
    kept = np.zeros(len(order), dtype=bool)
    kept[np.lexsort((owners, turns))[:most]] = True
    found: Ints = order[kept]
    return found


def _owner_ranks(corpus: Corpus, owners: Ints) -> Ints:
    """Return the place of each organisation row in the order of the list; of -1 the last."""
    names = corpus.organisation_names
    n = np.bincount(owners + 1, minlength=len(names))[1:]
    found = np.flatnonzero(n).tolist()
    ranks = np.full(len(names), len(names), dtype=np.int64)
    ranks[sorted(found, key=lambda row: (-n[row], names[row] or ""))] = np.arange(len(found))
    ranks[_NOBODY] = len(names)
    return ranks
