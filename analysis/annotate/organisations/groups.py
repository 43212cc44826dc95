"""Groups set up for a task, with the body that set them up: 区委群团改革专项小组."""

from __future__ import annotations

import re

from analysis.annotate.organisations.names import Name, Reading
from analysis.annotate.organisations.tails import COUNT, reach, strip_verbs, wrong_around
from analysis.lexicon.gazetteer import LEVELS

_LONGEST_TASK = 16
_POSTS = re.compile(
    r"(?:党组|党委)?(?:副?书记|常委|委员|副?主任|副?部长|副?市长|副?省长|副?区长|副?局长|领导)"
)
_BREAKS = re.compile(
    r"担任|兼任|召开|要求|增设|成立|组建|设立|编制|上报|通过|召集|参加|推动|督促|指导(?!组)|组成|派出|"
    r"接受|配合|听取|作为|成为|纳入|报送|执行|按照|依托|充实|联系|完成|贯彻|牵头|提请"
)
"""What cannot stand inside the task of a group: 李鸿忠担任｜领导小组. Not: 全面深化改革领导小组."""
_GENERAL = re.compile(r"[省市区县州乡镇]级|级|上级|下级|有关|相关|各")


def _base(reading: Reading, begin: int, start: int) -> Name | None:
    for at in range(begin, start + 1):
        base = reading.base(at, start)
        if base is None or base.role in {"bare", "superior"}:
            continue
        middle = reading.text[base.end : start]
        if not _BREAKS.search(middle) and not _POSTS.match(middle):
            return base
    return None


def _level(reading: Reading, begin: int, start: int) -> str:
    level = next((word for word in ("自治区", *LEVELS) if reading.text.startswith(word, begin)), "")
    if level and begin + len(level) <= start and reading.level_stands(begin):
        return level
    return ""


def read_group(reading: Reading, start: int, end: int, *, inner: bool) -> Name | None:
    """Read a group: the body or level it belongs to, its task, its last word.

    ``inner`` groups are part of every body and are read only behind one.
    """
    text = reading.text
    if wrong_around(reading, start, end):
        return None
    begin = reach(reading, start, task=True)
    base = _base(reading, begin, start)
    if base is not None:
        return _of_body(reading, base, start, end, inner=inner)
    if inner:
        return None
    for cut in _BREAKS.finditer(text, begin, start):
        begin = cut.end()
    for cut in COUNT.finditer(text, begin, start):
        begin = cut.end()
    begin = strip_verbs(reading, begin, start)
    level = _level(reading, begin, start)
    middle = text[begin + len(level) : start]
    every = text[begin - 1 : begin] == "各" and middle and reading.gazetteer.is_generic(middle)
    if every or len(middle) > _LONGEST_TASK or _GENERAL.match(text, begin, start):
        return None
    return Name(begin, end, "group", 0, text[start:end], level=level, middle=middle)


def _of_body(reading: Reading, base: Name, start: int, end: int, *, inner: bool) -> Name | None:
    middle = reading.text[base.end : start]
    if inner and middle and reading.gazetteer.is_generic(middle):
        return None
    if len(middle) > _LONGEST_TASK or _GENERAL.search(middle):
        return None
    return Name(base.start, end, "group", 0, reading.text[start:end], middle=middle, base=base)
