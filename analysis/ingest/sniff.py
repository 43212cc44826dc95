"""What kind of file bytes are: by their first bytes and content, by the ending only last."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from analysis.errors import UnsupportedFormatError

READ_FORMATS = "txt、md、html、htm、zip，以及粘贴的文本"
"""The formats that are read, as told to people."""

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版或加密的 Office 文档"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"\x7fELF", "程序"),
    (b"MZ\x90", "程序"),
)
_OFFICE = {"word/": "Word（docx）", "xl/": "Excel（xlsx）", "ppt/": "PowerPoint（pptx）"}
_ZIP_ENDS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TABLES = {".csv": "CSV 表格", ".tsv": "TSV 表格"}
_MESSAGES = {".eml": "电子邮件（eml）", ".jsonl": "JSON"}
_MARKDOWN_ENDS = (".md", ".markdown")
_PAGE_ENDS = (".html", ".htm", ".xhtml", ".shtml")
_PAGE_TAG = re.compile(
    r"<(?:!doctype|html|head|body|meta|script|style|table|form|nav|iframe|title)\b", re.IGNORECASE
)
_PAGE_START = re.compile(r"(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CLOSING_BLOCK = re.compile(
    r"</(?:div|p|td|tr|li|h[1-6]|table|section|article|blockquote|span)\s*>", re.IGNORECASE
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\n|\Z)")
_HEADING_MARK = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_STRONG_MARK = re.compile(r"\*\*[^*\n]{1,80}\*\*|\]\([^)\n]{1,300}\)")
_MIN_CLOSING = 3
_JSON_LIMIT = 2_000_000


def suffix_of(name: str) -> str:
    """Return the file ending in small letters with its dot, or an empty string.

    Only what looks like an ending counts: a letter, then at most seven letters or digits.

    Examples
    --------
    >>> suffix_of("报告.TXT"), suffix_of("总结2021.12.30")
    ('.txt', '')
    """
    match = re.search(r"[^./\\](\.[A-Za-z][A-Za-z0-9]{0,7})\Z", name)
    return match[1].lower() if match else ""


def stem_of(name: str) -> str:
    """Return the file name without folders and ending.

    Examples
    --------
    >>> stem_of("文件/2021.12.30总结.txt")
    '2021.12.30总结'
    """
    base = PurePosixPath(name.replace("\\", "/")).name or name
    suffix = suffix_of(base)
    return base[: len(base) - len(suffix)] if suffix else base


def is_zip(data: bytes) -> bool:
    """Return whether ``data`` is a zip file that is not an Office document."""
    return is_zip_file(io.BytesIO(data))


def is_zip_file(file: BinaryIO) -> bool:
    """Return the same of an open file, of which only beginning and end are read."""
    file.seek(0)
    return file.read(len(_ZIP_ENDS[0])).startswith(_ZIP_ENDS) and _office(file) is None


def check_format(name: str, data: bytes) -> None:
    """Raise if ``data`` is of a kind that is not read.

    Raises
    ------
    UnsupportedFormatError
        The message names the kind and lists the formats that are read.
    """
    kind = _foreign_kind(name, data)
    if kind:
        message = f"{name}：这是{kind}文件，目前不能读取；请先另存为文本。可读取：{READ_FORMATS}。"
        raise UnsupportedFormatError(
            message, code="unsupported_format", file=name, kind=kind, formats=READ_FORMATS
        )


def text_kind(name: str, text: str) -> str:
    """Return which reader a decoded text needs: ``page``, ``fragment``, ``markdown``, ``plain``.

    A lone ``<`` (增速<5%) does not make a text HTML: it takes three closing tags.
    """
    suffix = suffix_of(name)
    if "<" in text:
        if _PAGE_START.match(text):
            return "page"
        is_page = suffix in _PAGE_ENDS or bool(_PAGE_TAG.search(text))
        n_closing = sum(1 for _ in _first(_CLOSING_BLOCK, text, _MIN_CLOSING))
        if n_closing >= _MIN_CLOSING or (suffix in _PAGE_ENDS and _PAGE_TAG.search(text)):
            return "page" if is_page else "fragment"
    if suffix in _MARKDOWN_ENDS or _looks_like_markdown(text):
        return "markdown"
    return "plain"


def _first(pattern: re.Pattern[str], text: str, limit: int) -> list[str]:
    found = []
    for match in pattern.finditer(text):
        found.append(match[0])
        if len(found) == limit:
            break
    return found


def _looks_like_markdown(text: str) -> bool:
    signs = "---" in text[:4], "#" in text, "**" in text or "](" in text
    if not any(signs):
        return False
    patterns = (_FRONT_MATTER, _HEADING_MARK, _STRONG_MARK)
    return sum(bool(pattern.search(text)) for pattern in patterns) >= 2


def _foreign_kind(name: str, data: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(_ZIP_ENDS):
        return _office(io.BytesIO(data)) or "zip"
    suffix = suffix_of(name)
    return _TABLES.get(suffix) or _MESSAGES.get(suffix) or _json_kind(suffix, data)


def _office(file: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names:
        return "OpenDocument" if names[:1] == ["mimetype"] else None
    kinds = (kind for folder, kind in _OFFICE.items() if any(n.startswith(folder) for n in names))
    return next(kinds, "Office")


def _json_kind(suffix: str, data: bytes) -> str | None:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in {b"{", b"["}:
        return None
    if suffix == ".json":
        return "JSON"
    try:
        json.loads(data[:_JSON_LIMIT])
    except (ValueError, RecursionError):
        return None
    return "JSON"
