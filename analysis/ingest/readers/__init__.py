"""One reader per kind of text: decoded text in, draft and known fields out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.ingest.readers import fragment, markdown, page, plain
from analysis.ingest.readers.content import Content
from analysis.ingest.sniff import text_kind

READERS: Mapping[str, Callable[[str], Content]] = {
    "plain": plain.read,
    "fragment": fragment.read,
    "markdown": markdown.read,
    "page": page.read,
}


def read_text(name: str, text: str) -> Content:
    """Return the content of a decoded text by the reader of its kind."""
    return READERS[text_kind(name, text)](text)
