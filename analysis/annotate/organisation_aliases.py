"""Whom a name stands for in this document: levels, short forms and groups, resolved one by one."""

from __future__ import annotations

import re
from collections import Counter

from analysis.annotate.organisation_names import Name
from analysis.annotate.organisation_places import Home
from analysis.lexicon.organisations import LEVELS, Body, Gazetteer
from analysis.lexicon.regions import Region
from analysis.schema import Organisation

_CENTRAL_AFTER = re.compile(
    r"[、，。；！？的和及与对向给]|有关|关于|明确|决定|要求|部署|批准|同意|指出|强调|领导|重要|决策|统一|精神|作出|召开|$"
)
_OBEYED_BEFORE = re.compile(r"(?:贯彻|落实|按照|根据|遵照|执行)[^，。；]{0,4}$")
_OBEYED_AFTER = re.compile(r"《|有关|部署|要求|的?通知|的?意见|精神")
_GENERAL_BEFORE = re.compile(r"(?:地方|各地|各级|各|级|全国|外国|美国|英国|[省市区县州])$")
_STATE_AFTER = re.compile(
    r"部门|采购|投资|债|基金|职能|网|间|性|机关|机构|工作报告|工作人员|官员|引导|补贴|资助"
)
_STATE_BEFORE = re.compile(
    r"[国方级省市区县乡镇民伪旧新军该各两府外坡来]$|法西斯|地方$|反动$|殖民$|傀儡$|西[德藏]$"
)
_BEFORE = 8


def _short_place(region: Region) -> str:
    return region.short if region.level == "自治区" else region.name


def compose(body: Body, region: Region) -> Organisation:
    """Return the organisation that ``body`` is in ``region``.

    Examples
    --------
    >>> wanzhou = Region("万州区", "万州", "区", 3, "重庆市万州区", 0)
    >>> compose(Body("总工会", "工会", "{region}总工会", "{place}总工会", ("总工会",)), wanzhou)
    Organisation(canonical='重庆市万州区总工会', short='万州区总工会', kind='工会', aliases=(), parent=None)
    """
    committee = "党委" if region.level == "自治区" else "委"
    values = {
        "region": region.full,
        "place": _short_place(region),
        "party": f"中共{region.full}{committee}",
    }
    short = body.short.format(**values)
    if region.level == "自治区":
        short = short.replace(region.short + "委", region.short + "区党委")
    parent = f"中共{region.full}委员会" if body.organ else None
    return Organisation(body.canonical.format(**values), short, body.kind, (), parent)


class Resolver:
    """Resolves the names of one document."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        home: Home,
        text: str,
        names: list[Name],
        header: str,
        titles: list[Name],
    ) -> None:
        self.gazetteer = gazetteer
        self.home = home
        self.text = text
        self.deictic_levels = {text[n.start + 1] for n in names if n.role == "deictic"}
        self.local = {n.head for n in (*names, *titles) if n.role == "body"}
        self.certain: Counter[str] = Counter()
        self.by_name: dict[str, Organisation] = {}
        self.by_body: dict[int, set[str]] = {}
        self.groups: dict[tuple[str, str], set[str]] = {}
        self.heads: dict[str, list[tuple[int, str]]] = {}
        self._learn(header, titles, 5)
        self._learn(text, names, 1)
        self.chief = self._chief()
        self._learn_groups(names)

    def _learn(self, text: str, names: list[Name], weight: int) -> None:
        self.text, kept = text, self.text
        for name in names:
            if name.role in {"name", "body", "league"}:
                organisation = self.resolve(name)
                if organisation is not None:
                    self.certain[organisation.canonical] += weight
                    self.by_name[organisation.canonical] = organisation
                    if name.role != "name":
                        self.by_body.setdefault(name.row, set()).add(organisation.canonical)
        self.text = kept

    def _chief(self) -> Organisation | None:
        if not self.certain:
            return None
        return self.by_name[max(self.certain, key=lambda name: self.certain[name])]

    def _learn_groups(self, names: list[Name]) -> None:
        for name in names:
            if name.role == "group" and (name.base or name.level):
                group = self._group(name)
                if group is not None:
                    self.by_name[group.canonical] = group
                    self.groups.setdefault((name.middle, name.head), set()).add(group.canonical)
                    self.heads.setdefault(name.head, []).append((name.start, group.canonical))

    def for_header(self) -> Resolver:
        """Return the same resolver; names of the header are resolved like those of the text."""
        return self

    def resolve(self, name: Name) -> Organisation | None:
        """Return whom ``name`` stands for, None where it names nobody in particular."""
        if name.role == "name":
            return self._known(name)
        if name.role in {"body", "league"}:
            return self._local(name)
        if name.role == "group":
            return self._group(name)
        return self._short(name)

    def _known(self, name: Name) -> Organisation | None:
        if name.head in self.local:
            return None
        if _GENERAL_BEFORE.search(self.text[max(0, name.start - _BEFORE) : name.start]) and (
            len(name.head) < 6
        ):
            return None
        return self.gazetteer.organisations[name.row]

    def _region(self, name: Name) -> Region | None:
        if name.chain:
            return self.home.region(name.chain)
        region = self.home.level(name.level)
        if region is None and name.level in self.deictic_levels:
            return Region(name.level, name.level, name.level, 0, name.level, -1)
        return region

    def _local(self, name: Name) -> Organisation | None:
        region = self._region(name)
        if region is None:
            return None
        row = name.row
        if name.role == "league":
            row = next(i for i, b in enumerate(self.gazetteer.bodies) if b.name == "团委")
        return compose(self.gazetteer.bodies[row], region)

    def _only(self, row: int) -> Organisation | None:
        names = self.by_body.get(row, set())
        return self.by_name[next(iter(names))] if len(names) == 1 else None

    def _short(self, name: Name) -> Organisation | None:
        if name.role == "clipped":
            return self._only(name.row)
        if name.role == "bare":
            return self._bare(name)
        if name.role == "deictic":
            return self._place(name)
        if name.role == "shortened":
            return self._ending(self.gazetteer.shortened[name.head])
        if name.role == "own":
            return self._ending(name.head[1:])
        if name.role == "tail":
            kind = self.gazetteer.tail_kinds[name.row]
            words = name.middle + name.head
            return Organisation(words, words, kind)
        return self._weak(name)

    def _bare(self, name: Name) -> Organisation | None:
        body = self.gazetteer.bodies[name.row]
        if name.head in body.bare:
            return self._only(name.row)
        if body.name == "政府":
            return self._government(name)
        return None

    def _government(self, name: Name) -> Organisation | None:
        chief = self.chief
        if chief is None or not chief.canonical.endswith(("人民政府", "国务院")):
            return None
        before = self.text[max(0, name.start - _BEFORE) : name.start]
        if _STATE_BEFORE.search(before) or _STATE_AFTER.match(self.text, name.end):
            return None
        return chief

    def _place(self, name: Name) -> Organisation | None:
        region = self.home.level(name.head[1])
        if region is None:
            return None
        body = next(b for b in self.gazetteer.bodies if b.name == "政府")
        return compose(body, region)

    def _ending(self, ending: str) -> Organisation | None:
        names = [name for name in self.certain if name.endswith(ending)]
        if not names:
            return None
        return self.by_name[max(names, key=lambda name: self.certain[name])]

    def _weak(self, name: Name) -> Organisation | None:
        after = self.text[name.end : name.end + 4]
        before = self.text[max(0, name.start - _BEFORE) : name.start]
        if name.role == "superior":
            if not (_OBEYED_BEFORE.search(before) and _OBEYED_AFTER.match(after)):
                return None
        elif name.role == "weak":
            if name.head == "中央" and not _CENTRAL_AFTER.match(after):
                return None
            if len(name.head) == 2 and name.head != "中央" and after[:1] not in "的、，和":
                return None
        else:
            return None
        return self.gazetteer.organisations[name.row]

    def _group(self, name: Name) -> Organisation | None:
        if name.base is not None:
            return self._group_of(name.base, name)
        if name.level:
            region = self._region(name)
            if region is None:
                return None
            party = next(b for b in self.gazetteer.bodies if b.name == "党委")
            return self._made(compose(party, region), name)
        known = self.groups.get((name.middle, name.head), set())
        if len(known) == 1:
            return self.by_name[next(iter(known))]
        if name.middle:
            if self.chief is None or known:
                return None
            return self._made(self.chief, name)
        earlier = [c for at, c in self.heads.get(name.head, ()) if at < name.start]
        return self.by_name[earlier[-1]] if earlier else None

    def _group_of(self, base: Name, name: Name) -> Organisation | None:
        if base.role == "prefix":
            words = base.head + name.middle + name.head
            return Organisation(words, words, "领导小组/专班")
        if base.role == "weak" and base.head == "中央":
            parent: Organisation | None = self.gazetteer.organisations[base.row]
        else:
            parent = self.resolve(base)
        return None if parent is None else self._made(parent, name)

    def _made(self, parent: Organisation, name: Name) -> Organisation:
        words = parent.canonical
        short = parent.short
        if words.startswith("中共") and words.endswith("委员会") and parent.kind == "党委":
            words = words.removesuffix("员会")
            words = words.replace("自治区委", "自治区党委")
        tail = name.middle + name.head
        return Organisation(words + tail, short + tail, "领导小组/专班", (), parent.canonical)


__all__ = ["LEVELS", "Resolver", "compose"]
