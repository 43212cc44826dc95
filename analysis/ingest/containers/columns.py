"""What the columns of a table mean: which holds the text, which a field of the metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.ingest.containers.grid import Grid, Line, TableError
from analysis.ingest.fold import count_han
from analysis.lexicon.tables import load_columns, plain_name

HEADER_LINES = 10
"""Lines within which the header must stand."""
MIN_HAN = 20
"""Chinese characters that a text has at least on average, where no header says what it is."""
SAMPLE = 2000
"""Rows that tell which column holds the text."""
SHOWN = 12
"""Characters of a cell that a sentence shows."""
MAX_NAME = 30
"""Longest name of a column."""

_NUMBER = re.compile(r"[-+\d.,%/:年月日]+")


class Table(NamedTuple):
    """Rows under columns whose meaning is known."""

    columns: tuple[str, ...]
    text: int
    """The column with the text."""
    lines: Sequence[Line]
    above: str
    """What stands above the header; most often what the table is about."""


def as_table(grid: Grid, text_column: str) -> Table:
    """Return a grid as a table.

    Parameters
    ----------
    text_column
        Name of the column with the text; empty: it is found.

    Raises
    ------
    TableError
        No column holds the text.
    """
    columns, lines, above = grid.columns, grid.lines, ""
    if not columns:
        header = _header_row(grid.lines, text_column)
        if header is not None:
            columns = tuple(cell.strip() for cell in grid.lines[header].cells)
            lines = grid.lines[header + 1 :]
            above = "\n".join("　".join(filter(None, line.cells)) for line in grid.lines[:header])
    width = max((len(line.cells) for line in lines), default=0)
    if columns and grid.delimiter:
        width = len(columns)
    columns = _named(columns, max(width, len(columns)))
    text = _text_column(columns, lines, text_column)
    if grid.delimiter:
        lines = [_mended(line, len(columns), text, grid.delimiter) for line in lines]
    return Table(columns, text, lines, above)


def is_text_name(name: str) -> bool:
    """Return whether a column of this name holds the text."""
    return plain_name(name) in load_columns().text


def _mended(line: Line, width: int, text: int, delimiter: str) -> Line:
    """Return a line of at most ``width`` cells: signs too many are those of the text."""
    cells = list(line.cells)
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    surplus = len(cells) - width
    if surplus > 0:
        cells[text : text + surplus + 1] = [delimiter.join(cells[text : text + surplus + 1])]
    return Line(line.number, cells)


def _header_row(lines: Sequence[Line], text_column: str) -> int | None:
    """Return the place of the line with the names of the columns."""
    known, wanted = load_columns(), plain_name(text_column)
    for row, line in enumerate(lines[:HEADER_LINES]):
        names = [plain_name(cell) for cell in line.cells]
        n_fields = sum(name in known.fields for name in names)
        if (wanted and wanted in names) or n_fields > 1 or any(n in known.text for n in names):
            return row
    first = _first_full(lines[:HEADER_LINES])
    if _looks_like_names(lines[first:]):
        return first
    return 0 if _looks_like_names(lines) else None


def _first_full(lines: Sequence[Line]) -> int:
    """Return the first line with more than half of the cells: no title, nor who filled it in."""
    n_filled = [len(_filled(line)) for line in lines]
    return next((row for row, n in enumerate(n_filled) if 2 * n > max(n_filled)), 0)


def _filled(line: Line) -> list[str]:
    return [cell for cell in line.cells if cell.strip()]


def _looks_like_names(lines: Sequence[Line]) -> bool:
    """Return whether the first line holds short different words, and a longer text follows."""
    cells = [cell.strip() for cell in lines[0].cells] if lines else []
    names = [cell for cell in cells if cell]
    if len(names) < max(len(cells) - 1, 1) or len(set(names)) < len(names):
        return False
    if any(len(name) > MAX_NAME or _NUMBER.fullmatch(name) for name in names):
        return False
    return any(count_han(cell) >= MIN_HAN for line in lines[1:] for cell in line.cells)


def _named(columns: Sequence[str], width: int) -> tuple[str, ...]:
    """Return a different name for each column; those without one get their number."""
    named: dict[str, None] = {}
    for place in range(width):
        name = columns[place] if place < len(columns) else ""
        name = name or f"第{place + 1}列"
        number = 2
        base = name
        while name in named:
            name = f"{base} ({number})"
            number += 1
        named[name] = None
    return tuple(named)


def _text_column(columns: Sequence[str], lines: Sequence[Line], text_column: str) -> int:
    names = [plain_name(column) for column in columns]
    wanted = plain_name(text_column)
    if wanted:
        if wanted not in names:
            message = f"没有“{text_column}”这一列，没有导入；可以选的列有：{'、'.join(columns)}。"
            raise TableError(message, "no_such_column")
        return names.index(wanted)
    known = [names.index(name) for name in load_columns().text if name in names]
    written = [place for place in known if any(_cell(line, place).strip() for line in lines)]
    if written or known:
        return (written or known)[0]
    counts = [_count(lines, place) for place in range(len(columns))]
    best = max(range(len(counts)), key=counts.__getitem__, default=-1)
    if best < 0 or counts[best][0] < MIN_HAN * counts[best][1]:
        message = (
            "看不出哪一列是正文，没有导入；请把正文那一列的列名改成“正文”，"
            f"或指明是哪一列：{'、'.join(_shown(columns, lines))}。"
        )
        raise TableError(message, "no_text_column")
    return best


def _shown(columns: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """Return the names of columns; of those without one, with what stands first in them."""
    first = lines[0] if lines else Line(0, ())
    return [
        f"{column}（{_cell(first, place)[:SHOWN]}）" if column == f"第{place + 1}列" else column
        for place, column in enumerate(columns)
    ]


def _count(lines: Sequence[Line], place: int) -> tuple[int, int]:
    """Return how many Chinese characters a column has, and in how many cells, at least one."""
    cells = [cell for line in lines[:SAMPLE] if (cell := _cell(line, place).strip())]
    return sum(map(count_han, cells)), max(len(cells), 1)


def _cell(line: Line, place: int) -> str:
    return line.cells[place] if place < len(line.cells) else ""
