"""What kind of file bytes are: by their first bytes and content, by the ending only last."""

from __future__ import annotations

import io
import json
import re
from typing import BinaryIO

from analysis.errors import UnsupportedFormatError
from analysis.ingest.magic import (
    DAMAGED,
    LOCKED,
    NAMES,
    TEXT,
    ZIP,
    is_message,
    is_zip_start,
    kind_of,
    kind_of_zip,
)
from analysis.ingest.refusals import damaged, json_without_text, locked

READ_FORMATS = (
    "txt、md、html、htm、docx、doc、pdf、rtf、eml、csv、tsv、xlsx、xls、ods、json、jsonl、tmx、zip，"
    "以及粘贴的文本"
)
"""The formats that are read, as told to people."""
DOCUMENT_KINDS = frozenset(("docx", "doc", "pdf", "rtf", "eml", "record", "tmx"))
"""Kinds of files, other than text, that are one document each."""

_MAIL_ENDS = (".eml", ".mht", ".mhtml")
_RECORD = b'{"text":"'
"""What a row of a table begins with; see ``containers.records``."""
_TMX = (b"<tmx", "<tmx".encode("utf-16-le"), "<tmx".encode("utf-16-be"))
_MARKDOWN_ENDS = (".md", ".markdown")
PAGE_ENDS = (".html", ".htm", ".xhtml", ".shtml")
_PREFIX = r"(?:(?:x?html|h):)?"
"""Of the namespace of XHTML, as pages write it."""
_PAGE_TAG = re.compile(
    rf"<(?:!doctype|{_PREFIX}(?:html|head|body|meta|script|style|table|form|nav|iframe|title)\b)",
    re.IGNORECASE,
)
_PAGE_START = re.compile(
    rf"(?:<\?xml[^<>]{{0,200}}>\s*)?<(?:!doctype\s+html|{_PREFIX}html)\b", re.IGNORECASE
)
_CLOSING_BLOCK = re.compile(
    rf"</{_PREFIX}(?:div|p|td|tr|li|h[1-6]|table|section|article|blockquote|span)\s*>",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\n|\Z)")
_HEADING_MARK = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_STRONG_MARK = re.compile(r"\*\*[^*\n]{1,80}\*\*|\]\([^)\n]{1,300}\)")
_TEXT_NAME = re.compile(r"(?:\d{1,5}[ ._、-]*)?(?P<title>\D.*)")
_TEXT_ENDS = frozenset((".txt", ".doc", ".docx", ".wps", ".pdf", ".htm", ".html", ".md", ".rtf"))
_ENDING = re.compile(r"[A-Za-z][A-Za-z0-9]{0,7}")
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
    stem, dot, ending = name.rpartition(".")
    is_ending = stem and stem[-1] not in "./\\" and _ENDING.fullmatch(ending)
    return f"{dot}{ending.lower()}" if is_ending else ""


def stem_of(name: str) -> str:
    """Return the file name without folders and ending.

    Examples
    --------
    >>> stem_of("文件/2021.12.30总结.txt")
    '2021.12.30总结'
    """
    parts = name.replace("\\", "/").split("/")
    base = next((part for part in reversed(parts) if part not in {"", "."}), name)
    suffix = suffix_of(base)
    return base[: len(base) - len(suffix)] if suffix else base


def title_of_name(line: str) -> str | None:
    """Return the title that a line states if it is the name of a text file, else ``None``.

    Examples
    --------
    >>> title_of_name("03 关于工会的通知.docx"), title_of_name("关于工会的通知")
    ('关于工会的通知', None)
    """
    match = _TEXT_NAME.fullmatch(stem_of(line)) if suffix_of(line) in _TEXT_ENDS else None
    return match["title"] if match else None


def is_zip(data: bytes) -> bool:
    """Return whether ``data`` is a zip file that is not an Office document."""
    return is_zip_file(io.BytesIO(data))


def is_zip_file(file: BinaryIO) -> bool:
    """Return the same of an open file, of which only beginning and end are read."""
    file.seek(0)
    return is_zip_start(file.read(4)) and kind_of_zip(file) == ZIP


def format_of(name: str, data: bytes) -> str:
    """Return what ``data`` is: one of ``DOCUMENT_KINDS``, or ``text``.

    Told by the content; the ending counts only where the content says nothing.

    Raises
    ------
    UnsupportedFormatError
        A kind that is not read; the message names it and lists those that are.
    UnreadableFileError
        Damaged, or protected by a password.
    """
    kind = kind_of(data)
    if kind == DAMAGED:
        raise damaged(name)
    if kind == LOCKED:
        raise locked(name)
    if kind == TEXT:
        kind = _packed_text(data)
    if kind == TEXT and suffix_of(name) in _MAIL_ENDS and is_message(data, least=1):
        return "eml"
    if kind in DOCUMENT_KINDS:
        return kind
    if kind == TEXT and _is_json(suffix_of(name), data):
        raise json_without_text(name)
    if kind != TEXT:
        label = NAMES.get(kind, kind)
        message = f"{name}：这是{label}文件，目前不能读取；请先另存为文本。可读取：{READ_FORMATS}。"
        raise UnsupportedFormatError(
            message, code="unsupported_format", file=name, kind=label, formats=READ_FORMATS
        )
    return TEXT


def text_kind(name: str, text: str) -> str:
    """Return which reader a decoded text needs: ``page``, ``fragment``, ``markdown``, ``plain``.

    A lone ``<`` (增速<5%) does not make a text HTML: it takes three closing tags.
    """
    suffix = suffix_of(name)
    if "<" in text:
        if _PAGE_START.match(text):
            return "page"
        is_page = suffix in PAGE_ENDS or bool(_PAGE_TAG.search(text))
        n_closing = sum(1 for _ in _first(_CLOSING_BLOCK, text, _MIN_CLOSING))
        if n_closing >= _MIN_CLOSING or (suffix in PAGE_ENDS and _PAGE_TAG.search(text)):
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


def _packed_text(data: bytes) -> str:
    """Return the kind of a text that programs write: a record, a translation memory."""
    if data.startswith(_RECORD):
        return "record"
    head = data[:1000]
    return "tmx" if b"<" in head[:8] and any(tag in head for tag in _TMX) else TEXT


def _is_json(suffix: str, data: bytes) -> bool:
    """Return whether a text is data of a program, of which ``containers`` took nothing."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in {b"{", b"["}:
        return False
    if suffix == ".json":
        return True
    try:
        json.loads(data[:_JSON_LIMIT])
    except (ValueError, RecursionError):
        return False
    return True
