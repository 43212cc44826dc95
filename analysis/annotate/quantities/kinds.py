"""What a number is: a figure, or a date, ordinal, heading, name or slogan.

Every rule is one line of a table with an example and a counter-example; both run as tests.
"""

from __future__ import annotations

import re
from string import ascii_letters
from typing import NamedTuple

from analysis.annotate.quantities.bounds import Phrase
from analysis.lexicon.units import load_units
from analysis.schema import FIGURE


class KindRule(NamedTuple):
    """``pattern`` before or behind a number makes it a ``kind``."""

    kind: str
    pattern: str
    example: str
    counter: str


# Tried on what stands before the number, anchored at its start.
BEFORE = (
    KindRule("ordinal", r"[第首] ?", "第3批", "共3批"),
    KindRule("document_number", r"[〔［\[](?:\d{4}[〕］\]])?", "〔2004〕20号", "20个"),
    KindRule("name", r"[A-Za-z][-－]?|[+＋·•]|\d[.．]", "G20国", "增加20个"),
    KindRule("name", r"十", "十9项", "共9项"),
    KindRule("page", r"[共第] ?(?=\d+ ?页)", "共5页", "共5个"),
    KindRule("date", r"民国 ?", "民国二十六年", "全国二十六年"),
    KindRule("ordinal", r"\d届|[一二三四五六七八九十]届", "十二届十次", "每届十次"),
)

# Tried on what stands behind the number itself, before its unit is looked at.
AFTER = (
    KindRule("document_number", r"号", "20号", "20个"),
    KindRule("age", r"(?:周岁|岁|旬)", "70岁", "70年"),
    KindRule("page", r"页", "5页", "5个"),
    KindRule("name", r"[A-Za-z+＋·•]", "5G", "5个"),
    KindRule(
        "slogan",
        r"个(?:代表|意识|自信|维护|全面|一百年|确立|坚持|始终|结合|统筹|务必|革命|有利于|中心|基本点|共同|不能|毫不动摇|文明|平等|尊重|必由之路|倡议|世界(?!冠|纪|级|首|第|一流|文化|自然|知名|著名|遗产|组织|领先|技能|[5五]))"
        r"|[项条](?:规定|基本原则|原则|纪律|注意|铁律)|位一体|严三实|大工程|面红旗|个现代化|化(?=[建“”、，])",
        "四个意识",
        "四个单位",
    ),
    KindRule(
        "name",
        r"(?:年(?![内来了前后])(?:[^，。、；的内来了已共有将要累\d]{0,4})(?:计划|规划|行动|攻坚战)|个五年|次(?:全国|会议|全会|全体|党代|常委|代表大会|产业|国内|世界|中日|创业))",
        "五年计划",
        "五年时间",
    ),
    KindRule("ordinal", r"届", "18届", "18个"),
    KindRule("name", r"(?<=最[后先初][1一])公里", "最后1公里", "最后完成1公里"),
    KindRule("name", r"(?<=[二三四五六七八九两几])方(?!面)", "三方", "两方面"),
    KindRule(
        "name", r"(?<=铁人三)项|(?<=冬季两)项|(?<=现代五)项|(?<=北欧两)项", "铁人三项", "完成三项"
    ),
    KindRule("name", r"(?<=[九9])年(?=制?义务教育)", "九年义务教育", "九年教育"),
    KindRule("slogan", r"(?<=7[×xX*]24)小时|(?<=5[×xX*]8)小时", "7×24小时", "长24小时"),
    KindRule("ordinal", r"(?<!两)(?<![余多几])期(?:工程|项目|建设)", "三期工程", "两期工程"),
)
_BEFORE = re.compile(
    "(?:" + "|".join(f"(?P<r{i}>{r.pattern})" for i, r in enumerate(BEFORE)) + r")\Z"
)
_AFTER = re.compile("|".join(f"(?P<r{i}>{r.pattern})" for i, r in enumerate(AFTER)))
# What any of them ends or begins with: most numbers need no search.
_BEFORE_ENDS = frozenset(f"第首前共十国届 +＋·•-－.．〔［[〕］]{ascii_letters}")
_AFTER_STARTS = frozenset(f"小号周岁旬页个项条位严大面化年次届期方公+＋·•{ascii_letters}")
_HEADING = re.compile(r" ?[)）、．]|\.(?!\d)|(?=[是要][一-龥“])")
AT_LINE = "\n 。；;：:！？　（(，"
_LARGE = frozenset("万亿")
_VAGUE = frozenset("一二百千万亿半几")
"""What a number with a unit begins with that may be no figure."""
_INDEFINITE = re.compile(r"一(?![余多几十百千万亿点二三四五六七八九])")
# 千家企业 counts a thousand; 千家万户 and 百家争鸣 count nothing.
_ROUND = re.compile(r"[百千万](?:家|名|个|所|户)(?![万百千亿争姓讲忧灯])[一-龥]{2}")
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3} (?![万亿千百余多几])[一-龥]")
"""1.1 包容审慎 at the start of a line: no fraction of a thing is counted."""
_ARTICLE = re.compile(r" ?[条款章节编]")
SIGNS = {"ordinal": "第首", "article": "第首", "date": "上下"}
"""What stands before a number of a kind and is part of it: 第三次, 上半年."""
LONGEST_TITLE = 60
QUOTED = 14


def kind_of(text: str, phrase: Phrase) -> str:
    """Say what the number of a phrase is; ``figure`` where nothing speaks against it.

    Returns
    -------
    str
        ``figure`` or the class of what is not one; empty where it is no number at all (四川).
    """
    if phrase.kind:
        return phrase.kind
    start, has_unit = phrase.number, phrase.unit != ""
    before = text[start - 1] if start else "\n"
    if before == "\n" and phrase.group == "classifiers" and _OUTLINE.match(text, start):
        return "heading"
    told = before in _BEFORE_ENDS or (before in AT_LINE and not has_unit)
    kind = (_by_form(text, phrase, before) if told else "") or _by_surroundings(text, phrase)
    if kind:
        return kind
    if not has_unit:
        return _without_unit(text, phrase)
    if text[start] in _VAGUE:
        return _by_unit(text, phrase)
    return "name" if phrase.group == "labels" else FIGURE


def _by_form(text: str, phrase: Phrase, before: str) -> str:
    start = phrase.number
    if not phrase.unit and before in AT_LINE and _is_heading(text, start):
        return "heading"
    if before == "前":
        return "ordinal" if phrase.form in {"位", "名"} else ""
    kind = _by_left(text, start, before)
    if kind:
        is_article = kind == "ordinal" and _ARTICLE.match(text, _bare_end(text, phrase))
        return "article" if is_article else kind
    return ""


def _by_left(text: str, start: int, before: str) -> str:
    """Return the kind by what stands left of a number; by far the most often 第."""
    if before == "第":
        return "ordinal"
    left = _BEFORE.search(text[max(0, start - 8) : start])
    return BEFORE[int((left.lastgroup or "r0")[1:])].kind if left else ""


def _is_heading(text: str, start: int) -> bool:
    """Say whether a short number stands before what follows the number of a heading."""
    end = _number_end(text, start)
    return end - start <= 3 and _HEADING.match(text, end) is not None


def _number_end(text: str, start: int) -> int:
    """Return where a number ends; of a long one, where it is too long for a heading."""
    end, limit = start, min(len(text), start + 4)
    while end < limit and (text[end].isdigit() or text[end] in "一二三四五六七八九十"):
        end += 1
    return end


def _by_surroundings(text: str, phrase: Phrase) -> str:
    start, form = phrase.number, phrase.form
    if _open_before(text, start, "《", "》", LONGEST_TITLE) >= 0:
        return "name"
    opening = _open_before(text, start, "“", "”", QUOTED)
    if opening >= 0 and _is_slogan(text, opening, phrase.end):
        return "slogan" if text[start] not in "0123456789" else "name"
    own = form and (form[0] not in _AFTER_STARTS or form[0] in ascii_letters)
    if own and phrase.group != "rates":
        return ""
    bare = _bare_end(text, phrase)
    after = _AFTER.match(text, bare) if text[bare : bare + 1] in _AFTER_STARTS else None
    return AFTER[int((after.lastgroup or "r0")[1:])].kind if after else ""


def _is_slogan(text: str, opening: int, end: int) -> bool:
    """Say whether a quotation is short and without a stop, as names and slogans are."""
    closing = text.find("”", end - 1, opening + QUOTED + 1)
    return closing >= 0 and "，" not in text[opening:closing]


def _bare_end(text: str, phrase: Phrase) -> int:
    """Where the number ends and its unit begins."""
    if not phrase.form:
        return phrase.end
    place = text.find(phrase.form, phrase.number, phrase.end)
    return phrase.end if place < 0 else place


def _open_before(text: str, start: int, opening: str, closing: str, window: int) -> int:
    """Return where a bracket stands that opened before ``start`` and is still open, else -1."""
    begin = start - window if start > window else 0
    place = text.rfind(opening, begin, start)
    return place if place >= 0 and text.find(closing, place, start) < 0 else -1


def _without_unit(text: str, phrase: Phrase) -> str:
    written = text[phrase.number : phrase.end]
    if phrase.start < phrase.number and written[0] in "百千万亿":
        return FIGURE
    arabic = written[0].isdigit()
    if not _LARGE.isdisjoint(written):
        if written[-1] == "亿" and written[0] in "一二三四五六七八九十两":
            return FIGURE  # 八亿农民
        counted = arabic or any(c.isdigit() or c in "一二三四五六七八九十两几" for c in written)
        if counted and (arabic or len(written) > 2):
            return FIGURE
    if not arabic:
        return ""
    return FIGURE if phrase.bound == "over" and written[-1] in "余多" else "number"


def _of_half(text: str, phrase: Phrase) -> str:
    """上半年 is a date, 半年 a duration; elsewhere 半 begins a word."""
    if phrase.group != "durations":
        return ""
    before = text[phrase.number - 1 : phrase.number] or "\n"
    return "date" if phrase.form == "年" and before in "上下前后头" else FIGURE


def _by_unit(text: str, phrase: Phrase) -> str:
    """Say what a number with a unit is that begins as no figure may: 一个, 百家."""
    units = load_units()
    number = text[phrase.number : phrase.end]
    if phrase.group == "labels":
        return "" if number[0] in "百千万亿半几" else "name"
    if phrase.unit != "%" and _INDEFINITE.match(number) and phrase.form not in units.single:
        counts = phrase.bound in {"over", "at_least", "under"} and (
            number != text[phrase.number] + phrase.form or phrase.start < phrase.number
        )
        return FIGURE if counts else "indefinite"  # 突破|一批 bounds nothing
    if number[0] in "百千万亿" and phrase.bound == "exact" and phrase.form != "%":
        return FIGURE if _ROUND.match(text, phrase.number) or phrase.unit == "%" else ""
    if number.startswith("二") and number[1:].startswith(phrase.form) and phrase.unit != "%":
        return "ordinal"
    if number[0] == "半":
        return _of_half(text, phrase)
    return FIGURE
