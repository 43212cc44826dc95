"""The tokens of rich text, one after another, to paragraphs and rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from analysis.ingest.readers.rtf_words import (
    CHARSETS,
    KEPT_STARRED,
    PROPERTIES,
    SIGNS,
    SKIPPED,
    WORDS,
    Group,
    Sink,
)
from analysis.ingest.readers.word_lines import Line, row_lines

MAX_TOKENS = 3_000_000
"""Control words, groups and runs of characters of one file: some seconds' worth."""
MAX_DEPTH = 5_000
"""Groups in groups."""

_TOKEN = re.compile(
    rb"(?P<unicode>(?:\\u-?\d{1,6} ?(?:\\'[0-9a-fA-F]{2}|\?))+)"
    rb"|(?P<hex>(?:\\'[0-9a-fA-F]{2})+)"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+|\\",
    re.DOTALL,
)
_UNIT = re.compile(rb"\\u(-?\d+)")
_BULLETS = re.compile(r"[\ue000-\uf8ff\ufffd·•●○■□◆\s-]*")


class RichText:
    """Goes through the tokens of a file once, up to ``most`` characters and the next token."""

    def __init__(self, data: bytes, encoding: str, most: int) -> None:
        self.size = 0
        self.is_closed = False
        self.properties: dict[str, str] = {}
        self._data = data
        self._encoding = encoding
        self._most = most
        self._fonts: dict[int, int] = {}
        self._group = Group()
        self._groups: list[Group] = []
        self._sinks = [Sink("", 0)]
        self._notes: list[Line] = []
        self._fields: list[tuple[int, str]] = []
        self._bytes = bytearray()
        self._starred = False
        self._to_skip = 0
        self._font = 0
        self._place = 0
        self._words: dict[str, Callable[[int | None], None]] = {
            "par": self._end_paragraph,
            "sect": self._end_paragraph,
            "page": self._end_paragraph,
            "cell": self._end_cell,
            "row": self._end_row,
            "nestcell": lambda _: self._add("\t"),
            "nestrow": lambda _: self._end_part(),
            "intbl": lambda _: self._set_in_table(1),
            "pard": lambda _: self._set_in_table(0),
            "plain": self._plain,
            "f": self._set_font,
            "fcharset": self._set_charset,
            "deleted": self._set_deleted,
            "uc": self._set_skipped,
            "u": self._unicode,
            "field": lambda _: self._fields.append((len(self._groups), "")),
            "yr": self._date,
            "mo": self._date,
            "dy": self._date,
        }

    def run(self) -> bool:
        """Read the file; return whether it kept within the limits."""
        takers: dict[str, Callable[[re.Match[bytes]], None]] = {
            "unicode": self._take_unicode,
            "hex": lambda m: self._take_bytes(bytes.fromhex(m[0].replace(b"\\'", b"").decode())),
            "word": self._take_word,
            "number": self._take_word,
            "sign": lambda m: self._take_sign(m["sign"].decode("latin-1")),
            "brace": lambda m: self._open() if m[0] == b"{" else self._close(),
            "text": lambda m: self._take_bytes(m[0]),
        }
        n_tokens = 0
        while not self.is_closed and (match := _TOKEN.match(self._data, self._place)):
            self._place = match.end()
            n_tokens += 1
            if n_tokens > MAX_TOKENS or len(self._groups) > MAX_DEPTH:
                return False
            if match.lastgroup:
                takers[match.lastgroup](match)
            if self.size > self._most:
                break
        while len(self._sinks) > 1:
            self._deliver()
        self._end_row(None)
        self._end_paragraph(None)
        return True

    def lines(self) -> Iterator[Line]:
        """Yield the paragraphs and rows, notes last."""
        yield from self._sinks[0].found
        yield from self._notes

    # groups

    def _open(self) -> None:
        self._flush()
        self._to_skip = 0
        self._groups.append(self._group)
        self._group = self._group.copied()

    def _close(self) -> None:
        self._flush()
        self._to_skip, self._starred = 0, False
        depth = len(self._groups)
        while len(self._sinks) > 1 and self._sinks[-1].depth >= depth:
            self._deliver()
        while self._fields and self._fields[-1][0] >= depth:
            self._fields.pop()
        if self._groups:
            self._group = self._groups.pop()
        self.is_closed = not self._groups

    def _deliver(self) -> None:
        """Give what a destination held to where it belongs."""
        sink = self._sinks[-1]
        if sink.kind in {"footnote", "shptxt"}:
            self._end_row(None)
            self._end_paragraph(None)
        self._sinks.pop()
        text = "".join(sink.pieces)
        if sink.kind == "footnote":
            self._notes += sink.found
        elif sink.kind == "shptxt":
            self._sinks[-1].boxes += sink.found
        elif sink.kind == "fldinst" and self._fields:
            self._fields[-1] = (self._fields[-1][0], text.strip())
        elif sink.kind in {"listtext", "pntext"} and not _BULLETS.fullmatch(text):
            self._sinks[-1].pieces.append(text.strip())
        elif sink.kind in PROPERTIES:
            self.properties[PROPERTIES[sink.kind]] = text.strip("- ")

    # words

    def _take_word(self, match: re.Match[bytes]) -> None:
        word, number = match["word"].decode(), match["number"]
        value = int(number) if number else None
        starred, self._starred = self._starred, False
        if word == "bin":
            self._place += max(value or 0, 0)
            return
        self._to_skip = 0  # what should stand for a character is missing
        if word in SKIPPED or (starred and word not in KEPT_STARRED):
            self._group.skips = True
        if self._group.skips:
            return
        self._flush()
        if word in WORDS:
            self._sinks.append(Sink(word, len(self._groups)))
        elif word in self._words:
            self._words[word](value)
        elif word in SIGNS:
            self._add(SIGNS[word])

    def _take_sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif self._to_skip:
            self._to_skip -= 1
        elif sign in "\r\n":
            self._flush()
            self._end_paragraph(None)
        elif sign in SIGNS:
            self._flush()
            self._add(SIGNS[sign])

    def _take_unicode(self, match: re.Match[bytes]) -> None:
        if self._group.skipped == 1 and not self._to_skip:
            self._flush()
            self._add("".join(chr(int(n) & 0xFFFF) for n in _UNIT.findall(match[0])))
            return
        first = _UNIT.match(match[0])
        self._place = match.start() + (first.end() if first else 2)
        self._place += self._data[self._place : self._place + 1] == b" "
        self._unicode(int(first[1]) if first else 0)

    def _unicode(self, value: int | None) -> None:
        self._flush()
        self._add(chr((value or 0) & 0xFFFF))
        self._to_skip = self._group.skipped

    def _take_bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if skipped < len(data) and not self._group.skips:
            self._bytes += data[skipped:]

    # characters

    def _flush(self) -> None:
        """Decode the bytes in hand; a character may be half in hexadecimal and half plain."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        if data.isascii():
            self._add(data.decode("ascii"))
            return
        charset = self._fonts.get(self._group.font, 0)
        try:
            self._add(data.decode(CHARSETS.get(charset, self._encoding)))
        except UnicodeDecodeError:
            self._add(data.decode(self._encoding, "replace"))

    def _add(self, text: str) -> None:
        if not (self._group.skips or self._group.deleted):
            self._sinks[-1].pieces.append(text)
            self.size += len(text)

    def _line(self) -> Line:
        sink = self._sinks[-1]
        text, sink.pieces = "".join(sink.pieces), []
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Line(whole, any(instruction.startswith("TOC") for _, instruction in self._fields))

    def _end_paragraph(self, _: int | None) -> None:
        self._flush()
        sink = self._sinks[-1]
        if sink.kind not in {"", "footnote", "shptxt"}:
            return
        target = sink.cell if self._group.in_table else sink.found
        target.append(self._line())
        target += sink.boxes
        sink.boxes = []

    def _end_part(self) -> None:
        self._sinks[-1].cell.append(self._line())

    def _end_cell(self, _: int | None) -> None:
        sink = self._sinks[-1]
        sink.row.append([*sink.cell, self._line()])
        sink.cell = []

    def _end_row(self, _: int | None) -> None:
        sink = self._sinks[-1]
        if sink.row or sink.cell:
            sink.found += [Line(line) for line in row_lines([*sink.row, sink.cell])]
            sink.row, sink.cell = [], []

    # properties of characters and paragraphs

    def _set_in_table(self, value: int) -> None:
        self._group.in_table = value != 0

    def _plain(self, _: int | None) -> None:
        self._group.font, self._group.deleted = -1, False

    def _set_font(self, value: int | None) -> None:
        self._flush()
        if self._sinks[-1].kind == "fonttbl":
            self._font = value or 0
        self._group.font = value or 0

    def _set_charset(self, value: int | None) -> None:
        self._fonts[self._font] = value or 0

    def _set_deleted(self, value: int | None) -> None:
        self._group.deleted = value != 0

    def _set_skipped(self, value: int | None) -> None:
        self._group.skipped = max(value or 0, 0)

    def _date(self, value: int | None) -> None:
        if self._sinks[-1].kind == "creatim":
            self._sinks[-1].pieces.append(f"-{value or 0:02}")
