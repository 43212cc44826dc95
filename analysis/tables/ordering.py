"""The order of lines: of all places only those of one page are put in order.

Places are divided by the character next to them, then only the groups that reach into the page by
the character after that, and so on (radix sort, most significant character first).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.texts import SEPARATOR, folded_text
from analysis.tables.stretches import Ints, Stretches, local_documents

FEW = 256
"""So many places are sorted by whole keys: faster than dividing them further."""


class Page(NamedTuple):
    """Which lines of all are wanted."""

    first: int
    stop: int


@dataclass(frozen=True, eq=False)
class Lines:
    """The places of all segments, one segment behind the other; ties keep the text order."""

    corpus: Corpus
    parts: tuple[Stretches, ...]
    firsts: Ints
    """Where the places of each part begin, and where the last ones end."""
    rank: Ints | None
    """Where each place stands in text order; ``None``: as it stands here."""

    @classmethod
    def of(cls, corpus: Corpus, found: Iterable[Stretches]) -> Lines:
        """Return stretches as lines to be sorted; text order is that of the corpus."""
        parts = tuple(part for part in found if len(part.starts))
        rank = None
        if not corpus.layout.is_plain and parts:
            rows = corpus.layout.document_rows
            docs = [rows[part.number][local_documents(corpus, part)] for part in parts]
            rank = inverse(np.argsort(np.concatenate(docs), kind="stable"))
        return cls(corpus, parts, _firsts([len(part.starts) for part in parts]), rank)

    @classmethod
    def of_table(cls, corpus: Corpus, found: pd.DataFrame) -> Lines:
        """Return the rows of a table like ``schema.HITS`` as lines; text order is that of it."""
        segments, rows = corpus.layout.places
        docs = found["doc"].to_numpy()
        numbers = segments[docs]
        order = np.argsort(numbers, kind="stable")
        borders = np.searchsorted(numbers[order], np.arange(len(corpus.layout.segments) + 1))
        parts = []
        for number, segment in enumerate(corpus.layout.segments):
            chosen = order[borders[number] : borders[number + 1]]
            if len(chosen):
                origins = segment.texts["firsts"][rows[docs[chosen]]]
                starts, ends = (origins + found[n].to_numpy()[chosen] for n in ("start", "end"))
                parts.append(Stretches(number, starts, ends, segment.sentences_at(starts)))
        plain = bool((np.diff(order) > 0).all())
        firsts = _firsts([len(part.starts) for part in parts])
        return cls(corpus, tuple(parts), firsts, None if plain else order)

    def __len__(self) -> int:
        return int(self.firsts[-1])

    def by_text(self, page: Page) -> Ints:
        """Return the places of a page in text order."""
        if self.rank is None:
            return np.arange(page.first, min(page.stop, len(self)))
        return inverse(self.rank)[page.first : page.stop]

    def by_organisation(self, page: Page) -> Ints:
        """Return the places of a page by the name of whose sentence it is, those of none last."""
        codes = self.corpus.organisation_codes.codes
        owners = [
            np.append(codes[part.number], -1)[
                self._segment(part).names["sentence_organisation"][part.sentences]
            ]
            for part in self.parts
        ]
        # The code 0 stands for none; its name sorts behind all others.
        signs = np.concatenate([np.zeros(0, dtype=np.int32), *owners]) + 1
        names = self.corpus.organisation_names
        groups = _buckets(np.arange(len(self)), signs, lambda code: _name_key(names[code - 1]))
        found = _inside(groups, page)
        return self._joined(self._in_text_order(group.rows, group.page) for group in found)

    def by_right(self, page: Page, width: int) -> Ints:
        """Return the places of a page by the ``width`` characters after them."""
        return self._by_context(page, width, Reading("ends", 0, 1))

    def by_left(self, page: Page, width: int) -> Ints:
        """Return the places of a page by the ``width`` characters before them, nearest first."""
        return self._by_context(page, width, Reading("starts", -1, -1))

    def located(self, rows: Ints) -> Iterator[tuple[Stretches, int]]:
        """Yield the part and the position in it of each of some places."""
        parts = np.searchsorted(self.firsts, rows, side="right") - 1
        for part, row in zip(parts.tolist(), rows.tolist(), strict=True):
            yield self.parts[part], row - int(self.firsts[part])

    def _by_context(self, page: Page, width: int, reading: Reading) -> Ints:
        found: list[Ints] = []
        todo = [(np.arange(len(self)), 0, page)]
        while todo:
            rows, depth, wanted = todo.pop()
            if depth >= width:
                found.append(self._in_text_order(rows, wanted))
            elif len(rows) <= FEW:
                found.append(self._by_keys(rows, wanted, reading.after(depth), width - depth))
            else:
                signs = self._signs(rows, reading.after(depth))
                groups = _inside(_buckets(rows, signs, _sign_key), page=wanted)
                todo += [
                    (group.rows, width if group.sign == SEPARATOR else depth + 1, group.page)
                    for group in reversed(list(groups))
                ]
        return self._joined(found)

    def _signs(self, rows: Ints, reading: Reading) -> npt.NDArray[np.uint32]:
        """Return the character at a distance from each of some places, rows ascending."""
        borders = np.searchsorted(rows, self.firsts).tolist()
        signs = np.empty(len(rows), dtype=np.uint32)
        for number, part in enumerate(self.parts):
            first, last = borders[number : number + 2]
            if first < last:
                places = reading.places(part)
                if last - first < len(places):
                    places = places[rows[first:last] - self.firsts[number]]
                # Before a segment stands what ends it, which ends a document as well.
                at = places + reading.offset
                signs[first:last] = self._segment(part).texts["characters"][at]
        return signs

    def _by_keys(self, rows: Ints, page: Page, reading: Reading, width: int) -> Ints:
        ordered = self._in_text_order(rows, Page(0, len(rows)))
        keys = [
            by_pinyin(reading.text(self._segment(part), part, at, width))
            for part, at in self.located(ordered)
        ]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return ordered[order[page.first : page.stop]]

    def _in_text_order(self, rows: Ints, page: Page) -> Ints:
        if self.rank is not None:
            rows = rows[np.argsort(self.rank[rows])]
        return rows[page.first : page.stop]

    def _joined(self, found: Iterable[Ints]) -> Ints:
        return np.concatenate([np.zeros(0, dtype=np.int64), *found])

    def _segment(self, part: Stretches) -> Segment:
        return self.corpus.layout.segments[part.number]


class Reading(NamedTuple):
    """How the context of a place is read: from which end of it, from where on, which way."""

    end: str
    offset: int
    step: int

    def after(self, depth: int) -> Reading:
        """Return the reading that begins so many characters later."""
        return self._replace(offset=self.offset + depth * self.step)

    def places(self, part: Stretches) -> Ints:
        """Return the end of each place that its context is counted from."""
        return part.ends if self.end == "ends" else part.starts

    def text(self, segment: Segment, part: Stretches, row: int, width: int) -> str:
        """Return the context of one place in reading order, as far as its document goes."""
        place = int(self.places(part)[row]) + self.offset
        if self.step > 0:
            return folded_text(segment.texts, place, place + width).partition(_END)[0]
        first = max(place + 1 - width, 0)
        return folded_text(segment.texts, first, place + 1)[::-1].partition(_END)[0]


_END = chr(SEPARATOR)


class _Group(NamedTuple):
    """Places with the same sign, and which of them belong to the page."""

    rows: Ints
    page: Page
    sign: int


def by_pinyin(text: str) -> bytes:
    """Return a sort key: GB 18030 has the 3,755 commonest characters in the order of pinyin.

    No character's bytes begin those of another, so that texts compare like their characters.

    Examples
    --------
    >>> sorted("整安改", key=by_pinyin)
    ['安', '改', '整']
    """
    return text.encode("gb18030", errors="replace")


def inverse(order: Ints) -> Ints:
    """Return for each element its position in an order, given as the elements in that order."""
    positions = np.empty(len(order), dtype=np.int64)
    positions[order] = np.arange(len(order))
    return positions


def _sign_key(sign: int) -> tuple[bool, bytes]:
    return False, by_pinyin(chr(sign))


def _name_key(name: str | None) -> tuple[bool, bytes]:
    return name is None, by_pinyin(name or "")


def _buckets(
    rows: Ints, signs: npt.NDArray[np.integer], key: Callable[[int], tuple[bool, bytes]]
) -> _Buckets:
    counts = np.bincount(signs)
    present = np.flatnonzero(counts).tolist()
    ordered: dict[tuple[bool, bytes], list[int]] = {}
    for sign, wanted in sorted(((sign, key(sign)) for sign in present), key=lambda pair: pair[1]):
        ordered.setdefault(wanted, []).append(sign)
    groups = tuple(tuple(group) for group in ordered.values())
    return _Buckets(rows, signs, groups, [int(counts[list(group)].sum()) for group in groups])


class _Buckets(NamedTuple):
    """Places divided by their signs."""

    rows: Ints
    signs: npt.NDArray[np.integer]
    groups: tuple[tuple[int, ...], ...]
    """Signs with the same key, in the order of the keys."""
    sizes: Sequence[int]


def _inside(buckets: _Buckets, page: Page) -> Iterator[_Group]:
    """Yield the groups that reach into a page, in order."""
    before = 0
    for group, size in zip(buckets.groups, buckets.sizes, strict=True):
        first, stop = max(page.first - before, 0), min(page.stop - before, size)
        before += size
        if first < stop:
            chosen = buckets.signs == group[0]
            for other in group[1:]:
                chosen |= buckets.signs == other
            yield _Group(buckets.rows[chosen], Page(first, stop), group[0])


def _firsts(sizes: Sequence[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
