"""Counts of some terms in every part of a subset: what spreads and groups are computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.counts import count_divided
from analysis.corpus.finding import find_strings
from analysis.corpus.loops.each import Each, cut, each
from analysis.corpus.loops.entries import find_columns, pick_counts, pick_rows, pick_words
from analysis.corpus.part_counts import PartCounts, add_up, entries_of, merged, stacked
from analysis.corpus.segments.arrays import Arrays
from analysis.corpus.segments.occurrences import HALF, LOWER
from analysis.corpus.segments.sums import pair_bits
from analysis.corpus.subset import Subset
from analysis.corpus.threads import in_threads

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


def count_terms(subset: Subset, codes: Ints) -> PartCounts:
    """Count some terms of the vocabulary in every part, both ways.

    Parameters
    ----------
    codes
        Different terms.
    """
    positions = _positions(subset, codes)
    return merged(subset, _in_segments(subset, lambda number: _terms(subset, number, positions)))


def _terms(subset: Subset, number: int, positions: Rows) -> list[PartCounts]:
    """Count terms in the parts of one segment, both ways."""
    return [*_of_rows(subset, number, positions), *_of_divided(subset, number, positions)]


def count_words(subset: Subset, codes: Ints) -> PartCounts:
    """Count some terms of the vocabulary in every part as words only; ``n`` is not to be used.

    Of each segment either the columns of the terms are read or the rows of the subset, whichever
    are fewer. Numbers have 32 bits where no two rows are of one part.
    """
    positions = _positions(subset, codes)
    found = _picked_words(subset, positions)
    if subset.is_plain:
        return found
    numbers = range(len(subset.chosen))
    divided = (_of_divided(subset, number, positions) for number in numbers)
    return add_up(subset, [found, *chain.from_iterable(divided)]).words()


def _picked_words(subset: Subset, positions: Rows) -> PartCounts:
    """Return the counts of rows of all segments whose term has a position."""
    columns, in_columns = _columns(subset, positions)
    by_column = in_columns < subset.entries
    most = int(np.where(by_column, in_columns, subset.entries).sum())
    terms, parts, n_word = np.empty((3, most), dtype=np.int32)
    size = np.zeros(1, dtype=np.int64)
    pick_words.over(most)(
        *_matrices(subset, positions),
        columns,
        by_column.astype(np.int64),
        terms,
        parts,
        n_word,
        size,
    )
    filled = slice(int(size[0]))
    return PartCounts(terms[filled], parts[filled], n_word[filled], n_word[filled])


def _matrices(subset: Subset, positions: Rows) -> tuple[Any, ...]:
    """Return the segments, their counts by row and by column, and what of them is wanted."""
    together, codes = subset.corpus.together, subset.corpus.vocabulary.column_terms
    return (
        range(len(subset.chosen)),
        *(together.each("counts", name) for name in ("entries", "row_firsts")),
        each([chosen.rows for chosen in subset.chosen]),
        together.pair_bits,
        together.each("counts", "pair_sums"),
        codes,
        positions,
        np.empty(int(codes.sizes.max(initial=0)), dtype=np.int32),
        cut(subset.all_row_parts, together.firsts("counts", "row_docs")),
        *(together.each("counts", f"column_{name}") for name in ("firsts", "rows", "counts")),
    )


def _columns(subset: Subset, positions: Rows, name: str = "column") -> tuple[Each, Ints]:
    """Return for each segment the columns whose term has a position, and their entries.

    Parameters
    ----------
    name
        Those of words only, or with ``other`` of all strings: those besides the words.
    """
    firsts = subset.corpus.together.each("counts", f"{name}_firsts")
    codes = subset.corpus.vocabulary.column_terms
    room = np.minimum(firsts.sizes - 1, np.count_nonzero(positions >= 0))
    borders = np.concatenate([[0], np.cumsum(room)])
    columns = cut(np.empty(borders[-1], dtype=np.int32), borders)
    sizes, entries = np.zeros((2, len(room)), dtype=np.int64)
    written = columns, *(cut(numbers, np.arange(len(room) + 1)) for numbers in (sizes, entries))
    loop = find_columns.over(int(firsts.sizes.sum()))
    loop(range(len(room)), codes, positions, firsts, *written)
    return columns.shortened(sizes), entries


def _in_segments(subset: Subset, count: Callable[[int], list[PartCounts]]) -> list[PartCounts]:
    """Count in every segment, by its number, several at once."""
    _ = subset.row_parts  # before threads ask for it
    found = in_threads(count, range(len(subset.chosen)))
    return [part for parts in found for part in parts]


def count_strings(subset: Subset, strings: list[str]) -> PartCounts:
    """Count folded strings in every part, both ways, whether or not they are ever words.

    Those of several characters that are terms of the base have their columns. Few others are
    searched for; of many those that are terms are read from the rows of the subset.
    """
    codes = subset.corpus.vocabulary.codes_of(strings)
    several = np.fromiter((len(string) > 1 for string in strings), np.bool_, len(strings))
    in_columns = (codes >= 0) & (codes < subset.corpus.vocabulary.n_base) & several
    rows, others = np.flatnonzero(in_columns), np.flatnonzero(~in_columns)
    found = [_renumbered(_picked_counts(subset, codes[rows]), rows)] if len(rows) else []
    if len(others):
        rest = _count_others(subset, [strings[row] for row in others.tolist()], codes[others])
        found.append(_renumbered(rest, others))
    return add_up(subset, found)


def _picked_counts(subset: Subset, codes: Ints) -> PartCounts:
    """Count terms of the base of several characters; of each segment read what is less."""
    positions, together = _positions(subset, codes), subset.corpus.together
    _, in_words = _columns(subset, positions)
    columns, in_others = _columns(subset, positions, "other")
    by_column = in_words + in_others < subset.entries
    most = int(np.where(by_column, in_words + in_others, subset.entries).sum())
    found, size = np.empty((4, most), dtype=np.int64), np.zeros(1, dtype=np.int64)
    pick_counts.over(most)(
        *_matrices(subset, positions),
        columns,
        by_column.astype(np.int64),
        *(together.each("counts", f"other_{name}") for name in ("firsts", "rows", "pairs")),
        *found,
        size,
    )
    whole = PartCounts(*found[:, : int(size[0])])
    numbers = range(len(subset.chosen))
    divided = (_of_divided(subset, number, positions) for number in numbers)
    return stacked([whole, *chain.from_iterable(divided)])


def _count_others(subset: Subset, strings: list[str], codes: Ints) -> PartCounts:
    known = np.flatnonzero(codes >= 0)
    if len(known) * _length(subset) > _PER_ENTRY * int(subset.entries.sum()):
        counted = _renumbered(count_terms(subset, codes[known]), known)
        others = np.flatnonzero(codes < 0)
        found = find_strings(subset, [strings[row] for row in others.tolist()])
        return stacked([counted, _renumbered(found, others)])
    words = _renumbered(count_words(subset, codes[known]), known)
    words = words._replace(n=np.zeros_like(words.n))
    return stacked([words, find_strings(subset, strings)])


_PER_ENTRY = 32
"""Characters that are searched for a string in the time in which one entry is read."""


def _length(subset: Subset) -> int:
    return int(subset.corpus.together.each("texts", "characters").sizes.sum())


def _renumbered(counts: PartCounts, numbers: Ints) -> PartCounts:
    return counts._replace(terms=numbers[counts.terms])


def _positions(subset: Subset, codes: Ints) -> Rows:
    """Return the position of each term among those asked for, -1 for others and for no term."""
    positions = np.full(len(subset.corpus.term_names.values) + 1, -1, dtype=np.int32)
    positions[codes] = np.arange(len(codes), dtype=np.int32)
    return positions


def _of_rows(subset: Subset, number: int, positions: Rows) -> Iterator[PartCounts]:
    chosen = subset.chosen[number]
    for counted in subset.corpus.vocabulary.matrices[number]:
        parts = subset.row_parts[number]
        yield _picked(counted.counts, chosen.rows, parts, positions[counted.codes])


def _picked(counts: Arrays, rows: Ints, parts: Ints, positions: Rows) -> PartCounts:
    """Return the entries of some rows whose column has a position."""
    firsts, pairs = counts["row_firsts"], counts["pair_sums"]
    most = int((firsts[rows + 1] - firsts[rows]).sum(dtype=np.int64))
    terms, owners, packed = np.empty((3, most), dtype=np.int64)
    size = np.zeros(1, dtype=np.int64)
    matrix = counts["entries"], firsts, rows, parts, pair_bits(pairs), pairs
    pick_rows.over(most)(*matrix, positions, terms, owners, packed, size)
    filled = slice(int(size[0]))
    packed = packed[filled]
    return PartCounts(terms[filled], owners[filled], packed >> HALF, packed & LOWER)


def _of_divided(subset: Subset, number: int, positions: Rows) -> Iterator[PartCounts]:
    divided = subset.chosen[number].divided
    if divided is None:
        return
    segment = subset.corpus.layout.segments[number]
    codes, entries = count_divided(subset.corpus, number, segment, divided)
    terms = positions[codes[entries.columns]]
    kept = np.flatnonzero(terms >= 0)
    groups, docs = np.divmod(entries.rows[kept], segment.n_documents)
    parts = subset.parts_of(groups, subset.corpus.layout.document_rows[number][docs])
    yield entries_of(terms[kept], parts, entries.n[kept], entries.n_word[kept])
