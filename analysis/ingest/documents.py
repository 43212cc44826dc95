"""One file or pasted text to one cleaned document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from typing import NamedTuple

from analysis.ingest import characters, signature
from analysis.ingest.cautions import decoding_warnings, language_warnings
from analysis.ingest.cleaning import clean, in_one_script
from analysis.ingest.decoding.decode import decode
from analysis.ingest.enactment import MAX_LINES, enactment
from analysis.ingest.magic import TEXT
from analysis.ingest.readers import read_packed, read_text
from analysis.ingest.readers.content import Content
from analysis.ingest.refusals import too_large, too_long, unreadable
from analysis.ingest.sniff import format_of, stem_of
from analysis.schema import DEFAULT_IMPORT, Document, ImportOptions, Metadata

MAX_BYTES = 4
"""Of a character; so many times the limit of characters may a text have in bytes."""

_FIELD_NAMES = frozenset(field.name for field in dataclass_fields(Metadata)) - {"extra"}


class _Source(NamedTuple):
    """What is known of a file besides its text."""

    name: str
    path: str
    doc_id: str
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    options: ImportOptions = DEFAULT_IMPORT


def read_document(
    name: str, data: bytes, *, path: str = "", options: ImportOptions = DEFAULT_IMPORT
) -> Document:
    """Return the cleaned document of a file.

    Parameters
    ----------
    name
        File name, for messages and as the document's name (without its ending).
    data
        The bytes as received.
    path
        Where the file lies, as told to people; for a member of a zip file with its name in it.
    options
        Encoding, longest text, and rules turned off.

    Raises
    ------
    UnreadableFileError
        Empty, not a text, too large, or nothing left after cleaning.
    UnsupportedFormatError
        A kind of file that is not read.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise unreadable(name, "empty_file", "文件是空的，请换一份有内容的文件。")
    kind = format_of(name, data)
    most = MAX_BYTES * options.max_characters if kind == TEXT else options.max_bytes
    if len(data) > most:
        raise too_large(name, len(data), most)
    source = _Source(name, path, _digest(data), options=options)
    if kind != TEXT:
        return _document(source, read_packed(kind, name, data, options.max_characters))
    decoded = decode(data, options.encoding)
    if decoded is None:
        raise unreadable(
            name, "not_text", "内容不是文字（可能是程序、图片或加密文件），请另存为文本后再导入。"
        )
    warnings = decoding_warnings(decoded)
    source = source._replace(encoding=decoded.encoding, warnings=warnings)
    return _document(source, _content(source, decoded.text))


def read_pasted(text: str, *, name: str) -> Document:
    """Return the cleaned document of a pasted text.

    Raises
    ------
    UnreadableFileError
        Nothing but white space, too long, or nothing left after cleaning.
    """
    if not text.strip():
        raise unreadable(name, "empty_file", "没有粘贴任何文字。")
    data = text.encode("utf-8", "surrogatepass")
    source = _Source(name, "", _digest(data), "utf-8")
    return _document(source, _content(source, text))


def _content(source: _Source, text: str) -> Content:
    _check_length(source, text)
    return read_text(source.path or source.name, characters.unify_lines(text))


def _check_length(source: _Source, text: str) -> None:
    if len(text) > source.options.max_characters:
        raise too_long(source.name, len(text), source.options.max_characters)


def _document(source: _Source, content: Content) -> Document:
    _check_length(source, content.draft.text)
    cleaned = clean(content, source.options.rules_off)
    draft, simplified, folded, script = in_one_script(cleaned.draft, source.options.rules_off)
    if not draft.text:
        raise unreadable(source.name, "nothing_left", "清洗之后没有剩下正文，请检查文件内容。")
    return Document(
        doc_id=source.doc_id,
        name=stem_of(source.name),
        path=source.path,
        text=draft.text,
        simplified=simplified,
        folded=folded,
        metadata=_metadata(cleaned.values, stem_of(source.path or source.name), _hints(content)),
        removals=(*cleaned.markup, *draft.removals()),
        warnings=(*source.warnings, *cleaned.warnings, *language_warnings(draft.text)),
        encoding=source.encoding,
        script=script,
    )


def _hints(content: Content) -> dict[str, str]:
    """Return what is known from elsewhere than fields, and holds where nothing better is known."""
    return {**content.hints, **enactment(content.draft.lines[:MAX_LINES])}


def _metadata(values: Mapping[str, str], stem: str, hints: Mapping[str, str]) -> Metadata:
    date = values.get("date") or signature.date_of_name(values.get("title", ""), stem)
    values = {**hints, **values, **({"date": date} if date else {})}
    known = {name: value for name, value in values.items() if name in _FIELD_NAMES}
    extra = {name: value for name, value in values.items() if name not in _FIELD_NAMES}
    return Metadata(**known, extra=extra)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
