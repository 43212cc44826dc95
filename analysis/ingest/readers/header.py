"""Facts about a page: its meta elements, JSON-LD, headings, and the lines above the article."""

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
from analysis.ingest.labels import field_lines
from analysis.ingest.lines import NOTHING
from analysis.ingest.markup import Tag, attributes
from analysis.ingest.readers.elements import Element
from analysis.lexicon.pages import PageRules

HEADER_LINES = 40
"""Lines above the article that are looked at for labels and values."""
MAX_JSON = 1_000_000
MAX_OBJECTS = 50
MAX_VALUE = 300
"""Longest value, in characters; what is longer is no title and no name."""
MAX_SITE = 20

_ANY_TAG = re.compile(r"<[^<>]*>")
_JSON_TYPE = "application/ld+json"
_TITLE_CUT = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|(?<!\d)[-–—]+(?=[^-–—（）()《》“”]{2,20}\Z)")
_LABEL_SPACE = re.compile(r"[\s\u3000：:]+")
_NAMES = re.compile(rf"[{HAN_CLASS}·]{{2,20}}(?:[ ,，、;；]{{1,2}}[{HAN_CLASS}·]{{2,20}}){{0,5}}")
_NO_NAME = re.compile(r"网[站]?$|编辑|管理员|系统|政府|办公[室厅]$|中心$|^(?:未知|佚名|网友|原创)$")
_SITE = re.compile(r"网$|网站$|在线$|门户|日报|时报|人民政府$|新闻$")

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


def read_title(source: str, elements: Sequence[Element], told: str) -> Values:
    """Return title and site by ``<h1>``, ``<title>`` and a title told for cards of links.

    A heading is believed if the page's title begins with it, or if it is the only one and not the
    site's name.
    """
    whole = next((_text_of(source, e) for e in elements if e.name == "title"), "")
    headings = [_text_of(source, e) for e in elements if e.name == "h1"]
    headings = [heading for heading in (*headings, told) if heading]
    parts = [part.strip() for part in _TITLE_CUT.split(whole) if part.strip()]
    values = {"site": parts[-1]} if len(parts) > 1 and _is_site(parts[-1]) else {}
    begun = [h for h in headings if len(h) >= 4 and _squeeze(whole).startswith(_squeeze(h))]
    single = headings[0] if len(headings) == 1 and headings[0] not in parts[1:] else ""
    title = max(begun, key=len, default=single) or next(iter(parts), "")
    return values | ({"title": title} if title else {})


def _is_site(part: str) -> bool:
    return len(part) <= MAX_SITE and bool(_SITE.search(part))


def read_lines_above(lines: Sequence[str]) -> Values:
    """Return the fields of label lines and stamps above the article."""
    lines = lines[-HEADER_LINES:]
    if not lines:
        return {}
    found = field_lines(lines, NOTHING, range(len(lines)))
    return {name: value for name, value in found.values.items() if name != "title"}


def read_cells(lines: Sequence[str], rules: PageRules) -> tuple[set[int], Values]:
    """Return the rows of the header table of an official document, two or more, and their fields.

    Cells are label and value in turn, or both in one; a row that holds anything else is none.
    """
    found: dict[int, Values] = {}
    for row, line in enumerate(lines):
        pairs = _pairs(line.split("\t"), rules)
        if pairs:
            found[row] = pairs
    if len(found) < 2:
        return set(), {}
    values: Values = {}
    for pairs in found.values():
        values = {name: value for name, value in pairs.items() if value} | values
    date = parse_date(values.pop("date", "")) or parse_date(values.get("发布日期", ""))
    return set(found), values | ({"date": date} if date else {})


def _pairs(cells: Sequence[str], rules: PageRules) -> Values:
    """Return fields and values of a row of a header table, or nothing if it is none."""
    pairs: Values = {}
    waiting, has_colon = "", False
    for cell in cells:
        label, colon, value = _split(cell.strip())
        if waiting:
            pairs.setdefault(rules.cells[waiting], cell.strip())
            waiting = ""
        elif label in rules.cells and value:
            pairs.setdefault(rules.cells[label], value)
            has_colon = True
        elif label in rules.cells:
            waiting = label
            has_colon = has_colon or bool(colon)
        elif cell.strip():
            return {}
    if waiting:
        pairs.setdefault(rules.cells[waiting], "")
    return pairs if has_colon else {}


def _split(cell: str) -> tuple[str, str, str]:
    label, colon, value = cell.replace(":", "：", 1).partition("：")
    return _LABEL_SPACE.sub("", label), colon, value.strip()


def plain(text: str) -> str:
    """Return a value without tags, entities, invisible characters and outer white space."""
    text = html.unescape(_ANY_TAG.sub("", text))
    return " ".join(repair_characters(Draft.of(text)).text.split())


def _text_of(source: str, element: Element) -> str:
    text = plain(source[element.start : element.end][:5_000])
    return text if len(text) <= MAX_VALUE else ""


def _squeeze(text: str) -> str:
    return "".join(text.split())
