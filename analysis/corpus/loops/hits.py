"""Places where themes are named, counted by theme and group."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]


@compiled("i2[] i4[] i8 | u1[]")
def mark_pairs(themes: Array, words: Array, n_words: int, there: Array) -> None:
    """Mark which words name which theme, at ``theme * n_words + word``."""
    for hit in range(len(themes)):
        there[themes[hit] * n_words + words[hit]] = 1


@compiled("i2[] i4[] i4[] i4[] u1[] i4[] i8[] i8[] i8[] i8 i8 | i8[] i8[] i4[] i8[] i8[]")
def count_hits(
    themes: Array,
    words: Array,
    docs: Array,
    sentences: Array,
    mask: Array,
    codes: Array,
    groups: Ints,
    starts: Ints,
    widths: Ints,
    n_words: int,
    n_groups: int,
    n: Ints,
    documents: Ints,
    latest: Array,
    keys: Ints,
    size: Ints,
) -> None:
    """Count hits and their documents by theme, then group; write a number for each word there.

    Parameters
    ----------
    themes, words, docs, sentences
        Of each hit, documents ascending.
    mask, codes, groups
        1 for sentences that are counted, and the code of each; the number of each code or -1,
        that of the code -1 at the end.
    starts, widths
        For each theme and word the number of the pair in the first group, for each theme how
        many numbers a group has.
    latest
        -1 for each theme and group; written: the last document.
    keys, size
        Numbers of the hits that are counted, and how many these are.
    """
    filled = 0
    for hit in range(len(themes)):
        sentence = sentences[hit]
        group = groups[codes[sentence]] if mask[sentence] else -1
        if group < 0:
            continue
        theme = np.int64(themes[hit])
        cell = theme * n_groups + group
        n[cell] += 1
        if latest[cell] != docs[hit]:
            latest[cell] = docs[hit]
            documents[cell] += 1
        keys[filled] = starts[theme * n_words + words[hit]] + group * widths[theme]
        filled += 1
    size[0] = filled


@compiled("u1[] i4[] i4[] | i8[] i8[]")
def add_owned(mask: Array, codes: Array, amounts: Array, sums: Ints, times: Ints) -> None:
    """Add up an amount of each code, and how often it stands, in a mask; -1 is the last one."""
    for place in range(len(codes)):
        if mask[place]:
            sums[codes[place]] += amounts[place]
            times[codes[place]] += 1
