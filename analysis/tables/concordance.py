"""Keyword in context: every place of a string or pattern with the text to its left and right."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypedDict, Unpack

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask
from analysis.errors import UnknownNameError
from analysis.ingest.fold import fold
from analysis.schema import CONCORDANCE, HITS
from analysis.tables.hits import Focus, hits
from analysis.tables.labels import (
    document_names,
    organisation_names,
    owners,
    paragraphs,
    sentence_texts,
)
from analysis.tables.patterns import compile_pattern, find_pattern

Sort = Literal["document", "left", "right", "organisation"]
SORTS: tuple[Sort, ...] = ("document", "left", "right", "organisation")


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
    return lines(corpus, query_hits(corpus, mask, query, regex=regex), **layout)


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
    if not regex:
        return hits(corpus, mask, Focus("term", query))
    rows = np.flatnonzero(mask)
    places = corpus.sentences.take(rows)[["doc", "start", "end"]].to_numpy().tolist()
    pattern = compile_pattern(query, longest=max([100, *(b - a for _, a, b in places)]))
    texts = ((i, corpus.documents[doc].folded[a:b]) for i, (doc, a, b) in enumerate(places))
    found = np.asarray(list(find_pattern(pattern, texts)), dtype=np.int64).reshape(-1, 3)
    docs, origins, _ = np.asarray(places, dtype=np.int64).reshape(-1, 3)[found[:, 0]].T
    return HITS.frame(
        {"doc": docs, "sentence": rows[found[:, 0]], "start": origins + found[:, 1]}
        | {"end": origins + found[:, 2]}
    )


def lines(corpus: Corpus, found: pd.DataFrame, **layout: Unpack[Layout]) -> pd.DataFrame:
    """Show places, a table like ``schema.HITS``, with context; see ``concordance``.

    Raises
    ------
    UnknownNameError
        No such sort.
    """
    order = _order(corpus, found, layout.get("sort", "document"), layout.get("width", 30))
    offset, limit = layout.get("offset", 0), layout.get("limit", 50)
    page = found.iloc[order[offset:][:limit]]
    docs, sentences = page["doc"].to_numpy(), page["sentence"].to_numpy()
    contexts = [
        _context(corpus, doc, start, end, layout.get("width", 30))
        for doc, start, end in page[["doc", "start", "end"]].to_numpy().tolist()
    ]
    return CONCORDANCE.frame(
        {
            "doc": document_names(corpus, docs),
            "start": page["start"].to_numpy(),
            "end": page["end"].to_numpy(),
            "left": [left for left, _, _ in contexts],
            "node": [node for _, node, _ in contexts],
            "right": [right for _, _, right in contexts],
            "organisation": organisation_names(corpus, owners(corpus, sentences)),
            "sentence": sentence_texts(corpus, sentences),
            "paragraph": paragraphs(corpus, sentences),
        }
    )


def hit_counts(corpus: Corpus, mask: Mask, query: str) -> HitCounts:
    """Count a string as a word, inside longer words or across their borders, and in all."""
    found = hits(corpus, mask, Focus("term", query))
    code = corpus.term_codes.get(fold(query).strip(), -1)
    tokens = corpus.tokens["sentence"].to_numpy()[corpus.tokens["term"].to_numpy() == code]
    n, n_word = len(found), int(mask[tokens].sum())
    return HitCounts(n, n_word, n - n_word, found["sentence"].nunique(), found["doc"].nunique())


def _order(corpus: Corpus, found: pd.DataFrame, sort: str, width: int) -> list[int]:
    """Return the rows of ``found`` in the order wanted; ties stay in text order."""
    if sort not in SORTS:
        message = f"没有“{sort}”这种排序；有：{'、'.join(SORTS)}"
        raise UnknownNameError(message, code="unknown_sort", name=sort, choices=SORTS)
    rows = range(len(found))
    if sort == "document":
        return list(rows)
    if sort == "organisation":
        names = organisation_names(corpus, owners(corpus, found["sentence"].to_numpy())).tolist()
        return sorted(rows, key=lambda row: (names[row] is None, by_pinyin(names[row] or "")))
    key = _left_key if sort == "left" else _right_key
    places = found[["doc", "start", "end"]].to_numpy().tolist()
    keys = [key(corpus.documents[doc].folded, a, b, width) for doc, a, b in places]
    return sorted(rows, key=keys.__getitem__)


def by_pinyin(text: str) -> bytes:
    """Return a sort key: GB 18030 has the 3,755 commonest characters in the order of pinyin.

    Examples
    --------
    >>> sorted("整安改", key=by_pinyin)
    ['安', '改', '整']
    """
    return text.encode("gb18030", errors="replace")


def _left_key(text: str, start: int, _end: int, width: int) -> bytes:
    return by_pinyin(text[max(start - width, 0) : start][::-1])


def _right_key(text: str, _start: int, end: int, width: int) -> bytes:
    return by_pinyin(text[end : end + width])


def _context(corpus: Corpus, doc: int, start: int, end: int, width: int) -> tuple[str, str, str]:
    text = corpus.documents[doc].text
    left = text[max(start - width, 0) : start].rpartition("\n")[2]
    right = text[end : end + width].partition("\n")[0]
    return left, text[start:end], right
