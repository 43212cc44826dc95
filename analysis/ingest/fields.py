"""Title, subtitle, date, source, author and the like: out of the lines around the body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.ingest.dates import parse_date, parse_time
from analysis.ingest.fold import HAN_CLASS, count_han
from analysis.ingest.lines import TAIL_LINES, Found, head_size, is_paragraph
from analysis.ingest.residue import LABEL
from analysis.ingest.sniff import stem_of, suffix_of
from analysis.lexicon.residue import load_residue

STEP = "field"
MAX_VALUE = 30
MAX_TITLE = 80

_VALUE_STOP = re.compile(r"[。，；：]")
_NAME = rf"[{HAN_CLASS}·]"
_SPACED_NAME = re.compile(rf"{_NAME}(?:[ \u3000]+{_NAME}){{1,2}}")
_STAMP = re.compile(
    r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)"
    r"(?:[ T]*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2})?[秒分]?)?"
)
_NUMERIC_DATE = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[ T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
_BRACKETED_DATE = re.compile(r"[（(](?P<date>[12二一][^（）()]{5,16}日)[）)]")
_MEETING = re.compile(
    r"[（(]?(?:—|―|-)*(?P<date>[12二一].{4,15}日) ?在.{4,60}上(?:的(?:讲话|报告))?[）)]?"
)
_DASHED = re.compile(r"(?:—|―|－|--)+[ \u3000]*(?P<subtitle>[^。]{4,80})")
_NUMBER = re.compile(rf"[{HAN_CLASS}]{{1,14}}[〔\[（(]\d{{4}}[〕\]）)]\s?第?\d{{1,5}}号")
_ROLE = (
    r"(?:省长|市长|区长|县长|州长|主席|主任|书记|部长|厅长|局长|院长|检察长|总理|秘书长|盟长|旗长)"
)
_BYLINE = re.compile(
    rf"(?P<author_role>[{HAN_CLASS}、]{{0,30}}?(?:代)?{_ROLE})[ \u3000]+"
    rf"(?P<author>{_NAME}(?:[ \u3000]*{_NAME}){{1,4}})"
)
_REPORTER = re.compile(
    r"[（(](?P<author_role>(?:本报|本网|本刊|新华社|人民日报)?(?:记者|通讯员|特约记者|实习记者)|作者|文/图|文)"
    rf"[ \u3000：:/]{{0,2}}(?P<author>{_NAME}{{2,5}}"
    rf"(?:[ \u3000、，]{{1,2}}{_NAME}{{2,5}}){{0,5}})[）)]$"
)
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[章节条编部]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.、．]|附件?[：:\d])"
)
_TITLE_STOP = re.compile(r"[。；，、：,;:]$")
_TITLE_END = re.compile(
    r"(?:通知|通报|通告|公告|意见|办法|方案|规划|计划|报告|决定|决议|指南|细则|纲要|批复|复函|函|条例|规定|讲话|总结|综述|要点)"
    r"(?:[（(].{1,12}[）)])?$"
)
_FILE_NAME = re.compile(r"(?:\d{1,5}[ ._、-]*)?(?P<title>\D.*)")
_TEXT_ENDS = frozenset((".txt", ".doc", ".docx", ".wps", ".pdf", ".htm", ".html", ".md", ".rtf"))
_LABEL_LINE = re.compile(r"[（(]?(?P<fields>[^（）()。]{2,119}?)[）)]?")
_TAIL_LABELS_NOT = frozenset(("时间", "日期"))


def read_fields(lines: Sequence[str], found: Found, known: Mapping[str, str]) -> Found:
    """Return title, subtitle, date and other fields of a document, and the lines they stood on.

    Parameters
    ----------
    lines
        Lines of the text, not empty.
    found
        What is already taken as residue.
    known
        Values known from elsewhere (the page's header); a known title is looked for in the head.
    """
    head = head_size(lines)
    found = found.joined(field_lines(lines, found, range(head)))
    tail = range(max(len(lines) - TAIL_LINES, head), len(lines))
    found = found.joined(field_lines(lines, found, tail))
    found = found.joined(_title(lines, found, head, known))
    return found.joined(_below_title(lines, found, head, known))


def byline(paragraph: str) -> tuple[int, dict[str, str]]:
    """Return where the byline at the end of a paragraph begins, and author and role.

    Examples
    --------
    >>> byline("展现生动局面。（记者 钟鸣）")
    (7, {'author_role': '记者', 'author': '钟鸣'})
    """
    match = _REPORTER.search(paragraph)
    if not match:
        return len(paragraph), {}
    return match.start(), match.groupdict()


def close_name(value: str) -> str:
    """Return a name without the spaces that only align it: 张 波, 习　近　平.

    Examples
    --------
    >>> close_name("张 波"), close_name("张三 李四")
    ('张波', '张三 李四')
    """
    return "".join(value.split()) if _SPACED_NAME.fullmatch(value) else value


def parse_labels(line: str, *, tail: bool = False) -> dict[str, str] | None:
    """Return the fields of a line that consists of labels and values, else ``None``.

    Examples
    --------
    >>> parse_labels("时间：2022-05-27 08:32:01 来源：网友投稿")
    {'date': '2022-05-27', 'time': '08:32:01', 'source': '网友投稿'}
    >>> parse_labels("来源：一是财政拨款，二是社会捐助") is None
    True
    """
    match = _LABEL_LINE.fullmatch(line)
    if not match:
        return None
    places = _label_places(match["fields"])
    if not places or places[0][0] != 0:
        return None
    text, values = match["fields"], dict[str, str]()
    ends = [start for start, _, _ in places[1:]] + [len(text)]
    for (_, label, begin), end in zip(places, ends, strict=True):
        read = _read_value(label, text[begin:end].strip(), alone=len(places) == 1, tail=tail)
        if read is None:
            return None
        values |= read
    return values


def _label_places(text: str) -> list[tuple[int, str, int]]:
    names = load_residue().fields
    pattern = re.compile(
        r"(?:(?<=\s)|\A)([^\s：:](?:[^：:]{0,8}[^\s：:])?)[ \u3000]*[：:](?!\d{2}\b)"
    )
    places = []
    for match in pattern.finditer(text):
        words = match[1].split()
        for count in range(len(words), 0, -1):
            label = "".join(words[-count:])
            if label in names:
                start = match.start(1) + _offset(match[1], len(words) - count)
                places.append((start, label, match.end()))
                break
    return places


def _offset(text: str, n_words: int) -> int:
    """Return where the word after the first ``n_words`` begins."""
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    return starts[n_words]


def _read_value(label: str, value: str, *, alone: bool, tail: bool) -> dict[str, str] | None:
    field = load_residue().fields[label]
    if field == "date":
        if tail and label in _TAIL_LABELS_NOT:
            return None
        if alone and label in _TAIL_LABELS_NOT and not _NUMERIC_DATE.fullmatch(value):
            return None
        return _stamp(value)
    if len(value) >= MAX_VALUE or _VALUE_STOP.search(value):
        return None
    if not field:
        return {}
    return {field: close_name(value)} if value else {}


def _stamp(value: str) -> dict[str, str] | None:
    match = _STAMP.match(value)
    if not match or value[match.end() :].strip(" （）()星期一二三四五六日"):
        return None
    found = {"date": parse_date(value), "time": parse_time(value)}
    return {name: text for name, text in found.items() if text}


def field_lines(lines: Sequence[str], found: Found, rows: range) -> Found:
    """Return lines of labels and values, a label alone together with the line under it."""
    taken: dict[int, str] = {}
    values: dict[str, str] = {}
    tail = rows.start > 0
    for row in rows:
        if row in found.taken or row in taken:
            continue
        stamp = _STAMP.fullmatch(lines[row]) if not tail else None
        read = _stamp(lines[row]) if stamp else parse_labels(lines[row], tail=tail)
        if read is not None:
            taken[row] = STEP
            if not read and lines[row][-1] in "：:" and row + 1 in rows:
                read = parse_labels(lines[row] + lines[row + 1], tail=tail)
                if read:
                    taken[row + 1] = STEP
            values = (
                (read or {}) | values
                if tail
                else values | {k: v for k, v in (read or {}).items() if k not in values}
            )
    return Found(taken, values)


def _title(lines: Sequence[str], found: Found, head: int, known: Mapping[str, str]) -> Found:
    free = [row for row in range(head) if row not in found.taken]
    if not free or len(lines) - len(found.taken) < 2:
        return Found({}, {})
    if known.get("title"):
        return _repeated_title(lines, free, known["title"])
    named = _file_name(lines[free[0]])
    if named:
        return Found({free[0]: STEP}, {"title": named})
    anchor = min((row for row, step in found.taken.items() if step == STEP), default=None)
    if anchor is not None and anchor < head:
        above = [row for row in free if row < anchor and not _is_subtitle(lines[row])]
        if above:
            taken = dict.fromkeys((row for row in free if row < above[-1]), LABEL)
            return Found(taken | {above[-1]: STEP}, {"title": lines[above[-1]]})
    if not is_title(lines[free[0]]):
        return Found({}, {})
    title, taken = lines[free[0]], {free[0]: STEP}
    if len(free) > 1 and free[1] == free[0] + 1 and _continues(title, lines[free[1]]):
        title, taken = title + lines[free[1]], taken | {free[1]: STEP}
    return Found(taken, {"title": title})


def is_title(line: str) -> bool:
    """Return whether a first line can be a title: short, no stop at its end, no heading mark."""
    if len(line) > MAX_TITLE or count_han(line) < 4 or _TITLE_STOP.search(line):
        return False
    return not (_HEADING.match(line) or _is_subtitle(line) or is_paragraph(line))


def _continues(title: str, line: str) -> bool:
    """Return whether ``line`` is the second line of a title broken in two."""
    if _TITLE_END.search(title) or len(line) > 40 or not is_title(line):
        return False
    return bool(_TITLE_END.search(title + line))


def _is_subtitle(line: str) -> bool:
    return bool(_DASHED.fullmatch(line) or _MEETING.fullmatch(line))


def _file_name(line: str) -> str | None:
    if suffix_of(line) not in _TEXT_ENDS:
        return None
    match = _FILE_NAME.fullmatch(stem_of(line))
    return match["title"] if match else None


def _repeated_title(lines: Sequence[str], free: Sequence[int], title: str) -> Found:
    """Return the lines of the head that repeat a known title, in one line or two or three."""
    wanted = _squeeze(title)
    for count in (1, 2, 3):
        for first in range(len(free) - count + 1):
            rows = free[first : first + count]
            if _squeeze("".join(lines[row] for row in rows)) == wanted:
                return Found(dict.fromkeys(rows, STEP), {})
    return Found({}, {})


def _below_title(lines: Sequence[str], found: Found, head: int, known: Mapping[str, str]) -> Found:
    """Return subtitle, number, date and author that stand between title and text."""
    taken: dict[int, str] = {}
    values: dict[str, str] = {}
    title = _squeeze(found.values.get("title") or known.get("title", ""))
    for row in range(head):
        line = lines[row]
        if row in found.taken:
            continue
        if line[-1] in "：！" or _HEADING.match(line):
            break
        read = _read_header_line(line, title)
        if read is not None and not read.keys() & values.keys() - {"date"}:
            taken[row] = STEP
            values = read | values
    return Found(taken, values)


def _read_header_line(line: str, title: str) -> dict[str, str] | None:
    if len(line) >= 4 and _squeeze(line) in title:
        return {}
    for read in (_read_meeting, _read_dashed, _read_number, _read_bracketed_date, _read_author):
        values = read(line)
        if values is not None:
            return {name: value for name, value in values.items() if value}
    return None


def _read_meeting(line: str) -> dict[str, str] | None:
    match = _MEETING.fullmatch(line)
    if not match:
        return None
    return {"subtitle": line.strip("（）()—―-"), "date": parse_date(match["date"]) or ""}


def _read_dashed(line: str) -> dict[str, str] | None:
    match = _DASHED.fullmatch(line)
    return {"subtitle": match["subtitle"]} if match else None


def _read_number(line: str) -> dict[str, str] | None:
    return {"number": line} if _NUMBER.fullmatch(line) else None


def _read_bracketed_date(line: str) -> dict[str, str] | None:
    match = _BRACKETED_DATE.fullmatch(line)
    date = parse_date(match["date"]) if match else None
    return {"date": date} if date else None


def _read_author(line: str) -> dict[str, str] | None:
    if _SPACED_NAME.fullmatch(line):
        return {"author": close_name(line)}
    match = _BYLINE.fullmatch(line)
    if not match:
        return None
    return {"author": "".join(match["author"].split()), "author_role": match["author_role"]}


def _squeeze(text: str) -> str:
    return "".join(text.split())
