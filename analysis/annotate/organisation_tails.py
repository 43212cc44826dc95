"""Free names, told by their last word (三峡创业孵化中心), and groups (区委群团改革专项小组)."""

from __future__ import annotations

import re

from analysis.annotate.organisation_names import Name, Reading
from analysis.lexicon.organisations import LEVELS

_LONGEST = 24
_LONGEST_FREE = 14
_STOPS = frozenset(
    "，。；：、！？“”‘’《》〈〉()（）[]【】…—·\n\t ,.;:!?/"
    "0123456789的了在由向对把被将为以于从到就都也还并而但或是有等这那其该我你他她它们"
    "和与及同各每"
)
_JOINING = frozenset("和与")
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
}
_COUNT = re.compile(r"(?:[0-9一二三四五六七八九十百千两几数多余]|^)[个名项条家所起处座批类]")
_TASK_VERBS = re.compile(r"(?:认真|切实|坚决)?(?:学习)?(?:贯彻落实|贯彻|落实|按照|根据|遵照|执行)")
_NOUN_CUES = (
    "建设",
    "服务",
    "组织",
    "联合",
    "加强",
    "任",
    "经",
    "据",
    "率",
    "请",
    "让",
    "使",
    "给",
    "原",
)
_AFTER_LEVEL = frozenset("场民值域级属区辖外内长直界容政貌郊管际会道县市")
_POSTS = re.compile(
    r"^(?:党组|党委)?(?:副?书记|常委|委员|副?主任|副?部长|副?市长|副?省长|副?区长|副?局长|领导)"
)
_BREAKS = re.compile(
    r"担任|兼任|召开|要求|增设|成立|组建|设立|编制|上报|通过|召集|参加|推动|督促|指导(?!组)|组成|派出|"
    r"接受|配合|听取|作为|成为|任|由|请|经|向"
)
"""What cannot stand inside the task of a group: 李鸿忠担任｜领导小组. Not: 全面深化改革领导小组."""


def _begin(reading: Reading, start: int, *, task: bool) -> int:
    """Return how far left of ``start`` a name can reach: to a mark or function word.

    Regions and names that were read are stepped over whole; 的 belongs to a task only in 党的.
    """
    at = start
    while at > 0 and start - at < _LONGEST:
        begin, chain = reading.places.before(at)
        known = reading.ending.get(at)
        if known is not None and known.role in {"name", "prefix", "body", "tail"}:
            begin, chain = min(begin, known.start), ("",)
        if chain:
            at = begin
        elif reading.text[at - 1] not in _STOPS:
            at -= 1
        elif task and reading.text[at - 2 : at] == "党的":
            at -= 2
        else:
            return at
    return at


def _is_generic(reading: Reading, words: str) -> bool:
    return reading.gazetteer.generic.fullmatch(words) is not None


def _after_cue(reading: Reading, begin: int, start: int) -> int:
    """Return where the words after the last verb or count begin; ``start`` if none are left."""
    cut = begin
    for count in _COUNT.finditer(reading.text, begin, start):
        cut = count.end()
    for cue in reading.gazetteer.cues.finditer(reading.text, begin, start):
        rest = reading.text[cue.end() : start]
        if len(rest) > 1 or (not rest and cue.group() not in _NOUN_CUES):
            cut = max(cut, cue.end())
    return cut


def _first_region(reading: Reading, begin: int, start: int) -> int:
    return next((at for at in range(begin, start) if at in reading.places.starts), -1)


def _before_joining(reading: Reading, begin: int) -> int:
    """Return where a name that goes on before 和 or 与 begins with a region, else ``begin``."""
    if begin < 2 or reading.text[begin - 1] not in _JOINING:
        return begin
    further = _begin(reading, begin - 1, task=False)
    region = _first_region(reading, further, begin - 1)
    if region < 0 or begin - 1 in reading.ending or begin - 1 in reading.places.ends:
        return begin
    return region


def _wrong_after(text: str, end: int, head: str) -> bool:
    return any(
        head.endswith(last) and text[end : end + 1] in tuple(wrong)
        for last, wrong in _NOT_AFTER.items()
    )


def _anchored(reading: Reading, region: int, row: int, start: int, end: int) -> Name | None:
    """Read a free name that begins with a region: 重庆市律师协会, E万州众创空间."""
    text, begin = reading.text, region
    while begin and text[begin - 1].isascii() and text[begin - 1].isalnum():
        begin -= 1
    before = reading.ending.get(begin)
    if before is not None and before.role in {"tail", "name"}:
        begin = before.start
    behind = text[reading.places.starts[region] : start]
    kind = reading.gazetteer.tail_kinds[row]
    if _COUNT.search(behind):
        return None
    loose = kind in {"社会组织", "其他", "政府部门", "司法机关", "统计机构"}
    if behind and not loose and _is_generic(reading, behind):
        return None
    return Name(begin, end, "tail", row, text[start:end], middle=text[begin:start])


def _levelled(reading: Reading, begin: int, row: int, start: int, end: int) -> Name | None:
    """Read a free name behind its level: 区广播电视台, 市第一中学."""
    text = reading.text
    if text[begin] not in LEVELS or not reading.level_stands(begin):
        return None
    middle = text[begin + 1 : start]
    if middle[:1] in _AFTER_LEVEL or (middle and _is_generic(reading, middle)):
        return None
    return Name(begin, end, "tail", row, text[start:end], level=text[begin], middle=middle)


def read_tail(reading: Reading, row: int, start: int, end: int) -> Name | None:
    """Read the free name that ends in a tail, None where the words before it make no name."""
    text = reading.text
    if _wrong_after(text, end, text[start:end]):
        return None
    begin = _before_joining(reading, _begin(reading, start, task=False))
    region = _first_region(reading, begin, start)
    if region >= 0:
        return _anchored(reading, region, row, start, end)
    begin = _after_cue(reading, begin, start)
    base = reading.base(begin, start)
    if base is not None and base.role != "bare":
        if base.role not in {"name", "tail"}:
            return None
        return Name(begin, end, "tail", row, text[start:end], middle=text[begin:start], base=base)
    if begin < start:
        levelled = _levelled(reading, begin, row, start, end)
        if levelled is not None:
            return levelled
    middle = text[begin:start]
    if not 1 < len(middle) <= _LONGEST_FREE or _is_generic(reading, middle):
        return None
    return Name(begin, end, "tail", row, text[start:end], middle=middle)


def read_unit(reading: Reading, start: int, end: int) -> Name:
    """Read a part of an enterprise (阳泉煤业集团公司三矿); alone it is a short form."""
    base = reading.ending.get(start)
    if base is not None and base.role in {"tail", "name"}:
        return Name(base.start, end, "unit", 0, reading.text[start:end], base=base)
    return Name(start, end, "unit", 0, reading.text[start:end])


def _base_of_group(reading: Reading, begin: int, start: int) -> Name | None:
    for at in range(begin, start + 1):
        base = reading.base(at, start)
        if base is None or base.role in {"bare", "superior"}:
            continue
        middle = reading.text[base.end : start]
        if not _BREAKS.search(middle) and not _POSTS.match(middle):
            return base
    return None


def read_group(reading: Reading, start: int, end: int, *, inner: bool) -> Name | None:
    """Read a group: the body or level it belongs to, its task, its last word.

    ``inner`` groups are part of every body and are read only behind one.
    """
    text = reading.text
    head = text[start:end]
    begin = _begin(reading, start, task=True)
    base = _base_of_group(reading, begin, start)
    if _wrong_after(text, end, head):
        return None
    if base is not None:
        middle = text[base.end : start]
        if inner and _is_generic(reading, middle) and middle:
            return None
        return Name(base.start, end, "group", 0, head, middle=middle, base=base)
    if inner:
        return None
    for cut in _BREAKS.finditer(text, begin, start):
        begin = cut.end()
    verbs = _TASK_VERBS.match(text, begin, start)
    begin = verbs.end() if verbs is not None else begin
    level = next((word for word in ("自治区", *LEVELS) if text.startswith(word, begin)), "")
    if begin + len(level) > start or not level or not reading.level_stands(begin):
        level = ""
    middle = text[begin + len(level) : start]
    if text[begin - 1 : begin] == "各" and middle and _is_generic(reading, middle):
        return None
    return Name(begin, end, "group", 0, head, level=level, middle=middle)
