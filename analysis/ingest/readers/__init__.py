"""One reader per kind of document: text or bytes in, draft and known fields out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from analysis.ingest.readers import fragment, markdown, page, plain
from analysis.ingest.readers.content import Content
from analysis.ingest.refusals import MAX_CHARACTERS
from analysis.ingest.sniff import text_kind

READERS: Mapping[str, Callable[[str], Content]] = {
    "plain": plain.read,
    "fragment": fragment.read,
    "markdown": markdown.read,
    "page": page.read,
}
PACKED_READERS: Mapping[str, str] = {
    "docx": "docx",
    "doc": "doc",
    "pdf": "pdf",
    "record": "record",
    "tmx": "tmx",
    "rtf": "rtf",
    "eml": "eml",
}
"""Kinds of files that are not text, and the modules here that read them.

A module is imported when the first such file comes: what it needs is large.
"""


_STOPPING = frozenset(("doc", "pdf", "rtf"))
"""Kinds of files that can hold far more text than they are large."""


def read_text(name: str, text: str) -> Content:
    """Return the content of a decoded text by the reader of its kind."""
    return READERS[text_kind(name, text)](text)


def read_packed(kind: str, name: str, data: bytes, max_characters: int = MAX_CHARACTERS) -> Content:
    """Return the content of a file that is not text, by the reader of its kind.

    Parameters
    ----------
    max_characters
        Longest text; readers whose files can hold far more than they need stop there.

    Raises
    ------
    UnreadableFileError
        Damaged, protected by a password, without text, or too large.
    """
    read: Callable[..., Content] = import_module(f"{__name__}.{PACKED_READERS[kind]}").read
    if kind in _STOPPING:
        return read(name, data, max_characters=max_characters)
    return read(name, data)
