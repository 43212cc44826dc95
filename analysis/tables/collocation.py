"""Which words stand near a string, each occurrence counted once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypedDict, Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.segment import Segment
from analysis.corpus.select import Mask
from analysis.corpus.tokens import sum_words
from analysis.measures.association import log_dice, log_likelihood, mi, t_score
from analysis.schema import COLLOCATES
from analysis.tables.hits import Focus, find
from analysis.tables.stretches import Stretches

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]

MANY = 200
"""With one hit in fewer words all windows are widened at once, with fewer hits one by one."""


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
    for part in found:
        segment, codes = corpus.layout.segments[part.number], names.codes[part.number]
        near = np.flatnonzero(_near(segment, part, window))
        tokens = segment.words["token_terms"][near]
        n_together[codes] += np.bincount(tokens, minlength=len(codes))
        n_hits += len(part.starts)
    return n_hits, n_together


def _near(segment: Segment, part: Stretches, window: int | None) -> Flags:
    """Return which tokens are near a hit without being part of one, shape ``(n_tokens,)``."""
    firsts = segment.words["token_firsts"]
    if not len(segment.words["token_places"]):
        return np.zeros(0, dtype=bool)
    first, after = _tokens_of(segment, part)
    if window is None:
        near = np.repeat(_flags_at(part.sentences, segment.n_sentences), np.diff(firsts))
    else:
        lowest = np.maximum(firsts[part.sentences], first - window)
        highest = np.minimum(firsts[part.sentences + 1], after + window)
        if len(first) * MANY < int(firsts[-1]):
            near = _flags_at(np.zeros(0, dtype=np.int32), int(firsts[-1]))
            _mark(near, lowest, first, value=True)
            _mark(near, after, highest, value=True)
        else:
            before, behind = (first - 1)[lowest < first], after[after < highest]
            near = _within(firsts, before, behind, window)
    _mark(near, first, after, value=False)
    return near


def _mark(flags: Flags, first: Rows, after: Rows, *, value: bool) -> None:
    """Set the flags of ranges, one token of all ranges at a time: ranges are short."""
    while len(first):
        going = first < after
        first, after = first[going], after[going]
        flags[first] = value
        first = first + np.int32(1)


def _within(firsts: Rows, before: Rows, behind: Rows, window: int) -> Flags:
    """Return which tokens stand in a window that ends at some tokens, or begins at others.

    One bit a token: a step of all windows is a shift of one number.
    """
    size = int(firsts[-1])
    flags = np.ones(size, dtype=bool)
    flags[firsts[:-1][np.diff(firsts) > 0]] = False
    # Tokens with one before them in their sentence; a window goes on from or to no other.
    inner = _bits(flags)
    left, right = (_bits(_flags_at(tokens, size)) for tokens in (before, behind))
    for _ in range(window - 1):
        wider = left | (left & inner) >> 1, right | (right << 1) & inner
        if wider == (left, right):
            break
        left, right = wider
    data = (left | right if window > 0 else 0).to_bytes(-(-size // 8), "little")
    unpacked = np.unpackbits(np.frombuffer(data, np.uint8), count=size, bitorder="little")
    return unpacked.view(np.bool_)


def _flags_at(tokens: Rows, size: int) -> Flags:
    flags = np.zeros(size, dtype=bool)
    flags[tokens] = True
    return flags


def _bits(flags: Flags) -> int:
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def _tokens_of(segment: Segment, part: Stretches) -> tuple[Rows, Rows]:
    """Return the first token that ends behind each start, and the first that begins at the end."""
    words = segment.words
    first = segment.tokens_before(part.starts)
    # The position -1, before the first token, is one that ends before the start as well.
    ends = words["token_places"][first] + words["term_lengths"][words["token_terms"][first]]
    first += (first < 0) | (ends <= part.starts)
    return first, segment.tokens_before(part.ends - 1) + np.int32(1)
