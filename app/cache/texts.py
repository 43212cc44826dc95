"""Where things stand: hits, sentences, concordance lines, texts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask, Scope, documents_of
from analysis.schema import CONCORDANCE, HITS, POSITIONS, Sort
from analysis.tables import concordance as concordance_tables
from analysis.tables import hits as hit_tables
from analysis.tables import reader as reader_tables
from analysis.tables import suggestions
from analysis.tables.concordance import HitCounts
from analysis.tables.hits import Focus, Places, SentenceCard
from analysis.tables.reader import ReaderParagraph
from app.cache.keeping import kept
from app.cache.scopes import mask

LINES = 50
"""Concordance lines of a page."""
FOLLOWED = 2000
"""Lines among which a place is looked for, where they are not in the order of the text."""
_FIRST_SENTENCES = 20_000


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
def places(corpus: Corpus, scope: Scope, focus: Focus) -> Places:
    """Return how many places, sentences and documents a focus has in a scope."""
    return hit_tables.count_hits(corpus, mask(corpus, scope), focus)


@kept
def first_hits(corpus: Corpus, scope: Scope, focus: Focus, limit: int) -> pd.DataFrame:
    """Return the places of a focus in the first ``limit`` sentences that have it, ``HITS``.

    Of a big scope only the first documents are searched, twice as many until there are enough.
    """
    chosen = mask(corpus, scope)
    n = _FIRST_SENTENCES
    while True:
        some = chosen & (np.cumsum(chosen) <= n) if n < len(chosen) else chosen
        found = hit_tables.hits(corpus, some, focus)
        rows = found["sentence"].drop_duplicates()
        if len(rows) >= limit or n >= len(chosen):
            return found[found["sentence"].isin(rows.head(limit))].reset_index(drop=True)
        n *= 8


@kept
def cards(corpus: Corpus, scope: Scope, focus: Focus, limit: int) -> list[SentenceCard]:
    """Return the first ``limit`` sentences that hold the focus."""
    found = first_hits(corpus, scope, focus, limit)
    return hit_tables.sentence_cards(corpus, found, limit=limit)


def sentences_as_hits(corpus: Corpus, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Return sentences themselves as rows of ``schema.HITS``, without a mark."""
    starts, docs = (corpus.sentences.values(name)[rows] for name in ("start", "doc"))
    return HITS.frame({"doc": docs, "sentence": rows, "start": starts, "end": starts})


@kept
def documents_with(
    corpus: Corpus, scope: Scope, focus: Focus | None, limit: int
) -> tuple[str, ...]:
    """Return the documents that have a focus most often, in the order of the corpus.

    Without one, or where it is in none, the first that have text in scope.
    """
    counts = np.zeros(corpus.layout.n_documents, dtype=np.int64)
    if focus is not None:
        docs = hit_tables.hits(corpus, mask(corpus, scope), focus)["doc"].to_numpy()
        counts = np.bincount(docs, minlength=len(counts))
    inside = np.flatnonzero(documents_of(corpus, mask(corpus, scope)))
    most = inside[np.argsort(-counts[inside], kind="stable")[:limit]]
    return tuple(corpus.document_names[np.sort(most)].tolist())


@kept
def positions(corpus: Corpus, scope: Scope, focus: Focus, strips: int) -> pd.DataFrame:
    """Return where each place of a focus stands in its document, ``schema.POSITIONS``.

    Only of the ``strips`` documents that have most places, in the order of the corpus.
    """
    docs = hit_tables.hits(corpus, mask(corpus, scope), focus)["doc"].to_numpy()
    counts = np.bincount(docs, minlength=corpus.layout.n_documents)
    most = np.argsort(-counts, kind="stable")[:strips]
    names = tuple(corpus.document_names[np.sort(most[counts[most] > 0])].tolist())
    if not names:
        return POSITIONS.empty()
    inside = mask(corpus, scope) & mask(corpus, Scope(documents=names))
    return hit_tables.positions(corpus, inside, focus)


@kept
def lines(
    corpus: Corpus, scope: Scope, query: Query, sort: Sort, offset: int, limit: int
) -> pd.DataFrame:
    """Return a page of the concordance, ``schema.CONCORDANCE``."""
    layout = {"sort": sort, "offset": offset, "limit": limit}
    chosen = mask(corpus, scope)
    if query.pattern:
        return concordance_tables.concordance(corpus, chosen, query.pattern, regex=True, **layout)
    if query.focus is None:
        return CONCORDANCE.empty()
    return concordance_tables.focus_lines(corpus, chosen, query.focus, **layout)


@kept
def line_reasons(
    corpus: Corpus, scope: Scope, query: Query, sort: Sort, offset: int, limit: int
) -> tuple[str, ...]:
    """Return why the sentence of each line of a page belongs to whom it does."""
    table = lines(corpus, scope, query, sort, offset, limit)
    docs = [corpus.document_rows[name] for name in table["doc"]]
    rows = corpus.sentences_at(docs, table["start"])
    return tuple(corpus.sentences.coded("reason").take(rows).series())


@kept
def query_places(corpus: Corpus, scope: Scope, query: Query) -> Places:
    """Return how many places, sentences and documents a query finds."""
    if query.pattern:
        chosen = mask(corpus, scope)
        return concordance_tables.count_query(corpus, chosen, query.pattern, regex=True)
    return Places(0, 0, 0) if query.focus is None else places(corpus, scope, query.focus)


def line_at(
    corpus: Corpus, scope: Scope, query: Query, sort: Sort, number: int
) -> tuple[str, int] | None:
    """Return document and offset of one line of the concordance, counted from 0."""
    if not 0 <= number < query_places(corpus, scope, query).places:
        return None
    first = number // LINES * LINES
    table = lines(corpus, scope, query, sort, first, LINES)
    row = table.iloc[number - first]
    return str(row["doc"]), int(row["start"])


@kept
def line_of(
    corpus: Corpus, scope: Scope, query: Query, sort: Sort, place: tuple[str, int]
) -> int | None:
    """Return which line of the concordance a place is; ``None`` where it is none.

    Looked for among the first ``FOLLOWED`` lines where they are not in the order of the text.
    """
    document, start = place
    if sort == "document":
        return _line_in_text(corpus, scope, query, (corpus.document_rows[document], start))
    table = lines(corpus, scope, query, sort, 0, FOLLOWED)
    found = np.flatnonzero((table["doc"] == document) & (table["start"] == start))
    return int(found[0]) if len(found) else None


def _line_in_text(corpus: Corpus, scope: Scope, query: Query, place: tuple[int, int]) -> int | None:
    doc, start = place
    chosen = mask(corpus, scope)
    first, last = corpus.first_sentences[doc : doc + 2].tolist()
    before = chosen.copy()
    before[first:] = False
    here = np.zeros_like(chosen)
    here[first:last] = chosen[first:last]
    starts = _found(corpus, here, query)["start"].to_numpy()
    at = np.flatnonzero(starts == start)
    if not len(at):
        return None
    return _count(corpus, before, query) + int(at[0])


def _found(corpus: Corpus, chosen: Mask, query: Query) -> pd.DataFrame:
    """Return the places of a query in some sentences, ``schema.HITS``."""
    if query.pattern:
        return concordance_tables.query_hits(corpus, chosen, query.pattern, regex=True)
    return HITS.empty() if query.focus is None else hit_tables.hits(corpus, chosen, query.focus)


def _count(corpus: Corpus, chosen: Mask, query: Query) -> int:
    if query.pattern:
        return concordance_tables.count_query(corpus, chosen, query.pattern, regex=True).places
    if query.focus is None:
        return 0
    return hit_tables.count_hits(corpus, chosen, query.focus).places


@kept
def places_in(corpus: Corpus, document: str, query: Query) -> list[tuple[int, int]]:
    """Return start and end of every place that a query finds in one document."""
    found = _found(corpus, mask(corpus, Scope(documents=(document,))), query)
    return [(int(a), int(b)) for a, b in zip(found["start"], found["end"], strict=True)]


@kept
def place_in_text(corpus: Corpus, document: str, start: int) -> TextPlace:
    """Return whose passage a place stands in, in which paragraph, and how long the text is."""
    doc = corpus.document_rows[document]
    row = int(corpus.sentences_at([doc], [start])[0])
    sentence = corpus.sentences.take(np.asarray([row])).iloc[0]
    owner = int(sentence["organisation"])
    first, last = corpus.first_sentences[doc : doc + 2]
    return TextPlace(
        int(sentence["paragraph"]),
        str(corpus.organisation_names[owner]) if owner >= 0 else None,
        str(sentence["reason"]),
        int(corpus.sentences.values("characters")[first:last].sum()),
    )


@kept
def similar_terms(corpus: Corpus, term: str, limit: int = 5) -> tuple[str, ...]:
    """Return terms of the vocabulary that are written much like one that was not found."""
    return tuple(suggestions.similar_terms(corpus, term, limit=limit))


@kept
def hit_counts(corpus: Corpus, scope: Scope, term: str) -> HitCounts:
    """Return how often a string stands as a word, inside longer words, and in all."""
    return concordance_tables.hit_counts(corpus, mask(corpus, scope), term)


@kept
def reader(corpus: Corpus, document: str, focus: Focus | None) -> list[ReaderParagraph]:
    """Return the paragraphs of a document with everything that is marked in them."""
    return reader_tables.reader_paragraphs(corpus, corpus.document_rows[document], focus)
