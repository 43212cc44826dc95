"""Subsets and groups of a corpus, both as arrays over its sentences.

Scope decides what is counted, grouping decides what is compared. Every sentence belongs to one
document and at most one organisation, so arrays over sentences can express either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.errors import UnknownNameError
from analysis.schema import Document

Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int32]

UNDATED = ""
"""The year of documents without a date."""


@dataclass(frozen=True)
class Scope:
    """What is counted. An empty field means everything; fields combine with *and*."""

    documents: tuple[str, ...] = ()
    """Document names."""
    organisations: tuple[str, ...] = ()
    """Canonical names: sentences attributed to one of them."""
    years: tuple[str, ...] = ()
    """Four digits, or ``UNDATED``."""
    where: tuple[tuple[str, str], ...] = ()
    """Metadata fields and their values."""


EVERYTHING = Scope()


@dataclass(frozen=True, eq=False)
class Grouping:
    """What is compared: labels, and for every sentence the position of its label or -1."""

    kind: str
    labels: tuple[str, ...]
    codes: Codes


def select(corpus: Corpus, scope: Scope = EVERYTHING) -> Mask:
    """Return which sentences are in scope, shape ``(n_sentences,)``.

    Repeated documents are left out unless the corpus counts them.

    Raises
    ------
    UnknownNameError
        The scope names a document or organisation that the corpus does not have.
    """
    mask: Mask = _documents_in(corpus, scope)[corpus.sentences["doc"].to_numpy()]
    if scope.organisations:
        rows = [
            _row(corpus.organisation_rows, name, "organisation") for name in scope.organisations
        ]
        mask &= np.isin(corpus.sentences["organisation"].to_numpy(), rows)
    return mask


def _documents_in(corpus: Corpus, scope: Scope) -> Mask:
    """Return which documents are in scope, shape ``(n_documents,)``."""
    repeated = np.asarray(corpus.duplicate_of, dtype=np.int64) >= 0
    mask = (
        np.ones(len(corpus.documents), dtype=bool)
        if corpus.settings.count_duplicates
        else ~repeated
    )
    if scope.documents:
        rows = [_row(corpus.document_rows, name, "document") for name in scope.documents]
        mask &= np.isin(np.arange(len(corpus.documents)), rows)
    if scope.years:
        mask &= np.isin(corpus.years, scope.years)
    for name, value in scope.where:
        mask &= np.asarray(
            [value in field_values(corpus, row, name) for row in range(len(mask))], dtype=bool
        )
    return mask


def field_values(corpus: Corpus, row: int, name: str) -> tuple[str, ...]:
    """Return the values of one metadata field of a document; several for ``organisation``.

    Raises
    ------
    UnknownNameError
        No document has such a field.
    """
    document = corpus.documents[row]
    if name in {"organisation", "organisations"}:
        return tuple(corpus.organisations[i].canonical for i in corpus.main_organisations[row])
    if name in DERIVED_FIELDS:
        return (DERIVED_FIELDS[name](document),)
    if name in FIELDS:
        return (getattr(document.metadata, name) or "",)
    if any(name in other.metadata.extra for other in corpus.documents):
        return (document.metadata.extra.get(name, ""),)
    message = f"没有“{name}”这个字段；可用的有：{'、'.join(FIELDS)}"
    raise UnknownNameError(message, code="unknown_field", name=name, choices=FIELDS)


DERIVED_FIELDS: dict[str, Callable[[Document], str]] = {
    "doc": lambda document: document.name,
    "document": lambda document: document.name,
    "year": lambda document: document.metadata.year,
    "script": lambda document: document.script,
}
FIELDS = (
    "title",
    "subtitle",
    "date",
    "year",
    "source",
    "author",
    "author_role",
    "editor",
    "site",
    "channel",
    "number",
    "issuer",
    "script",
    "organisation",
)


def group_by(corpus: Corpus, kind: str) -> Grouping:
    """Group sentences by ``organisation``, ``document``, ``year``, or any metadata field.

    Labels are in corpus order for documents, by amount of text for organisations (those without a
    sentence are left out), ascending otherwise; ``""`` is the label of undated or empty.
    """
    docs = corpus.sentences["doc"].to_numpy()
    if kind in {"document", "doc"}:
        labels = tuple(document.name for document in corpus.documents)
        return Grouping("document", labels, docs.astype(np.int32))
    if kind == "organisation":
        return _by_organisation(corpus)
    values = [field_values(corpus, row, kind)[0] for row in range(len(corpus.documents))]
    labels = tuple(sorted(set(values)))
    positions = {label: code for code, label in enumerate(labels)}
    return Grouping(kind, labels, np.asarray([positions[v] for v in values], dtype=np.int32)[docs])


def _by_organisation(corpus: Corpus) -> Grouping:
    owners = corpus.sentences["organisation"].to_numpy()
    size = len(corpus.organisations)
    owned = owners >= 0
    amount = np.bincount(
        owners[owned], weights=corpus.sentences["characters"].to_numpy()[owned], minlength=size
    )
    order = np.lexsort((np.arange(size), -amount))
    kept = order[amount[order] > 0]
    codes = np.full(size + 1, -1, dtype=np.int32)
    codes[kept] = np.arange(len(kept), dtype=np.int32)
    labels = tuple(corpus.organisations[row].canonical for row in kept)
    return Grouping("organisation", labels, codes[owners])


def _row(rows: dict[str, int], name: str, what: str) -> int:
    if name not in rows:
        noun = {"organisation": "机构", "document": "文档"}[what]
        message = f"没有名为“{name}”的{noun}；有：{'、'.join(list(rows)[:20])}"
        code = f"unknown_{what}"
        raise UnknownNameError(message, code=code, name=name, choices=tuple(rows))
    return rows[name]
