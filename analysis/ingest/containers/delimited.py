"""Tables as text: cells between commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from analysis.ingest.containers.columns import is_text_name
from analysis.ingest.containers.grid import Grid, Line, TableError, held

DELIMITERS = ",;\t|"
SAMPLE_CHARACTERS = 200_000
SAMPLE_RECORDS = 200
CONSTANT = 0.8
"""Share of the records that have the usual number of cells, in a table."""
MAX_FIELD = 2**31 - 1


def delimiter_of(text: str) -> str:
    """Return the sign between the cells of a text that is a table, or an empty string.

    It is the one that divides most records into equally many cells, of equals into more. Records
    of one cell are no table, unless the first is the name of a column with text: then it is the
    comma.
    """
    found = [(*_constancy(text, sign), sign) for sign in DELIMITERS]
    share, n_cells, sign = max(found, key=lambda one: (round(one[0], 2), one[1]))
    if n_cells > 1 and share >= CONSTANT:
        return sign
    named = [one for *_, one in found if _names_text(text, one)]
    return named[0] if named else ""


def read(text: str, delimiter: str, limit: int) -> Grid:
    """Return the rows of a text.

    Raises
    ------
    TableError
        Too many rows, or a quotation mark that nothing closes.
    """
    return Grid("", held(_lines(text, delimiter), limit), delimiter=delimiter)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    for number, cells in enumerate(_records(text, delimiter), start=1):
        yield Line(number, cells)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_FIELD)
    lines = _Lines(text)
    records = csv.reader(lines, delimiter=delimiter)
    first = 1
    for record in records:
        if lines.ended and record and _is_open(lines.since(first), delimiter):
            message = (
                f"从第 {first} 行起有一个引号没有配对，没有导入；"
                "请补上引号，或在表格软件里另存一份再导入。"
            )
            raise TableError(message, "open_quote")
        first = records.line_num + 1
        yield record


class _Lines:
    """The lines of a text one after another; knows whether the last one was given."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="").readlines()
        self._next = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.ended:
            raise StopIteration
        self._next += 1
        return self._lines[self._next - 1]

    @property
    def ended(self) -> bool:
        return self._next >= len(self._lines)

    def since(self, number: int) -> list[str]:
        """Return the lines from one on, counted from 1."""
        return self._lines[number - 1 :]


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Return whether the last record ends inside quotation marks."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _constancy(text: str, delimiter: str) -> tuple[float, int]:
    """Return the share of records with the usual number of cells, and that number."""
    counts: Counter[int] = Counter()
    records = _sample(text, delimiter)
    for _ in range(SAMPLE_RECORDS):
        record = next(records, None)
        if record is None:
            break
        if record:
            counts[len(record)] += 1
    if not counts:
        return 0.0, 0
    usual, n_records = counts.most_common(1)[0]
    return (n_records / counts.total(), usual) if usual > 1 else (0.0, usual)


def _sample(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_FIELD)
    head = text[:SAMPLE_CHARACTERS]
    if len(head) < len(text):
        head = head[: head.rfind("\n") + 1]
    return csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)


def _names_text(text: str, delimiter: str) -> bool:
    record = next(_sample(text, delimiter), [])
    return any(map(is_text_name, record)) and "\n" in text.strip()
