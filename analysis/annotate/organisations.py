"""Organisations of a document: who is named, where, and whom the document is chiefly about."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from analysis.annotate.organisation_aliases import Resolver
from analysis.annotate.organisation_names import Name, Parser
from analysis.annotate.organisation_places import find_home
from analysis.ingest.fold import fold
from analysis.lexicon.organisations import Gazetteer
from analysis.schema import Document, Mention, Organisation

_INTRODUCED = re.compile(r"[(（](?:以下)?(?:统一)?简称[:：]?[“\"]?([^”\"()（）]{2,12})[”\"]?[)）]")
_MAIN_SHARE = 0.5
_TITLE_WEIGHT = 100


class DocumentOrganisations(NamedTuple):
    """Organisations of one document, where they are named, and the chief ones (positions)."""

    organisations: tuple[Organisation, ...]
    mentions: tuple[Mention, ...]
    main: tuple[int, ...]


class _Found(NamedTuple):
    start: int
    end: int
    organisation: Organisation


def _select(found: list[_Found]) -> list[_Found]:
    """Return the longest mentions that do not overlap, in text order; of equals the first."""
    taken: list[_Found] = []
    covered: set[int] = set()
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if one.start in covered or one.end - 1 in covered:
            continue
        covered.update(range(one.start, one.end))
        taken.append(one)
    return sorted(taken)


def _introduced(text: str, found: list[_Found]) -> list[_Found]:
    """Return mentions by forms that the text introduces: 杏儿沟煤业有限责任公司（以下简称杏煤公司）."""
    ends = {one.end: one.organisation for one in found}
    more = []
    for introduction in _INTRODUCED.finditer(text):
        organisation = ends.get(introduction.start())
        form = introduction.group(1)
        if organisation is not None:
            at = text.find(form)
            while at >= 0:
                more.append(_Found(at, at + len(form), organisation))
                at = text.find(form, at + len(form))
    return more


def _resolve(names: list[Name], resolver: Resolver) -> list[_Found]:
    found = []
    for name in names:
        organisation = resolver.resolve(name)
        if organisation is not None:
            found.append(_Found(name.start, name.end, organisation))
    return found


def _header(document: Document) -> str:
    meta = document.metadata
    fields = (meta.title, meta.subtitle, meta.issuer, meta.author)
    return fold("\n".join(field or "" for field in fields))


def _main(
    organisations: list[Organisation], titled: list[str], mentions: list[Mention]
) -> tuple[int, ...]:
    """Return the chief organisations: named in the header, or named about as often as the first."""
    place = {organisation.canonical: i for i, organisation in enumerate(organisations)}
    named = Counter(mention.organisation for mention in mentions)
    chief = [place[name] for name in titled if name in place]
    if not named:
        return tuple(dict.fromkeys(chief))
    top = max(named.values())
    often = [
        i
        for i, n in sorted(named.items(), key=lambda item: (-item[1], item[0]))
        if n >= max(2, _MAIN_SHARE * top)
    ]
    return tuple(dict.fromkeys([*chief, *(often if not chief else ())]))


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
    parser, header = Parser(text, gazetteer), Parser(_header(document), gazetteer)
    names, titles = parser.parse(), header.parse()
    home = find_home(gazetteer, (header.places, titles), (parser.places, names))
    resolver = Resolver(gazetteer, home, text, names, header.text, titles)
    titled = _select(_resolve(titles, resolver.for_header()))
    found = _resolve(names, resolver)
    found = _select([*found, *_introduced(text, found)])
    by_name: dict[str, Organisation] = {}
    forms: dict[str, list[str]] = {}
    for one in (*found, *titled):
        by_name.setdefault(one.organisation.canonical, one.organisation)
        forms.setdefault(one.organisation.canonical, [])
    for one in found:
        forms[one.organisation.canonical].append(text[one.start : one.end])
    place = {canonical: i for i, canonical in enumerate(by_name)}
    organisations = [
        Organisation(
            o.canonical, o.short, o.kind, tuple(dict.fromkeys(forms[o.canonical])), o.parent
        )
        for o in by_name.values()
    ]
    mentions = [Mention(f.start, f.end, place[f.organisation.canonical]) for f in found]
    main = _main(organisations, [f.organisation.canonical for f in titled], mentions)
    return DocumentOrganisations(tuple(organisations), tuple(mentions), main)
