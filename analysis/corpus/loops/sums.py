"""Adding up entries of the segments' matrices of counts (``segments.sums``)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled, compiled_for_each

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]


_ROWS = "i4[] i8[] i8 i8[] i4[] i8 i8 | i8[] i8[] i8[]"


@compiled_for_each(f"u4[] {_ROWS}", f"u8[] {_ROWS}")
def add_rows(
    entries: Array,
    firsts: Array,
    rows: Ints,
    bits: int,
    pairs: Ints,
    codes: Array,
    n_shift: int,
    word_shift: int,
    own: Ints,
    packed: Ints,
    documents: Ints,
) -> None:
    """Add some rows to the sums of the terms that their columns are (``corpus.matrices``).

    Parameters
    ----------
    pairs
        The pairs of counts: ``n`` from the bit ``n_shift`` on, ``n_word`` from ``word_shift`` on,
        below it 1 if ``n`` is not 0.
    codes
        Term of each column.
    own
        Zeros, one for each column at least; they are zeros again then.
    """
    mask = (1 << bits) - 1
    for row in rows:
        for place in range(firsts[row], firsts[row + 1]):
            entry = entries[place]
            own[entry >> bits] += pairs[entry & mask]
    words = (1 << (n_shift - word_shift)) - 1
    held = (1 << word_shift) - 1
    for column in range(len(codes)):
        value = own[column]
        if value > 0:
            own[column] = 0
            code = codes[column]
            packed[code] += (value >> n_shift) << 32 | (value >> word_shift) & words
            documents[code] += value & held


@compiled_for_each("i8[] i8[] i8[] i4[] | i8[] i8[]")
def add_totals(
    n: Ints, n_word: Ints, held: Ints, codes: Array, packed: Ints, documents: Ints
) -> None:
    """Add the sums of the columns of a matrix to those of the terms that they are."""
    for column in range(len(codes)):
        code = codes[column]
        packed[code] += n[column] << 32 | n_word[column]
        documents[code] += held[column]


@compiled("i4[] i8[] | i8[]", "i4[] i4[] | i8[]")
def add_numbers(codes: Array, numbers: Array, sums: Ints) -> None:
    """Add a number to the sum of each code; -1 is the last one."""
    for place in range(len(codes)):
        sums[codes[place]] += numbers[place]


@compiled("u1[] i4[] i4[] | i8[]")
def longest(mask: Array, starts: Array, ends: Array, length: Ints) -> None:
    """Write the largest difference of two numbers in a mask, if it is larger than what is there."""
    most = length[0]
    for place in range(len(mask)):
        if mask[place] and ends[place] - starts[place] > most:
            most = ends[place] - starts[place]
    length[0] = most
