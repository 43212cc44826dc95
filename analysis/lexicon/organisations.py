"""The gazetteer of organisations, from ``resources/organisations.toml`` and ``regions.txt``."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.errors import ResourceError
from analysis.lexicon.gazetteer import LEVELS, SIGNS, Body, Gazetteer, Payload
from analysis.lexicon.regions import Region, load_regions
from analysis.schema import Organisation

ORGANISATIONS_FILE = Path(__file__).parents[1] / "resources" / "organisations.toml"
COMMON_WORDS_FILE = ORGANISATIONS_FILE.with_name("common_words.txt")
_LISTS = (
    ("group", "groups"),
    ("inner", "inner"),
    ("unit", "units"),
    ("collective", "collective"),
    ("prefix", "prefixes"),
    ("deictic", "deictic"),
    ("own", "own"),
    ("shortened", "shortened"),
)


@cache
def _data(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        message = (
            f"{path.name}：读不出机构名录（{error}）。请检查文件的写法，或恢复随程序附带的文件。"
        )
        raise ResourceError(message, code="organisations_unreadable", file=path.name) from error


def _organisation(row: dict[str, Any]) -> Organisation:
    missing = [key for key in ("canonical", "short", "kind") if not row.get(key)]
    if missing:
        name = row.get("canonical") or row.get("short") or "？"
        message = (
            f"{ORGANISATIONS_FILE.name}：机构“{name}”缺少 {'、'.join(missing)}。请补上后再打开。"
        )
        raise ResourceError(message, code="organisation_incomplete", name=name, missing=missing)
    aliases = tuple(row.get("aliases", ()))
    return Organisation(row["canonical"], row["short"], row["kind"], aliases, row.get("parent"))


def _known(data: dict[str, Any], extra: Sequence[Organisation]) -> tuple[Organisation, ...]:
    """Return listed organisations, those given by the user in place of listed namesakes."""
    listed = [_organisation(row) for row in data["organisations"]]
    rows = {organisation.canonical: organisation for organisation in listed}
    if len(rows) != len(data["organisations"]):
        names = [row["canonical"] for row in data["organisations"]]
        twice = sorted({name for name in names if names.count(name) > 1})
        message = f"{ORGANISATIONS_FILE.name}：机构重复列出：{'、'.join(twice)}。请只留一处。"
        raise ResourceError(message, code="organisation_twice", names=twice)
    return tuple({**rows, **{o.canonical: o for o in extra}}.values())


def _bodies(data: dict[str, Any]) -> tuple[Body, ...]:
    listed = [
        Body(
            row["name"],
            row["kind"],
            row["canonical"],
            row["short"],
            tuple(row["forms"]),
            tuple(row.get("bare", ())),
            tuple(row.get("clipped", ())),
            bool(row.get("organ", False)),
        )
        for row in data["bodies"]
    ]
    departments = [
        Body(
            forms[0],
            "统计机构" if forms[0] == "统计局" else "政府部门",
            "{region}" + forms[0],
            "{place}" + min(forms, key=len),
            tuple(forms),
        )
        for forms in data["departments"]
    ]
    return (*listed, *departments)


def _body_strings(bodies: Iterable[Body]) -> Iterable[tuple[str, Payload]]:
    for row, body in enumerate(bodies):
        for form in body.forms:
            if form.startswith("委"):
                yield from ((level + form, Payload("glued", row)) for level in LEVELS)
            else:
                yield form, Payload("body", row)
        for form in body.clipped:
            yield from ((level + form, Payload("clipped", row)) for level in LEVELS)
        if body.name == "团委":
            yield from ((f"团{level}委", Payload("league", row)) for level in LEVELS)


def _strings(
    data: dict[str, Any], known: Sequence[Organisation], bodies: Sequence[Body]
) -> Iterable[tuple[str, Payload]]:
    rows = {organisation.canonical: row for row, organisation in enumerate(known)}
    for row, organisation in enumerate(known):
        for form in (organisation.canonical, *organisation.aliases):
            yield form, Payload("name", row)
    for listed in data["organisations"]:
        row = rows[listed["canonical"]]
        for role in ("weak", "superior"):
            yield from ((form, Payload(role, row)) for form in listed.get(role, ()))
    yield from _body_strings(bodies)
    for row, tails in enumerate(data["tails"].values()):
        yield from ((form, Payload("tail", row)) for form in tails)
    for role, key in _LISTS:
        yield from ((form, Payload(role, 0)) for form in data[key])
    yield from ((sign, Payload("sign", 0)) for sign in SIGNS)


def _region_strings(regions: Iterable[Region]) -> Iterable[tuple[str, Payload]]:
    for row, region in enumerate(regions):
        yield region.name, Payload("region", row)
        if region.rank < 3 and region.short != region.name:
            yield region.short, Payload("place", row)


def _region_rows(regions: Iterable[Region]) -> dict[str, tuple[int, ...]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, region in enumerate(regions):
        rows[region.name].append(row)
        if region.short != region.name:
            rows[region.short].append(row)
    return {name: tuple(found) for name, found in rows.items()}


def _common_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return common verbs (and adverbs, adjectives, function words) and common nouns."""
    parts: list[list[str]] = []
    for line in COMMON_WORDS_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            parts.append([])
        elif not line.startswith("#"):
            parts[-1].extend(line[i : i + 2] for i in range(0, len(line), 2))
    verbs, nouns = map(frozenset, parts)
    return verbs, nouns


def _not_before(
    listed: Mapping[str, Sequence[str]], forms: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return what is listed for the ends of forms by the forms."""
    found: dict[str, list[str]] = defaultdict(list)
    for end, words in listed.items():
        for form in forms:
            if form.endswith(end):
                found[form].extend(words)
    return {form: tuple(words) for form, words in found.items()}


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


@cache
def _load(extra: tuple[Organisation, ...]) -> Gazetteer:
    data = _data(ORGANISATIONS_FILE)
    known, bodies, regions = _known(data, extra), _bodies(data), load_regions()
    verbs, nouns = _common_words()
    table: dict[str, list[Payload]] = defaultdict(list)
    for form, payload in (*_strings(data, known, bodies), *_region_strings(regions)):
        if payload not in table[form]:
            table[form].append(payload)
    return Gazetteer(
        organisations=known,
        kinds=tuple(data["kinds"]),
        bodies=bodies,
        regions=regions,
        tail_kinds=tuple(data["tails"]),
        generic=re.compile(f"(?:{_alternatives(data['generic'])})*"),
        cues=re.compile(_alternatives(data["cues"])),
        patterns=tuple(table),
        payloads=tuple(tuple(payloads) for payloads in table.values()),
        automaton=AhoCorasick(list(table), matchkind=MatchKind.Standard),
        region_rows=_region_rows(regions),
        countries=frozenset(data["countries"]),
        founding=re.compile(f"(?:{_alternatives(data['founding'])})了?"),
        not_before=_not_before(data["not_before"], table),
        verbs=verbs,
        nouns=nouns,
        shortened=dict(data["shortened"]),
    )


def load_gazetteer(extra: Sequence[Organisation] = ()) -> Gazetteer:
    """Return the gazetteer that comes with the program, with ``extra`` organisations added.

    An extra organisation replaces a listed one of the same canonical name.

    Raises
    ------
    ResourceError
        ``organisations.toml`` cannot be read, or lists an organisation twice or without its
        short name or kind.
    """
    return _load(tuple(extra))
