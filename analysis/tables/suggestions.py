"""Words like one that was not found: what may have been meant."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import sum_terms
from analysis.corpus.select import Mask
from analysis.corpus.tokens import sum_words
from analysis.ingest.fold import fold

LEAST_ALIKE = 0.25
FEW = 20
"""Words of one sentence in so many are counted sooner than sums of all documents are read."""


def similar_terms(
    corpus: Corpus, query: str, *, mask: Mask | None = None, limit: int = 5
) -> list[str]:
    """Return words of the texts that share characters with a string, the most alike first.

    Alike is the Dice coefficient of the characters and of the pairs of neighbouring characters;
    ties by frequency, then by term.

    Parameters
    ----------
    mask
        Only words that stand in these sentences; all by default.
    limit
        Most words returned.
    """
    folded = fold(query).strip()
    wanted = _parts(folded)
    counts = _words(corpus, np.ones(len(corpus.sentences), dtype=bool) if mask is None else mask)
    near = np.flatnonzero(_can_be_alike(corpus, folded) & (counts > 0))
    terms = corpus.vocabulary.strings(near).tolist()
    found = [
        (-alike, -n, term)
        for n, term in zip(counts[near].tolist(), terms, strict=True)
        for alike in [_dice(wanted, _parts(term))]
        if alike >= LEAST_ALIKE and term != folded
    ]
    return [term for _, _, term in sorted(found)[:limit]]


def _words(corpus: Corpus, mask: Mask) -> npt.NDArray[np.int64]:
    """Count every term as a word; where nearly all or few sentences are asked for, word by word."""
    inside = int(np.count_nonzero(mask))
    if min(inside, len(mask) - inside) * FEW <= len(mask):
        return sum_words(corpus, mask)
    return sum_terms(corpus, mask).n_word


def _can_be_alike(corpus: Corpus, folded: str) -> npt.NDArray[np.bool_]:
    """Return which terms share enough characters: k of them have at most 2k - 1 parts."""
    shared = corpus.vocabulary.shared_characters(folded)
    parts = 2 * (len(folded) + corpus.vocabulary.lengths) - 2
    possible: npt.NDArray[np.bool_] = 2 * (2 * shared - 1) >= LEAST_ALIKE * parts
    return possible & (shared > 0)


def _parts(text: str) -> Counter[str]:
    """Count the characters and the pairs of neighbouring characters."""
    return Counter(text) + Counter(map("".join, pairwise(text)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)
