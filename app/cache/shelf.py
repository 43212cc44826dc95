"""Documents: the list, one of them, and how each was cleaned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask, Scope, documents_of, field_codes
from analysis.ingest.containers import opening
from analysis.ingest.containers.opening import Columns
from analysis.ingest.fold import fold
from analysis.schema import DEFAULT_IMPORT
from analysis.tables import documents as document_tables
from analysis.tables.cleaning import CleaningRow, cleaning_rows
from app.cache.keeping import kept
from app.cache.scopes import mask

Ints = npt.NDArray[np.int64]

LOOKED_INTO = 20_000_000
"""Bytes of the largest file whose columns are shown before it is imported."""


@kept
def documents(
    corpus: Corpus, offset: int = 0, limit: int | None = None, scope: Scope | None = None
) -> pd.DataFrame:
    """Return some of the documents as they were read, ``schema.DOCUMENTS``; all without limit.

    ``scope`` lists only those that have text in it.
    """
    inside = None if scope is None else mask(corpus, scope)
    return document_tables.document_table(corpus, inside, offset=offset, limit=limit)


@st.cache_data(max_entries=16, show_spinner=False)
def columns_of(name: str, data: bytes, encoding: str = "") -> tuple[Columns, ...]:
    """Return the columns of each sheet of a table that is to be imported; nothing for other files.

    Files above ``LOOKED_INTO`` bytes are not looked into.

    Parameters
    ----------
    encoding
        In which it is to be read; empty: it is found.
    """
    if len(data) > LOOKED_INTO:
        return ()
    return opening.columns_of(name, data, replace(DEFAULT_IMPORT, encoding=encoding))


def document(corpus: Corpus, name: str) -> dict[str, object]:
    """Return one document, by fields of ``schema.DOCUMENTS``."""
    row = corpus.document_rows[name]
    found: dict[str, object] = documents(corpus, row, 1).iloc[0].to_dict()
    return found


@kept
def documents_in_scope(corpus: Corpus, scope: Scope) -> Mask:
    """Return which documents have text in a scope, shape ``(n_documents,)``."""
    return documents_of(corpus, mask(corpus, scope))


@kept
def all_characters(corpus: Corpus) -> int:
    """Return the characters of all documents, those that repeat others among them."""
    return int(corpus.sentences.values("characters").sum())


@kept
def n_copies(corpus: Corpus) -> tuple[int, int]:
    """Return how many documents repeat another one, and how many nearly do."""
    copies, near = (np.asarray(rows) for rows in (corpus.duplicate_of, corpus.near_copy_of))
    return int((copies >= 0).sum()), int((near >= 0).sum())


@kept
def titled(corpus: Corpus, words: str) -> Mask:
    """Return which documents have all these words in title or name, shape ``(n_documents,)``.

    Words are separated by blanks; simplified finds traditional.
    """
    found = np.ones(corpus.layout.n_documents, dtype=bool)
    for word in fold(words).casefold().split():
        found &= _with_word(corpus, word)
    return found


def _with_word(corpus: Corpus, word: str) -> Mask:
    found = np.zeros(corpus.layout.n_documents, dtype=bool)
    for field in ("title", "name"):
        codes = corpus.by_document.coded(field).codes
        matches = [word in value for value in folded_values(corpus, field)]
        found |= np.asarray(matches, dtype=bool)[codes]
    return found


@kept
def folded_values(corpus: Corpus, field: str) -> tuple[str, ...]:
    """Return the different values of a field of the documents, folded, in their order."""
    lines = map(_in_line, corpus.by_document.coded(field).values)
    return tuple(fold("\n".join(lines)).casefold().split("\n"))


def _in_line(value: str) -> str:
    return " ".join(value.split())


@kept
def field_counts(corpus: Corpus, field: str, limit: int) -> dict[str, int]:
    """Return how many documents have each value of a field, most first; the unknown left out."""
    column = field_codes(corpus, field)
    n = np.bincount(column.codes, minlength=len(column.values)).tolist()
    counted = [pair for pair in zip(column.values, n, strict=True) if pair[0]]
    return dict(sorted(counted, key=lambda pair: -pair[1])[:limit])


@kept
def with_value(corpus: Corpus, field: str, value: str) -> Mask:
    """Return which documents have a value in a field, shape ``(n_documents,)``."""
    return field_codes(corpus, field).equal(value)


@kept
def cleaning(corpus: Corpus, document: str) -> tuple[CleaningRow, ...]:
    """Return a document before and after cleaning, paragraph by paragraph."""
    return cleaning_rows(corpus.documents[corpus.document_rows[document]])
