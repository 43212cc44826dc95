"""Lines that pages, collections and editors leave around a document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from analysis.ingest.draft import Change, Draft
from analysis.ingest.labels import parse_labels
from analysis.ingest.lines import NOTHING, TAIL_LINES, Found, head_size
from analysis.lexicon.residue import RuleSet, load_residue, load_screen, together

TABLE_BAR = "table_bar"
TITLE_TAIL = "title_tail"
LABEL = "label"
BREADCRUMB = "breadcrumb"
SIZE_GROUP, CRUMBS, LONE_SIGN = "size-group", "breadcrumb-lines", "lone-sign"
"""Rules of code, beside those of the resource."""
NO_VALUES: Mapping[str, str] = MappingProxyType({})

_BAR = re.compile(r"[ \t]+\|[ \t]*$", re.MULTILINE)
_BRACKETS, _ARROWS = "【[（(", ">›»＞→"
_GROUP_OPEN = re.compile(rf"[{re.escape(_BRACKETS)}]\s*(?:字号|字体|文字大小)?[：:]?\s*")
_GROUP_WORD = re.compile(
    r"(?:加大|放大|还原|减小|缩小|默认|特大|超大|大|中|小|打印|关闭窗口|关闭|T|T\|T)"
)
_GROUP_CLOSE = re.compile(r"[】\]）)]")
_LOCATION = re.compile(r"(?:您(?:现在)?的|您所在的|当前|所在)?位置(?:是)?[：:]?")
_ARROW = re.compile(rf"[{_ARROWS}]{{1,2}}")
_LONE_SIGN = re.compile(r"[【】\[\]（）()|｜>»×/]{1,2}")
MAX_CRUMB = 20
BLOCK_LINES = 40
"""Lines from the end within which a closing notice begins."""


def match_lines(lines: Sequence[str], rules_off: Collection[str] = ()) -> Found:
    """Return the lines that are residue: closing notices, pieces over several lines, single lines.

    Parameters
    ----------
    lines
        Lines of the text, none of them empty.
    rules_off
        Keys of rules, or names of steps, that do not hold.
    """
    found = match_blocks(lines, rules_off).joined(match_groups(lines, rules_off))
    return found.joined(match_rules(lines, rules_off))


def match_rules(lines: Sequence[str], rules_off: Collection[str] = ()) -> Found:
    """Return the lines that a residue rule holds for, head rules only in the head, and so on."""
    head, tail = head_size(lines), max(len(lines) - TAIL_LINES, 0)
    in_head, in_tail, in_both = _rules(frozenset(rules_off))
    found = Found({}, {}, {})
    for row in (*range(head), *range(max(head, tail), len(lines))):
        rules = in_tail if row >= head else in_both if row >= tail else in_head
        held = rules.match(lines[row])
        if held:
            rule, match = held
            values = {k: v.strip() for k, v in match.groupdict().items() if v}
            found = found.joined(Found({row: rule.name}, values, {row: rule.key}))
    if LONE_SIGN in rules_off or LABEL in rules_off:
        return found
    signs = _signs_between(lines, found.taken)
    return found.joined(_taken(signs, LABEL, LONE_SIGN))


def match_blocks(lines: Sequence[str], rules_off: Collection[str] = ()) -> Found:
    """Return the lines of a notice that ends the text, without the field lines among them."""
    first = max(len(lines) - BLOCK_LINES, 1)
    last = "".join(lines[first:])
    for rule in load_residue().blocks:
        if is_off(rule.key, rule.name, rules_off) or not rule.may_hold(last):
            continue
        row = rule.first_row(lines[first:])
        if row is not None:
            rows = range(first + row, len(lines))
            no_fields = (r for r in rows if parse_labels(lines[r], tail=True) is None)
            return _taken(no_fields, rule.name, rule.key)
    return NOTHING


def match_groups(lines: Sequence[str], rules_off: Collection[str] = ()) -> Found:
    """Return runs of short lines that make up one piece: 【字号： 大 中 小 】, 首页 > 新闻."""
    head, tail = head_size(lines), max(len(lines) - TAIL_LINES, 0)
    found = NOTHING
    for first, last in ((0, head), (max(tail, head), len(lines))):
        begun = {line[0] for line in lines[first:last]}
        if not (begun.isdisjoint(_BRACKETS) or is_off(SIZE_GROUP, LABEL, rules_off)):
            found = found.joined(_size_groups(lines, first, last))
        if not (begun.isdisjoint(_ARROWS) or is_off(CRUMBS, BREADCRUMB, rules_off)):
            found = found.joined(_crumbs(lines, first, last))
    return found


def strip_pieces(draft: Draft, rules_off: Collection[str] = ()) -> Draft:
    """Return the draft without the buttons behind the attachments that its last lines list."""
    rules = _pieces(frozenset(rules_off))
    text, changes = draft.text, []
    start = _start_of_tail(text)
    for line in text[start:].split("\n"):
        held = rules.match(line)
        if held and held[1]["piece"].strip():
            low, high = held[1].span("piece")
            changes.append(Change(start + low, start + high, "", held[0].name, held[0].key))
        start += len(line) + 1
    return draft.change(LABEL, changes)


def is_off(key: str, step: str, rules_off: Collection[str]) -> bool:
    """Return whether a rule is turned off, alone or with its step."""
    return key in rules_off or step in rules_off


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


class _Rules(NamedTuple):
    """The rules that hold in a zone, and those for lines that stand in both."""

    head: RuleSet
    tail: RuleSet
    both: RuleSet


@lru_cache(maxsize=64)
def _rules(rules_off: frozenset[str]) -> _Rules:
    in_head = _active(rules_off, ("any", "head"))
    in_tail = _active(rules_off, ("any", "tail"))
    further = tuple(rule for rule in in_tail.rules if rule not in in_head.rules)
    both = RuleSet(in_head.rules + further, (*in_head.screens, load_screen("tail")))
    return _Rules(in_head, in_tail, both)


def _active(rules_off: Collection[str], zones: Collection[str]) -> RuleSet:
    rules = (rule for rule in load_residue().rules if rule.zone in zones)
    on = tuple(rule for rule in rules if not is_off(rule.key, rule.name, rules_off))
    return RuleSet(on, tuple(map(load_screen, zones)))


@lru_cache(maxsize=64)
def _pieces(rules_off: frozenset[str]) -> RuleSet:
    rules = [rule for rule in load_residue().pieces if rule.zone in {"any", "tail"}]
    on = tuple(rule for rule in rules if not is_off(rule.key, rule.name, rules_off))
    return RuleSet(on, (together(rule.pattern for rule in rules),))


def _taken(
    rows: Iterable[int], step: str, rule: str, values: Mapping[str, str] = NO_VALUES
) -> Found:
    rows = tuple(rows)
    return Found(dict.fromkeys(rows, step), dict(values), dict.fromkeys(rows, rule))


def _start_of_tail(text: str) -> int:
    """Return where the last lines of a text begin."""
    place = len(text)
    for _ in range(TAIL_LINES):
        place = text.rfind("\n", 0, place)
        if place < 0:
            return 0
    return place + 1


def _signs_between(lines: Sequence[str], taken: Mapping[int, str]) -> list[int]:
    """Return lines of a lone bracket or bar next to a line that is taken."""
    beside = {row + step for row in taken for step in (-1, 1)} - taken.keys()
    return [r for r in sorted(beside) if 0 <= r < len(lines) and _LONE_SIGN.fullmatch(lines[r])]


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _size_groups(lines: Sequence[str], first: int, last: int) -> Found:
    taken: list[int] = []
    for row in range(first, last):
        if row not in taken and _GROUP_OPEN.fullmatch(lines[row]):
            taken += _group_rows(lines, row, last)
    return _taken(taken, LABEL, SIZE_GROUP)


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
    return _taken(taken, BREADCRUMB, CRUMBS, values)
