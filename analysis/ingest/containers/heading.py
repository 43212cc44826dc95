"""Which row of a table names its columns; where that is in doubt, none does, and none is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.ingest.containers.grid import Line
from analysis.ingest.fold import count_han
from analysis.lexicon.tables import load_columns, plain_name

HEADER_LINES = 10
"""Lines within which the header must stand."""
MIN_HAN = 20
"""Chinese characters that a text has at least on average, where no header says what it is."""
SAMPLE = 2000
"""Rows that tell which column holds the text."""
LONGEST = 30
"""Characters of the longest name of a column that nobody knows."""
LIKE = 0.5
"""Share of the usual length of a text from which a cell may be one, too."""

_NUMBER = re.compile(r"[-+\d.,%/:年月日时分秒TZ ]+")


class _Known(NamedTuple):
    """What the names in a row say."""

    n_names: int
    """Of known columns other than that of the text."""
    text: int
    """Place of the column with the text; -1: none is called so."""
    is_wanted: bool
    """Whether it is the column that was asked for."""


def find_header(lines: Sequence[Line], text_column: str) -> int | None:
    """Return the place of the line with the names of the columns, or None.

    Parameters
    ----------
    text_column
        Name of the column with the text, where somebody said so; or empty.
    """
    for row, line in enumerate(lines[:HEADER_LINES]):
        known = _known(line, text_column)
        n_known = known.n_names + (known.text >= 0)
        if known.is_wanted or n_known > 1:
            return row
        if known.text >= 0 and (row == 0 or _is_believed(lines, row, known.text)):
            return row
    for row in dict.fromkeys((_first_full(lines[:HEADER_LINES]), 0)):
        if _looks_like_names(lines[row:]):
            return row
    return None


def split_above(
    above: Sequence[Line], columns: Sequence[str], text: int, below: Sequence[Line]
) -> tuple[list[Line], list[Line]]:
    """Return the lines above a header that look like documents, and those that tell of the table.

    Parameters
    ----------
    text
        Place of the column with the text.
    """
    documents: list[Line] = []
    captions: list[Line] = []
    for line in above:
        is_document = _is_document(line, text, len(columns), below)
        (documents if is_document else captions).append(line)
    return documents, captions


def count_texts(lines: Sequence[Line], place: int) -> tuple[int, int]:
    """Return how many Chinese characters a column has, and in how many cells, at least one."""
    cells = [cell for line in lines[:SAMPLE] if (cell := _cell(line, place))]
    return sum(map(count_han, cells)), max(len(cells), 1)


def _known(line: Line, text_column: str) -> _Known:
    known, wanted = load_columns(), plain_name(text_column)
    names = [plain_name(cell) for cell in line.cells]
    texts = [place for place, name in enumerate(names) if name in known.text]
    n_names = sum(name in known.fields or name in known.others for name in names)
    return _Known(n_names, texts[0] if texts else -1, bool(wanted) and wanted in names)


def _is_believed(lines: Sequence[Line], row: int, text: int) -> bool:
    """Return whether a line below others is a header though it has but the name of the text.

    A cell of a document may be that word, too.
    """
    line, below = lines[row], lines[row + 1 :]
    n_columns = len(_filled(line))
    is_below_documents = any(_is_document(one, text, n_columns, below) for one in lines[:row])
    return _are_names(line) and not is_below_documents


def _is_document(line: Line, text: int, n_columns: int, below: Sequence[Line]) -> bool:
    """Return whether a line above a header is filled, or has a text, as those below it."""
    cell = _cell(line, text)
    if not cell:
        return False
    n_filled = len(_filled(line))
    total, n_cells = count_texts(below, text)
    return (n_filled > 1 and 2 * n_filled > n_columns) or count_han(cell) >= max(
        1.0, LIKE * total / n_cells
    )


def _first_full(lines: Sequence[Line]) -> int:
    """Return the first line with more than half of the cells: no title, nor who filled it in."""
    n_filled = [len(_filled(line)) for line in lines]
    return next((row for row, n in enumerate(n_filled) if 2 * n > max(n_filled)), 0)


def _looks_like_names(lines: Sequence[Line]) -> bool:
    """Return whether the first line holds names, unlike the cells below, and a text follows."""
    if not lines or not _are_names(lines[0]):
        return False
    below = lines[1:SAMPLE]
    if not any(count_han(cell) >= MIN_HAN for line in below for cell in line.cells):
        return False
    if _known(lines[0], "").n_names:
        return True
    width = len(lines[0].cells)
    texts = {max(range(width), key=lambda place: count_texts(below, place)[0])}
    columns = [
        (_cell(lines[0], place), [cell for line in below if (cell := _cell(line, place))])
        for place in range(width)
        if place not in texts
    ]
    return any(_is_above_numbers(*column) for column in columns) or (
        len(columns) > 1 and all(_is_unlike(*column) for column in columns)
    )


def _is_above_numbers(name: str, cells: Sequence[str]) -> bool:
    return bool(name and cells) and all(map(_NUMBER.fullmatch, cells))


def _is_unlike(name: str, cells: Sequence[str]) -> bool:
    """Return whether a cell is none that could stand below: shorter or longer than all of them."""
    lengths = {len(cell) for cell in cells}
    return bool(name and lengths) and not min(lengths) <= len(name) <= max(lengths)


def _are_names(line: Line) -> bool:
    """Return whether a line holds short different words, one in each column but one."""
    names = _filled(line)
    if len(names) < max(len(line.cells) - 1, 1) or len(set(names)) < len(names):
        return False
    return not any(len(name) > LONGEST or _NUMBER.fullmatch(name) for name in names)


def _filled(line: Line) -> list[str]:
    return [name for cell in line.cells if (name := cell.strip())]


def _cell(line: Line, place: int) -> str:
    return line.cells[place].strip() if place < len(line.cells) else ""
