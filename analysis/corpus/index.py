"""The second count: every term of the vocabulary as a string, wherever it stands in the text.

The token table says where a term is a word; this index holds only what differs from it: the places
inside longer words or across their borders. All offsets count one text, that of all documents
joined, so that a question is one pass over arrays instead of a loop over documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

if TYPE_CHECKING:
    from analysis.corpus.corpus import Corpus

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]

SEPARATOR = "\0"
"""Stands between documents; a cleaned text holds none."""


class Differences(NamedTuple):
    """Where ``n`` and ``n_word`` differ: ``weight`` to add for a term in a sentence, ``(n,)``."""

    sentence: Rows
    term: Rows
    weight: npt.NDArray[np.int8]


class StringIndex:
    """The joined folded text of a corpus and the strings of its vocabulary in it.

    Parameters
    ----------
    corpus
        Nothing is computed before it is asked for.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        lengths = [len(document.folded) + len(SEPARATOR) for document in corpus.documents]
        self.firsts: Ints = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        """Offset of the first character of each document in the joined text, and of its end."""

    @cached_property
    def text(self) -> str:
        """The folded texts in order, each followed by ``SEPARATOR``."""
        return "".join(document.folded + SEPARATOR for document in self._corpus.documents)

    def find(self, term: str) -> tuple[Rows, Rows]:
        """Return document rows and offsets of a folded string, hits not overlapping, in order."""
        if not term or SEPARATOR in term:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
        places = np.asarray(_places(self.text, term), dtype=np.int64)
        docs = np.searchsorted(self.firsts, places, side="right") - 1
        return docs.astype(np.int32), (places - self.firsts[docs]).astype(np.int32)

    @cached_property
    def differences(self) -> Differences:
        """What to add to the counts of tokens to have the counts of strings."""
        corpus = self._corpus
        places, codes = find_all(self.text, corpus.terms)
        tokens = corpus.tokens
        token_codes = tokens["term"].to_numpy(dtype=np.int32)
        standing = np.full(len(self.text), -1, dtype=np.int32)
        standing[self.firsts[tokens["doc"].to_numpy()] + tokens["start"].to_numpy()] = token_codes
        looping = _looping(corpus.terms)
        extra = np.flatnonzero((standing[places] != codes) & ~looping[codes])
        kept, kept_codes = _leftmost(places, codes, looping, corpus.terms)
        taken = np.flatnonzero(looping[token_codes])
        return Differences(
            sentence=np.concatenate(
                [
                    self.sentences_at(np.concatenate([places[extra], kept])),
                    tokens["sentence"].to_numpy(dtype=np.int32)[taken],
                ]
            ),
            term=np.concatenate([codes[extra], kept_codes, token_codes[taken]]),
            weight=np.repeat(
                np.asarray([1, -1], dtype=np.int8), [len(extra) + len(kept), len(taken)]
            ),
        )

    def sentences_at(self, places: npt.NDArray[Any]) -> Rows:
        """Return the sentence row of each offset in the joined text."""
        rows: Rows = self._sentence_of[places]
        return rows

    @cached_property
    def _sentence_of(self) -> Rows:
        """The sentence row of every character; what lies between sentences goes to the first."""
        sentences = self._corpus.sentences
        starts = self.firsts[sentences["doc"].to_numpy()] + sentences["start"].to_numpy()
        rows = np.arange(-1, len(starts), dtype=np.int32)
        return np.repeat(rows, np.diff(starts, prepend=0, append=len(self.text)))


def find_string(corpus: Corpus, term: str) -> tuple[Rows, Rows]:
    """Return every place of a string in the folded texts, as many as a plain text search counts.

    Parameters
    ----------
    corpus
        The corpus, all of its documents.
    term
        In folded characters. An empty string is found nowhere.

    Returns
    -------
    tuple of arrays
        Document rows and offsets, shape ``(n,)`` each, in text order; hits do not overlap.
    """
    return corpus.strings.find(term)


def find_strings(corpus: Corpus, terms: Sequence[str]) -> tuple[Rows, Rows]:
    """Return where any of many folded strings stand, each counted as a text search would.

    Returns
    -------
    tuple of arrays
        Sentence rows and positions in ``terms``, shape ``(n,)`` each.
    """
    index = corpus.strings
    places, codes = find_all(index.text, terms)
    looping = _looping(terms)
    kept, kept_codes = _leftmost(places, codes, looping, terms)
    plain = ~looping[codes]
    return (
        index.sentences_at(np.concatenate([places[plain], kept])),
        np.concatenate([codes[plain], kept_codes]),
    )


def _places(text: str, term: str) -> list[int]:
    places = []
    place = text.find(term)
    while place >= 0:
        places.append(place)
        place = text.find(term, place + len(term))
    return places


def find_all(text: str, terms: Sequence[str]) -> tuple[Rows, Rows]:
    """Return every place of every term, overlapping ones among them.

    One step for each length of a term: of the places where a beginning of some term stands, those
    stay where the next character also fits. The beginnings are numbered anew at each step.

    Parameters
    ----------
    text
        Any text.
    terms
        Different strings, none empty.

    Returns
    -------
    tuple of arrays
        Offsets and positions in ``terms``, shape ``(n,)`` each, by length of the term, then place.
    """
    characters = _code_points(text)
    letters, lengths = _letters(terms)
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(len(characters), dtype=np.int32)
    nodes = np.zeros(len(characters), dtype=np.int64)
    rows = np.arange(len(terms))
    row_nodes = np.zeros(len(terms), dtype=np.int64)
    found: list[tuple[Rows, Rows]] = []
    for length in range(1, int(lengths.max(initial=0)) + 1):
        keys, row_nodes = np.unique(
            row_nodes << _BITS | letters[firsts[rows] + length - 1], return_inverse=True
        )
        found_nodes = _positions(nodes << _BITS | characters[places + (length - 1)], keys)
        whole = lengths[rows] == length
        # The last entry stands for the node -1: no term begins like this.
        ended = np.full(len(keys) + 1, -1, dtype=np.int32)
        ended[row_nodes[whole]] = rows[whole]
        hits = ended[found_nodes]
        here = np.flatnonzero(hits >= 0)
        found.append((places[here], hits[here]))
        rows, row_nodes = rows[~whole], row_nodes[~whole]
        going = np.zeros(len(keys) + 1, dtype=bool)
        going[row_nodes] = True
        stays = np.flatnonzero(going[found_nodes])
        places, nodes = places[stays], found_nodes[stays].astype(np.int64)
        if length + 1 > len(characters) - int(places[-1] if len(places) else 0):
            stays = np.flatnonzero(places + length < len(characters))
            places, nodes = places[stays], nodes[stays]
    return (
        np.concatenate([np.zeros(0, dtype=np.int32), *(places for places, _ in found)]),
        np.concatenate([np.zeros(0, dtype=np.int32), *(codes for _, codes in found)]),
    )


_BITS = 21
"""A Unicode code point has at most 21 bits."""


def _code_points(text: str) -> Ints:
    data = text.encode("utf-32-le", errors="surrogatepass")
    return np.frombuffer(data, dtype=np.uint32).astype(np.int64)


def _letters(terms: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the code points of all terms in a row, and the length of each term."""
    return _code_points("".join(terms)), np.fromiter(map(len, terms), np.int64, len(terms))


def _positions(values: Ints, keys: Ints) -> Rows:
    """Return the position of each value in ``keys``, or -1."""
    positions: Rows = pd.Index(keys).get_indexer(pd.Index(values)).astype(np.int32)
    return positions


def _looping(terms: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which terms can overlap themselves: 人人, 一个一个. Not: 整改."""
    return np.fromiter(map(_can_overlap_itself, terms), dtype=np.bool_, count=len(terms))


def _can_overlap_itself(term: str) -> bool:
    start = term.find(term[0], 1)
    while start > 0:
        if term.startswith(term[start:]):
            return True
        start = term.find(term[0], start + 1)
    return False


def _leftmost(
    places: Rows, codes: Rows, looping: npt.NDArray[np.bool_], terms: Sequence[str]
) -> tuple[Rows, Rows]:
    """Return the hits of self-overlapping terms that a search from left to right would count."""
    chosen = np.flatnonzero(looping[codes])
    kept: list[int] = []
    reached: dict[int, int] = {}
    for hit in chosen[np.argsort(places[chosen], kind="stable")].tolist():
        code, place = int(codes[hit]), int(places[hit])
        if place >= reached.get(code, 0):
            reached[code] = place + len(terms[code])
            kept.append(hit)
    rows: Any = np.asarray(kept, dtype=np.int64)
    return places[rows], codes[rows]
