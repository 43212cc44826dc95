"""Every place of a string in a corpus, whether it is a word or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.segments.strings import find_places

Rows = npt.NDArray[np.int32]


class Found(NamedTuple):
    """Places of a string in one segment, ascending; those in removed documents are left out."""

    segment: int
    places: Ints
    """Offsets in the characters of the segment, shape ``(n,)``."""
    sentences: Rows
    """Row in the corpus of the sentence that each place lies in."""


def find_in_segments(corpus: Corpus, term: str) -> Iterator[Found]:
    """Yield the places of a folded string segment by segment, hits not overlapping."""
    for number, segment in enumerate(corpus.layout.segments):
        places = find_places(segment.texts, term)
        sentences = corpus.layout.sentence_rows[number][segment.sentences_at(places)]
        kept = sentences >= 0
        if kept.all():
            yield Found(number, places, sentences)
        else:
            yield Found(number, places[kept], sentences[kept])


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
    docs, starts = [], []
    for number, places, _ in find_in_segments(corpus, term):
        segment = corpus.layout.segments[number]
        rows = segment.documents_at(places)
        docs.append(corpus.layout.document_rows[number][rows])
        starts.append((places - segment.texts["firsts"][rows]).astype(np.int32))
    none = np.zeros(0, dtype=np.int32)
    found, offsets = np.concatenate([none, *docs]), np.concatenate([none, *starts])
    if not corpus.layout.is_plain:
        order = np.argsort(found, kind="stable")
        found, offsets = found[order], offsets[order]
    return found, offsets
