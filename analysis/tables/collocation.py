"""Which words stand near a string, each occurrence counted once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypedDict, Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus import bits
from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.segment import Segment
from analysis.corpus.select import Mask
from analysis.corpus.threads import in_threads
from analysis.corpus.tokens import gather, sum_words
from analysis.measures.association import log_dice, log_likelihood, mi, t_score
from analysis.schema import COLLOCATES
from analysis.tables.hits import Focus, find
from analysis.tables.stretches import Stretches

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]

FAR = 1 << 30
"""More words than a segment has."""
NARROW = 16
"""Windows of up to so many words are spread word by word,"""
OFTEN = 100
"""where at least one word in so many is a hit; otherwise the ranges of words are read."""


class Near(TypedDict, total=False):
    """What is near, and which rows are shown."""

    window: int | None
    """Words to either side, 5 by default; ``None`` for the whole sentence."""
    min_together: int
    """Least ``n_together`` of a row, 1 by default."""
    stopwords: bool
    """Leave out stop words, as by default; they are counted as words all the same."""
    offset: int
    """Rows that are passed over, 0 by default."""
    limit: int | None
    """Most rows; ``None``, the default, for all."""


def collocates(corpus: Corpus, mask: Mask, node: str | Focus, **near: Unpack[Near]) -> pd.DataFrame:
    """List the words that stand near a node.

    A token is near if any hit of the node is at most ``window`` words away in the same sentence.
    It counts once however many hits are near it, so that ``n_together`` is never above ``n``.
    Tokens that are part of a hit are not near it.

    Parameters
    ----------
    node
        A string of the text, whether or not it is a word, or a focus.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.COLLOCATES``: highest log-likelihood first, ties by term. MI, t and
        log-likelihood compare the tokens near the node with all others; logDice takes the
        frequencies of node and collocate, and a collocate at most once for each hit.

    Raises
    ------
    UnknownNameError
        The focus is a theme or organisation that does not exist.
    """
    found = find(corpus, mask, node if isinstance(node, Focus) else Focus("term", node))
    n_hits, n_together = _count_near(corpus, found, near.get("window", 5))
    n = sum_words(corpus, mask)
    listed = n_together >= max(near.get("min_together", 1), 1)
    if near.get("stopwords", True):
        listed &= ~corpus.vocabulary.stops
    rows = np.flatnonzero(listed)
    measured = _Counts(n_together, n, n_hits)
    likelihood = log_likelihood(*measured.cells(rows))
    shown = _best(rows, likelihood, corpus.vocabulary.ranks, near)
    return _table(corpus, shown, measured)


class _Counts(NamedTuple):
    """What the measures of all words rest on, shape ``(n_terms,)`` the first two."""

    n_together: Ints
    n: Ints
    n_hits: int

    def cells(self, rows: Ints) -> tuple[Floats, Floats, Floats, Floats]:
        """Return near and elsewhere: the words of some rows, then all other words."""
        together, alone = (counts[rows].astype(np.float64) for counts in self[:2])
        n_near = float(self.n_together.sum())
        n_elsewhere = float(self.n.sum()) - n_near
        apart = alone - together
        return together, apart, n_near - together, n_elsewhere - apart


def _table(corpus: Corpus, rows: Ints, counts: _Counts) -> pd.DataFrame:
    cells = counts.cells(rows)
    alone, n_hits = cells[0] + cells[1], float(counts.n_hits)
    paired = np.minimum(cells[0], n_hits)
    return COLLOCATES.frame(
        {
            "term": corpus.vocabulary.strings(rows),
            "n_together": counts.n_together[rows],
            "n": counts.n[rows],
            "mi": mi(*cells),
            "log_dice": log_dice(paired, alone - paired, n_hits - paired, cells[3]),
            "t_score": t_score(*cells),
            "log_likelihood": log_likelihood(*cells),
        }
    )


def _best(rows: Ints, scores: Floats, ranks: npt.NDArray[np.int32], near: Near) -> Ints:
    """Return the rows of the page: highest score first, ties in the order of the ranks."""
    offset, limit = near.get("offset", 0), near.get("limit")
    stop = len(rows) if limit is None else offset + limit
    if stop < len(rows):
        least = np.partition(scores, len(rows) - stop)[len(rows) - stop] if stop else np.inf
        rows, scores = rows[scores >= least], scores[scores >= least]
    shown: Ints = rows[np.lexsort((ranks[rows], -scores))][offset:stop]
    return shown


def _count_near(corpus: Corpus, found: Iterable[Stretches], window: int | None) -> tuple[int, Ints]:
    """Return the number of hits, and for each term its tokens near one, shape ``(n_terms,)``."""
    names = corpus.term_names
    n_hits, n_together = 0, np.zeros(len(names.values), dtype=np.int64)

    def count(part: Stretches) -> tuple[Stretches, Ints]:
        segment, size = corpus.layout.segments[part.number], len(names.codes[part.number])
        return part, np.bincount(_terms_near(segment, part, window), minlength=size)

    for part, n in in_threads(count, found):
        n_together[names.codes[part.number]] += n
        n_hits += len(part.starts)
    return n_hits, n_together


def _terms_near(segment: Segment, part: Stretches, window: int | None) -> Rows:
    """Return the term of each token near a hit and part of none."""
    terms = segment.words["token_terms"]
    if window is not None and 0 < window <= NARROW and len(part.starts) * OFTEN > len(terms):
        return terms.take(bits.rows_of(_bits_near(segment, part, window)))
    return gather(terms, *_near(segment, part, window))


def _bits_near(segment: Segment, part: Stretches, window: int) -> bits.Words:
    """Return the tokens near a hit and part of none as a set."""
    size, firsts = len(segment.words["token_terms"]), segment.words["token_firsts"]
    # The place behind the last token begins a sentence too: nothing is spread there.
    begins = bits.pack(firsts, size)
    first, after = _tokens_of(segment, part)
    starts, stops = firsts.take(part.sentences), firsts.take(part.sentences + np.int32(1))
    # Most hits are words of one sentence: their neighbours are those of the words. A word may
    # begin in the sentence before, and belongs to that one then.
    plain = (first < after) & (starts <= first) & (after <= stops)
    hits = _covered(first[plain], after[plain], size)
    near = bits.spread_up(hits, begins, window) | bits.spread_down(hits, begins, window)
    others = np.flatnonzero(~plain)
    if len(others):
        hits |= _covered(first[others], after[others], size)
        first, after, stops = first[others], after[others], stops[others]
        left = first[first > firsts.take(part.sentences[others])] - 1
        near |= bits.spread_up(bits.pack(after[after < stops], size), begins, window - 1)
        near |= bits.spread_down(bits.pack(left, size), begins, window - 1)
    return near & ~hits


def _covered(first: Rows, after: Rows, size: int) -> bits.Words:
    """Return the tokens that are part of some hit as a set."""
    covered = bits.pack(first[first < after], size)
    longer = np.flatnonzero(after - first > 1)
    while len(longer):
        first, after = first[longer] + np.int32(1), after[longer]
        covered |= bits.pack(first, size)
        longer = np.flatnonzero(after - first > 1)
    return covered


def _near(segment: Segment, part: Stretches, window: int | None) -> tuple[Rows, Rows]:
    """Return ranges of tokens near a hit and part of none, each token in one range.

    Between the tokens of two hits, those within reach of what is before them come first, then
    the others that are within reach of what is behind them.
    """
    none = np.zeros(0, dtype=np.int32)
    if not len(part.starts) or not len(segment.words["token_places"]):
        return none, none
    firsts = segment.words["token_firsts"]
    first, after = _tokens_of(segment, part)
    lowest, highest = firsts[part.sentences], firsts[1:][part.sentences]
    if window is not None:
        lowest = np.maximum(lowest, first - np.int32(min(window, FAR)))
        highest = np.minimum(highest, after + np.int32(min(window, FAR)))
    # A hit may end behind the next one: what the longest covers and reaches counts.
    after, highest = np.maximum.accumulate(after), np.maximum.accumulate(highest)
    following = np.append(first[1:], firsts[-1])
    reached = np.maximum(after, np.minimum(highest, following))
    behind = np.maximum(lowest, np.append(np.int32(0), reached[:-1]))
    return np.concatenate([after, behind]), np.concatenate([reached, np.maximum(behind, first)])


def _tokens_of(segment: Segment, part: Stretches) -> tuple[Rows, Rows]:
    """Return the first token that ends behind each start, and the first that begins at the end."""
    words = segment.words
    last = segment.tokens_before(part.starts)
    ends = words["token_places"][last] + words["term_lengths"][words["token_terms"][last]]
    # The position -1, before the first token, is one that ends before the start as well.
    first = last + ((last < 0) | (ends <= part.starts))
    # Most hits end in the token that they begin in.
    longer = np.flatnonzero((last < 0) | (ends < part.ends))
    last[longer] = segment.tokens_before(part.ends[longer] - 1)
    return first, last + np.int32(1)
