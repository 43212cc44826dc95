"""The minus before a number: 净利润-300万元, 增长-3.2%, 负300万元, 零下5℃, 负增长2%.

A dash is none between two numbers (5万元-10万元), behind a letter (A-3) or before a list's entry.
"""

from __future__ import annotations

import re

MINUS_ENDS = frozenset("-−–—负下长")
"""What may stand right before a number that has a minus; most numbers need no search."""
LONGEST_MINUS = 12
_DEGREES = ("度", "℃")
_BELOW_ZERO = (*_DEGREES, "元")
"""Units, by their ends, of what may well be less than nothing."""
_NUMERAL = r"\d一二三四五六七八九十百千万亿两几"
_LED = "为达是至到由从比长率润额值温差余益速幅和与、～~"
"""Before a dash or 负 these lead to a value: 增长|-3.2%, 净利润|-300万元."""
_MINUS = re.compile(
    rf"(?:(?P<led>(?:(?<=[{_LED}增加降少升落]) ?-|(?<=[{_LED}])[−–—]) ?|(?<=[{_LED}])负)"
    r"|(?P<cold>零下)|(?P<change>负增长)"
    r"|(?P<free>(?:(?<=[，、；：:（( 　\n])|\A)负|(?<![A-Za-z\d—–/.\n-])[-−])"
    r"|(?P<line>\n[-−]))\Z"
)
_NUMBER_SHORTLY_BEFORE = re.compile(
    rf"[%‰{_NUMERAL}](?![年月季])[^，。；、：（(\s{_NUMERAL}]{{0,5}} ?\Z"
)
"""What makes a dash one of a range: 5万元-10万元. Not: 2023年利润-300万元."""
_CELL_ENDS = frozenset(("", "\n", "\t", " ", "|"))
_HIGH = re.compile(r" ?(?:——|[-—~～至到]) ?(?P<minus>[-−–]|零下|负)?")


def minus_before(text: str, start: int, end: int, form: str, group: str) -> int:
    """Return where the minus of a number begins.

    Parameters
    ----------
    text
        Folded text.
    start, end
        The number and its unit.
    form, group
        The unit as written, and its group; empty where there is none.

    Returns
    -------
    int
        ``start`` where there is no minus.
    """
    if text[start - 1] == "长" and text[start - 3 : start - 2] != "负":
        return start  # 增长, by far the most of them
    floor = max(0, start - LONGEST_MINUS)
    found = _MINUS.search(text[floor:start])
    if found is None or not _may_be_less(text, end, form, group, found.lastgroup):
        return start
    begin = floor + found.start() + (found.lastgroup == "line")
    between = found.lastgroup == "free" and _NUMBER_SHORTLY_BEFORE.search(text[floor:begin])
    return start if between else begin


def _may_be_less(text: str, end: int, form: str, group: str, sign: str | None) -> bool:
    """Say whether what is counted can be less than nothing, as far as the sign leaves it open."""
    if sign == "led":
        return group not in {"durations", "times", "labels"}
    if sign == "cold":
        return form.endswith(_DEGREES)
    if sign == "line" and text[end : end + 1] not in _CELL_ENDS:
        return False  # an entry of a list, no cell of a table
    return group == "rates" or form.endswith(_BELOW_ZERO) or (not form and text[end - 1] in "万亿")


def high_of_signed(text: str, end: int) -> tuple[int, bool]:
    """Return where the upper end of a range begins, whose lower one has a minus, and its sign.

    Returns
    -------
    tuple of int and bool
        -1 where no range goes on at ``end``; and whether the upper end has a minus too.
    """
    found = _HIGH.match(text, end)
    return (found.end(), found["minus"] is not None) if found else (-1, False)
