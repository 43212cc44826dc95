"""One row as the bytes of a file: a JSON object with text, fields and what else stood there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from analysis.ingest.containers.columns import Table
from analysis.ingest.containers.grid import Line
from analysis.ingest.dates import parse_date
from analysis.lexicon.tables import load_columns, plain_name
from analysis.schema import Failure

ABOVE = "表题"
"""Name of what stands above the header of a table."""
MAX_TITLE = 80
"""Characters of a title that go into the name of a document."""
SHOWN = 10
"""Row numbers that a sentence names."""

_KEYS = frozenset(("text", "fields", "extra"))
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SLASHES = str.maketrans("/\\", "／＼")


class Row(NamedTuple):
    """A record: its name below its table (empty: it is the whole file), and its bytes."""

    name: str
    data: bytes
    place: int
    """-1 for the first record of the file, -2 for the next: so it is no member of a zip file."""


class Record(NamedTuple):
    """The parts of a record."""

    text: str
    fields: Mapping[str, str]
    extra: Mapping[str, str]


def pack(record: Record) -> bytes:
    """Return the bytes of a record; halves of characters become U+FFFD."""
    content = json.dumps(record._asdict(), ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub("\ufffd", content).encode()


def unpack_record(content: object) -> Record | None:
    """Return the record that some JSON content is, or None."""
    if not isinstance(content, dict) or content.keys() != _KEYS:
        return None
    parts: Any = content
    if not isinstance(parts["text"], str) or not _is_plain(parts["fields"], parts["extra"]):
        return None
    return Record(parts["text"], parts["fields"], parts["extra"])


def _is_plain(*parts: object) -> bool:
    return all(
        isinstance(part, dict) and all(isinstance(value, str) for value in part.values())
        for part in parts
    )


def record_of(table: Table, line: Line) -> Record:
    """Return a row of a table as a record; empty cells say nothing."""
    extra = {ABOVE: table.above} if table.above else {}
    fields: dict[str, str] = {}
    known = load_columns().fields
    dated = _date_column(table, line)
    for place, (column, cell) in enumerate(zip(table.columns, line.cells, strict=False)):
        value = cell.strip()
        if place == table.text or not value:
            continue
        field = known.get(plain_name(column), "")
        if field == "date":
            field, value = ("date", parse_date(value) or "") if place == dated else ("", value)
        if field and field not in fields:
            fields[field] = value
        else:
            extra[column] = value
    text = line.cells[table.text] if table.text < len(line.cells) else ""
    return Record(text, fields, extra)


def _date_column(table: Table, line: Line) -> int:
    """Return the column with the date of a row, or -1: signing before publishing."""
    ranks = _date_ranks()
    named = sorted(
        (rank, place)
        for place, column in enumerate(table.columns[: len(line.cells)])
        if place != table.text and (rank := ranks.get(plain_name(column), -1)) >= 0
    )
    return next((place for _, place in named if parse_date(line.cells[place].strip())), -1)


@cache
def _date_ranks() -> Mapping[str, int]:
    fields = load_columns().fields
    return {name: rank for rank, name in enumerate(fields) if fields[name] == "date"}


class Naming:
    """Gives the rows of a file names that differ: the title, or the number of the row."""

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._seen: Counter[str] = Counter()

    def name(self, record: Record, number: str) -> str:
        """Return the name of a record; ``number`` is its row as told to people."""
        title = " ".join(record.fields.get("title", "").translate(_SLASHES).split())[:MAX_TITLE]
        name = title if title.strip(".") else f"{self._stem} {number}"
        self._seen[name] += 1
        count = self._seen[name]
        while count > 1 and (other := f"{name} ({count})") in self._seen:
            count += 1
        if count == 1:
            return name
        self._seen[other] += 1
        return other


class Told(NamedTuple):
    """How a row is told to people."""

    file: str
    before: str = "第"
    behind: str = "行"

    def number(self, number: object) -> str:
        """Return ``第3行`` or the like."""
        return f"{self.before}{number}{self.behind}"


def rows_of(table: Table, naming: Naming, told: Told, first: int) -> Iterator[Row | Failure]:
    """Yield the rows of a table; those without text are told together at the end.

    Parameters
    ----------
    first
        Place of the first.
    """
    without: list[int] = []
    for line in table.lines:
        record = record_of(table, line)
        if not record.text.strip():
            without.append(line.number)
            continue
        yield Row(naming.name(record, told.number(line.number)), pack(record), first)
        first -= 1
    if without:
        shown = "、".join(map(str, without[:SHOWN])) + "……" * (len(without) > SHOWN)
        message = (
            f"{told.file}：有 {len(without)} 行没有正文（{told.number(shown)}），"
            "没有成为文档，其余照常导入；请补上正文后再导入。"
        )
        yield Failure(told.file, message, "rows_without_text")
