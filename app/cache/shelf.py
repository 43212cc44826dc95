"""Documents: the list, and how each was cleaned."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope
from analysis.tables import documents as document_tables
from analysis.tables.cleaning import CleaningRow, cleaning_rows
from app.cache.keeping import kept
from app.cache.scopes import mask


@kept
def documents(corpus: Corpus) -> pd.DataFrame:
    """Return what was read, one row a document, ``schema.DOCUMENTS``."""
    return document_tables.document_table(corpus)


@kept
def documents_in_scope(corpus: Corpus, scope: Scope) -> frozenset[str]:
    """Return the names of the documents that have text in a scope."""
    rows = np.unique(corpus.sentences["doc"].to_numpy()[mask(corpus, scope)])
    return frozenset(corpus.documents[row].name for row in rows.tolist())


@kept
def cleaning(corpus: Corpus, document: str) -> tuple[CleaningRow, ...]:
    """Return a document before and after cleaning, paragraph by paragraph."""
    return cleaning_rows(corpus.documents[corpus.document_rows[document]])
