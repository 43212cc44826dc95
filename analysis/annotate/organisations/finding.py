"""Organisations of a document: who is named, where, and whom the document is chiefly about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from analysis.annotate.organisations.aliases import Resolver
from analysis.annotate.organisations.context import Found, introduced, media, townships
from analysis.annotate.organisations.names import Reading
from analysis.annotate.organisations.parser import read_names
from analysis.annotate.organisations.places import find_home
from analysis.ingest.fold import fold
from analysis.lexicon.gazetteer import Gazetteer, Hit
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


_new = tuple.__new__  # takes a third of the time of a call of the class
_FORWARDING = "转发"
"""Behind it a title names whose report it passes on, which is what the text is about."""
_PLAN = re.compile(r"规划|计划|方案|纲要|措施|政策|意见|公报")


class DocumentOrganisations(NamedTuple):
    """Organisations of one document, where they are named, and the chief ones (positions)."""

    organisations: tuple[Organisation, ...]
    mentions: tuple[Mention, ...]
    main: tuple[int, ...]


def _select(found: Iterable[Found]) -> list[Found]:
    """Return the longest mentions that do not overlap, in text order; of equals the first."""
    ordered = sorted(found, key=_START)
    taken: list[Found] = []
    first = reach = 0
    for at, (start, end, _) in enumerate(ordered):
        if start >= reach:  # those from the first on overlap one after the other
            taken += _longest(ordered[first:at])
            first = at
        reach = max(reach, end)
    return taken + _longest(ordered[first:])


_START = itemgetter(0)


def _longest(near: list[Found]) -> list[Found]:
    if len(near) < 2:
        return near
    taken: list[Found] = []
    for one in sorted(near, key=lambda f: f.start - f.end):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return sorted(taken, key=_START)


def _resolve(reading: Reading, resolver: Resolver) -> list[Found]:
    resolver.text = reading.text  # what stands around a name is asked of the text it is in
    found = []
    for name in reading.names:
        organisation = resolver.resolve(name)
        if organisation is not None:
            found.append(_new(Found, (name.start, name.end, organisation)))
    return found


class NameHits(NamedTuple):
    """Where the strings of the gazetteer stand, as ``Gazetteer.find`` says."""

    header: str
    """The folded header, by ``folded_headers``."""
    in_header: Sequence[Hit]
    in_text: Sequence[Hit]


def folded_headers(documents: Sequence[Document]) -> list[str]:
    """Return the fields above each document, folded all at once: most are short."""
    headers = []
    for document in documents:
        meta = document.metadata
        fields = (meta.title, meta.subtitle, meta.issuer, meta.author)
        headers.append("\n".join(field or "" for field in fields))
    folded = fold("\n".join(headers))
    ends = accumulate(len(header) + 1 for header in headers)
    return [
        folded[end - len(header) - 1 : end - 1] for header, end in zip(headers, ends, strict=True)
    ]


def _name_hits(document: Document, gazetteer: Gazetteer) -> NameHits:
    [header] = folded_headers([document])
    return NameHits(header, gazetteer.find(header), gazetteer.find(document.folded))


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
    behind = title.find(_FORWARDING) + len(_FORWARDING)  # 国务院办公厅转发|国家地震局关于…的通知
    kept.sort(key=lambda one: not 0 <= one.start - behind <= len("国家"))
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
    if end is None or header.names or header.bare_ends or not _PLAN.search(title):
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
    counts = Counter(mention.organisation for mention in mentions)
    named = _named_about(organisations, counts, place)
    top = max(named.values(), default=0)
    cited = [
        i for i, o in enumerate(organisations) if o.canonical in _CITED and counts[i] >= _OFTEN
    ]
    # A report to a party congress speaks of none but whom it cites.
    most = max(cited, key=counts.__getitem__, default=-1)
    if not chief and cited and top * _FAR_OFTENER <= counts[most]:
        return (most,)
    often = sorted(named, key=lambda i: (-named[i], i))
    often = [i for i in often if named[i] >= max(2, _MAIN_SHARE * top)]
    if not chief and not often and mentions:
        often = [*named, mentions[0].organisation][:1]
    return tuple(dict.fromkeys(chief if report and chief else [*chief, *often]))


def _named_about(
    organisations: Sequence[Organisation], counts: Counter[int], place: dict[str, int]
) -> Counter[int]:
    """Return how often those are named whom a document can be about, in their order.

    A firm or school that is named in passing is none where an authority is named at all.
    """
    named: Counter[int] = Counter()
    passing: Counter[int] = Counter()
    for row, count in sorted(counts.items()):
        organisation = organisations[row]
        if organisation.kind not in _NEVER_CHIEF and organisation.canonical not in _CITED:
            in_passing = organisation.kind in _REPORTED_ON and count < _OFTEN
            target = passing if in_passing else named
            target[place.get(organisation.parent or "", row)] += count
    return named or passing


def find_organisations(
    document: Document, gazetteer: Gazetteer, hits: NameHits | None = None
) -> DocumentOrganisations:
    """Find the organisations that a document names, and whom it is chiefly about.

    Parameters
    ----------
    document
        The document.
    gazetteer
        Its strings are what names are built from.
    hits
        Where they stand in the document; found here if not given.

    Returns
    -------
    DocumentOrganisations
        Organisations in the order of their first mention (those that only the title names last),
        with the forms that the text uses as aliases; mentions in text order, never overlapping,
        offsets in ``document.folded``; positions of the chief organisations, the first first.
    """
    text = document.folded
    hits = _name_hits(document, gazetteer) if hits is None else hits
    header = read_names(hits.header, gazetteer, hits.in_header)
    body = read_names(text, gazetteer, hits.in_text)
    home = find_home(gazetteer, header, body)
    resolver = Resolver(gazetteer, home, header, body)
    found = _select(_resolve(body, resolver))
    for more in (introduced(body, found), townships(body, found, home), media(body, found)):
        others = list(more)
        found = _select([*others, *found]) if others else found
    titled = _titled(document, _select(_resolve(header, resolver)), found)
    titled = titled or _planned_by(document, header, resolver)
    rows: dict[str, int] = {}
    forms: list[dict[str, None]] = []
    first: list[Organisation] = []
    mentions: list[Mention] = []
    for start, end, organisation in (*found, *titled):
        row = rows.setdefault(organisation.canonical, len(rows))
        if row == len(first):
            first.append(organisation)
            forms.append({})
        if len(mentions) < len(found):
            forms[row][text[start:end]] = None
            mentions.append(_new(Mention, (start, end, row)))
    organisations = tuple(map(_known_as, first, forms))
    chief = [one.organisation.canonical for one in titled]
    report = "工作报告" in (document.metadata.title or "")
    main = _main(organisations, chief, mentions, report=report)
    return DocumentOrganisations(organisations, tuple(mentions), main)


def _known_as(organisation: Organisation, aliases: Iterable[str]) -> Organisation:
    """Return an organisation with other aliases; some faster than ``replace``."""
    canonical, short, kind = organisation.canonical, organisation.short, organisation.kind
    return Organisation(canonical, short, kind, tuple(aliases), organisation.parent)


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
