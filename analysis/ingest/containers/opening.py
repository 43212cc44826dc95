"""A table or list as the records it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.ingest.containers import delimited, objects
from analysis.ingest.containers.columns import as_table
from analysis.ingest.containers.grid import Grid, TableError, too_many
from analysis.ingest.containers.records import Naming, Record, Row, Told, pack, record_of, rows_of
from analysis.ingest.containers.shape import DELIMITED, JSON, is_json_named, table_kind
from analysis.ingest.decode import decode
from analysis.ingest.sniff import stem_of
from analysis.schema import Failure, ImportOptions

MAX_TEXT_BYTES = 200_000_000
"""Of a table or list that is text: it is held in memory as a whole."""
_SAMPLE = 20

Rows = Iterator[Row | Failure]


def open_table(name: str, data: bytes, options: ImportOptions) -> Rows | None:
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
    kind = table_kind(name, data)
    if not kind:
        return None
    try:
        if kind not in {JSON, DELIMITED}:
            return _sheets(name, data, options)
        text = _text(data, options)
        return _text_rows(kind, name, text, options) if text else None
    except TableError as error:
        return iter((_refused(name, error),))


def read_rows(
    name: str, data: bytes, places: Sequence[int], options: ImportOptions
) -> Iterator[bytes | None]:
    """Yield the bytes of records by their places, or None where none is there any more."""
    found = open_table(name, data, options) or iter(())
    rows = {row.place: row.data for row in found if isinstance(row, Row)}
    yield from map(rows.get, places)


def _text(data: bytes, options: ImportOptions) -> str:
    if len(data) > MAX_TEXT_BYTES:
        size = len(data) // 1_000_000
        message = (
            f"太大（{size} MB），超过一个表格 {MAX_TEXT_BYTES // 1_000_000} MB 的上限，没有导入；"
            "请拆成几个文件再导入。"
        )
        raise TableError(message, "table_size")
    decoded = decode(data, options.encoding)
    return decoded.text.removeprefix("\ufeff") if decoded else ""


def _text_rows(kind: str, name: str, text: str, options: ImportOptions) -> Rows | None:
    if kind == JSON:
        return _objects(name, text, options)
    delimiter = delimited.delimiter_of(text)
    if not delimiter:
        return None
    return _tables(name, [delimited.read(text, delimiter, options.max_rows)], options)


def _objects(name: str, text: str, options: ImportOptions) -> Rows | None:
    try:
        content = objects.parse(text)
    except TableError:
        if objects.is_lines(text, _SAMPLE):
            return _lines(name, text, options)
        if is_json_named(name):
            raise
        return None
    try:
        grid, is_document = objects.grid_of(content, options.text_column)
    except TableError:
        if is_json_named(name):
            raise
        return None  # a text that is a number, or [3]
    if is_document:
        return iter((Row("", pack(_only(grid, options)), -1),))
    return _tables(name, [grid], options, Told(name, behind="条"))


def _only(grid: Grid, options: ImportOptions) -> Record:
    table = as_table(grid, options.text_column)
    return record_of(table, table.lines[0])


def _lines(name: str, text: str, options: ImportOptions) -> Rows:
    grid, broken = objects.read_lines(text)
    yield from _tables(name, [grid], options)
    if broken:
        yield Failure(name, f"{name}：{broken}", "broken_lines")


def _sheets(name: str, data: bytes, options: ImportOptions) -> Rows:
    from analysis.ingest.containers import sheets  # noqa: PLC0415 - only for who has one

    return _tables(name, sheets.read(data, options.max_rows, options.max_seconds), options)


def _tables(
    name: str, grids: Sequence[Grid], options: ImportOptions, told: Told | None = None
) -> Rows:
    """Yield the rows of all sheets, and a failure for each that has no text."""
    naming = Naming(stem_of(name))
    place, n_rows = -1, 0
    if not grids:
        yield Failure(name, f"{name}：表格里没有内容，请换一个。", "empty_table")
    for grid in grids:
        try:
            table = as_table(grid, options.text_column)
            n_rows += len(table.lines)
            if n_rows > options.max_rows:
                raise too_many(n_rows, options.max_rows)
        except TableError as error:
            yield _refused(f"{name}/{grid.sheet}".rstrip("/"), error)
            continue
        said = told or Told(name, f"{grid.sheet} 第".lstrip())
        for row in rows_of(table, naming, said, place):
            place -= isinstance(row, Row)
            yield row


def _refused(name: str, error: TableError) -> Failure:
    return Failure(name, f"{name}：{error}", error.code)
