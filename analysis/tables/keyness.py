"""Which words belong to one side rather than the other: difference, its size, its likelihood."""

from __future__ import annotations

from typing import NamedTuple, TypedDict, Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.select import Mask, select
from analysis.errors import EmptyCorpusError, UnknownNameError
from analysis.ingest.fold import fold
from analysis.lexicon.words import load_stopwords
from analysis.measures.association import MEASURES, TESTS, log_ratio
from analysis.measures.significance import benjamini_hochberg, p_value_chi2
from analysis.schema import KEYNESS

Floats = npt.NDArray[np.float64]

EXPECTED_LEAST = 5.0
"""An expected count below it makes the approximation by chi-square doubtful."""
TEXTS_LEAST = 2
"""Fewer texts on a side tell nothing about others like them."""


class Counts(NamedTuple):
    """How often each term stands as a word; ``n`` has the shape ``(n_terms,)``, zeros included."""

    terms: tuple[str, ...]
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
    codes = corpus.tokens["term"].to_numpy()[mask[corpus.tokens["sentence"].to_numpy()]]
    n = np.bincount(codes, minlength=len(corpus.terms)).astype(np.int64)
    return Counts(corpus.terms, n)


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
    if measure not in MEASURES:
        choices = tuple(MEASURES)
        message = f"没有名为“{measure}”的算法；有：{'、'.join(choices)}"
        raise UnknownNameError(message, code="unknown_measure", name=measure, choices=choices)
    kept = (target.n + reference.n) > 0
    rows = np.flatnonzero(kept if listed is None else kept & listed)
    sizes = (_size(target, "target"), _size(reference, "reference"))
    n_target, n_reference = target.n[rows], reference.n[rows]
    o11, o12 = n_target.astype(np.float64), n_reference.astype(np.float64)
    cells = (o11, o12, sizes[0] - o11, sizes[1] - o12)
    score = MEASURES[measure](*cells)
    p = p_value_chi2(score) if measure in TESTS else np.full(len(rows), np.nan)
    terms = np.asarray([target.terms[row] for row in rows.tolist()], dtype=np.str_)
    columns = {
        "term": terms.astype(object),
        "n_target": n_target,
        "n_reference": n_reference,
        "per_10k_target": o11 * 10_000 / sizes[0],
        "per_10k_reference": o12 * 10_000 / sizes[1],
        "score": score,
        "log_ratio": log_ratio(*cells),
        "p": p,
        "p_adjusted": benjamini_hochberg(p),
        "side": np.where(o11 * sizes[1] >= o12 * sizes[0], "target", "reference"),
    }
    order = np.lexsort((terms, -score))
    return KEYNESS.frame({name: column[order] for name, column in columns.items()})


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
    other = complement(corpus, target) if reference is None else reference
    one_side, other_side = term_counts(corpus, target), term_counts(corpus, other)
    listed = _listed_terms(corpus, listing)
    listed &= one_side.n + other_side.n >= listing.get("min_n", 1)
    measure = listing.get("measure", "log_likelihood")
    return keyness(one_side, other_side, measure=measure, listed=listed)


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
    docs = corpus.sentences["doc"].to_numpy()
    n_target, n_other = term_counts(corpus, target).n, term_counts(corpus, other).n
    smaller, larger = sorted((int(n_target.sum()), int(n_other.sum())))
    most = int((n_target + n_other).max(initial=0))
    expected = most * smaller / max(smaller + larger, 1)
    return Grounds(len(np.unique(docs[target])), len(np.unique(docs[other])), expected)


def stopwords_of(corpus: Corpus) -> frozenset[str]:
    """Return the stop words of a corpus in folded characters."""
    chosen = corpus.settings.stopwords
    return load_stopwords() if chosen is None else frozenset(map(fold, chosen))


def _listed_terms(corpus: Corpus, listing: Listing) -> npt.NDArray[np.bool_]:
    stopwords = stopwords_of(corpus) if listing.get("stopwords", True) else frozenset()
    least = listing.get("min_length", 1)
    listed = [len(term) >= least and term not in stopwords for term in corpus.terms]
    return np.asarray(listed, dtype=bool)


def _size(counts: Counts, side: str) -> float:
    size = float(counts.n.sum())
    if size <= 0:
        name = "本方" if side == "target" else "参照方"
        message = f"{name}没有可以计数的词，无法比较；请换一个范围"
        raise EmptyCorpusError(message, code="empty_side", side=side)
    return size
