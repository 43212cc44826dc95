"""Equal runs of characters in different documents, found by numbering all strings of one length.

Strings of twice a length are numbered from pairs of numbers of that length (Karp, Miller and
Rosenberg 1972), so that two places have the same number exactly when they have the same string.
A string that stands in one document only can be part of no run and is dropped on the way.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MANY_PLACES = 24
"""A string with more places is paired with its next place only, not each with each."""
NONE = -1


class Grams(NamedTuple):
    """The sentences of a mask on one line, and at each place the number of the string there.

    All arrays have the shape ``(n_places,)``. A place outside every sentence stands between
    stretches that do not touch in the text.
    """

    length: int
    """Characters of each string."""
    documents: Ints
    """Document row of each place."""
    offsets: Ints
    """Offset in the document of each place."""
    inside: Flags
    """Whether the place is a character of a sentence of the mask."""
    spaces: Flags
    """Whether the character is white space."""
    numbers: Ints
    """The string that begins here, or -1 where it stands in no other document."""


class Runs(NamedTuple):
    """Equal runs: the place in the earlier document, that in the later one, and the length."""

    first: Ints
    second: Ints
    length: Ints


def number_strings(corpus: Corpus, mask: Mask, length: int) -> Grams:
    """Give numbers to all strings of ``length`` characters in the sentences of ``mask``.

    Strings do not reach over the end of a paragraph. Texts are folded.
    """
    rows = _documents(corpus, mask)
    firsts = np.concatenate([[0], np.cumsum(corpus.document_lengths[rows] + 1)]).astype(np.int64)
    characters = _characters(corpus, rows)
    inside = _inside(corpus, mask, rows, firsts)
    kept = inside.copy()
    kept[1:] |= inside[:-1]
    places = np.flatnonzero(kept)
    own = np.searchsorted(firsts, places, side="right") - 1
    documents = rows[own]
    numbers = np.where(inside[places], characters[places], NONE)
    spaces = np.isin(characters[places], [ord(sign) for sign in " \t\u3000\u00a0"])
    return Grams(
        length=length,
        documents=documents,
        offsets=places - firsts[own],
        inside=inside[places],
        spaces=spaces,
        numbers=_double(_renumber(numbers, documents), documents, length),
    )


def find_runs(grams: Grams) -> Runs:
    """Return every longest equal run of two documents, of at least the strings' length.

    A run is as long as the texts agree; where a string has more than ``MANY_PLACES`` places, only
    neighbouring ones are compared, so that a phrase of a thousand documents gives a thousand
    runs, not half a million. Longer runs around such a phrase are found all the same.
    """
    first, second = _begin(grams)
    back = 1
    growing = np.arange(len(first))
    while len(growing):
        growing = growing[_same(grams, first[growing] - back, second[growing] - back)]
        first[growing] -= back
        second[growing] -= back
    length = np.full(len(first), grams.length, dtype=np.int64)
    for step in (grams.length, 1):
        growing = np.arange(len(first))
        while len(growing):
            ahead = length[growing] - grams.length + step
            growing = growing[_same(grams, first[growing] + ahead, second[growing] + ahead)]
            length[growing] += step
    runs = np.unique(np.stack([first, second, length], axis=1).reshape(-1, 3), axis=0)
    return Runs(runs[:, 0], runs[:, 1], runs[:, 2])


def covered_characters(grams: Grams, documents: Ints) -> Ints:
    """Count the characters of each document that stand in runs shared with each other one.

    Parameters
    ----------
    documents
        Document rows, ascending.

    Returns
    -------
    Ints
        Shape ``(n, n)``: row, the document whose characters are counted, without white space;
        column, the other document.
    """
    visible = np.concatenate([[0], np.cumsum(grams.inside & ~grams.spaces)])
    shared = np.flatnonzero(grams.numbers >= 0)
    numbers = grams.numbers[shared]
    rows = np.searchsorted(documents, grams.documents[shared])
    has = np.zeros(int(numbers.max(initial=0)) + 1, dtype=bool)
    columns = []
    for row in range(len(documents)):
        has[:] = False
        has[numbers[rows == row]] = True
        begins = np.flatnonzero(has[numbers])
        places = shared[begins]
        ends = np.minimum(places + grams.length, np.append(places[1:], len(grams.numbers)))
        new = visible[ends] - visible[places]
        columns.append(np.bincount(rows[begins], weights=new, minlength=len(documents)))
    return np.stack(columns, axis=1).astype(np.int64)


def _documents(corpus: Corpus, mask: Mask) -> Ints:
    """Return the rows of the documents with sentences in a mask."""
    seen = np.zeros(corpus.layout.n_documents, dtype=bool)
    seen[corpus.sentences.values("doc")[mask]] = True
    rows: Ints = np.flatnonzero(seen)
    return rows


def _characters(corpus: Corpus, documents: Ints) -> Ints:
    """Return the characters of some documents, each followed by a separator."""
    segments, rows = (column[documents] for column in corpus.layout.places)
    parts = []
    for number, row in zip(segments.tolist(), rows.tolist(), strict=True):
        arrays = corpus.layout.segments[number].texts
        first, last = arrays["firsts"][row : row + 2].tolist()
        parts.append(arrays["characters"][first:last].astype(np.int64))
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _inside(corpus: Corpus, mask: Mask, documents: Ints, firsts: Ints) -> Flags:
    """Return which characters of some documents lie in a sentence of a mask."""
    chosen = np.flatnonzero(mask)
    docs, starts, ends = (corpus.sentences.values(n)[chosen] for n in ("doc", "start", "end"))
    origins = firsts[np.searchsorted(documents, docs)]
    steps = np.zeros(int(firsts[-1]) + 1, dtype=np.int8)
    np.add.at(steps, origins + starts, 1)
    np.add.at(steps, origins + ends, -1)
    inside: Flags = np.greater(np.cumsum(steps[:-1], dtype=np.int64), 0)
    return inside


def _double(numbers: Ints, documents: Ints, length: int) -> Ints:
    """Derive the numbers of strings of ``length`` from the numbers of single characters."""
    size = 1
    while size < length:
        step = min(size, length - size)
        later = np.full(len(numbers), NONE, dtype=np.int64)
        later[:-step] = numbers[step:]
        whole = (numbers >= 0) & (later >= 0)
        base = int(numbers.max(initial=0)) + 1
        numbers = _renumber(np.where(whole, numbers * base + later, NONE), documents)
        size += step
    return numbers


def _renumber(values: Ints, documents: Ints) -> Ints:
    """Return numbers from 0 on for the values; -1 for those of one document only, and for -1."""
    given = np.flatnonzero(values >= 0)
    _, numbers = np.unique(values[given], return_inverse=True)
    size = int(numbers.max(initial=-1)) + 1
    lowest = np.full(size, np.iinfo(np.int64).max, dtype=np.int64)
    highest = np.full(size, NONE, dtype=np.int64)
    np.minimum.at(lowest, numbers, documents[given])
    np.maximum.at(highest, numbers, documents[given])
    several = lowest < highest
    fresh = np.where(several, np.cumsum(several) - 1, NONE)
    result = np.full(len(values), NONE, dtype=np.int64)
    result[given] = fresh[numbers]
    return result


def _begin(grams: Grams) -> tuple[Ints, Ints]:
    """Return pairs of places with the same string where a run may begin."""
    places = np.flatnonzero(grams.numbers >= 0)
    places = places[np.argsort(grams.numbers[places], kind="stable")]
    numbers = grams.numbers[places]
    often = (np.bincount(numbers) if len(numbers) else np.zeros(0, np.int64)) > MANY_PLACES
    following = np.full(len(grams.numbers) + 1, NONE, dtype=np.int64)
    following[places[:-1]] = np.where(numbers[:-1] == numbers[1:], places[1:], NONE)
    pairs = [(places[:-1], following[places[:-1]])]
    rare = places[~often[numbers]] if len(numbers) else places
    rare_numbers = grams.numbers[rare]
    for step in range(2, MANY_PLACES):
        same = rare_numbers[:-step] == rare_numbers[step:]
        pairs.append((rare[:-step][same], rare[step:][same]))
    first = np.concatenate([one for one, _ in pairs])
    second = np.concatenate([other for _, other in pairs])
    apart = (second >= 0) & (grams.documents[first] != grams.documents[second])
    first, second = first[apart], second[apart]
    before, before_second = grams.numbers[first - 1], second - 1
    goes_on = _same(grams, first - 1, before_second)
    paired = ~often[before] if len(often) else goes_on
    inner = goes_on & (paired | (following[first - 1] == before_second))
    return first[~inner], second[~inner]


def _same(grams: Grams, first: Ints, second: Ints) -> Flags:
    """Return whether the same string begins at both of two places."""
    size = len(grams.numbers)
    within = (first >= 0) & (second < size)
    number = grams.numbers[np.where(within, first, 0)]
    other = grams.numbers[np.where(within, second, 0)]
    same: Flags = within & (number >= 0) & (number == other)
    return same
