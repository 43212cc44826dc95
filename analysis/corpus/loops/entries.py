"""Picking out entries of the segments' matrices of counts (``segments.sums``), term by part."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled, compiled_for_each

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]


@compiled_for_each("i4[] i4[] i4[] | i4[] i8[] i8[]")
def find_columns(
    codes: Array, positions: Array, firsts: Array, columns: Array, size: Ints, entries: Ints
) -> None:
    """Write the columns of words whose term has a position, and how many entries they have.

    Parameters
    ----------
    codes, firsts
        Term of each column; first entry of each that is a word, and the end.
    """
    filled, n = 0, np.int64(0)
    for column in range(len(firsts) - 1):
        if positions[codes[column]] >= 0:
            columns[filled] = column
            filled += 1
            n += firsts[column + 1] - firsts[column]
    size[0] = filled
    entries[0] = n


_MATRIX = "i4[] i8[] i8 i8[] i4[] i4[] i4[] i8[] i4[] i4[] i4[] i4[] i8"
_WORDS = f"{_MATRIX} | i4[] i4[] i4[] i8[]"


@compiled_for_each(f"u4[] {_WORDS}", f"u8[] {_WORDS}")
def pick_words(
    entries: Array,
    firsts: Array,
    rows: Ints,
    bits: int,
    pairs: Ints,
    codes: Array,
    positions: Array,
    local: Array,
    row_parts: Ints,
    column_firsts: Array,
    column_rows: Array,
    column_counts: Array,
    columns: Array,
    by_column: int,
    found_terms: Array,
    found_parts: Array,
    found_n: Array,
    size: Ints,
) -> None:
    """Add how often words whose term has a position stand in each part behind what was found.

    Parameters
    ----------
    entries, firsts, bits, pairs
        The matrix by rows: of each entry, shape ``(n_entries,)``, the column above ``bits`` bits
        and below them the place in ``pairs`` of its two counts, ``n`` above 32 bits and ``n_word``
        below; first entry of each row, and the end.
    rows
        Those that are read, ascending.
    codes
        Term of each column, shape ``(n_columns,)``.
    positions
        Of each term of the vocabulary among those that are wanted, or -1.
    local
        Room for a number for each column.
    row_parts
        Part of each row or -1, shape ``(n_rows,)``.
    column_firsts, column_rows, column_counts
        The words by columns: first entry of each and the end; row and ``n_word`` of each entry,
        rows ascending in a column. The last columns may be no words and have no borders here.
    columns, by_column
        The columns whose term has a position; 1 if these are read, 0 for the rows.
    found_terms, found_parts, found_n
        Position, part and ``n_word`` of what was found, one behind the other; written.
    size
        How many were found; shape ``(1,)``, written.
    """
    filled = size[0]
    if by_column:
        for number in range(len(columns)):
            column = columns[number]
            position = positions[codes[column]]
            for place in range(column_firsts[column], column_firsts[column + 1]):
                part = row_parts[column_rows[place]]
                if part >= 0:
                    found_terms[filled] = position
                    found_parts[filled] = part
                    found_n[filled] = column_counts[place]
                    filled += 1
    else:
        mask = (1 << bits) - 1
        for column in range(len(codes)):
            local[column] = positions[codes[column]]
        for row in rows:
            for place in range(firsts[row], firsts[row + 1]):
                entry = entries[place]
                position = local[entry >> bits]
                if position >= 0:
                    n_word = pairs[entry & mask] & ((1 << 32) - 1)
                    if n_word > 0:
                        found_terms[filled] = position
                        found_parts[filled] = row_parts[row]
                        found_n[filled] = n_word
                        filled += 1
    size[0] = filled


_COUNTS = f"{_MATRIX} i4[] i4[] i4[] | i8[] i8[] i8[] i8[] i8[]"


@compiled_for_each(f"u4[] {_COUNTS}", f"u8[] {_COUNTS}")
def pick_counts(
    entries: Array,
    firsts: Array,
    rows: Ints,
    bits: int,
    pairs: Ints,
    codes: Array,
    positions: Array,
    local: Array,
    row_parts: Ints,
    column_firsts: Array,
    column_rows: Array,
    column_counts: Array,
    columns: Array,
    by_column: int,
    other_firsts: Array,
    other_rows: Array,
    other_pairs: Array,
    found_terms: Ints,
    found_parts: Ints,
    found_n: Ints,
    found_n_word: Ints,
    size: Ints,
) -> None:
    """Add how often strings whose term has a position stand in each part, both ways.

    The strings have several characters; of one character the columns tell words alone.

    Parameters
    ----------
    entries ... by_column
        As for ``pick_words``, and so are the numbers that are written.
    other_firsts, other_rows, other_pairs
        By columns what ``column_rows`` does not tell, where a string stands otherwise than as a
        word: first entry of each and the end, of all columns; row of each, ascending in a column,
        and the place of its two counts in ``pairs``. Where both have a row, this one tells all.
    """
    filled, mask, lower = size[0], (1 << bits) - 1, (1 << 32) - 1
    if by_column:
        for number in range(len(columns)):
            column = columns[number]
            place, stop = np.int64(0), np.int64(0)
            if column + 1 < len(column_firsts):
                place, stop = np.int64(column_firsts[column]), np.int64(column_firsts[column + 1])
            other, last = np.int64(other_firsts[column]), np.int64(other_firsts[column + 1])
            while place < stop or other < last:
                # Both ascend; where both have a row, the second one tells all.
                if other == last or (place < stop and column_rows[place] < other_rows[other]):
                    row, n_word = np.int64(column_rows[place]), np.int64(column_counts[place])
                    n = n_word
                    place += 1
                else:
                    row, pair = np.int64(other_rows[other]), pairs[other_pairs[other]]
                    n, n_word = pair >> 32, pair & lower
                    if place < stop and column_rows[place] == row:
                        place += 1
                    other += 1
                if row_parts[row] >= 0:
                    found_terms[filled] = positions[codes[column]]
                    found_parts[filled] = row_parts[row]
                    found_n[filled] = n
                    found_n_word[filled] = n_word
                    filled += 1
    else:
        for column in range(len(codes)):
            local[column] = positions[codes[column]]
        for row in rows:
            for spot in range(firsts[row], firsts[row + 1]):
                entry = entries[spot]
                position = local[entry >> bits]
                if position >= 0:
                    pair = pairs[entry & mask]
                    found_terms[filled] = position
                    found_parts[filled] = row_parts[row]
                    found_n[filled] = pair >> 32
                    found_n_word[filled] = pair & lower
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


@compiled("i8[] i8[] i8[] i8[] i8 | i8[] i8[] i8[] i8[] i8[] i8[]")
def add_pairs(
    terms: Ints,
    parts: Ints,
    n: Ints,
    n_word: Ints,
    n_parts: int,
    sums: Ints,
    found_terms: Ints,
    found_parts: Ints,
    found_n: Ints,
    found_n_word: Ints,
    size: Ints,
) -> None:
    """Write entries with those of one term and part added up, by term, then part.

    Parameters
    ----------
    sums
        Zeros, one for each pair of a term and a part; they are no more then.
    """
    for entry in range(len(terms)):
        sums[terms[entry] * n_parts + parts[entry]] += n[entry] << 32 | n_word[entry]
    filled = 0
    for key in range(len(sums)):
        if sums[key] > 0:
            found_terms[filled] = key // n_parts
            found_parts[filled] = key % n_parts
            found_n[filled] = sums[key] >> 32
            found_n_word[filled] = sums[key] & ((1 << 32) - 1)
            filled += 1
    size[0] = filled
