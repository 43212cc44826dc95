"""Adding up entries of the segments' matrices of counts (``segments.sums``)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]


@compiled("u4[] i4[] i8[] i8 i8[] | i8[] i8[]", "u8[] i4[] i8[] i8 i8[] | i8[] i8[]")
def add_rows(
    entries: Array,
    firsts: Array,
    rows: Ints,
    bits: int,
    pairs: Ints,
    packed: Ints,
    documents: Ints,
) -> None:
    """Add some rows to ``packed``, and one to ``documents`` for each entry whose ``n`` is not 0."""
    mask = (1 << bits) - 1
    for row in rows:
        for place in range(firsts[row], firsts[row + 1]):
            entry = entries[place]
            column = entry >> bits
            pair = pairs[entry & mask]
            packed[column] += pair
            if pair >> 32 > 0:
                documents[column] += 1


@compiled("i4[] i8[] i8[] | i8[] i8[]")
def add_at(
    codes: Array, packed: Ints, documents: Ints, packed_sums: Ints, document_sums: Ints
) -> None:
    """Add the sums of columns to those of the terms that they are."""
    for column in range(len(codes)):
        code = codes[column]
        packed_sums[code] += packed[column]
        document_sums[code] += documents[column]


@compiled("i4[] i8[] | i8[]", "i4[] i4[] | i8[]")
def add_numbers(codes: Array, numbers: Array, sums: Ints) -> None:
    """Add a number to the sum of each code; -1 is the last one."""
    for place in range(len(codes)):
        sums[codes[place]] += numbers[place]
