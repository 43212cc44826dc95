"""PDF: the characters of the text layer and where they stand, page by page.

PDFium is not thread-safe, not even across documents: one lock for the process guards every call.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from analysis.errors import UnreadableFileError
from analysis.ingest.readers.content import Content
from analysis.ingest.readers.printed import PrintedLine, paragraphs
from analysis.ingest.readers.properties import property_values, title_hint
from analysis.ingest.refusals import (
    MAX_CHARACTERS,
    damaged,
    locked,
    too_long,
    unreadable,
)

MAX_PAGES = 20_000
MAX_BROKEN = 50
"""Pages that may fail before the file counts as damaged."""
MAX_UNKNOWN = 0.3
"""Share of characters without meaning from which on the text layer is no text."""
WIDE_GAP = 1.6
"""Empty space in a line, in ems, that parts cells or columns."""
SPACE_GAP = 0.8
"""Empty space in Chinese text, in ems, that was meant as a space."""

_LOCK = threading.Lock()
_UNKNOWN = frozenset("\ufffd\ufffe\uffff")
_WIDE = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·％％　")


class _Box(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float


def read(name: str, data: bytes, *, max_characters: int = MAX_CHARACTERS) -> Content:
    """Return the text of a PDF: lines joined to paragraphs, running heads and page numbers out.

    Raises
    ------
    UnreadableFileError
        Protected by a password, damaged, without pages, without a text layer, with one that cannot
        be understood, or too large.
    """
    with _LOCK:
        document = _opened(name, data)
        try:
            found = _pages(name, document, max_characters)
            values = _properties(document)
        finally:
            document.close()
    lines = found.lines
    if not lines:
        if found.lost:
            raise _garbled(name)
        raise unreadable(name, "pdf_scanned", "没有文字层（可能是扫描件），请先做 OCR 再导入。")
    if _unknown_share(lines) > MAX_UNKNOWN:
        raise _garbled(name)
    draft = paragraphs(lines)
    warnings = [
        *_told(found.empty, "没有文字，可能是扫描的图片，没有读取"),
        *_told(found.broken, "已损坏，没有读取"),
        *_told(found.lost, "有取不出的文字（字体没有嵌入文件），请核对"),
    ]
    return Content(draft, property_values(values), tuple(warnings), hints=title_hint(values))


def _opened(name: str, data: bytes) -> pypdfium2.PdfDocument:
    # The library keeps its last error, and gives none where a file has no page: so an error is left
    # behind that bytes in memory never give.
    raw.FPDF_LoadDocument(b"", None)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise locked(name) from error
        if getattr(error, "err_code", None) == raw.FPDF_ERR_FILE:
            raise _without_pages(name) from error
        raise damaged(name) from error
    n_pages = len(document)
    if 0 < n_pages <= MAX_PAGES:
        return document
    document.close()
    if n_pages:
        message = f"有 {n_pages} 页，超过单个文件的上限 {MAX_PAGES} 页，请拆成几个文件再导入。"
        raise unreadable(name, "pdf_pages", message)
    raise _without_pages(name)


def _properties(document: pypdfium2.PdfDocument) -> dict[str, str]:
    values = dict.fromkeys(("Title", "Author", "CreationDate"), "")
    for name in values:
        with suppress(UnicodeDecodeError, pypdfium2.PdfiumError):
            values[name] = document.get_metadata_value(name)
    return {
        "title": values["Title"],
        "creator": values["Author"],
        "created": values["CreationDate"].removeprefix("D:")[:8],
    }


def _without_pages(name: str) -> UnreadableFileError:
    return unreadable(name, "pdf_empty", "文件里一页也没有，请重新获取一份。")


class _Found(NamedTuple):
    """The lines of all pages, and the numbers of pages about which there is something to say."""

    lines: list[PrintedLine]
    empty: list[int]
    broken: list[int]
    lost: list[int]
    """Pages with text that cannot be had for want of its font."""


def _pages(name: str, document: pypdfium2.PdfDocument, most: int) -> _Found:
    found = _Found([], [], [], [])
    size = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            found.broken.append(number + 1)
            if len(found.broken) > MAX_BROKEN:
                break
            continue
        try:
            n_characters = _add_page(page, number, found, most - size)
        except pypdfium2.PdfiumError:
            found.broken.append(number + 1)
            continue
        finally:
            page.close()
        if n_characters is None:
            raise too_long(name, most + 1, most)
        size += n_characters
    if len(found.broken) > min(MAX_BROKEN, len(document) - 1):
        raise damaged(name)
    return found


def _add_page(page: pypdfium2.PdfPage, number: int, found: _Found, most: int) -> int | None:
    """Add the lines of a page; return how many characters, ``None`` if more than ``most``."""
    text = page.get_textpage()
    try:
        n = max(text.count_chars(), 0)
        if n > most:
            return None
        lines = list(_Page(text, n, number, page.get_rotation(), page.get_size()).lines())
        if _has_lost(page, text):
            found.lost.append(number + 1)
        elif not lines:
            found.empty.append(number + 1)
        found.lines.extend(lines)
    finally:
        text.close()
    return int(n)


def _has_lost(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> bool:
    """Return whether a page has text in a font that is neither embedded nor to be found here.

    PDFium passes over pieces whose characters have no extent in the font that it puts instead.
    """
    return any(
        raw.FPDFTextObj_GetText(piece, text, None, 0) <= 2
        and raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(piece)) == 0
        for piece in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,))
    )


class _Page:
    """The characters of one page with their places, asked for only where they are needed."""

    def __init__(
        self,
        text: pypdfium2.PdfTextPage,
        n: int,
        number: int,
        rotation: int,
        size: tuple[float, float],
    ) -> None:
        self._text = text
        self._number = number
        self._rotation = rotation
        self._size = size
        self._characters = [_character(raw.FPDFText_GetUnicode(text, i)) for i in range(n)]

    def lines(self) -> Iterator[PrintedLine]:
        """Yield the lines, each part that a wide gap sets off as a line of its own."""
        row: list[int] = []
        for place, character in enumerate(self._characters):
            if character not in "\r\n":
                row.append(place)
            elif row:
                yield from self._parts(row)
                row = []
        if row:
            yield from self._parts(row)

    def _parts(self, row: Sequence[int]) -> Iterator[PrintedLine]:
        written = [place for place in row if not self._characters[place].isspace()]
        if not written:
            return
        em = self._em(written)
        text = "".join(self._characters[place] for place in row if place < written[0])
        first = written[0]
        for place, following in pairwise(written):
            text += self._characters[place]
            space = self._space(place, following, em)
            if space is None:
                yield self._line(text, first, place, em)
                text, first = "", following
            else:
                text += space
        yield self._line(text + self._characters[written[-1]], first, written[-1], em)

    def _em(self, written: Sequence[int]) -> float:
        boxes = (self._box(place) for place in (written[0], written[len(written) // 2]))
        return max(1.0, *(box.top - box.bottom for box in boxes))

    def _space(self, place: int, following: int, em: float) -> str | None:
        """Return what stands between two characters, ``None`` if it parts them."""
        if following == place + 1:
            return ""
        between = range(place + 1, following)
        kept = "".join(self._characters[p] for p in between)
        before, after = self._characters[place], self._characters[following]
        gap = self._box(following).left - self._box(place).right
        if any(raw.FPDFText_IsGenerated(self._text, p) == 1 for p in between):
            if gap > WIDE_GAP * em:
                return None
            return " " if gap > SPACE_GAP * em or not (_is_wide(before) or _is_wide(after)) else ""
        return None if gap > 2 * WIDE_GAP * em and len(kept) < 3 else kept

    def _line(self, text: str, first: int, last: int, em: float) -> PrintedLine:
        start, end = self._box(first), self._box(last)
        return PrintedLine(
            text, self._number, start.left, max(end.right, start.left), start.bottom, em
        )

    def _box(self, place: int) -> _Box:
        """Return where a character stands on the page as it is shown, in points."""
        rect = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(self._text, place, ctypes.byref(rect)):
            return _Box(0, 0, 0, 0)
        left, right, bottom, top = rect.left, rect.right, rect.bottom, rect.top
        width, height = self._size
        if self._rotation == 90:
            return _Box(bottom, top, height - right, height - left)
        if self._rotation == 180:
            return _Box(width - right, width - left, height - top, height - bottom)
        if self._rotation == 270:
            return _Box(width - top, width - bottom, left, right)
        return _Box(left, right, bottom, top)


def _character(code: int) -> str:
    if code in {0, 0xFFFE, 2}:
        return "\xad" if code else "\ufffd"
    return chr(code) if code < 0x110000 else "\ufffd"


def _is_wide(character: str) -> bool:
    return character in _WIDE or "\u2e80" <= character <= "\u9fff" or character >= "\U00020000"


def _unknown_share(lines: Sequence[PrintedLine]) -> float:
    """Return the share of characters that the fonts give no meaning."""
    text = "".join(line.text for line in lines[:2_000])
    n_unknown = sum(c in _UNKNOWN or "\ue000" <= c <= "\uf8ff" or c < " " for c in text)
    return n_unknown / max(len(text), 1)


def _garbled(name: str) -> UnreadableFileError:
    message = "文字层里的字无法辨认（字体没有编码信息），请先做 OCR 再导入。"
    return unreadable(name, "pdf_garbled", message)


def _told(numbers: Sequence[int], what: str) -> Iterator[str]:
    if numbers:
        shown = "、".join(map(str, numbers[:10])) + (" 等" if len(numbers) > 10 else "")
        yield f"第 {shown} 页（共 {len(numbers)} 页）{what}。"
