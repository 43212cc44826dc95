"""Organisations of a document: who is named, where, and whom the document is chiefly about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from analysis.annotate.organisation_aliases import Resolver
from analysis.annotate.organisation_context import Found, introduced, media, townships
from analysis.annotate.organisation_names import Reading
from analysis.annotate.organisation_parser import read_names
from analysis.annotate.organisation_places import find_home
from analysis.ingest.fold import fold
from analysis.lexicon.organisations import Gazetteer
from analysis.lexicon.settings import KIND
from analysis.schema import Document, Mention, Metadata, Organisation

_MAIN_SHARE = 0.5
_OFTEN = 3
_NEVER_CHIEF = frozenset({"媒体", "国际组织", "军队"})
"""Kinds of which a document is never chiefly about one unless its header names it."""
_REPORTED_ON = frozenset({"企业", "学校", "医院", "社会组织", "其他"})
_FAR_OFTENER = 4
_CITED = frozenset({"中国共产党", "中共中央", "国务院", "全国人民代表大会"})
"""Whom everybody cites; a document is about them only where its header names them."""


_PLAN = re.compile(r"规划|计划|方案|纲要|措施|政策|意见|公报")


class DocumentOrganisations(NamedTuple):
    """Organisations of one document, where they are named, and the chief ones (positions)."""

    organisations: tuple[Organisation, ...]
    mentions: tuple[Mention, ...]
    main: tuple[int, ...]


def _select(found: Iterable[Found]) -> list[Found]:
    """Return the longest mentions that do not overlap, in text order; of equals the first."""
    taken: list[Found] = []
    covered: set[int] = set()
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if one.start in covered or one.end - 1 in covered:
            continue
        covered.update(range(one.start, one.end))
        taken.append(one)
    return sorted(taken, key=lambda f: f.start)


def _resolve(reading: Reading, resolver: Resolver) -> list[Found]:
    resolver.text = reading.text  # what stands around a name is asked of the text it is in
    found = []
    for name in reading.names:
        organisation = resolver.resolve(name)
        if organisation is not None:
            found.append(Found(name.start, name.end, organisation))
    return found


def _header(document: Document) -> str:
    meta = document.metadata
    fields = (meta.title, meta.subtitle, meta.issuer, meta.author)
    return fold("\n".join(field or "" for field in fields))


def _speaker(document: Document, found: list[Found]) -> list[Found]:
    """Return for whom the text says it speaks: 我代表省人民政府，向大会报告工作."""
    return [one for one in found if document.folded.endswith("我代表", 0, one.start)][:1]


def _titled(document: Document, titled: list[Found], found: list[Found]) -> list[Found]:
    """Return the organisations of the header that the document is about or speaks for.

    One that the text never names counts in the title of a work report, and where the text speaks of
    nobody else; a letter is about those it deals with, not about the office that sends it.
    """
    title = document.metadata.title or ""
    if "工作报告" in title:
        return [one for one in titled if one.end <= len(title)] or _speaker(document, found)
    named = Counter(one.organisation.canonical for one in found)
    alone = max(named.values(), default=0) < _OFTEN
    kept = [t for t in titled if alone or named[t.organisation.canonical]]
    return [*_speaker(document, found), *(kept or _reporting(titled, found, named))]


def _reporting(titled: list[Found], found: list[Found], named: Counter[str]) -> list[Found]:
    """Return the body whose office reports on firms and the like: 国务院 for a title of its office.

    A report on accidents deals with mines; what it counts is not theirs unless it says so.
    """
    known = {one.organisation.canonical: one.organisation for one in found}
    top = max(named, key=named.__getitem__, default="")
    if not top or known[top].kind not in _REPORTED_ON:
        return []
    parents = ((t, known.get(t.organisation.parent or "")) for t in titled)
    return [Found(t.start, t.end, parent) for t, parent in parents if parent is not None]


def _planned_by(document: Document, header: Reading, resolver: Resolver) -> list[Found]:
    """Return the government of the place whose plan a title names: 山东省“十四五”教育发展规划."""
    title = document.metadata.title or ""
    end = header.places.starts.get(0)
    if end is None or header.begins or not _PLAN.search(title):
        return []
    government = resolver.government_of(title[:end])
    return [] if government is None else [Found(0, end, government)]


def _main(
    organisations: Sequence[Organisation],
    titled: Sequence[str],
    mentions: Sequence[Mention],
    *,
    report: bool,
) -> tuple[int, ...]:
    """Return the chief organisations: those of the header, and those named about as often as any.

    Organs count for the body they belong to, and media only where the header names them. A work
    ``report`` is about those of its header alone.
    """
    place = {organisation.canonical: i for i, organisation in enumerate(organisations)}
    above = [organisations[place[name]].parent or "" for name in titled]
    chief = [place.get(up, place[name]) for up, name in zip(above, titled, strict=True)]
    named: Counter[int] = Counter()
    for mention in mentions:
        organisation = organisations[mention.organisation]
        if organisation.kind not in _NEVER_CHIEF and organisation.canonical not in _CITED:
            named[place.get(organisation.parent or "", mention.organisation)] += 1
    top = max(named.values(), default=0)
    cited = _cited(organisations, mentions)
    if not chief and cited >= 0 and top * _FAR_OFTENER <= _count(mentions, cited):
        return (cited,)
    often = sorted(named, key=lambda i: (-named[i], i))
    often = [i for i in often if named[i] >= max(2, _MAIN_SHARE * top)]
    if not chief and not often and mentions:
        often = [mentions[0].organisation]
    return tuple(dict.fromkeys(chief if report and chief else [*chief, *often]))


def _count(mentions: Sequence[Mention], row: int) -> int:
    return sum(mention.organisation == row for mention in mentions)


def _cited(organisations: Sequence[Organisation], mentions: Sequence[Mention]) -> int:
    """Return whom a text without other subjects speaks of: a report to a party congress."""
    rows = [i for i, o in enumerate(organisations) if o.canonical in _CITED]
    often = [row for row in rows if _count(mentions, row) >= _OFTEN]
    return max(often, key=lambda row: _count(mentions, row), default=-1)


def find_organisations(document: Document, gazetteer: Gazetteer) -> DocumentOrganisations:
    """Find the organisations that a document names, and whom it is chiefly about.

    Returns
    -------
    DocumentOrganisations
        Organisations in the order of their first mention (those that only the title names last),
        with the forms that the text uses as aliases; mentions in text order, never overlapping,
        offsets in ``document.folded``; positions of the chief organisations, the first first.
    """
    text = document.folded
    header, body = (read_names(words, gazetteer) for words in (_header(document), text))
    home = find_home(gazetteer, header, body)
    resolver = Resolver(gazetteer, home, header, body)
    found = _select(_resolve(body, resolver))
    for more in (introduced(text, found), townships(text, found, home), media(text, found)):
        others = list(more)
        found = _select([*others, *found]) if others else found
    titled = _titled(document, _select(_resolve(header, resolver)), found)
    titled = titled or _planned_by(document, header, resolver)
    by_name: dict[str, Organisation] = {}
    forms: dict[str, list[str]] = {}
    for one in (*found, *titled):
        by_name.setdefault(one.organisation.canonical, one.organisation)
        forms.setdefault(one.organisation.canonical, [])
    for one in found:
        forms[one.organisation.canonical].append(text[one.start : one.end])
    place = {canonical: i for i, canonical in enumerate(by_name)}
    organisations = tuple(
        replace(o, aliases=tuple(dict.fromkeys(forms[o.canonical]))) for o in by_name.values()
    )
    mentions = tuple(Mention(f.start, f.end, place[f.organisation.canonical]) for f in found)
    chief = [one.organisation.canonical for one in titled]
    report = "工作报告" in (document.metadata.title or "")
    main = _main(organisations, chief, mentions, report=report)
    return DocumentOrganisations(organisations, mentions, main)


def read_organisation(canonical: str, gazetteer: Gazetteer) -> Organisation:
    """Return the organisation of a canonical name: short name and kind as its name says.

    Examples
    --------
    >>> from analysis.lexicon.organisations import load_gazetteer
    >>> read_organisation("渝中区总工会", load_gazetteer()).kind
    '工会'
    >>> read_organisation("某某", load_gazetteer()).kind
    '其他'
    """
    for organisation in gazetteer.organisations:
        if organisation.canonical == canonical:
            return replace(organisation, aliases=())
    text = fold(canonical)
    found = find_organisations(_named(text), gazetteer)
    if [(one.start, one.end) for one in found.mentions] != [(0, len(text))]:
        return Organisation(canonical, canonical, KIND)
    known = found.organisations[found.mentions[0].organisation]
    short = known.short if known.canonical == text else canonical
    return replace(known, canonical=canonical, short=short, aliases=())


def _named(text: str) -> Document:
    """Return a document that holds nothing but a name."""
    return Document("", "", "", text, text, text, Metadata(), (), (), None, "simplified")
