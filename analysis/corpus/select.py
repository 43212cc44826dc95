"""Subsets and groups of a corpus, both as arrays over its sentences.

Scope decides what is counted, grouping decides what is compared. Every sentence belongs to one
document and at most one organisation, so arrays over sentences can express either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.loops.sums import add_numbers
from analysis.corpus.table import Coded
from analysis.errors import UnknownNameError

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
    chosen = _documents_in(corpus, scope)
    mask: Mask = np.repeat(chosen, np.diff(corpus.first_sentences))
    if scope.organisations:
        wanted = np.zeros(len(corpus.organisation_names), dtype=bool)
        wanted[_rows(corpus.organisation_rows, scope.organisations, "organisation")] = True
        mask &= wanted[corpus.sentences.values("organisation")]
    return mask


def documents_of(corpus: Corpus, mask: Mask) -> Mask:
    """Return which documents have a sentence in a mask, shape ``(n_documents,)``."""
    found = np.zeros(corpus.layout.n_documents, dtype=bool)
    found[corpus.sentences.values("doc")[mask]] = True
    return found


def _documents_in(corpus: Corpus, scope: Scope) -> Mask:
    """Return which documents are in scope, shape ``(n_documents,)``."""
    size = corpus.layout.n_documents
    mask = np.ones(size, dtype=bool)
    if not corpus.settings.count_duplicates:
        mask &= ~corpus.by_document.repeats
    if scope.documents:
        named = np.zeros(size, dtype=bool)
        named[_rows(corpus.document_rows, scope.documents, "document")] = True
        mask &= named
    if scope.years:
        dated = corpus.by_document.coded("year")
        mask &= np.logical_or.reduce([dated.equal(year) for year in scope.years])
    for name, value in scope.where:
        mask &= _with_value(corpus, name, value)
    return mask


def _with_value(corpus: Corpus, name: str, value: str) -> Mask:
    if name in ORGANISATIONS:
        found = np.zeros(corpus.layout.n_documents, dtype=bool)
        chiefs = corpus.by_document.chiefs
        # No organisation has the row -2.
        row = corpus.organisation_rows.get(value, -2)
        found[chiefs.docs[chiefs.organisations == row]] = True
        return found
    return field_codes(corpus, name).equal(value)


def field_codes(corpus: Corpus, name: str) -> Coded:
    """Return a metadata field of every document as codes of its values, which ascend.

    Of ``organisation`` it is the chief one; what is unknown is an empty string.

    Raises
    ------
    UnknownNameError
        No document has such a field.
    """
    if name in ORGANISATIONS:
        return _chief_names(corpus)
    if name in DERIVED_FIELDS or name in FIELDS or name in corpus.extra_fields:
        return corpus.by_document.coded(DERIVED_FIELDS.get(name, name))
    message = f"没有“{name}”这个字段；可用的有：{'、'.join(FIELDS)}"
    raise UnknownNameError(message, code="unknown_field", name=name, choices=FIELDS)


def _chief_names(corpus: Corpus) -> Coded:
    chiefs = corpus.by_document.chiefs
    first = chiefs.ranks == 0
    rows = np.full(corpus.layout.n_documents, -1)
    rows[chiefs.docs[first]] = chiefs.organisations[first]
    names = corpus.organisation_names[rows].tolist()
    labels = sorted({name or "" for name in names})
    codes = {label: code for code, label in enumerate(labels)}
    return Coded(np.asarray([codes[name or ""] for name in names], dtype=np.int32), labels)


ORGANISATIONS = ("organisation", "organisations")
DERIVED_FIELDS = {"doc": "name", "document": "name", "year": "year", "script": "script"}
"""Fields that are no metadata, and what they are called among the fields of documents."""
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
    docs = corpus.sentences.values("doc")
    if kind in {"document", "doc"}:
        return Grouping("document", tuple(corpus.document_names.tolist()), docs.astype(np.int32))
    if kind == "organisation":
        return _by_organisation(corpus)
    field = field_codes(corpus, kind)
    return Grouping(kind, field.values, field.codes[docs])


def cross(one: Grouping, other: Grouping) -> Grouping:
    """Group by two groupings at once, as by organisation and year.

    Labels are ``one · other``, for each pair that some sentence has; in the order of the first,
    then of the second grouping. A sentence that is in no group of one of them is in none.
    """
    size = max(len(other.labels), 1)
    inside = (one.codes >= 0) & (other.codes >= 0)
    codes = np.full(len(inside), -1, dtype=np.int32)
    keys = one.codes[inside].astype(np.int64) * size + other.codes[inside]
    pairs, codes[inside] = np.unique(keys, return_inverse=True)
    labels = [f"{one.labels[a]} · {other.labels[b]}" for a, b in map(divmod, pairs, repeat(size))]
    return Grouping(f"{one.kind} · {other.kind}", tuple(labels), codes)


def _by_organisation(corpus: Corpus) -> Grouping:
    owners = corpus.sentences.values("organisation")
    size = len(corpus.organisation_codes.values)
    characters = corpus.sentences.values("characters")
    amount = np.zeros(size + 1, dtype=np.int64)
    add_numbers.over(len(owners))(owners, characters, amount)
    amount = amount[:-1]  # the last is that of no organisation
    order = np.lexsort((np.arange(size), -amount))
    kept = order[amount[order] > 0]
    codes = np.full(size + 1, -1, dtype=np.int32)
    codes[kept] = np.arange(len(kept), dtype=np.int32)
    labels = tuple(corpus.organisation_names[kept].tolist())
    return Grouping("organisation", labels, codes[owners])


def _rows(rows: dict[str, int], names: Sequence[str], what: str) -> npt.NDArray[np.int64]:
    try:
        # Once more the first: of a single name there would be no sequence.
        found = itemgetter(names[0], *names)(rows)
    except KeyError as error:
        (name,) = error.args
        noun = {"organisation": "机构", "document": "文档"}[what]
        message = f"没有名为“{name}”的{noun}；有：{'、'.join(list(rows)[:20])}"
        code = f"unknown_{what}"
        raise UnknownNameError(message, code=code, name=name, choices=tuple(rows)) from None
    return np.fromiter(found, np.int64, len(found))[1:]
