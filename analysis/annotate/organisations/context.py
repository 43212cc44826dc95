"""Organisations told by what stands around them: introduced forms, lists, quoted titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.annotate.organisations.names import Reading
from analysis.annotate.organisations.places import Home
from analysis.lexicon.gazetteer import CLIENTS
from analysis.schema import Organisation

_INTRODUCED = re.compile(
    r"简称(?:(?<=[(（]简称)|(?<=[(（]以下简称)|(?<=[(（]统一简称)|(?<=[(（]以下统一简称))"
    r"[为:：]?[“\"]?([^”\"()（），。；]{2,12})[”\"]?[)）]"
)
"""（以下简称杏煤公司）, told by the word that is far rarer than the bracket."""
_BRACKETS = "(（"
_LEAD = len("（以下统一")
_TOWNSHIP = re.compile(r"[、和]([一-龥]{2,3}(?:镇|乡|街道|街道办事处|街道办))(?=[、和等及与])")
_MEDIA_TITLE = re.compile(r"《([^《》，。关于通知意见方案]{2,8})》")
_PAPER = re.compile(
    r"《([^《》，。、的]{2,8}(?:[日晚晨早时商画]报|都市报|青年报|工人报|法[制治]报|教育报|卫生报|农民报|周[报刊]))》"
)
"""《检察日报》, 《南方都市报》. Not: 《国务院公报》, 《关于…的通报》."""
_CLIENT = re.compile(rf"[“\"]([^“”\"，。]{{2,8}})[”\"](?:新闻)?(?:{'|'.join(CLIENTS)})")
_PAPERS = ("报》", "刊》")
_LIST_MARKS = re.compile(r"[《》、“”]+")


class Found(NamedTuple):
    """A stretch of the text and the organisation that it names."""

    start: int
    end: int
    organisation: Organisation


def introduced(reading: Reading, found: Iterable[Found]) -> Iterator[Found]:
    """Yield all places of the forms that a text introduces.

    Example: 杏儿沟煤业有限责任公司（以下简称杏煤公司）. Not: a document (以下简称《决定》).
    """
    if "简称" not in reading.signs:
        return
    text = reading.text
    ends = {one.end: one.organisation for one in found}
    for introduction in _INTRODUCED.finditer(text):
        at = introduction.start()
        opening = max(text.rfind(bracket, max(0, at - _LEAD), at) for bracket in _BRACKETS)
        organisation = ends.get(opening)
        form = introduction.group(1)
        if organisation is None or form.startswith("《"):
            continue
        at = text.find(form)
        while at >= 0:
            yield Found(at, at + len(form), organisation)
            at = text.find(form, at + len(form))


def townships(reading: Reading, found: Iterable[Found], home: Home) -> Iterator[Found]:
    """Yield townships that a list names beside other organisations (区教委、天城镇、长岭镇等)."""
    regions = [home.gazetteer.regions[row] for row in home.rows]
    if not regions or regions[-1].rank < 3:
        return
    ends = {one.end for one in found}
    position = 0
    while match := _TOWNSHIP.search(reading.text, position):
        position = match.end()
        if match.start() in ends:
            name = match.group(1)
            ends.add(match.end())
            yield Found(
                match.start(1),
                match.end(),
                Organisation(regions[-1].full + name, name, "政府部门"),
            )


def media(reading: Reading, found: Iterable[Found]) -> Iterator[Found]:
    """Yield titles in 《》 that are named like papers, or beside media in a list, and clients."""
    text, signs = reading.text, reading.signs
    found = list(found)
    known = {one.end for one in found}
    for paper in _PAPER.finditer(text) if not signs.isdisjoint(_PAPERS) else ():
        if paper.end(1) not in known:
            name = paper.group(1)
            yield Found(paper.start(1), paper.end(1), Organisation(name, name, "媒体"))
    ends = {one.end for one in found if one.organisation.kind == "媒体"}
    for title in _MEDIA_TITLE.finditer(text) if ends else ():
        before = _LIST_MARKS.search(text, max(0, title.start() - 3), title.start() + 1)
        if before is not None and before.start() in ends and "、" in before.group():
            name = title.group(1)
            yield Found(title.start(1), title.end(1), Organisation(name, name, "媒体"))
    for client in _CLIENT.finditer(text) if not signs.isdisjoint(CLIENTS) else ():
        name = client.group(1)
        yield Found(client.start(1), client.end(1), Organisation(name, name, "媒体"))
