"""Counts of some terms in every part of a subset: what spreads and groups are computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.counts import count_divided
from analysis.corpus.loops.each import Each, cut, each
from analysis.corpus.loops.entries import find_columns, pick_rows, pick_words
from analysis.corpus.loops.strings import count_parts
from analysis.corpus.segments.arrays import Array, Arrays
from analysis.corpus.segments.finder import find_all
from analysis.corpus.segments.occurrences import HALF, LOWER
from analysis.corpus.segments.strings import find_places
from analysis.corpus.segments.sums import pair_bits
from analysis.corpus.subset import Subset
from analysis.corpus.threads import in_threads

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


class PartCounts(NamedTuple):
    """Counts by term and part, each pair once; integers, shape ``(n,)`` each."""

    terms: Array
    """Position among the terms that were asked for."""
    parts: Array
    n: Array
    n_word: Array

    def of(self, kept: npt.NDArray[Any]) -> PartCounts:
        """Return some of the entries, by a mask or by their rows."""
        return PartCounts(*(column[kept] for column in self))

    def words(self) -> PartCounts:
        """Return the entries whose term is a word in the part."""
        words = self.n_word > 0
        return self if words.all() else self.of(words)


def count_terms(subset: Subset, codes: Ints) -> PartCounts:
    """Count some terms of the vocabulary in every part, both ways.

    Parameters
    ----------
    codes
        Different terms.
    """
    positions = _positions(subset, codes)
    return _merged(subset, _in_segments(subset, lambda number: _terms(subset, number, positions)))


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
    together, codes = subset.corpus.together, subset.corpus.vocabulary.column_terms
    columns, in_columns = _columns(subset, positions)
    by_column = in_columns < subset.entries
    most = int(np.where(by_column, in_columns, subset.entries).sum())
    terms, parts, n_word = np.empty((3, most), dtype=np.int32)
    size = np.zeros(1, dtype=np.int64)
    pick_words.over(most)(
        range(len(subset.chosen)),
        together.each("counts", "entries"),
        together.each("counts", "row_firsts"),
        each([chosen.rows for chosen in subset.chosen]),
        together.pair_bits,
        together.each("counts", "pair_sums"),
        codes,
        positions,
        cut(subset.all_row_parts, together.firsts("counts", "row_docs")),
        columns,
        together.each("counts", "column_firsts"),
        together.each("counts", "column_rows"),
        together.each("counts", "column_counts"),
        by_column.astype(np.int64),
        np.empty(int(codes.sizes.max(initial=0)), dtype=np.int32),
        terms,
        parts,
        n_word,
        size,
    )
    filled = slice(int(size[0]))
    return PartCounts(terms[filled], parts[filled], n_word[filled], n_word[filled])


def _columns(subset: Subset, positions: Rows) -> tuple[Each, Ints]:
    """Return for each segment the columns of words whose term has a position, and their entries."""
    firsts = subset.corpus.together.each("counts", "column_firsts")
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

    Few are searched for; of many those that are terms are read from the rows of the subset.
    """
    codes = subset.corpus.vocabulary.codes_of(strings)
    known = np.flatnonzero(codes >= 0)
    if len(known) * _length(subset) > _PER_ENTRY * int(subset.entries.sum()):
        counted = _renumbered(count_terms(subset, codes[known]), known)
        others = np.flatnonzero(codes < 0)
        found = find_strings(subset, [strings[row] for row in others.tolist()])
        return stacked([counted, _renumbered(found, others)])
    words = _renumbered(count_words(subset, codes[known]), known)
    words = words._replace(n=np.zeros_like(words.n))
    return add_up(subset, [words, find_strings(subset, strings)])


_PER_ENTRY = 32
"""Characters that are searched for a string in the time in which one entry is read."""


def find_strings(subset: Subset, strings: list[str]) -> PartCounts:
    """Count folded strings in every part by searching for them; ``n_word`` is 0."""
    if len(strings) > _MANY:
        return _find_together(subset, strings)
    return _merged(subset, _in_segments(subset, lambda number: _find_in(subset, number, strings)))


def _find_in(subset: Subset, number: int, strings: list[str]) -> list[PartCounts]:
    """Count strings in the parts of one segment; a pair comes once where the subset is plain."""
    segment = subset.corpus.layout.segments[number]
    if subset.is_plain:
        owners, parts = segment.names["sentence_portion"], subset.portion_parts(number)
    else:
        parts = subset.sentence_parts(number)
        owners = np.arange(len(parts))
    found = []
    for position, string in enumerate(strings):
        held = segment.sentences_at(find_places(segment.texts, string))
        found.append(_of_sentences(position, held, owners, parts))
    return found


def _of_sentences(position: int, held: Rows, owners: Array, parts: Ints) -> PartCounts:
    """Return how many of some sentences each part has; owners of one part are neighbours."""
    most = min(len(held), len(parts))
    found, n = np.empty((2, most), dtype=np.int64)
    size = np.zeros(1, dtype=np.int64)
    counts = np.zeros(len(parts), dtype=np.int64)
    count_parts.over(len(held))(held, owners, parts, counts, found, n, size)
    filled = slice(int(size[0]))
    return _entries(position, found[filled], n[filled], np.zeros_like(n[filled]))


_MANY = 200
"""More strings than these are looked for together rather than one by one."""


def _find_together(subset: Subset, strings: list[str]) -> PartCounts:
    n_parts = max(len(subset.parts.group), 1)
    found = []
    for number, codes, places in find_together(subset, strings):
        sentences = subset.corpus.layout.segments[number].sentences_at(places)
        parts = subset.sentence_parts(number)[sentences]
        inside = parts >= 0
        keys, n = np.unique(codes[inside] * n_parts + parts[inside], return_counts=True)
        found.append(_entries(keys // n_parts, keys % n_parts, n, np.zeros_like(n)))
    return add_up(subset, found)


def find_together(subset: Subset, strings: list[str]) -> Iterator[tuple[int, Ints, Rows]]:
    """Yield for each segment the strings found in documents of the subset, and their places.

    Hits of one string do not overlap; some may lie in sentences outside the subset.
    """
    for number, segment in enumerate(subset.corpus.layout.segments):
        chosen, firsts = subset.chosen[number], segment.texts["firsts"]
        inside = np.zeros(segment.n_documents, dtype=bool)
        inside[chosen.docs] = True
        if chosen.divided is not None:
            inside[segment.words["sentence_doc"][chosen.divided >= 0]] = True
        within = np.flatnonzero(np.repeat(inside, np.diff(firsts))).astype(np.int32)
        places, codes = find_all(segment.texts["characters"], strings, within=within, apart=True)
        yield number, codes.astype(np.int64), places


def _length(subset: Subset) -> int:
    return sum(len(segment.texts["characters"]) for segment in subset.corpus.layout.segments)


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
    yield _entries(terms[kept], parts, entries.n[kept], entries.n_word[kept])


def _entries(terms: Any, parts: Any, n: Any, n_word: Any) -> PartCounts:  # noqa: ANN401 - arrays
    """Return entries; a term may be one for all of them."""
    return PartCounts(np.broadcast_to(terms, parts.shape), parts, np.asarray(n), np.asarray(n_word))


def stacked(found: list[PartCounts]) -> PartCounts:
    """Return entries one behind the other."""
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return PartCounts(none, none, none, none)
    return PartCounts(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _merged(subset: Subset, found: list[PartCounts]) -> PartCounts:
    """Return entries of rows one behind the other, those of one pair added up."""
    return stacked(found) if subset.is_plain else add_up(subset, found)


def add_up(subset: Subset, found: list[PartCounts]) -> PartCounts:
    """Return entries with those of one pair added up, by term, then part."""
    entries = stacked(found)
    n_parts = max(len(subset.parts.group), 1)
    keys = entries.terms.astype(np.int64) * n_parts + entries.parts
    if keys.max(initial=-1) < _DENSE * len(keys):
        places = keys
        pairs = np.flatnonzero(np.bincount(keys))
        kept: Ints | slice = pairs
    else:
        pairs, places = np.unique(keys, return_inverse=True)
        kept = slice(None)
    n, n_word = (
        np.bincount(places, weights=column)[kept].astype(np.int64)
        for column in (entries.n, entries.n_word)
    )
    return PartCounts(pairs // n_parts, pairs % n_parts, n, n_word)


_DENSE = 8
"""Up to so many possible pairs an entry, all of them are counted instead of sorting entries."""
