"""Which organisations are named together: in one sentence, one paragraph or one document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.select import Mask
from analysis.measures.association import log_dice
from analysis.schema import HITS, NETWORK, Within
from analysis.tables.hits import organisation_row
from analysis.tables.labels import organisation_names, page

AMONG = 400
"""Organisations named most often among which pairs are looked for, where none is asked for."""


class _Named(NamedTuple):
    """Mentions as pairs of a unit of text and an organisation, shape ``(n,)`` each."""

    units: Ints
    organisations: Ints


def network(
    corpus: Corpus,
    mask: Mask,
    *,
    node: str = "",
    within: Within = "sentence",
    among: int | Sequence[str] = AMONG,
    min_together: int = 1,
) -> pd.DataFrame:
    """List the pairs of organisations that are named together.

    Parameters
    ----------
    mask
        Sentences in which names count.
    node
        Canonical name of an organisation: only its pairs, with whomever; it stands first in each.
    within
        What counts as together: the same sentence, paragraph or document.
    among
        Without a ``node``: only pairs among so many organisations that are named most often, or
        among these (canonical names).
    min_together
        Least ``n_together`` of a row.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.NETWORK``: ``n_together`` units of text name both, ``n_a`` and ``n_b``
        either of them; without a ``node`` the one named more often stands first in a pair. Most
        together first, then the closest by ``log_dice``, ties by names.

    Raises
    ------
    UnknownNameError
        No such organisation.
    """
    row = organisation_row(corpus, node) if node else None
    named = _named(corpus, mask, within)
    if row is not None:
        a, b, together, n = _around(named, row)
    else:
        a, b, together, n = _among(named, _chosen(corpus, named, among))
    kept = np.flatnonzero(together >= max(min_together, 1))
    a, b, together = a[kept], b[kept], together[kept]
    if row is None:
        a, b = _oriented(corpus, a, b, n)
    closeness = log_dice(
        together.astype(np.float64),
        (n[b] - together).astype(np.float64),
        (n[a] - together).astype(np.float64),
        np.zeros(len(a)),
    )
    return NETWORK.frame(
        {
            "organisation_a": organisation_names(corpus, a),
            "organisation_b": organisation_names(corpus, b),
            "n_together": together,
            "n_a": n[a],
            "n_b": n[b],
            "log_dice": closeness,
        }
    ).sort_values(
        ["n_together", "log_dice", "organisation_a", "organisation_b"],
        ascending=[False, False, True, True],
        ignore_index=True,
    )


def together_hits(
    corpus: Corpus,
    mask: Mask,
    pair: tuple[str, str],
    *,
    within: Within = "sentence",
    offset: int = 0,
    limit: int | None = None,
) -> pd.DataFrame:
    """Find the places where two organisations are named in the texts that name both.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.HITS``, in text order; within sentences each of them names both, else
        one of them or both.

    Raises
    ------
    UnknownNameError
        No such organisation.
    """
    rows = [organisation_row(corpus, name) for name in pair]
    mentions = corpus.mentions
    named = np.isin(mentions.values("organisation"), rows)
    places = np.flatnonzero(named & mask[mentions.values("sentence")])
    units = _keys(corpus, mentions.values("sentence")[places], within)
    owners = mentions.values("organisation")[places]
    both = np.intersect1d(*(units[owners == row] for row in rows))
    chosen = places[np.isin(units, both)][page(offset, limit)]
    return HITS.frame({name: mentions.values(name)[chosen] for name in HITS.names})


def _keys(corpus: Corpus, sentences: npt.NDArray[np.integer], within: Within) -> Ints:
    """Return what tells the units of some sentences apart, ascending with the text."""
    if within == "sentence":
        return sentences.astype(np.int64)
    docs: Ints = corpus.sentences.values("doc")[sentences].astype(np.int64)
    if within == "document":
        return docs
    keys: Ints = (docs << 32) + corpus.sentences.values("paragraph")[sentences]
    return keys


def _named(corpus: Corpus, mask: Mask, within: Within) -> _Named:
    mentions = corpus.mentions
    sentences = mentions.values("sentence")
    if not mask.all():
        chosen = np.flatnonzero(mask[sentences])
        sentences, bodies = sentences[chosen], mentions.values("organisation")[chosen]
    else:
        bodies = mentions.values("organisation")
    return _Named(_numbered(_keys(corpus, sentences, within)), bodies.astype(np.int64))


def _numbered(ascending: Ints) -> Ints:
    """Return equal values numbered from 0."""
    return np.cumsum(np.diff(ascending, prepend=ascending[:1]) != 0)


def _around(named: _Named, row: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the pairs of one organisation with their counts, and in how many units each stands."""
    n = _different(named)
    inside = np.zeros(int(named.units.max(initial=-1)) + 1, dtype=bool)
    inside[named.units[named.organisations == row]] = True
    shared = inside[named.units]
    together = _different(_Named(named.units[shared], named.organisations[shared]), len(n))
    others = np.flatnonzero(together)
    others = others[others != row]
    return np.full(len(others), row), others, together[others], n


def _chosen(corpus: Corpus, named: _Named, among: int | Sequence[str]) -> Ints:
    """Return the rows of some organisations: those that are named most often, or these."""
    if isinstance(among, int):
        found: Ints = np.argsort(-np.bincount(named.organisations), kind="stable")[:among]
        return found
    return np.asarray([organisation_row(corpus, name) for name in among], dtype=np.int64)


def _among(named: _Named, organisations: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the pairs of some organisations, with their counts, and in how many units each stands.

    Units times organisations is a matrix of yes and no; with itself multiplied it counts pairs.
    """
    chosen = np.unique(organisations)
    size = max(int(named.organisations.max(initial=-1)), int(chosen.max(initial=-1))) + 1
    places = np.full(size, -1, dtype=np.int64)
    places[chosen] = np.arange(len(chosen))
    kept = np.flatnonzero(places[named.organisations] >= 0)
    units = _numbered(named.units[kept])
    columns = places[named.organisations[kept]]
    shape = int(units.max(initial=-1)) + 1, len(chosen)
    matrix = sparse.csr_array((np.ones(len(kept), dtype=np.int64), (units, columns)), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    pairs = sparse.triu(matrix.T @ matrix, k=1).tocoo()
    n = np.zeros(size, dtype=np.int64)
    n[chosen] = np.asarray(matrix.sum(axis=0)).ravel()
    return chosen[pairs.row], chosen[pairs.col], pairs.data.astype(np.int64), n


def _different(named: _Named, size: int = 0) -> Ints:
    """Return in how many units each organisation stands."""
    size = max(size, int(named.organisations.max(initial=-1)) + 1)
    pairs = pd.unique(named.units * max(size, 1) + named.organisations)
    return np.bincount(pairs % max(size, 1), minlength=size).astype(np.int64)


def _oriented(corpus: Corpus, a: Ints, b: Ints, n: Ints) -> tuple[Ints, Ints]:
    """Return the pairs with the one named more often first, of equals the first by name."""
    later = organisation_names(corpus, b) < organisation_names(corpus, a)
    swapped = (n[b] > n[a]) | ((n[b] == n[a]) & later.astype(bool))
    return np.where(swapped, b, a), np.where(swapped, a, b)
