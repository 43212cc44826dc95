"""How the canonical and the short name of an organisation are made of its parts."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from analysis.lexicon.gazetteer import Body
from analysis.lexicon.regions import Region
from analysis.schema import Organisation

GROUP_KIND = "领导小组/专班"


def township(name: str, level: str, around: Region | None) -> Region:
    """Return a town or township as a region in the county around it, if that is known."""
    return Region(name, name, level, 4, (around.full if around else "") + name, -1)


@lru_cache(maxsize=4096)
def compose(body: Body, region: Region) -> Organisation:
    """Return the organisation that ``body`` is in ``region``.

    Examples
    --------
    >>> wanzhou = Region("万州区", "万州", "区", 3, "重庆市万州区", 0)
    >>> body = Body("总工会", "工会", "{region}总工会", "{place}总工会", ("总工会",))
    >>> compose(body, wanzhou).canonical, compose(body, wanzhou).short
    ('重庆市万州区总工会', '万州区总工会')
    """
    autonomous = region.level == "自治区"
    values = {
        "region": region.full,
        "place": region.short if autonomous else region.name,
        "league": f"{region.short}区" if autonomous else region.name,
        "party": f"中共{region.full}{'党委' if autonomous else '委'}",
    }
    short = body.short.format(**values)
    if region.rank > 3:
        short = short.replace(region.name + "委", region.name + "党委")
    if autonomous and body.kind != "共青团":
        short = short.replace(region.short + "委", region.short + "区党委")
    parent = f"中共{region.full}委员会" if body.organ else None
    return Organisation(body.canonical.format(**values), short, body.kind, (), parent)


def within(parent: Organisation, words: str) -> Organisation:
    """Return the group that ``parent`` set up for the task in ``words``."""
    stem = parent.canonical
    if parent.kind == "党委" and stem.startswith("中共") and stem.endswith("委员会"):
        stem = stem.removesuffix("员会").replace("自治区委", "自治区党委")
    return Organisation(stem + words, parent.short + words, GROUP_KIND, (), parent.canonical)


def group_of_office(office: Organisation) -> Organisation:
    """Return the group whose office is known: 领导小组 behind its 领导小组办公室."""
    return replace(
        office,
        canonical=office.canonical.removesuffix("办公室"),
        short=office.short.removesuffix("办公室"),
    )


def office_of_group(group: Organisation) -> Organisation:
    """Return the office of a group: 领导小组办公室 behind 领导小组."""
    return replace(group, canonical=group.canonical + "办公室", short=group.short + "办公室")
