"""Picking out entries of the segments' matrices of counts (``segments.sums``), term by part."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]


@compiled("i4[] i4[] i4[] i8[] i8[] i8[] | i8[] i8[] i8[] i8[]")
def pick_columns(
    firsts: Array,
    rows: Array,
    counts: Array,
    columns: Ints,
    terms: Ints,
    row_parts: Ints,
    found_terms: Ints,
    found_parts: Ints,
    found_n: Ints,
    size: Ints,
) -> None:
    """Write the entries of some columns whose row has a part; ``size``: how many there are."""
    filled = 0
    for position in range(len(columns)):
        column = columns[position]
        for place in range(firsts[column], firsts[column + 1]):
            part = row_parts[rows[place]]
            if part >= 0:
                found_terms[filled] = terms[position]
                found_parts[filled] = part
                found_n[filled] = counts[place]
                filled += 1
    size[0] = filled


_PICKED = "i4[] i8[] i8[] i8 i8[] i4[] | i8[] i8[] i8[] i8[]"


@compiled(f"u4[] {_PICKED}", f"u8[] {_PICKED}")
def pick_rows(
    entries: Array,
    firsts: Array,
    rows: Ints,
    row_parts: Ints,
    bits: int,
    pairs: Ints,
    positions: Array,
    found_terms: Ints,
    found_parts: Ints,
    found_packed: Ints,
    size: Ints,
) -> None:
    """Write the entries of some rows whose column has a position; ``size``: how many there are."""
    mask = (1 << bits) - 1
    filled = 0
    for number in range(len(rows)):
        row = rows[number]
        for place in range(firsts[row], firsts[row + 1]):
            entry = entries[place]
            position = positions[entry >> bits]
            if position >= 0:
                found_terms[filled] = position
                found_parts[filled] = row_parts[number]
                found_packed[filled] = pairs[entry & mask]
                filled += 1
    size[0] = filled
