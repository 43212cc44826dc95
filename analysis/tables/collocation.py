"""Which words stand near a string, each occurrence counted once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask
from analysis.measures.association import log_dice, log_likelihood, mi, t_score
from analysis.schema import COLLOCATES
from analysis.tables.hits import Focus, hits
from analysis.tables.keyness import stopwords_of

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def collocates(
    corpus: Corpus,
    mask: Mask,
    node: str | Focus,
    *,
    window: int | None = 5,
    min_together: int = 1,
    stopwords: bool = True,
) -> pd.DataFrame:
    """List the words that stand near a node.

    A token is near if any hit of the node is at most ``window`` words away in the same sentence.
    It counts once however many hits are near it, so that ``n_together`` is never above ``n``.
    Tokens that are part of a hit are not near it.

    Parameters
    ----------
    node
        A string of the text, whether or not it is a word, or a focus.
    window
        Words to either side; ``None`` for the whole sentence.
    min_together
        Least ``n_together`` of a row.
    stopwords
        Leave out stop words; they are counted as words all the same.

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
    found = hits(corpus, mask, node if isinstance(node, Focus) else Focus("term", node))
    codes = corpus.tokens["term"].to_numpy()
    counted = mask[corpus.tokens["sentence"].to_numpy()]
    near = _near(corpus, found, window) & counted
    size = len(corpus.terms)
    n_together = np.bincount(codes[near], minlength=size)
    n = np.bincount(codes[counted], minlength=size)
    rows = np.flatnonzero(n_together >= max(min_together, 1))
    if stopwords:
        unwanted = stopwords_of(corpus)
        kept = [corpus.terms[row] not in unwanted for row in rows.tolist()]
        rows = rows[np.asarray(kept, dtype=bool)]
    together, alone = n_together[rows].astype(np.float64), n[rows].astype(np.float64)
    n_near, n_elsewhere = float(near.sum()), float(counted.sum() - near.sum())
    apart = alone - together
    cells = (together, apart, n_near - together, n_elsewhere - apart)
    paired = np.minimum(together, float(len(found)))
    terms = np.asarray([corpus.terms[row] for row in rows.tolist()], dtype=np.str_)
    likelihood = log_likelihood(*cells)
    columns = {
        "term": terms.astype(object),
        "n_together": n_together[rows],
        "n": n[rows],
        "mi": mi(*cells),
        "log_dice": log_dice(paired, alone - paired, len(found) - paired, cells[3]),
        "t_score": t_score(*cells),
        "log_likelihood": likelihood,
    }
    order = np.lexsort((terms, -likelihood))
    return COLLOCATES.frame({name: column[order] for name, column in columns.items()})


def _near(corpus: Corpus, found: pd.DataFrame, window: int | None) -> Flags:
    """Return which tokens are near a hit without being part of one, shape ``(n_tokens,)``."""
    firsts = corpus.document_firsts
    docs = corpus.tokens["doc"].to_numpy()
    starts = firsts[docs] + corpus.tokens["start"].to_numpy()
    ends = firsts[docs] + corpus.tokens["end"].to_numpy()
    origins = firsts[found["doc"].to_numpy()]
    first = np.searchsorted(ends, origins + found["start"].to_numpy(), side="right")
    after = np.searchsorted(starts, origins + found["end"].to_numpy(), side="left")
    sentences = corpus.tokens["sentence"].to_numpy()
    lowest = np.searchsorted(sentences, found["sentence"].to_numpy(), side="left")
    highest = np.searchsorted(sentences, found["sentence"].to_numpy(), side="right")
    if window is not None:
        lowest = np.maximum(lowest, first - window)
        highest = np.minimum(highest, after + window)
    node = _between(len(starts), first, after)
    return _between(len(starts), lowest, highest) & ~node


def _between(size: int, first: Ints, after: Ints) -> Flags:
    """Return which of ``size`` places lie in any of the given ranges."""
    steps = np.zeros(size + 1, dtype=np.int64)
    given = after > first
    np.add.at(steps, first[given], 1)
    np.add.at(steps, after[given], -1)
    covered: Flags = np.greater(np.cumsum(steps[:-1]), 0)
    return covered
