"""Lines that a page or a converter broke: wrapped paragraphs, page numbers, tables of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.ingest.draft import Change, Draft
from analysis.ingest.lines import take_lines

LINE_BREAK = "line_break"
PAGE_NUMBER = "page_number"
CONTENTS = "contents"

MIN_WIDTH = 18
"""Narrowest column, in Han characters, that is taken for a wrapped text."""
MAX_WIDTH = 100
WIDTH_SPREAD = 3
WRAPPED_SHARE = 0.4
"""Share of the lines that must be about as wide as the column."""
OPEN_SHARE = 0.6
"""Share of those that must end without a stop."""
MIN_LINES = 12
MIN_CONTENTS = 3
MAX_PAGE_NUMBER = 12

STOP = re.compile(r"[。！？：；:;!?][”’）》】)]*$")
STARTS_NEW = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]\D|\d{1,2}(?:\.\d{1,2}){1,3}\s"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条编部]|[—●■◆▲•·※]|专栏|附件|附录|[图表] ?\d"
    r"|\d{1,3} +(?![\d.]*[年月日个项条家万亿类种余名次%])"
)
CLOSING = frozenset("，。、；：？！）”’」』％%》")
_OPENING = frozenset("，、（《“‘「『")
_OPEN_ENDS = _OPENING | frozenset(".,")
_HALF_NUMBER = re.compile(r"[^\s\d.,]\d{1,3}(?:,\d{3})*[.,]\Z")
"""A number that goes on in the next line: 1,286. and 35亿元; not the 1. of a list."""
_STOPS = frozenset("。！？：；:;!?”’）》】)")
_LETTER = re.compile(r"[A-Za-z0-9]")
_DASHED_NUMBER = re.compile(r"[—－–-]{1,2} ?\d{1,4} ?[—－–-]{1,2}")
_BARE_NUMBER = re.compile(r"\d{1,4}")
_LEADER = re.compile(r".{1,80}?(?:\.{4,}|…{2,}|·{4,}|．{3,})[.…·． ]*(?:\d{1,4}|[IVXivx]{1,6})?")
_LEADERS = ("....", "……", "····", "．．．")
_LEADER_SIGNS = re.compile("|".join(map(re.escape, _LEADERS)))
"""What every leader holds."""
_CONTENTS_HEADING = re.compile(r"目 {0,4}[录次]")


def mend_lines(draft: Draft) -> Draft:
    """Return the draft without page numbers and contents, and with broken paragraphs in one line.

    A line that begins with a closing mark, or follows one ending in a comma or an opening mark,
    always belongs to the line before, and so does the rest of a number. Further lines are joined
    only if most lines of the text end at one column, as those of a printed page do.
    """
    lines = draft.lines
    column = column_of(lines)
    taken = _page_numbers(lines, wrapped=column is not None)
    if _has_leader(draft.text):
        taken |= _contents(lines)
    draft = take_lines(draft, taken)
    if column is None and not _may_join(draft.lines):
        return draft
    return draft.change(LINE_BREAK, _joints(draft.lines, column))


def column_of(lines: Sequence[str]) -> float | None:
    """Return the width at which the lines of a printed page end, or ``None``.

    Unit: Han characters; letters and digits count half.
    """
    long = [line for line in lines if MIN_WIDTH <= len(line) <= MAX_WIDTH]
    if len(long) < max(MIN_LINES, WRAPPED_SHARE * len(lines)):
        return None
    n_open = sum(line[-1] not in _STOPS for line in long)
    if n_open < OPEN_SHARE * WRAPPED_SHARE * len(lines):
        return None
    widths = [width(line) for line in long]
    column = Counter(map(round, widths)).most_common(1)[0][0]
    full = [line for line, w in zip(long, widths, strict=True) if abs(w - column) <= WIDTH_SPREAD]
    n_open = sum(not STOP.search(line) for line in full)
    if len(full) < WRAPPED_SHARE * len(lines) or n_open < OPEN_SHARE * len(full):
        return None
    return float(column)


def width(line: str) -> float:
    """Return the width of a line in Han characters; what is ASCII counts half."""
    return len(line) - len(line.encode("ascii", "ignore")) / 2


def _may_join(lines: Sequence[str]) -> bool:
    """Return whether a line may belong to the one before, if there is no column."""
    ends, starts = {line[-1:] for line in lines}, {line[:1] for line in lines}
    return not (_OPEN_ENDS.isdisjoint(ends) and CLOSING.isdisjoint(starts))


def _joints(lines: Sequence[str], column: float | None) -> Iterator[Change]:
    end = -1
    for line, following in pairwise(lines):
        end += len(line) + 1
        if column is None and line[-1:] not in _OPEN_ENDS and following[:1] not in CLOSING:
            continue  # as nearly all lines; asked here to spare the call
        if _belongs(line, following, column):
            is_spaced = _LETTER.match(line[-1]) and _LETTER.match(following[0])
            yield Change(end, end + 1, " " if is_spaced else "")


def _belongs(line: str, following: str, column: float | None) -> bool:
    if not line or not following:
        return False
    if following[0] in CLOSING and not following.startswith("》》"):
        return True
    if following[0].isdigit() and _HALF_NUMBER.search(line):
        return True
    is_open = line[-1] in _OPENING
    if not is_open and (column is None or width(line) < column - WIDTH_SPREAD):
        return False
    return not STARTS_NEW.match(following) and (is_open or not STOP.search(line))


def _has_leader(text: str) -> bool:
    return any(mark[0] in text and mark in text for mark in _LEADERS)  # one sign is found sooner


def _contents(lines: Sequence[str]) -> dict[int, str]:
    """Return the entries of a table of contents, three or more, and its heading."""
    likely = ((row, line) for row, line in enumerate(lines) if _LEADER_SIGNS.search(line))
    rows = [row for row, line in likely if _LEADER.fullmatch(line)]
    if len(rows) < MIN_CONTENTS:
        return {}
    headings = [
        row
        for row in range(max(rows[0] - 3, 0), rows[0])
        if _CONTENTS_HEADING.fullmatch(lines[row])
    ]
    return dict.fromkeys((*headings, *rows), CONTENTS)


def _page_numbers(lines: Sequence[str], *, wrapped: bool) -> dict[int, str]:
    """Return page numbers: between dashes anywhere, bare ones if they count up in wrapped text."""
    short = [(row, line) for row, line in enumerate(lines) if len(line) <= MAX_PAGE_NUMBER]
    dashed = [row for row, line in short if _DASHED_NUMBER.fullmatch(line)]
    if not wrapped:
        return dict.fromkeys(dashed, PAGE_NUMBER)
    bare = [row for row, line in short if _BARE_NUMBER.fullmatch(line)]
    counting = {
        row
        for first, second in pairwise(bare)
        if int(lines[second]) == int(lines[first]) + 1
        for row in (first, second)
    }
    return dict.fromkeys((*dashed, *counting), PAGE_NUMBER)
