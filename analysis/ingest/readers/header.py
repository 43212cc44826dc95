"""Facts about a page: what it tells to machines, its headings, and the lines around the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.ingest.dates import parse_date, parse_time
from analysis.ingest.labels import field_lines, parse_labels
from analysis.ingest.lines import NOTHING
from analysis.ingest.markup import Tag
from analysis.ingest.readers.elements import Element
from analysis.ingest.readers.metas import MAX_VALUE, Values, fields_of, plain, read_json, read_meta
from analysis.lexicon.pages import PageRules

HEADER_LINES = 40
"""Lines above the article that are looked at for labels and values."""
BELOW_LINES = 5
"""Lines below the article that are."""
MAX_SITE = 20

_TITLE_CUT = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|(?<!\d)[-–—]+(?=[^-–—（）()《》“”]{2,20}\Z)")
_LABEL_SPACE = re.compile(r"[\s\u3000：:]+")
_SITE = re.compile(r"网$|网站$|在线$|门户|日报|时报|人民政府$|新闻$")

_STAMPED = re.compile(
    r"(?P<before>.{0,60}?)(?P<stamp>(?:19|20)\d{2} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?(?!\d)"
    r"(?:[ T]*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?[秒分]?(?!\d))?)(?P<behind>.{0,80})"
)
_BEFORE_LABEL = re.compile(r"\s*(?=(?:来源|作者|责任编辑|责编|编辑)\s*[：:])")
_BUTTON = re.compile(
    r"[ \u3000]+(?:举报|分享|打印|收藏|关注|订阅|评论|我要|字号|字体|浏览|点击|阅读|下载|参与).*"
)
NEAR_LINES = 12
"""Lines above the article that may hold its date if its title does not stand above."""


class Surroundings(NamedTuple):
    """What a page has beside its article: source, tags, elements, lines above and below."""

    source: str
    tags: Sequence[Tag]
    elements: Sequence[Element]
    above: Sequence[str]
    below: Sequence[str]


def read_values(page: Surroundings, rules: PageRules) -> Values:
    """Return the fields of a page: from ``<meta>``, JSON-LD, lines around the article, headings.

    What comes first in this order holds.
    """
    meta = read_meta(page.tags)
    whole = _page_title(page)
    values = _without_site(fields_of(meta, rules.meta), whole)
    values = _without_site(fields_of(read_json(page.source, page.tags), rules.json), whole) | values
    headings = read_title(page, meta.get("og:title", ""))
    for found in (
        read_stamped(page.above, values.get("title") or headings.get("title", "")),
        read_lines_above(page.above),
        read_lines_below(page.below),
        headings,
        fields_of(meta, rules.social),
    ):
        values = found | values
    return values


def read_title(page: Surroundings, told: str) -> Values:
    """Return title and site by ``<h1>``, ``<title>`` and a title told for cards of links.

    A heading is believed if the page's title begins with it, or if it is the only one and not the
    site's name.
    """
    whole = _page_title(page)
    headings = [_text_of(page.source, e) for e in page.elements if e.name == "h1"]
    headings = [heading for heading in (*headings, told) if heading]
    parts = [part.strip() for part in _TITLE_CUT.split(whole) if part.strip()]
    values = {"site": parts[-1]} if len(parts) > 1 and _is_site(parts[-1]) else {}
    begun = [h for h in headings if len(h) >= 4 and _squeeze(whole).startswith(_squeeze(h))]
    single = headings[0] if len(headings) == 1 and headings[0] not in parts[1:] else ""
    title = max(begun, key=len, default=single) or next(iter(parts), "")
    return values | ({"title": title} if title else {})


def _page_title(page: Surroundings) -> str:
    return next((_text_of(page.source, e) for e in page.elements if e.name == "title"), "")


def _without_site(values: Values, whole_title: str) -> Values:
    """Return fields without an author that is the site: it ends the page's title or names it."""
    author = values.get("author", "")
    tails = _TITLE_CUT.split(whole_title)[1:]
    if author and any(author in tail for tail in (*tails, values.get("site", ""))):
        return {name: value for name, value in values.items() if name != "author"}
    return values


def _is_site(part: str) -> bool:
    return len(part) <= MAX_SITE and bool(_SITE.search(part))


def read_lines_above(lines: Sequence[str]) -> Values:
    """Return the fields of label lines and stamps above the article."""
    lines = lines[-HEADER_LINES:]
    if not lines:
        return {}
    found = field_lines(lines, NOTHING, range(len(lines)))
    return {name: value for name, value in found.values.items() if name != "title"}


def read_lines_below(lines: Sequence[str]) -> Values:
    """Return source, author and editor of label lines right below the article."""
    lines = lines[:BELOW_LINES]
    found = field_lines(lines, NOTHING, range(len(lines)), tail=True)
    return {k: v for k, v in found.values.items() if k in {"source", "author", "editor"}}


def read_stamped(lines: Sequence[str], title: str) -> Values:
    """Return date, time and labelled values of the line that holds the date of publication.

    It stands between title and article; where the title is not found, it is the one nearest above
    the article.

    Examples
    --------
    >>> read_stamped(["2019-12-10 07:57来源：新华网作者：钟鸣"], "")
    {'date': '2019-12-10', 'time': '07:57', 'source': '新华网', 'author': '钟鸣'}
    """
    lines = lines[-HEADER_LINES:]
    titles = [row for row, line in enumerate(lines) if _squeeze(line) == _squeeze(title)]
    near = lines[titles[-1] + 1 :] if titles else lines[: -NEAR_LINES - 1 : -1]
    match = next((found for found in map(_STAMPED.fullmatch, near) if found), None)
    date = parse_date(match["stamp"]) if match else None
    if not match or not date:
        return {}
    values = {"date": date, "time": parse_time(match["stamp"]) or ""}
    for piece in _BEFORE_LABEL.split(f"{match['before']} {match['behind']}"):
        labelled = parse_labels(_BUTTON.sub("", piece).strip()) or {}
        values |= {name: value for name, value in labelled.items() if name not in values}
    return {name: value for name, value in values.items() if value}


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
    if not any("：" in cell or ":" in cell for cell in cells):
        return {}
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


def _text_of(source: str, element: Element) -> str:
    text = plain(source[element.start : element.end][:5_000])
    return text if len(text) <= MAX_VALUE else ""


def _squeeze(text: str) -> str:
    return "".join(text.split())
