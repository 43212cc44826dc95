"""Two or more sides next to each other: how much text, which words, themes and figures.

A side is any set of sentences: documents, the passages of an organisation, a year. Nothing that
occurs on one side only is left out, hapaxes included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.counts import sum_terms
from analysis.corpus.select import Grouping, Mask, Scope, select
from analysis.schema import FACT_SIDES, SIDES, SPLIT
from analysis.tables.facts import fact_rows, facts_at
from analysis.tables.keyness import stopwords_of, term_counts

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
        weights=corpus.sentences["characters"].to_numpy()[owned],
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
    docs = corpus.sentences["doc"].to_numpy()
    sizes = corpus.sentences["characters"].to_numpy()
    rows = []
    for side in sides:
        characters = int(sizes[side.mask].sum())
        rows.append(
            {
                "side": side.label,
                "documents": len(np.unique(docs[side.mask])),
                "sentences": int(side.mask.sum()),
                "characters": characters,
                "tokens": int(term_counts(corpus, side.mask).n.sum()),
                "figures": len(_figures(corpus, side)),
                "small": characters < SMALL,
            }
        )
    return SIDES.rows(rows)


def term_split(
    corpus: Corpus, sides: Sequence[Side], *, min_length: int = 1, stopwords: bool = True
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

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.SPLIT``: a row for every word of any side; ``counts`` are those of the
        string on each side, ``words`` those of the word, sides in order. First the words of one
        side, then of the next, of all, of some; the most frequent first, ties by term.
    """
    words = _stack(corpus, [term_counts(corpus, side.mask).n for side in sides])
    strings = words + _stack(corpus, [_inside(corpus, side.mask) for side in sides])
    unwanted = stopwords_of(corpus) if stopwords else frozenset()
    rows = [
        row
        for row in np.flatnonzero(words.sum(axis=0)).tolist()
        if len(corpus.terms[row]) >= min_length and corpus.terms[row] not in unwanted
    ]
    terms = [corpus.terms[row] for row in rows]
    documents = _documents_with(corpus, sides)[rows]
    return _split(sides, terms, (strings[:, rows], words[:, rows], documents))


def theme_split(corpus: Corpus, sides: Sequence[Side]) -> pd.DataFrame:
    """Divide the themes in the same way; ``term`` is the key, ``words`` equal ``counts``.

    Themes that no side names have no row.
    """
    hits = corpus.theme_hits
    themes, sentences = hits["theme"].to_numpy(), hits["sentence"].to_numpy()
    size = len(corpus.themes)
    n = np.stack(
        [np.bincount(themes[side.mask[sentences]], minlength=size) for side in sides]
    ).astype(np.int64)
    either = _union(sides)[sentences]
    pairs = np.unique(np.stack([themes[either], hits["doc"].to_numpy()[either]]), axis=1)
    documents = np.bincount(pairs[0], minlength=size)
    rows = np.flatnonzero(n.sum(axis=0))
    keys = [corpus.themes[row].key for row in rows.tolist()]
    return _split(sides, keys, (n[:, rows], n[:, rows], documents[rows]))


def fact_sides(corpus: Corpus, sides: Sequence[Side]) -> pd.DataFrame:
    """List the figures of all sides, those of like things next to each other.

    Figures are alike if they have the same unit and their nouns the same head, that is the same
    last ``HEAD_LENGTH`` characters.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.FACT_SIDES``: the kinds of thing that most sides report first, then
        those with most figures, ties by unit and head; within them sides in order, then text
        order. A figure that is on two sides has two rows.
    """
    if not sides:
        return FACT_SIDES.empty()
    rows = [_figures(corpus, side) for side in sides]
    order = np.repeat(np.arange(len(sides)), [len(part) for part in rows])
    labels = np.asarray([side.label for side in sides], dtype=object)
    facts = facts_at(corpus, np.concatenate(rows)).assign(side=labels[order], order=order)
    facts["head"] = facts["noun"].str[-HEAD_LENGTH:]
    kinds = facts.groupby(["unit", "head"], sort=True)["order"]
    facts["sides"] = kinds.transform("nunique").astype("int64")
    facts["n"] = kinds.transform("size").astype("int64")
    ordered = facts.sort_values(
        ["sides", "n", "unit", "head", "order"],
        ascending=[False, False, True, True, True],
        kind="stable",
    )
    return FACT_SIDES.frame({name: ordered[name].to_numpy() for name in FACT_SIDES.names})


def _figures(corpus: Corpus, side: Side) -> Ints:
    return fact_rows(corpus, side.mask) if side.facts is None else side.facts


def _inside(corpus: Corpus, mask: Mask) -> Ints:
    """Count the strings of the vocabulary beyond those that are words, shape ``(n_terms,)``."""
    sums = sum_terms(corpus, mask)
    return sums.n - sums.n_word


def _documents_with(corpus: Corpus, sides: Sequence[Side]) -> Ints:
    """Count the documents of all sides that hold each term as a string, shape ``(n_terms,)``."""
    return sum_terms(corpus, _union(sides)).documents


def _union(sides: Sequence[Side]) -> Mask:
    union: Mask = np.any([side.mask for side in sides], axis=0)
    return union


def _stack(corpus: Corpus, rows: Sequence[Ints]) -> Ints:
    """Return counts of each side, shape ``(n_sides, n_terms)``."""
    return np.asarray(rows, dtype=np.int64).reshape(len(rows), len(corpus.terms))


def _split(
    sides: Sequence[Side], terms: Sequence[str], counts: tuple[Ints, Ints, Ints]
) -> pd.DataFrame:
    strings, words, documents = counts
    present = strings > 0
    n_sides = present.sum(axis=0)
    first = present.argmax(axis=0)
    place = np.where(
        n_sides == 1, first, np.where(n_sides == len(sides), len(sides), len(sides) + 1)
    )
    kinds = np.where(n_sides == 1, "only", np.where(n_sides == len(sides), "shared", "some"))
    n = strings.sum(axis=0)
    order = np.lexsort((np.asarray(terms, dtype=np.str_), -n, place))
    labels = np.asarray([*(side.label for side in sides), None, None], dtype=object)
    return SPLIT.frame(
        {
            "term": np.asarray(terms, dtype=object)[order],
            "kind": kinds[order],
            "side": labels[place[order]],
            "counts": _lists(strings[:, order]),
            "words": _lists(words[:, order]),
            "n": n[order],
            "documents": documents[order],
        }
    )


def _lists(counts: Ints) -> npt.NDArray[np.object_]:
    """Return the columns of a table as lists of plain numbers."""
    lists = np.empty(counts.shape[1], dtype=object)
    lists[:] = counts.T.tolist()
    return lists
