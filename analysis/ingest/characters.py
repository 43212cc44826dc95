"""Single characters: invisible ones, compatibility forms, half-width punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from analysis.ingest.draft import LAYOUT, Change, Draft
from analysis.ingest.fold import HAN_CLASS
from analysis.ingest.signs import Signs

INVISIBLE = "invisible"
COMPATIBILITY = "compatibility"
PUNCTUATION = "punctuation"

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ANSI = r"\x1b\[[0-9;]{0,20}[A-Za-z]"
_INVISIBLE = re.compile(
    _ANSI + r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f"
    r"\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    r"\uffa0\ufff9-\ufffc"
    r"\U0001d173-\U0001d17a\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
_COMPATIBILITY = re.compile(
    r"[\u2e80-\u2fdf\ue78d-\ue793\ue81e-\ue864\uf900-\ufaff\ufb00-\ufb4f\ufe10-\ufe16\ufe35-\ufe44"
    r"\U0001d7ce-\U0001d7ff]"
)
SUSPECT = Signs(
    r"\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u2e80-\u2fdf\u3164\ue78d-\ue793\ue81e-\ue864"
    r"\uf900-\ufb4f\ufe00-\ufe16\ufe35-\ufe44\ufeff\uffa0\ufff9-\ufffc"
    r"\U0001d173-\U0001d7ff\U000e0000-\U000e0fff"
)
"""What both patterns above look for, in one; most texts hold none of it."""
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻤⻥⻦⻬⻮⻰⻳",
        "母民虎西见角贝车长门青页风飞食马鬼鱼鸟齐齿龙龟",
        strict=True,
    )
)
"""Radicals that printers write for characters and that Unicode does not map."""
_PRIVATE = dict(zip(range(0xE78D, 0xE794), "，、。：；！？", strict=True)) | dict(
    zip(
        (0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864),
        "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
        strict=True,
    )
)
"""Places of the private area that GB 18030 used before its version of 2022, upright marks first."""

_CJK = f"{HAN_CLASS}，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』…—·"
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_NEXT = re.compile(rf"[ \t]*[{_CJK}]")
_MARKS, _BRACKETS = ",:;!?", "()"
_HALF_MARK = re.compile(f"[{_MARKS}]")
_FULL = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_BRACKET = re.compile(f"[{_BRACKETS}]")


def unify_lines(text: str) -> str:
    """Return ``text`` with line feed as the only line end and no lone surrogates.

    Lines lose the white space at their ends; empty lines go.
    """
    try:
        text.encode("utf-16-le")
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
    return "\n".join(filter(None, map(str.strip, text.splitlines())))


def trim_lines(draft: Draft) -> Draft:
    """Return the draft without white space at line ends and without empty lines."""
    plain = list(map(str.strip, draft.lines))
    if all(plain) and plain == draft.lines:
        return draft
    return draft.change(LAYOUT, list(_gaps(draft.lines, plain)))


def _gaps(lines: Sequence[str], stripped: Sequence[str]) -> Iterator[Change]:
    """Yield the changes of white space around lines to nothing, or to one line end."""
    place = last = 0
    for line, plain in zip(lines, stripped, strict=True):
        size = len(line)
        if plain:
            start = place if len(plain) == size else place + size - len(line.lstrip())
            if start > last + 1 or not last:
                yield Change(last, start, "\n" if last else "")
            last = start + len(plain)
        place += size + 1
    yield Change(last, place - 1)


def repair_characters(draft: Draft) -> Draft:
    """Return the draft without invisible characters and with compatibility forms replaced.

    Invisible are control and format characters (工 U+200B 会 is 工会); compatibility forms are
    radicals and presentation forms that stand for characters (⼯ is 工).
    """
    if not SUSPECT.occur(draft.text):
        return draft
    found = _INVISIBLE.finditer(draft.text)
    draft = draft.change(INVISIBLE, (Change(match.start(), match.end()) for match in found))
    return draft.change(COMPATIBILITY, _compatibility_changes(draft.text))


def widen_punctuation(draft: Draft) -> Draft:
    """Return the draft with half-width marks beside Chinese characters at full width, one to one.

    Brackets change in pairs, if what they hold or what stands beside them is Chinese. Marks between
    digits (08:32:01) and in foreign text stay.
    """
    text = draft.text
    marks = _mark_changes(text) if any(mark in text for mark in _MARKS) else ()
    brackets = _bracket_changes(text) if ")" in text else ()
    return draft.change(PUNCTUATION, sorted((*marks, *brackets)))


def _compatibility_changes(text: str) -> Iterator[Change]:
    for match in _COMPATIBILITY.finditer(text):
        plain = _RADICALS.get(match[0]) or _PRIVATE.get(ord(match[0]))
        plain = plain or unicodedata.normalize("NFKC", match[0])
        yield Change(match.start(), match.end(), plain)


def _mark_changes(text: str) -> Iterator[Change]:
    for match in _HALF_MARK.finditer(text):
        place = match.start()
        after = _NEXT.match(text, place + 1)
        if _CJK_CHARACTER.match(text, place - 1 if place else len(text)) or after:
            yield Change(place, place + 1, _FULL[match[0]])


def _bracket_changes(text: str) -> Iterator[Change]:
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            start, end = opened.pop(), match.start()
            if text.find("\n", start, end) >= 0:
                opened.clear()
            elif _is_chinese_pair(text, start, end):
                yield Change(start, start + 1, "（")
                yield Change(end, end + 1, "）")


def _is_chinese_pair(text: str, start: int, end: int) -> bool:
    if _CJK_CHARACTER.search(text, start + 1, end):
        return True
    beside = text[max(start - 1, 0) : start] + text[end + 1 : end + 2]
    return _CJK_CHARACTER.search(beside) is not None
