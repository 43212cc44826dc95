"""How much a text looks like writing: the probability of its characters, one by one.

Bytes read in the wrong encoding become characters too, but rare ones. The natural logarithms of the
shares of the characters, added up, tell encodings apart from a handful of characters on, since all
candidates explain the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import log

import numpy as np
import numpy.typing as npt

from analysis.lexicon.characters import load_common_characters

Shares = npt.NDArray[np.float32]
"""Natural logarithm of the share of each of the 65,536 units of UTF-16."""

CHINESE, JAPANESE, KOREAN, LATIN, CYRILLIC = "chinese", "japanese", "korean", "latin", "cyrillic"

_SIZE = 1 << 16
_CONTROL, _NEVER, _STRANGE, _RARE = -24.0, -16.0, -14.0, -13.5
_LEVEL_ONE, _LEVEL_TWO = -10.5, -12.0
"""Characters of the first and second level of GB 2312 that are not among the frequent."""
_TRADITIONAL = -0.7
_SYLLABLES = (
    "이다는의에가을를은고하지로도기한사리자나대어시정인과일부수그서장전해제보만들있여아라스주상구요공"
    "조으면성것원게세적동오니우국신던할소유지안마지비학생까된중무성화년거트러회민모치용야관위말계문단"
    "데후최습연게강경물발때됐각통당역방선내더지명미실결박런재간출분본체호개교현영산금외업천김심남반입"
)
"""Syllables that Korean texts are mostly made of."""


def likelihood(text: str, language: str = CHINESE) -> float:
    """Return the natural log probability of the characters of a text; 0 for an empty one.

    Examples
    --------
    >>> likelihood("工会组织") > likelihood("瀹欒缁勭粐")
    True
    """
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    return float(_shares(language).take(units).sum())


def character_share(character: str) -> float:
    """Return the natural log of the share of one character in Chinese texts."""
    code = ord(character)
    return float(_shares(CHINESE)[code]) if code < _SIZE else _STRANGE


@cache
def _shares(language: str) -> Shares:
    shares = _chinese() if language == CHINESE else _foreign()
    if language == JAPANESE:
        _set(shares, range(0x4E00, 0xA000), -9.0)
        _set(shares, range(0x3041, 0x30FF), -4.2)
        _set(shares, range(0xFF61, 0xFFA0), -8.0)
        _set(shares, map(ord, "、。「」ー　"), -4.5)
    elif language == KOREAN:
        _set(shares, range(0xAC00, 0xD7A4), -9.5)
        _set(shares, map(ord, _SYLLABLES), -4.8)
    elif language == LATIN:
        _set(shares, range(0xC0, 0x100), -7.5)
        _set(shares, map(ord, "éèàçäöüßñáíóú"), -5.5)
        _set(shares, map(ord, "“”‘’–—«»…€°§£"), -8.0)
    elif language == CYRILLIC:
        _set(shares, range(0x21, 0x7F), -8.5)
        _set(shares, map(ord, "0123456789.,"), -4.8)
        _set(shares, range(0x410, 0x450), -3.6)
    return shares


def _foreign() -> Shares:
    shares = np.full(_SIZE, _STRANGE, dtype=np.float32)
    _set_plain(shares)
    return shares


def _set_plain(shares: Shares) -> None:
    _set(shares, range(0x21, 0x7F), -6.5)
    _set(shares, map(ord, "abcdefghijklmnopqrstuvwxyz0123456789.,"), -4.8)
    _set(shares, map(ord, " \n\r\t"), -4.0)
    _set(shares, [0xFFFD, *range(0xE000, 0xF900), *range(0x80, 0xA0)], _NEVER)
    _set(shares, [*range(9), *range(0xE, 0x1B), *range(0x1C, 0x20), 0x7F], _CONTROL)


def _chinese() -> Shares:
    shares = _foreign()
    _set(shares, range(0xD800, 0xE000), -7.5)  # two of them are one rare character
    _set(shares, range(0x3400, 0x4DC0), _RARE)
    _set(shares, range(0x4E00, 0xA000), _RARE)
    _set(shares, _table("gb2312", range(0xB0, 0xD8)), _LEVEL_ONE)
    _set(shares, _table("gb2312", range(0xD8, 0xF8)), _LEVEL_TWO)
    simplified, traditional = load_common_characters()
    for rank, (plain, full) in enumerate(zip(simplified, traditional, strict=True)):
        share = -4.6 - 0.4 * log(1 + rank / 4) - rank / 420
        shares[ord(full)] = max(shares[ord(full)], share + _TRADITIONAL)
        shares[ord(plain)] = share
    _set(shares, range(0x3041, 0x30FF), -9.0)
    _set(shares, range(0xFF01, 0xFF5F), -9.0)
    _set(shares, range(0xC0, 0x100), -8.5)
    _set(shares, range(0x410, 0x450), -11.0)
    _set(shares, map(ord, "·%％～–①②③④⑤⑥⑦⑧⑨⑩āáǎàēéěèīíǐìōóǒòūúǔùü℃×■●◆○◎▲★□△\u00a0"), -8.5)
    _set(shares, map(ord, "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…　〇"), -6.5)
    _set(shares, map(ord, "，。、"), -3.7)
    return shares


def _table(encoding: str, leads: Iterable[int]) -> list[int]:
    pairs = b"".join(bytes((lead, trail)) for lead in leads for trail in range(0xA1, 0xFF))
    return list(map(ord, pairs.decode(encoding, "ignore")))


def _set(shares: Shares, codes: Iterable[int], share: float) -> None:
    shares[np.fromiter(codes, dtype=np.int64)] = share
