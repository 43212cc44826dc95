"""What row numbers of a corpus stand for: names of documents and organisations, sentences."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.fields import document_strings
from analysis.corpus.segments.arrays import Arrays
from analysis.corpus.segments.texts import decoded

Rows = npt.NDArray[np.int32] | npt.NDArray[np.int64]
Names = npt.NDArray[np.object_]

FEW = 500
"""Up to so many documents are read one by one, so that the names of all need not be read."""


def page(offset: int, limit: int | None) -> slice:
    """Return which rows a page shows; all from ``offset`` on without a limit."""
    return slice(offset, None if limit is None else offset + limit)


def document_names(corpus: Corpus, rows: Rows) -> Names:
    """Return the name of each document row, shape ``(n,)``."""
    if len(rows) <= FEW:
        return document_strings(corpus, "name", rows)
    names: Names = corpus.document_names[rows]
    return names


def organisation_names(corpus: Corpus, rows: Rows) -> Names:
    """Return the canonical name of each organisation row, shape ``(n,)``; ``None`` for -1."""
    names: Names = corpus.organisation_names[rows]
    return names


def written_texts(corpus: Corpus, docs: Rows, starts: Rows, ends: Rows) -> Names:
    """Return stretches of documents as they write them, shape ``(n,)``.

    Parameters
    ----------
    docs, starts, ends
        Document rows and offsets in them, shape ``(n,)`` each.
    """
    segments, rows = (column[docs] for column in corpus.layout.places)
    found = np.empty(len(docs), dtype=object)
    for number in pd.unique(segments).tolist():
        here = np.flatnonzero(segments == number)
        texts = corpus.layout.segments[number].texts
        firsts: Ints = texts["firsts"][rows[here]]
        begins = firsts + starts[here].astype(np.int64)
        found[here] = _pieces(texts, begins, firsts + ends[here].astype(np.int64))
    return found


def _pieces(texts: Arrays, starts: Ints, ends: Ints) -> list[str]:
    """Return stretches of a segment as written: gathered, mended and decoded all together."""
    lengths = ends - starts
    upto = np.concatenate([[0], np.cumsum(lengths)])
    characters = texts["characters"][np.arange(upto[-1]) + np.repeat(starts - upto[:-1], lengths)]
    characters = characters.astype(np.uint32)
    places = texts["written_places"]
    first, last = np.searchsorted(places, starts), np.searchsorted(places, ends)
    for row in np.flatnonzero(first < last).tolist():
        changed = slice(int(first[row]), int(last[row]))
        inside = places[changed] - starts[row] + upto[row]
        characters[inside] = texts["written_characters"][changed]
    text = decoded(characters)
    return [text[a:b] for a, b in pairwise(upto.tolist())]


def sentence_texts(corpus: Corpus, rows: Rows) -> Names:
    """Return the text of each sentence row as the document writes it, shape ``(n,)``."""
    wanted, places = np.unique(rows, return_inverse=True)
    docs, starts, ends = (corpus.sentences.values(name)[wanted] for name in _PLACE)
    found: Names = written_texts(corpus, docs, starts, ends)[places]
    return found


_PLACE = ("doc", "start", "end")


def paragraphs(corpus: Corpus, sentences: Rows) -> npt.NDArray[np.int32]:
    """Return the paragraph, from 0, of each sentence row, shape ``(n,)``."""
    numbers: npt.NDArray[np.int32] = corpus.sentences.values("paragraph")[sentences]
    return numbers


def owners(corpus: Corpus, sentences: Rows) -> npt.NDArray[np.int32]:
    """Return the organisation row that each sentence row is about, or -1, shape ``(n,)``."""
    rows: npt.NDArray[np.int32] = corpus.sentences.values("organisation")[sentences]
    return rows
