"""The text of a binary Word file: its pieces, and which marks end rows or were deleted.

Structures as in [MS-DOC]: the file information block (FIB) at the start of the main stream says
where everything lies; the piece table says which bytes are which characters; pages of formatting
(FKP) say which paragraphs end a row and which characters are deleted.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

ROW_END = "\x1d"
CELL_BREAK = "\x1c"
"""What stands in the text for the mark that ends a row, and for a paragraph end inside a cell."""

_FKP = 512
_CHPX, _PAPX, _CLX = 12, 13, 33
"""Places of the lists of formatting pages and of the piece table among the pairs of the FIB."""
_IN_TABLE, _ROW_END, _DELETED = 0x2416, 0x2417, 0x0800
_LIST = 0x460B
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes behind a property, by its three highest bits; 0: stated in the next byte."""
_COMPRESSED = 1 << 30


class Head(NamedTuple):
    """What the file information block says."""

    table: str
    """Name of the stream that holds the tables."""
    lengths: tuple[int, ...]
    """Characters of the parts, in the order of the text: main text, footnotes, headers, …"""
    pairs: tuple[int, ...]


class Piece(NamedTuple):
    """Characters ``start`` to ``end`` of the text lie at ``place``, one or two bytes each."""

    start: int
    end: int
    place: int
    size: int


class Mark(NamedTuple):
    """Characters ``start`` to ``end`` of the text are deleted, or stand for ``sign``."""

    start: int
    end: int
    sign: str


class DamagedError(Exception):
    """The structures do not fit together."""


def read_head(main: bytes) -> Head:
    """Return the file information block of a main stream.

    Raises
    ------
    DamagedError
        It breaks off.
    """
    try:
        flags = struct.unpack_from("<10xH", main)[0]
        n_words = struct.unpack_from("<H", main, 32)[0]
        place = 34 + 2 * n_words
        n_longs = struct.unpack_from("<H", main, place)[0]
        longs = struct.unpack_from(f"<{n_longs}i", main, place + 2)
        place += 2 + 4 * n_longs
        n_pairs = struct.unpack_from("<H", main, place)[0]
        pairs = struct.unpack_from(f"<{2 * n_pairs}I", main, place + 2)
    except struct.error as error:
        raise DamagedError from error
    lengths = tuple(max(n, 0) for n in longs[3:11])
    table = "1Table" if flags & 0x0200 else "0Table"
    return Head(table, lengths, pairs)


def read_pieces(head: Head, table: bytes) -> list[Piece]:
    """Return the pieces of the text in their order.

    Raises
    ------
    DamagedError
        There is no piece table, or it breaks off.
    """
    clx = _block(head, table, _CLX)
    place = 0
    try:
        while clx[place] == 1:  # formatting of a fast save
            place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
        if clx[place] != 2:
            raise DamagedError
        n = (struct.unpack_from("<I", clx, place + 1)[0] - 4) // 12
        ends = struct.unpack_from(f"<{n + 1}I", clx, place + 5)
        codes = struct.unpack_from("<" + "2xI2x" * n, clx, place + 5 + 4 * (n + 1))
    except (struct.error, IndexError, MemoryError) as error:
        raise DamagedError from error
    pieces = []
    for (start, end), code in zip(pairwise(ends), codes, strict=True):
        if end < start:
            raise DamagedError
        is_short = bool(code & _COMPRESSED)
        place = code & (_COMPRESSED - 1)
        pieces.append(Piece(start, end, place // 2 if is_short else place, 1 if is_short else 2))
    return pieces


def text_of(main: bytes, pieces: Sequence[Piece], most: int) -> str:
    """Return the characters of all pieces, ``most`` at most.

    A piece that reaches beyond the stream is as long as what is there of it.
    """
    found, size = [], 0
    for piece in pieces:
        data = main[piece.place : piece.place + (piece.end - piece.start) * piece.size]
        text = data.decode("cp1252" if piece.size == 1 else "utf-16-le", "replace")
        # Surrogate pairs are two characters to Word: positions must stay as it counts them.
        found.append(_as_units(text, (piece.end - piece.start)))
        size += len(found[-1])
        if size > most:
            break
    return "".join(found)[: most + 1]


def read_marks(head: Head, main: bytes, table: bytes, pieces: Sequence[Piece]) -> list[Mark]:
    """Return deleted characters and the marks of tables, as replacements in text order."""
    ordered = sorted(pieces, key=lambda piece: piece.place)
    starts = [piece.place for piece in ordered]
    marks = []
    for first, last, properties in _runs(_block(head, table, _CHPX), main, step=1):
        if properties.get(_DELETED) == 1:
            marks += [Mark(a, b, "") for a, b in _places(ordered, starts, first, last)]
    for _, last, properties in _runs(_block(head, table, _PAPX), main, step=13):
        sign = ROW_END if properties.get(_ROW_END) else CELL_BREAK
        if properties.get(_IN_TABLE) or sign == ROW_END:
            marks += [Mark(b - 1, b, sign) for _, b in _places(ordered, starts, last - 1, last)]
    return sorted(marks)


def with_marks(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    """Return characters ``start`` to ``end`` of a text, marks put in and what is deleted left out.

    Only paragraph ends and cell marks are replaced by signs.
    """
    found, last = [], start
    for mark in marks:
        if mark.start < last or mark.end > min(end, len(text)):
            continue
        written = text[mark.start : mark.end]
        fits = written == ("\x07" if mark.sign == ROW_END else "\r")
        found += [text[last : mark.start], mark.sign if fits or not mark.sign else written]
        last = mark.end
    return "".join(found) + text[last:end]


def _as_units(text: str, n: int) -> str:
    """Return text in which a character outside the basic plane takes two places, as in UTF-16."""
    if len(text) == n or not any(c > "\uffff" for c in text):
        return text
    return "".join(c if c <= "\uffff" else f"{c}\x00" for c in text)


def _block(head: Head, table: bytes, number: int) -> bytes:
    if len(head.pairs) < 2 * number + 2:
        return b""
    place, size = head.pairs[2 * number : 2 * number + 2]
    return table[place : place + size]


def has_counted_numbers(head: Head, main: bytes, table: bytes) -> bool:
    """Return whether paragraphs have numbers that Word counts and does not write."""
    return any(found.get(_LIST) for _, _, found in _runs(_block(head, table, _PAPX), main, step=13))


def _runs(pages: bytes, main: bytes, *, step: int) -> Iterator[tuple[int, int, dict[int, int]]]:
    """Yield from where to where in the main stream which properties hold.

    ``step``: bytes of an entry of a formatting page, 1 for characters and 13 for paragraphs.
    """
    n = (len(pages) - 4) // 8
    for number in range(max(n, 0)):
        (page,) = struct.unpack_from("<I", pages, 4 * (n + 1) + 4 * number)
        block = main[(page & 0x3FFFFF) * _FKP :][:_FKP]
        if len(block) < _FKP or 4 * (block[-1] + 1) + block[-1] * step >= _FKP:
            continue
        n_runs = block[-1]
        places = struct.unpack_from(f"<{n_runs + 1}I", block)
        for run, (first, last) in enumerate(pairwise(places)):
            offset = 2 * block[4 * (n_runs + 1) + run * step]
            yield first, last, dict(_properties(_list_at(block, offset, step)))


def _list_at(block: bytes, offset: int, step: int) -> bytes:
    if not offset:
        return b""
    if step == 1:
        return block[offset + 1 : offset + 1 + block[offset]]
    size = 2 * block[offset] - 1
    if not block[offset]:
        offset += 1
        size = 2 * block[offset]
    return block[offset + 3 : offset + 1 + size]  # behind the number of the style


def _properties(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield properties of formatting with the first byte of their value."""
    place = 0
    while place + 2 < len(data):
        code = int.from_bytes(data[place : place + 2], "little")
        size = _OPERANDS[code >> 13] or data[place + 2] + (2 if code == 0xD608 else 1)
        yield code, data[place + 2]
        place += 2 + size


def _places(
    ordered: Sequence[Piece], starts: Sequence[int], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """Yield which characters lie between two places of the main stream."""
    number = max(bisect_right(starts, first) - 1, 0)
    while number < len(ordered) and ordered[number].place < last:
        piece = ordered[number]
        stop = piece.place + (piece.end - piece.start) * piece.size
        low, high = max(first, piece.place), min(last, stop)
        if low < high:
            start = piece.start + (low - piece.place) // piece.size
            yield start, piece.start - (piece.place - high) // piece.size
        number += 1
