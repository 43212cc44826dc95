"""Whole web pages: the article out of what surrounds it, and the facts from the page's header."""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from analysis.ingest.characters import trim_lines
from analysis.ingest.dates import parse_date, parse_time
from analysis.ingest.draft import Draft
from analysis.ingest.fold import HAN_CLASS, count_han
from analysis.ingest.labels import STEP as FIELD
from analysis.ingest.labels import field_lines
from analysis.ingest.lines import NOTHING, is_paragraph, take_lines
from analysis.ingest.markup import Tag, attributes, strip_markup, tags
from analysis.ingest.readers import fragment
from analysis.ingest.readers.content import Content
from analysis.lexicon.pages import PageRules, load_pages

STEP = "page"
GUARD_SHARE = 0.5
"""Share of the Han characters of running text that an article must hold to be believed."""
MAX_EXTRACTED = 3_000_000
"""Longest source, in characters, that the extraction library is given."""
MAX_TAGS = 50_000
HEADER_LINES = 40
MAX_ARTICLES = 20
MAX_GAP = 4
"""Short lines, less one, that may stand between two paragraphs of one article."""

_FRAME = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]*")
_TITLE_CUT = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+|-(?=[^-]{2,20}\Z)")
_LABEL_SPACE = re.compile(r"[\s\u3000：:]+")
_NAMES = re.compile(rf"[{HAN_CLASS}·]{{2,20}}(?:[ ,，、;；]{{1,2}}[{HAN_CLASS}·]{{2,20}}){{0,5}}")
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta"))


class _Page(NamedTuple):
    """What one pass over the tags finds."""

    meta: dict[str, str]
    title: tuple[int, int] | None
    headings: list[tuple[int, int]]
    articles: list[tuple[int, int]]
    tag_names: Counter[str]


def read(text: str) -> Content:
    """Return the article of a page, the other lines as removals, and the fields of its header.

    The article is the element that a known selector names, else what readability finds. If that
    holds under half of the running text of the page, the running text is taken, with a warning.
    """
    rules = load_pages()
    text = _collapse(text)
    page = _scan(text, rules)
    draft = trim_lines(strip_markup(Draft.of(text)))
    lines = draft.text.split("\n")
    cells = _header_cells(lines, rules)
    values = _cell_values(cells.values())
    kept, warning = _article(text, draft, lines, page)
    kept -= cells.keys()
    first = min(kept, default=0)
    above = [line for row, line in enumerate(lines[:first]) if row not in cells][-HEADER_LINES:]
    values |= {k: v for k, v in _meta_values(page.meta, rules).items() if k not in values}
    values |= {k: v for k, v in _lines_above(above).items() if k not in values}
    title = values.get("title") or _title(text, page)
    taken = {row: STEP for row in range(len(lines)) if row not in kept}
    taken |= dict.fromkeys(cells, FIELD)
    return Content(
        take_lines(Draft.of(draft.text), taken),
        values | ({"title": title} if title else {}),
        (warning,) if warning else (),
        markup=_summed_up(page.tag_names),
    )


def _collapse(text: str) -> str:
    """Return a page with the line ends that mean nothing as spaces, at the same length.

    In a page without frame, which may be text with tags in it, only those between two tags.
    """
    if _FRAME.search(text):
        return text.replace("\n", " ")
    return text.replace(">\n<", "> <")


def _summed_up(names: Counter[str]) -> str:
    return " ".join(f"<{name}>×{n}" for name, n in names.most_common())


def _scan(source: str, rules: PageRules) -> _Page:
    page = _Page({}, None, [], [], Counter())
    wanted = {selector: rank for rank, selector in enumerate(rules.selectors)}
    found: list[tuple[int, tuple[int, int]]] = []
    every = [tag for tag in tags(source) if tag.name]
    for place, tag in enumerate(every):
        if tag.is_closing:
            continue
        page.tag_names[tag.name] += 1
        if tag.name == "meta":
            _add_meta(page.meta, attributes(tag))
        elif tag.name in {"h1", "title"}:
            page = _with_heading(page, tag.name, every, place)
        elif len(found) < MAX_ARTICLES and ("id" in tag.attributes or "class" in tag.attributes):
            rank = _rank(attributes(tag), wanted)
            if rank is not None and tag.name not in _VOID:
                found.append((rank, _span(every, place)))
    spans = [span for _, span in sorted(found, key=lambda item: item[0])]
    return page._replace(articles=spans)


def _with_heading(page: _Page, name: str, every: Sequence[Tag], place: int) -> _Page:
    if name == "h1" and len(page.headings) < 2:
        return page._replace(headings=[*page.headings, _span(every, place)])
    if name == "title" and page.title is None:
        return page._replace(title=_span(every, place))
    return page


def _add_meta(meta: dict[str, str], values: Mapping[str, str]) -> None:
    name = (values.get("name") or values.get("property") or "").lower()
    content = values.get("content", "").strip()
    if name and content:
        meta.setdefault(name, content)


def _rank(values: Mapping[str, str], wanted: Mapping[str, int]) -> int | None:
    names = [f"#{values['id']}"] if "id" in values else []
    names += [f".{name}" for name in values.get("class", "").split()]
    return min((wanted[name] for name in names if name in wanted), default=None)


def _span(every: Sequence[Tag], place: int) -> tuple[int, int]:
    """Return where the content of an element begins and ends, to the end if it is not closed."""
    name, depth = every[place].name, 1
    for tag in islice(every, place + 1, None):
        if tag.name != name or tag.attributes.endswith("/"):
            continue
        depth += -1 if tag.is_closing else 1
        if not depth:
            return every[place].end, tag.start
    return every[place].end, sys.maxsize


def _header_cells(lines: Sequence[str], rules: PageRules) -> dict[int, dict[str, str]]:
    """Return the rows of a header table: line number to fields."""
    found = {}
    for row, line in enumerate(lines):
        pairs = dict(_pairs(line, rules))
        if pairs:
            found[row] = {name: value for name, value in pairs.items() if value}
    return found if len(found) >= 2 else {}


def _pairs(line: str, rules: PageRules) -> Iterator[tuple[str, str]]:
    cells = line.split("\t")
    labels = [_LABEL_SPACE.sub("", cell) for cell in cells]
    if labels[0] not in rules.cells or cells[0].strip()[-1] not in "：:":
        return
    for label, value in zip(labels[::2], [*cells[1::2], ""], strict=False):
        if label in rules.cells:
            yield rules.cells[label], value.strip()


def _cell_values(cells: Iterable[dict[str, str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pairs in cells:
        values = pairs | values
    date = parse_date(values.get("date", "")) or parse_date(values.get("发布日期", ""))
    return {k: v for k, v in values.items() if k != "date"} | ({"date": date} if date else {})


def _meta_values(meta: Mapping[str, str], rules: PageRules) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, field in rules.meta.items():
        if name not in meta or field in values:
            continue
        if field == "date":
            stamp = {"date": parse_date(meta[name]), "time": parse_time(meta[name])}
            values |= {key: text for key, text in stamp.items() if text}
        elif field != "author" or _NAMES.fullmatch(meta[name]):
            values[field] = meta[name]
    if values.get("author") in {values.get("site"), values.get("source")}:
        values.pop("author", None)
    return values


def _lines_above(lines: Sequence[str]) -> dict[str, str]:
    if not lines:
        return {}
    found = field_lines(lines, NOTHING, range(len(lines)))
    return {name: value for name, value in found.values.items() if name != "title"}


def _title(source: str, page: _Page) -> str | None:
    if len(page.headings) == 1:
        heading = _plain(source, page.headings[0])
        if heading:
            return heading
    if page.title is None:
        return None
    return _TITLE_CUT.split(_plain(source, page.title))[0].strip() or None


def _plain(source: str, span: tuple[int, int]) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", source[slice(*span)])).split())


def _article(
    source: str, draft: Draft, lines: Sequence[str], page: _Page
) -> tuple[set[int], str | None]:
    """Return the rows of the article, and a warning if it had to be taken from the whole page."""
    places = [draft.origin(start) for start in _starts(lines)]
    for low, high in page.articles:
        kept = {row for row, place in enumerate(places) if low <= place < high}
        if _n_han(lines, kept) >= 20:
            return kept, None
    kept = _extracted(source, lines, page)
    running = _running(lines)
    if kept and _n_han(lines, kept) >= GUARD_SHARE * _n_han(lines, running):
        return kept, None
    if not running:
        return set(range(len(lines))), None
    return running, "没有找到网页正文的边界，保留了成段的文字，可能多出或缺少几行。"


def _running(lines: Sequence[str]) -> set[int]:
    """Return the largest run of paragraphs with the short lines between them."""
    runs: list[range] = []
    for row, line in enumerate(lines):
        if not is_paragraph(line):
            continue
        near = runs and row - runs[-1].stop < MAX_GAP
        start = runs.pop().start if near else row
        runs.append(range(start, row + 1))
    return max((set(run) for run in runs), key=lambda run: _n_han(lines, run), default=set())


def _extracted(source: str, lines: Sequence[str], page: _Page) -> set[int]:
    summary = _summary(_DATA_ADDRESS.sub("", source), page)
    wanted = {_squeeze(line) for line in fragment.read(summary).draft.text.split("\n")} - {""}
    found = {row for row, line in enumerate(lines) if _squeeze(line) in wanted}
    if not found:
        return found
    inner = range(min(found), max(found))
    return found | {row for row in inner if is_paragraph(lines[row])}


def _summary(source: str, page: _Page) -> str:
    if len(source) > MAX_EXTRACTED or page.tag_names.total() > MAX_TAGS or not source.strip():
        return ""
    from lxml.etree import LxmlError  # noqa: PLC0415 - large, and needed for web pages only
    from readability import Document  # noqa: PLC0415
    from readability.readability import Unparseable  # noqa: PLC0415

    try:
        summary: str = Document(source).summary(html_partial=True)
    except (Unparseable, LxmlError, ValueError, RecursionError):
        return ""
    return summary


def _starts(lines: Sequence[str]) -> Iterator[int]:
    start = 0
    for line in lines:
        yield start
        start += len(line) + 1


def _n_han(lines: Sequence[str], rows: set[int]) -> int:
    return sum(count_han(lines[row]) for row in rows)


def _squeeze(text: str) -> str:
    return "".join(text.split())
