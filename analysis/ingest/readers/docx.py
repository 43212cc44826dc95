"""Word documents (docx): paragraphs, rows of tables, text boxes and notes, in reading order.

Read as a stream of events, so that memory does not grow with the markup: 100,000 paragraphs take
seconds. A document type declaration is refused, as the format demands; so no entity is ever
resolved, neither of a file nor one that grows.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from xml.parsers import expat

from analysis.ingest.characters import unify_lines
from analysis.ingest.draft import Draft
from analysis.ingest.lines import take_lines
from analysis.ingest.readers.content import Content
from analysis.ingest.readers.numbering import Numbering, read_numbering
from analysis.ingest.readers.properties import property_values, title_hint
from analysis.ingest.readers.word_events import WordEvents
from analysis.ingest.readers.word_lines import Body
from analysis.ingest.refusals import bloated, damaged, locked, without_text
from analysis.ingest.wrapping import CONTENTS

MAX_XML = 400_000_000
"""Bytes of markup that are read of one document."""
MAX_RATIO = 200
"""Times that a part may grow, if it grows above ``SMALL_XML``."""
SMALL_XML = 60_000_000
CHUNK = 1 << 16
ENCRYPTED = 0x1
"""Of the flags of a member of a zip file."""

_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    LookupError,
)


class _DoctypeError(Exception):
    """A part holds a document type declaration."""


_XML_ERRORS = (expat.ExpatError, _DoctypeError, LookupError, ValueError)
"""What a damaged part ends in, one in an encoding that does not exist among them."""


class _BloatedError(Exception):
    """A part is larger than any real document."""


class _LockedError(Exception):
    """A part opens with a password only."""


def read(name: str, data: bytes) -> Content:
    """Return the text of a Word document.

    A row of a table is one line, its cells parted by tabs; a text box stands behind its paragraph;
    foot- and endnotes stand at the end; inserted text is kept, deleted text is not; numbers that
    Word only counts (一、 二、) are written out; headers, footers and comments are left out. The
    entries of a table of contents are removed and recorded.

    Raises
    ------
    UnreadableFileError
        Damaged, locked, without text, or grown beyond measure when unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _content(name, archive)
    except (*_XML_ERRORS, *_ZIP_ERRORS) as error:
        raise damaged(name) from error
    except _BloatedError as error:
        raise bloated(name) from error
    except _LockedError as error:
        raise locked(name) from error


def _content(name: str, archive: zipfile.ZipFile) -> Content:
    main = _main_part(archive)
    parts = _related(archive, main)
    numbering = _numbering(archive, parts)
    body = _lines(archive, main, numbering)
    notes = [
        line
        for kind in ("footnotes", "endnotes")
        if kind in parts
        for line in _lines(archive, parts[kind], Numbering()).lines
    ]
    text = unify_lines("\n".join([*body.lines, *notes]))
    if not text:
        raise without_text(name)
    draft = take_lines(Draft.of(text), dict.fromkeys(body.contents_rows(), CONTENTS))
    warnings = ("文件里嵌入了另一份文件，没有读取嵌入的部分。",) if body.has_embedded else ()
    values = _properties(archive)
    return Content(draft, property_values(values), warnings, hints=title_hint(values))


def _lines(archive: zipfile.ZipFile, part: str, numbering: Numbering) -> Body:
    events = WordEvents(numbering)
    _parse(archive, part, events.start, events.end, events.text)
    return events.finish()


def _main_part(archive: zipfile.ZipFile) -> str:
    main = _related(archive, "").get("officeDocument", "word/document.xml")
    return main if main in archive.NameToInfo else "word/document.xml"


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the parts that a part leads to, by the last word of their kind."""
    folder, file = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == _RELATION and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            if target.lstrip("/") in archive.NameToInfo:
                found.setdefault(kind, target.lstrip("/"))

    if path in archive.NameToInfo:
        _parse(archive, path, start)
    return found


def _numbering(archive: zipfile.ZipFile, parts: dict[str, str]) -> Numbering:
    numbering = Numbering()
    for kind in ("styles", "numbering"):
        if kind in parts:
            start, end = read_numbering(numbering)
            with suppress(*_XML_ERRORS):  # without them the text is whole, but for its numbers
                _parse(archive, parts[kind], start, end)
    return numbering


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the core properties under the names of their elements."""
    values: dict[str, str] = {}
    names: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        names.append(tag.rpartition(" ")[2])

    def text(characters: str) -> None:
        values[names[-1]] = values.get(names[-1], "") + characters

    part = _related(archive, "").get("core-properties")
    if part:
        with suppress(*_XML_ERRORS):
            _parse(archive, part, start, lambda _: names.pop(), text)
    return values


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read a part of the package as events; names are namespace and name with a space between."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    for chunk in _chunks(archive, part):
        parser.Parse(chunk, False)  # noqa: FBT003 - the library's own signature
    parser.Parse(b"", True)  # noqa: FBT003


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    info = archive.getinfo(part)
    if info.flag_bits & ENCRYPTED:
        raise _LockedError
    most = min(MAX_XML, max(SMALL_XML, info.compress_size * MAX_RATIO))
    size = 0
    with archive.open(info) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise _BloatedError
            yield chunk


def _refuse_doctype(*_: object) -> None:
    raise _DoctypeError
