"""Rows of cells as they stand in a table, before anyone knows what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

MAX_CELLS = 10_000_000
"""Places for cells in one sheet, empty ones among them: a million rows of ten."""


class TableError(Exception):
    """A table that cannot be taken in; holds what to tell behind its name, and a code."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class Line(NamedTuple):
    """A row that is not empty; ``number`` is what programs for tables call it, from 1."""

    number: int
    cells: Sequence[str]


class Note(NamedTuple):
    """What is to be told of a table that is taken in: a sentence without its name, and a code."""

    message: str
    code: str


class Grid(NamedTuple):
    """One sheet."""

    sheet: str
    """Its name where there are several; otherwise empty."""
    lines: list[Line]
    columns: tuple[str, ...] = ()
    """Names that the format itself gives; otherwise they stand in one of the first lines."""
    delimiter: str = ""
    """Sign between the cells, where a cell too many may be one in a text."""
    notes: tuple[Note, ...] = ()


def held(lines: Iterable[Line], limit: int) -> list[Line]:
    """Return the lines that are not empty.

    Raises
    ------
    TableError
        There are more than a header and ``limit`` of them; says how many.
    """
    kept: list[Line] = []
    n_lines = 0
    for line in lines:
        if any(map(str.strip, line.cells)):
            n_lines += 1
            if n_lines <= limit + 1:
                kept.append(line)
    if n_lines > limit + 1:
        raise too_many(n_lines, limit, with_header=True)
    return kept


def too_many(n_rows: int, limit: int, *, with_header: bool = False) -> TableError:
    """Return the error of a table with more documents than may be."""
    rows = f"{n_rows} 行（表头在内）" if with_header else f"{n_rows} 行"
    message = (
        f"有 {rows}，超过一个表格 {limit} 篇文档的上限，没有导入；"
        "请拆成几个表格，或在设置文件的 [import] 段里把 max_rows 调高。"
    )
    return TableError(message, "table_rows")
