"""Regular expressions that people type: folded like the text, refused where wrong or too slow.

Matching backtracks, so that a pattern such as ``(.+)+x`` may run for years on one sentence. A
pattern is therefore read before it is run: what can backtrack without bound is refused.
"""

from __future__ import annotations

import itertools
import math
import re
import time
from collections.abc import Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeVar

from analysis.errors import BadPatternError
from analysis.ingest.fold import narrow, simplify

Key = TypeVar("Key")

MAX_LENGTH = 200
"""Characters of a pattern."""
MAX_WAYS = 1e7
"""Ways to lay a pattern over the longest sentence; each open repeat multiplies them."""
RARITY = 10.0
"""A given character stands at most at about one in ten places of a text."""
MAX_SECONDS = 10.0
"""For all sentences of one search."""

_MISSING = {
    "missing ), unterminated subpattern": ")",
    "unterminated character set": "]",
    "missing ), unterminated name": ">",
    "missing >, unterminated name": ">",
}
_REASONS = {
    "unbalanced parenthesis": "多了一个“)”",
    "nothing to repeat": "“*”“+”“?”或“{}”前面没有可以重复的内容",
    "multiple repeat": "接连写了两个重复符号",
    "min repeat greater than max repeat": "重复的下限大于上限",
    "bad escape (end of pattern)": "“\\”后面缺一个字符",
}


def compile_pattern(pattern: str, *, longest: int = 100) -> re.Pattern[str]:
    """Compile a pattern to be looked for in folded text.

    Its characters are folded like the text; a full-width sign such as ＋ stands for itself.

    Parameters
    ----------
    longest
        Characters of the longest text that it will be laid over.

    Raises
    ------
    BadPatternError
        The pattern is empty, too long, wrong (with the position from 1), or may not end.

    Examples
    --------
    >>> compile_pattern("整(改|治).{0,5}問題").pattern
    '整(改|治).{0,5}问题'
    """
    if not pattern or len(pattern) > MAX_LENGTH:
        message = f"模式要有 1 到 {MAX_LENGTH} 个字符，现在是 {len(pattern)} 个"
        raise BadPatternError(message, code="pattern_length", length=len(pattern), limit=MAX_LENGTH)
    folded, origins = _fold_pattern(pattern)
    try:
        tree = parser.parse(folded)
        compiled = re.compile(folded)
    except (re.error, OverflowError, RecursionError) as error:
        raise _mistake(error, origins) from error
    if _log_ways(tree, longest) > math.log(MAX_WAYS):
        message = "模式里有套叠或过多的重复，可能一直算不完；请去掉一层“*”“+”，或写明次数如 {0,5}"
        raise BadPatternError(message, code="pattern_slow")
    return compiled


def find_pattern(
    pattern: re.Pattern[str], sentences: Iterable[tuple[Key, str]], limit: float
) -> Iterator[tuple[Key, int, int]]:
    """Yield ``(key, start, end)`` of every match that is not empty, sentence by sentence.

    Parameters
    ----------
    sentences
        Keys and folded texts.
    limit
        When to give up, on the clock of ``time.monotonic``.

    Raises
    ------
    BadPatternError
        The search goes on after ``limit``.
    """
    for key, text in sentences:
        if time.monotonic() > limit:
            raise too_slow()
        for match in pattern.finditer(text):
            if match.end() > match.start():
                yield key, match.start(), match.end()


def too_slow() -> BadPatternError:
    """Return what is said of a search that took longer than ``MAX_SECONDS``."""
    message = "这个模式在当前范围里查得太久；请写得具体些，或缩小范围"
    return BadPatternError(message, code="pattern_timeout")


def _fold_pattern(pattern: str) -> tuple[str, list[int]]:
    """Return the folded pattern, and for each of its characters the position in the given one."""
    pieces, origins = [], []
    for position, sign in enumerate(simplify(pattern)):
        half = narrow(sign)
        piece = half if half == sign or half.isalnum() else re.escape(half)
        pieces.append(piece)
        origins += [position] * len(piece)
    return "".join(pieces), origins


def _mistake(error: Exception, origins: list[int]) -> BadPatternError:
    text = getattr(error, "msg", "")
    at = getattr(error, "pos", None)
    position = origins[at] + 1 if at is not None and at < len(origins) else len(origins)
    missing = _MISSING.get(text)
    if missing:
        message = f"模式写得不完整：第 {position} 个字符处少一个“{missing}”。"
        return BadPatternError(message, code="pattern_incomplete", position=position, sign=missing)
    reason = _REASONS.get(text, "写法不认识")
    message = f"模式有误：第 {position} 个字符处{reason}。"
    return BadPatternError(message, code="pattern_wrong", position=position, reason=reason)


def _log_ways(tree: Any, longest: int) -> float:  # noqa: ANN401 - the parser's nested lists
    """Estimate in how many ways a pattern can be laid over a text, as natural logarithm."""
    following = [code for code, _ in tree][1:]
    return sum(
        _log_ways_of(item, after is codes.LITERAL, longest)
        for item, after in itertools.zip_longest(tree, following)
    )


def _log_ways_of(item: Any, before_literal: bool, longest: int) -> float:  # noqa: ANN401, FBT001
    code, value = item
    if code in _REPEATS:
        lowest, highest, body = value
        most = min(int(highest), longest)
        choices = max(most - int(lowest), 0) / (RARITY if before_literal else 1.0)
        return most * _log_ways(body, longest) + math.log1p(choices)
    if code is codes.BRANCH:
        ways = [_log_ways(branch, longest) for branch in value[1]]
        return max(ways) + (0.0 if _begin_apart(value[1]) else math.log(len(ways)))
    return sum(_log_ways(part, longest) for part in _parts(value))


def _parts(value: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """Yield the patterns inside a group, look-around or condition."""
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, tuple):
        yield from (part for part in value if isinstance(part, parser.SubPattern))


def _begin_apart(branches: Any) -> bool:  # noqa: ANN401 - as above
    """Return whether branches begin with different characters, so that one at most can match."""
    firsts = [branch[0] for branch in branches if len(branch)]
    if len(firsts) < len(branches) or any(code is not codes.LITERAL for code, _ in firsts):
        return False
    return len({sign for _, sign in firsts}) == len(firsts)


_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
