"""Markdown: marks go, front matter becomes fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.ingest.characters import trim_lines
from analysis.ingest.draft import Change, Draft
from analysis.ingest.markup import strip_markup
from analysis.ingest.readers.content import Content

STEP = "markdown"

_FRONT_MATTER = re.compile(r"\A---\n((?:[^\n]*\n){0,80}?)---(?:\n|\Z)")
_PAIR = re.compile(r"([A-Za-z_]+):[ \t]*(.*)")
_HEADING = re.compile(r"^#{1,6}[ \t]+|[ \t]+#{1,6}$", re.MULTILINE)
_FIRST_HEADING = re.compile(r"^#[ \t]+([^\n]{1,200})", re.MULTILINE)
_QUOTE = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_BULLET = re.compile(r"^[-*+][ \t]+(?=\S)", re.MULTILINE)
_RULE = re.compile(r"^(?:[-*_][ \t]*){3,}$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,1000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]{1,300}?)(?<=\S)\*(?![*\w])")
_CODE = re.compile(r"`([^`\n]{1,300})`")
_FENCE = re.compile(r"^(?:```|~~~)[^\n]*$", re.MULTILINE)
_TABLE_LINE = re.compile(
    r"^\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?\|?$", re.MULTILINE
)
_TABLE_ROW = re.compile(r"^\|(.*)\|$", re.MULTILINE)
_FIELDS = {"title", "subtitle", "date", "time", "source", "author", "editor", "site", "channel"}


def read(text: str) -> Content:
    """Return the text without marks; the first level-one heading is the title."""
    draft = Draft.of(text)
    values: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        values = dict(_pairs(front[1]))
        draft = draft.change("field", [Change(0, front.end())])
    heading = _FIRST_HEADING.search(draft.text)
    draft = strip_markup(draft)
    for changes in (_whole, _wrapped, _marks):
        draft = draft.change(STEP, changes(draft.text))
    if heading and "title" not in values and not draft.text[: heading.start()].strip():
        values["title"] = heading[1].strip()
    return Content(trim_lines(draft), values)


def _pairs(front: str) -> Iterator[tuple[str, str]]:
    for line in front.split("\n"):
        match = _PAIR.fullmatch(line.strip())
        if match and match[2].strip("\"' ") not in {"", "null", "~"}:
            yield match[1], match[2].strip().strip("\"'")


def _whole(text: str) -> list[Change]:
    found = (m for pattern in (_RULE, _FENCE, _TABLE_LINE) for m in pattern.finditer(text))
    return _disjoint(Change(match.start(), match.end()) for match in found)


def _wrapped(text: str) -> list[Change]:
    changes = []
    for pattern, group in ((_IMAGE, 1), (_LINK, 1), (_STRONG, 2), (_CODE, 1), (_EMPHASIS, 1)):
        for match in pattern.finditer(text):
            changes += [
                Change(match.start(), match.start(group)),
                Change(match.end(group), match.end()),
            ]
    return _disjoint(changes)


def _marks(text: str) -> list[Change]:
    found = (m for pattern in (_HEADING, _QUOTE, _BULLET) for m in pattern.finditer(text))
    return _disjoint(Change(match.start(), match.end()) for match in found)


def _disjoint(changes: object) -> list[Change]:
    kept: list[Change] = []
    for change in sorted(changes):  # type: ignore[call-overload]
        if change.end > change.start and (not kept or change.start >= kept[-1].end):
            kept.append(change)
    return kept
