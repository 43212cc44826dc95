"""What people should know about a text that was read: damage, misreadings, another language."""

from __future__ import annotations

import re

from analysis.ingest.decoding.decode import Decoded
from analysis.ingest.decoding.mojibake import LOST, count_lost
from analysis.ingest.fold import count_basic_han, count_han

LOW_HAN = 0.3
MUCH_HAN = 0.6
"""Share of Han characters above which nobody asks for another language."""
FOREIGN = 0.25
"""Share of the letters that tells another language."""
FEW_HAN = 20
LANGUAGE_SAMPLE = 20_000
"""Characters from the beginning that tell whether a text is Chinese."""

_LANGUAGES = {
    "日文": re.compile(r"[\u3041-\u30ff\uff66-\uff9d]"),
    "韩文": re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]"),
    "俄文": re.compile(r"[\u0400-\u04ff]"),
}


def decoding_warnings(decoded: Decoded) -> tuple[str, ...]:
    """Return what happened to the characters of a text on its way here."""
    warnings = []
    if decoded.misread:
        warnings.append(f"文字曾被误当作 {decoded.misread} 编码另存而成乱码，已还原。")
    if decoded.n_damaged:
        warnings.append(f"有 {decoded.n_damaged} 个字符已损坏，无法还原，显示为 \ufffd。")
    n_lost = count_lost(decoded.text)
    if n_lost:
        warnings.append(f"有 {n_lost} 处“{LOST}”：原文在以前转换时已丢失，请另找完好的文件。")
    return tuple(warnings)


def language_warnings(text: str) -> tuple[str, ...]:
    """Return whether a text is too short to count, or hardly Chinese.

    Examples
    --------
    >>> language_warnings("工会")
    ('只有 2 个汉字，统计结果没有意义。',)
    """
    text = text[:LANGUAGE_SAMPLE]
    if count_basic_han(text) >= max(FEW_HAN, len(text) * MUCH_HAN):
        return ()
    n_han = count_han(text)
    n_letters = sum(map(str.isalnum, text)) if n_han < len(text) * MUCH_HAN else n_han
    language = _other_language(text, n_letters) if n_letters > n_han else None
    if language:
        return (f"像是{language}文件，不是中文，统计结果没有意义。",)
    if n_han < FEW_HAN and len(text) < LANGUAGE_SAMPLE:
        return (f"只有 {n_han} 个汉字，统计结果没有意义。",)
    if n_han < LOW_HAN * n_letters:
        return (f"汉字只占 {n_han / n_letters:.0%}，可能不是中文文件。",)
    return ()


def _other_language(text: str, n_letters: int) -> str | None:
    """Return the language whose letters make up much of a text."""
    shares = ((name, len(letters.findall(text))) for name, letters in _LANGUAGES.items())
    return next((name for name, n in shares if n > FOREIGN * n_letters), None)
