"""Word documents before 2007 (doc)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from analysis.ingest.decoding.decode import decode
from analysis.ingest.draft import Draft
from analysis.ingest.lines import take_lines
from analysis.ingest.ole import open_ole, read_stream
from analysis.ingest.readers.content import Content
from analysis.ingest.readers.properties import property_values, title_hint
from analysis.ingest.readers.word_binary import (
    CELL_BREAK,
    ROW_END,
    DamagedError,
    Head,
    has_counted_numbers,
    read_head,
    read_marks,
    read_pieces,
    text_of,
    with_marks,
)
from analysis.ingest.readers.word_lines import Line, gather_lines, row_lines
from analysis.ingest.refusals import (
    MAX_CHARACTERS,
    damaged,
    locked,
    too_long,
    unreadable,
    without_text,
)
from analysis.ingest.wrapping import CONTENTS

if TYPE_CHECKING:
    from olefile import OleFileIO

FIRST_VERSION = 0xC1
"""Of Word 97; what is below is Word 95 and older, with a text of bytes."""
OLD_MAIN = slice(0x18, 0x20)
OLD_LENGTH = slice(0x34, 0x38)
KEPT_PARTS = (0, 1, 5, 6)
"""Main text, footnotes, endnotes, text boxes; not headers, macros, comments, boxes of headers."""

MAX_INSTRUCTION = 5_000
"""Characters that the instruction of a field may have."""

MAX_PROPERTIES = 100
MAX_DAYS = 200_000
"""Days from 1601 on that a file may be old: 500 years."""
MAX_FIELDS = 20
"""Fields in fields."""

UNCOUNTED = "自动编号（一、二、等）不在文字里，没有读取；另存为 docx 再导入可以补上。"

_FIELD_MARKS = frozenset("\x13\x14\x15")
_MARKS = re.compile("([\x07\r\x13\x14\x15\x1c\x1d])")
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": ""})
_ANCHORS = re.compile("[\x00-\x06\x08]")
_WIDE_STRING = 0x1F
_SUMMARY = "\x05SummaryInformation"
_CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", -535: "utf-8", 1200: "utf-16-le"}


def read(name: str, data: bytes, *, max_characters: int = MAX_CHARACTERS) -> Content:
    """Return the text of a binary Word document.

    A row of a table is one line, its cells parted by tabs; of fields the result is kept; notes and
    text boxes stand at the end; deleted text is left out, headers and comments too. The entries of
    a table of contents are removed and recorded.

    Raises
    ------
    UnreadableFileError
        Protected by a password, damaged, fast-saved by Word 95, without text, or too large.
    """
    ole = open_ole(data)
    if ole is None:
        raise damaged(name)
    with ole:
        main = read_stream(ole, "WordDocument")
        if main is None or len(main) < 68:
            raise damaged(name)
        try:
            text, warnings = _text(name, ole, main, max_characters)
        except DamagedError as error:
            raise damaged(name) from error
        values = _summary(ole)
    body = gather_lines(_paragraphs(text))
    if not body.lines:
        raise without_text(name)
    draft = Draft.of("\n".join(body.lines))
    return Content(
        take_lines(draft, dict.fromkeys(body.contents_rows(), CONTENTS)),
        property_values(values),
        warnings,
        hints=title_hint(values),
    )


def _text(name: str, ole: OleFileIO, main: bytes, most: int) -> tuple[str, tuple[str, ...]]:
    """Return the characters of the parts that are kept, with marks, and warnings."""
    flags = int.from_bytes(main[10:12], "little")
    if flags & 0x0100:
        raise locked(name)
    if int.from_bytes(main[2:4], "little") < FIRST_VERSION:
        return _old_text(name, main, is_complex=bool(flags & 0x0004)), ()
    head = read_head(main)
    table = read_stream(ole, head.table)
    if table is None:
        raise DamagedError
    pieces = read_pieces(head, table)
    text = text_of(main, pieces, most)
    if len(text) > most:
        raise too_long(name, len(text), most)
    marks = read_marks(head, main, table, pieces)
    found = "".join(with_marks(text, marks, *part) for part in _parts(head))
    warnings = (UNCOUNTED,) if has_counted_numbers(head, main, table) else ()
    return (found if ROW_END in found else _with_row_ends(found)), warnings


def _parts(head: Head) -> Iterator[tuple[int, int]]:
    ends = list(accumulate(head.lengths, initial=0))
    for part in KEPT_PARTS:
        if part + 1 < len(ends) and ends[part] < ends[part + 1]:
            yield ends[part], ends[part + 1]


def _old_text(name: str, main: bytes, *, is_complex: bool) -> str:
    """Return the main text of Word 95 and older, which is bytes in a code page."""
    start, end = (int.from_bytes(main[OLD_MAIN][n : n + 4], "little") for n in (0, 4))
    length = int.from_bytes(main[OLD_LENGTH], "little")
    data = main[start : min(end, start + length)]
    decoded = None if is_complex else decode(data)
    if decoded is None:
        message = "是 Word 95 或更早的格式，请用 Word 或 WPS 打开后另存为 docx 再导入。"
        raise unreadable(name, "old_word", message)
    return _with_row_ends(decoded.text)


def _with_row_ends(text: str) -> str:
    """Return a text, whose rows nothing else tells, with the end of a row at an empty cell."""
    return text.replace("\x07\x07", f"\x07{ROW_END}")


def _paragraphs(text: str) -> Iterator[Line]:
    reader = _Reader()
    for piece in _MARKS.split(text):
        yield from reader.take(piece)
    yield from reader.take(ROW_END)
    yield from reader.take("\r")


@dataclass
class _Field:
    """A field: first what Word is to do, then the result."""

    instruction: str = ""
    has_result: bool = False


class _Reader:
    """Takes pieces of text and marks, and gives paragraphs and rows."""

    def __init__(self) -> None:
        self._paragraph: list[str] = []
        self._cell: list[Line] = []
        self._row: list[list[Line]] = []
        self._fields: list[_Field] = []

    def take(self, piece: str) -> Iterator[Line]:
        """Take a piece or a mark; yield the paragraphs that end with it."""
        if piece in _FIELD_MARKS:
            self._follow(piece)
        elif self._fields and not self._fields[-1].has_result:
            yield from self._instruct(piece)
        elif piece == "\r":
            yield self._line()
        elif piece == CELL_BREAK:
            self._cell.append(self._line())
        elif piece == "\x07":
            self._row.append([*self._cell, self._line()])
            self._cell = []
        elif piece == ROW_END:
            yield from self._rest()
        else:
            self._paragraph.append(_ANCHORS.sub("", piece.translate(_BREAKS)))

    def _rest(self) -> Iterator[Line]:
        yield from (Line(line) for line in row_lines([*self._row, self._cell]))
        self._row, self._cell = [], []

    def _line(self) -> Line:
        text, self._paragraph = "".join(self._paragraph), []
        return Line(text, any(f.instruction.lstrip().startswith("TOC") for f in self._fields))

    def _follow(self, mark: str) -> None:
        if mark == "\x13" and len(self._fields) < MAX_FIELDS:
            self._fields.append(_Field())
        elif mark == "\x14" and self._fields:
            self._fields[-1].has_result = True
        elif mark == "\x15" and self._fields:
            self._fields.pop()

    def _instruct(self, piece: str) -> Iterator[Line]:
        """Take an instruction; one without end is none, and its text is text."""
        field = self._fields[-1]
        field.instruction += piece
        if len(field.instruction) > MAX_INSTRUCTION:
            self._fields.clear()
            for part in _MARKS.split(field.instruction):
                yield from self.take(part)


def _summary(ole: OleFileIO) -> dict[str, str]:
    """Return title, author and day of the file's summary.

    Read here: the library believes any count that a property states, and goes on for hours.
    """
    data = read_stream(ole, _SUMMARY) or b""
    try:
        start = struct.unpack_from("<I", data, 44)[0]
        count = min(struct.unpack_from("<I", data, start + 4)[0], MAX_PROPERTIES)
        pairs = struct.unpack_from(f"<{2 * count}I", data, start + 8)
        found = dict(zip(pairs[::2], pairs[1::2], strict=True))
        page = struct.unpack_from("<h", data, start + found[1] + 4)[0] if 1 in found else 0
        created = struct.unpack_from("<Q", data, start + found[12] + 4)[0] if 12 in found else 0
    except struct.error:
        return {}
    values = {
        name: _string(data, start + found[number], _CODE_PAGES.get(page, "cp1252"))
        for name, number in (("title", 2), ("creator", 4))
        if number in found
    }
    return values | {"created": _day(created)}


def _string(data: bytes, place: int, encoding: str) -> str:
    kind, size = int.from_bytes(data[place : place + 4], "little"), data[place + 4 : place + 8]
    length = int.from_bytes(size, "little") * (2 if kind == _WIDE_STRING else 1)
    raw = data[place + 8 : place + 8 + length]
    return raw.decode("utf-16-le" if kind == _WIDE_STRING else encoding, "replace").strip("\0 ")


def _day(ticks: int) -> str:
    """Return the day of a time that is counted in tenths of microseconds from 1601 on."""
    days = ticks // (10_000_000 * 86_400)
    return str(date(1601, 1, 1) + timedelta(days)) if 0 < days < MAX_DAYS else ""
