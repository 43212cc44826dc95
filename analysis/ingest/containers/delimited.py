"""Tables as text: cells between commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.ingest.containers.columns import is_text_name
from analysis.ingest.containers.grid import Grid, Line, Note, TableError, held

DELIMITERS = ",;\t|"
SAMPLE_CHARACTERS = 200_000
SAMPLE_RECORDS = 200
CONSTANT = 0.8
"""Share of the records that have the usual number of cells, in a table."""
MAX_FIELD = 2**31 - 1
SHOWN = 10
"""Places that a sentence names."""
OPEN, STRAY = "open", "stray"


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
    reading = _Reading(text, delimiter)
    lines = held(reading.lines(), limit)
    return Grid("", lines, delimiter=delimiter, notes=_told(reading.joined))


def _told(joined: Sequence[tuple[int, int]]) -> tuple[Note, ...]:
    if not joined:
        return ()
    shown = "、".join(f"{a}—{b}" for a, b in joined[:SHOWN]) + "……" * (len(joined) > SHOWN)
    message = (
        f"有 {len(joined)} 处一对引号里包着几行，而每行单独看也像一篇（第 {shown} 行），"
        "按引号并成了一篇；如果不对，请删去这些引号再导入。"
    )
    return (Note(message, "merged_rows"),)


class _Reading:
    """The records of a text; keeps those that quotation marks may have joined by mistake."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._text, self._delimiter = text, delimiter
        self._usual = _constancy(text, delimiter)[1]
        self.joined: list[tuple[int, int]] = []
        """First and last row of each, from 1."""

    def lines(self) -> Iterator[Line]:
        """Yield the records with their numbers.

        Raises
        ------
        TableError
            A quotation mark that nothing closes.
        """
        for number, record in enumerate(self._records(), start=1):
            yield Line(number, record)

    def _records(self) -> Iterator[list[str]]:
        csv.field_size_limit(MAX_FIELD)
        lines = _Lines(self._text)
        records = csv.reader(lines, delimiter=self._delimiter)
        first = 1
        for record in records:
            last = records.line_num
            if (
                lines.ended
                and record
                and _fault(lines.between(first, last), self._delimiter) == OPEN
            ):
                raise _open_quote(first)
            apart = self._apart(lines.between(first, last)) if last > first else []
            if apart and _fault(lines.between(first, last), self._delimiter):
                yield from apart
            else:
                if apart:
                    self.joined.append((first, last))
                yield record
            first = last + 1

    def _apart(self, lines: Sequence[str]) -> list[list[str]]:
        """Return the records that lines in quotation marks are one by one; nothing if unlike."""
        sign = self._delimiter
        found = [
            line.rstrip("\r\n").split(sign)
            if _fault((line,), sign)
            else next(csv.reader((line,), delimiter=sign), [])
            for line in lines
        ]
        is_alike = self._usual > 1 and all(len(record) == self._usual for record in found)
        return found if is_alike else []


def _open_quote(row: int) -> TableError:
    message = (
        f"从第 {row} 行起有一个引号没有配对，没有导入；请补上引号，或在表格软件里另存一份再导入。"
    )
    return TableError(message, "open_quote")


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

    def between(self, first: int, last: int) -> list[str]:
        """Return some lines, the last among them, counted from 1."""
        return self._lines[first - 1 : last]


def _fault(lines: Sequence[str], delimiter: str) -> str:
    """Return what is wrong with the quotation marks of a record: ``OPEN``, ``STRAY`` or nothing."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return OPEN if "unexpected end" in str(error) else STRAY
    return ""


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
