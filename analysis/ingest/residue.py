"""Lines that pages, collections and editors leave around a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from analysis.ingest.draft import Change, Draft
from analysis.ingest.lines import NOTHING, TAIL_LINES, Found, head_size
from analysis.lexicon.residue import MAX_LINE, load_residue

TABLE_BAR = "table_bar"
TITLE_TAIL = "title_tail"
LABEL = "label"
BREADCRUMB = "breadcrumb"

_BAR = re.compile(r"[ \t]+\|[ \t]*$", re.MULTILINE)
_GROUP_OPEN = re.compile(r"[【\[（(]\s*(?:字号|字体|文字大小)?[：:]?\s*")
_GROUP_WORD = re.compile(
    r"(?:加大|放大|还原|减小|缩小|默认|特大|超大|大|中|小|打印|关闭窗口|关闭|T|T\|T)"
)
_GROUP_CLOSE = re.compile(r"[】\]）)]")
_LOCATION = re.compile(r"(?:您(?:现在)?的|您所在的|当前|所在)?位置(?:是)?[：:]?")
_ARROW = re.compile(r"[>›»＞→]{1,2}")
_LONE_SIGN = re.compile(r"[【】\[\]（）()|｜>»×/]{1,2}")
MAX_CRUMB = 20
BLOCK_LINES = 40
"""Lines from the end within which a closing notice begins."""


def match_rules(lines: Sequence[str]) -> Found:
    """Return the lines that a residue rule holds for, head rules only in the head, and so on."""
    residue = load_residue()
    head, tail = head_size(lines), max(len(lines) - TAIL_LINES, 0)
    taken: dict[int, str] = {}
    values: dict[str, str] = {}
    for row in (*range(head), *range(max(head, tail), len(lines))):
        line = lines[row]
        if len(line) > MAX_LINE or line[-1] == "。":
            continue
        zones = ("any", "head" if row < head else "", "tail" if row >= tail else "")
        for rule in residue.rules:
            match = rule.pattern.fullmatch(line) if rule.zone in zones else None
            if match:
                taken[row] = rule.name
                values = {k: v.strip() for k, v in match.groupdict().items() if v} | values
                break
    taken |= dict.fromkeys(_signs_between(lines, taken), LABEL)
    return Found(taken, values)


def match_blocks(lines: Sequence[str]) -> Found:
    """Return the lines of a notice that ends the text (licence)."""
    first = max(len(lines) - BLOCK_LINES, 1)
    for rule in load_residue().blocks:
        row = rule.first_row(lines[first:])
        if row is not None:
            return Found(dict.fromkeys(range(first + row, len(lines)), rule.name), {})
    return NOTHING


def match_groups(lines: Sequence[str]) -> Found:
    """Return runs of short lines that make up one piece: 【字号： 大 中 小 】, 首页 > 新闻."""
    head, tail = head_size(lines), max(len(lines) - TAIL_LINES, 0)
    found = NOTHING
    for first, last in ((0, head), (max(tail, head), len(lines))):
        found = found.joined(_size_groups(lines, first, last))
        found = found.joined(_crumbs(lines, first, last))
    return found


def strip_bars(draft: Draft) -> Draft:
    """Return the draft without the lone table bar that ends a line."""
    if "|" not in draft.text:
        return draft
    text = draft.text
    return draft.change(
        TABLE_BAR,
        (
            Change(match.start(), match.end())
            for match in _BAR.finditer(text)
            if "|" not in text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        ),
    )


def strip_title_tail(draft: Draft, title: str | None) -> Draft:
    """Return the draft without the title that the last paragraph repeats after a dash."""
    if not title:
        return draft
    match = re.search(r"[—―-]{1,2}[ \t]*([^\n]{4,200})\Z", draft.text[-300:])
    if not match or _squeeze(match[1]) != _squeeze(title):
        return draft
    end = len(draft.text)
    return draft.change(TITLE_TAIL, [Change(end - len(match[0]), end)])


def _signs_between(lines: Sequence[str], taken: Mapping[int, str]) -> list[int]:
    """Return lines of a lone bracket or bar next to a line that is taken."""
    beside = {row + step for row in taken for step in (-1, 1)} - taken.keys()
    return [r for r in sorted(beside) if 0 <= r < len(lines) and _LONE_SIGN.fullmatch(lines[r])]


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _size_groups(lines: Sequence[str], first: int, last: int) -> Found:
    taken: dict[int, str] = {}
    for row in range(first, last):
        if row not in taken and _GROUP_OPEN.fullmatch(lines[row]):
            rows = list(_group_rows(lines, row, last))
            if rows:
                taken |= dict.fromkeys(rows, LABEL)
    return Found(taken, {})


def _group_rows(lines: Sequence[str], row: int, last: int) -> Iterator[int]:
    end = row + 1
    while end < last and _GROUP_WORD.fullmatch(lines[end]):
        end += 1
    if end < last and _GROUP_CLOSE.fullmatch(lines[end]):
        yield from range(row, end + 1)


def _crumbs(lines: Sequence[str], first: int, last: int) -> Found:
    taken: dict[int, str] = {}
    values: dict[str, str] = {}
    for row in range(first + 1, last - 1):
        if not _ARROW.fullmatch(lines[row]):
            continue
        beside = (lines[row - 1], lines[row + 1])
        if all(len(line) <= MAX_CRUMB for line in beside):
            taken |= dict.fromkeys((row - 1, row, row + 1), BREADCRUMB)
            values["channel"] = lines[row + 1]
    for row in range(first, last - 1):
        if row + 1 in taken and _LOCATION.fullmatch(lines[row]):
            taken[row] = BREADCRUMB
    return Found(taken, values)
