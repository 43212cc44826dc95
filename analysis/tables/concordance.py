"""Keyword in context: every place of a string or pattern with the text to its left and right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypedDict, Unpack

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.segments.texts import written
from analysis.corpus.select import Mask
from analysis.errors import UnknownNameError
from analysis.ingest.fold import fold
from analysis.schema import CONCORDANCE, SORTS, Sort
from analysis.tables.hits import Focus, Places, find
from analysis.tables.labels import document_names
from analysis.tables.matches import find_matches
from analysis.tables.ordering import Lines, Page
from analysis.tables.stretches import Stretches, as_hits, count, count_words, of_string


class Layout(TypedDict, total=False):
    """How lines are sorted, paged and cut."""

    sort: Sort
    """``document`` (text order, the default), ``left`` (backwards from the node), ``right``,
    ``organisation``; ties are in text order."""
    offset: int
    limit: int | None
    """Lines of a page, 50 by default; ``None`` for all."""
    width: int
    """Characters of context on either side, 30 by default."""


class HitCounts(NamedTuple):
    """How often a string stands as a word of its own, inside longer ones, and in all."""

    n: int
    n_word: int
    n_inside: int
    sentences: int
    documents: int


def concordance(
    corpus: Corpus, mask: Mask, query: str, *, regex: bool = False, **layout: Unpack[Layout]
) -> pd.DataFrame:
    """Show the places of a string or pattern in the sentences of ``mask``, with context.

    Counting is done on the folded text, so that simplified finds traditional and the other way
    round; shown is the text of the document.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.CONCORDANCE``. ``left + node + right`` stands in the text; context
        ends with the paragraph.

    Raises
    ------
    BadPatternError
        ``regex`` is set and the pattern is incomplete or may not end.
    UnknownNameError
        No such sort.
    """
    found = _find(corpus, mask, query, regex=regex)
    return _page(Lines.of(corpus, found), layout)


def query_hits(corpus: Corpus, mask: Mask, query: str, *, regex: bool = False) -> pd.DataFrame:
    """Find every place of a string or, inside each sentence, of a pattern.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.HITS``, in text order; its length is the count of all hits.

    Raises
    ------
    BadPatternError
        ``regex`` is set and the pattern is incomplete or may not end.
    """
    return as_hits(corpus, _find(corpus, mask, query, regex=regex))


def count_query(corpus: Corpus, mask: Mask, query: str, *, regex: bool = False) -> Places:
    """Count the places that ``query_hits`` finds, their sentences and documents, without a table.

    Raises
    ------
    BadPatternError
        ``regex`` is set and the pattern is incomplete or may not end.
    """
    return Places(*count(corpus, _find(corpus, mask, query, regex=regex)))


def lines(corpus: Corpus, found: pd.DataFrame, **layout: Unpack[Layout]) -> pd.DataFrame:
    """Show places, a table like ``schema.HITS``, with context; see ``concordance``.

    Raises
    ------
    UnknownNameError
        No such sort.
    """
    return _page(Lines.of_table(corpus, found), layout)


def focus_lines(corpus: Corpus, mask: Mask, focus: Focus, **layout: Unpack[Layout]) -> pd.DataFrame:
    """Show the places of a focus with context, without a table of all of them.

    Raises
    ------
    UnknownNameError
        No such theme, organisation or sort.
    """
    return _page(Lines.of(corpus, find(corpus, mask, focus)), layout)


def hit_counts(corpus: Corpus, mask: Mask, query: str) -> HitCounts:
    """Count a string as a word, inside longer words or across their borders, and in all."""
    folded = fold(query).strip()
    n, sentences, documents = count(corpus, of_string(corpus, mask, folded))
    n_word = count_words(corpus, mask, folded)
    return HitCounts(n, n_word, n - n_word, sentences, documents)


def _find(corpus: Corpus, mask: Mask, query: str, *, regex: bool) -> Iterable[Stretches]:
    if regex:
        return find_matches(corpus, mask, query)
    return of_string(corpus, mask, fold(query).strip())


def _page(every: Lines, layout: Layout) -> pd.DataFrame:
    """Return the lines of a page; only they are read."""
    sort, width = layout.get("sort", "document"), layout.get("width", 30)
    if sort not in SORTS:
        message = f"没有“{sort}”这种排序；有：{'、'.join(SORTS)}"
        raise UnknownNameError(message, code="unknown_sort", name=sort, choices=SORTS)
    offset, limit = layout.get("offset", 0), layout.get("limit", 50)
    page = Page(offset, len(every) if limit is None else offset + limit)
    ordered = {
        "document": lambda: every.by_text(page),
        "organisation": lambda: every.by_organisation(page),
        "left": lambda: every.by_left(page, width),
        "right": lambda: every.by_right(page, width),
    }[sort]()
    placed = [_line(every.corpus, part, row, width) for part, row in every.located(ordered)]
    docs = np.asarray([line["doc"] for line in placed], dtype=np.int64)
    names = document_names(every.corpus, docs).tolist()
    return CONCORDANCE.rows(
        [line | {"doc": name} for line, name in zip(placed, names, strict=True)]
    )


def _line(corpus: Corpus, part: Stretches, row: int, width: int) -> dict[str, Any]:
    """Return a line whose document is still a row."""
    segment = corpus.layout.segments[part.number]
    start, end, at = int(part.starts[row]), int(part.ends[row]), int(part.sentences[row])
    words = segment.words
    doc = int(words["sentence_doc"][at])
    first, after = (int(place) for place in segment.texts["firsts"][doc : doc + 2])
    begin, stop = (first + int(words[f"sentence_{name}"][at]) for name in ("start", "end"))
    before = written(segment.texts, max(start - width, first), start)
    behind = written(segment.texts, end, min(end + width, after - 1))
    owner = int(segment.names["sentence_organisation"][at])
    if owner >= 0:
        owner = int(corpus.organisation_codes.codes[part.number][owner])
    return {
        "doc": int(corpus.layout.document_rows[part.number][doc]),
        "start": start - first,
        "end": end - first,
        "left": before.rpartition("\n")[2],
        "node": written(segment.texts, start, end),
        "right": behind.partition("\n")[0],
        "organisation": corpus.organisation_names[owner],
        "sentence": written(segment.texts, begin, stop),
        "paragraph": int(words["sentence_paragraph"][at]),
    }
