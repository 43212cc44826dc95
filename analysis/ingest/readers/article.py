"""Which lines of a page are its article.

The element that a known selector names, else the one with most running text and fewest links.
Neither is believed if it holds too little of the running text of the page: then all of that is
kept, with a warning.

The score is in the spirit of Kohlschütter, Fankhauser and Nejdl (2010), Boilerplate detection
using shallow text features, WSDM: text density and link density; but of whole elements, so that an
article is not torn apart. Measured beside readability-lxml and trafilatura in benchmarks/pages.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from analysis.ingest.fold import count_han, count_han_of
from analysis.ingest.lines import is_paragraph
from analysis.ingest.readers.elements import CONTAINERS, LINK, Element
from analysis.lexicon.pages import PageRules

GUARD_SHARE = 0.5
"""Share of the Han characters of running text that an article must hold to be believed."""
MIN_HAN = 20
"""Fewest Han characters of an element that a selector names."""
LINK_COST = 3.0
"""What a character in a link counts against an element, in characters of running text."""
SHORT_VALUE = 0.5
"""What a character in a line without any stop counts, such as a heading or a cell."""
ENOUGH = 0.95
"""Share of the best score with which a smaller element is taken."""
LINK_SHARE = 0.5
MAX_LINK = 2_000
"""Longest link, in characters of the source; a longer one was not closed."""
MAX_GAP = 3
"""Short lines that may stand between two paragraphs of one article."""
NO_ARTICLE = "没有找到网页正文的边界，保留了成段的文字，可能多出或缺少几行。"

_STOP = re.compile(r"[，。；：！？、]")
_ANY_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Lines:
    """The lines of a page, where each begins in the source, and the elements they stand in."""

    source: str
    lines: Sequence[str]
    places: Sequence[int]
    elements: Sequence[Element]

    @cached_property
    def n_han(self) -> Sequence[int]:
        """Han characters of every line."""
        return count_han_of(self.lines)

    @cached_property
    def linked(self) -> Sequence[int]:
        """Han characters of every line that are part of a link, at most all of them."""
        counts = [0] * len(self.lines)
        for element in self.elements:
            if element.name != LINK or element.end - element.start > MAX_LINK:
                continue
            if "href" in element.attributes:
                text = _ANY_TAG.sub("", self.source[element.start : element.end])
                counts[self._row(element)] += count_han(text)
        return [min(pair) for pair in zip(counts, self.n_han, strict=True)]

    @cached_property
    def values(self) -> Sequence[float]:
        """What every line adds to the score of an element it stands in.

        A sentence below a link counts nothing: it tells what another page is about.
        """
        values, is_teaser = [], False
        for line, n_han, linked in zip(self.lines, self.n_han, self.linked, strict=True):
            if linked > LINK_SHARE * n_han:
                values.append(-LINK_COST * linked)
            elif _STOP.search(line):
                values.append(0.0 if is_teaser else float(n_han - linked))
            else:
                values.append(SHORT_VALUE * (n_han - linked))
            is_teaser = linked > LINK_SHARE * n_han if n_han else is_teaser
        return values

    def rows(self, element: Element) -> range:
        """Return the lines that begin in an element."""
        return range(bisect_left(self.places, element.start), bisect_left(self.places, element.end))

    def han(self, rows: range | set[int]) -> int:
        """Return how many Han characters lines hold."""
        return sum(self.n_han[row] for row in rows)

    def _row(self, element: Element) -> int:
        """Return the line that a link stands in: the first that begins in it, else that around."""
        first = bisect_left(self.places, element.start)
        if first < len(self.places) and self.places[first] < element.end:
            return first
        return max(bisect_right(self.places, element.start) - 1, 0)


def find_article(page: Lines, rules: PageRules) -> tuple[set[int], str]:
    """Return the lines of the article, and a warning if its bounds were not found, else ``""``.

    If a page has no running text, every line is kept.
    """
    around = _around(page, rules)
    scores = _Scores(page, around)
    paragraphs = {row for row, line in enumerate(page.lines) if is_paragraph(line)} - around
    running = {row for row in paragraphs if page.values[row] > 0}
    least = GUARD_SHARE * page.han(running)
    densest, best = scores.densest()
    run, most = scores.best_run()
    if best < GUARD_SHARE * most:
        densest, best = run, most
    named = (rows for rows in _selected(page, rules) if scores.of(rows) >= GUARD_SHARE * best)
    for rows in (*named, *([densest] if running else [])):
        kept = set(rows) - around
        if page.han(kept) >= MIN_HAN and page.han(kept & running) >= least:
            return kept, ""
    if not paragraphs:
        return set(range(len(page.lines))), ""
    free = {row for row in paragraphs if page.values[row] >= 0}
    return _with_short_lines(free if running else paragraphs, page), NO_ARTICLE


class _Scores:
    """Scores of runs of lines: what speaks for an article, less what speaks against it."""

    def __init__(self, page: Lines, around: set[int]) -> None:
        self.page = page
        values = (
            min(value, -float(n_han)) if row in around else value
            for row, (value, n_han) in enumerate(zip(page.values, page.n_han, strict=True))
        )
        self.sums = list(accumulate(values, initial=0.0))

    def of(self, rows: range) -> float:
        """Return the score of a run of lines."""
        return self.sums[rows.stop] - self.sums[rows.start]

    def densest(self) -> tuple[range, float]:
        """Return the lines of the smallest element among those of the best score; that score."""
        found = (self.page.rows(e) for e in self.page.elements if e.name in CONTAINERS)
        scored = [(self.of(rows), rows) for rows in found if rows]
        best = max((score for score, _ in scored), default=0.0)
        good = [rows for score, rows in scored if score >= max(ENOUGH * best, 1.0)]
        return min(good, key=len, default=range(0)), best

    def best_run(self) -> tuple[range, float]:
        """Return the run of lines of the best score, in whatever elements; that score.

        For pages whose text stands between navigation without an element of its own.
        """
        best, rows, low = 0.0, range(0), 0
        for stop, total in enumerate(self.sums):
            if total < self.sums[low]:
                low = stop
            if total - self.sums[low] > best:
                best, rows = total - self.sums[low], range(low, stop)
        return rows, best


def _selected(page: Lines, rules: PageRules) -> Iterator[range]:
    """Yield the lines of elements that selectors name, in the order of the selectors."""
    ranks: Mapping[str, int] = {selector: rank for rank, selector in enumerate(rules.selectors)}
    found = [
        (min(ranks[mark] for mark in element.marks if mark in ranks), -element.end, element)
        for element in page.elements
        if element.name in CONTAINERS and not ranks.keys().isdisjoint(element.marks)
    ]
    for _, _, element in sorted(found, key=lambda item: item[:2]):
        yield page.rows(element)


def _around(page: Lines, rules: PageRules) -> set[int]:
    """Return the lines of elements that are named as something else: comments, related pages.

    An element that holds half of the page's text, such as a wrapper, is not believed.
    """
    positive = [max(value, 0.0) for value in page.values]
    sums = list(accumulate(positive, initial=0.0))
    rows: set[int] = set()
    for element in page.elements:
        if not rules.around.isdisjoint(element.words):
            inside = page.rows(element)
            if sums[inside.stop] - sums[inside.start] < GUARD_SHARE * sums[-1]:
                rows.update(inside)
    return rows


def _with_short_lines(running: set[int], page: Lines) -> set[int]:
    """Return paragraphs with the few short lines between two of them, such as headings."""
    kept, rows = set(running), sorted(running)
    for row, following in pairwise(rows):
        between = range(row + 1, following)
        if len(between) <= MAX_GAP and all(page.values[r] > 0 for r in between):
            kept.update(between)
    return kept
