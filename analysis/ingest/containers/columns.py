"""What the columns of a table mean: which holds the text, which a field of the metadata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.ingest.containers.grid import Grid, Line, Note, TableError
from analysis.ingest.containers.heading import MIN_HAN, count_texts, find_header, split_above
from analysis.lexicon.tables import load_columns, plain_name

SHOWN = 12
"""Characters of a cell that a sentence shows."""
MAX_NAME = 60
"""Characters of the name of a column, which every row repeats."""
MAX_ABOVE = 200
"""Characters of what stands above the header that every row repeats."""


class Table(NamedTuple):
    """Rows under columns whose meaning is known."""

    columns: tuple[str, ...]
    text: int
    """The column with the text."""
    lines: Sequence[Line]
    above: str
    """What stands above the header; most often what the table is about."""
    notes: tuple[Note, ...] = ()


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
    columns, lines, before = grid.columns, grid.lines, []
    if not columns:
        header = find_header(grid.lines, text_column)
        if header is not None:
            columns = tuple(cell.strip() for cell in grid.lines[header].cells)
            before, lines = grid.lines[:header], grid.lines[header + 1 :]
    width = max((len(line.cells) for line in lines), default=0)
    if columns and grid.delimiter:
        width = len(columns)
    columns = _named(columns, max(width, len(columns)))
    text = _text_column(columns, lines, text_column)
    documents, captions = split_above(before, columns, text, lines)
    lines = [*documents, *lines] if documents else lines
    if grid.delimiter:
        lines = [_mended(line, len(columns), text, grid.delimiter) for line in lines]
    above = "\n".join("　".join(filter(None, line.cells)) for line in captions)
    notes = grid.notes if len(above) <= MAX_ABOVE else (*grid.notes, _cut(len(above)))
    return Table(columns, text, lines, above[:MAX_ABOVE], notes)


def _cut(length: int) -> Note:
    message = f"表头上方有 {length} 个字，太长，每篇的“表题”只留前 {MAX_ABOVE} 个字；其余照常导入。"
    return Note(message, "cut_beside")


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


def _named(columns: Sequence[str], width: int) -> tuple[str, ...]:
    """Return a different name for each column; those without one get their number."""
    named: dict[str, None] = {}
    numbers: dict[str, int] = {}
    for place in range(width):
        name = columns[place][:MAX_NAME] if place < len(columns) else ""
        name = base = name or f"第{place + 1}列"
        while name in named:
            numbers[base] = numbers.get(base, 1) + 1
            name = f"{base} ({numbers[base]})"
        named[name] = None
    return tuple(named)


def _text_column(columns: Sequence[str], lines: Sequence[Line], text_column: str) -> int:
    names = [plain_name(column) for column in columns]
    wanted = plain_name(text_column)[:MAX_NAME]
    if wanted:
        if wanted not in names:
            message = f"没有“{text_column}”这一列，没有导入；可以选的列有：{'、'.join(columns)}。"
            raise TableError(message, "no_such_column")
        return names.index(wanted)
    known = [names.index(name) for name in load_columns().text if name in names]
    written = [place for place in known if any(_cell(line, place).strip() for line in lines)]
    if written or known:
        return (written or known)[0]
    counts = [count_texts(lines, place) for place in range(len(columns))]
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


def _cell(line: Line, place: int) -> str:
    return line.cells[place] if place < len(line.cells) else ""
