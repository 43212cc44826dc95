"""Whom a name stands for in this document: levels, short forms and groups, resolved one by one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from analysis.annotate.organisation_enterprises import Enterprises
from analysis.annotate.organisation_forms import (
    GROUP_KIND,
    compose,
    group_of_office,
    office_of_group,
    township,
    within,
)
from analysis.annotate.organisation_names import GOVERNMENT, OF_OTHERS, Name, Reading
from analysis.annotate.organisation_places import Home
from analysis.annotate.organisation_tails import is_generic
from analysis.ingest.fold import fold
from analysis.lexicon.organisations import Body, Gazetteer
from analysis.lexicon.regions import Region
from analysis.schema import Organisation

_BEFORE = 8
_SETUP_BEFORE = 40
_AFTER_PART = frozenset("门分署队")
_LOCAL_WORDS = 12
_CENTRAL_AFTER = re.compile(
    r"[、，。；！？的和及与对向给]|有关|关于|明确|决定|要求|部署|批准|同意|指出|强调|领导|重要|决策|统一|"
    r"精神|作出|召开|\Z"
)
_OBEYED_BEFORE = re.compile(r"(?:贯彻|落实|按照|根据|遵照|执行)[^，。；]{0,4}\Z")
_OBEYED_AFTER = re.compile(r"《|有关|部署|要求|的?通知|的?意见|精神")
_GENERAL_BEFORE = re.compile(r"(?:地方|各地|各级|各|级|外国|美国|英国|[省市区县州])\Z")
_LOCAL_BEFORE = re.compile(r"[省市区县州旗盟](?!场)[\u4e00-\u9fff]{1,10}\Z")
"""市文化广播电视和｜旅游局: a local office whose name ends like that of a national one."""
_STATE_AFTER = re.compile(
    r"部门|采购|投资|债|基金|职能|网|间|性|机关|机构|工作报告|工作人员|官员|引导|补贴|资助|雇员|首脑"
)
_STATE_BEFORE = re.compile(rf"(?:[{''.join(sorted(OF_OTHERS))}]|法西斯|反动|殖民|傀儡|西[德藏])\Z")
_NATIONAL = ("国家", "全国", "中央")
_SETUP = re.compile(r"(?:组建|成立|设立|建立|组成|派出|增设)[^。；！？\n]*\Z")


class Resolver:
    """Resolves the names of one document, read from its header and its text."""

    def __init__(self, gazetteer: Gazetteer, home: Home, header: Reading, body: Reading) -> None:
        self.gazetteer = gazetteer
        self.home = home
        self.text = body.text
        self.deictic = {name.head[1] for name in body.names if name.role == "deictic"}
        self.local = {n.head for r in (header, body) for n in r.names if n.role == "body"}
        self.weights: Counter[str] = Counter()
        self.known: dict[str, Organisation] = {}
        self.of_body: dict[int, set[str]] = defaultdict(set)
        self.groups: dict[str, set[str]] = defaultdict(set)
        self.heads: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.units: dict[str, set[str]] = defaultdict(set)
        self.collectives: dict[str, Organisation] = {}
        self.by_role: dict[str, Callable[[Name], Organisation | None]] = {
            "name": self._listed,
            "weak": self._weak,
            "superior": self._superior,
            "body": self._local,
            "league": self._local,
            "clipped": lambda name: self._only(name.row),
            "bare": self._bare,
            "deictic": self._place,
            "own": lambda name: self._ending(name.head[1:]),
            "shortened": lambda name: self._ending(gazetteer.shortened[name.head]),
            "tail": self._free,
            "unit": self._unit,
            "group": self._group,
            "collective": self._collective,
            "township": self._township,
        }
        towns = [name for name in body.names if name.role == "township" and name.middle]
        self.townships = {name.middle: name.chain for name in reversed(towns)}
        tails = [name for r in (header, body) for name in r.names if name.role == "tail"]
        self.enterprises = Enterprises(gazetteer, tails)
        for reading, weight in ((header, 5), (body, 1)):
            self._learn(reading, weight)
        self.chief = (
            self.known[max(self.weights, key=self.weights.__getitem__)] if self.weights else None
        )
        self._learn_dependent(body)
        self.text = body.text

    def _learn(self, reading: Reading, weight: int) -> None:
        self.text = reading.text
        for name in reading.names:
            if name.role in {"name", "body", "league"}:
                organisation = self.resolve(name)
                if organisation is not None:
                    self.weights[organisation.canonical] += weight
                    self.known[organisation.canonical] = organisation
                    if name.role != "name":
                        self.of_body[name.row].add(organisation.canonical)

    def _learn_dependent(self, reading: Reading) -> None:
        """Learn groups, units and collectives that stand with what they belong to."""
        self.text = reading.text
        for name in reading.names:
            if name.role == "unit" and name.base is not None:
                organisation = self.resolve(name)
                if organisation is not None:
                    self.known[organisation.canonical] = organisation
                    self.units[name.head].add(organisation.canonical)
            elif name.role == "collective" and name.level:
                organisation = self.resolve(name)
                if organisation is not None:
                    self.collectives[name.head] = organisation
            elif name.role == "group" and (name.base or name.level or name.middle):
                self._learn_group(name)

    def _learn_group(self, name: Name) -> None:
        group = self._group(name)
        if group is not None:
            self.known[group.canonical] = group
            self.heads[name.head].append((name.start, group.canonical))
            if name.base is not None or name.level:
                self.groups[name.middle + name.head].add(group.canonical)

    def resolve(self, name: Name) -> Organisation | None:
        """Return whom ``name`` stands for, None where it names nobody in particular."""
        read = self.by_role.get(name.role)
        return None if read is None else read(name)

    def _context(self, name: Name) -> str:
        return self.text[max(0, name.start - _BEFORE) : name.start]

    def _listed(self, name: Name) -> Organisation | None:
        if name.head in self.local:
            return None
        if len(name.head) < 6 and _GENERAL_BEFORE.search(self._context(name)):
            return None
        if self._ends_local(name) or self._ends_inside(name):
            return None
        organisation = self.gazetteer.organisations[name.row]
        quoted = self.text[name.start - 1 : name.start] == "“"
        return None if quoted and organisation.kind == "国际组织" else organisation

    def _ends_inside(self, name: Name) -> bool:
        """Say whether 部 is the beginning of another word: 经济和文化|部门."""
        return name.head.endswith("部") and self.text[name.end : name.end + 1] in _AFTER_PART

    def _ends_local(self, name: Name) -> bool:
        head = name.head
        if len(head) >= 6 or not head.endswith("局") or head.endswith("总局"):
            return False
        before = self.text[max(0, name.start - _LOCAL_WORDS) : name.start]
        return not head.startswith(_NATIONAL) and bool(_LOCAL_BEFORE.search(before))

    def _weak(self, name: Name) -> Organisation | None:
        after = self.text[name.end : name.end + 2]
        if name.head == "中央" and not _CENTRAL_AFTER.match(after):
            return None
        if name.head not in {"中央", "我们党"} and after[:1] not in {"的", "、", "，", "和"}:
            return None
        return self.gazetteer.organisations[name.row]

    def _superior(self, name: Name) -> Organisation | None:
        after = self.text[name.end : name.end + 4]
        obeyed = _OBEYED_BEFORE.search(self._context(name)) and _OBEYED_AFTER.match(after)
        return self.gazetteer.organisations[name.row] if obeyed else None

    def _region(self, name: Name) -> Region | None:
        if name.chain:
            return self.home.region(name.chain)
        # 区委 is never that of an autonomous region, which is 区党委 or 自治区党委
        district = name.head.startswith("委")
        known = self.home.level(name.level, exact=district)
        region = self.home.innermost() if name.level == "本" else known
        if region is None and name.level in self.deictic:
            return Region(name.level, name.level, name.level, 0, name.level, -1)
        return region

    def _local(self, name: Name) -> Organisation | None:
        region = self._region(name)
        return None if region is None else compose(self.gazetteer.bodies[name.row], region)

    def _body(self, name: str) -> Body:
        return self.gazetteer.bodies[self.gazetteer.body_rows[name]]

    def _only(self, row: int) -> Organisation | None:
        names = self.of_body[row]
        return self.known[next(iter(names))] if len(names) == 1 else None

    def _bare(self, name: Name) -> Organisation | None:
        if name.head in self.gazetteer.bodies[name.row].bare:
            return self._only(name.row)
        return self._government(name) if name.head == GOVERNMENT else None

    def _government(self, name: Name) -> Organisation | None:
        chief = self.chief
        if chief is None or not chief.canonical.endswith(("人民政府", "国务院")):
            return None
        if _STATE_AFTER.match(self.text, name.end):
            return None
        return None if _STATE_BEFORE.search(self._context(name)) else chief

    def _place(self, name: Name) -> Organisation | None:
        region = self.home.level(name.head[1])
        return None if region is None else compose(self._body("政府"), region)

    def government_of(self, place: str) -> Organisation | None:
        """Return the government of a place by its name, None where the name is ambiguous."""
        region = self.home.region((fold(place),))
        return None if region is None else compose(self._body("政府"), region)

    def _ending(self, ending: str) -> Organisation | None:
        names = [name for name in self.weights if name.endswith(ending)]
        return self.known[max(names, key=self.weights.__getitem__)] if names else None

    def _free(self, name: Name) -> Organisation | None:
        kind = self.gazetteer.tail_kinds[name.row]
        if name.level:
            region = self._region(name)
            if region is None:
                return None
            words = name.middle + name.head
            return Organisation(region.full + words, region.name + words, kind)
        words = self.enterprises.canonical(name.middle + name.head)
        return Organisation(words, words, kind)

    def _unit(self, name: Name) -> Organisation | None:
        if name.base is not None:
            base = self.resolve(name.base)
            if base is None:
                return None
            canonical, short = base.canonical + name.head, base.short + name.head
            return Organisation(canonical, short, "企业", (), base.canonical)
        names = self.units[name.head]
        return self.known[next(iter(names))] if len(names) == 1 else None

    def _collective(self, name: Name) -> Organisation | None:
        if not name.level:
            return self.collectives.get(name.head)
        region = self.home.level(name.level)
        if region is None:
            return None
        return Organisation(region.full + name.head, region.name + name.head, "群团组织(泛称)")

    def _township(self, name: Name) -> Organisation | None:
        only = next(iter(self.townships)) if len(self.townships) == 1 else ""
        words = name.middle or only
        if not words.endswith(name.level):
            return None
        chain = name.chain or self.townships.get(words)  # the header may name others
        around = self.home.region(chain) if chain else self.home.county()
        return compose(self.gazetteer.bodies[name.row], township(words, name.level, around))

    def _group(self, name: Name) -> Organisation | None:
        words = name.middle + name.head
        if name.base is not None:
            return self._group_of(name.base, words)
        if name.level:
            region = self._region(name)
            return None if region is None else within(compose(self._body("党委"), region), words)
        return self._named_group(name, words) if name.middle else self._bare_group(name)

    def _named_group(self, name: Name, words: str) -> Organisation | None:
        known = {c for key, names in self.groups.items() if key.endswith(words) for c in names}
        if len(known) == 1:
            return self.known[next(iter(known))]
        if known or self.chief is None or is_generic(self.gazetteer, name.middle):
            return None
        if words.startswith(_NATIONAL):
            return Organisation(words, words, GROUP_KIND)
        return within(self.chief, words)

    def _bare_group(self, name: Name) -> Organisation | None:
        earlier = [canonical for at, canonical in self.heads[name.head] if at < name.start]
        if earlier:
            return self.known[earlier[-1]]
        before = self.text[max(0, name.start - _SETUP_BEFORE) : name.start]
        group = [c for at, c in self.heads[name.head.removesuffix("办公室")] if at < name.start]
        if group:
            return office_of_group(self.known[group[-1]])
        office = [c for at, c in self.heads[name.head + "办公室"] if at < name.start]
        if office:
            return group_of_office(self.known[office[-1]])
        if self.chief is not None and _SETUP.search(before):
            return within(self.chief, name.head)
        return None

    def _group_of(self, base: Name, words: str) -> Organisation | None:
        if base.role == "prefix":
            return Organisation(base.head + words, base.head + words, GROUP_KIND)
        if base.role == "weak":
            parent: Organisation | None = self.gazetteer.organisations[base.row]
        else:
            parent = self.resolve(base)
        return None if parent is None else within(parent, words)
