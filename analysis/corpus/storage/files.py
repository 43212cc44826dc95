"""A batch as Parquet files, one a table, and back.

The files are made to be read by others as well: rows carry the name of their document and words,
organisations and themes as strings, dictionary-encoded. Offsets count characters of ``text``.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import parquet

from analysis.corpus.segments.batch import Batch, NameLayer
from analysis.corpus.segments.words import Columns, WordLayer
from analysis.corpus.storage.engine import Layer
from analysis.corpus.storage.records import (
    documents_of,
    documents_table,
    organisations_of,
    organisations_table,
)

TABLES: Mapping[Layer, tuple[str, ...]] = {
    "documents": ("documents",),
    "words": ("sentences", "tokens", "vocabulary"),
    "names": ("organisations", "passages", "mentions", "facts"),
    "themes": ("theme_hits",),
}
"""The tables of each layer; a file is named by its table and a hash of what it depends on."""
ALL = tuple(table for tables in TABLES.values() for table in tables)


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
        "organisations": lambda: organisations_table(docs, batch.names),
        "passages": lambda: _table({**places, **batch.names.owners}, named),
        "mentions": lambda: _table(batch.names.mentions, named),
        "facts": lambda: _table(batch.names.facts, named),
        "theme_hits": lambda: _table(batch.theme_hits, {"doc": docs, "theme": themes}),
    }
    return {name: makers[name]() for name in names}


def batch_of(read: Callable[[str], pa.Table], themes: Sequence[str]) -> Batch:
    """Return a batch from its tables, each of which ``read`` returns by name."""
    documents = documents_of(read("documents"))
    docs = [document.name for document in documents]
    by_document, main = organisations_of(read("organisations"), docs)
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
