"""What a text must hold for a pattern to match in it: the way to the few texts worth trying."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

Strings = frozenset[str]

MOST = 64
"""Strings of one set; what could be more of them is taken apart."""
_EMPTY: Strings = frozenset([""])


class _Known(NamedTuple):
    """What is known of a part of a pattern."""

    exact: Strings | None
    """All strings that it matches, where they are few."""
    needs: tuple[Strings, ...] = ()
    """Of each of these sets, a text in which it matches holds one string at least."""

    def all_needs(self) -> tuple[Strings, ...]:
        """Return the needs, the strings themselves among them."""
        found = self.needs if self.exact is None else (*self.needs, self.exact)
        return tuple(_shortest(strings) for strings in found if "" not in strings and strings)


def required_strings(pattern: re.Pattern[str]) -> tuple[Strings, ...]:
    r"""Return sets of strings of each of which a text must hold one, or the pattern has no match.

    Examples
    --------
    >>> [sorted(strings) for strings in required_strings(re.compile("整(改|治).{0,5}问题"))]
    [['整改', '整治'], ['问题']]
    >>> required_strings(re.compile(r"\d+"))
    ()
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    return tuple(dict.fromkeys(_sequence(tree, pattern.flags).all_needs()))


def leading_strings(pattern: re.Pattern[str]) -> Strings | None:
    r"""Return strings with one of which every match begins, ``None`` where they are not known.

    Examples
    --------
    >>> sorted(leading_strings(re.compile("整(改|治).{0,5}问题")) or ())
    ['整改', '整治']
    >>> leading_strings(re.compile(r"\d+整改"))
    """
    run = _EMPTY
    for code, value in parser.parse(pattern.pattern, pattern.flags):
        exact = _part(code, value, pattern.flags).exact
        joined = None if exact is None else _joined(run, exact)
        if joined is None:
            break
        run = joined
    return run if "" not in run else None


def _sequence(tree: Iterable[Any], flags: int) -> _Known:
    """Join what is known of parts that follow each other."""
    needs: list[Strings] = []
    run, whole = _EMPTY, True
    for code, value in tree:
        part = _part(code, value, flags)
        needs += part.needs
        joined = None if part.exact is None else _joined(run, part.exact)
        if joined is None:
            needs.append(run)
            run, whole = part.exact or _EMPTY, False
        else:
            run = joined
    return _Known(run, tuple(needs)) if whole else _Known(None, (*needs, run))


def _part(code: Any, value: Any, flags: int) -> _Known:  # noqa: ANN401 - the parser's nested lists
    if code in _SIGNS:
        return _Known(_one_of([(code, value)] if code is codes.LITERAL else value, flags))
    if code in _REPEATS:
        return _repeat(value, flags)
    if code is codes.BRANCH:
        return _branch([_sequence(branch, flags) for branch in value[1]])
    if code in _GROUPS:
        added, removed, body = value[1:] if code is codes.SUBPATTERN else (0, 0, value)
        return _sequence(body, (flags | added) & ~removed)
    if code is codes.ASSERT:
        return _Known(_EMPTY, _sequence(value[1], flags).all_needs())
    return _Known(_EMPTY if code in _NO_WIDTH else None)


_SIGNS = (codes.LITERAL, codes.IN)
_GROUPS = (codes.SUBPATTERN, codes.ATOMIC_GROUP)
_NO_WIDTH = (codes.AT, codes.ASSERT_NOT)
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def _one_of(items: Iterable[Any], flags: int) -> Strings | None:
    """Return the characters of a set, or ``None`` where they are many or not known."""
    signs: set[str] = set()
    for code, value in items:
        if code is codes.LITERAL:
            signs.add(chr(value))
        elif code is codes.RANGE and value[1] - value[0] < MOST:
            signs.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    if flags & re.IGNORECASE and any(sign.lower() != sign.upper() for sign in signs):
        return None
    return frozenset(signs) if len(signs) <= MOST else None


def _repeat(value: Any, flags: int) -> _Known:  # noqa: ANN401 - as above
    lowest, highest, body = value
    inner = _sequence(body, flags)
    if int(lowest) == 0:
        optional = int(highest) == 1 and inner.exact is not None
        return _Known(inner.exact | _EMPTY if optional and inner.exact else None)
    if int(lowest) == int(highest) == 1:
        return inner
    return _Known(None, inner.all_needs())


def _branch(branches: list[_Known]) -> _Known:
    exact = [branch.exact for branch in branches if branch.exact is not None]
    whole: Strings = frozenset(itertools.chain.from_iterable(exact))
    if len(exact) == len(branches) and len(whole) <= MOST:
        return _Known(whole)
    # Of each branch the set of the longest strings: they are likely to be the rarest.
    best = [max(b.all_needs(), key=_shortest_length, default=_EMPTY) for b in branches]
    return _Known(None, (frozenset(itertools.chain.from_iterable(best)),))


def _joined(one: Strings, other: Strings) -> Strings | None:
    if len(one) * len(other) > MOST:
        return None
    return frozenset(a + b for a, b in itertools.product(one, other))


def _shortest(strings: Strings) -> Strings:
    """Return the strings without those that hold another one."""
    return frozenset(s for s in strings if not any(o != s and o in s for o in strings))


def _shortest_length(strings: Strings) -> int:
    return min(map(len, strings))
