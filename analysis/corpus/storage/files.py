"""A batch as Parquet files, one a table, and back.

The files are made to be read by others as well: rows carry the name of their document and words,
organisations and themes as strings, dictionary-encoded. Offsets count characters of ``text``.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import parquet

from analysis.corpus.segments.batch import Batch, NameLayer
from analysis.corpus.segments.words import Columns, WordLayer
from analysis.corpus.storage.engine import Layer
from analysis.schema import Document, Metadata, Organisation, Removal

TABLES: Mapping[Layer, tuple[str, ...]] = {
    "documents": ("documents",),
    "words": ("sentences", "tokens", "vocabulary"),
    "names": ("organisations", "passages", "mentions", "facts"),
    "themes": ("theme_hits",),
}
"""The tables of each layer; a file is named by its table and a hash of what it depends on."""
ALL = tuple(table for tables in TABLES.values() for table in tables)
_METADATA = tuple(field.name for field in fields(Metadata) if field.name != "extra")
_REMOVALS = pa.list_(
    pa.struct(
        [
            ("step", pa.string()),
            ("at", pa.int64()),
            ("text", pa.string()),
            ("replacement", pa.string()),
        ]
    )
)


def tables_of(
    batch: Batch, themes: Sequence[str], names: Iterable[str] = ALL
) -> dict[str, pa.Table]:
    """Return tables of a batch by name, all by default.

    Parameters
    ----------
    themes
        Keys behind the codes of the theme hits.
    names
        Those that are wanted.
    """
    docs = [document.name for document in batch.documents]
    known = [organisation.canonical for organisation in batch.names.organisations]
    words = batch.words
    places = {name: words.sentences[name] for name in ("doc", "start", "end")}
    named = {"doc": docs, "organisation": known}
    makers: dict[str, Callable[[], pa.Table]] = {
        "documents": lambda: documents_table(batch.documents),
        "sentences": lambda: _table(words.sentences, {"doc": docs}),
        "tokens": lambda: _table(
            words.tokens, {"doc": docs, "term": words.terms, "tag": words.tags}
        ),
        "vocabulary": lambda: _vocabulary_table(words),
        "organisations": lambda: _organisations_table(docs, batch.names),
        "passages": lambda: _table({**places, **batch.names.owners}, named),
        "mentions": lambda: _table(batch.names.mentions, named),
        "facts": lambda: _table(batch.names.facts, named),
        "theme_hits": lambda: _table(batch.theme_hits, {"doc": docs, "theme": themes}),
    }
    return {name: makers[name]() for name in names}


def batch_of(read: Callable[[str], pa.Table], themes: Sequence[str]) -> Batch:
    """Return a batch from its tables, each of which ``read`` returns by name."""
    documents = _documents(read("documents"))
    docs = [document.name for document in documents]
    by_document, main = _organisations(read("organisations"), docs)
    names = NameLayer(by_document, main, {}, {}, {})
    organisations = [organisation.canonical for organisation in names.organisations]
    known = {"doc": docs, "organisation": organisations, "theme": list(themes)}
    passages = _columns(read("passages"), known)
    return Batch(
        documents=documents,
        words=_word_layer(_columns(read("sentences"), known), read("tokens"), known),
        names=NameLayer(
            by_document=by_document,
            main=main,
            owners={n: passages[n] for n in ("organisation", "reason", "confidence")},
            mentions=_columns(read("mentions"), known),
            facts=_columns(read("facts"), known),
        ),
        theme_hits=_as_type(_columns(read("theme_hits"), known), "theme", np.int16),
    )


def write_table(table: pa.Table, path: Path) -> None:
    """Write a Parquet file whole or not at all; one that is there already is left as it is."""
    if path.exists():
        return
    kinds = {field.name: field.type for field in table.schema}
    options = {
        "compression": "zstd",
        "write_statistics": False,  # strings are compared for them, and nobody asks a range
        "use_dictionary": [n for n, kind in kinds.items() if pa.types.is_dictionary(kind)],
        "column_encoding": {
            n: "DELTA_BINARY_PACKED" for n, kind in kinds.items() if pa.types.is_integer(kind)
        },
    }
    write_whole(path, lambda file: parquet.write_table(table, file, **options))


def write_whole(path: Path, write: Callable[[Any], None]) -> None:
    """Write a file beside ``path``, push it to the disk, and put it in place in one step."""
    temporary = path.with_name(f".new-{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as file:  # with the rights that files of this user have
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Push the entries of a folder to the disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# --------------------------------------------------------------------------- plain columns


def _table(columns: Columns, names: Mapping[str, Sequence[str]]) -> pa.Table:
    """Return a table; a column of codes becomes one of names, -1 becomes null."""
    return pa.table(
        {
            column: _named(values, names[column]) if column in names else _array(values)
            for column, values in columns.items()
        }
    )


def _array(values: npt.NDArray[Any]) -> pa.Array:
    return pa.array(values, type=pa.string() if values.dtype == object else None)


def _named(codes: npt.NDArray[Any], names: Sequence[str]) -> pa.DictionaryArray:
    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(names), type=pa.string()))


def _columns(table: pa.Table, known: Mapping[str, Sequence[str]]) -> Columns:
    """Return the columns of a table; names become codes of the known lists again."""
    return {
        name: _codes(table[name], known[name]) if name in known else _plain(table[name])
        for name in table.column_names
    }


def _plain(column: pa.ChunkedArray) -> npt.NDArray[Any]:
    if pa.types.is_string(column.type):
        names, codes = _encoded(column.dictionary_encode())
        return np.asarray([*names, None], dtype=object)[codes]
    values: npt.NDArray[Any] = column.to_numpy()
    return values


def _codes(column: pa.ChunkedArray, names: Sequence[str]) -> npt.NDArray[np.int32]:
    """Return the position in ``names`` of each value of a dictionary-encoded column."""
    positions = {name: code for code, name in enumerate(names)}
    values, codes = _encoded(column)
    recoded = np.asarray([*(positions.get(value, -1) for value in values), -1], dtype=np.int32)
    return recoded[codes]


def _encoded(column: pa.ChunkedArray) -> tuple[list[str], npt.NDArray[np.int32]]:
    """Return the different values of a column and for each row the position of its own, or -1."""
    merged = column.unify_dictionaries().combine_chunks()
    if isinstance(merged, pa.ChunkedArray):
        merged = pa.DictionaryArray.from_arrays(
            pa.array([], type=pa.int32()), pa.array([], type=pa.string())
        )
    codes = merged.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return merged.dictionary.to_pylist(), codes.astype(np.int32)


def _word_layer(
    sentences: Columns, tokens: pa.Table, known: Mapping[str, Sequence[str]]
) -> WordLayer:
    columns = _columns(tokens.drop_columns(["term", "tag"]), known)
    terms, term_codes = _by_appearance(*_encoded(tokens["term"]))
    tags, tag_codes = _by_appearance(*_encoded(tokens["tag"]))
    columns |= {"term": term_codes, "tag": tag_codes.astype(np.int16)}
    return WordLayer(terms, tags, sentences, columns)


def _by_appearance(
    values: Sequence[str], codes: npt.NDArray[np.int32]
) -> tuple[tuple[str, ...], npt.NDArray[np.int32]]:
    """Return values and codes numbered by first appearance, whatever order the file has."""
    used, firsts = np.unique(codes, return_index=True)
    order = used[np.argsort(firsts)]
    recoded = np.zeros(len(values), dtype=np.int32)
    recoded[order] = np.arange(len(order), dtype=np.int32)
    return tuple(values[code] for code in order.tolist()), recoded[codes]


def _as_type(columns: Columns, name: str, dtype: npt.DTypeLike) -> Columns:
    return {**columns, name: columns[name].astype(dtype)}


def _vocabulary_table(words: WordLayer) -> pa.Table:
    """Return a row for each word of the segment: its tag, and how often it stands there."""
    codes = words.tokens["term"]
    tags = np.zeros(len(words.terms), dtype=np.int64)
    tags[codes] = words.tokens["tag"]
    return pa.table(
        {
            "term": pa.array(words.terms, type=pa.string()),
            "tag": pa.array([words.tags[tag] for tag in tags.tolist()], type=pa.string()),
            "n_word": np.bincount(codes, minlength=len(words.terms)),
        }
    )


# --------------------------------------------------------------------------- documents


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


def _documents(table: pa.Table) -> tuple[Document, ...]:
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


def _organisations_table(docs: Sequence[str], names: NameLayer) -> pa.Table:
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


def _organisations(
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
