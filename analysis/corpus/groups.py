"""Counts of every term in each group of a subset, block by block: groups may be many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.corpus.counts import count_divided
from analysis.corpus.segments.occurrences import HALF
from analysis.corpus.segments.rows import add_rows, take_rows
from analysis.corpus.segments.sums import Matrix
from analysis.corpus.subset import Subset

Ints = npt.NDArray[np.int64]

BLOCK = 1 << 24
"""About so many counts are held at a time."""


class Block(NamedTuple):
    """The groups ``first`` to ``stop``."""

    first: int
    stop: int
    packed: Matrix
    """Counts by group and term, ``HALF`` divides ``n`` from ``n_word``; every entry holds one."""


def group_blocks(subset: Subset) -> Iterator[Block]:
    """Yield the counts of every term of the vocabulary in every group of a subset."""
    weights = np.zeros(subset.n_groups, dtype=np.int64)
    for segment, chosen in zip(subset.corpus.layout.segments, subset.chosen, strict=True):
        sizes = np.diff(segment.counts["row_firsts"])[chosen.rows]
        weights += np.bincount(chosen.groups, sizes, subset.n_groups).astype(np.int64)
    block = np.cumsum(weights) // BLOCK
    firsts = np.flatnonzero(np.diff(block, prepend=-1)).tolist()
    for first, stop in zip(firsts, [*firsts[1:], subset.n_groups], strict=True):
        part = subset if len(firsts) == 1 else subset.of_groups(first, stop)
        yield Block(first, stop, _sums(part, first, stop))


def _sums(subset: Subset, first: int, stop: int) -> Matrix:
    size = len(subset.corpus.term_names.values) + 1
    shape = (stop - first, size)
    dense = shape[0] * size <= BLOCK
    parts = list(_parts(subset, first))
    if dense:
        sums = np.zeros(shape[0] * size, dtype=np.int64)
        for groups, terms, packed in parts:
            # Each pair comes once in a part.
            sums[groups.astype(np.int64) * size + terms] += packed
        matrix = sparse.csr_array(sums.reshape(shape)[:, :-1])
    else:
        groups, terms, packed = (np.concatenate(column) for column in zip(*parts, strict=True))
        matrix = sparse.coo_array((packed, (groups, terms)), shape=shape).tocsr()[:, :-1]
        matrix.eliminate_zeros()
    return matrix


def _parts(subset: Subset, first: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield group, term and packed counts of each matrix of each segment; no pair twice."""
    none = np.zeros(0, dtype=np.int64)
    yield none, none, none
    for number, segment in enumerate(subset.corpus.layout.segments):
        chosen = subset.chosen[number]
        if len(chosen.rows):
            for counted in subset.corpus.vocabulary.matrices[number]:
                added = add_rows(take_rows(counted.counts, chosen.rows), chosen.groups - first)
                groups = np.repeat(np.arange(added.shape[0]), np.diff(added.indptr))
                yield from _known(groups, counted.codes[added.indices], added.data, subset)
        if chosen.divided is not None:
            codes, entries = count_divided(subset.corpus, number, segment, chosen.divided)
            packed = entries.n << HALF | entries.n_word
            groups = entries.rows // segment.n_documents - first
            matrix = sparse.coo_array(
                (packed, (groups, codes[entries.columns])),
                shape=(subset.n_groups, len(subset.corpus.term_names.values) + 1),
            ).tocsr()
            matrix.sum_duplicates()
            yield (
                np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)),
                matrix.indices,
                matrix.data,
            )


def _known(
    groups: Ints, terms: Ints, packed: Ints, subset: Subset
) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield the entries whose string is a term of the corpus: all others have one number."""
    known = terms < len(subset.corpus.term_names.values)
    yield groups[known], terms[known], packed[known]
