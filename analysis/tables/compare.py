"""Two or more sides next to each other: how much text, which words, themes and figures.

A side is any set of sentences: documents, the passages of an organisation, a year. Nothing that
occurs on one side only is left out, hapaxes included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.counts import sentence_tokens, sum_each, sum_terms
from analysis.corpus.select import Grouping, Mask, Scope, documents_of, select
from analysis.schema import FACT_SIDES, SIDES, SPLIT
from analysis.tables.facts import fact_rows, facts_at
from analysis.tables.paging import first_of_runs, highest

SMALL = 1000
"""Characters below which rates of a side are indicative only."""
HEAD_LENGTH = 2
"""The last characters of a noun say what kind of thing is counted: 具体问题, 突出问题."""


class Side(NamedTuple):
    """One side of a comparison: what to call it, its sentences, and the figures it reports.

    ``facts`` are rows of ``corpus.facts``; ``None`` stands for the figures in its sentences, which
    for an organisation are not the same: a sentence about one may report a figure of another.
    """

    label: str
    mask: Mask
    facts: Ints | None = None


def group_characters(corpus: Corpus, mask: Mask, grouping: Grouping) -> dict[str, int]:
    """Return how many characters each group has in a mask; groups without text are left out."""
    owned = mask & (grouping.codes >= 0)
    amounts = np.bincount(
        grouping.codes[owned],
        weights=corpus.sentences.values("characters")[owned],
        minlength=len(grouping.labels),
    )
    pairs = zip(grouping.labels, amounts.tolist(), strict=True)
    return {label: int(amount) for label, amount in pairs if amount}


def sides_of(corpus: Corpus, scope: Scope, grouping: Grouping, labels: Sequence[str]) -> list[Side]:
    """Return one side a label of a grouping: its sentences in scope, and what it reports.

    Organisations report figures in sentences that are about others too, so that their figures are
    asked of the owners of the figures.
    """
    chosen = select(corpus, scope)
    codes = {label: code for code, label in enumerate(grouping.labels)}
    everyone = select(corpus, replace(scope, organisations=()))
    owned = grouping.kind == "organisation"
    return [
        Side(
            label,
            chosen & (grouping.codes == codes[label]),
            fact_rows(corpus, everyone, organisations=(label,)) if owned else None,
        )
        for label in labels
    ]


def side_table(corpus: Corpus, sides: Sequence[Side]) -> pd.DataFrame:
    """Say how much text each side has.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.SIDES``, sides in order. ``figures`` are those that it reports;
        ``small`` is true below ``SMALL`` characters.
    """
    docs = corpus.sentences.values("doc")
    sizes, tokens = corpus.sentences.values("characters"), sentence_tokens(corpus)
    rows = []
    for side in sides:
        inside = np.flatnonzero(side.mask)
        there = np.zeros(corpus.layout.n_documents, dtype=bool)
        there[docs[inside]] = True
        characters = int(sizes[inside].sum())
        rows.append(
            {
                "side": side.label,
                "documents": int(there.sum()),
                "sentences": len(inside),
                "characters": characters,
                "tokens": int(tokens[inside].sum()),
                "figures": len(_figures(corpus, side)),
                "small": characters < SMALL,
            }
        )
    return SIDES.rows(rows)


def term_split(
    corpus: Corpus,
    sides: Sequence[Side],
    *,
    min_length: int = 1,
    stopwords: bool = True,
    limit: int | None = None,
) -> pd.DataFrame:
    """Divide the words of all sides into those of one only, of all, and of some.

    What counts is the string: a word that stands inside a longer one on the other side is not
    of one side only, so that a text search agrees.

    Parameters
    ----------
    min_length
        Least number of characters.
    stopwords
        Leave out stop words.
    limit
        At most so many words of one side, of each other side, of all, of some; None: all.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.SPLIT``: a row for every word of any side; ``counts`` are those of the
        string on each side, ``words`` those of the word, sides in order. First the words of one
        side, then of the next, of all, of some; the most frequent first, ties by term.
    """
    if not sides:
        return SPLIT.empty()
    vocabulary = corpus.vocabulary
    sums = sum_each(corpus, [side.mask for side in sides])
    strings = np.stack([counts.n for counts in sums])
    words = np.stack([counts.n_word for counts in sums])
    listed = (words.sum(axis=0) > 0) & (vocabulary.lengths >= min_length)
    rows = np.flatnonzero(listed & ~vocabulary.stops if stopwords else listed)
    if _share_documents(corpus, sides):
        documents = sum_terms(corpus, _union(sides)).documents
    else:
        documents = np.sum([counts.documents for counts in sums], axis=0)
    split = _Split(sides, strings[:, rows], words[:, rows], documents[rows])
    order = split.order(vocabulary.ranks[rows], limit)
    return split.table(vocabulary.strings(rows[order]), order)


def theme_split(corpus: Corpus, sides: Sequence[Side]) -> pd.DataFrame:
    """Divide the themes in the same way; ``term`` is the key, ``words`` equal ``counts``.

    Themes that no side names have no row.
    """
    if not sides:
        return SPLIT.empty()
    hits = corpus.theme_hits
    themes, sentences = hits.values("theme"), hits.values("sentence")
    size = len(corpus.themes)
    n = np.stack(
        [np.bincount(themes[side.mask[sentences]], minlength=size) for side in sides]
    ).astype(np.int64)
    either = _union(sides)[sentences]
    pairs = np.unique(hits.values("doc")[either].astype(np.int64) * size + themes[either])
    documents = np.bincount(pairs % size, minlength=size)
    rows = np.flatnonzero(n.sum(axis=0))
    keys = np.asarray([corpus.themes[row].key for row in rows.tolist()], dtype=object)
    split = _Split(sides, n[:, rows], n[:, rows], documents[rows])
    order = split.order(np.argsort(np.argsort(keys, kind="stable")), None)
    return split.table(keys[order], order)


def fact_sides(
    corpus: Corpus,
    sides: Sequence[Side],
    *,
    each: int | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> pd.DataFrame:
    """List the figures of all sides, those of like things next to each other.

    Figures are alike if they have the same unit and their nouns the same head, that is the same
    last ``HEAD_LENGTH`` characters.

    Parameters
    ----------
    each
        At most so many figures of a kind of thing on a side, the first ones; None: all.
    offset, limit
        At most ``limit`` rows, of those that follow the first ``offset``; None: all.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FACT_SIDES``: the kinds of thing that most sides report first, then
        those with most figures, ties by unit and head; within them sides in order, then text
        order. A figure that is on two sides has two rows.
    """
    if not sides:
        return FACT_SIDES.empty()
    figures = [_figures(corpus, side) for side in sides]
    rows = np.concatenate(figures)
    order = np.repeat(np.arange(len(sides)), [len(part) for part in figures])
    kinds = _kinds(corpus, rows)
    n_kinds = int(kinds.max(initial=-1)) + 1
    present = np.unique(kinds * len(sides) + order) // len(sides)
    n_sides, n = (np.bincount(k, minlength=n_kinds)[kinds] for k in (present, kinds))
    stop = None if limit is None else offset + limit
    shown = np.lexsort((order, kinds, -n, -n_sides))
    if each is not None:
        shown = shown[first_of_runs(kinds[shown] * len(sides) + order[shown], each)]
    shown = shown[offset:stop]
    labels = np.asarray([side.label for side in sides], dtype=object)
    facts = facts_at(corpus, rows[shown])
    facts = facts.assign(side=labels[order[shown]], head=facts["noun"].str[-HEAD_LENGTH:])
    return FACT_SIDES.frame({name: facts[name].to_numpy() for name in FACT_SIDES.names})


def _kinds(corpus: Corpus, rows: Ints) -> Ints:
    """Return a number for the unit and the head of the noun of facts, in their order."""
    units, nouns = (corpus.facts.coded(name).take(rows) for name in ("unit", "noun"))
    names: Sequence[str] = nouns.values  # noqa: PD011 - no frame
    heads, of_noun = np.unique(
        np.asarray([noun[-HEAD_LENGTH:] for noun in names], dtype=object),
        return_inverse=True,
    )
    of_unit = np.argsort(np.argsort(np.asarray(units.values, dtype=object), kind="stable"))
    keys = of_unit[units.codes] * max(len(heads), 1) + of_noun[nouns.codes]
    return np.unique(keys, return_inverse=True)[1].astype(np.int64)


def _figures(corpus: Corpus, side: Side) -> Ints:
    return fact_rows(corpus, side.mask) if side.facts is None else side.facts


def _union(sides: Sequence[Side]) -> Mask:
    union: Mask = np.any([side.mask for side in sides], axis=0)
    return union


def _share_documents(corpus: Corpus, sides: Sequence[Side]) -> bool:
    """Return whether a document has sentences on several sides."""
    return bool(np.sum([documents_of(corpus, side.mask) for side in sides], axis=0).max() > 1)


class _Split(NamedTuple):
    """Counts on each side, shape ``(n_sides, n)``, and documents of all, shape ``(n,)``."""

    sides: Sequence[Side]
    strings: Ints
    words: Ints
    documents: Ints

    @property
    def places(self) -> Ints:
        """The one side that has each, the number of sides for all of them, one more for some."""
        present = self.strings > 0
        n_sides, first = present.sum(axis=0), present.argmax(axis=0)
        others = np.where(n_sides == len(self.sides), len(self.sides), len(self.sides) + 1)
        return np.where(n_sides == 1, first, others).astype(np.int64)

    def order(self, ranks: npt.NDArray[Any], limit: int | None) -> Ints:
        """Return which are shown, place by place, the most frequent first."""
        places, n = self.places, self.strings.sum(axis=0)
        parts = [np.flatnonzero(places == place) for place in range(len(self.sides) + 2)]
        return np.concatenate(
            [rows[highest(n[rows], (ranks[rows],), limit=limit)] for rows in parts]
        )

    def table(self, terms: npt.NDArray[np.object_], order: Ints) -> pd.DataFrame:
        """Return some of them as a table."""
        places = self.places[order]
        size = len(self.sides)
        labels = np.asarray([*(side.label for side in self.sides), None, None], dtype=object)
        kinds = np.asarray([*["only"] * size, "shared", "some"], dtype=object)
        strings = self.strings[:, order]
        return SPLIT.frame(
            {
                "term": terms,
                "kind": kinds[places],
                "side": labels[places],
                "counts": _lists(strings),
                "words": _lists(self.words[:, order]),
                "n": strings.sum(axis=0),
                "documents": self.documents[order],
            }
        )


def _lists(counts: Ints) -> npt.NDArray[np.object_]:
    """Return the columns of a table as lists of plain numbers."""
    lists = np.empty(counts.shape[1], dtype=object)
    lists[:] = counts.T.tolist()
    return lists
