"""How often each string stands in the sentences of each row, and the counts in their order."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]

_TALLIED = "i8[] i8[] i8[] i4[] i8[] i4[] i4[] i8[] i4[] | i8[] i8[] i8[] i8[] i8[] i8[]"
_ONE = 1 << 32
"""What a place adds to a count: ``n`` stands above 32 bits, ``n_word`` below."""


@compiled(f"u2[] {_TALLIED}", f"u4[] {_TALLIED}")
def tally(
    characters: Array,
    order: Ints,
    row_firsts: Ints,
    sentence_places: Ints,
    sign_columns: Array,
    hit_firsts: Ints,
    hits: Array,
    hit_columns: Array,
    token_firsts: Ints,
    token_terms: Array,
    counts: Ints,
    touched: Ints,
    rows: Ints,
    columns: Ints,
    packed: Ints,
    size: Ints,
) -> None:
    """Write the counts of each row, in the order in which its strings appear.

    Parameters
    ----------
    order, row_firsts
        The sentences of the rows, one row behind the other.
    sentence_places
        Where each sentence begins among the characters, and the end.
    sign_columns
        The column of each code point that is counted, -1 for others.
    hit_firsts, hits, hit_columns
        The strings found in each sentence, and the column of each string.
    token_firsts, token_terms
        The words of each sentence by their columns.
    counts, touched
        For each column 0; 0 again at the end, and anything.
    rows, columns, packed
        Written: who it is counted for, which string, ``n`` and ``n_word`` as ``_ONE`` says.
    size
        Written: how many they are, also where there is no room.
    """
    room, filled = len(rows), 0
    for row in range(len(row_firsts) - 1):
        met = 0
        for position in range(row_firsts[row], row_firsts[row + 1]):
            sentence = order[position]
            for place in range(sentence_places[sentence], sentence_places[sentence + 1]):
                column = sign_columns[characters[place]]
                if column >= 0:
                    if counts[column] == 0:
                        touched[met] = column
                        met += 1
                    counts[column] += _ONE
            for hit in range(hit_firsts[sentence], hit_firsts[sentence + 1]):
                column = hit_columns[hits[hit]]
                if counts[column] == 0:
                    touched[met] = column
                    met += 1
                counts[column] += _ONE
            for token in range(token_firsts[sentence], token_firsts[sentence + 1]):
                column = token_terms[token]
                if counts[column] == 0:
                    touched[met] = column
                    met += 1
                counts[column] += 1
        for number in range(met):
            column = touched[number]
            if filled < room:
                rows[filled] = row
                columns[filled] = column
                packed[filled] = counts[column]
            counts[column] = 0
            filled += 1
    size[0] = filled


@compiled("i8[] | i8[] i8[]")
def order_by(numbers: Ints, firsts: Ints, order: Ints) -> None:
    """Write the positions of small numbers in ascending order, of equal ones the first first.

    ``firsts`` are zeros, one for each number there may be and one more; written: where the
    positions of each number end.
    """
    for place in range(len(numbers)):
        firsts[numbers[place] + 1] += 1
    for number in range(1, len(firsts)):
        firsts[number] += firsts[number - 1]
    for place in range(len(numbers)):
        number = numbers[place]
        order[firsts[number]] = place
        firsts[number] += 1
