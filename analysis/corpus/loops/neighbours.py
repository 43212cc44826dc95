"""Words near hits of a string."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]


@compiled("i4[] u4[] i4[] i4[] i4[] i8[] i8[] i8 | i8[]")
def count_near(
    terms: Array,
    places: Array,
    lengths: Array,
    firsts: Array,
    sentences: Array,
    starts: Ints,
    ends: Ints,
    window: int,
    counts: Ints,
) -> None:
    """Count the tokens near a hit and part of none by term, each token once.

    Between the tokens of two hits, those within reach of what is before them come first, then
    the others that are within reach of what is behind them.

    Parameters
    ----------
    terms, places
        Term of each token, and where it begins.
    lengths
        Characters of each term.
    firsts
        First token of each sentence, and the end.
    sentences, starts, ends
        For each hit, in text order, the sentence it begins in, and its characters.
    window
        Tokens to either side.
    """
    n_tokens = np.int64(len(terms))
    last = np.int64(-1)
    # A hit may end behind the next one: what the longest covers and reaches counts.
    covered, reach = np.int64(0), np.int64(0)
    for hit in range(len(starts)):
        begin, end = np.int64(firsts[sentences[hit]]), np.int64(firsts[sentences[hit] + 1])
        # The last token that begins at or before the hit; it may be one of the sentence before.
        last = max(last, begin - 1)
        while last + 1 < n_tokens and places[last + 1] <= starts[hit]:
            last += 1
        first = last
        if last < 0 or places[last] + lengths[terms[last]] <= starts[hit]:
            first += 1
        reached = max(covered, min(reach, first))
        for token in range(covered, reached):
            counts[terms[token]] += 1
        for token in range(max(reached, begin, first - window), first):
            counts[terms[token]] += 1
        after = last + 1
        while after < n_tokens and places[after] < ends[hit]:
            after += 1
        covered, reach = max(covered, after), max(reach, min(end, after + window))
    for token in range(covered, min(reach, n_tokens)):
        counts[terms[token]] += 1
