"""Facts that a page tells to machines: its meta elements and JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from analysis.ingest.characters import repair_characters
from analysis.ingest.dates import parse_date, parse_time
from analysis.ingest.draft import Draft
from analysis.ingest.fold import HAN_CLASS
from analysis.ingest.markup import Tag, attributes

MAX_JSON = 1_000_000
MAX_OBJECTS = 50
MAX_VALUE = 300
"""Longest value, in characters; what is longer is no title and no name."""

_ANY_TAG = re.compile(r"<[^<>]*>")
_JSON_TYPE = "application/ld+json"
_NAMES = re.compile(rf"[{HAN_CLASS}·]{{2,20}}(?:[ ,，、;；]{{1,2}}[{HAN_CLASS}·]{{2,20}}){{0,5}}")
_NO_NAME = re.compile(r"网[站]?$|编辑|管理员|系统|政府|办公[室厅]$|中心$|^(?:未知|佚名|网友|原创)$")

Values = dict[str, str]


def read_meta(every: Iterable[Tag]) -> Values:
    """Return the contents of ``<meta>`` elements by their names in small letters."""
    meta: Values = {}
    for tag in every:
        if tag.name != "meta":
            continue
        values = attributes(tag)
        name = values.get("name") or values.get("property") or values.get("itemprop") or ""
        content = plain(values.get("content", ""))
        if content and len(content) <= MAX_VALUE:
            meta.setdefault("".join(name.split()).lower(), content)
    return meta


def read_json(source: str, every: Sequence[Tag]) -> Values:
    """Return the texts of JSON-LD by their keys in small letters, the first of each."""
    found: Values = {}
    for place, tag in enumerate(every):
        if tag.name != "script" or tag.is_closing or _JSON_TYPE not in tag.attributes.lower():
            continue
        behind = islice(every, place + 1, None)
        end = next((t.start for t in behind if t.name == "script"), len(source))
        written = source[tag.end : end][:MAX_JSON]
        try:
            parsed: object = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
        for name, value in _json_values(parsed):
            found.setdefault(name.lower(), value)
    return found


def _json_values(parsed: object) -> Iterator[tuple[str, str]]:
    waiting, n_seen = [parsed], 0
    while waiting and n_seen < MAX_OBJECTS:
        value = waiting.pop(0)
        n_seen += 1
        if isinstance(value, list):
            waiting += value[:MAX_OBJECTS]
        elif isinstance(value, dict):
            waiting += [value["@graph"]] if "@graph" in value else []
            yield from ((name, _named(inner)) for name, inner in value.items() if _named(inner))


def _named(value: object) -> str:
    """Return a value as text: itself, the name of an object, or those of a list."""
    if isinstance(value, str):
        text = plain(value)
        return text if len(text) <= MAX_VALUE else ""
    if isinstance(value, dict):
        name = value.get("name")
        return _named(name) if isinstance(name, str) else ""
    if isinstance(value, list):
        names = (_named(item) for item in value[:6] if isinstance(item, (str, dict)))
        return "、".join(name for name in names if name)
    return ""


def fields_of(found: Mapping[str, str], names: Mapping[str, str]) -> Values:
    """Return fields by the names that a source uses for them, the first name that is there."""
    values: Values = {}
    for name, field in names.items():
        value = found.get(name, "")
        if not value or field in values:
            continue
        if field == "date":
            stamp = {"date": parse_date(value), "time": parse_time(value)}
            values |= {key: text for key, text in stamp.items() if text}
        elif field not in {"author", "editor"} or _is_person(value):
            values[field] = value
    if values.get("author") in {values.get("site"), values.get("source")}:
        values.pop("author", None)
    return values


def _is_person(value: str) -> bool:
    return bool(_NAMES.fullmatch(value)) and not _NO_NAME.search(value)


def plain(text: str) -> str:
    """Return a value without tags, entities, invisible characters and outer white space."""
    text = html.unescape(_ANY_TAG.sub("", text))
    return " ".join(repair_characters(Draft.of(text)).text.split())
