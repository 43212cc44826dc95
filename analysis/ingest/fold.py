"""Same-length folding: traditional to simplified characters, full to half width."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt
import opencc

from analysis.ingest.signs import Signs
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


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters, of the same length.

    OpenCC's phrase table decides (乾坤 stays, 反覆 becomes 反复); where it would change the length
    of a paragraph, that paragraph is converted character by character.

    Examples
    --------
    >>> simplify("區總工會反覆調研，看著乾坤")
    '区总工会反复调研，看著乾坤'
    """
    converted = _convert("t2s", text)
    if len(converted) == len(text):
        return converted
    return "\n".join(_simplify_paragraph(paragraph) for paragraph in text.split("\n"))


def fold(text: str) -> str:
    """Return ``text`` simplified and with full-width letters, digits and signs at half width.

    Chinese punctuation (，；：！？（）) stays, and so does the length.

    Examples
    --------
    >>> fold("２０１３年，ＧＤＰ增長７．５％")
    '2013年，GDP增长7.5%'
    """
    return narrow(simplify(text))


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


def count_basic_han(text: str) -> int:
    """Return the number of characters from U+4E00 to U+9FFF: nearly all Han characters are."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    return int(np.count_nonzero((units - np.uint16(0x4E00)) <= np.uint16(0x9FFF - 0x4E00)))


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


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
