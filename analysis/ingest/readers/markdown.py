"""Markdown: marks go, front matter becomes fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.ingest.characters import trim_lines
from analysis.ingest.dates import parse_date
from analysis.ingest.draft import Change, Draft
from analysis.ingest.markup import strip_markup
from analysis.ingest.readers.content import Content

STEP = "markdown"

_FRONT_MATTER = re.compile(r"\A---\n((?:[^\n]*\n){0,80}?)---(?:\n|\Z)")
_PAIR = re.compile(r"([A-Za-z_]+):[ \t]*(.*)")
_FIRST_HEADING = re.compile(r"#[ \t]+([^\n]{1,200})")
_LINE_STARTS = frozenset("#>-*+|`~_:")
_PREFIX = re.compile(r"#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+(?=\S)")
_WHOLE = re.compile(
    r"(?:[-*_][ \t]*){3,}|(?:```|~~~).*|\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?"
)
_TAIL = re.compile(r"[ \t]+#{1,6}\Z")
_WRAPPED = (
    ("![", re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)")),
    ("](", re.compile(r"(?<!!)\[([^\]\n]{1,300})\]\([^)\n]{0,1000}\)")),
    ("**", re.compile(r"\*\*(?=\S)([^\n]{1,500}?)(?<=\S)\*\*")),
    ("__", re.compile(r"(?<!\w)__(?=\S)([^\n]{1,500}?)(?<=\S)__(?!\w)")),
    ("`", re.compile(r"`([^`\n]{1,300})`")),
    ("*", re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]{1,300}?)(?<=\S)\*(?![*\w])")),
)
"""Marks around a text, with a string that shows whether they can occur at all."""


def read(text: str) -> Content:
    """Return the text without marks; the first level-one heading is the title.

    Pairs of the front matter become fields under their own names.
    """
    draft = Draft.of(text)
    values: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        values = dict(_pairs(front[1]))
        draft = draft.change("field", [Change(0, front.end())])
    heading = _FIRST_HEADING.match(draft.text)
    if "<" in text or "&" in text:
        draft = strip_markup(draft)
    draft = draft.change(STEP, _line_marks(draft.lines))
    draft = draft.change(STEP, _disjoint(_wrapped(draft.text)))
    if heading:
        values.setdefault("title", heading[1].strip(" \t#*"))
    return Content(trim_lines(draft), values)


def _pairs(front: str) -> Iterator[tuple[str, str]]:
    for line in front.split("\n"):
        match = _PAIR.fullmatch(line.strip())
        if match and match[2].strip("\"' ") not in {"", "null", "~"}:
            name, value = match[1].lower(), match[2].strip().strip("\"'")
            date = parse_date(value) if name == "date" else None
            yield ("日期", value) if name == "date" and not date else (name, date or value)


def _line_marks(lines: Sequence[str]) -> Iterator[Change]:
    start = 0
    for line in lines:
        if line and line[0] in _LINE_STARTS:
            yield from _marks_of(line, start)
        start += len(line) + 1


def _marks_of(line: str, start: int) -> Iterator[Change]:
    if _WHOLE.fullmatch(line):
        yield Change(start, start + len(line))
        return
    prefix = _PREFIX.match(line)
    if prefix:
        yield Change(start, start + prefix.end())
    tail = _TAIL.search(line) if line[0] == "#" else None
    if tail and prefix and tail.start() >= prefix.end():
        yield Change(start + tail.start(), start + len(line))


def _wrapped(text: str) -> Iterator[Change]:
    for sign, pattern in _WRAPPED:
        if sign[-1] in text and sign in text:  # one character is found sooner
            for match in pattern.finditer(text):
                yield Change(match.start(), match.start(1))
                yield Change(match.end(1), match.end())


def _disjoint(changes: Iterable[Change]) -> list[Change]:
    kept: list[Change] = []
    for change in sorted(changes):
        if change.end > change.start and (not kept or change.start >= kept[-1].end):
            kept.append(change)
    return kept
