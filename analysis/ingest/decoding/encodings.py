"""The encodings that texts come in, and the names people and pages give them."""

from __future__ import annotations

import codecs
import re

from analysis.errors import UnknownNameError
from analysis.lexicon.encodings import CODECS, known_encoding

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Longer marks stand before those they begin with."""
_LABEL = re.compile(
    rb"""(?:<meta\b[^<>]{0,200}?\bcharset\s{0,9}=|<\?xml\b[^<>]{0,80}?\bencoding\s{0,9}=)"""
    rb"""\s{0,9}["']?([A-Za-z0-9_:.-]{2,30})""",
    re.IGNORECASE,
)
LABEL_BYTES = 4096


def choose_encoding(name: str) -> str:
    """Return the codec of an encoding that people chose.

    Raises
    ------
    UnknownNameError
        Nothing goes by that name; the message lists the encodings.
    """
    codec = known_encoding(name)
    if codec is None:
        choices = "、".join(CODECS)
        message = f"没有名为“{name}”的编码，请改用其中之一：{choices}。"
        raise UnknownNameError(message, code="unknown_encoding", name=name, choices=choices)
    return codec


def label_of(data: bytes) -> str | None:
    """Return the codec that a page or an XML file names in its first lines, or ``None``.

    Examples
    --------
    >>> label_of(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb18030'
    """
    match = _LABEL.search(data[:LABEL_BYTES])
    return known_encoding(match[1].decode("ascii")) if match else None
