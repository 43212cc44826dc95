"""Which sentences may hold a contradiction, told by columns and by the characters before figures.

What is read of a corpus is a small part: the checks themselves look at the words.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus, Ints
from analysis.tables.consistency.growth import LAST_OF_CHANGE
from analysis.tables.consistency.reading import characters_before

Flags = npt.NDArray[np.bool_]

REACH = 30
"""Characters before a figure in which the word is looked for that opens the parts of a total."""
_ALL = 100.0
_OPENERS = ("其中", "包括", "包含", "分别", "分为", "由", "（", "(")
_GIVEN = ("其中",)
_SHARE = ("占",)


def worth_reading(corpus: Corpus, rows: Ints) -> Ints:
    """Return the sentences in which the checks of one sentence can find something.

    Parameters
    ----------
    rows
        Rows of ``corpus.facts`` that are figures, ascending.

    Returns
    -------
    Ints
        Rows of ``corpus.sentences``, ascending.
    """
    facts = corpus.facts
    sentences, units = facts.values("sentence")[rows], facts.coded("unit")
    percent = units.take(rows).equal("%")
    wanted = percent & (facts.values("value")[rows] > _ALL)
    alike = _alike(sentences, units.codes[rows])
    second = np.flatnonzero(alike)
    docs, starts = (facts.values(name)[rows[second]] for name in ("doc", "start"))
    before = characters_before(corpus, docs, starts, REACH)
    followed = np.append(alike, [False, False])[second + 1]
    chosen = _changes(before) | _holds(before, _GIVEN)
    chosen |= followed & _holds(before, _OPENERS)
    chosen |= percent[second] & _holds(before, _SHARE)
    wanted[second] |= chosen
    found: Ints = np.unique(sentences[wanted]).astype(np.int64)
    return found


def _alike(sentences: npt.NDArray[np.int32], units: npt.NDArray[np.int32]) -> Flags:
    """Return which figures have the unit of one of the two before them in their sentence."""
    alike = np.zeros(len(sentences), dtype=bool)
    for distance in (1, 2):
        a, b = slice(None, -distance), slice(distance, None)
        same = np.equal(sentences[a], sentences[b]) & np.equal(units[a], units[b])
        np.logical_or(alike[b], same, out=alike[b])
    return alike


def _changes(before: npt.NDArray[np.uint32]) -> Flags:
    """Return before which figures 增加到, 降为 and the like stand, 了 in them or behind them."""
    found = np.isin(before[:, :2], _codes("到至为成")).any(axis=1)
    found &= np.isin(before[:, 1:4], _codes(LAST_OF_CHANGE)).any(axis=1)
    return np.asarray(found, dtype=np.bool_)


def _codes(characters: str) -> npt.NDArray[np.uint32]:
    return np.asarray([ord(character) for character in characters], dtype=np.uint32)


def _holds(before: npt.NDArray[np.uint32], words: tuple[str, ...]) -> Flags:
    """Return which rows of characters, nearest first, hold one of some words of one or two."""
    found = np.zeros(len(before), dtype=bool)
    for word in words:
        here = before == ord(word[-1])
        if len(word) > 1:
            here = here[:, :-1] & (before[:, 1:] == ord(word[0]))
        found |= here.any(axis=1)
    return found
