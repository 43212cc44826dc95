"""How a character is read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

_NO_PHRASES = "PYPINYIN_NO_PHRASES"
"""A setting of pypinyin: characters are read one by one here, and phrases are most of its size."""


@lru_cache(maxsize=4096)
def readings(character: str, *, tones: bool) -> Sequence[str]:
    """Return the syllables that a character may be read as, with or without marks of tone.

    Examples
    --------
    >>> readings("行", tones=False)[:2]
    ['xing', 'hang']
    >>> readings("重", tones=True)
    ['zhòng', 'chóng', 'tóng']
    """
    os.environ.setdefault(_NO_PHRASES, "1")
    import pypinyin  # noqa: PLC0415 - large, and needed for glossed texts only

    style = pypinyin.Style.TONE if tones else pypinyin.Style.NORMAL
    found: list[str] = pypinyin.pinyin(character, style=style, heteronym=True)[0]
    return found
