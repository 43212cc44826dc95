"""Words like one that was not found: what may have been meant."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask
from analysis.ingest.fold import fold

LEAST_ALIKE = 0.25


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
    wanted = _parts(fold(query).strip())
    signs = {part for part in wanted if len(part) == 1}
    codes = corpus.tokens["term"].to_numpy()
    if mask is not None:
        codes = codes[mask[corpus.tokens["sentence"].to_numpy()]]
    n = np.bincount(codes, minlength=len(corpus.terms)).tolist()
    found = [
        (-alike, -n[code], term)
        for code, term in enumerate(corpus.terms)
        if n[code] and not signs.isdisjoint(term)
        for alike in [_dice(wanted, _parts(term))]
        if alike >= LEAST_ALIKE and term != fold(query).strip()
    ]
    return [term for _, _, term in sorted(found)[:limit]]


def _parts(text: str) -> Counter[str]:
    """Count the characters and the pairs of neighbouring characters."""
    return Counter(text) + Counter(map("".join, pairwise(text)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)
