"""Title, subtitle, date, source, author and the like: out of the lines around the body."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from analysis.ingest.dates import parse_date
from analysis.ingest.fold import HAN_CLASS, count_han
from analysis.ingest.labels import NAME, STAMP, STEP, close_name, field_lines
from analysis.ingest.letterhead import LETTERHEAD, ends_title, is_cut, letterhead, read_number
from analysis.ingest.lines import NOTHING, TAIL_LINES, Found, head_size, is_paragraph
from analysis.ingest.residue import LABEL, TITLE_TAIL, is_off
from analysis.ingest.signature import is_issuer
from analysis.ingest.sniff import title_of_name

TITLE, HEADER = "title", "header-line"
"""Rules of the step of fields: the title, and what stands between it and the text."""
MAX_TITLE = 80
MAX_LABEL = 30
"""Longest line above the title that is taken for a label of the page."""

_PLAIN_NAME = re.compile(rf"[{HAN_CLASS}]{{2,4}}|{NAME}{{2,6}}·{NAME}{{2,6}}")
_NOT_NAMES = frozenset(
    (
        *("目录", "目次", "前言", "序言", "附件", "附录", "引言", "摘要", "正文", "总则"),
        *("附则", "全文", "绪论"),
    )
)
_ROLES = (
    *(
        "省长",
        "市长",
        "区长",
        "县长",
        "州长",
        "盟长",
        "旗长",
        "主席",
        "主任",
        "书记",
        "部长",
        "厅长",
    ),
    *("局长", "院长", "检察长", "审计长", "总理", "秘书长", "委员长"),
)
_ROLE = f"(?:{'|'.join(_ROLES)})"
_ROLE_LINE = re.compile(rf"[{HAN_CLASS}、]{{0,30}}(?:代)?{_ROLE}")
_BYLINE = re.compile(
    rf"(?P<author_role>[{HAN_CLASS}、]{{0,30}}?(?:代)?{_ROLE})[ \u3000]+"
    rf"(?P<author>{NAME}(?:[ \u3000]*{NAME}){{1,4}})"
)
_BRACKETED_DATE = re.compile(
    r"[（(](?P<date>[12二一][^（）()]{5,20}日)(?:[^，。（）()]{0,30}通过)?[）)]"
)
_MONTH = re.compile(r"[12]\d{3} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?")
_MEETING = re.compile(
    r"[（(]?(?:—|―|－|-)*"
    r"(?P<subtitle>(?P<date>[12二一][^，。]{4,15}日) ?在[^，。]{4,60}上(?:的(?:讲话|报告))?)[）)]?"
)
_MEETING_START = re.compile(r"[（(]?(?:—|―|－|-)*[12二一][^，。]{4,15}日 ?在[^，。]{4,40}")
_DASHED = re.compile(r"(?:—|―|－|--)+[ \u3000]*(?P<subtitle>[^。]{4,80})")
_EDITION = re.compile(r"[（(][^（）()，。]{2,20}[）)](?:[（(][^（）()，。]{2,20}[）)])?")
_HEADING = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[章节条编部]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.、．]|附件?[：:\d]|目 *录"
)
_TITLE_STOP = re.compile(r"[。；，、：,;:]$")
Values = dict[str, str]


def read_fields(
    lines: Sequence[str], found: Found, known: Mapping[str, str], rules_off: Collection[str] = ()
) -> Found:
    """Return title, subtitle, date and other fields of a document, and the lines they stood on.

    Parameters
    ----------
    lines
        Lines of the text, none of them empty.
    found
        What is already taken as residue.
    known
        Values known from elsewhere (the page's header); a known title is looked for in the head.
    rules_off
        Keys of rules, or names of steps, that do not hold: what they look for stays in the text.
    """
    head = head_size(lines)
    tail = range(max(len(lines) - TAIL_LINES, head), len(lines))
    found = found.joined(field_lines(lines, found, range(head), rules_off))
    found = found.joined(field_lines(lines, found, tail, rules_off, tail=True))
    if not is_off(LETTERHEAD, STEP, rules_off):
        free = [row for row in range(head) if row not in found.taken]
        found = found.joined(letterhead(lines, free))
    if not is_off(TITLE, STEP, rules_off):
        found = found.joined(_ruled(_title(lines, found, head, known), TITLE))
    title = found.values.get("title") or known.get("title", "")
    if not is_off(HEADER, STEP, rules_off):
        found = found.joined(_ruled(_below_title(lines, found, head, title), HEADER))
    if not is_off(TITLE_TAIL, STEP, rules_off):
        found = found.joined(_repeated_below(lines, found, tail, title))
    return found


def _ruled(found: Found, rule: str) -> Found:
    return found._replace(rules=dict.fromkeys(found.taken, rule))


def is_title(line: str) -> bool:
    """Return whether a first line can be a title: short, no stop at its end, no heading mark.

    Examples
    --------
    >>> is_title("国务院关于促进就业的意见"), is_title("一、总体要求"), is_title("各位代表：")
    (True, False, False)
    """
    if len(line) > MAX_TITLE or count_han(line) < 4 or _TITLE_STOP.search(line):
        return False
    return not (_HEADING.match(line) or is_paragraph(line) or _is_header_line(line))


def _title(lines: Sequence[str], found: Found, head: int, known: Mapping[str, str]) -> Found:
    free = [row for row in range(head) if row not in found.taken]
    if not free or len(lines) - len(found.taken) < 2:
        return NOTHING
    if known.get("title"):
        return _repeated_title(lines, free, known["title"])
    named = title_of_name(lines[free[0]])
    if named:
        return Found({free[0]: STEP}, {"title": named})
    return _title_above_fields(lines, found, free) or _first_title(lines, found, free)


def _title_above_fields(lines: Sequence[str], found: Found, free: Sequence[int]) -> Found | None:
    """Return the line above the first field line as title; labels of the page above it go."""
    fields = [row for row, step in found.taken.items() if step == STEP and row <= free[-1] + 1]
    above = [row for row in free if fields and row < min(fields)]
    titles = [row for row in above if is_title(lines[row])]
    if not titles:
        return None
    last, values = titles[-1], {}
    row = last
    if is_issuer(lines[last]) and last - 1 in above and ends_title(lines[last - 1]):
        row, values = last - 1, {"issuer": lines[last]}
    elif last + 1 in above and is_cut(lines[last], lines[last + 1]):
        row = last = last + 1
    first = row - 1 if row - 1 in titles and is_cut(lines[row - 1], lines[row]) else row
    title = "".join(lines[first : row + 1])
    labels = [r for r in above if r < first and _is_label(lines[r], title)]
    taken = dict.fromkeys(labels, LABEL) | dict.fromkeys(range(first, last + 1), STEP)
    return Found(taken, {"title": title} | values)


def _is_label(line: str, title: str) -> bool:
    is_short = len(line) <= MAX_LABEL and not is_paragraph(line) and line[-1] not in "。；！？"
    return is_short or line == title


def _first_title(lines: Sequence[str], found: Found, free: Sequence[int]) -> Found:
    """Return the first line, with the one or two lines that go on with it, if it is a title.

    Who issues it, between the title and a date, goes too.
    """
    row = free[0]
    if not is_title(lines[row]):
        return NOTHING
    title = lines[row]
    for following in free[1:3]:
        if following != row + 1 or not _goes_on(title, lines[following]):
            break
        row = following
        title += lines[following]
    values = {"title": title}
    if row + 1 in free and is_issuer(lines[row + 1]) and found.rules.get(row + 2) == STAMP:
        row += 1
        values["issuer"] = lines[row]
    return Found(dict.fromkeys(range(free[0], row + 1), STEP), values)


def _goes_on(title: str, line: str) -> bool:
    """Return whether ``line`` belongs to a title: its second half, or the edition in brackets."""
    if _EDITION.fullmatch(line) and not _BRACKETED_DATE.fullmatch(line):
        return not _MEETING.fullmatch(line)
    if is_cut(title, line):
        return True
    if ends_title(title) or len(line) > 40 or not is_title(line):
        return False
    return ends_title(title + line)


def _repeated_title(lines: Sequence[str], free: Sequence[int], title: str) -> Found:
    """Return the lines of the head that repeat a known title, in one line or two or three."""
    wanted = _squeeze(title)
    for count in (1, 2, 3):
        for first in range(len(free) - count + 1):
            rows = free[first : first + count]
            if _squeeze("".join(lines[row] for row in rows)) == wanted:
                return Found(dict.fromkeys(rows, STEP), {})
    return NOTHING


def _repeated_below(lines: Sequence[str], found: Found, tail: range, title: str) -> Found:
    """Return the last lines that only repeat the title."""
    rows = [row for row in tail if row not in found.taken and title and lines[row] == title]
    return Found(dict.fromkeys(rows, TITLE_TAIL), {})


def _below_title(lines: Sequence[str], found: Found, head: int, title: str) -> Found:
    """Return subtitle, number, date and author that stand between title and text."""
    taken: dict[int, str] = {}
    values: Values = {}
    for row in range(head):
        if row in found.taken or row in taken:
            continue
        line = lines[row]
        if line[-1] in "：！" or _HEADING.match(line):
            break
        following = lines[row + 1] if row + 1 < head and row + 1 not in found.taken else ""
        n_lines, read = _read_header_lines(line, following, _squeeze(title), "subtitle" in values)
        if n_lines and not read.keys() & values.keys() - {"date"}:
            taken |= dict.fromkeys(range(row, row + n_lines), STEP)
            values = read | values
    return Found(taken, values)


def _read_header_lines(
    line: str,
    following: str,
    title: str,
    has_subtitle: bool,  # noqa: FBT001 - a private step
) -> tuple[int, Values]:
    """Return how many lines are a piece of the header, 0 to 2, and what they hold."""
    for n_lines, text in ((2, line + following), (1, line)):
        if (following or n_lines == 1) and _repeats(text, title):
            return n_lines, {}
    if following and _MEETING_START.fullmatch(line) and not _MEETING.fullmatch(line):
        values = _read_meeting(line + following)
        if values:
            return 2, values
    if line.endswith(_ROLES) and _ROLE_LINE.fullmatch(line) and _is_name(following):
        return 2, {"author": close_name(following), "author_role": line}
    values = _read_header_line(line)
    if values is None and has_subtitle and _is_name(line):
        values = {"author": close_name(line)}
    return (0, {}) if values is None else (1, values)


def _repeats(line: str, title: str) -> bool:
    """Return whether a line is the title again, its beginning up to a space, or its end."""
    text = _squeeze(line)
    return len(text) >= 4 and (title == text or title.endswith(text) or title.startswith(text))


def _is_name(line: str) -> bool:
    name = _squeeze(line)
    return bool(_PLAIN_NAME.fullmatch(name)) and name not in _NOT_NAMES


def _is_header_line(line: str) -> bool:
    return _read_header_line(line) is not None or bool(_MEETING_START.fullmatch(line))


def _read_header_line(line: str) -> Values | None:
    readers = (_read_meeting, _read_dashed, read_number, _read_date, _read_author)
    return next((values for values in (read(line) for read in readers) if values), None)


def _read_meeting(line: str) -> Values | None:
    """Return subtitle and date of 2026年1月27日在…会议上, with the speaker if he is named too."""
    place, _, rest = line.partition("上 ")
    speaker = _read_author(rest) if rest else None
    match = _MEETING.fullmatch(place + "上" if speaker else line)
    date = parse_date(match["date"]) if match else None
    if not match or not date:
        return None
    return {"subtitle": match["subtitle"], "date": date} | (speaker or {})


def _read_dashed(line: str) -> Values | None:
    match = _DASHED.fullmatch(line)
    return {"subtitle": match["subtitle"]} if match else None


def _read_date(line: str) -> Values | None:
    match = _BRACKETED_DATE.fullmatch(line)
    date = parse_date(match["date"] if match else line) if match or _MONTH.fullmatch(line) else None
    return {"date": date} if date else None


def _read_author(line: str) -> Values | None:
    match = _BYLINE.fullmatch(line) if " " in line or "\u3000" in line else None
    if not match:
        return None
    return {"author": "".join(match["author"].split()), "author_role": match["author_role"]}


def _squeeze(text: str) -> str:
    return "".join(text.split())
