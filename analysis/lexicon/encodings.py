"""Encodings that can be chosen, and the names people and pages give them."""

from __future__ import annotations

import codecs

CODECS = (
    "utf-8",
    "gb18030",
    "big5hkscs",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "hz",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1252",
    "cp1251",
)
"""The encodings that can be chosen, of each family the widest."""

_PARTS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "utf-8-sig": "utf-8",
    "utf-32-le": "utf-32",
    "utf-32-be": "utf-32",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
}
"""Encodings that are parts of wider ones."""


def known_encoding(name: str) -> str | None:
    """Return the codec of an encoding that goes by ``name``, or ``None``.

    Examples
    --------
    >>> known_encoding("GB2312"), known_encoding("Big5-HKSCS"), known_encoding("latin")
    ('gb18030', 'big5hkscs', 'cp1252')
    >>> known_encoding("rot13") is None
    True
    """
    try:
        found = codecs.lookup(name.strip().lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    found = _PARTS.get(found, found)
    return found if found in CODECS else None
