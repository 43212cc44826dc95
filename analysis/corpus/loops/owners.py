"""Which rows of a segment's counts a subset of its sentences is made of (``corpus.subset``)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.loops.compiling import compiled, compiled_for_each

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]

_CHOSEN = "i8 i4[] i4[] i4[] | i4[] i1[] i8[] i8[] i8[] i8[]"


@compiled_for_each(f"i1[] {_CHOSEN}", f"i4[] {_CHOSEN}")
def choose_rows(
    groups: Array,
    base: int,
    portions: Array,
    docs: Array,
    doc_rows: Array,
    of_portion: Array,
    kinds: Array,
    rows: Ints,
    owners: Ints,
    documents: Ints,
    size: Ints,
) -> None:
    """Write row, group and document of what lies in a subset whole; ``size``: how many there are.

    Parameters
    ----------
    groups, base
        For each sentence its group, counted from ``base``, or a number below it for none.
    portions
        For each sentence its portion; portions stand by document.
    docs, doc_rows
        Document of each portion, row of each document as a whole.
    of_portion
        For each portion -1; written: its group.
    kinds
        For each document 0; written: 1 if its portions differ, 2 if a portion is divided.
    """
    for sentence in range(len(groups)):
        portion = portions[sentence]
        same = sentence > 0 and portion == portions[sentence - 1]
        if same and groups[sentence] == groups[sentence - 1]:
            continue
        if of_portion[portion] < 0:
            of_portion[portion] = groups[sentence] - base + 1
        elif of_portion[portion] != groups[sentence] - base + 1:
            kinds[docs[portion]] = 2
    for portion in range(1, len(docs)):
        here = docs[portion]
        differs = of_portion[portion] != of_portion[portion - 1]
        if here == docs[portion - 1] and differs and kinds[here] == 0:
            kinds[here] = 1
    filled = 0
    for portion in range(len(docs)):
        here = docs[portion]
        first = portion == 0 or docs[portion - 1] != here
        if of_portion[portion] > 0 and (kinds[here] == 1 or (kinds[here] == 0 and first)):
            rows[filled] = portion if kinds[here] == 1 else doc_rows[here]
            owners[filled] = of_portion[portion] - 1
            documents[filled] = here
            filled += 1
    size[0] = filled


@compiled("i8[] i8[] i8[] | i8[]")
def take_parts(of_row: Ints, rows: Ints, document_rows: Ints, parts: Ints) -> None:
    """Write the part of each portion, -1 where it has none.

    Parameters
    ----------
    of_row
        Part of each row of counts, or -1.
    rows, document_rows
        For each portion its row, and that of its document as a whole, which counts without it.
    """
    for portion in range(len(rows)):
        part = of_row[rows[portion]]
        parts[portion] = part if part >= 0 else of_row[document_rows[portion]]
