"""Where the strings stand in documents by which names and themes are told, all in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.annotate.document import Annotator, Hits
from analysis.annotate.organisations.finding import NameHits, folded_headers
from analysis.corpus.segments.finder import Finder
from analysis.corpus.segments.words import code_points
from analysis.lexicon.gazetteer import Hit
from analysis.schema import Document

Rows = npt.NDArray[np.int64]
_BETWEEN = "\0"
"""Parts the documents: no string reaches over it."""


class HitFinder:
    """Finds the strings of an annotator in many documents: compiled, several times as fast.

    Parameters
    ----------
    annotator
        Says which strings.
    """

    def __init__(self, annotator: Annotator) -> None:
        rows: dict[str, int] = {}
        kinds = [
            np.asarray([rows.setdefault(string, len(rows)) for string in strings], dtype=np.int64)
            for strings in annotator.strings
        ]
        self._kinds = [_numbers(kind, len(rows)) for kind in kinds]
        self._lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
        self._finder = Finder(tuple(rows))

    def find(self, documents: Sequence[Document]) -> Iterator[Hits]:
        """Yield the hits of each document; those of names by end, then start."""
        headers = folded_headers(documents)
        texts = [*headers, *(document.folded for document in documents)]
        starts, found = self._finder.find(code_points(_BETWEEN.join(texts)))
        lengths = np.fromiter((len(text) + 1 for text in texts), np.int64)
        firsts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
        ends = starts + self._lengths[found]
        order = np.lexsort((starts, ends))
        place = starts[order].astype(np.int64), ends[order]
        n = len(documents)
        names, themes = (_parts(kind[found[order]], *place, firsts) for kind in self._kinds)
        of_names = map(NameHits, headers, names[:n], names[n:])
        yield from map(Hits, of_names, themes[n:])


def _numbers(rows: Rows, size: int) -> Rows:
    """Return for each of all strings its number among those of one kind, -1 for none."""
    numbers = np.full(size, -1, dtype=np.int64)
    numbers[rows] = np.arange(len(rows))
    return numbers


def _parts(numbers: Rows, starts: Rows, ends: Rows, firsts: Rows) -> list[list[Hit]]:
    """Return the hits of one kind in each text, with offsets of its own."""
    chosen = np.flatnonzero(numbers >= 0)
    numbers, starts, ends = numbers[chosen], starts[chosen], ends[chosen]
    borders = np.searchsorted(ends, firsts)
    shifts = np.repeat(firsts[:-1], np.diff(borders))
    hits = list(
        zip(numbers.tolist(), (starts - shifts).tolist(), (ends - shifts).tolist(), strict=True)
    )
    return [hits[first:stop] for first, stop in pairwise(borders.tolist())]


@lru_cache(maxsize=2)
def hit_finder(annotator: Annotator) -> HitFinder:
    """Return the finder of an annotator, made once."""
    return HitFinder(annotator)
