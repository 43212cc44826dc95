"""The opened corpora and every table computed from them, kept. The only module with ``st.cache_*``.

A page asks here, never in ``analysis.tables``: the same question with the same scope and options is
answered once. Answers are shared, not copied: read them, never change them. A corpus counts by its
id and version, scope and options by their values.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

import numpy as np
import pandas as pd
import streamlit as st

from analysis.corpus.build import build_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Grouping, Mask, Scope, group_by, select
from analysis.errors import AnalysisError
from analysis.ingest.documents import read_document
from analysis.ingest.sources import SourceFile, document_names, gather
from analysis.schema import FIGURE, HITS, Document, Failure
from analysis.tables import concordance as concordance_tables
from analysis.tables import facts as fact_tables
from analysis.tables import frequency as frequency_tables
from analysis.tables import hits as hit_tables
from analysis.tables import keyness as keyness_tables
from analysis.tables import ledger as ledger_tables
from analysis.tables import organisations as organisation_tables
from analysis.tables import reader as reader_tables
from analysis.tables import themes as theme_tables
from analysis.tables.concordance import HitCounts, Sort
from analysis.tables.frequency import FrequencyOptions
from analysis.tables.hits import Focus, Places, SentenceCard
from analysis.tables.ledger import Entry, LedgerFilter
from analysis.tables.reader import ReaderParagraph

SOURCES_VARIABLE = "WENJIAN_SOURCES"
"""Environment variable with the files to open first, separated as in PATH; unset: the samples."""
SEEDS = Path(__file__).resolve().parent.parent / "seeds"

_KEPT_ANSWERS = 512
_KEPT_CORPORA = 4
_SORT_WIDTH = 30
_ENOUGH_TO_TELL = 400

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Size(NamedTuple):
    """How much text a scope holds."""

    documents: int
    sentences: int
    characters: int
    organisations: int
    figures: int
    unowned: int
    """Sentences that belong to no organisation."""


class Query(NamedTuple):
    """What 检索 looks for: a pattern where one is given, else the focus."""

    pattern: str
    focus: Focus | None


class TextPlace(NamedTuple):
    """Where a place stands: paragraph from 0, owner of the sentence, characters of the text."""

    paragraph: int
    organisation: str | None
    characters: int


class Opened(NamedTuple):
    """An opened corpus and the files that could not be read."""

    corpus: Corpus
    failures: tuple[Failure, ...]


def identity(corpus: Corpus) -> str:
    """Return what tells two corpora apart: same id, same version, same settings."""
    return f"{corpus.corpus_id}/{corpus.settings.digest()}"


def _kept(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Keep the answers of a function of corpora and plain values."""
    kept: Callable[Asked, Answer] = st.cache_resource(
        function,
        max_entries=_KEPT_ANSWERS,
        show_spinner=False,
        hash_funcs={Corpus: identity},
    )
    return kept


# --------------------------------------------------------------------------- corpora


def corpus(corpus_id: str = "") -> Corpus:
    """Return an opened corpus; without an id the one that the app was started with."""
    del corpus_id
    return opened().corpus


@st.cache_resource(max_entries=_KEPT_CORPORA, show_spinner=False)
def opened() -> Opened:
    """Open the corpus that the app was started with, and let the collector forget what is alive.

    Everything that lives now stays as long as the process does. Frozen, it is not looked through
    again after every click of every user.
    """
    given = os.environ.get(SOURCES_VARIABLE)
    paths = [Path(part) for part in given.split(os.pathsep)] if given else [SEEDS]
    documents, failures = read_sources(paths)
    built = build_corpus(documents)
    gc.collect()
    gc.freeze()
    return Opened(built, failures)


def read_sources(
    paths: Sequence[Path],
) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """Read files, folders and zip files; what cannot be read is named with its reason."""
    gathered = list(gather(paths))
    files = [found for found in gathered if isinstance(found, SourceFile)]
    failures = [found for found in gathered if isinstance(found, Failure)]
    documents = []
    for file, name in zip(files, document_names([file.path for file in files]), strict=True):
        try:
            documents.append(read_document(name, file.data, path=file.path))
        except AnalysisError as error:
            failures.append(Failure(file.name, str(error), error.code))
    return tuple(documents), tuple(failures)


# --------------------------------------------------------------------------- scope


@_kept
def mask(corpus: Corpus, scope: Scope) -> Mask:
    """Return which sentences are in scope."""
    return select(corpus, scope)


def _fact_mask(corpus: Corpus, scope: Scope) -> Mask:
    """Return the sentences whose figures are in scope.

    A figure belongs to whoever reports it, not to whom its sentence is about: organisations are
    asked of the figure itself.
    """
    return mask(corpus, replace(scope, organisations=()))


@_kept
def grouping(corpus: Corpus, by: str) -> Grouping:
    """Return the grouping of all sentences by organisation, document or year."""
    return group_by(corpus, by)


@_kept
def groups(corpus: Corpus, scope: Scope, by: str) -> tuple[str, ...]:
    """Return the labels of the groups that have text in scope, in the order of the grouping."""
    return tuple(group_characters(corpus, scope, by))


@_kept
def group_characters(corpus: Corpus, scope: Scope, by: str) -> dict[str, int]:
    """Return how many characters each group has in scope; groups without text are left out."""
    divided, chosen = grouping(corpus, by), mask(corpus, scope)
    owned = chosen & (divided.codes >= 0)
    amounts = np.bincount(
        divided.codes[owned],
        weights=corpus.sentences["characters"].to_numpy()[owned],
        minlength=len(divided.labels),
    )
    pairs = zip(divided.labels, amounts.tolist(), strict=True)
    return {label: int(amount) for label, amount in pairs if amount}


@_kept
def size(corpus: Corpus, scope: Scope) -> Size:
    """Return how much text a scope holds."""
    chosen = mask(corpus, scope)
    part = corpus.sentences[chosen]
    named = corpus.mentions["organisation"].to_numpy()[
        chosen[corpus.mentions["sentence"].to_numpy()]
    ]
    return Size(
        documents=int(part["doc"].nunique()),
        sentences=int(chosen.sum()),
        characters=int(part["characters"].sum()),
        organisations=len(np.unique(named)),
        figures=len(
            fact_tables.fact_rows(
                corpus, _fact_mask(corpus, scope), organisations=scope.organisations
            )
        ),
        unowned=int((part["organisation"].to_numpy() < 0).sum()),
    )


# --------------------------------------------------------------------------- tables


@_kept
def frequency(
    corpus: Corpus, scope: Scope, by: str = "", options: FrequencyOptions | None = None
) -> pd.DataFrame:
    """Return the terms of a scope, ``schema.FREQUENCY``; by group where ``by`` is given."""
    return frequency_tables.frequency(
        corpus,
        mask(corpus, scope),
        grouping=grouping(corpus, by) if by else None,
        options=options or FrequencyOptions(),
    )


@_kept
def breakdown(corpus: Corpus, scope: Scope, term: str) -> pd.DataFrame:
    """Return the words that a string stands in, ``schema.BREAKDOWN``."""
    return frequency_tables.breakdown(corpus, mask(corpus, scope), term)


@_kept
def frequent_terms(corpus: Corpus, limit: int) -> tuple[str, ...]:
    """Return the most frequent terms of a corpus, without stop words."""
    words = frequency(corpus, Scope(), options=FrequencyOptions(min_length=2))
    return tuple(words["term"].head(limit))


@_kept
def themes(corpus: Corpus, scope: Scope, by: str = "") -> pd.DataFrame:
    """Return the themes of a scope, ``schema.THEMES``; by group where ``by`` is given."""
    return theme_tables.theme_table(
        corpus, mask(corpus, scope), grouping=grouping(corpus, by) if by else None
    )


@_kept
def group_themes(corpus: Corpus, scope: Scope, by: str, limit: int) -> pd.DataFrame:
    """Return the themes of the first ``limit`` groups with text in scope; 0: of all of them."""
    table = themes(corpus, scope, by)
    kept = groups(corpus, scope, by)[: limit or None]
    order = {label: place for place, label in enumerate(kept)}
    rows = table[table["group"].isin(kept)]
    return rows.sort_values("group", key=lambda g: g.map(order), kind="stable", ignore_index=True)


@_kept
def one_theme(corpus: Corpus, scope: Scope, by: str, theme: str) -> pd.DataFrame:
    """Return one theme in every group that has text in scope, ``schema.THEMES``."""
    table = group_themes(corpus, scope, by, 0)
    return table[table["theme"] == theme].reset_index(drop=True)


@_kept
def theme_terms(corpus: Corpus, scope: Scope, theme: str) -> pd.DataFrame:
    """Return the words in which one theme is named, ``schema.THEME_TERMS``."""
    return theme_tables.theme_terms(corpus, mask(corpus, scope), theme)


@_kept
def year_documents(corpus: Corpus, scope: Scope) -> dict[str, int]:
    """Return how many documents of each year have text in scope; undated ones are left out."""
    rows = corpus.sentences["doc"][mask(corpus, scope)].unique().tolist()
    years = [corpus.documents[row].metadata.year for row in rows]
    return {year: years.count(year) for year in sorted(set(years)) if year}


@_kept
def widest_theme(corpus: Corpus) -> Focus | None:
    """Return the theme whose rates differ most between organisations with enough text to tell."""
    amounts = group_characters(corpus, Scope(), "organisation")
    enough = [label for label, amount in amounts.items() if amount >= _ENOUGH_TO_TELL]
    table = themes(corpus, Scope(), "organisation")
    table = table[table["group"].isin(enough or list(amounts))]
    spread = table.groupby("theme", sort=False)["per_10k_characters"].agg(
        lambda r: r.max() - r.min()
    )
    return None if spread.empty else Focus("theme", str(spread.idxmax()))


@_kept
def facts(corpus: Corpus, scope: Scope, *, excluded: bool = False) -> pd.DataFrame:
    """Return the figures of a scope, ``schema.FACTS``; with other numbers where asked."""
    return fact_tables.fact_table(
        corpus,
        _fact_mask(corpus, scope),
        organisations=scope.organisations,
        excluded=excluded,
    )


@_kept
def ledger(corpus: Corpus, scope: Scope, chosen: LedgerFilter) -> pd.DataFrame:
    """Return the figures of a scope that a filter lets through, ``schema.FACTS``."""
    return ledger_tables.ledger(
        corpus, _fact_mask(corpus, scope), chosen, organisations=scope.organisations
    )


@_kept
def unit_figures(
    corpus: Corpus, scope: Scope, chosen: LedgerFilter, unit: str, limit: int
) -> pd.DataFrame:
    """Return the first ``limit`` figures of one unit, ``schema.FACTS``."""
    table = ledger(corpus, scope, chosen)
    figures = table[(table["unit"] == unit) & (table["class"] == FIGURE)]
    return figures.head(limit).reset_index(drop=True)


@_kept
def units(corpus: Corpus, scope: Scope, chosen: LedgerFilter) -> dict[str, int]:
    """Return how many figures of each unit a filter lets through, most first."""
    table = ledger(corpus, scope, chosen)
    counted = fact_tables.unit_table(table[table["class"] == FIGURE])
    return {str(unit): int(n) for unit, n in zip(counted["unit"], counted["n"], strict=True)}


@_kept
def entry(corpus: Corpus, document: str, start: int) -> Entry:
    """Return one figure with its sentence and the other figures of that sentence."""
    return ledger_tables.entry(corpus, document, start)


@_kept
def ledger_places(corpus: Corpus, scope: Scope, chosen: LedgerFilter) -> tuple[str, ...]:
    """Return ``document:start`` of every number that a filter lets through, in text order."""
    table = ledger(corpus, scope, chosen)
    places = zip(table["doc"], table["start"], strict=True)
    return tuple(f"{document}:{int(start)}" for document, start in places)


@_kept
def excluded_numbers(corpus: Corpus, scope: Scope) -> int:
    """Return how many numbers of a scope are no figures."""
    return int((facts(corpus, scope, excluded=True)["class"] != FIGURE).sum())


@_kept
def organisation_totals(corpus: Corpus, scope: Scope) -> pd.DataFrame:
    """Return the organisations of a scope over all documents, ``schema.ORGANISATION_TOTALS``."""
    return organisation_tables.organisation_totals(corpus, mask(corpus, scope))


@_kept
def spelling_table(corpus: Corpus, scope: Scope) -> pd.DataFrame:
    """Return how the documents write each organisation, ``schema.SPELLINGS``."""
    return organisation_tables.spelling_table(corpus, mask(corpus, scope))


@_kept
def spellings(corpus: Corpus, scope: Scope, organisation: str) -> dict[str, int]:
    """Return how often each spelling of an organisation occurs, commonest first."""
    table = spelling_table(corpus, scope)
    own = table[table["canonical"] == organisation].groupby("text")["n"].sum()
    return {str(text): int(n) for text, n in own.sort_values(ascending=False).items()}


@_kept
def characteristic_terms(corpus: Corpus, scope: Scope, limit: int) -> pd.DataFrame:
    """Return the terms that a scope uses more than all other texts, ``schema.KEYNESS``."""
    table = keyness_tables.keyness_of(corpus, mask(corpus, scope), min_n=2, min_length=2)
    return table[table["score"] > 0].head(limit).reset_index(drop=True)


@_kept
def passage_cards(corpus: Corpus, scope: Scope, limit: int = 200) -> list[SentenceCard]:
    """Return the first ``limit`` sentences of a scope."""
    found = hit_tables.sentence_hits(corpus, mask(corpus, scope))
    return hit_tables.sentence_cards(corpus, found, limit=limit)


@_kept
def fact_shares(corpus: Corpus, scope: Scope, focus: Focus | None) -> pd.DataFrame:
    """Return how many figures each body reports, and beside the focus, ``schema.FACT_SHARES``."""
    return fact_tables.fact_shares(
        corpus,
        _fact_mask(corpus, scope),
        focus or Focus("term", ""),
        organisations=scope.organisations,
    )


# --------------------------------------------------------------------------- places


@_kept
def hits(corpus: Corpus, scope: Scope, focus: Focus) -> pd.DataFrame:
    """Return every place of a focus in a scope, ``schema.HITS``."""
    return hit_tables.hits(corpus, mask(corpus, scope), focus)


@_kept
def places(corpus: Corpus, scope: Scope, focus: Focus) -> Places:
    """Return how many places, sentences and documents a focus has in a scope."""
    return hit_tables.count_places(hits(corpus, scope, focus))


@_kept
def cards(corpus: Corpus, scope: Scope, focus: Focus, limit: int) -> list[SentenceCard]:
    """Return the first ``limit`` sentences that hold the focus."""
    return hit_tables.sentence_cards(corpus, hits(corpus, scope, focus), limit=limit)


@_kept
def positions(corpus: Corpus, scope: Scope, focus: Focus) -> pd.DataFrame:
    """Return where in its document each place of a focus stands, ``schema.POSITIONS``."""
    return hit_tables.positions(corpus, mask(corpus, scope), focus)


@_kept
def lines(
    corpus: Corpus, scope: Scope, query: Query, sort: Sort, offset: int, limit: int
) -> pd.DataFrame:
    """Return a page of the concordance, ``schema.CONCORDANCE``."""
    found = query_hits(corpus, scope, query)
    return concordance_tables.lines(corpus, found, sort=sort, offset=offset, limit=limit)


@_kept
def query_hits(corpus: Corpus, scope: Scope, query: Query) -> pd.DataFrame:
    """Return every place that a query finds, ``schema.HITS``."""
    if query.pattern:
        return pattern_hits(corpus, scope, query.pattern)
    return HITS.empty() if query.focus is None else hits(corpus, scope, query.focus)


@_kept
def order_of_places(
    corpus: Corpus, scope: Scope, query: Query, sort: Sort
) -> tuple[tuple[str, int], ...]:
    """Return document and offset of every place of a query, in the order of the concordance."""
    table = concordance_tables.lines(
        corpus, query_hits(corpus, scope, query), sort=sort, limit=None, width=_SORT_WIDTH
    )
    return tuple(zip(table["doc"], (int(start) for start in table["start"]), strict=True))


@_kept
def query_places(corpus: Corpus, scope: Scope, query: Query) -> Places:
    """Return how many places, sentences and documents a query finds."""
    return hit_tables.count_places(query_hits(corpus, scope, query))


@_kept
def places_in(corpus: Corpus, document: str, query: Query) -> list[tuple[int, int]]:
    """Return start and end of every place that a query finds in one document."""
    found = query_hits(corpus, Scope(documents=(document,)), query)
    return [(int(a), int(b)) for a, b in zip(found["start"], found["end"], strict=True)]


@_kept
def place_in_text(corpus: Corpus, document: str, start: int) -> TextPlace:
    """Return whose passage a place stands in, in which paragraph, and how long the text is."""
    doc = corpus.document_rows[document]
    row = int(corpus.sentences_at([doc], [start])[0])
    sentence = corpus.sentences.iloc[row]
    owner = int(sentence["organisation"])
    inside = corpus.sentences["doc"].to_numpy() == doc
    return TextPlace(
        int(sentence["paragraph"]),
        corpus.organisations[owner].canonical if owner >= 0 else None,
        int(corpus.sentences["characters"].to_numpy()[inside].sum()),
    )


@_kept
def similar_terms(corpus: Corpus, term: str, limit: int = 5) -> tuple[str, ...]:
    """Return terms of the vocabulary that are written much like one that was not found."""
    return tuple(get_close_matches(term, corpus.terms, n=limit, cutoff=0.5))


@_kept
def pattern_hits(corpus: Corpus, scope: Scope, pattern: str) -> pd.DataFrame:
    """Return every place of a regular expression, ``schema.HITS``."""
    return concordance_tables.query_hits(corpus, mask(corpus, scope), pattern, regex=True)


@_kept
def hit_counts(corpus: Corpus, scope: Scope, term: str) -> HitCounts:
    """Return how often a string stands as a word, inside longer words, and in all."""
    return concordance_tables.hit_counts(corpus, mask(corpus, scope), term)


@_kept
def reader(corpus: Corpus, document: str, focus: Focus | None) -> list[ReaderParagraph]:
    """Return the paragraphs of a document with everything that is marked in them."""
    return reader_tables.reader_paragraphs(corpus, corpus.document_rows[document], focus)
