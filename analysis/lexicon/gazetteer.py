"""What is known of organisations before a text is read, with one automaton over all its strings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from analysis.lexicon.regions import Region
from analysis.schema import Organisation

LEVELS = "省市区县州旗盟"
GOVERNMENT = "政府"
"""The body that may stand without region or level for the one that a text is about."""
CLIENTS = ("客户端", "公众号", "视频号", "手机报")
"""What media have besides papers: “看重庆”客户端."""
SIGNS = ("简称", "报》", "刊》", *CLIENTS)
"""Strings that name nobody, but without which there is no use in looking for certain names."""
Hit = tuple[int, int, int]
"""Row of a string in a list, where it begins and ends."""
_PLACES = frozenset({"region", "place"})


class Body(NamedTuple):
    """What every region has: templates of its names and the forms that stand behind a region.

    In the templates ``{region}`` is the full name of the region, ``{place}`` its short one,
    ``{league}`` that before the committee of the youth league and ``{party}`` its party committee,
    whose organ the body is then (``organ``).
    """

    name: str
    kind: str
    canonical: str
    short: str
    forms: tuple[str, ...]
    bare: tuple[str, ...] = ()
    clipped: tuple[str, ...] = ()
    organ: bool = False


class Payload(NamedTuple):
    """What a string of the gazetteer may be: its role and the row of the table for that role."""

    role: str
    row: int


@dataclass(frozen=True)
class Gazetteer:
    """Known organisations, bodies, tails and regions, and one automaton over all their strings.

    Roles of payloads: ``name`` and ``weak`` (rows of ``organisations``), ``superior`` (the same,
    for a form that means them only where it is obeyed), ``region`` and ``place`` (rows of
    ``regions``, full and short names), ``body``, ``glued`` (body whose form begins with its level:
    市委组织部), ``league`` (团市委) and ``clipped`` (区总; rows of ``bodies``), ``tail`` (rows of
    ``tail_kinds``), and with row 0 ``group``, ``inner``, ``unit``, ``collective``, ``deictic``,
    ``own``, ``shortened``, ``prefix``, ``sign`` (one of ``SIGNS``).
    """

    organisations: tuple[Organisation, ...]
    kinds: tuple[str, ...]
    bodies: tuple[Body, ...]
    regions: tuple[Region, ...]
    tail_kinds: tuple[str, ...]
    generic: re.Pattern[str]
    cues: re.Pattern[str]
    patterns: tuple[str, ...]
    payloads: tuple[tuple[Payload, ...], ...]
    automaton: AhoCorasick
    region_rows: dict[str, tuple[int, ...]]
    """Full and short names of regions to rows of ``regions``."""
    countries: frozenset[str]
    founding: re.Pattern[str]
    not_before: dict[str, tuple[str, ...]]
    """Last words to what stands before them where they name nobody."""
    verbs: frozenset[str]
    """Common verbs, adverbs and the like of two characters."""
    nouns: frozenset[str]
    """Common nouns of two characters."""
    shortened: dict[str, str]
    """Last word as it stands alone in a text to the last word of the name it is short for."""

    @cached_property
    def place_roles(self) -> tuple[str, ...]:
        """For each pattern its role where it names a place, else an empty string."""
        return tuple(p[0].role if p[0].role in _PLACES else "" for p in self.payloads)

    @cached_property
    def name_payloads(self) -> tuple[tuple[Payload, ...], ...]:
        """For each pattern what it may be besides a place."""
        return tuple(tuple(p for p in some if p.role not in _PLACES) for some in self.payloads)

    @cached_property
    def mute(self) -> frozenset[int]:
        """The patterns of bodies that mean nobody without region or level before them."""
        forms: dict[int, set[str]] = {}
        for pattern, payloads in enumerate(self.payloads):
            for role, row in payloads:
                if role == "body":
                    forms.setdefault(pattern, {GOVERNMENT}).update(self.bodies[row].bare)
        return frozenset(row for row, alone in forms.items() if self.patterns[row] not in alone)

    @cached_property
    def is_generic(self) -> Callable[[str], bool]:
        """Return whether words make no name before a last word (国有, 城市公立)."""
        return lru_cache(maxsize=1 << 13)(lambda words: self.generic.fullmatch(words) is not None)

    @cached_property
    def lineages(self) -> tuple[tuple[int, ...], ...]:
        """For each region its row and those of the regions around it, outwards."""
        found: list[tuple[int, ...]] = []
        for row, region in enumerate(self.regions):
            found.append((row, *(found[region.parent] if region.parent >= 0 else ())))
        return tuple(found)

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of regions, full and short, and of countries."""
        return self.countries.union(self.region_rows)

    @cached_property
    def body_rows(self) -> dict[str, int]:
        """The rows of ``bodies`` by name."""
        return {body.name: row for row, body in enumerate(self.bodies)}

    def find(self, text: str) -> list[Hit]:
        """Return every place of every string, by end, then start; overlapping ones too."""
        found: list[Hit] = self.automaton.find_matches_as_indexes(text, overlapping=True)
        return found
