"""Documents and their organisations as Parquet tables, and back: a row for each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import pyarrow as pa

from analysis.corpus.segments.batch import NameLayer
from analysis.schema import Document, Metadata, Organisation, Removal

_METADATA = tuple(field.name for field in fields(Metadata) if field.name != "extra")
_REMOVALS = pa.list_(
    pa.struct(
        [
            ("step", pa.string()),
            ("at", pa.int64()),
            ("text", pa.string()),
            ("replacement", pa.string()),
            ("rule", pa.string()),  # absent in older files
        ]
    )
)


def documents_table(documents: Sequence[Document]) -> pa.Table:
    """Return the table of the documents themselves, a row each."""
    plain = ("doc_id", "name", "path", "text", "encoding", "script")
    columns: dict[str, Any] = {
        name: pa.array([getattr(d, name) for d in documents], type=pa.string()) for name in plain
    }
    for name in _METADATA:
        values = [getattr(document.metadata, name) for document in documents]
        columns[name] = pa.array(values, type=pa.string())
    columns["extra"] = pa.array(
        [json.dumps(dict(d.metadata.extra), ensure_ascii=False) for d in documents],
        type=pa.string(),
    )
    columns["simplified"] = pa.array(
        [None if d.simplified == d.text else d.simplified for d in documents], type=pa.string()
    )
    columns["folded"] = pa.array(
        [None if d.folded == d.simplified else d.folded for d in documents], type=pa.string()
    )
    columns["removals"] = pa.array(
        [[vars(removal) for removal in d.removals] for d in documents], type=_REMOVALS
    )
    columns["warnings"] = pa.array(
        [list(d.warnings) for d in documents], type=pa.list_(pa.string())
    )
    return pa.table(columns)


def documents_of(table: pa.Table) -> tuple[Document, ...]:
    """Return the documents of a table, in order."""
    return tuple(_document(row) for row in table.to_pylist())


def _document(row: Mapping[str, Any]) -> Document:
    """Return a document; ``simplified`` and ``folded`` are null where they say nothing new."""
    simplified = row["text"] if row["simplified"] is None else row["simplified"]
    return Document(
        doc_id=row["doc_id"],
        name=row["name"],
        path=row["path"],
        text=row["text"],
        simplified=simplified,
        folded=simplified if row["folded"] is None else row["folded"],
        metadata=Metadata(
            **{name: row[name] for name in _METADATA}, extra=json.loads(row["extra"])
        ),
        removals=tuple(Removal(**removal) for removal in row["removals"]),
        warnings=tuple(row["warnings"]),
        encoding=row["encoding"],
        script=row["script"],
    )


# --------------------------------------------------------------------------- organisations


def organisations_table(docs: Sequence[str], names: NameLayer) -> pa.Table:
    """Return a row for each organisation of each document; ``main`` is its rank there, or null."""
    rows = [
        {
            "doc": doc,
            **vars(organisation),
            "aliases": list(organisation.aliases),
            "main": main.index(organisation.canonical) if organisation.canonical in main else None,
        }
        for doc, found, main in zip(docs, names.by_document, names.main, strict=True)
        for organisation in found
    ]
    schema = pa.schema(
        [
            *((name, pa.string()) for name in ("doc", "canonical", "short", "kind")),
            ("aliases", pa.list_(pa.string())),
            ("parent", pa.string()),
            ("main", pa.int32()),
        ]
    )
    return pa.Table.from_pylist(rows, schema=schema)


def organisations_of(
    table: pa.Table, docs: Sequence[str]
) -> tuple[tuple[tuple[Organisation, ...], ...], tuple[tuple[str, ...], ...]]:
    """Return the organisations of each document, and the names of its main ones in order."""
    found: dict[str, list[Organisation]] = {doc: [] for doc in docs}
    main: dict[str, list[tuple[int, str]]] = {doc: [] for doc in docs}
    for row in table.to_pylist():
        found[row["doc"]].append(
            Organisation(
                canonical=row["canonical"],
                short=row["short"],
                kind=row["kind"],
                aliases=tuple(row["aliases"]),
                parent=row["parent"],
            )
        )
        if row["main"] is not None:
            main[row["doc"]].append((row["main"], row["canonical"]))
    return (
        tuple(tuple(found[doc]) for doc in docs),
        tuple(tuple(name for _, name in sorted(main[doc])) for doc in docs),
    )
