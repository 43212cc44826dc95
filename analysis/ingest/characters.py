"""Single characters: invisible ones, compatibility forms, half-width punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from analysis.ingest.draft import LAYOUT, Change, Draft
from analysis.ingest.fold import HAN_CLASS

INVISIBLE = "invisible"
COMPATIBILITY = "compatibility"
PUNCTUATION = "punctuation"

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ANSI = r"\x1b\[[0-9;]{0,20}[A-Za-z]"
_INVISIBLE = re.compile(
    _ANSI + r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    r"\U0001d173-\U0001d17a\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
_COMPATIBILITY = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb4f\U0001d7ce-\U0001d7ff]")
_RADICALS = (
    {"⺠": "民", "⻓": "长", "⻔": "门", "⻋": "车", "⻅": "见", "⻆": "角", "⻉": "贝"}
    | {
        "⻘": "青",
        "⻚": "页",
        "⻛": "风",
        "⻜": "飞",
        "⻝": "食",
        "⻢": "马",
        "⻤": "鬼",
        "⻥": "鱼",
    }
    | {
        "⻦": "鸟",
        "⻬": "齐",
        "⻮": "齿",
        "⻰": "龙",
        "⻳": "龟",
        "⺟": "母",
        "⻄": "西",
        "⻁": "虎",
    }
)
"""Radicals that printers write for characters and that Unicode does not map."""

_CJK = f"{HAN_CLASS}，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』…—·"
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_HALF_MARK = re.compile(rf"(?<=[{_CJK}])[,:;!?]|[,:;!?](?=[ \t]*[{_CJK}])")
_FULL = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_BRACKET = re.compile(r"[()]")
_TRIM = re.compile(r"[^\S\n]*\n\s*|\A\s+|\s+\Z|[^\S\n]+\Z")


def unify_lines(text: str) -> str:
    """Return ``text`` with line feed as the only line end and no lone surrogates.

    Lines lose the white space at their ends; empty lines go.
    """
    text = _LINE_ENDS.sub("\n", _SURROGATE.sub("\ufffd", text))
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def trim_lines(draft: Draft) -> Draft:
    """Return the draft without white space at line ends and without empty lines."""
    text = draft.text
    changes = []
    for match in _TRIM.finditer(text):
        inner = match.start() > 0 and match.end() < len(text)
        changes.append(Change(match.start(), match.end(), "\n" if inner else ""))
    return draft.change(LAYOUT, changes)


def remove_invisible(draft: Draft) -> Draft:
    """Return the draft without control and format characters (工 U+200B 会 is 工会)."""
    found = _INVISIBLE.finditer(draft.text)
    return draft.change(INVISIBLE, (Change(match.start(), match.end()) for match in found))


def replace_compatibility(draft: Draft) -> Draft:
    """Return the draft with compatibility radicals and forms as the characters they stand for."""
    return draft.change(COMPATIBILITY, _compatibility_changes(draft.text))


def widen_punctuation(draft: Draft) -> Draft:
    """Return the draft with half-width marks beside Chinese characters at full width, one to one.

    Brackets change in pairs, if what they hold or what stands beside them is Chinese. Marks between
    digits (08:32:01) and in foreign text stay.
    """
    changes = [*_mark_changes(draft.text), *_bracket_changes(draft.text)]
    return draft.change(PUNCTUATION, sorted(changes))


def _compatibility_changes(text: str) -> Iterator[Change]:
    for match in _COMPATIBILITY.finditer(text):
        plain = _RADICALS.get(match[0]) or unicodedata.normalize("NFKC", match[0])
        yield Change(match.start(), match.end(), plain)


def _mark_changes(text: str) -> Iterator[Change]:
    for match in _HALF_MARK.finditer(text):
        yield Change(match.start(), match.end(), _FULL[match[0]])


def _bracket_changes(text: str) -> Iterator[Change]:
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            start, end = opened.pop(), match.start()
            if "\n" in text[start:end]:
                opened.clear()
            elif _is_chinese_pair(text, start, end):
                yield Change(start, start + 1, "（")
                yield Change(end, end + 1, "）")


def _is_chinese_pair(text: str, start: int, end: int) -> bool:
    beside = text[max(start - 1, 0) : start] + text[end + 1 : end + 2]
    return bool(_CJK_CHARACTER.search(beside) or _CJK_CHARACTER.search(text, start + 1, end))
