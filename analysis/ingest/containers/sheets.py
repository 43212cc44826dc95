"""Sheets of Excel and OpenDocument, read in a process of their own.

The library keeps a place for every cell between the first and the last one: a single cell in the
last corner of a sheet takes 500 GB, and the process with it.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence

from analysis.ingest.apart import CrashedError, OverrunError, call_apart
from analysis.ingest.containers.grid import MAX_CELLS, Grid, Line, TableError, too_many

MAX_UNPACKED = 400_000_000
"""Bytes of the parts of a file of sheets, unpacked; about five million cells."""
MEMORY = 3_000_000_000
"""Bytes that the process may have."""
CHUNK = 1 << 20
LOCKED, DAMAGED, FAR = "locked", "damaged", "far"

_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


def read(data: bytes, limit: int, seconds: int) -> list[Grid]:
    """Return the sheets of a file that hold something, hidden ones among them, in its order.

    Raises
    ------
    TableError
        Damaged, locked, too large, or too slow.
    """
    if data[:2] == b"PK":
        _check_size(data)
    try:
        found = call_apart(_sheets, (data, limit), seconds=seconds, memory=MEMORY)
    except OverrunError as error:
        message = f"读取超过 {seconds} 秒，没有导入；请拆成几个文件，或把 max_seconds 调高。"
        raise TableError(message, "too_slow") from error
    except CrashedError as error:
        raise _broken_down() from error
    if found == FAR:
        raise _far()
    if isinstance(found, str):
        raise _refused(locked=found == LOCKED)
    for _, _, n_rows in found:
        if n_rows > limit + 1:
            raise too_many(n_rows, limit, with_header=True)
    several = len(found) > 1
    return [Grid(sheet if several else "", lines) for sheet, lines, _ in found]


def _refused(*, locked: bool) -> TableError:
    if locked:
        return TableError("有密码保护，请解除密码后再导入。", "table_password")
    return TableError("表格已损坏，读不出来，请换一份完好的再导入。", "damaged_table")


def _far() -> TableError:
    message = (
        "读取时内存不够，没有导入；表格里多半有一个很远的单元格，"
        "请把有内容的部分复制到新表格里再导入。"
    )
    return TableError(message, "sheet_memory")


def _broken_down() -> TableError:
    message = (
        "读取程序中途停了，没有导入：或者是内存不够（表格里有一个很远的单元格），或者是文件有缺陷；"
        "请把有内容的部分复制到新表格里再导入。"
    )
    return TableError(message, "sheet_crashed")


def _check_size(data: bytes) -> None:
    """Unpack the parts and count: what a zip file says of itself need not be true."""
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                with archive.open(info) as part:
                    while chunk := part.read(CHUNK):
                        size += len(chunk)
                        if size > MAX_UNPACKED:
                            message = (
                                f"解开后超过 {MAX_UNPACKED // 1_000_000} MB，没有导入；"
                                "请拆成几个文件，或另存为 csv 再导入。"
                            )
                            raise TableError(message, "table_size")
    except _ERRORS as error:
        raise _refused(locked=False) from error


def _sheets(data: bytes, limit: int) -> list[tuple[str, list[Line], int]] | str:
    """Return name, lines and number of lines of each sheet that holds something."""
    from python_calamine import CalamineError, PasswordError, load_workbook  # noqa: PLC0415

    found = []
    try:
        with load_workbook(io.BytesIO(data)) as book:
            for position in range(len(book.sheet_names)):
                sheet = book.get_sheet_by_index(position)
                if sheet.total_height * sheet.total_width > MAX_CELLS:
                    return FAR
                lines, n_lines = _lines(sheet.iter_rows(), limit)
                if lines:
                    found.append((sheet.name, lines, n_lines))
    except PasswordError:
        return LOCKED
    except (CalamineError, ValueError, OSError) as error:
        return LOCKED if "password" in str(error).lower() else DAMAGED
    return found


def _lines(rows: Iterable[Sequence[object]], limit: int) -> tuple[list[Line], int]:
    """Return the lines that are not empty, a header and ``limit`` at most, and how many there are.

    Rows and columns before the first cell are among the rows.
    """
    lines: list[Line] = []
    n_lines = 0
    for number, row in enumerate(rows, start=1):
        if any(cell not in {"", None} for cell in row):
            if n_lines <= limit:
                lines.append(Line(number, [_written(cell) for cell in row]))
            n_lines += 1
    return lines, n_lines


def _written(cell: object) -> str:
    """Return the text of a cell: whole numbers without a point, dates as ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ")
    return str(cell)
