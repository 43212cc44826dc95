"""Where a pattern matches: only sentences that hold what it needs are tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.segment import Segment
from analysis.corpus.segments.strings import find_overlapping
from analysis.corpus.segments.texts import folded_text
from analysis.corpus.select import Mask
from analysis.tables.literals import Strings, required_strings
from analysis.tables.patterns import compile_pattern, find_pattern
from analysis.tables.stretches import Ints, Stretches

LEAST_LONGEST = 100
"""Characters that a pattern must be able to be laid over, however short the sentences."""
WORTH = 50
"""To try a pattern on a sentence takes as long as to look at so many places of a character."""
MANY = 1000
"""So many sentences are cut from the decoded characters of the whole segment."""


def find_matches(corpus: Corpus, mask: Mask, query: str) -> Iterator[Stretches]:
    """Yield where a pattern matches inside the sentences of a mask, segment by segment.

    Raises
    ------
    BadPatternError
        The pattern is incomplete or may not end; while yielding, where it takes too long.
    """
    lengths = corpus.sentences.values("end") - corpus.sentences.values("start")
    longest = max(LEAST_LONGEST, int(lengths[mask].max(initial=0)))
    pattern = compile_pattern(query, longest=longest)
    found = find_pattern(pattern, _texts(corpus, mask, required_strings(pattern)))
    return _by_segment(corpus, found)


def _by_segment(
    corpus: Corpus, found: Iterator[tuple[tuple[int, int], int, int]]
) -> Iterator[Stretches]:
    for number, matches in groupby(found, key=lambda match: match[0][0]):
        places = [(key[1], start, end) for key, start, end in matches]
        rows, starts, ends = np.asarray(places, dtype=np.int64).T
        origins = corpus.layout.segments[number].words["sentence_places"][rows].astype(np.int64)
        yield Stretches(number, origins + starts, origins + ends, rows.astype(np.int32))


def _texts(
    corpus: Corpus, mask: Mask, needs: Sequence[Strings]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield segment and row of each sentence that holds what is needed, and its folded text."""
    for number, segment, inside in corpus.layout.local(mask):
        rows = _holding(segment, inside, needs)
        sizes = segment.words["sentence_end"][rows] - segment.words["sentence_start"][rows]
        begins = segment.words["sentence_places"][rows].astype(np.int64)
        places = zip(rows.tolist(), begins.tolist(), (begins + sizes).tolist(), strict=True)
        if len(rows) < MANY:
            for row, begin, end in places:
                yield (number, row), folded_text(segment.texts, begin, end)
        else:
            whole = folded_text(segment.texts, 0, len(segment.texts["characters"]))
            for row, begin, end in places:
                yield (number, row), whole[begin:end]


def _holding(segment: Segment, inside: Mask, needs: Sequence[Strings]) -> Ints:
    """Return the sentences of a mask that hold a string of every set, as far as it is worth it."""
    kept = inside
    priced = [(_often(segment, strings), strings) for strings in needs]
    for often, strings in sorted(priced, key=lambda pair: pair[0]):
        if kept is not inside and often > WORTH * int(np.count_nonzero(kept)):
            break
        holding = np.zeros(len(inside), dtype=bool)
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
