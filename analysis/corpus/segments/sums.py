"""How often each string stands in each portion of a segment: a sparse matrix, both ways round.

A row is a portion, or a whole document where it has several. Two counts stand in one number, ``n``
above and ``n_word`` below 32 bits, so that one sum adds both. There are few different pairs of
counts, so that an entry is small: its column above, the number of its pair below. Strings are the
words of the segment, then every other character, then words of other segments that stand here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.annotate.segment import is_word
from analysis.corpus.segments.arrays import Array, Arrays, known_strings, numbered, pack_strings
from analysis.corpus.segments.occurrences import (
    HALF,
    LOWER,
    Entries,
    Foreign,
    count_strings,
    in_order,
    positions,
)

Ints = npt.NDArray[np.int64]
Matrix = Any
"""A ``scipy.sparse.csr_array`` of int64."""


class Sums(NamedTuple):
    """Counts of every string of a segment in some rows, shape ``(n_strings,)`` each."""

    packed: Ints
    """``n`` above and ``n_word`` below 32 bits."""
    documents: Ints
    """Rows that hold the string: documents, where each row is of another one."""

    def plus(self, other: Sums) -> Sums:
        """Return the counts of both."""
        return Sums(self.packed + other.packed, self.documents + other.documents)

    def minus(self, other: Sums) -> Sums:
        """Return the counts without others that are part of them."""
        return Sums(self.packed - other.packed, self.documents - other.documents)


def pack_counts(texts: Arrays, words: Arrays, names: Arrays, foreign: Foreign) -> dict[str, Array]:
    """Count the strings of a segment.

    Parameters
    ----------
    foreign
        Words of other segments; those that are words here as well are passed over.

    Returns
    -------
    dict
        ``row_firsts``, ``entries``: the matrix by rows, columns ascending in a row; ``pair_sums``:
        the pairs of counts, of which an entry has the number in its lower ``pair_bits`` bits;
        ``column_firsts``, ``column_rows``, ``column_counts``: its ``n_word`` by words;
        ``other_firsts``, ``other_rows``, ``other_pairs``: by strings of several characters where
        ``n`` is not ``n_word``, and the number of the pair;
        ``doc_rows``: the row of each document as a whole; ``row_docs``, ``row_tokens``,
        ``row_characters`` of each row; ``total_n``, ``total_n_word``, ``total_documents``,
        ``total_word_documents`` of each string over all documents; ``strings``: those after the
        words.
    """
    terms = known_strings(words, "terms")
    strings = [*terms, *_others(texts, terms, foreign.longer)]
    entries = count_strings(texts, words, names["sentence_portion"], strings, foreign)
    found = np.bincount(entries.columns, minlength=len(strings)) > 0
    found[: len(terms)] = True
    kept = np.flatnonzero(found)
    entries = entries._replace(columns=(np.cumsum(found) - 1)[entries.columns])
    rows = _Rows.of(names)
    entries = _with_documents(entries, rows)
    matrix = _matrix(entries, rows, len(kept))
    longer = np.fromiter((len(strings[code]) > 1 for code in kept.tolist()), np.bool_, len(kept))
    return {
        **matrix,
        **_by_column(entries, len(terms)),
        **_others_by_column(entries, matrix, longer),
        **_row_sizes(words, names, rows),
        **pack_strings("strings", [strings[code] for code in kept[len(terms) :].tolist()]),
    }


def pack_matrix(entries: Entries, names: Arrays, n_strings: int) -> dict[str, Array]:
    """Return counts by portion as those arrays of ``pack_counts`` that ``sum_rows`` reads.

    Parameters
    ----------
    entries
        Rows are portions, columns are strings.
    """
    rows = _Rows.of(names)
    return _matrix(_with_documents(entries, rows), rows, n_strings)


def sum_entries(columns: Array, packed: Ints, size: int) -> Sums:
    """Add up entries of documents, each pair of document and string once."""
    held = columns[packed >> HALF > 0]
    sums = np.zeros(size, dtype=np.int64)
    np.add.at(sums, columns, packed)
    return Sums(sums, np.bincount(held, minlength=size).astype(np.int64))


def pair_bits(pairs: Array) -> int:
    """Return how many bits of an entry tell its pair of counts; those above tell the column."""
    return (len(pairs) - 1).bit_length() if len(pairs) else 0


class _Rows(NamedTuple):
    """Portions, then whole documents of several portions."""

    docs: Array
    of_document: Array

    @classmethod
    def of(cls, names: Arrays) -> _Rows:
        docs = names["portion_doc"]
        n_documents = len(names["main_firsts"]) - 1
        portions = np.bincount(docs, minlength=n_documents)
        of_document = np.full(n_documents, -1, dtype=np.int32)
        of_document[docs] = np.arange(len(docs), dtype=np.int32)
        several = np.flatnonzero(portions > 1)
        of_document[several] = np.arange(len(docs), len(docs) + len(several), dtype=np.int32)
        return cls(np.concatenate([docs, several.astype(np.int32)]), of_document)


def _others(texts: Arrays, terms: Sequence[str], foreign: Sequence[str]) -> list[str]:
    known = set(terms)
    signs = [chr(letter) for letter in texts["letters"].tolist()]
    return [
        *(sign for sign in signs if is_word(sign) and sign not in known),
        *(term for term in foreign if term not in known),
    ]


def _with_documents(entries: Entries, rows: _Rows) -> Entries:
    """Add the rows of whole documents to those of portions."""
    of_portion = rows.of_document[rows.docs]
    wholes = of_portion[entries.rows]
    several = np.flatnonzero(wholes != entries.rows)
    if not len(several):
        return entries
    summed = in_order(
        wholes[several].astype(np.int64),
        entries.columns[several],
        entries.n[several] << HALF | entries.n_word[several],
        shape=(len(rows.docs), int(entries.columns.max()) + 1),
    )
    cells = summed.rows << HALF | summed.columns
    first = np.flatnonzero(np.diff(cells, prepend=-1))
    wholes_n, wholes_n_word = (np.add.reduceat(n, first) for n in summed[2:])
    return Entries(
        np.concatenate([entries.rows, summed.rows[first]]),
        np.concatenate([entries.columns, summed.columns[first]]),
        np.concatenate([entries.n, wholes_n]),
        np.concatenate([entries.n_word, wholes_n_word]),
    )


def _matrix(entries: Entries, rows: _Rows, n_strings: int) -> dict[str, Array]:
    firsts = np.searchsorted(entries.rows, np.arange(len(rows.docs) + 1)).astype(np.int32)
    packed = entries.n << HALF | entries.n_word
    places = {"row_firsts": firsts, "doc_rows": rows.of_document, "row_docs": rows.docs}
    return {**places, **_pairs(entries.columns, packed), **_totals(entries, rows, n_strings)}


def _pairs(columns: Ints, packed: Ints) -> dict[str, Array]:
    numbers, pairs = numbered(packed)
    cells = columns << pair_bits(pairs) | numbers
    narrow = cells.max(initial=0) < 1 << 32
    return {"entries": cells.astype(np.uint32 if narrow else np.uint64), "pair_sums": pairs}


def _by_column(entries: Entries, n_terms: int) -> dict[str, Array]:
    words = np.flatnonzero(entries.n_word)
    columns = entries.columns[words]
    order = words[positions(columns, n_terms)]
    return {
        "column_firsts": np.concatenate(
            [[0], np.cumsum(np.bincount(columns, minlength=n_terms))]
        ).astype(np.int32),
        "column_rows": entries.rows[order].astype(np.int32),
        "column_counts": entries.n_word[order].astype(np.int32),
    }


def _others_by_column(
    entries: Entries, matrix: Arrays, longer: npt.NDArray[np.bool_]
) -> dict[str, Array]:
    """Return what ``_by_column`` does not tell of the strings that are wanted."""
    others = np.flatnonzero((entries.n != entries.n_word) & longer[entries.columns])
    columns = entries.columns[others]
    order = others[positions(columns, len(longer))]
    pairs = matrix["entries"] & ((1 << pair_bits(matrix["pair_sums"])) - 1)
    sizes = np.bincount(columns, minlength=len(longer))
    return {
        "other_firsts": np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        "other_rows": entries.rows[order].astype(np.int32),
        "other_pairs": pairs[order].astype(np.int32),
    }


def _row_sizes(words: Arrays, names: Arrays, rows: _Rows) -> dict[str, Array]:
    portions = names["sentence_portion"]
    n_portions = len(names["portion_doc"])
    sizes = {
        "row_tokens": np.bincount(
            portions, weights=np.diff(words["token_firsts"]), minlength=n_portions
        ),
        "row_characters": np.bincount(
            portions, weights=words["sentence_characters"], minlength=n_portions
        ),
    }
    several = rows.docs[n_portions:]
    n_documents = len(rows.of_document)
    arrays: dict[str, Array] = {}
    for name, size in sizes.items():
        whole = np.bincount(rows.docs[:n_portions], weights=size, minlength=n_documents)
        arrays[name] = np.concatenate([size, whole[several]]).astype(np.int64)
    return arrays


def _totals(entries: Entries, rows: _Rows, n_strings: int) -> dict[str, Array]:
    whole = np.flatnonzero(rows.of_document[rows.docs[entries.rows]] == entries.rows)
    columns, n, n_word = entries.columns[whole], entries.n[whole], entries.n_word[whole]
    sums = sum_entries(columns, n << HALF | n_word, n_strings)
    return {
        "total_n": sums.packed >> HALF,
        "total_n_word": sums.packed & LOWER,
        "total_documents": sums.documents,
        "total_word_documents": np.bincount(columns[n_word > 0], minlength=n_strings),
    }
