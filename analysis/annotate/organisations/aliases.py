"""Whom a name stands for in this document: levels, short forms and groups, resolved one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import ClassVar

from analysis.annotate.organisations.enterprises import Enterprises
from analysis.annotate.organisations.forms import (
    GROUP_KIND,
    compose,
    group_of_office,
    office_of_group,
    township,
    within,
)
from analysis.annotate.organisations.names import Name, Reading
from analysis.annotate.organisations.places import Home
from analysis.annotate.organisations.sites import (
    NATIONAL,
    is_meant,
    is_obeyed,
    is_of_others,
    is_own_government,
    is_set_up,
)
from analysis.ingest.fold import fold
from analysis.lexicon.gazetteer import GOVERNMENT, Body, Gazetteer
from analysis.lexicon.regions import Region
from analysis.schema import Organisation

_LEARNT = frozenset({"name", "body", "league"})
"""Roles of names whose meaning depends on no other name of the text."""


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
        self.learnt: dict[Name, Organisation | None] = {}
        self.places: dict[str, Organisation | None] = {}
        self.of_bodies: dict[tuple[object, ...], Organisation | None] = {}
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
            if name.role in _LEARNT:
                organisation = self.learnt[name] = self._read(name)
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
        return self.learnt[name] if name.role in _LEARNT else self._read(name)

    def _read(self, name: Name) -> Organisation | None:
        read = self._BY_ROLE.get(name.role)
        return None if read is None else read(self, name)

    def _listed(self, name: Name) -> Organisation | None:
        if name.head in self.local:
            return None
        if is_of_others(self.text, name):
            return None
        organisation = self.gazetteer.organisations[name.row]
        quoted = self.text[name.start - 1 : name.start] == "“"
        return None if quoted and organisation.kind == "国际组织" else organisation

    def _weak(self, name: Name) -> Organisation | None:
        meant = is_meant(self.text, name)
        return self.gazetteer.organisations[name.row] if meant else None

    def _superior(self, name: Name) -> Organisation | None:
        obeyed = is_obeyed(self.text, name)
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
        key = name.row, name.head, name.level, name.chain
        if key not in self.of_bodies:
            region = self._region(name)
            body = self.gazetteer.bodies[name.row]
            self.of_bodies[key] = None if region is None else compose(body, region)
        return self.of_bodies[key]

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
        return chief if is_own_government(self.text, name) else None

    def _place(self, name: Name) -> Organisation | None:
        level = name.head[1]
        if level not in self.places:
            region = self.home.level(level)
            self.places[level] = None if region is None else compose(self._body(GOVERNMENT), region)
        return self.places[level]

    def government_of(self, place: str) -> Organisation | None:
        """Return the government of a place by its name, None where the name is ambiguous."""
        region = self.home.region((fold(place),))
        return None if region is None else compose(self._body(GOVERNMENT), region)

    def _own(self, name: Name) -> Organisation | None:
        return self._ending(name.head[1:])

    def _shortened(self, name: Name) -> Organisation | None:
        return self._ending(self.gazetteer.shortened[name.head])

    def _clipped(self, name: Name) -> Organisation | None:
        return self._only(name.row)

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
        if known or self.chief is None or self.gazetteer.is_generic(name.middle):
            return None
        if words.startswith(NATIONAL):
            return Organisation(words, words, GROUP_KIND)
        return within(self.chief, words)

    def _bare_group(self, name: Name) -> Organisation | None:
        earlier = [canonical for at, canonical in self.heads[name.head] if at < name.start]
        if earlier:
            return self.known[earlier[-1]]
        group = [c for at, c in self.heads[name.head.removesuffix("办公室")] if at < name.start]
        if group:
            return office_of_group(self.known[group[-1]])
        office = [c for at, c in self.heads[name.head + "办公室"] if at < name.start]
        if office:
            return group_of_office(self.known[office[-1]])
        if self.chief is not None and is_set_up(self.text, name):
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

    _BY_ROLE: ClassVar[dict[str, Callable[[Resolver, Name], Organisation | None]]] = {
        "name": _listed,
        "weak": _weak,
        "superior": _superior,
        "body": _local,
        "league": _local,
        "clipped": _clipped,
        "bare": _bare,
        "deictic": _place,
        "own": _own,
        "shortened": _shortened,
        "tail": _free,
        "unit": _unit,
        "group": _group,
        "collective": _collective,
        "township": _township,
    }
