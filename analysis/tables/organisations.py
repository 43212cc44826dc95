"""Who is named and who is spoken about: counts for each document, in all, and by spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.select import Mask
from analysis.schema import ORGANISATION_TOTALS, ORGANISATIONS, SPELLINGS
from analysis.tables.facts import fact_rows
from analysis.tables.labels import document_names, organisation_names

COUNTED = ("mentions", "sentences", "characters", "figures")


class Counted(NamedTuple):
    """Counts by document and organisation.

    A pair is one number: the document's row times the number of organisations, plus the
    organisation's row. ``pairs`` ascend; each array of ``n`` has the shape of ``pairs``.
    """

    pairs: Ints
    n: dict[str, Ints]

    def of(self, name: str, pairs: Ints) -> Ints:
        """Return one count for each of other pairs, 0 where there is none, shape ``(n,)``."""
        if not len(self.pairs):
            return np.zeros(len(pairs), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.pairs, pairs), len(self.pairs) - 1)
        return np.where(self.pairs[at] == pairs, self.n[name][at], 0)


def organisation_table(corpus: Corpus, mask: Mask) -> pd.DataFrame:
    """Count for every document the organisations that it names, is about, or has figures of.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.ORGANISATIONS``: ``aliases`` are the spellings found, the commonest
        first; ``sentences`` and ``characters`` are those attributed to the organisation,
        ``figures`` those that belong to it. Documents in order; in each the main organisations,
        chief first, then by mentions, ties by name.
    """
    counts = _count(corpus, mask)
    size = max(len(corpus.organisations), 1)
    main = {
        doc * size + row: rank
        for doc in np.unique(corpus.sentences["doc"].to_numpy()[mask]).tolist()
        for rank, row in enumerate(corpus.main_organisations[doc])
    }
    pairs = np.union1d(counts.pairs, np.asarray(list(main), dtype=np.int64))
    docs, rows = np.divmod(pairs, size)
    names = organisation_names(corpus, rows)
    mentions = counts.of("mentions", pairs)
    last = len(main)
    order = sorted(
        range(len(pairs)),
        key=lambda i: (docs[i], main.get(int(pairs[i]), last), -mentions[i], names[i]),
    )
    spellings = _spelling_counts(corpus, mask)
    kinds = np.asarray([found.kind for found in corpus.organisations], dtype=object)
    table = {
        "doc": document_names(corpus, docs),
        "canonical": names,
        "kind": kinds[rows],
        "aliases": _objects([_by_count(spellings.get(pair)) for pair in pairs.tolist()]),
        "mentions": mentions,
        "main": np.asarray([pair in main for pair in pairs.tolist()], dtype=bool),
    } | {name: counts.of(name, pairs) for name in ("sentences", "characters", "figures")}
    return ORGANISATIONS.frame({name: values[order] for name, values in table.items()})


def organisation_totals(corpus: Corpus, mask: Mask) -> pd.DataFrame:
    """Count the same over all documents together.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.ORGANISATION_TOTALS``; most text first, then most mentions, ties by
        name. ``documents`` have a mention, a sentence or a figure of the organisation.
    """
    counts = _count(corpus, mask)
    size = max(len(corpus.organisations), 1)
    docs, owners = np.divmod(counts.pairs, size)
    rows, codes = np.unique(owners, return_inverse=True)
    sums = {
        name: np.bincount(codes, weights=counts.of(name, counts.pairs), minlength=len(rows))
        for name in COUNTED
    }
    main = {row for doc in np.unique(docs).tolist() for row in corpus.main_organisations[doc]}
    names = organisation_names(corpus, rows)
    table = {
        "canonical": names,
        "short": np.asarray([found.short for found in corpus.organisations], dtype=object)[rows],
        "kind": np.asarray([found.kind for found in corpus.organisations], dtype=object)[rows],
        "main": np.asarray([row in main for row in rows.tolist()], dtype=bool),
        "documents": np.bincount(codes, minlength=len(rows)),
    } | {name: values.astype(np.int64) for name, values in sums.items()}
    order = sorted(
        range(len(rows)), key=lambda i: (-sums["characters"][i], -sums["mentions"][i], names[i])
    )
    return ORGANISATION_TOTALS.frame({name: values[order] for name, values in table.items()})


def spelling_table(corpus: Corpus, mask: Mask) -> pd.DataFrame:
    """List how each document writes the organisations that it names.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.SPELLINGS``; documents in order, commonest first, ties by spelling.
    """
    size = max(len(corpus.organisations), 1)
    rows = [
        (pair // size, -n, spelling, pair % size)
        for pair, found in _spelling_counts(corpus, mask).items()
        for spelling, n in found.items()
    ]
    rows.sort()
    docs = np.asarray([doc for doc, _, _, _ in rows], dtype=np.int64)
    owners = np.asarray([owner for _, _, _, owner in rows], dtype=np.int64)
    return SPELLINGS.frame(
        {
            "text": [spelling for _, _, spelling, _ in rows],
            "canonical": organisation_names(corpus, owners),
            "doc": document_names(corpus, docs),
            "n": [-n for _, n, _, _ in rows],
        }
    )


def _count(corpus: Corpus, mask: Mask) -> Counted:
    """Count mentions, attributed sentences, their characters and owned figures in ``mask``."""
    size = max(len(corpus.organisations), 1)
    owned = mask & (corpus.sentences["organisation"].to_numpy() >= 0)
    figures = corpus.facts.take(fact_rows(corpus, mask))
    sources = {
        "mentions": corpus.mentions.take(mask[corpus.mentions.values("sentence")]),
        "sentences": corpus.sentences.take(owned),
        "figures": figures[figures["organisation"].to_numpy() >= 0],
    }
    keys = {
        name: part["doc"].to_numpy(dtype=np.int64) * size + part["organisation"].to_numpy()
        for name, part in sources.items()
    }
    pairs = np.unique(np.concatenate(list(keys.values())))
    codes = {name: np.searchsorted(pairs, values) for name, values in keys.items()}
    n = {name: np.bincount(found, minlength=len(pairs)) for name, found in codes.items()}
    characters = sources["sentences"]["characters"].to_numpy()
    n["characters"] = np.bincount(
        codes["sentences"], weights=characters, minlength=len(pairs)
    ).astype(np.int64)
    return Counted(pairs, n)


def _spelling_counts(corpus: Corpus, mask: Mask) -> dict[int, Counter[str]]:
    """Count the spellings of each pair of document and organisation."""
    kept = corpus.mentions.take(mask[corpus.mentions.values("sentence")])
    size = max(len(corpus.organisations), 1)
    counts: dict[int, Counter[str]] = {}
    places = kept[["doc", "organisation", "start", "end"]].to_numpy().tolist()
    for doc, row, start, end in places:
        spelling = corpus.documents[doc].text[start:end]
        counts.setdefault(doc * size + row, Counter())[spelling] += 1
    return counts


def _by_count(counts: Counter[str] | None) -> list[str]:
    if counts is None:
        return []
    return sorted(counts, key=lambda spelling: (-counts[spelling], spelling))


def _objects(values: Sequence[object]) -> npt.NDArray[np.object_]:
    """Return an array whose items are the lists themselves."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
