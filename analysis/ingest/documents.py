"""One file or pasted text to one cleaned document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from typing import NamedTuple

from analysis.ingest import (
    characters,
    glosses,
    labels,
    residue,
    restoration,
    signature,
    stray,
    wrapping,
)
from analysis.ingest.cautions import decoding_warnings, language_warnings
from analysis.ingest.decode import decode
from analysis.ingest.draft import Change, Draft
from analysis.ingest.fields import read_fields
from analysis.ingest.fold import narrow, script_of, simplify
from analysis.ingest.lines import Found, take_lines
from analysis.ingest.magic import TEXT
from analysis.ingest.readers import read_packed, read_text
from analysis.ingest.readers.content import TAGS, Content
from analysis.ingest.refusals import MAX_CHARACTERS, too_long, unreadable
from analysis.ingest.sniff import format_of, stem_of
from analysis.schema import SCRIPTS, Document, Metadata, Removal

MAX_BYTES = 80_000_000

_FIELD_NAMES = frozenset(field.name for field in dataclass_fields(Metadata)) - {"extra"}


class Cleaned(NamedTuple):
    """A draft at the end of cleaning, its fields, and what people should know about it."""

    draft: Draft
    values: Mapping[str, str]
    warnings: tuple[str, ...]
    markup: tuple[Removal, ...]
    """The tags of a page, summed up."""


class _Source(NamedTuple):
    """What is known of a file besides its text."""

    name: str
    path: str
    doc_id: str
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


def read_document(name: str, data: bytes, *, path: str = "") -> Document:
    """Return the cleaned document of a file.

    Parameters
    ----------
    name
        File name, for messages and as the document's name (without its ending).
    data
        The bytes as received.
    path
        Where the file lies, as told to people; for a member of a zip file with its name in it.

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
    if len(data) > MAX_BYTES:
        raise too_long(name, len(data))
    source = _Source(name, path, _digest(data))
    if kind != TEXT:
        return _document(source, read_packed(kind, name, data))
    decoded = decode(data)
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
    if len(text) > MAX_CHARACTERS:
        raise too_long(source.name, len(text))
    return read_text(source.path or source.name, characters.unify_lines(text))


def _document(source: _Source, content: Content) -> Document:
    if len(content.draft.text) > MAX_CHARACTERS:
        raise too_long(source.name, len(content.draft.text))
    cleaned = clean(content)
    draft, simplified, script = _in_one_script(cleaned.draft)
    if not draft.text:
        raise unreadable(source.name, "nothing_left", "清洗之后没有剩下正文，请检查文件内容。")
    return Document(
        doc_id=source.doc_id,
        name=stem_of(source.name),
        path=source.path,
        text=draft.text,
        simplified=simplified,
        folded=narrow(simplified),
        metadata=_metadata(cleaned.values, stem_of(source.path or source.name), content.hints),
        removals=(*cleaned.markup, *draft.removals()),
        warnings=(*source.warnings, *cleaned.warnings, *language_warnings(draft.text)),
        encoding=source.encoding,
        script=script,
    )


def clean(content: Content) -> Cleaned:
    """Return what a reader gives without glosses, fields and residue, its characters repaired."""
    draft = characters.repair_characters(content.draft)
    n_lost = 0
    if glosses.has_tones(draft.text):
        draft, n_lost = restoration.restore_broken(glosses.remove_glosses(draft))
    draft = residue.strip_bars(draft)
    draft = characters.trim_lines(characters.widen_punctuation(draft))
    draft = wrapping.mend_lines(draft)
    draft, values = _take_fields(draft, content.values)
    warnings = list(content.warnings)
    if n_lost:
        warnings.append(f"有 {n_lost} 处注音造成的损坏无法可靠还原，显示为 \ufffd。")
    markup = (Removal(TAGS, 0, content.markup),) if content.markup else ()
    return Cleaned(draft, values, tuple(warnings), markup)


def _take_fields(draft: Draft, known: Mapping[str, str]) -> tuple[Draft, dict[str, str]]:
    if not draft.text:
        return draft, dict(known)
    lines = draft.text.split("\n")
    found = residue.match_blocks(lines).joined(residue.match_groups(lines))
    found = found.joined(residue.match_rules(lines))
    found = read_fields(lines, found, known)
    if len(found.taken) == len(lines):
        found = Found({}, found.values)
    draft = take_lines(draft, found.taken)
    start, signed = signature.byline(draft.text[-200:])
    if signed:
        end = len(draft.text)
        draft = draft.change(labels.STEP, [Change(end - min(end, 200) + start, end)])
    values = dict(known) | {k: v for k, v in found.values.items() if k not in known}
    values |= {k: v for k, v in signed.items() if "author" not in values}
    draft = residue.strip_title_tail(draft, values.get("title"))
    if "date" not in values or "issuer" not in values:
        last = signature.signature(draft.text.split("\n"))
        values |= {k: v for k, v in last.items() if k not in values}
    return draft, values


def _in_one_script(draft: Draft) -> tuple[Draft, str, str]:
    """Return the draft with stray characters converted, its simplified twin, and its script."""
    simplified = simplify(draft.text)
    script = script_of(draft.text, simplified)
    if script == SCRIPTS[0]:
        draft = stray.convert_stray(draft, simplified)
    return draft, simplified, script


def _metadata(values: Mapping[str, str], stem: str, hints: Mapping[str, str]) -> Metadata:
    date = values.get("date") or signature.date_of_name(values.get("title", ""), stem)
    values = {**hints, **values, **({"date": date} if date else {})}
    known = {name: value for name, value in values.items() if name in _FIELD_NAMES}
    extra = {name: value for name, value in values.items() if name not in _FIELD_NAMES}
    return Metadata(**known, extra=extra)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
