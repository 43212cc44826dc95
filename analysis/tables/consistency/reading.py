"""Figures of a corpus chosen by their columns, and the folded text around them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

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


def document_sizes(corpus: Corpus, docs: Rows) -> Ints:
    """Return the number of characters of document rows, shape ``(n,)``."""
    segments, rows = (column[docs] for column in corpus.layout.places)
    sizes = np.zeros(len(docs), dtype=np.int64)
    for number in np.unique(segments).tolist():
        here = np.flatnonzero(segments == number)
        firsts = corpus.layout.segments[number].texts["firsts"]
        sizes[here] = firsts[rows[here] + 1] - firsts[rows[here]] - 1
    return sizes


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
    """Yield sentences with all their figures.

    Parameters
    ----------
    sentences
        Rows of ``corpus.sentences``, ascending.
    """
    owners = corpus.facts.values("sentence")
    asked = sentences.astype(owners.dtype)
    firsts = np.searchsorted(owners, asked, side="left")
    lengths = np.searchsorted(owners, asked, side="right") - firsts
    upto = np.concatenate([[0], np.cumsum(lengths)])
    rows = np.arange(upto[-1]) + np.repeat(firsts - upto[:-1], lengths)
    counted = corpus.facts.coded("kind").take(rows).equal(FIGURE)
    kept = np.concatenate([[0], np.cumsum(counted)])[upto]
    return _sentences(corpus, sentences, rows[counted], kept)


def figures_at(corpus: Corpus, rows: Ints) -> Iterator[Sentence]:
    """Yield the sentences of some figures, with these alone.

    Parameters
    ----------
    rows
        Rows of ``corpus.facts``, ascending.
    """
    owners = corpus.facts.values("sentence")[rows]
    sentences, firsts = np.unique(owners, return_index=True)
    return _sentences(corpus, sentences.astype(np.int64), rows, np.append(firsts, len(rows)))


def _sentences(corpus: Corpus, sentences: Ints, rows: Ints, upto: Ints) -> Iterator[Sentence]:
    """Yield sentences with figures, those of each from one place in ``upto`` to the next."""
    docs, begins, ends = (
        corpus.sentences.values(name)[sentences] for name in ("doc", "start", "end")
    )
    texts = folded_texts(corpus, docs, begins, ends)
    facts = corpus.facts
    strings = [
        [string or "" for string in strings_at(facts.coded(name), rows)] for name in _STRINGS
    ]
    base = np.repeat(begins, np.diff(upto))
    starts, stops = ((facts.values(name)[rows] - base).tolist() for name in ("start", "end"))
    values, highs = (facts.values(name)[rows].tolist() for name in ("value", "high"))
    columns = zip(rows.tolist(), starts, stops, values, highs, *strings, strict=True)
    owned = zip(docs.tolist(), begins.tolist(), texts, pairwise(upto.tolist()), strict=True)
    for doc, start, text, (first, last) in owned:
        figures = tuple(
            Figure._make((*column, text[column[1] : column[2]]))
            for column in islice(columns, last - first)
        )
        yield Sentence(doc, start, text, figures)


_STRINGS = ("bound", "unit", "noun", "date")


def strings_at(column: Coded, rows: Ints) -> list[str | None]:
    """Return the strings of some rows; ``None`` for row -1, and where there is none."""
    codes = np.where(rows >= 0, column.codes[rows], -1) if len(column) else np.full(len(rows), -1)
    values = [*column.values, None]
    return [values[code] for code in codes.tolist()]
