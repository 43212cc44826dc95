"""Who is named and who is spoken about: counts for each document, in all, and by spelling."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.loops.hits import add_owned
from analysis.corpus.select import Mask, documents_of
from analysis.schema import ORGANISATION_TOTALS, ORGANISATIONS, SPELLINGS, TableSpec
from analysis.tables.facts import fact_rows
from analysis.tables.hits import organisation_row
from analysis.tables.labels import document_names, organisation_names, page
from analysis.tables.paging import reaching

COUNTED = ("mentions", "sentences", "characters", "figures")
SPELLING_TOTALS = TableSpec(
    "spellings", tuple(column for column in SPELLINGS.columns if column.name in {"text", "n"})
)
"""How one organisation is written in all documents together."""
Objects = npt.NDArray[np.object_]


def organisation_table(
    corpus: Corpus, mask: Mask, *, offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """Count for every document the organisations that it names, is about, or has figures of.

    Parameters
    ----------
    offset, limit
        Which rows of the table, counted from 0; all from ``offset`` on without a limit.
        ``count_organisation_rows`` tells how many there are.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.ORGANISATIONS``: ``aliases`` are the spellings found, the commonest
        first; ``sentences`` and ``characters`` are those attributed to the organisation,
        ``figures`` those that belong to it. Documents in order; in each the main organisations,
        chief first, then by mentions, ties by name.
    """
    counts = _count(corpus, mask)
    pairs = corpus.by_document.pairs
    listed = _listed(corpus, mask, counts)
    around, shown = _around(pairs.docs[listed], offset, limit)
    rows = listed[around]
    names = organisation_names(corpus, pairs.organisations[rows])
    ranks = _chief_ranks(corpus)[rows]
    order = np.lexsort((_ranks(names), -counts["mentions"][rows], ranks, pairs.docs[rows]))[shown]
    rows, names, ranks = rows[order], names[order], ranks[order]
    return ORGANISATIONS.frame(
        {
            "doc": document_names(corpus, pairs.docs[rows]),
            "canonical": names,
            "kind": corpus.by_document.kinds[pairs.organisations[rows]],
            "aliases": _spellings_of(corpus, mask, rows),
            "main": ranks < _NEVER,
        }
        | {name: counts[name][rows] for name in COUNTED}
    )


def count_organisation_rows(corpus: Corpus, mask: Mask) -> int:
    """Return how many rows ``organisation_table`` has."""
    return len(_listed(corpus, mask, _count(corpus, mask)))


def organisation_totals(
    corpus: Corpus, mask: Mask, *, offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """Count the same over all documents together; ``offset`` and ``limit`` as there.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.ORGANISATION_TOTALS``; most text first, then most mentions, ties by
        name. ``documents`` have a mention, a sentence or a figure of the organisation.
    """
    pairs, counts = corpus.by_document.pairs, _count(corpus, mask)
    size = len(corpus.organisation_codes.values)
    present = _present(counts)
    owners = pairs.organisations[present]
    sums = {
        name: np.bincount(owners, weights=counts[name][present], minlength=size).astype(np.int64)
        for name in COUNTED
    }
    sums["documents"] = np.bincount(owners, minlength=size)
    inside = np.zeros(corpus.layout.n_documents, dtype=bool)
    inside[pairs.docs[present]] = True
    chiefs = corpus.by_document.chiefs
    main = np.zeros(size, dtype=bool)
    main[chiefs.organisations[inside[chiefs.docs]]] = True
    names = corpus.organisation_names
    rows = np.flatnonzero(sums["documents"])
    first = rows[reaching(sums["characters"][rows], None if limit is None else offset + limit)]
    order = sorted(
        first.tolist(),
        key=lambda row: (-sums["characters"][row], -sums["mentions"][row], names[row]),
    )[page(offset, limit)]
    return ORGANISATION_TOTALS.frame(
        {
            "canonical": names[order],
            "short": corpus.by_document.shorts[order],
            "kind": corpus.by_document.kinds[order],
            "main": main[order],
        }
        | {name: values[order] for name, values in sums.items()}
    )


def spelling_table(
    corpus: Corpus, mask: Mask, *, offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """List how each document writes the organisations that it names.

    ``offset`` and ``limit`` are those of ``organisation_table``; ``count_spellings`` tells how many
    rows there are.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.SPELLINGS``; documents in order, commonest first, ties by spelling.
    """
    spellings, pairs = corpus.by_document.spellings, corpus.by_document.pairs
    n = _count_spellings(corpus, mask)
    listed = np.flatnonzero(n)
    around, shown = _around(pairs.docs[spellings.pairs[listed]], offset, limit)
    rows = listed[around]
    docs, owners = pairs.docs[spellings.pairs[rows]], pairs.organisations[spellings.pairs[rows]]
    order = np.lexsort((owners, spellings.forms[rows], -n[rows], docs))[shown]
    return SPELLINGS.frame(
        {
            "text": _forms(corpus, rows[order]),
            "canonical": organisation_names(corpus, owners[order]),
            "doc": document_names(corpus, docs[order]),
            "n": n[rows[order]],
        }
    )


def count_spellings(corpus: Corpus, mask: Mask) -> int:
    """Return how many rows ``spelling_table`` has."""
    return int(np.count_nonzero(_count_spellings(corpus, mask)))


def spelling_totals(
    corpus: Corpus, mask: Mask, organisation: str, *, offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """List how an organisation is written in all documents together.

    Returns
    -------
    pandas.DataFrame
        Columns of ``SPELLING_TOTALS``; commonest first, ties by spelling.

    Raises
    ------
    UnknownNameError
        No such organisation.
    """
    spellings, pairs = corpus.by_document.spellings, corpus.by_document.pairs
    own = pairs.organisations[spellings.pairs] == organisation_row(corpus, organisation)
    n = np.where(own, _count_spellings(corpus, mask), 0)
    sums = np.bincount(spellings.forms, weights=n, minlength=len(spellings.strings))
    found = np.flatnonzero(sums)
    order = found[np.argsort(-sums[found], kind="stable")][page(offset, limit)]
    texts = [spellings.strings[form] for form in order.tolist()]
    return SPELLING_TOTALS.frame({"text": texts, "n": sums[order].astype(np.int64)})


def organisation_called(corpus: Corpus, name: str) -> str:
    """Return the canonical name of an organisation that is called by it, or by its short name.

    A short name that several have, and one that nobody has, is returned as it is.
    """
    if name in corpus.organisation_rows:
        return name
    found = corpus.organisation_names[:-1][corpus.by_document.shorts == name].tolist()
    return str(found[0]) if len(found) == 1 else name


_NEVER = 1 << 30
"""Rank of an organisation that a document is not chiefly about."""


class _Around(NamedTuple):
    """Rows of the documents that a page shows, and which of those rows the page is."""

    rows: slice
    shown: slice


def _around(docs: npt.NDArray[np.int32], offset: int, limit: int | None) -> _Around:
    """Return which rows, ascending by document, must be ordered for a page of the ordered ones."""
    part = docs[page(offset, limit)]
    if not len(part):
        return _Around(slice(0, 0), slice(0, 0))
    first = int(np.searchsorted(docs, part[0], side="left"))
    last = int(np.searchsorted(docs, part[-1], side="right"))
    return _Around(slice(first, last), slice(offset - first, offset - first + len(part)))


def _count(corpus: Corpus, mask: Mask) -> dict[str, Ints]:
    """Count mentions, attributed sentences, their characters and owned figures of each pair."""
    pairs = corpus.by_document.pairs
    size = len(pairs.docs)
    mentions = pairs.of_mention[mask[corpus.mentions.values("sentence")]]
    # The last place takes what belongs to no organisation.
    characters, sentences = np.zeros((2, size + 1), dtype=np.int64)
    amounts = corpus.sentences.values("characters")
    add_owned.over(len(mask))(
        mask.view(np.uint8), pairs.of_sentence, amounts, characters, sentences
    )
    figures = pairs.of_fact[fact_rows(corpus, mask)] + 1
    return {
        "mentions": np.bincount(mentions, minlength=size),
        "sentences": sentences[:-1],
        "characters": characters[:-1],
        "figures": np.bincount(figures, minlength=size + 1)[1:],
    }


def _present(counts: dict[str, Ints]) -> Ints:
    """Return the pairs that something is counted of."""
    found: Ints = np.flatnonzero(counts["mentions"] + counts["sentences"] + counts["figures"])
    return found


def _listed(corpus: Corpus, mask: Mask, counts: dict[str, Ints]) -> Ints:
    """Return the pairs of a mask, ascending: what is counted, and what documents are chiefly of."""
    chiefs, pairs = corpus.by_document.chiefs, corpus.by_document.pairs
    listed = np.zeros(len(pairs.docs), dtype=bool)
    listed[_present(counts)] = True
    listed[pairs.of_chief[documents_of(corpus, mask)[chiefs.docs]]] = True
    found: Ints = np.flatnonzero(listed)
    return found


def _chief_ranks(corpus: Corpus) -> Ints:
    pairs = corpus.by_document.pairs
    ranks = np.full(len(pairs.docs), _NEVER)
    ranks[pairs.of_chief] = corpus.by_document.chiefs.ranks
    return ranks


def _ranks(names: Objects) -> Ints:
    """Return numbers in the order of the strings."""
    codes, values = pd.factorize(names)
    ranks: Ints = np.argsort(np.argsort(values, kind="stable"), kind="stable")[codes]
    return ranks


def _count_spellings(corpus: Corpus, mask: Mask) -> Ints:
    spellings = corpus.by_document.spellings
    inside = mask[corpus.mentions.values("sentence")]
    return np.bincount(spellings.of_mention[inside], minlength=len(spellings.pairs))


def _spellings_of(corpus: Corpus, mask: Mask, rows: Ints) -> Objects:
    """Return the spellings of each of some pairs, the commonest first, ties by spelling."""
    spellings, n = corpus.by_document.spellings, _count_spellings(corpus, mask)
    found = np.empty(len(rows), dtype=object)
    firsts = np.searchsorted(spellings.pairs, rows, side="left").tolist()
    lasts = np.searchsorted(spellings.pairs, rows, side="right").tolist()
    for place, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        here = first + np.argsort(-n[first:last], kind="stable")
        found[place] = _forms(corpus, here[n[here] > 0])
    return found


def _forms(corpus: Corpus, rows: Ints) -> list[str]:
    spellings = corpus.by_document.spellings
    return [spellings.strings[form] for form in spellings.forms[rows].tolist()]
