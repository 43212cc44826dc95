"""Which words belong to one side rather than the other: difference, its size, its likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypedDict, Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.counts import sum_terms
from analysis.corpus.select import Mask, select
from analysis.errors import EmptyCorpusError, UnknownNameError
from analysis.measures.association import MEASURES, TESTS, log_ratio
from analysis.measures.significance import benjamini_hochberg, p_value_chi2
from analysis.schema import KEYNESS
from analysis.tables.paging import highest

Floats = npt.NDArray[np.float64]

EXPECTED_LEAST = 5.0
"""An expected count below it makes the approximation by chi-square doubtful."""
TEXTS_LEAST = 2
"""Fewer texts on a side tell nothing about others like them."""


class Counts(NamedTuple):
    """How often each term stands as a word; ``n`` has the shape ``(n_terms,)``, zeros included."""

    terms: Sequence[str]
    n: Ints


class Listing(TypedDict, total=False):
    """Which terms are listed. The denominators are all words of a side, listed or not."""

    measure: str
    """A key of ``measures.association.MEASURES``; ``log_likelihood`` by default."""
    min_n: int
    """Least count of both sides together, 1 by default."""
    min_length: int
    """Least number of characters, 1 by default."""
    stopwords: bool
    """Leave out stop words, as by default."""
    limit: int
    """At most so many rows, of those that follow the first ``offset``; all by default."""
    offset: int


class Grounds(NamedTuple):
    """What a test would rest on."""

    documents_target: int
    documents_reference: int
    largest_expected: float
    """Of all terms the largest of the smaller of their two expected counts."""

    @property
    def enough(self) -> bool:
        """Whether a p value means something: two texts a side, and a term expected five times."""
        texts = min(self.documents_target, self.documents_reference)
        return texts >= TEXTS_LEAST and self.largest_expected >= EXPECTED_LEAST


def term_counts(corpus: Corpus, mask: Mask) -> Counts:
    """Count every term of the vocabulary as a word in the sentences of ``mask``."""
    return Counts(corpus.terms, sum_terms(corpus, mask).n_word)


def keyness(
    target: Counts,
    reference: Counts,
    *,
    measure: str = "log_likelihood",
    listed: npt.NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """Score every term by how much it belongs to ``target`` rather than to ``reference``.

    Parameters
    ----------
    target, reference
        Counts over the same terms.
    measure
        A key of ``measures.association.MEASURES``.
    listed
        Which terms get a row, shape ``(n_terms,)``; all by default. Rates and scores do not
        depend on it, adjusted p values do.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.KEYNESS``: a row for every term that occurs on either side, highest
        score first, ties by term. ``p`` is NaN where the measure is no test. ``side`` is the one
        with the higher rate, ``target`` where they are equal.

    Raises
    ------
    UnknownNameError
        No such measure.
    EmptyCorpusError
        One side has no words.
    """
    found = _scored((target.n, reference.n), measure, listed)
    terms = np.asarray([target.terms[row] for row in found.rows.tolist()], dtype=object)
    order = np.lexsort((np.argsort(np.argsort(terms, kind="stable")), -found.score))
    return _table(found, terms[order], order)


class _Scored(NamedTuple):
    """Terms with their scores, shape ``(n,)`` each."""

    rows: Ints
    n_target: Ints
    n_reference: Ints
    sizes: tuple[float, float]
    score: Floats
    p: Floats
    p_adjusted: Floats


def _scored(
    counts: tuple[Ints, Ints], measure: str, listed: npt.NDArray[np.bool_] | None
) -> _Scored:
    if measure not in MEASURES:
        choices = tuple(MEASURES)
        message = f"没有名为“{measure}”的算法；有：{'、'.join(choices)}"
        raise UnknownNameError(message, code="unknown_measure", name=measure, choices=choices)
    kept = (counts[0] + counts[1]) > 0
    rows = np.flatnonzero(kept if listed is None else kept & listed)
    sizes = (_size(counts[0], "target"), _size(counts[1], "reference"))
    n_target, n_reference = counts[0][rows], counts[1][rows]
    score = MEASURES[measure](*_cells(n_target, n_reference, sizes))
    p = p_value_chi2(score) if measure in TESTS else np.full(len(rows), np.nan)
    return _Scored(rows, n_target, n_reference, sizes, score, p, benjamini_hochberg(p))


def _cells(
    n_target: Ints, n_reference: Ints, sizes: tuple[float, float]
) -> tuple[Floats, Floats, Floats, Floats]:
    o11, o12 = n_target.astype(np.float64), n_reference.astype(np.float64)
    return o11, o12, sizes[0] - o11, sizes[1] - o12


def _table(found: _Scored, terms: npt.NDArray[np.object_], order: Ints) -> pd.DataFrame:
    """Return some of the rows in an order, with their terms."""
    n_target, n_reference = found.n_target[order], found.n_reference[order]
    sizes = found.sizes
    cells = _cells(n_target, n_reference, sizes)
    return KEYNESS.frame(
        {
            "term": terms,
            "n_target": n_target,
            "n_reference": n_reference,
            "per_10k_target": cells[0] * 10_000 / sizes[0],
            "per_10k_reference": cells[1] * 10_000 / sizes[1],
            "score": found.score[order],
            "log_ratio": log_ratio(*cells),
            "p": found.p[order],
            "p_adjusted": found.p_adjusted[order],
            "side": np.where(cells[0] * sizes[1] >= cells[1] * sizes[0], "target", "reference"),
        }
    )


def keyness_of(
    corpus: Corpus, target: Mask, reference: Mask | None = None, **listing: Unpack[Listing]
) -> pd.DataFrame:
    """Compare the words of two sets of sentences.

    Parameters
    ----------
    target
        Sentences of the side that is looked at.
    reference
        Sentences of the other side; by default all others that are counted, so that the target
        does not stand inside its own reference.

    Returns
    -------
    pandas.DataFrame
        As from ``keyness``.

    Raises
    ------
    UnknownNameError
        No such measure.
    EmptyCorpusError
        One side has no words.
    """
    counts = _both(corpus, target, reference)
    listed = _listed_terms(corpus, listing)
    listed &= counts[0] + counts[1] >= listing.get("min_n", 1)
    found = _scored(counts, listing.get("measure", "log_likelihood"), listed)
    ties = (corpus.vocabulary.ranks[found.rows],)
    offset, limit = listing.get("offset", 0), listing.get("limit")
    order = highest(found.score, ties, offset=offset, limit=limit)
    return _table(found, corpus.vocabulary.strings(found.rows[order]), order)


def complement(corpus: Corpus, target: Mask) -> Mask:
    """Return all sentences that are counted and not in ``target``."""
    return select(corpus) & ~target


def grounds_of_test(corpus: Corpus, target: Mask, reference: Mask | None = None) -> Grounds:
    """Return what a test of two sets of sentences would rest on.

    Parameters
    ----------
    target, reference
        As for ``keyness_of``.
    """
    other = complement(corpus, target) if reference is None else reference
    n_target, n_other = _both(corpus, target, reference)
    smaller, larger = sorted((int(n_target.sum()), int(n_other.sum())))
    most = int((n_target + n_other).max(initial=0))
    expected = most * smaller / max(smaller + larger, 1)
    return Grounds(_documents(corpus, target), _documents(corpus, other), expected)


def _both(corpus: Corpus, target: Mask, reference: Mask | None) -> tuple[Ints, Ints]:
    """Count every term as a word on both sides, shape ``(n_terms,)`` each."""
    counted = select(corpus)
    rest = counted & ~target
    n_target = sum_terms(corpus, target).n_word
    if reference is not None and not np.array_equal(reference, rest):
        return n_target, sum_terms(corpus, reference).n_word
    if (target & ~counted).any():
        return n_target, sum_terms(corpus, rest).n_word
    # What is not in the target is what is counted without it: the whole is quickly added up.
    return n_target, sum_terms(corpus, counted).n_word - n_target


def _documents(corpus: Corpus, mask: Mask) -> int:
    there = np.zeros(corpus.layout.n_documents, dtype=bool)
    there[corpus.sentences.values("doc")[mask]] = True
    return int(there.sum())


def stopwords_of(corpus: Corpus) -> frozenset[str]:
    """Return the stop words of a corpus in folded characters."""
    return corpus.vocabulary.stopwords


def _listed_terms(corpus: Corpus, listing: Listing) -> npt.NDArray[np.bool_]:
    vocabulary = corpus.vocabulary
    listed: npt.NDArray[np.bool_] = vocabulary.lengths >= listing.get("min_length", 1)
    return listed & ~vocabulary.stops if listing.get("stopwords", True) else listed


def _size(n: Ints, side: str) -> float:
    size = float(n.sum())
    if size <= 0:
        name = "本方" if side == "target" else "参照方"
        message = f"{name}没有可以计数的词，无法比较；请换一个范围"
        raise EmptyCorpusError(message, code="empty_side", side=side)
    return size
