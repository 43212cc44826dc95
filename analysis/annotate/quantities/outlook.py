"""Which parts of a text speak of what is to come: by its title, its headings and its paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from analysis.annotate.numerals import read_numeral
from analysis.annotate.quantities.nouns import begins_with_verb
from analysis.annotate.quantities.sites import DATE

# A heading that opens a part on what is to come, or on what was; 完成情况 of a plan is neither.
_HEADING = re.compile(
    r"\n[ 　]*(?:(?P<top>[一二三四五六七八九十]{1,3}、"
    r"|第[一二三四五六七八九十]{1,3}(?:章|部分)[ 　]?)"
    r"|(?P<sub>[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、]))?"
    r"[^，。；：\n]{2,30}+(?:(?P<line>(?=\n))|(?P<colon>：)|。)"
)
_STRONG = re.compile(r"预期目标|主要目标|发展目标|总体目标|工作安排|下一步|总体要求")
_AHEAD = re.compile(
    r"目标|任务|工作安排|重点工作|工作重点|下一步|今后|打算|总体要求|工作思路|展望|主要措施|保障措施|未来"
)
_BACK = re.compile(r"回顾|成效|成就|形势|现状|基础与|发展基础|情况|背景|总结|进展|过去|以来的")
_PLAN = re.compile(r"规划|计划|方案|纲要(?!实施情况)")
_NO_PLAN = re.compile(r"报告|情况|总结|回顾|批复|答复|函|印发|调整")


_YEAR_NUMBER = re.compile(r"(?:19|20)\d\d(?=年)")
# What is to be: 力争, 到2030年. What was: 居全国前列, 是“十一五”末的5倍; nobody plans so.
_TOLD = re.compile(
    r"[力争确目今到居列是比较获取](?:(?P<goal>(?<=力)争|(?<=争)取|(?<=确)保|(?<=目)标|(?<=今)后"
    r"|(?<=到)(?:20\d\d年|“?[一二三四五六七八九十]{1,3}五”?末|本世纪))"
    r"|(?P<reached>(?<=[居列])全[国省市球](?:前|第|首)|(?<=[是比较])“?[一二三四五六七八九十]{1,3}五”?末"
    r"|(?<=获)批(?!的|准的|后)|(?<=获)得[^，。]{2,8}批复(?!的)|(?<=取)得[^，。]{0,8}(?:成绩|成就)(?!的)))"
)


class Outlook:
    """Which parts of a text speak of what is to come, by its title and headings.

    Parameters
    ----------
    text
        Folded text.
    title
        Of the document, empty where there is none: 规划 and 方案 look ahead from the start.
    """

    def __init__(self, text: str, title: str) -> None:
        ahead = _PLAN.search(title) is not None and not _NO_PLAN.search(title)
        self._text, self._told = text, _Told()
        self.places, self._ahead = [0], [ahead]
        told = False  # a heading of the first order has told what its part is
        end_of_top = -1
        # one line break more: so a heading begins where its match does, and the first has one too
        padded = f"\n{text}"
        for heading in _HEADING.finditer(padded) if ahead or _looks_ahead(padded) else ():
            is_line = heading["line"] is not None
            top = heading["top"] or (is_line and not heading["sub"])
            if not (top or heading["sub"] or heading["colon"]):
                continue
            if heading["top"] and heading.start() == end_of_top:
                # two in a row: a list of contents, the one before tells nothing
                self.places, self._ahead, told = [0], [ahead], False
            end_of_top = heading.end() if heading["top"] and is_line else -1
            forward = (_AHEAD if top or not told else _STRONG).search(heading[0]) is not None
            back = bool(top or not told) and _BACK.search(heading[0]) is not None
            if forward != back:
                self.places.append(heading.start())
                self._ahead.append(forward)
                told = told or bool(top)
        self.plain = not any(self._ahead)
        years = [int(match["year"]) for match in DATE.finditer(title) if _is_year(match["year"])]
        five = _FIVE_YEARS.search(title)
        self.first_year = min(
            years, default=_first_of(five["quoted"] or five["bare"]) if five else 0
        )
        """The year a plan begins with, as its title says; 0 where it does not."""

    def is_ahead(self, place: int) -> bool:
        """Say whether what stands at ``place`` is to come, as far as title and headings tell."""
        return not self.plain and self._ahead[bisect_right(self.places, place) - 1]

    def _under_goals(self, place: int) -> bool:
        """Say whether a heading, and not the title alone, says that ``place`` is to come."""
        return bisect_right(self.places, place) > 1

    def tells_back(self, place: int, sentence: int) -> bool:
        """Say whether a paragraph in a part on what is to come tells, up to ``place``, what was.

        What a sentence (by its begin) is told to do is none of it: 培育企业5家 behind 2015年产值….
        """
        begin = self._text.rfind("\n", self._told.end, place) + 1
        told = _Told(begin, begin) if begin else self._told
        if not told.goal:
            told = self._told = told.read(self._text, place)
        if told.goal:
            return False
        if told.reached and not self._under_goals(place):
            return True
        past = 0 < told.year < self.first_year
        return past and not begins_with_verb(self._text, sentence)


class _Told(NamedTuple):
    """What a paragraph was found to tell, up to ``end``; it is read once, figure by figure."""

    begin: int = 0
    end: int = 0
    goal: bool = False
    reached: bool = False
    year: int = 0
    """The latest it names."""

    def read(self, text: str, place: int) -> _Told:
        """Read on up to ``place``."""
        marks = {match.lastgroup for match in _TOLD.finditer(text, self.end, place)}
        years = [int(year) for year in _YEAR_NUMBER.findall(text, self.end, place)]
        return _Told(
            self.begin,
            place,
            self.goal or "goal" in marks,
            self.reached or "reached" in marks,
            max(years, default=self.year),
        )


def _looks_ahead(text: str) -> bool:
    """Say whether any heading may speak of what is to come; without one, nothing does."""
    for word in _AHEAD.finditer(text):
        heading = _HEADING.match(text, text.rfind("\n", 0, word.start()))
        if heading and heading.end() > word.start():
            return True
    return False


_FIVE_YEARS = re.compile(
    r"[“‘\"](?P<quoted>[一二三四五六七八九十]{1,3})五[”’\"]"
    r"|(?P<bare>[二三]?十[一二三四五六七八九])五(?![年天日月个名])"
)
THIRD = 3
"""From this five-year plan on, one follows the other; three years lie between it and the second."""


def _first_of(number: str) -> int:
    """Return the first year of a five-year plan: 1966 of the third, 2016 of the thirteenth."""
    plan = int(read_numeral(number).value)
    return (1951 if plan >= THIRD else 1948) + 5 * plan


def _is_year(written: str | None) -> bool:
    return written is not None and written.isdigit()
