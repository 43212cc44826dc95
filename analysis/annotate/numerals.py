"""Numerals in every form of official documents, read to exact decimals.

Patterns are written for folded text: simplified characters, half-width digits.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

GAPS = " \u00a0\u2009\u202f"
"""Blanks that may stand within a number: the common one, no-break and thin ones."""
# 5 000 人 · 8 .8 % · 1 5 .3 % (every digit apart, as layers of text in PDF files have them). They
# are one number only where a unit may follow, so that cells of a table stay apart.
_UNIT_FOLLOWS = rf"(?=[{GAPS}]?[一-龥%‰A-Za-zμ℃])"
_APART = (
    rf"(?=\d[\d.]*[{GAPS}])(?:"
    rf"\d{{1,3}}(?:[{GAPS}]\d{{3}})+(?!\d)(?:\.\d+)?{_UNIT_FOLLOWS}"
    rf"|(?<![\d.] )(?<!\d)\d(?: \d)+(?!\d)(?: ?\. ?\d(?: \d)*)?(?!\d){_UNIT_FOLLOWS}"
    r"|(?:(?<=[^\n。；： 　])|(?<=[一-龥，] ))\d+(?: \. ?| ?\. )\d+(?= ?[%‰万亿]))"
)
# 1,925,475 · 6，500 · 36.8 · 5076
ARABIC = rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+(?!\d)(?:\.\d+)?|{_APART}|\d+(?:\.\d+)?)"
# 百 is not read in 百分, 千 not in 千瓦 千克 千米 千伏 千卡 千焦, nor the two in 百千瓦.
SCALE = r"(?:[十万亿]|百(?!分)|千(?![瓦克米伏卡焦]))"
# 万亿 after digits; 多/余/几 may stand before the last scale: 9800多万, 10亿余万
_TAIL = rf"(?: ?{SCALE}+(?:\d+(?:\.\d+)?{SCALE}+)*)?(?: ?[余多几] ?{SCALE}+)?"
ARABIC_NUMBER = rf"{ARABIC}{_TAIL}"
_CHINESE_DIGIT = "[零〇○一二三四五六七八九两]"
CHINESE_NUMBER = (
    rf"(?:[几数](?=[十百千万亿]))?(?:{_CHINESE_DIGIT}|{SCALE})+"
    rf"(?:点[零〇一二三四五六七八九]+[万亿]*)?(?:[余多几]{SCALE}+)?"
)

_ARABIC_PART = re.compile(r"([\d,，]+(?:\.\d+)?)([十百千万亿]*)")
_APPROXIMATE = re.compile(r"[余多几数]")
_INNER = re.compile(r"(.*?)\s?([余多几])\s?([十百千万亿]+)$")
_NEIGHBOURS = re.compile(
    r"([一两二三四五六七八九])([二三四五六七八九])(?![零〇○一二三四五六七八九两])"
)
_APART = "三五"
"""The one pair of digits that gives a range though they are no neighbours: 三五个."""


class Numeral(NamedTuple):
    """A numeral as read: value, upper end for 三四十, and the approximator inside it."""

    value: Decimal
    high: Decimal | None = None
    approximator: str = ""


@lru_cache(maxsize=4096)
def read_numeral(text: str) -> Numeral:
    """Read one numeral: ``2万5千``, ``9800多万``, ``三亿零四百七十五万``, ``二〇一三``, ``三四十``.

    Parameters
    ----------
    text
        What ``ARABIC_NUMBER`` or ``CHINESE_NUMBER`` matched, folded.

    Returns
    -------
    Numeral
        The exact value. ``十几`` and ``几十`` give 10 with approximator ``几``.

    Raises
    ------
    ValueError
        ``text`` is no numeral.

    Examples
    --------
    >>> read_numeral("9800多万").value
    Decimal('98000000')
    >>> read_numeral("三亿零四百七十五万").value
    Decimal('304750000')
    """
    inner = _INNER.match(text)
    if inner and inner[1]:
        # 10亿余万 leaves the rest open; 9800多万 is read as if 多 were not there.
        head = inner[1] if _additive(inner[1], _scale(inner[3])) else inner[1] + inner[3]
        return Numeral(_read_plain(head), None, inner[2])
    vague = _APPROXIMATE.search(text)
    if vague:
        return Numeral(_read_plain(_APPROXIMATE.sub("", text)), None, vague[0])
    pair = _NEIGHBOURS.search(text)
    near = pair and (DIGITS[pair[2]] == DIGITS[pair[1]] + 1 or pair[0] == _APART)
    if pair and near and not _is_digit_string(text):
        low = _read_plain(text[: pair.start()] + pair[1] + text[pair.end() :])
        high = _read_plain(text[: pair.start()] + pair[2] + text[pair.end() :])
        return Numeral(low, high, "几")
    return Numeral(_read_plain(text))


def _is_digit_string(text: str) -> bool:
    """Say whether a Chinese numeral is read digit by digit, as years are."""
    return len(text) > 2 and not any(c in SCALES for c in text)


def _additive(head: str, last: Decimal) -> bool:
    """Say whether the scale after 余 adds an unknown rest (10亿余万) instead of multiplying."""
    return head[-1] in SCALES and SCALES[head[-1]] > last


def _scale(text: str) -> Decimal:
    product = Decimal(1)
    for character in text:
        product *= SCALES[character]
    return product


def _read_plain(text: str) -> Decimal:
    text = "".join(text.split())
    if text[:1].isascii() and text[:1].isdigit():
        return _read_arabic(text)
    whole, point, fraction = text.partition("点")
    if not point:
        return _read_chinese(whole)
    digits = fraction.rstrip("万亿")
    tail = "".join(str(DIGITS[c]) for c in digits)
    return (_read_chinese(whole) + Decimal(f"0.{tail}")) * _scale(fraction[len(digits) :])


def _read_arabic(text: str) -> Decimal:
    total = Decimal(0)
    for part in _ARABIC_PART.finditer(text):
        total += Decimal(part[1].replace(",", "").replace("，", "")) * _scale(part[2])
    return total


def _read_chinese(text: str) -> Decimal:
    if _is_digit_string(text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total, section, digit, last = 0, 0, -1, 1
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
            last = 1 if digit == 0 else last
            continue
        scale = SCALES.get(character)
        if scale is None:
            message = f"not a numeral: {text}"
            raise ValueError(message)
        if scale < 10**4:
            section += (1 if digit < 0 else digit) * scale
        else:
            part = section + max(digit, 0)
            total = (total + part) * scale if 0 < total < scale else total + (part or 1) * scale
            section = 0
        digit, last = -1, scale
    # 两千五 is 2500: a last digit without its scale, unless 零 stands before it.
    rest = 0 if digit < 0 else digit * (last // 10 if last >= 100 else 1)
    return Decimal(total + section + rest)
