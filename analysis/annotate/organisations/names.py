"""The grammar of names: where a text may name an organisation, and how the name is built.

A name is a string of the gazetteer, or a region or level and what every region has (重庆市万州区
总工会, 区总工会), or a free name or group (``tails``). Whom short names stand for is
left to ``aliases``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from analysis.lexicon.gazetteer import GOVERNMENT, LEVELS, Gazetteer

STOPS = frozenset(
    "，。；：、！？“”‘’《》〈〉()（）[]【】…—·\n\t ,.;:!?/+"
    "0123456789的了在由向对把被将为以于从到就都也还并而但或是有等这那其该我你他她它们和与及同各每"
)
"""Marks and function words: a free name does not reach over them."""
_EVERY = ("各", "省、")
"""Before 自治区 these make one of many: 各省、自治区人民政府."""
LONG_LEVELS = {"自治区": "自治区", "自治州": "州", "自治县": "县"}
_LONG_LEVELS = tuple(LONG_LEVELS)
_NOT_LEVEL = {
    "省": "全各外兄本我你该多两每节反",
    "市": "全各城超都股门上夜外本我你该多两每集楼菜入早开闹街利黑汽辖列级区属",
    "区": (
        "全各社地小校园景厂山灾片林街辖城郊矿库牧老新农禁港海军战多两每本我你该保专特功市湾湖疫营楼苏设"
    ),
    "县": "全各多两每本我你该市乡郡贫",
    "州": "全各多两每本我你该神九",
    "旗": "全各红军国彩队锦义",
    "盟": "全各联同结加东欧",
}
"""What stands before a level word makes another word with it (全市, 城市, 社区)."""
_NOT_AFTER = {"委": "员托派任以屈实", "人大": "代校附", "政府": "性", "法院": "系"}
_WRONG_AFTER = frozenset("".join(_NOT_AFTER.values()))
"""What follows an ending makes another word with it (区委员, 人大代表)."""
OF_OTHERS = frozenset("国方级省市区县乡镇民伪旧新军该各两府外坡来党")
"""What stands before 政府 where it is not that which the text is about (人民政府, 各级政府)."""
_MARKS = frozenset("，。；：、！？“”‘’《》()（）\n ,;:!?各的")
_TOWNSHIPS = frozenset("镇乡")
_BEFORE_BODIES = _TOWNSHIPS.union(LEVELS)
_OF_TOWNSHIPS = frozenset({"党委", "政府", "人大", "总工会", "团委", "妇联", "纪委"})
_PREFIXED = {"中共": "党委", "中国共产党": "党委", "共青团": "团委", "政协": "政协"}
_PREFIXES = tuple(_PREFIXED)
_LONGEST_PREFIX = max(map(len, _PREFIXES))


@dataclass(slots=True, eq=False)
class Name:
    """A place where the text may name an organisation, and how it is put together.

    ``role`` is that of the payload, ``row`` its row. ``chain`` are the regions before a body, from
    the largest; ``level`` is the level where it stands without its region. ``middle`` is what
    stands between ``base`` (or the beginning) and the last word ``head``.
    """

    start: int
    end: int
    role: str
    row: int
    head: str
    chain: tuple[str, ...] = ()
    level: str = ""
    middle: str = ""
    base: Name | None = None
    order: int = 0
    """How many bare bodies were noted before it."""


class Places:
    """The regions that a text names, found by where they begin and end."""

    def __init__(self) -> None:
        self.ends: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self.starts: dict[int, int] = {}

    def add(self, start: int, end: int, name: str) -> None:
        """Note that ``name`` stands at ``start`` to ``end``."""
        self.ends[end].append((start, name))
        self.starts[start] = max(end, self.starts.get(start, 0))

    def before(self, end: int) -> tuple[int, tuple[str, ...]]:
        """Return where the regions that end at ``end`` begin, and their names, largest first."""
        chain: tuple[str, ...] = ()
        while end in self.ends and len(chain) < 3:
            end, name = min(self.ends[end])
            chain = (name, *chain)
        return end, chain


class Reading:
    """The regions and names read from one text so far."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.places = Places()
        self.names: list[Name] = []
        self.signs: set[str] = set()
        self.bare_starts: list[int] = []
        self.bare_ends: list[int] = []
        """Where bodies stand that name nobody as they have no region: most in a law. They hide
        shorter names; ends ascend."""
        self._starting: dict[int, list[Name]] = defaultdict(list)
        self._ending: dict[int, Name] = {}
        self._places_ending = self.places.ends

    def add(self, name: Name | None) -> None:
        """Keep a name that was read."""
        if name is None:
            return
        name.order = len(self.bare_ends)
        self.names.append(name)
        self._starting[name.start].append(name)
        known = self._ending.get(name.end)
        if known is None or name.start < known.start:
            self._ending[name.end] = name

    def base(self, start: int, limit: int) -> Name | None:
        """Return the longest name that begins at ``start`` and ends at ``limit`` or before."""
        fitting = [name for name in self._starting.get(start, ()) if name.end <= limit]
        if not fitting:
            return None
        name = max(fitting, key=lambda name: name.end)
        for row in self._bare(name.end, limit):
            longer = self.bare_ends[row] > name.end or row < name.order
            if self.bare_starts[row] == start and longer:
                return None
        return name

    def ending(self, end: int) -> Name | None:
        """Return the longest name that ends at a place."""
        name = self._ending.get(end)
        if name is None:
            return None
        for row in self._bare(end, end):
            start = self.bare_starts[row]
            if start < name.start or (start == name.start and row < name.order):
                return None
        return name

    def may_end(self, end: int) -> bool:
        """Return whether a region ends at a place, or a name unless a bare body is longer."""
        return end in self._ending or end in self._places_ending

    def ends(self, end: int) -> bool:
        """Return whether a name ends at a place, or a bare body."""
        return end in self._ending or len(self._bare(end, end)) > 0

    def _bare(self, first: int, last: int) -> range:
        """Return the rows of the bare bodies that end from one place to another."""
        ends = self.bare_ends
        return range(bisect_left(ends, first), bisect_right(ends, last))

    def level_stands(self, at: int) -> bool:
        """Return whether the level word at ``at`` is one, and not the end of another word."""
        before = self.text[at - 1] if at else "\n"
        return before not in _NOT_LEVEL.get(self.text[at], "")

    def level_before(self, end: int) -> tuple[int, str]:
        """Return where the level that ends at ``end`` begins, and the level; -1 for none."""
        if not end or self.text[end - 1] not in LEVELS:
            return -1, ""
        if self.text.endswith(_LONG_LEVELS, 0, end):
            words = next(w for w in _LONG_LEVELS if self.text.endswith(w, 0, end))
            begin = end - len(words)
            every = self.text.endswith(_EVERY, 0, begin)
            return (-1, "") if every else (begin, LONG_LEVELS[words])
        if self.level_stands(end - 1):
            return end - 1, self.text[end - 1]
        return -1, ""

    def prefix_before(self, end: int) -> str:
        """Return 中共, 共青团 or the like if it stands before ``end``, else nothing."""
        if end >= _LONGEST_PREFIX and not self.text.endswith(_PREFIXES, 0, end):
            return ""
        return next((p for p in _PREFIXED if self.text.startswith(p, max(0, end - len(p)))), "")


def _follows(text: str, end: int, form: str) -> bool:
    after = text[end : end + 1]
    if after not in _WRONG_AFTER:
        return True
    return not any(form.endswith(last) and after in wrong for last, wrong in _NOT_AFTER.items())


def read_glued(reading: Reading, row: int, start: int, end: int) -> Name | None:
    """Read 万州区委, 区委组织部, 中共天津市委员会: a form that begins with its level."""
    form = reading.text[start + 1 : end]
    begin, chain = reading.places.before(start + 1)
    begin = begin if chain else start
    prefix = reading.prefix_before(begin)
    if not _follows(reading.text, end, form) or (form == "委员会" and not prefix):
        return None
    if prefix in {"共青团", "政协"}:
        row = reading.gazetteer.body_rows[_PREFIXED[prefix]]
    begin -= len(prefix)
    if chain:
        return Name(begin, end, "body", row, form, chain=chain)
    if not reading.level_stands(start):
        return None
    return Name(begin, end, "body", row, form, level=reading.text[start])


def stands_bare(reading: Reading, pattern: int, start: int, end: int) -> bool:
    """Return whether a body has neither region nor level before it, and means nobody so."""
    text, gazetteer = reading.text, reading.gazetteer
    before = text[start - 1 : start]
    if before in _BEFORE_BODIES or start in reading.places.ends:
        return False
    if pattern not in gazetteer.mute and (
        before not in OF_OTHERS or gazetteer.patterns[pattern] != GOVERNMENT
    ):
        return False
    return text[end : end + 1] not in _WRONG_AFTER or _follows(text, end, text[start:end])


def read_body(reading: Reading, row: int, start: int, end: int) -> Name | None:
    """Read a body behind its region or level: 重庆市万州区总工会, 自治区总工会, 区总工会.

    Without either the name is ``bare`` (总工会).
    """
    form = reading.text[start:end]
    if not _follows(reading.text, end, form):
        return None
    begin, chain = reading.places.before(start)
    if chain:
        prefix = reading.prefix_before(begin)
        begin -= len(prefix) if prefix.startswith("中") else 0
        return Name(begin, end, "body", row, form, chain=chain)
    begin, level = reading.level_before(start)
    if level:
        return Name(begin, end, "body", row, form, level=level)
    town = _read_township(reading, row, start, end)
    return town if town is not None else Name(start, end, "bare", row, form)


def _is_town(reading: Reading, at: int, limit: int) -> bool:
    """Return whether the name of a town may stand from ``at`` to ``limit``, its level behind it."""
    if at < 0 or (at and at not in reading.places.ends and reading.text[at - 1] not in STOPS):
        return False
    words = reading.text[at:limit]
    gazetteer = reading.gazetteer
    common = words[:2] in gazetteer.verbs or words[:2] in gazetteer.nouns
    return (
        not common
        and words[0] not in LEVELS
        and _MARKS.isdisjoint(words)
        and gazetteer.generic.fullmatch(words) is None
    )


def _read_township(reading: Reading, row: int, start: int, end: int) -> Name | None:
    """Read a body of a township, 太和镇党委, or of the one that was named before, 镇政府."""
    text = reading.text
    level = text[start - 1 : start]
    if level not in _TOWNSHIPS or reading.gazetteer.bodies[row].name not in _OF_TOWNSHIPS:
        return None
    limit = start - len(level)
    at = next((at for at in (limit - 2, limit - 3) if _is_town(reading, at, limit)), limit)
    if at == limit and limit and text[limit - 1] not in _MARKS:
        return None
    begin, chain = reading.places.before(at) if at < limit else (at, ())
    words = text[at:start] if at < limit else ""
    form = text[start:end]
    return Name(begin, end, "township", row, form, chain=chain, level=level, middle=words)


def read_fixed(reading: Reading, role: str, row: int, start: int, end: int) -> Name | None:
    """Read a string that stands for itself, and forms like 团区委 and 区总."""
    form = reading.text[start:end]
    if role == "league":
        return Name(start, end, role, reading.gazetteer.body_rows["团委"], form, level=form[1])
    if role == "clipped":
        _, chain = reading.places.before(start + 1)
        if chain or not reading.level_stands(start):
            return None
        return Name(start, end, role, row, form, level=form[0])
    return Name(start, end, role, row, form)


def read_collective(reading: Reading, start: int, end: int) -> Name:
    """Read 各级群团组织, with 全区 before it where that says of which place."""
    level = reading.text[start - 1 : start]
    if level and level in LEVELS and reading.text[start - 2 : start - 1] == "全":
        return Name(start - 2, end, "collective", 0, reading.text[start:end], level=level)
    return Name(start, end, "collective", 0, reading.text[start:end])
