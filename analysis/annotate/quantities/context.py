"""What surrounds a figure: the date it is of, and whether it is done, planned or required."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence

from analysis.annotate.numerals import read_numeral
from analysis.annotate.quantities.bounds import Phrase
from analysis.annotate.quantities.nouns import clause_end, clause_start
from analysis.annotate.quantities.sites import DATE
from analysis.schema import FIGURE, Quantity

# 将达到, 拟新增10所, 要完成…; not 将52个…改建为, nor 完成年度计划的102%, nor 要求.
# Every pattern begins with one class: it is looked for in whole sentences, and so found fast.
_PLANNED = re.compile(
    r"[将拟力争预计目要今未届底内](?:(?<=将)(?=于|达|有|增|减|建|完成|为|由|新|投|继续|进一步|安排|组织|举办|开展|超过|在|再|要|比)"
    r"|(?<=拟)(?<![虚模比草]拟)(?!定了|人)|(?<=力)争"
    r"|(?<=争)取(?![到了]|上级|中央|国家|省级|各级|各类|专项|项目|资金)|(?<=预)(?:计|期(?<![于超出合达]预期))|(?<=届)时|(?<=[年月]底)前|(?<=年内)(?<![\d一二三四五六七八九十几两]年内)(?=培育|建成|完成|新增|实现|达到|打造|建设|新建|推进|启动|开工)|(?<=今)后|(?<=未)来(?=[\d一二两三四五六七八九十几])|(?<=目)标(?:是|为|：)"
    r"|(?<=计)划(?![^《》\n]{0,40}》)(?<!完成计划)(?<!年度计划)(?<!五年计划)(?<!原定计划)(?<!原计划)(?<![等关]计划)"
    r"(?![的和期规内外，。、；”》）]|实施(?:顺利|情况|进展)|执行|任务|指标|项目|生育|经济|体制|管理|单列)"
    r"|(?<=要)(?<![主重需首只]要)(?=(?:深入|大力|加快|积极|坚持|着力|切实|继续|进一步|全面|努力)?(?:达到|完成|实现|新增|新建|建成|控制|保持|增加|增长|提高|超过|确保|再|降低|下降|减少|突破|解决|培育|扩大"
    r"|推进|发展|培训|安排|建设|力争|打造|争取|逐步)))"
)
# 不得少于6天, 应当配备3名, 须在5日内; not 应急, 供应.
_REQUIRED = re.compile(
    r"[不应必严须至禁](?:(?<=不)(?:[得准]|[少低]于)|(?<=应)(?:当|(?<![响适相反供对]应)(?![急用届收付税对邀聘]))"
    r"|(?<=必)须|(?<=严)禁|(?<=须)(?=[在于有按由经])|(?<=至)少|(?<=禁)止)"
)
# What who fulfils a condition is to get: 对获批的企业，给予补助50万元; 可申请最高15万元.
_GRANT = re.compile(
    r"[给予提返发奖补享申](?:(?<=给)予|(?<=予)以|(?<=提)供|(?<=返)还|(?<=发)放|(?<=奖)励|(?<=补)[助贴]|(?<=享)受|(?<=申)[请领])"
)
_ENTITLED = re.compile(
    r"[可对](?:(?<=可)(?<![不许认均]可)(?:申请|申领|享受|返还|获得|按)"
    r"|(?<=对)[^，。；：\n]{0,150}的[^，。；：\n]{2,40}，)"
)
# 已完成, 建成了: done, whatever stands before it in the sentence.
_DONE = re.compile(
    r"[已曾了](?:(?<=已)(?!知)|(?<=曾)|(?<=[成立完到定过用出展施升加长高低少降历决得造作动供置化发入]了)(?!解))"
)
# 情节严重的，处50元罚款: a condition stands before a penalty without limits.
# What a law threatens with: 处三年以下|有期徒刑, 并处5万元以下|罚款; not what was imposed.
_PENALTY = re.compile(r"(?:计算)?的?(?:罚款|罚金|有期徒刑|拘役|(?:行政)?拘留|管制)")
_PENAL_STARTS = frozenset("的罚有拘行管计")
_THREAT = re.compile(r"(?<![判被])处(?![理置长级室方所])(?!于)|罚[款金]\Z")
_FINES = ("罚款", "罚金")
_OPTION = re.compile(r"可以?(?:[并单]?处|给予)")
# A limit that a rule sets: 不超过15天; 最高 and 以内 alone tell of no rule.
_LIMIT = re.compile(r"不(?:超过|高于|多于|大于)")
LONGEST_SENTENCE = 400
_END = "。\n！？"
# A year told from that of publication.
_YEAR = re.compile(r"年(?<=[今本去上前明]年)")
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_MONTH = re.compile(r"([\d一二三四五六七八九十]{1,3})月(?:([\d一二三四五六七八九十]{1,3})日)?")
_NUMERIC = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
"""2022-05-27: its parts are told by their order alone."""
LAST_MONTH = 12
_DATED = frozenset({FIGURE, "date"})
_COMPARED = "比较同与"
_FROM = "从由自"
LONGEST_TITLE = 60
_TIMES_OF = re.compile(r"(?:底|末)?的[\d.一二两三四五六七八九十百零点余多]{1,9}倍")


def status_of(text: str, phrase: Phrase, sentence: int, *, ahead: bool = False) -> str:
    """Say whether a figure is ``done``, ``planned`` or ``required``, by the words before it.

    ``sentence`` is where its sentence begins; ``ahead`` what it is where no word tells.
    """
    clause, end = clause_start(text, phrase.start), clause_end(text, phrase.end)
    if _REQUIRED.search(text, clause, end):
        return "required"
    if _DONE.search(text, clause, phrase.start):
        return "done"
    begin = max(sentence, phrase.start - LONGEST_SENTENCE)
    last, behind = text[phrase.end - 1], text[phrase.end : phrase.end + 1]
    near = behind in _PENAL_STARTS or last == "内" or text[phrase.start - 1] in "款金"
    if near and _is_due(text, phrase, clause, begin):
        return "required"
    if _GRANT.search(text, clause, end) and _ENTITLED.search(text, begin, phrase.end):
        return "required"
    planned = ahead or _PLANNED.search(text, begin, phrase.start)
    limited = phrase.bound == "at_most" and _LIMIT.search(text, clause, phrase.number)
    return "planned" if planned else "required" if limited else "done"


def _is_due(text: str, phrase: Phrase, clause: int, begin: int) -> bool:
    """Say whether a rule threatens with a sum or term, or gives a time limit.

    ``begin`` is where the sentence begins that tells of a duty: 应当答复，并在|7日内|通知.
    """
    if phrase.group == "durations" and text[phrase.end - 1] == "内":
        return _REQUIRED.search(text, begin, phrase.start) is not None
    return _is_threat(text, phrase, clause)


def _is_threat(text: str, phrase: Phrase, clause: int) -> bool:
    """Say whether a figure is a penalty: it has limits, or a condition or 可以 before it."""
    told = _PENALTY.match(text, phrase.end) is not None
    if not told and text[phrase.start - 2 : phrase.start] not in _FINES:
        return False
    limited = phrase.high is not None or phrase.bound != "exact"
    threat = _THREAT if limited or text.startswith("的，", clause - 2) else _OPTION
    return threat.search(text, clause, phrase.start) is not None


class DateReader:
    """Carries the date a text speaks of from number to number, sentence by sentence.

    Parameters
    ----------
    text, year
        Folded text, and the year it was published in; empty where none is known.
    others
        Numbers that are not read, in text order: 今年 holds for what follows them as well.
    """

    def __init__(self, text: str, year: str, others: Sequence[Quantity]) -> None:
        self.text = text
        self.published = int(year) if year.isdigit() else 0
        years = _YEAR.finditer(text) if self.published else ()
        self._years = [match.start() - 1 for match in years]
        self._row = 0
        """The first of them that was not passed."""
        self._others = list(reversed(others)) if self._years else []
        self.year = 0
        self.date: str | None = None
        self.once: str | None = None
        """A date for the next figure only: 由1954年的|97个 增加到106个."""
        self.place = 0
        self.sentence = 0
        """Where the sentence of the last number read begins."""

    def is_moved_by(self, kind: str) -> bool:
        """Say whether a number of this kind has to be read: dates, figures, all beside 今年."""
        return kind in _DATED or bool(self._years)

    def read(self, phrase: Phrase, kind: str) -> str | None:
        """Return the ISO date of a figure, as precise as the text; ``None`` where it gives none."""
        if self._years:
            self._pass_others(phrase.start)
            self._pass(phrase.start, phrase.end)
        else:
            self._pass_sentences(phrase.start)
            self.place = phrase.end
        if kind == "date":
            self._take(phrase)
            return None
        if kind != FIGURE:
            return None
        date, self.once = self.once or self.date, None
        return date

    def _pass_others(self, end: int) -> None:
        """Take in 今年 and the like before numbers that are read elsewhere."""
        while self._others and self._others[-1].start < end:
            other = self._others.pop()
            self._pass(other.start, other.end)

    def _pass(self, start: int, end: int) -> None:
        """Take in what stands before a number, and go on behind it."""
        self._pass_sentences(start)
        self._pass_years(start)
        self.place = end

    def _pass_sentences(self, end: int) -> None:
        """Forget the date where a sentence ended since the last number."""
        find, last = self.text.rfind, self.place - 1
        for mark in _END:
            found = find(mark, last + 1, end)
            last = found if found >= 0 else last
        if last >= self.place:
            self.sentence, self.date, self.once = last + 1, None, None

    def _pass_years(self, end: int) -> None:
        """Take in 今年 and the like since the last number in this sentence."""
        years, begin = self._years, max(self.place, self.sentence)
        while self._row < len(years) and years[self._row] < end - 1:
            start = years[self._row]
            if start >= begin and self.text[start - 1] not in _COMPARED:
                self.year = self.published + _YEARS[self.text[start : start + 2]]
                self.date = str(self.year)
            self._row += 1

    def _take(self, phrase: Phrase) -> None:
        date = self._iso(phrase)
        before = self.text[phrase.start - 1 : phrase.start]
        if date is None or self._is_in_title(phrase.start):
            return
        if _TIMES_OF.match(self.text, phrase.end):
            return  # 等于1949年的|2倍: the year is that of the amount it multiplies
        if before and before in _COMPARED:
            # 比一九五七年的|704亿元 增长66%: the date of what is compared with
            self.once = date if self.text.startswith("的", phrase.end) else self.once
            return
        if before and before in _FROM:
            self.once = date
        else:
            self.date, self.once = date, None

    def _is_in_title(self, place: int) -> bool:
        """Say whether a date is part of the name of a document: 《发展规划（2017—2020年）》."""
        opened = self.text.rfind("《", max(0, place - LONGEST_TITLE), place)
        return opened >= 0 and self.text.find("》", opened, place) < 0

    def _iso(self, phrase: Phrase) -> str | None:
        match = DATE.match(self.text, phrase.start)
        if match is None:
            return None
        parts = _NUMERIC.match(match[0]) or match
        if parts["year"] is None:
            return self._without_year(match[0])
        written = parts["year"], parts["month"], parts["day"]
        year, month, day = (_number(part) if part else 0 for part in written)
        self.year = year
        return _as_precise(year, month, day)

    def _without_year(self, written: str) -> str | None:
        """Complete 8月11日 with the year spoken of, if there is one."""
        year, match = self.year or self.published, _MONTH.match(written)
        if match is None or not year:
            return None
        month, day = (_number(part) if part else 0 for part in match.groups())
        return _as_precise(year, month, day) if 1 <= month <= LAST_MONTH else None


def _as_precise(year: int, month: int, day: int) -> str:
    """Return a date as precise as it can be: 2月30日 is of February, 13月 of its year."""
    if not 1 <= month <= LAST_MONTH:
        return f"{year:04d}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"


def _number(written: str) -> int:
    written = written.replace(" ", "")  # 1 9 9 7年
    if written.isdecimal():
        return int(written)
    return int(read_numeral(written.replace("Ｏ", "〇").replace("0", "〇")).value)
