"""Free names, told by their last word: 三峡创业孵化中心, 重庆市律师协会, 区广播电视台."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.annotate.organisations.names import STOPS, Name, Reading
from analysis.annotate.organisations.ranks import is_rank, is_rest_of_rank
from analysis.lexicon.gazetteer import LEVELS

_LONGEST = 24
_LONGEST_FREE = 14
_SHORT = 2
_JOINING = frozenset("和与")
_TASKS = (("网络安全", "信息化"), ("疫情防控", "经济社会发展"), ("职能转变", "“放管服”改革"))
_HALF_WORDS = frozenset(
    [
        "有关",
        "其他",
        "其它",
        "其中",
        "以上",
        "以下",
        "以内",
        "以及",
        "同时",
        "各级",
        "各类",
        "各地",
        "同级",
    ]
)
_SINGLE = frozenset(
    "上下中前后内外级种类部所家个名项条处座批不未要应使可会能须需已再又最更很较共均皆各某每该此其首次"
    "万亿千百十两几多数并抓建办搞做用进促保给让请率据经任原老新大小高低全市省县区第我你被叫称非无"
)
_FRAGMENTS = frozenset("性型化式级序岁社%好生指")
"""A free name that begins with one is the rest of a word (示范|性职教集团) or of a phrase."""
_YEAR = re.compile(r"[〇○零一二三四五六七八九十]年")
_NOT_AFTER = {
    "大学": "生",
    "中学": "习生",
    "小学": "生校",
    "学院": "派",
    "学会": "了",
    "集团": "军化",
    "公司": "化制法",
    "银行": "业间卡账体贷存",
    "联席会议": "制",
    "学校": "教",
    "领导小组": "组",
    "煤矿": "瓦安事顶透爆",
    "医院": "感",
    "商会": "议",
    "海关": "特监手",
    "开发区": "域",
    "活动组": "成织合建",
    "工作组": "成织合建",
    "调查组": "成织合建",
    "检查组": "成织合建",
    "督查组": "成织合建",
    "指导组": "成织合建",
    "救援队": "伍",
}
_WRONG_AFTER = frozenset("".join(_NOT_AFTER.values()))
_PARTING = STOPS - _JOINING
"""Marks and function words over which no free name goes on."""
COUNT = re.compile(r"(?<=[0-9一二三四五六七八九十百千两几数多余])[个名项条家所起处座批类]")
_COUNTED = re.compile(
    r"(?:[0-9][0-9.]*[万余多]{0,2}|[二三四五六七八九十两]+)[个家所座处](?:[以左]|[，。；、和及与]|$)"
)
"""A number behind the last word: 建成跨境电商产业园|14个 names none of them.

Not: 律师协会、木兰拳协会|9个非公经济组织, which counts those that were named.
"""
_ACCIDENT = re.compile(r"(?:瓦斯|煤尘|透水|顶板|爆炸|火灾|安全)[^，。；]{0,6}事故")
"""What befell a mine, behind its name: 大同市杏儿沟煤矿|瓦斯爆炸事故. Not: 特大煤矿瓦斯爆炸事故."""
_ORDINAL = re.compile(r"第[一二三四五六七八九十]{1,3}")
_HERE = "本"
"""Level of names that say no place but have one: 第五人民医院."""
_NOUN_CUES = frozenset(
    {"建设", "服务", "组织", "联合", "加强", "创建", "发展", "升级", "扩大", "优化", "规范", "推广"}
)
_AFTER_LEVEL = frozenset("场民值域级属区辖外内长直界容政貌郊管际会道县市")
_LOOSE = frozenset({"社会组织", "其他", "政府部门", "司法机关", "统计机构"})
_LEGAL = re.compile(r"有限|集团公司|总公司")
_GROUPS_OF_STATE = ("国网", "中铁", "中建", "中交", "中冶", "中核", "中电", "中化")
"""Short names of state groups that stand before the place of their companies (国网江苏省电力…)."""
_NATIONAL = ("中国", "中华", "全国")
_KNOWN = frozenset({"name", "prefix", "body", "tail"})


def reach(reading: Reading, start: int, *, task: bool) -> int:
    """Return how far left of ``start`` a name can reach: to a mark or function word.

    Regions and names that were read are stepped over whole; 的 belongs to a task only in 党的.
    """
    text = reading.text
    at = start
    while at > 0 and start - at < _LONGEST:
        begin = _over(reading, at) if reading.may_end(at) else at
        if begin < at:
            at = begin
        elif text[at - 1] not in STOPS:
            at -= 1
        elif task and text[at - 2 : at] == "党的":
            at -= 2
        elif task and text[at - 1] == "和" and _is_one_task(text, at):
            at -= 1
        else:
            return at + (text[at - 1 : at + 1] in _HALF_WORDS)
    return at


def _is_one_task(text: str, at: int) -> bool:
    """Say whether 和 before ``at`` joins the halves of one task: 网络安全和|信息化领导小组."""
    return any(text.endswith(a, 0, at - 1) and text.startswith(b, at) for a, b in _TASKS)


def _over(reading: Reading, end: int) -> int:
    """Return where the regions or the known name that end at ``end`` begin, else ``end``."""
    begin = reading.places.before(end)[0] if end in reading.places.ends else end
    known = reading.ending(end)
    return min(begin, known.start) if known is not None and known.role in _KNOWN else begin


def wrong_around(reading: Reading, start: int, end: int) -> bool:
    """Return whether the last word at ``start`` is part of another word or of a set phrase."""
    text = reading.text
    head = text[start:end]
    after = text[end : end + 1]
    if after in _WRONG_AFTER and after in _wrong_after(head):
        return True
    words = reading.gazetteer.not_before.get(head)
    return words is not None and text.endswith(words, 0, start)


@lru_cache(maxsize=1 << 12)
def _wrong_after(head: str) -> str:
    """Return the characters behind a last word that make another word with it."""
    return "".join(wrong for last, wrong in _NOT_AFTER.items() if head.endswith(last))


def after_cue(reading: Reading, begin: int, start: int) -> int:
    """Return where the words after the last verb or count begin; ``start`` if none are left."""
    cut = begin
    for count in COUNT.finditer(reading.text, begin, start):
        cut = count.end()
    for cue in reading.gazetteer.cues.finditer(reading.text, begin, start):
        rest = reading.text[cue.end() : start]
        if len(rest) > 1 or (not rest and cue.group() not in _NOUN_CUES):
            cut = max(cut, cue.end())
    return cut


def strip_verbs(reading: Reading, begin: int, start: int) -> int:
    """Return where words begin after the verbs and adverbs that open them (积极吸引｜…)."""
    while start - begin > 2 and reading.text[begin : begin + 2] in reading.gazetteer.verbs:
        begin += 2
    return begin


def _region(reading: Reading, begin: int, start: int) -> int:
    """Return where the first region stands that no verb parts from ``start``, -1 for none."""
    if not reading.places.starts:
        return -1
    for at in range(begin, start):
        end = reading.places.starts.get(at)
        if end is None:
            continue
        cues = reading.gazetteer.cues.finditer(reading.text, end, start)
        parted = any(cue.group() not in _NOUN_CUES for cue in cues)
        if not parted and not COUNT.search(reading.text[end:start]):
            return at
    return -1


def _before_joining(reading: Reading, begin: int) -> int:
    """Return where a name that goes on before 和 or 与 begins with a region, else ``begin``."""
    if begin < 2 or reading.text[begin - 1] not in _JOINING:
        return begin
    region = _region(reading, reach(reading, begin - 1, task=False), begin - 1)
    if region < 0 or reading.ends(begin - 1) or begin - 1 in reading.places.ends:
        return begin
    return region


def _anchored(reading: Reading, region: int, row: int, start: int, end: int) -> Name | None:
    """Read a free name that begins with a region: 重庆市律师协会, E万州众创空间."""
    text, begin = reading.text, region
    while begin and text[begin - 1].isascii() and text[begin - 1].isalnum():
        begin -= 1
    if text.startswith(_GROUPS_OF_STATE, max(0, begin - 2)) and begin >= 2:
        begin -= 2
    before = reading.ending(begin)
    if before is not None and before.role in {"tail", "name"}:
        begin = before.start
    behind = text[reading.places.starts[region] : start]
    if text[region : region + 2] in _NATIONAL:
        behind = text[region + 2 : start]
    place = text[region : reading.places.starts[region]]
    if is_rank(reading.gazetteer, place, behind, text[start:end]):
        return None
    legal = _LEGAL.search(text, start, end) is not None
    loose = legal or reading.gazetteer.tail_kinds[row] in _LOOSE
    if behind and not loose and reading.gazetteer.is_generic(behind):
        return None
    return Name(begin, end, "tail", row, text[start:end], middle=text[begin:start])


def _levelled(reading: Reading, begin: int, row: int, start: int, end: int) -> Name | None:
    """Read a free name behind its level: 区广播电视台, 市第一中学."""
    text = reading.text
    if begin >= start or text[begin] not in LEVELS or not reading.level_stands(begin):
        return None
    middle = text[begin + 1 : start]
    if middle[:1] in _AFTER_LEVEL or (middle and reading.gazetteer.is_generic(middle)):
        return None
    if is_rank(reading.gazetteer, text[begin], middle, text[start:end]):
        return None
    return Name(begin, end, "tail", row, text[start:end], level=text[begin], middle=middle)


def _is_proper(reading: Reading, begin: int, start: int) -> bool:
    """Return whether words look like a proper name: they do not begin with a common word."""
    gazetteer, words = reading.gazetteer, reading.text[begin:start]
    if words.startswith(_NATIONAL):
        return len(words) > 2 and not gazetteer.is_generic(words[2:])
    words = words.removeprefix("国家")
    first = words[:2]
    places = gazetteer.places
    if first in places or words[:3] in places or words[:4] in places:
        return True
    return (
        len(words) > 1
        and words[0] not in _SINGLE
        and first not in gazetteer.verbs
        and first not in gazetteer.nouns
    )


def _is_founded(reading: Reading, begin: int) -> bool:
    founding = reading.gazetteer.founding
    window = reading.text[max(0, begin - 5) : begin]
    return any(match.end() == len(window) for match in founding.finditer(window))


def _free(reading: Reading, begin: int, row: int, start: int, end: int) -> Name | None:
    """Read a free name without a region; something must tell that it is a name."""
    text = reading.text
    middle = text[begin:start]
    gazetteer = reading.gazetteer
    if not 1 < len(middle) <= _LONGEST_FREE or gazetteer.is_generic(middle):
        return None
    rest = middle[0] in _FRAGMENTS or is_rest_of_rank(gazetteer, middle, text[start:end])
    if rest or _YEAR.search(middle) or COUNT.fullmatch(text, begin - 1, begin):
        return None
    listed = text[begin - 1 : begin] in {"、", "和", "与"} and reading.ends(begin - 1)
    if listed and _ORDINAL.match(middle):
        return Name(begin, end, "tail", row, text[start:end], level=_HERE, middle=middle)
    if not _is_proper(reading, begin, start):
        if middle[:2] in gazetteer.verbs:
            return None
        if not listed and (len(middle) <= _SHORT or not _is_founded(reading, begin)):
            return None
    return Name(begin, end, "tail", row, text[start:end], middle=middle)


def _is_cut_off(reading: Reading, start: int) -> bool:
    """Return whether nothing stands before a last word that a name could be made with."""
    if start and (reading.text[start - 1] not in _PARTING or reading.ending(start)):
        return False
    return start not in reading.places.ends


def read_tail(reading: Reading, row: int, start: int, end: int) -> Name | None:
    """Read the free name that ends in a tail, None where the words before it make no name."""
    if _is_cut_off(reading, start):
        return None
    wrong = wrong_around(reading, start, end)
    if (wrong and not _ACCIDENT.match(reading.text, end)) or _COUNTED.match(reading.text, end):
        return None
    begin = _before_joining(reading, reach(reading, start, task=False))
    region = _region(reading, begin, start)
    if region >= 0 and (not wrong or start - reading.places.starts[region] > 1):
        return _anchored(reading, region, row, start, end)
    if wrong:
        return None
    begin = strip_verbs(reading, after_cue(reading, begin, start), start)
    base = reading.base(begin, start)
    if base is not None and base.role != "bare":
        return _behind(reading, base, row, start, end)
    levelled = _levelled(reading, begin, row, start, end)
    return levelled if levelled is not None else _free(reading, begin, row, start, end)


def _behind(reading: Reading, base: Name, row: int, start: int, end: int) -> Name | None:
    """Read a name that begins with another one (国家统计局万州调查队)."""
    if base.role not in {"name", "tail"}:
        return None
    text = reading.text
    middle = text[base.start : start]
    return Name(base.start, end, "tail", row, text[start:end], middle=middle, base=base)


def read_unit(reading: Reading, start: int, end: int) -> Name:
    """Read a part of an enterprise (阳泉煤业集团公司三矿); alone it is a short form."""
    base = reading.ending(start)
    if base is not None and base.role in {"tail", "name"}:
        return Name(base.start, end, "unit", 0, reading.text[start:end], base=base)
    return Name(start, end, "unit", 0, reading.text[start:end])
