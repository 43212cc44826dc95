"""Tables → files: CSV that opens right in Excel, XLSX, JSON, JSON lines, Parquet.

Numbers are written as they are, never rounded. Field names are the headings unless others are
given. Cells that a spreadsheet would run as a formula are made text.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from unicodedata import east_asian_width

import pandas as pd

from analysis.errors import UnknownNameError

BOM = "\ufeff"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""With one of these at the beginning a spreadsheet may take a text for a formula."""
SHEET_ROWS = 1_048_576
"""Rows of a worksheet, headings included."""
CELL_CHARACTERS = 32_767
"""Characters that a cell of a worksheet holds."""

Settings = Mapping[str, object]
Headings = Mapping[str, str]


def to_csv(
    table: pd.DataFrame, *, settings: Settings | None = None, headings: Headings | None = None
) -> bytes:
    """Return the table as CSV: UTF-8 with a byte-order mark, lists as JSON, nulls empty.

    Parameters
    ----------
    table
        A result table.
    settings
        Not written: a CSV file has no place for them. See the other formats.
    headings
        What stands above a column instead of its field name.
    """
    del settings
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([_text_cell(heading) for heading in _headings(table, headings)])
    for record in records(table):
        writer.writerow([_csv_cell(value) for value in record.values()])
    return (BOM + lines.getvalue()).encode("utf-8", "surrogatepass")


def to_json(
    table: pd.DataFrame, *, settings: Settings | None = None, headings: Headings | None = None
) -> bytes:
    """Return the table as one JSON array of objects; with settings, an object holding both."""
    rows = list(_headed(table, headings))
    content = rows if settings is None else {"settings": dict(settings), "rows": rows}
    return (_json(content, indent=1) + "\n").encode("utf-8", "surrogatepass")


def to_jsonl(
    table: pd.DataFrame, *, settings: Settings | None = None, headings: Headings | None = None
) -> bytes:
    """Return the table as JSON, one object a line; settings have no place there."""
    del settings
    lines = (_json(row) + "\n" for row in _headed(table, headings))
    return "".join(lines).encode("utf-8", "surrogatepass")


def to_parquet(
    table: pd.DataFrame, *, settings: Settings | None = None, headings: Headings | None = None
) -> bytes:
    """Return the table as Parquet, settings as JSON in the metadata under ``wenjian``."""
    import pyarrow as pa  # noqa: PLC0415 - 0.2 s, only for this format
    from pyarrow import parquet  # noqa: PLC0415

    names = dict(zip(table.columns, _headings(table, headings), strict=True))
    content = pa.Table.from_pandas(table, preserve_index=False).rename_columns(list(names.values()))
    if settings is not None:
        known = content.schema.metadata or {}
        content = content.replace_schema_metadata({**known, b"wenjian": _json(dict(settings))})
    data = io.BytesIO()
    parquet.write_table(content, data)
    return data.getvalue()


def to_xlsx(
    table: pd.DataFrame, *, settings: Settings | None = None, headings: Headings | None = None
) -> bytes:
    """Return the table as a workbook; settings stand on a second sheet, one a row."""
    import xlsxwriter  # noqa: PLC0415 - only for this format

    data = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(data, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("数据")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, _headings(table, headings), bold)
        for row, record in enumerate(records(table.head(SHEET_ROWS - 1)), start=1):
            sheet.write_row(row, 0, [_sheet_cell(value) for value in record.values()])
        if settings is not None:
            notes = book.add_worksheet("设置")
            for row, (name, value) in enumerate(settings.items()):
                notes.write_row(row, 0, [name, _sheet_cell(plain(value))])
    return data.getvalue()


def to_text(table: pd.DataFrame, *, width: int = 40) -> str:
    """Return the table for a terminal: aligned columns, long cells cut at ``width`` with an …."""
    columns = [
        [_shown(value, width) for value in (name, *values)]
        for name, values in zip(
            _headings(table, None),
            zip(*(record.values() for record in records(table)), strict=True)
            if len(table)
            else [()] * len(table.columns),
            strict=True,
        )
    ]
    padded = [
        [cell + " " * (size - _columns_of(cell)) for cell in column]
        for column in columns
        for size in [max(map(_columns_of, column))]
    ]
    lines = ("  ".join(cells).rstrip() for cells in zip(*padded, strict=True))
    return "\n".join(lines) + "\n"


FORMATS: Mapping[str, Callable[..., bytes]] = MappingProxyType(
    {
        "csv": to_csv,
        "xlsx": to_xlsx,
        "json": to_json,
        "jsonl": to_jsonl,
        "parquet": to_parquet,
    }
)


def export(
    table: pd.DataFrame,
    form: str,
    *,
    settings: Settings | None = None,
    headings: Headings | None = None,
) -> bytes:
    """Return the table as the bytes of a file.

    Parameters
    ----------
    table
        A result table.
    form
        A key of ``FORMATS``.
    settings
        What the numbers depend on: options, scope, version.
    headings
        What stands above a column instead of its field name.

    Raises
    ------
    UnknownNameError
        There is no such format.
    """
    if form not in FORMATS:
        message = f"不能存成“{form}”；可以存成：{'、'.join(FORMATS)}"
        raise UnknownNameError(message, code="unknown_format", name=form, choices=tuple(FORMATS))
    return FORMATS[form](table, settings=settings, headings=headings)


def records(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield each row as plain Python values: null is ``None``, never NaN."""
    names = [str(name) for name in table.columns]
    columns = [[plain(value) for value in table[name].tolist()] for name in table.columns]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return a value as JSON knows it: NaN and the like become ``None``, arrays lists."""
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    return value


def _headings(table: pd.DataFrame, headings: Headings | None) -> list[str]:
    return [(headings or {}).get(str(name), str(name)) for name in table.columns]


def _headed(table: pd.DataFrame, headings: Headings | None) -> Iterator[dict[str, Any]]:
    names = _headings(table, headings)
    for record in records(table):
        yield dict(zip(names, record.values(), strict=True))


def _json(content: object, *, indent: int | None = None) -> str:
    return json.dumps(content, ensure_ascii=False, indent=indent, allow_nan=False)


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return _text_cell(value if isinstance(value, str) else _json(value))


def _shown(value: object, width: int) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    text = " ".join((value if isinstance(value, str) else _json(value)).split())
    if _columns_of(text[: width + 1]) <= width:
        return text
    kept = text[: width - 1]
    while _columns_of(kept) > width - 1:
        kept = kept[:-1]
    return kept + "…"


def _columns_of(text: str) -> int:
    """Return the columns of a terminal that a text takes: two for each wide character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _text_cell(text: str) -> str:
    return "'" + text if text.startswith(FORMULA_SIGNS) else text


def _sheet_cell(value: object) -> str | float | bool | None:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return (value if isinstance(value, str) else _json(value))[:CELL_CHARACTERS]
