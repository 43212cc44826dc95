"""Rows of counts are taken out and added up as a plain table would be."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.matrices import Matrices, Rows
from analysis.corpus.numbers import Counted
from analysis.corpus.segments.occurrences import HALF, LOWER, Entries
from analysis.corpus.segments.rows import take_rows
from analysis.corpus.segments.sums import pack_matrix

COUNTS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(1, 9), st.integers(0, 9)),
    max_size=40,
    unique_by=lambda cell: cell[:2],
)
N_DOCUMENTS, N_STRINGS = 7, 5


def packed(cells):
    """Counts of seven documents of one portion each, and the same as two tables."""
    tables = np.zeros((2, N_DOCUMENTS, N_STRINGS), dtype=np.int64)
    for row, column, n, n_word in cells:
        tables[:, row, column] = n, n_word
    rows, columns = np.nonzero(tables[0])
    entries = Entries(rows, columns, tables[0][rows, columns], tables[1][rows, columns])
    names = {
        "portion_doc": np.arange(N_DOCUMENTS, dtype=np.int32),
        "main_firsts": np.zeros(N_DOCUMENTS + 1, dtype=np.int32),
    }
    return pack_matrix(entries, names, N_STRINGS), tables


def add_up(several, rows, *, codes=None, characters=1 << 40):
    """Sums of the same rows of some matrices; the columns of all are the same terms."""
    codes = np.arange(N_STRINGS) if codes is None else codes
    sized = range(characters)
    segment = SimpleNamespace(
        n_documents=N_DOCUMENTS, words={"token_terms": sized}, texts={"characters": sized}
    )
    counted = [[Counted(counts, codes.astype(np.int32))] for counts in several]
    found = Matrices([segment] * len(several), counted, N_STRINGS)
    firsts = np.arange(len(several) + 1) * len(rows)
    return found.add_up(Rows(np.tile(rows, len(several)), firsts))


def halves(numbers):
    return [(numbers >> HALF).tolist(), (numbers & LOWER).tolist()]


@given(COUNTS, st.lists(st.integers(0, 6), unique=True))
def test_rows_are_those_of_a_table(cells, rows):
    counts, tables = packed(cells)
    chosen = np.asarray(sorted(rows), dtype=np.int64)
    table = take_rows(counts, chosen).toarray()
    assert halves(table) == [tables[0][chosen].tolist(), tables[1][chosen].tolist()]
    for characters in (1 << 20, 1 << 40):  # in one number, and in two
        sums = add_up([counts], chosen, characters=characters)
        assert halves(sums.packed) == [part.sum(axis=0).tolist() for part in tables[:, chosen]]
        assert sums.documents.tolist() == (tables[0][chosen] > 0).sum(axis=0).tolist()


@given(COUNTS, COUNTS)
def test_rows_of_several_segments_are_added_by_term(cells, others):
    (counts, tables), (more, further) = packed(cells), packed(others)
    rows = np.asarray([1, 2, 5])
    codes = np.asarray([2, N_STRINGS, 0, 1, 4])  # the second string is no term
    sums = add_up([counts, more], rows, codes=codes)
    wanted = np.zeros((3, N_STRINGS + 1), dtype=np.int64)
    for table in (tables, further):
        wanted[:2, codes] += table[:, rows].sum(axis=1)
        wanted[2, codes] += (table[0, rows] > 0).sum(axis=0)
    assert halves(sums.packed) == wanted[:2, :-1].tolist()
    assert sums.documents.tolist() == wanted[2, :-1].tolist()


@pytest.mark.parametrize("large", [255, 256, 1 << 16, (1 << 28) - 1])
def test_large_counts_are_added_exactly(large):
    counts, tables = packed([(row, 0, large, large) for row in range(7)] + [(2, 3, 1, 0)])
    tables = tables.astype(object)
    sums = add_up([counts], np.asarray([0, 1]))
    assert sums.packed[0] == sum(tables[0, :2, 0]) << 32 | sum(tables[1, :2, 0])
    assert sums.documents.tolist() == [2, 0, 0, 0, 0]
    assert add_up([counts], np.asarray([2])).documents.tolist() == [1, 0, 0, 1, 0]


def test_many_different_pairs_and_columns_need_wide_entries():
    n = 1 << 17
    columns = np.arange(n) << 8
    entries = Entries(np.zeros(n, dtype=np.int64), columns, np.arange(n) + 1, np.arange(n))
    names = {"portion_doc": np.zeros(1, dtype=np.int32), "main_firsts": np.zeros(2, dtype=np.int32)}
    counts = pack_matrix(entries, names, int(columns[-1]) + 1)
    assert counts["entries"].dtype == np.uint64
    row = take_rows(counts, np.asarray([0]))
    assert row.indices.tolist() == columns.tolist()
    assert (row.data >> HALF).tolist() == entries.n.tolist()
    assert (row.data & LOWER).tolist() == entries.n_word.tolist()
