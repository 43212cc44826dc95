"""Whether a pattern may be laid over many texts at once, joined by a sign that it cannot match.

One search through a long text is much faster than one through each of many short ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LINE = "\n"


def separating_sign(pattern: re.Pattern[str]) -> str | None:
    r"""Return a sign between texts over which no match and no attempt at one can go.

    ``None`` where there is none, or where the pattern looks at what is around a match: then it can
    tell the end of a text from a sign.

    Examples
    --------
    >>> separating_sign(re.compile("整改.{0,5}问题"))
    '\n'
    >>> separating_sign(re.compile("整改[^。]*问题"))
    '。'
    >>> separating_sign(re.compile("整改$"))
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    signs: list[str] = [LINE, *pattern.pattern]
    for sign in dict.fromkeys(signs):
        if not sign.isalnum() and not _reaches(tree, sign, pattern.flags):
            return sign
    return None


def longest_match(pattern: re.Pattern[str]) -> int:
    """Return the most characters of a match; a very large number where there is no limit."""
    return int(parser.parse(pattern.pattern, pattern.flags).getwidth()[1])


def _reaches(tree: Iterable[Any], sign: str, flags: int) -> bool:
    return any(_part_reaches(code, value, sign, flags) for code, value in tree)


def _part_reaches(code: Any, value: Any, sign: str, flags: int) -> bool:  # noqa: ANN401 - parser's
    """Return whether a part of a pattern may match a sign, or look at what is around it."""
    if code in _ONE_SIGN:
        return _matches(code, value, sign, flags)
    if code in _REPEATS:
        return _reaches(value[2], sign, flags)
    if code is codes.BRANCH:
        return any(_reaches(branch, sign, flags) for branch in value[1])
    if code is codes.SUBPATTERN:
        return _reaches(value[3], sign, (flags | value[1]) & ~value[2])
    if code is codes.ATOMIC_GROUP:
        return _reaches(value, sign, flags)
    # What repeats a group matches what the group does; anchors and look-arounds see the ends.
    return code is not codes.GROUPREF


_ONE_SIGN = (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN)
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def _matches(code: Any, value: Any, sign: str, flags: int) -> bool:  # noqa: ANN401 - as above
    """Return whether a part for one character matches a sign, which has no other case."""
    if code is codes.ANY:
        return sign != LINE or bool(flags & re.DOTALL)
    if code is not codes.IN:
        return (int(value) == ord(sign)) is (code is codes.LITERAL)
    negated = value[0][0] is codes.NEGATE
    return any(_holds(item, sign, flags) for item in value[int(negated) :]) is not negated


def _holds(item: Any, sign: str, flags: int) -> bool:  # noqa: ANN401 - as above
    code, value = item
    if code is codes.RANGE:
        return int(value[0]) <= ord(sign) <= int(value[1])
    if code is codes.CATEGORY:
        return re.fullmatch(_CATEGORIES[value], sign, flags & re.ASCII) is not None
    return int(value) == ord(sign)


_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}
