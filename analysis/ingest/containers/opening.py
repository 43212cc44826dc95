"""A table or list as the records it holds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import NamedTuple

from analysis.errors import AnalysisError
from analysis.ingest.containers import delimited, objects
from analysis.ingest.containers.columns import as_table
from analysis.ingest.containers.grid import Grid, TableError, too_many
from analysis.ingest.containers.records import Naming, Row, Told, pack, record_of, rows_of
from analysis.ingest.containers.shape import DELIMITED, JSON, is_json_named, table_kind
from analysis.ingest.decoding.decode import Decoded, decode
from analysis.ingest.refusals import crashed
from analysis.ingest.sniff import stem_of
from analysis.lexicon.encodings import known_encoding
from analysis.schema import DEFAULT_IMPORT, Failure, ImportOptions

_LOG = logging.getLogger(__name__)

MAX_BYTES = {DELIMITED: 200_000_000, JSON: 100_000_000}
"""Of a table or list that is text: it is held in memory as a whole, objects at five times that."""
LARGE = 2_000_000
"""Bytes that are enough to tell the encoding of a table."""
_SAMPLE = 20

Rows = Iterator[Row | Failure]


class Columns(NamedTuple):
    """What a sheet looks like before it is taken in."""

    sheet: str
    """Empty where there is only one."""
    names: tuple[str, ...]
    text: str
    """The column that is taken for the text; empty: none is."""
    n_rows: int


class _Opened(NamedTuple):
    """The sheets of a file, and what is to be said of it."""

    grids: list[Grid]
    unit: str = "行"
    """What a row is called."""
    broken: str = ""
    """A sentence on what could not be read."""
    is_document: bool = False
    """Whether the file is one document."""


def open_table(name: str, data: bytes, options: ImportOptions = DEFAULT_IMPORT) -> Rows | None:
    """Return the records of a table or list, or None if the file is none.

    Parameters
    ----------
    name
        Of the file, with whatever tells it apart before it.

    Returns
    -------
    Iterator or None
        Records in order, and what could not be taken in; for a JSON file that is one document, one
        record without a name.
    """
    try:
        opened = _opened(name, data, options)
    except TableError as error:
        return iter((_refused(name, error),))
    except AnalysisError:
        raise
    except Exception as error:  # noqa: BLE001 - one table must not stop a batch
        return iter((_crashed(name, error),))
    return None if opened is None else _guarded(name, _rows(name, opened, options))


def columns_of(
    name: str, data: bytes, options: ImportOptions = DEFAULT_IMPORT
) -> tuple[Columns, ...]:
    """Return the columns of each sheet of a table; nothing if the file is none, or cannot be read.

    For people who are to say which column holds the text.
    """
    try:
        opened = _opened(name, data, options)
    except TableError:
        return ()
    if opened is None or opened.is_document:
        return ()
    return tuple(_columns(grid, options) for grid in opened.grids)


def _opened(name: str, data: bytes, options: ImportOptions) -> _Opened | None:
    kind = table_kind(name, data)
    if not kind:
        return None
    if kind not in MAX_BYTES:
        return _Opened(_sheets(data, options))
    text = _text(data, options, MAX_BYTES[kind])
    if kind == JSON:
        return _objects(name, text, options) if text else None
    delimiter = delimited.delimiter_of(text)
    return _Opened([delimited.read(text, delimiter, options.max_rows)]) if delimiter else None


def _sheets(data: bytes, options: ImportOptions) -> list[Grid]:
    from analysis.ingest.containers import sheets  # noqa: PLC0415 - only for who has one

    return sheets.read(data, options.max_rows, options.max_seconds)


def _text(data: bytes, options: ImportOptions, limit: int) -> str:
    if len(data) > limit:
        message = (
            f"太大（{len(data) // 1_000_000} MB），超过一个表格 {limit // 1_000_000} MB 的上限，"
            "没有导入；请拆成几个文件再导入。"
        )
        raise TableError(message, "table_size")
    decoded = _decoded(data, options.encoding)
    return decoded.text.removeprefix("\ufeff") if decoded else ""


def _decoded(data: bytes, encoding: str) -> Decoded | None:
    """Return the text of a table; of a large one the beginning tells the encoding."""
    if not encoding and len(data) > LARGE:
        head = decode(data[:LARGE])
        if head and known_encoding(head.encoding) == head.encoding:
            decoded = decode(data, head.encoding)
            if decoded and not decoded.n_damaged:
                return decoded
    return decode(data, encoding)


def _objects(name: str, text: str, options: ImportOptions) -> _Opened | None:
    """Return the objects of a text; None if it is none, unless its name says that it should be."""
    try:
        content = objects.parse(text)
    except TableError:
        if objects.is_lines(text, _SAMPLE):
            grid, broken = objects.read_lines(text)
            return _Opened([grid], broken=broken)
        if is_json_named(name):
            raise
        return None
    try:
        grid, is_document = objects.grid_of(content, options.text_column)
    except TableError:
        if is_json_named(name):
            raise
        return None  # a text that is a number, or [3]
    return _Opened([grid], "条", is_document=is_document)


def _rows(name: str, opened: _Opened, options: ImportOptions) -> Rows:
    """Yield the rows of all sheets, and a failure for each that has no text."""
    naming = Naming(stem_of(name))
    place, n_rows = -1, 0
    if not opened.grids:
        yield Failure(name, f"{name}：表格里没有内容，请换一个。", "empty_table")
    for grid in opened.grids:
        try:
            table = as_table(grid, options.text_column)
            n_rows += len(table.lines)
            if n_rows > options.max_rows:
                raise too_many(n_rows, options.max_rows)
        except TableError as error:
            yield _refused(f"{name}/{grid.sheet}".rstrip("/"), error)
            continue
        if opened.is_document:
            yield Row("", pack(record_of(table, table.lines[0])), place)
            return
        yield from (Failure(name, f"{name}：{message}", code) for message, code in table.notes)
        told = Told(name, f"{grid.sheet} 第".lstrip(), opened.unit)
        for row in rows_of(table, naming, told, place):
            place -= isinstance(row, Row)
            yield row
    if opened.broken:
        yield Failure(name, f"{name}：{opened.broken}", "broken_lines")


def _guarded(name: str, rows: Rows) -> Rows:
    """Yield rows, and a failure where they break off by an error that nobody thought of."""
    try:
        yield from rows
    except Exception as error:  # noqa: BLE001 - as above
        yield _crashed(name, error)


def _crashed(name: str, error: Exception) -> Failure:
    _LOG.warning("%s: %s: %s", name, type(error).__name__, error)
    said = crashed(name)
    return Failure(name, str(said), said.code)


def _columns(grid: Grid, options: ImportOptions) -> Columns:
    try:
        table = as_table(grid, options.text_column)
    except TableError:
        names = grid.columns or tuple(grid.lines[0].cells if grid.lines else ())
        return Columns(grid.sheet, names, "", len(grid.lines))
    return Columns(grid.sheet, table.columns, table.columns[table.text], len(table.lines))


def _refused(name: str, error: TableError) -> Failure:
    return Failure(name, f"{name}：{error}", error.code)
