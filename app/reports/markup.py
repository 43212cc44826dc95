"""Text of documents on its way into files made of XML."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold, not even escaped."""


def xml_text(text: str) -> str:
    r"""Return ``text`` with U+FFFD for each character that XML cannot hold.

    >>> xml_text("整\x00改")
    '整�改'
    """
    return _FORBIDDEN.sub("\ufffd", text)
