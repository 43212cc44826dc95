"""Where things stand: hits, sentences, concordance lines, texts."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope
from analysis.schema import HITS
from analysis.tables import concordance as concordance_tables
from analysis.tables import hits as hit_tables
from analysis.tables import reader as reader_tables
from analysis.tables.concordance import HitCounts, Sort
from analysis.tables.hits import Focus, Places, SentenceCard
from analysis.tables.reader import ReaderParagraph
from app.cache.keeping import kept
from app.cache.scopes import mask

_SORT_WIDTH = 30


class Query(NamedTuple):
    """What 检索 looks for: a pattern where one is given, else the focus."""

    pattern: str
    focus: Focus | None


class TextPlace(NamedTuple):
    """Where a place stands: paragraph from 0, owner of the sentence and why, length of the text."""

    paragraph: int
    organisation: str | None
    reason: str
    characters: int


@kept
def hits(corpus: Corpus, scope: Scope, focus: Focus) -> pd.DataFrame:
    """Return every place of a focus in a scope, ``schema.HITS``."""
    return hit_tables.hits(corpus, mask(corpus, scope), focus)


@kept
def places(corpus: Corpus, scope: Scope, focus: Focus) -> Places:
    """Return how many places, sentences and documents a focus has in a scope."""
    return hit_tables.count_places(hits(corpus, scope, focus))


@kept
def cards(corpus: Corpus, scope: Scope, focus: Focus, limit: int) -> list[SentenceCard]:
    """Return the first ``limit`` sentences that hold the focus."""
    return hit_tables.sentence_cards(corpus, hits(corpus, scope, focus), limit=limit)


@kept
def positions(corpus: Corpus, scope: Scope, focus: Focus) -> pd.DataFrame:
    """Return where in its document each place of a focus stands, ``schema.POSITIONS``."""
    return hit_tables.positions(corpus, mask(corpus, scope), focus)


@kept
def lines(
    corpus: Corpus, scope: Scope, query: Query, sort: Sort, offset: int, limit: int
) -> pd.DataFrame:
    """Return a page of the concordance, ``schema.CONCORDANCE``."""
    found = query_hits(corpus, scope, query)
    return concordance_tables.lines(corpus, found, sort=sort, offset=offset, limit=limit)


@kept
def line_reasons(
    corpus: Corpus, scope: Scope, query: Query, sort: Sort, offset: int, limit: int
) -> tuple[str, ...]:
    """Return why the sentence of each line of a page belongs to whom it does."""
    table = lines(corpus, scope, query, sort, offset, limit)
    docs = [corpus.document_rows[name] for name in table["doc"]]
    reasons = corpus.sentences["reason"].to_numpy()
    return tuple(str(reasons[row]) for row in corpus.sentences_at(docs, table["start"]))


@kept
def query_hits(corpus: Corpus, scope: Scope, query: Query) -> pd.DataFrame:
    """Return every place that a query finds, ``schema.HITS``."""
    if query.pattern:
        return pattern_hits(corpus, scope, query.pattern)
    return HITS.empty() if query.focus is None else hits(corpus, scope, query.focus)


@kept
def order_of_places(
    corpus: Corpus, scope: Scope, query: Query, sort: Sort
) -> tuple[tuple[str, int], ...]:
    """Return document and offset of every place of a query, in the order of the concordance."""
    table = concordance_tables.lines(
        corpus, query_hits(corpus, scope, query), sort=sort, limit=None, width=_SORT_WIDTH
    )
    return tuple(zip(table["doc"], (int(start) for start in table["start"]), strict=True))


@kept
def query_places(corpus: Corpus, scope: Scope, query: Query) -> Places:
    """Return how many places, sentences and documents a query finds."""
    return hit_tables.count_places(query_hits(corpus, scope, query))


@kept
def places_in(corpus: Corpus, document: str, query: Query) -> list[tuple[int, int]]:
    """Return start and end of every place that a query finds in one document."""
    found = query_hits(corpus, Scope(documents=(document,)), query)
    return [(int(a), int(b)) for a, b in zip(found["start"], found["end"], strict=True)]


@kept
def place_in_text(corpus: Corpus, document: str, start: int) -> TextPlace:
    """Return whose passage a place stands in, in which paragraph, and how long the text is."""
    doc = corpus.document_rows[document]
    row = int(corpus.sentences_at([doc], [start])[0])
    sentence = corpus.sentences.take(np.asarray([row])).iloc[0]
    owner = int(sentence["organisation"])
    inside = corpus.sentences["doc"].to_numpy() == doc
    return TextPlace(
        int(sentence["paragraph"]),
        corpus.organisations[owner].canonical if owner >= 0 else None,
        str(sentence["reason"]),
        int(corpus.sentences["characters"].to_numpy()[inside].sum()),
    )


@kept
def similar_terms(corpus: Corpus, term: str, limit: int = 5) -> tuple[str, ...]:
    """Return terms of the vocabulary that are written much like one that was not found."""
    return tuple(get_close_matches(term, corpus.terms, n=limit, cutoff=0.5))


@kept
def pattern_hits(corpus: Corpus, scope: Scope, pattern: str) -> pd.DataFrame:
    """Return every place of a regular expression, ``schema.HITS``."""
    return concordance_tables.query_hits(corpus, mask(corpus, scope), pattern, regex=True)


@kept
def hit_counts(corpus: Corpus, scope: Scope, term: str) -> HitCounts:
    """Return how often a string stands as a word, inside longer words, and in all."""
    return concordance_tables.hit_counts(corpus, mask(corpus, scope), term)


@kept
def reader(corpus: Corpus, document: str, focus: Focus | None) -> list[ReaderParagraph]:
    """Return the paragraphs of a document with everything that is marked in them."""
    return reader_tables.reader_paragraphs(corpus, corpus.document_rows[document], focus)
