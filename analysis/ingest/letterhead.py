"""The head of an official document: 某某市财政局文件, its number and the line under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.ingest.fold import HAN_CLASS
from analysis.ingest.labels import STEP
from analysis.ingest.lines import NOTHING, Found

LETTERHEAD = "letterhead"
"""Rule of the step of fields."""
MAX_REST = 40
"""Longest second half of a title."""

_NUMERAL = r"[\d〇一二三四五六七八九十百]{1,6}"
_NUMBER = re.compile(
    rf"(?P<number>[{HAN_CLASS}]{{1,14}}(?:[〔\[（(【]\d{{4}}年?[〕\]）)】]|\d{{4}}年)"
    r" ?第? ?\d{1,5} ?号"
    rf"|[{HAN_CLASS}]{{2,18}}(?:令|公告)[ （(]{{0,2}}(?:\d{{4}}年)? ?第 ?{_NUMERAL} ?号[）)]?)"
    r"(?:[ \u3000\t]{1,20}签发人[：:].{1,30})?"
)
_LETTERHEAD = re.compile(rf"[{HAN_CLASS}、]{{3,40}}文件")
_RULE = re.compile(r"[━─—－_＿=*★☆\- ]{4,}")
_TITLE_END = re.compile(
    r"(?:通知|通报|通告|公告|意见|办法|方案|规划|计划|报告|决定|决议|指南|细则|纲要|批复|复函|函|公报|请示|条例|规定|讲话"
    r"|总结|综述|要点)(?:[（(].{1,12}[）)])?$"
)


def read_number(line: str) -> dict[str, str] | None:
    """Return the number that a line is, such as 国发〔2016〕99号, or ``None``."""
    match = _NUMBER.fullmatch(line)
    return {"number": "".join(match["number"].split())} if match else None


def ends_title(line: str) -> bool:
    """Return whether a line ends as a title does: 通知, 意见, 办法（试行）."""
    return bool(_TITLE_END.search(line))


def is_cut(line: str, following: str) -> bool:
    """Return whether a title ends in the line below: one without its kind, or only its kind.

    Examples
    --------
    >>> is_cut("关于做好城镇", "老旧小区改造工作的通知"), is_cut("临江市统计局", "公告")
    (True, True)
    >>> is_cut("通知公告", "关于放假的通知"), is_cut("政务公开", "城镇小区改造的通知")
    (False, False)
    """
    if ends_title(line) or "关于" in following or len(following) > MAX_REST:
        return False
    is_kind = bool(_TITLE_END.fullmatch(following.removeprefix("的")))
    return ends_title(following) and (is_kind or "关于" in line)


def letterhead(lines: Sequence[str], free: Sequence[int]) -> Found:
    """Return the first lines if they are a letterhead: who issues, the number, a line drawn.

    Who issues is left to the signature, which names them all.

    Examples
    --------
    >>> lines = ["国 务 院 文 件", "国发〔2016〕99号", "━━━━━━", "关于做好就业工作的意见"]
    >>> letterhead(lines, range(4)).values
    {'number': '国发〔2016〕99号'}
    """
    if len(free) < 3 or not _LETTERHEAD.fullmatch("".join(lines[free[0]].split())):
        return NOTHING
    first, second, third = free[:3]
    number = read_number(lines[second])
    if not number or third != first + 2:
        return NOTHING
    rows = [first, second, *([third] if _RULE.fullmatch(lines[third]) else [])]
    return Found(dict.fromkeys(rows, STEP), number, dict.fromkeys(rows, LETTERHEAD))
