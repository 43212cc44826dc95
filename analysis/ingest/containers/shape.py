"""Which files are tables or lists: told by content, and by the ending where prose looks alike."""

from __future__ import annotations

from analysis.ingest.containers.columns import is_text_name
from analysis.ingest.decoding.decode import decode
from analysis.ingest.decoding.encodings import BYTE_ORDER_MARKS
from analysis.ingest.magic import kind_of
from analysis.ingest.sniff import suffix_of

SHEETS = frozenset(("xlsx", "xls", "ods"))
JSON, DELIMITED = "json", "delimited"

_TABLE_ENDS = frozenset((".csv", ".tsv", ".tab"))
_JSON_ENDS = frozenset((".json", ".jsonl", ".ndjson", ".jl"))
_TEXT_ENDS = frozenset((".txt", ".text", ".dat", ""))
_PACKED = (b"PK", b"\xd0\xcf\x11\xe0")
_HEAD = 2000
"""Bytes from the beginning that hold the names of the columns."""
_SIGNS = ("\t", ",", ";")


def table_kind(name: str, data: bytes) -> str:
    """Return what kind of table or list a file is: of ``SHEETS``, or text; empty: none.

    Of a text, beginning and ending tell only whether it may be one.
    """
    if data.startswith(_PACKED):
        kind = kind_of(data)
        return kind if kind in SHEETS else ""
    suffix = suffix_of(name)
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1]
    if start in {b"{", b"["} or suffix in _JSON_ENDS:
        return JSON
    if suffix in _TABLE_ENDS or (suffix in _TEXT_ENDS and _names_columns(data)):
        return DELIMITED
    return ""


def is_json_named(name: str) -> bool:
    """Return whether a file says that it is JSON."""
    return suffix_of(name) in _JSON_ENDS


def _names_columns(data: bytes) -> bool:
    """Return whether the first line holds the names of columns, that of the text among them."""
    line = data[:_HEAD].partition(b"\n")[0]
    if not any(sign in line for sign in (b"\t", b",", b";")):
        return False
    text = _decoded(data[:_HEAD]).partition("\n")[0]
    return any(
        text.count(sign) and any(is_text_name(cell.strip('" \r')) for cell in text.split(sign))
        for sign in _SIGNS
    )


def _decoded(head: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    found = decode(head)
    return found.text if found else ""
