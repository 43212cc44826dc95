"""Words that came into a corpus later, counted as strings in the segments that do not know them.

A segment counts the strings of a vocabulary when it is made. Counting every segment anew for each
new word would make ten documents cost as much as all; so the few further words stand beside, and
become part of the vocabulary when they are many.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.corpus.layout import united
from analysis.corpus.segments.arrays import (
    Array,
    Arrays,
    arrow_strings,
    known_strings,
    pack_strings,
)
from analysis.corpus.segments.ranks import rank
from analysis.corpus.segments.strings import find_places
from analysis.corpus.segments.sums import Entries, pack_matrix


def further_terms(words: Sequence[Arrays], vocabulary: Sequence[str]) -> list[str]:
    """Return the words of several characters that are not in a vocabulary.

    Parameters
    ----------
    words
        The words of every segment.
    """
    terms = united([arrow_strings(arrays, "terms") for arrays in words]).values.to_pylist()
    known = set(vocabulary)
    return [term for term in terms if len(term) > 1 and term not in known]


def pack_further(
    texts: Arrays, words: Arrays, names: Arrays, terms: Sequence[str]
) -> dict[str, Array]:
    """Count further words in a segment as strings; those that are words of its own are left out.

    Returns
    -------
    dict
        The arrays of ``sums.pack_counts`` that hold counts by row, with the words as ``strings``.
    """
    own = set(known_strings(words, "terms")) if terms else set()
    found = [(term, find_places(texts, term)) for term in terms if term not in own]
    kept = [(term, places) for term, places in found if len(places)]
    rows, columns = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for column, (_, places) in enumerate(kept):
        rows.append(names["sentence_portion"][rank(words, "sentence", places)].astype(np.int64))
        columns.append(np.full(len(places), column, dtype=np.int64))
    cells, n = np.unique(np.concatenate(rows) << 32 | np.concatenate(columns), return_counts=True)
    entries = Entries(cells >> 32, cells & 0xFFFFFFFF, n.astype(np.int64), np.zeros_like(cells))
    return {
        **pack_matrix(entries, names, len(kept)),
        **pack_strings("strings", [term for term, _ in kept]),
    }
