"""Same-length folding: traditional to simplified characters, full to half width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import opencc

from analysis.ingest.signs import SIZE, SURROGATES, Signs, Units, units_of
from analysis.schema import SCRIPTS

TRADITIONAL_SHARE = 0.05
"""Share of Han characters that are traditional from which on a text counts as traditional."""

_WIDE = "".join(chr(code) for code in range(0xFF10, 0xFF1A)) + "".join(
    chr(code) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
)
_WIDE_SIGNS = "％＋－．／＃＆＠＝"
_HALF = {sign: chr(ord(sign) - 0xFEE0) for sign in _WIDE + _WIDE_SIGNS} | {"\u3000": " "}
_WIDE_PATTERN = re.compile(f"[{_WIDE}{_WIDE_SIGNS}\u3000]")
HAN_CLASS = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters, to stand inside the brackets of a pattern."""
_RARE_HAN = Signs(r"\u3007\u3400-\u4dbf\uf900-\ufaff\U00020000-\U000323af")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
PHRASE_ONLY = "沈坏哩覆藉瞭甦衹"
"""Characters that stay alone and change in phrases in which no other does (反覆, 毛坏)."""
_COMMA = "，"
_USUAL = ((0, 0x180), (0x2000, 0x2700), (0x3000, 0x3100), (0xFF00, 0xFFF0))
"""Ranges of signs, besides the characters of GB 2312, that texts are mostly made of."""
_MAY_CHANGE, _WIDE_SIGN, _BEYOND = np.uint8(1), np.uint8(2), np.uint8(4)


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters, of the same length.

    OpenCC's phrase table decides (乾坤 stays, 反覆 becomes 反复); where it would change the length
    of a paragraph, that paragraph is converted character by character.

    Examples
    --------
    >>> simplify("區總工會反覆調研，看著乾坤")
    '区总工会反复调研，看著乾坤'
    """
    return twins(text)[0]


def fold(text: str) -> str:
    """Return ``text`` simplified and with full-width letters, digits and signs at half width.

    Chinese punctuation (，；：！？（）) stays, and so does the length.

    Examples
    --------
    >>> fold("２０１３年，ＧＤＰ增長７．５％")
    '2013年，GDP增长7.5%'
    """
    return twins(text)[1]


def twins(text: str) -> tuple[str, str]:
    """Return ``text`` simplified, and folded: the same string where nothing changes."""
    units = units_of(text)
    kinds = _kinds().take(units)
    seen = np.bitwise_or.reduce(kinds, initial=0)
    simplified = text
    if seen & _BEYOND:
        simplified = _simplify_lines(text)
        return simplified, narrow(simplified)
    if seen & _MAY_CHANGE:
        simplified = _simplify_at(text, np.flatnonzero(kinds & _MAY_CHANGE).tolist())
    return simplified, narrow(simplified) if seen & _WIDE_SIGN else simplified


def narrow(text: str) -> str:
    """Return ``text`` with full-width letters, digits and signs at half width; same length."""
    return _WIDE_PATTERN.sub(lambda match: _HALF[match[0]], text)


def script_of(text: str, simplified: str) -> str:
    """Return one of ``schema.SCRIPTS`` for a text and its simplified twin.

    ``traditional`` from 5 % traditional characters on; ``mixed`` if besides them at least as large
    a share stands in characters that only simplified texts use.
    """
    if text == simplified:
        return SCRIPTS[0]
    threshold = TRADITIONAL_SHARE * count_han(text)
    if differences(text, simplified).size < threshold:
        return SCRIPTS[0]
    traditional = _convert("s2t", text)
    is_mixed = len(traditional) == len(text) and differences(text, traditional).size >= threshold
    return SCRIPTS[2] if is_mixed else SCRIPTS[1]


def differences(a: str, b: str) -> npt.NDArray[np.int64]:
    """Return the offsets at which two texts of the same length differ."""
    return np.flatnonzero(_codes(a) != _codes(b))


def count_han(text: str) -> int:
    """Return the number of Han characters of ``text``.

    Examples
    --------
    >>> count_han("5个方面35个具体问题。")
    8
    """
    n_basic = count_basic_han(text)
    if n_basic == len(text) or not _RARE_HAN.occur(text):
        return n_basic
    return n_basic + len(_RARE_HAN.pattern.findall(text))


def count_han_of(lines: Sequence[str]) -> list[int]:
    """Return the number of Han characters of each of some lines, together quicker than one by one.

    Examples
    --------
    >>> count_han_of(["5个方面", "", "35个具体问题。"])
    [3, 0, 5]
    """
    units = units_of("\n".join(lines))
    if ((units >= SURROGATES.start) & (units < SURROGATES.stop)).any():
        return [count_han(line) for line in lines]
    counts = np.concatenate(([0], np.cumsum(_RARE_HAN.possible.take(units) | _is_basic(units))))
    sizes = np.fromiter(map(len, lines), dtype=np.int64)
    ends = np.cumsum(sizes + 1) - 1
    found: list[int] = (counts[ends] - counts[ends - sizes]).tolist()
    return found


def count_basic_han(text: str) -> int:
    """Return the number of characters from U+4E00 to U+9FFF: nearly all Han characters are."""
    return int(np.count_nonzero(_is_basic(units_of(text))))


def _is_basic(units: Units) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (units - np.uint16(0x4E00)) <= np.uint16(0x9FFF - 0x4E00)
    return found


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _simplify_at(text: str, places: Sequence[int]) -> str:
    """Return a text of which only the clauses change that hold one of the characters at ``places``.

    No phrase holds a comma, so what stands between two may be converted alone.
    """
    spans = list(_clauses_at(text, places))
    clauses = _simplify_lines(_COMMA.join(text[start:end] for start, end in spans)).split(_COMMA)
    pieces, last = [], 0
    for (start, end), clause in zip(spans, clauses, strict=True):
        pieces += [text[last:start], clause]
        last = end
    return "".join(pieces) + text[last:]


def _clauses_at(text: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    end = -1
    for place in places:
        if place > end:
            start = text.rfind(_COMMA, 0, place) + 1
            found = text.find(_COMMA, place)
            end = found if found >= 0 else len(text)
            yield start, end


def _simplify_lines(text: str) -> str:
    converted = _convert("t2s", text)
    if len(converted) == len(text):
        return converted
    return "\n".join(_simplify_paragraph(paragraph) for paragraph in text.split("\n"))


def _simplify_paragraph(paragraph: str) -> str:
    converted = _convert("t2s", paragraph)
    if len(converted) == len(paragraph):
        return converted
    pairs = ((character, _convert("t2s", character)) for character in paragraph)
    return "".join(new if len(new) == 1 else old for old, new in pairs)


@cache
def _converter(direction: str) -> opencc.OpenCC:
    return opencc.OpenCC(direction)


def _convert(direction: str, text: str) -> str:
    try:
        converted: str = _converter(direction).convert(text)
    except UnicodeEncodeError:
        converted = _converter(direction).convert(_SURROGATE.sub("\ufffd", text))
    return converted


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Return for each unit of 16 bits what may happen to it: what OpenCC keeps is asked of it."""
    kinds = np.full(SIZE, _MAY_CHANGE, dtype=np.uint8)
    signs = "".join(chr(code) for ends in _USUAL for code in range(*ends))
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    usual = signs + b"".join(rows).decode("gb2312", "ignore")
    parted = "\n".join(usual)  # one a line, or neighbours would be phrases
    kept = units_of(parted)
    kinds[kept[kept == units_of(_convert("t2s", parted))]] = 0
    kinds[units_of(PHRASE_ONLY)] = _MAY_CHANGE
    kinds[units_of("".join(_HALF))] |= _WIDE_SIGN
    kinds[SURROGATES] = _BEYOND
    return kinds
