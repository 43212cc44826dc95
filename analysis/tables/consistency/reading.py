"""Figures of a corpus chosen by their columns, and the folded text around them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.segments.texts import decoded
from analysis.corpus.table import Coded
from analysis.schema import FIGURE
from analysis.tables.consistency.hints import Figure, Sentence
from analysis.tables.labels import Rows


def folded_texts(corpus: Corpus, docs: Rows, starts: Rows, ends: Rows) -> list[str]:
    """Return folded stretches of documents, shape ``(n,)``; arguments as ``written_texts`` has."""
    segments, rows = (column[docs] for column in corpus.layout.places)
    found = np.empty(len(docs), dtype=object)
    for number in np.unique(segments).tolist():
        here = np.flatnonzero(segments == number)
        texts = corpus.layout.segments[number].texts
        begins = texts["firsts"][rows[here]] + starts[here].astype(np.int64)
        lengths = ends[here].astype(np.int64) - starts[here]
        upto = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(upto[-1]) + np.repeat(begins - upto[:-1], lengths)
        text = decoded(texts["characters"][places].astype(np.uint32))
        found[here] = [text[a:b] for a, b in pairwise(upto.tolist())]
    strings: list[str] = found.tolist()
    return strings


def characters_before(
    corpus: Corpus, docs: Rows, places: Rows, width: int
) -> npt.NDArray[np.uint32]:
    """Return the folded characters before places, nearest first, shape ``(n, width)``.

    Parameters
    ----------
    docs, places
        Document rows and offsets in them, shape ``(n,)`` each.
    width
        How many; before the beginning of the document stand zeros.
    """
    segments, owns = (column[docs] for column in corpus.layout.places)
    found = np.zeros((len(docs), width), dtype=np.uint32)
    back = 1 + np.arange(width)
    for number in np.unique(segments).tolist():
        here = np.flatnonzero(segments == number)
        texts = corpus.layout.segments[number].texts
        own = places[here, np.newaxis].astype(np.int64) - back
        at = texts["firsts"][owns[here]][:, np.newaxis] + np.maximum(own, 0)
        found[here] = np.where(own >= 0, texts["characters"][at], 0)
    return found


def figures_of(corpus: Corpus, sentences: Ints) -> Iterator[Sentence]:
    """Yield sentences with their figures.

    Parameters
    ----------
    sentences
        Rows of ``corpus.sentences``, ascending.
    """
    docs, starts, ends = (
        corpus.sentences.values(name)[sentences] for name in ("doc", "start", "end")
    )
    texts = folded_texts(corpus, docs, starts, ends)
    owners = corpus.facts.values("sentence")
    firsts = np.searchsorted(owners, sentences.astype(owners.dtype), side="left")
    lasts = np.searchsorted(owners, sentences.astype(owners.dtype), side="right")
    lengths = lasts - firsts
    upto = np.concatenate([[0], np.cumsum(lengths)])
    rows = np.arange(upto[-1]) + np.repeat(firsts - upto[:-1], lengths)
    facts = corpus.facts
    columns = [_strings(facts.coded(name).take(rows)) for name in _STRINGS]
    numbers = [facts.values(name)[rows].tolist() for name in ("start", "end", "value", "high")]
    counted = facts.coded("kind").take(rows).equal(FIGURE).tolist()
    owned = zip(docs.tolist(), starts.tolist(), texts, pairwise(upto.tolist()), strict=True)
    for doc, start, text, (first, last) in owned:
        figures = []
        for k in range(first, last):
            if counted[k]:
                a, b = numbers[0][k] - start, numbers[1][k] - start
                values = (numbers[2][k], numbers[3][k], *(column[k] for column in columns))
                figures.append(Figure._make((int(rows[k]), a, b, *values, text[a:b])))
        yield Sentence(doc, start, text, tuple(figures))


_STRINGS = ("bound", "unit", "noun", "date")


def _strings(column: Coded) -> list[str]:
    """Return the strings of a column, empty where there is none."""
    values = [*column.values, ""]
    return [values[code] for code in column.codes.tolist()]
