"""Where a pattern matches: only stretches that hold what it needs are tried.

Mostly they are tried together, joined into one text; where the pattern would notice that, one
sentence after the other.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.loops.sums import longest
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.strings import find_overlapping
from analysis.corpus.segments.texts import decoded
from analysis.corpus.select import Mask
from analysis.tables.joining import LINE, longest_match, separating_sign
from analysis.tables.literals import Strings, leading_strings, required_strings
from analysis.tables.patterns import MAX_SECONDS, compile_pattern, find_pattern, too_slow
from analysis.tables.stretches import Ints, Rows, Stretches

LEAST_LONGEST = 100
"""Characters that a pattern must be able to be laid over, however short the sentences."""
WORTH = 10
"""To try a pattern on a sentence takes as long as to look at so many places of a character."""
NEAR = 50
"""If a match has at most so many characters, only the surroundings of what it needs are tried."""
TOGETHER = 1 << 15
"""About so many characters are searched together; in between the time is looked at."""


class _Stretch(NamedTuple):
    """Stretches that are tried, ascending; each lies in one sentence. Shape ``(n,)`` each."""

    starts: Ints
    ends: Ints
    sentences: Rows


@dataclass(frozen=True)
class _Search:
    """A pattern, and what is known of it."""

    pattern: re.Pattern[str]
    needs: tuple[Strings, ...]
    begins: Strings | None
    """What every match begins with; ``None`` where that is not known."""
    longest: int
    """Characters of a match at most."""
    sign: str | None
    """Joins the stretches; ``None`` where they cannot be joined."""
    limit: float
    """When to give up."""


def find_matches(corpus: Corpus, mask: Mask, query: str) -> Iterator[Stretches]:
    """Yield where a pattern matches inside the sentences of a mask, segment by segment.

    Raises
    ------
    BadPatternError
        The pattern is incomplete or may not end; while yielding, where it takes too long.
    """
    starts, ends = (corpus.sentences.values(name) for name in ("start", "end"))
    length = np.asarray([LEAST_LONGEST])
    longest.over(len(mask))(mask.view(np.uint8), starts, ends, length)
    pattern = compile_pattern(query, longest=int(length[0]))
    search = _Search(
        pattern,
        required_strings(pattern),
        leading_strings(pattern),
        longest_match(pattern),
        separating_sign(pattern),
        time.monotonic() + MAX_SECONDS,
    )
    return _by_segment(corpus, mask, search)


def _by_segment(corpus: Corpus, mask: Mask, search: _Search) -> Iterator[Stretches]:
    for number, segment, inside in corpus.layout.local(mask):
        tried = _tried(segment, inside, search)
        find = _one_by_one if search.sign is None else _joined
        starts, ends, rows = find(segment, tried, search)
        if len(rows):
            yield Stretches(number, starts, ends, tried.sentences[rows])


def _tried(segment: Segment, inside: Mask, search: _Search) -> _Stretch:
    """Return the stretches of a mask in which alone the pattern can match."""
    if search.sign is None or search.longest > NEAR or not search.needs:
        return _sentences(segment, _holding(segment, inside, search.needs))
    begins = search.begins
    if begins is not None:
        return _around(segment, inside, begins, (0, search.longest))
    strings = min(search.needs, key=lambda strings: _often(segment, strings))
    return _around(segment, inside, strings, (search.longest, search.longest))


def _sentences(segment: Segment, rows: Ints | Rows) -> _Stretch:
    words = segment.words
    sizes = words["sentence_end"][rows] - words["sentence_start"][rows]
    starts = words["sentence_places"][rows].astype(np.int64)
    return _Stretch(starts, starts + sizes, rows.astype(np.int32))


def _around(segment: Segment, inside: Mask, strings: Strings, reach: tuple[int, int]) -> _Stretch:
    """Return what is so many characters before and behind places of strings, in one sentence.

    Where that of two places overlaps it is one stretch.
    """
    places = np.sort(np.concatenate([find_overlapping(segment.texts, s) for s in strings]))
    rows = segment.sentences_at(places)
    kept = inside[rows]
    places, rows = places[kept], rows[kept]
    starts, ends, _ = _sentences(segment, rows)
    starts = np.maximum(starts, places - reach[0])
    ends = np.minimum(ends, places + reach[1])
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (starts[1:] > ends[:-1]) | (rows[1:] != rows[:-1])
    last = np.ones(len(rows), dtype=bool)
    last[:-1] = first[1:]
    return _Stretch(starts[first], ends[last], rows[first])


def _joined(segment: Segment, tried: _Stretch, search: _Search) -> tuple[Ints, Ints, Ints]:
    """Return start, end and stretch of each match; stretches are laid in one text."""
    found = [np.zeros((0, 3), dtype=np.int64)]
    for part, first in _parted(tried):
        text, begins = _text(segment, part, search.sign or "")
        spans = [match.span() for match in search.pattern.finditer(text)]
        if time.monotonic() > search.limit:
            raise too_slow()
        matches = np.asarray(spans, dtype=np.int64).reshape(-1, 2)
        matches = matches[matches[:, 1] > matches[:, 0]]
        rows = np.searchsorted(begins, matches[:, 0], side="right") - 1
        origins = (part.starts - begins)[rows]
        found.append(np.column_stack([matches + origins[:, None], rows + first]))
    starts, ends, stretches = np.concatenate(found).T
    return starts, ends, stretches


def _one_by_one(segment: Segment, tried: _Stretch, search: _Search) -> tuple[Ints, Ints, Ints]:
    """Return start, end and stretch of each match; the pattern sees nothing but a sentence."""
    texts = (
        ((row, start), text[begin:stop])
        for part, first in _parted(tried)
        for text, begins in [_text(segment, part, LINE)]
        for row, (start, begin, stop) in enumerate(_cuts(part, begins), start=first)
    )
    found = [
        (origin + start, origin + end, row)
        for (row, origin), start, end in find_pattern(search.pattern, texts, search.limit)
    ]
    starts, ends, rows = np.asarray(found, dtype=np.int64).reshape(-1, 3).T
    return starts, ends, rows


def _parted(tried: _Stretch) -> Iterator[tuple[_Stretch, int]]:
    """Yield stretches of about ``TOGETHER`` characters, and which of all the first of them is."""
    upto = np.cumsum(tried.ends - tried.starts)
    borders = np.flatnonzero(np.diff(upto // TOGETHER, prepend=-1, append=-1)).tolist()
    for first, stop in pairwise(borders):
        part = slice(first, stop)
        yield _Stretch(tried.starts[part], tried.ends[part], tried.sentences[part]), first


def _text(segment: Segment, part: _Stretch, sign: str) -> tuple[str, Ints]:
    """Return stretches one behind the other, a sign after each, and where each begins."""
    sizes = part.ends - part.starts + 1
    stops = np.cumsum(sizes)
    begins = stops - sizes
    places = np.repeat(part.starts - begins, sizes) + np.arange(stops[-1])
    # The character after a stretch is there: at the latest that behind a document.
    signs = segment.texts["characters"].take(places).astype(np.uint32)
    signs[stops - 1] = ord(sign)
    return decoded(signs), begins


def _cuts(part: _Stretch, begins: Ints) -> Iterator[tuple[int, int, int]]:
    """Yield where each stretch begins in the segment, and begins and stops in the joined text."""
    stops = begins + part.ends - part.starts
    yield from zip(part.starts.tolist(), begins.tolist(), stops.tolist(), strict=True)


def _holding(segment: Segment, inside: Mask, needs: Sequence[Strings]) -> Ints:
    """Return the sentences of a mask that hold a string of every set, as far as it is worth it."""
    kept = inside
    priced = [(_often(segment, strings), strings) for strings in needs]
    for often, strings in sorted(priced, key=lambda pair: pair[0]):
        if kept is not inside and often > WORTH * int(np.count_nonzero(kept)):
            break
        holding: npt.NDArray[np.bool_] = np.zeros(len(inside), dtype=bool)
        for string in strings:
            holding[segment.sentences_at(find_overlapping(segment.texts, string))] = True
        kept = kept & holding
    rows: Ints = np.flatnonzero(kept)
    return rows


def _often(segment: Segment, strings: Strings) -> int:
    """Return how many places of characters are looked at to find some strings."""
    firsts, rows = segment.texts["letter_firsts"], segment.letters
    places = ((rows.get(ord(sign), -1) for sign in string) for string in strings)
    return sum(
        min(int(firsts[row + 1] - firsts[row]) if row >= 0 else 0 for row in row_of_signs)
        for row_of_signs in places
    )
