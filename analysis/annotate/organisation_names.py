"""The grammar of names: where a text may name an organisation, and how the name is built.

A name is a string of the gazetteer, or a region or level and what every region has (重庆市万州区
总工会, 区总工会), or a free name that ends in a tail (三峡创业孵化中心), or a group set up for a
task behind the body that set it up (区委群团改革专项小组). Whom short names stand for is left to
``organisation_aliases``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from analysis.lexicon.organisations import LEVELS, Gazetteer

_LONGEST = 24
_LONG_LEVELS = ("自治区", "自治州", "自治县")
_STOPS = frozenset(
    "，。；：、！？“”‘’《》〈〉()（）[]【】…—·\n\t ,.;:!?/"
    "0123456789个名项条的了在由向对把被将为以于从到就都也还并而但或是有等这那其该你我他她它们和与及同各每"
)
_MARKS = frozenset("，。；：、！？“”‘’《》〈〉()（）[]【】…—\n\t ,;:!?")
_NOT_LEVEL = {
    "省": "全各外兄本我你该多两每节反",
    "市": "全各城超都股门上夜外本我你该多两每集楼菜入早开闹街利黑汽",
    "区": "全各社地小校园景厂山灾片林街辖城郊矿库牧老新农禁港海军战多两每本我你该保专特片功市湾湖疫市辖区片营楼苏",
    "县": "全各多两每本我你该市乡郡贫",
    "州": "全各多两每本我你该神九",
    "旗": "全各红军国彩队锦义",
    "盟": "全各联同结加东欧",
}
_NOT_AFTER = {
    "委": "员托派任以屈实",
    "人大": "代校附",
    "政府": "性",
}
_PREFIXED = {"中共": "党委", "中国共产党": "党委", "共青团": "团委", "政协": "政协"}


@dataclass(slots=True)
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
    certain: bool = True


class Places:
    """The regions that a text names, found by where they end."""

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


class Parser:
    """Reads the names of one text."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.places = Places()
        self.names: list[Name] = []
        self.bases: dict[int, Name] = {}

    def parse(self) -> list[Name]:
        """Return every possible name, overlapping ones too, in the order of their ends."""
        heads: dict[int, tuple[int, int]] = {}
        later: list[tuple[int, int, int]] = []
        for pattern, start, end in self.gazetteer.find(self.text):
            role = self.gazetteer.payloads[pattern][0].role
            if role in {"region", "place"}:
                self.places.add(start, end, self.gazetteer.patterns[pattern])
            later.append((end, start, pattern))
        for end, start, pattern in later:
            kept = heads.get(end)
            if kept is None or start < kept[0]:
                heads[end] = (start, pattern)
        for end, start, pattern in later:
            for payload in self.gazetteer.payloads[pattern]:
                longest = heads[end][0] == start
                self._read(payload.role, payload.row, start, end, longest=longest)
        return self.names

    def _add(self, name: Name | None) -> None:
        if name is None:
            return
        self.names.append(name)
        if name.role != "tail":
            known = self.bases.get(name.start)
            if known is None or known.end < name.end:
                self.bases[name.start] = name

    def _read(self, role: str, row: int, start: int, end: int, *, longest: bool) -> None:
        if role == "glued":
            self._add(self._glued(row, start, end))
        elif role == "body":
            self._add(self._body(row, start, end))
        elif role == "tail" and longest:
            self._add(self._tail(row, start, end))
        elif role == "group" and longest:
            self._add(self._group(start, end))
        elif role not in {"tail", "group", "region", "place"}:
            self._add(self._fixed(role, row, start, end))

    def _fixed(self, role: str, row: int, start: int, end: int) -> Name | None:
        text = self.text
        if role in {"clipped", "league"}:
            level = text[start + (role == "league")]
            if role == "clipped" and not self._level_stands(start):
                return None
            _, chain = self.places.before(start + 1) if role == "clipped" else (0, ())
            if chain:
                return None
            return Name(start, end, role, row, text[start:end], level=level)
        return Name(start, end, role, row, text[start:end])

    def _level_stands(self, at: int) -> bool:
        """Return whether the level word at ``at`` is one, and not the end of another word."""
        before = self.text[at - 1] if at else "\n"
        return before not in _NOT_LEVEL.get(self.text[at], "")

    def _prefix_before(self, start: int) -> str:
        return next((p for p in _PREFIXED if self.text.startswith(p, start - len(p))), "")

    def _follows(self, end: int, *, form: str) -> bool:
        after = self.text[end : end + 1]
        for last, wrong in _NOT_AFTER.items():
            if form.endswith(last) and after and after in wrong:
                return False
        return True

    def _glued(self, row: int, start: int, end: int) -> Name | None:
        """Read 万州区委, 区委组织部, 中共天津市委员会: the form begins with its level."""
        form = self.text[start + 1 : end]
        begin, chain = self.places.before(start + 1)
        if not self._follows(end, form=form):
            return None
        prefix = self._prefix_before(begin if chain else start)
        if form == "委员会" and not prefix:
            return None
        row = self._row_of(prefix) if prefix in {"共青团", "政协"} else row
        if chain:
            return Name(begin - len(prefix), end, "body", row, form, chain=chain)
        if not self._level_stands(start):
            return None
        level = self.text[start]
        return Name(start - len(prefix), end, "body", row, form, level=level)

    def _row_of(self, prefix: str) -> int:
        name = _PREFIXED[prefix]
        return next(row for row, body in enumerate(self.gazetteer.bodies) if body.name == name)

    def _body(self, row: int, start: int, end: int) -> Name | None:
        """Read a body behind its region or level: 重庆市万州区总工会, 自治区总工会, 区总工会."""
        form = self.text[start:end]
        if not self._follows(end, form=form):
            return None
        begin, chain = self.places.before(start)
        prefix = self._prefix_before(begin)
        if prefix and form in {"党委", "委员会"}:
            return Name(begin - len(prefix), end, "body", row, form, chain=chain)
        if chain:
            begin -= len("中共") * (self.text[begin - 2 : begin] == "中共" and begin >= 2)
            return Name(begin, end, "body", row, form, chain=chain)
        for level in _LONG_LEVELS:
            if self.text.startswith(level, start - len(level)):
                short = {"自治州": "州", "自治县": "县"}.get(level, level)
                return Name(start - len(level), end, "body", row, form, level=short)
        if start and self.text[start - 1] in LEVELS and self._level_stands(start - 1):
            level = self.text[start - 1]
            return Name(start - 1, end, "body", row, form, level=level)
        return Name(start, end, "bare", row, form)

    def _begin(self, start: int, *, party: bool = False) -> int:
        """Return how far left of ``start`` a free name can reach: up to a mark or function word."""
        at = start
        while at > 0 and start - at < _LONGEST:
            begin, chain = self.places.before(at)
            if chain:
                at = begin
            elif self.text[at - 1] in _STOPS:
                if not (party and self.text[at - 2 : at] == "党的"):
                    return at
                at -= 2
            else:
                at -= 1
        return at

    def _region_at(self, begin: int, start: int) -> int:
        """Return where the first region between ``begin`` and ``start`` stands, -1 for none."""
        return next((at for at in range(begin, start) if at in self.places.starts), -1)

    def _tail(self, row: int, start: int, end: int) -> Name | None:
        begin = self._begin(start)
        region = self._region_at(begin, start)
        if region >= 0:
            latin = region
            while (
                latin > begin and self.text[latin - 1].isascii() and self.text[latin - 1].isalnum()
            ):
                latin -= 1
            begin = latin
        else:
            begin = self._after_cue(begin, start)
        middle = self.text[begin:start]
        if not self._is_name(begin, start, row, region=region):
            return None
        return Name(begin, end, "tail", row, self.text[start:end], middle=middle)

    def _after_cue(self, begin: int, start: int) -> int:
        cut = begin
        for cue in self.gazetteer.cues.finditer(self.text, begin, start):
            rest = self.text[cue.end() : start]
            if len(rest) > 1 and not self._is_generic(rest):
                cut = cue.end()
        return cut

    def _is_generic(self, words: str) -> bool:
        return self.gazetteer.generic.fullmatch(words) is not None

    def _is_name(self, begin: int, start: int, row: int, *, region: int) -> bool:
        middle = self.text[begin:start]
        if region >= 0:
            return not self._is_generic(self.text[self.places.starts[region] : start]) or (
                self.places.starts[region] >= start
            )
        before = self.text[begin - 1] if begin else "\n"
        return 1 < len(middle) <= 12 and before in _MARKS and not self._is_generic(middle)

    def _group(self, start: int, end: int) -> Name | None:
        """Read a group: the body or level it belongs to, its task, its last word."""
        begin = self._begin(start, party=True)
        head = self.text[start:end]
        for at in range(begin, start):
            base = self.bases.get(at)
            if base is not None and base.end <= start:
                middle = self.text[base.end : start]
                return Name(at, end, "group", 0, head, middle=middle, base=base)
        begin = self._after_cue(begin, start)
        level = next((lv for lv in ("自治区", *LEVELS) if self.text.startswith(lv, begin)), "")
        middle = self.text[begin + len(level) : start]
        if self.text[begin - 1 : begin] == "各" and self._is_generic(middle):
            return None
        return Name(begin, end, "group", 0, head, level=level, middle=middle)
