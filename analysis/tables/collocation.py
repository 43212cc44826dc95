"""Which words stand near a string, each occurrence counted once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypedDict, Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.loops.neighbours import count_near
from analysis.corpus.loops.sums import add_numbers
from analysis.corpus.select import Mask
from analysis.corpus.threads import in_threads
from analysis.corpus.tokens import sum_words
from analysis.measures.association import log_dice, log_likelihood, mi, t_score
from analysis.schema import COLLOCATES
from analysis.tables.hits import Focus, find
from analysis.tables.stretches import Stretches

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FAR = 1 << 30
"""More words than a segment has."""


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

    far = FAR if window is None else min(window, FAR)

    def count(part: Stretches) -> tuple[Stretches, Ints]:
        segment = corpus.layout.segments[part.number]
        near = np.zeros(len(names.codes[part.number]), dtype=np.int64)
        terms, places, lengths, firsts = (segment.words[name] for name in _TOKENS)
        loop = count_near.over(min(len(terms), 2 * len(part.starts) * far))
        hits = part.sentences, part.starts, part.ends
        loop(terms, places, lengths, firsts, *hits, far, near)
        return part, near

    for part, n in in_threads(count, found):
        add_numbers.over(len(n))(names.codes[part.number], n, n_together)
        n_hits += len(part.starts)
    return n_hits, n_together


_TOKENS = ("token_terms", "token_places", "term_lengths", "token_firsts")
