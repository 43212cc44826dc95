"""Printed lines to paragraphs: by where they stand on the page, and by how they begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from analysis.ingest.characters import unify_lines
from analysis.ingest.draft import Change, Draft
from analysis.ingest.lines import take_lines
from analysis.ingest.wrapping import CLOSING, LINE_BREAK, PAGE_NUMBER, STARTS_NEW, STOP, width

RUNNING_HEAD = "running_head"
INDENT = 1.2
"""Ems from the left edge that begin a paragraph."""
SHORT = 0.5
"""Ems to the right edge, besides what the first word of the next line takes, that end one."""
PARAGRAPH_GAP = 1.35
"""Distance from line to line, in usual distances, that parts paragraphs."""
OTHER_SIZE = 0.12
"""Difference in height of two lines that do not belong together, as a share."""
EDGE_LINES = 2
"""Lines at the top and at the bottom of a page that can be running heads."""
MIN_BLOCK = 4

_NUMBER = re.compile(
    r"[-—－–―~·•]*\s*(?:第\s*)?(?P<number>\d{1,5})\s*(?:页)?\s*[-—－–―~·•]*"
    r"|(?:第\s*)?\d{1,5}\s*(?:页)?\s*[/／,，、]?\s*(?:共\s*)?\d{1,5}\s*页?"
    r"|Page\s+\d{1,5}(?:\s+of\s+\d{1,5})?|[IVXLivxl]{1,6}",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[页/／—－–―~·•]|-.*-|Page", re.IGNORECASE)
_LETTER = re.compile(r"[A-Za-z0-9]")
_WORD_END = re.compile(r"(?:[A-Za-z0-9]|[A-Za-z\])][,.;:)])\Z")
_FIRST_WORD = re.compile(
    r"[（《“‘「『〔【(]*(?:[!-~]+.?|.)[，。、；：？！）》”’」』〕】％%]*(?:[（《“‘「『〔【].)?"
)
"""What cannot be parted at a line end: letters and digits, and marks with what they stand by."""


class PrintedLine(NamedTuple):
    """A line, or a part of one that a wide gap sets off; places and sizes in points."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    em: float
    """Height of its characters."""


class _Edges(NamedTuple):
    left: float
    right: float
    em: float
    pitch: float
    """Usual distance from line to line."""
    has_indents: bool


def paragraphs(parts: Sequence[PrintedLine]) -> Draft:
    """Return the lines of all pages as paragraphs.

    Running heads, page numbers and the line breaks inside paragraphs are recorded as removals.
    """
    rows = [row for _, page in groupby(parts, lambda line: line.page) for row in _ordered(page)]
    rows = [row for row in rows if row.text.strip()]
    texts = [" ".join(unify_lines(row.text).split("\n")) for row in rows]
    taken = _running(rows, texts)
    draft = take_lines(Draft.of("\n".join(texts)), taken)
    kept = [
        (row, text) for n, (row, text) in enumerate(zip(rows, texts, strict=True)) if n not in taken
    ]
    return draft.change(LINE_BREAK, _joints([row for row, _ in kept], [text for _, text in kept]))


def _ordered(parts: Iterable[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of a page in reading order: two columns one after the other, else by rows.

    Parts of one row that are no columns are cells: they become one line with tabs.
    """
    rows = _rows(list(parts))
    gutter = _gutter(rows)
    if gutter is not None:
        return list(_by_column(rows, gutter))
    lines = [_joined(row) for row in rows]
    lows = sorted((line.bottom, line.bottom + line.em) for line in lines)
    if all(high <= low + 0.3 * (high - first) for (first, high), (low, _) in pairwise(lows)):
        lines.sort(key=lambda line: -line.bottom)  # nothing stands beside anything else
    return lines


def _rows(parts: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Return parts that stand on one height, each to the right of the one before, together."""
    rows: list[list[PrintedLine]] = []
    for part in parts:
        last = rows[-1][-1] if rows else None
        if last and abs(last.bottom - part.bottom) < 0.4 * last.em and part.left >= last.right:
            rows[-1].append(part)
        else:
            rows.append([part])
    return rows


def _joined(row: Sequence[PrintedLine]) -> PrintedLine:
    text = "\t".join(part.text for part in row)
    return row[0]._replace(text=text, right=row[-1].right, em=max(part.em for part in row))


def _gutter(rows: Sequence[Sequence[PrintedLine]]) -> float | None:
    """Return where the empty stripe between two columns lies that are printed row by row."""
    pairs = [row for row in rows if len(row) == 2 and min(width(part.text) for part in row) >= 8]
    if len(pairs) < max(MIN_BLOCK, 0.5 * len(rows)):
        return None
    low, high = max(row[0].right for row in pairs), min(row[1].left for row in pairs)
    return (low + high) / 2 if high > low else None


def _by_column(rows: Sequence[Sequence[PrintedLine]], gutter: float) -> Iterator[PrintedLine]:
    """Yield the left column and then the right one, between lines that go across both."""
    right: list[PrintedLine] = []
    for row in rows:
        if len(row) > 2 or any(part.left < gutter < part.right for part in row):
            yield from right
            right = []
            yield _joined(row)
            continue
        for part in row:
            if part.left < gutter:
                yield part
            else:
                right.append(part)
    yield from right


def _running(rows: Sequence[PrintedLine], texts: Sequence[str]) -> dict[int, str]:
    """Return the rows that are page numbers or stand on most pages alike."""
    taken: dict[int, str] = {}
    pages = [
        sorted(found, key=lambda n: -rows[n].bottom)
        for _, found in groupby(range(len(rows)), lambda n: rows[n].page)
    ]
    for _ in range(EDGE_LINES):
        for end in (0, -1):
            left = [[n for n in page if n not in taken] for page in pages]
            outer = {n: rows[n].page for page in left if len(page) > 1 for n in (page[end],)}
            taken |= _numbers(outer, texts)
            taken |= _alike([n for n in outer if n not in taken], rows, texts, len(pages))
    return taken


def _numbers(outer: Mapping[int, int], texts: Sequence[str]) -> dict[int, str]:
    """Return page numbers: marked ones, and bare ones that count with the pages."""
    found: dict[int, str] = {}
    bare: dict[int, int] = {}
    for n, page in outer.items():
        match = _NUMBER.fullmatch(texts[n])
        if match and _MARKED.search(texts[n]):
            found[n] = PAGE_NUMBER
        elif match and match["number"]:
            bare[n] = int(match["number"]) - page
    if bare:
        offset, n_alike = Counter(bare.values()).most_common(1)[0]
        if n_alike >= max(2, len(outer) / 2) or offset == 1:
            found |= {n: PAGE_NUMBER for n, value in bare.items() if value == offset}
    return found


def _alike(
    outer: Sequence[int], rows: Sequence[PrintedLine], texts: Sequence[str], n_pages: int
) -> dict[int, str]:
    worded = [n for n in outer if any(c.isalpha() for c in texts[n])]
    keys = {n: (re.sub(r"\d+", "0", texts[n]), round(rows[n].em)) for n in worded}
    counts = Counter(keys.values())
    least = max(2, (n_pages - 1) / 2)
    return {n: RUNNING_HEAD for n, key in keys.items() if counts[key] >= least}


def _joints(rows: Sequence[PrintedLine], texts: Sequence[str]) -> Iterator[Change]:
    """Yield the line breaks that are inside paragraphs."""
    blocks = _blocks(rows)
    whole = _edges(rows)
    edges = [edge for block in blocks for edge in [_edges_of(block, whole)] * len(block)]
    end = -1
    for n, (row, following) in enumerate(pairwise(rows)):
        end += len(texts[n]) + 1
        if "\t" in texts[n] or "\t" in texts[n + 1]:
            continue
        if _goes_on(row, following, edges[n], edges[n + 1]):
            yield _joint(texts[n], texts[n + 1], end)


def _joint(line: str, following: str, end: int) -> Change:
    if line[-1] == "\xad" or (re.search(r"[a-z]-\Z", line) and following[0].islower()):
        return Change(end - 1, end + 1)
    is_spaced = _WORD_END.search(line) and _LETTER.match(following)
    return Change(end, end + 1, " " if is_spaced else "")


def _blocks(rows: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Return runs of lines down a page or a column of it."""
    blocks: list[list[PrintedLine]] = []
    for row in rows:
        last = blocks[-1][-1] if blocks else None
        if last and last.page == row.page and row.bottom < last.bottom + last.em:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _edges(rows: Sequence[PrintedLine]) -> _Edges:
    """Return the edges between which most long lines stand."""
    wide = [row for row in rows if width(row.text) >= 12] or list(rows)
    em = median((row.right - row.left) / max(width(row.text), 1.0) for row in wide) or 1.0
    lefts = Counter(round(row.left / em * 2) for row in wide)
    often = [place for place, n in lefts.items() if n >= 0.15 * len(wide)]
    left = min(often or lefts) * em / 2
    rights = sorted(row.right for row in wide)
    steps = [
        a.bottom - b.bottom for a, b in pairwise(rows) if a.page == b.page and a.bottom > b.bottom
    ]
    n_flush = sum(abs(row.left - left) < 0.6 * em for row in wide)
    return _Edges(
        left,
        rights[min(int(len(rights) * 0.9), len(rights) - 1)],
        em,
        median(steps) if steps else 0.0,
        n_flush >= 0.2 * len(wide),
    )


def _edges_of(block: Sequence[PrintedLine], whole: _Edges) -> _Edges:
    """Return the edges of a block that is a column of its own, else those of the document."""
    if len(block) < MIN_BLOCK:
        return whole
    own = _edges(block)
    n_full = sum(row.right > own.right - 2 * own.em for row in block)
    narrower = own.left - whole.left + whole.right - own.right
    return own if narrower > 4 * own.em and n_full >= 0.5 * len(block) else whole


def _goes_on(row: PrintedLine, following: PrintedLine, here: _Edges, there: _Edges) -> bool:
    """Return whether a paragraph goes on in the next line."""
    if row.text.strip()[-1] == "\xad" or following.text.lstrip()[0] in CLOSING:
        return True
    if following.text[0] == "\u3000" or _is_set_apart(row, following, here):
        return False
    if there.has_indents and following.left - there.left > INDENT * there.em:
        return False
    word = _FIRST_WORD.match(following.text)
    if (here.right - row.right) / here.em > (width(word[0]) if word else 0.0) + SHORT:
        return False
    return not (STOP.search(row.text.strip()) and STARTS_NEW.match(following.text.strip()))


def _is_set_apart(row: PrintedLine, following: PrintedLine, here: _Edges) -> bool:
    """Return whether another size or a wider distance parts two lines."""
    if abs(row.em - following.em) > OTHER_SIZE * max(row.em, following.em):
        return True
    step = row.bottom - following.bottom
    return row.page == following.page and step > PARAGRAPH_GAP * here.pitch > 0
