"""Names of exported files that every system takes."""

from __future__ import annotations

import re
from datetime import datetime

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What file names of one system or another cannot hold."""
_LONGEST = 60


def safe_name(title: str) -> str:
    """Return ``title`` as a part of a file name.

    >>> safe_name('整改: "基层"/服务?')
    '整改 基层 服务'
    """
    return " ".join(_UNSAFE.sub(" ", title).split())[:_LONGEST].strip()


def file_name(title: str) -> str:
    """Return the name of a file without ending: 文鉴_title_date."""
    return f"文鉴_{safe_name(title)}_{today()}"


def today() -> str:
    """Return the date here and now, ISO."""
    return datetime.now().astimezone().date().isoformat()
