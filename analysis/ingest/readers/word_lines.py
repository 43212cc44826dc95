"""Lines of a document out of its paragraphs and the cells of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.ingest.characters import unify_lines
from analysis.ingest.lines import is_paragraph

_ENTRY = re.compile(r"[^\n]{1,150}?[\s.…·．]+[\dIVXivx]{1,5}")
_CONTENTS_HEADING = re.compile(r"目[ \u3000]{0,4}[录次]")


class Line(NamedTuple):
    """A paragraph, and whether it stands in a table of contents."""

    text: str
    in_contents: bool = False


@dataclass
class Paragraph:
    """A paragraph as far as it is read."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)
    style: str = ""
    number: str | None = None
    level: int | None = None
    runs_on: bool = False
    """Its end is deleted: it goes on in the next paragraph."""


@dataclass
class Row:
    """A row of a table as far as it is read."""

    cells: list[list[Line]] = field(default_factory=list)
    is_deleted: bool = False


@dataclass
class Body:
    """Lines without empty ones, and which of them are entries of a table of contents."""

    lines: list[str] = field(default_factory=list)
    entries: set[int] = field(default_factory=set)
    has_embedded: bool = False

    def contents_rows(self) -> set[int]:
        """Return the rows of the table of contents, its heading with them."""
        first = min(self.entries, default=0)
        if first and _CONTENTS_HEADING.fullmatch(self.lines[first - 1]):
            return self.entries | {first - 1}
        return self.entries


def gather_lines(paragraphs: Iterable[Line], *, has_embedded: bool = False) -> Body:
    """Return paragraphs as lines without white space at their ends and without empty ones."""
    body = Body(has_embedded=has_embedded)
    for text, in_contents in paragraphs:
        for line in filter(None, unify_lines(text).split("\n")):
            if in_contents and _ENTRY.fullmatch(line):
                body.entries.add(len(body.lines))
            body.lines.append(line)
    return body


def row_lines(cells: Sequence[Sequence[Line]]) -> list[str]:
    """Return a row as one line; as several, if its cells hold whole paragraphs."""
    texts = [list(filter(None, unify_lines("\n".join(t for t, _ in c)).split("\n"))) for c in cells]
    if any(len(cell) > 1 and any(map(is_paragraph, cell)) for cell in texts):
        return [line for cell in texts for line in cell]
    return ["\t".join(" ".join(cell) for cell in texts)]
