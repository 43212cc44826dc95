"""What was read: one row a document.

Documents are chosen and ordered as rows; strings are put to those that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.document_columns import Sizes
from analysis.corpus.fields import document_characters, document_strings
from analysis.corpus.select import Mask, documents_of, field_codes
from analysis.schema import DOCUMENTS, Document, Removal, TableSpec
from analysis.tables.labels import FEW, document_names, page

SAMPLE = 60
"""Characters of a removed piece that are shown."""
_METADATA = (
    *("title", "subtitle", "date", "time", "source", "author", "author_role", "editor", "site"),
    *("channel", "number", "issuer"),
)
_LIGHT = ("doc", "title", "date", "organisations", "characters")
DOCUMENT_LIST = TableSpec(
    "documents", tuple(column for column in DOCUMENTS.columns if column.name in _LIGHT)
)
"""What it takes to choose a document."""


def document_table(
    corpus: Corpus,
    mask: Mask | None = None,
    *,
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> pd.DataFrame:
    """List the documents with what is known of them.

    Parameters
    ----------
    corpus
        The corpus.
    mask, sort, descending
        Which documents are listed, each as a whole, and in which order: as ``document_rows``.
    offset, limit
        Which of them, counted from 0; all from ``offset`` on without a limit.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.DOCUMENTS``, in corpus order unless sorted. ``removed`` has, in order
        of first appearance, ``{step, characters, sample}`` for every cleaning step that took
        something out.
    """
    rows = document_rows(corpus, mask, sort=sort, descending=descending)
    return documents_at(corpus, rows[page(offset, limit)])


def document_rows(
    corpus: Corpus, mask: Mask | None = None, *, sort: str = "", descending: bool = False
) -> Ints:
    """Return the documents that are listed, as rows of the corpus, shape ``(n,)``.

    Parameters
    ----------
    mask
        Documents with a sentence in it; all without it, repeated and empty ones too.
    sort
        A metadata field, or ``characters``, ``paragraphs``, ``sentences``, ``tokens``; corpus order
        without it, and among equal ones. What is unknown comes last.
    descending
        The greatest first.

    Raises
    ------
    UnknownNameError
        There is no such field to sort by.
    """
    size = corpus.layout.n_documents
    rows = np.arange(size) if mask is None else np.flatnonzero(documents_of(corpus, mask))
    if not sort:
        return rows[::-1] if descending else rows
    keys, unknown = _sort_keys(corpus, sort)
    keys, unknown = keys[rows], unknown[rows]
    return rows[np.lexsort((-keys if descending else keys, unknown))]


def documents_at(corpus: Corpus, rows: Ints) -> pd.DataFrame:
    """Return documents by their rows, with the columns of ``schema.DOCUMENTS``."""
    # One after another: a document lets go of its text when its row is written.
    read = [_row(corpus.documents[row]) for row in rows.tolist()]
    columns = {name: _items([row[name] for row in read]) for name in (*_READ, *_METADATA)}
    originals = np.asarray(corpus.duplicate_of, dtype=np.int64)[rows]
    again = np.flatnonzero(originals >= 0)
    repeated = np.full(len(rows), None, dtype=object)
    repeated[again] = document_names(corpus, originals[again])
    return DOCUMENTS.frame(
        {
            "doc": document_names(corpus, rows),
            "organisations": _main_organisations(corpus, rows),
            "duplicate_of": repeated,
        }
        | columns
        | {name: getattr(corpus.by_document.sizes, name)[rows] for name in Sizes._fields}
    )


_READ = ("path", "sha256", "encoding", "script", "removed", "warnings")


def _row(document: Document) -> dict[str, object]:
    return {
        "path": document.path,
        "sha256": document.doc_id,
        "encoding": document.encoding or None,  # of Word and the like there is none
        "script": document.script,
        "removed": summarise_removals(document.removals),
        "warnings": list(document.warnings),
    } | {name: getattr(document.metadata, name) for name in _METADATA}


def document_list(
    corpus: Corpus,
    mask: Mask | None = None,
    *,
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> pd.DataFrame:
    """List the documents of ``document_table`` with the little that it takes to choose one.

    No text is read; the columns are those of ``DOCUMENT_LIST``.
    """
    rows = document_rows(corpus, mask, sort=sort, descending=descending)[page(offset, limit)]
    return DOCUMENT_LIST.frame(
        {
            "doc": document_names(corpus, rows),
            "organisations": _main_organisations(corpus, rows),
        }
        | _shown(corpus, rows)
    )


def _shown(corpus: Corpus, rows: Ints) -> dict[str, npt.NDArray[Any]]:
    """Return what of a list's columns is read from few documents one by one."""
    columns = corpus.by_document
    if len(rows) > FEW:
        fields = {name: corpus.field(name)[rows] for name in ("title", "date")}
        return {"characters": columns.sizes.characters[rows]} | fields
    texts = {name: document_strings(corpus, name, rows) for name in ("title", "date")}
    return {"characters": document_characters(corpus, rows)} | texts


def _sort_keys(corpus: Corpus, name: str) -> tuple[npt.NDArray[np.int64], Mask]:
    if name in Sizes._fields:
        sizes: Ints = getattr(corpus.by_document.sizes, name)
        return sizes, np.zeros(len(sizes), dtype=bool)
    field = field_codes(corpus, name)
    return field.codes.astype(np.int64), field.equal("")


def _main_organisations(corpus: Corpus, rows: Ints) -> npt.NDArray[np.object_]:
    chiefs, names = corpus.by_document.chiefs, corpus.organisation_names
    firsts = np.searchsorted(chiefs.docs, rows, side="left").tolist()
    lasts = np.searchsorted(chiefs.docs, rows, side="right").tolist()
    return _items(
        [
            names[chiefs.organisations[first:last]].tolist()
            for first, last in zip(firsts, lasts, strict=True)
        ]
    )


def _items(values: Sequence[object]) -> npt.NDArray[np.object_]:
    """Return an array of values, lists among them as they are."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def summarise_removals(removals: tuple[Removal, ...]) -> list[dict[str, object]]:
    """Return what each cleaning step took out: all its characters, and the first piece."""
    pieces: dict[str, list[str]] = {}
    for removal in removals:
        pieces.setdefault(removal.step, []).append(removal.text)
    return [
        {"step": step, "characters": sum(map(len, texts)), "sample": texts[0][:SAMPLE]}
        for step, texts in pieces.items()
    ]
