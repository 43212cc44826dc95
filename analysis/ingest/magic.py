"""What kind of file bytes are, by their first bytes and by what lies in a container."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO

from analysis.ingest.ole import ERRORS, MAGIC, open_ole, stream_names

TEXT = "text"
ZIP = "zip"
DAMAGED = "damaged"
LOCKED = "locked"

NAMES: Mapping[str, str] = {
    "docx": "Word（docx）",
    "xlsx": "Excel（xlsx）",
    "pptx": "PowerPoint（pptx）",
    "office": "Office",
    "odt": "OpenDocument 文本（odt）",
    "ods": "OpenDocument 表格（ods）",
    "odp": "OpenDocument 演示（odp）",
    "epub": "电子书（epub）",
    "ofd": "版式文档（OFD）",
    "doc": "旧版 Word（doc）",
    "xls": "旧版 Excel（xls）",
    "ppt": "旧版 PowerPoint（ppt）",
    "msg": "Outlook 邮件（msg）",
    "hwp": "韩文 HWP",
    "ole": "旧版 Office 或类似",
    "pdf": "PDF",
    "rtf": "RTF",
    "eml": "电子邮件（eml）",
    "png": "PNG 图片",
    "jpeg": "JPEG 图片",
    "gif": "GIF 图片",
    "tiff": "TIFF 图片",
    "webp": "WebP 图片",
    "bmp": "BMP 图片",
    "gzip": "gzip",
    "bzip2": "bzip2",
    "xz": "xz",
    "zstd": "zstd",
    "7z": "7z",
    "rar": "RAR",
    "tar": "tar",
    "sqlite": "SQLite",
    "parquet": "Parquet",
    "program": "程序",
}
"""What a kind is called in front of people."""

_STARTS = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"SQLite format 3", "sqlite"),
    (b"PAR1", "parquet"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_ANY_START = tuple(start for start, _ in _STARTS)
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PDF = re.compile(rb"(?:\A|[\r\n])[\s\xef\xbb\xbf]*%PDF-[12]\.\d")
_PDF_START = 1024
"""Bytes within which a PDF must begin: some servers leave lines before it."""
_RTF = re.compile(rb"[\s\xef\xbb\xbf]{0,20}\{\\rtf")
_OFFICE_FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_OFFICE_STARTS = ("[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/")
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_PACKAGES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/epub+zip": "epub",
}
_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
    ("HwpSummaryInformation", "hwp"),
)
_HEADERS = frozenset(
    (
        b"from",
        b"subject",
        b"received",
        b"return-path",
        b"message-id",
        b"mime-version",
        b"date",
        b"to",
        b"delivered-to",
        b"content-type",
    )
)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t\r\n]")
_MESSAGE_START = 16_384


def kind_of(data: bytes) -> str:
    """Return the kind of ``data``: a key of ``NAMES``, or one of the four words above.

    ``text`` says only that it is none of the others.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7"), kind_of("工会".encode())
    ('pdf', 'text')
    """
    if data.startswith(_ANY_START):
        return next(kind for start, kind in _STARTS if data.startswith(start))
    if data.startswith(_ZIP_STARTS):
        return kind_of_zip(io.BytesIO(data))
    if data.startswith(MAGIC):
        return _kind_of_ole(data)
    if b"%PDF-" in data[:_PDF_START] and _PDF.search(data[:_PDF_START]):
        return "pdf"
    if _RTF.match(data):
        return "rtf"
    return _rarer_kind(data)


def is_zip_start(start: bytes) -> bool:
    """Return whether a file that begins so may be a zip file."""
    return start.startswith(_ZIP_STARTS)


def kind_of_zip(file: BinaryIO) -> str:
    """Return the kind of an open zip file: a document that is packed so, ``damaged``, or ``zip``.

    A zip file that cannot be opened is ``damaged`` if it began as such a document.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            return _kind_of_members(archive)
    except _ZIP_ERRORS:
        file.seek(0)
        return DAMAGED if _first_member(file.read(200)).startswith(_OFFICE_STARTS) else ZIP


def is_message(data: bytes, *, least: int = 2) -> bool:
    r"""Return whether ``data`` begins with the headers of a mail: ``least`` known ones, no others.

    Examples
    --------
    >>> is_message(b"From: a@b.cn\nSubject: hello\n\ntext"), is_message(b"Note: this\n")
    (True, False)
    """
    known = 0
    for row, line in enumerate(data[:_MESSAGE_START].lstrip().splitlines(keepends=True)):
        if line[:1] in {b" ", b"\t"} or (row == 0 and line.startswith(b"From ")):
            continue
        header = _HEADER.match(line)
        if header is None:
            return known >= least and (not line.strip() or known >= least + 2)
        known += header[1].lower() in _HEADERS
    return known >= least


def _rarer_kind(data: bytes) -> str:
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "bmp"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[257:262] == b"ustar":
        return "tar"
    return "eml" if _HEADER.match(data[:99].lstrip()) and is_message(data) else TEXT


def _kind_of_members(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        kinds = (k for folder, k in _OFFICE_FOLDERS.items() if any(map(_begins(folder), names)))
        return next(kinds, "office")
    if "OFD.xml" in names:
        return "ofd"
    if names[:1] == ["mimetype"]:
        with archive.open("mimetype") as file:
            return _PACKAGES.get(file.read(100).strip(), ZIP)
    return ZIP


def _begins(folder: str) -> Callable[[str], bool]:
    return lambda name: name.startswith(folder)


def _first_member(start: bytes) -> str:
    """Return the name of the first member of a zip file that may break off behind it."""
    length = int.from_bytes(start[26:28], "little")
    return start[30 : 30 + length].decode("cp437")


def _kind_of_ole(data: bytes) -> str:
    ole = open_ole(data)
    if ole is None:
        return DAMAGED
    try:
        with ole:
            names = stream_names(ole)
    except ERRORS:
        return DAMAGED
    return next((kind for stream, kind in _STREAMS if stream in names), "ole")
