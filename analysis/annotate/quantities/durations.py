"""What lasts as long as a number says: 三年以下|有期徒刑; a span (近三年) is of no noun."""

from __future__ import annotations

import re

from analysis.annotate.quantities.nouns import noun_before, noun_behind

# 三年|行动, 6个月|龄婴幼儿: what a duration may be followed by to have its noun behind it.
_TERM = re.compile(
    r"[的龄]|行动|计划|规划|工程|战略|方案|(?P<whole>有期徒刑|拘役|拘留|管制|费用|租金|工资|利息)"
)
# 为期6个月的营养包: the noun of a duration that stands behind it.
_FOR = re.compile(r"(?:为期|历时)\Z")
_SPAN_BEFORE = re.compile(r"(?:[近前后头这的]|过去|今后|未来|今明|以来)\Z")
_SPAN = re.compile(r"以?来|之?间|中(?=[，的])")


def is_for(text: str, start: int, end: int) -> bool:
    """Say whether 为期 stands before a number at ``end``, so that it is read as a measure is."""
    return _FOR.search(text, start, end) is not None


def noun_of_duration(text: str, start: int, begin: int, behind: tuple[int, int]) -> str:
    """Return what lasts so long, empty for a span that only says when something was.

    Parameters
    ----------
    text, start, begin
        Folded text, where the clause begins, and the number with its bound.
    behind
        From the end of the unit to where the clause ends or the next number begins.
    """
    end, limit = behind
    if _is_span(text, begin, end):
        return ""
    own, term = noun_before(text, start, begin), _TERM.match(text, end)
    after = noun_behind(text, end, limit) if term else ""
    return own if len(own) > 1 and not (term and term["whole"]) else after


def _is_span(text: str, start: int, end: int) -> bool:
    """Say whether a duration is when something was, not how long: 五年内, 五年来, 以来的五年."""
    if text[end - 1] == "内" or _SPAN_BEFORE.search(text, max(0, start - 2), start):
        return True
    return _SPAN.match(text, end) is not None
