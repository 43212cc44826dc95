"""The opened corpora and every table computed from them, kept. The only module with ``st.cache_*``.

A page asks here, never in ``analysis.tables``: the same question with the same scope and options is
answered once. Answers are shared, not copied: read them, never change them. A corpus counts by its
id and version, scope and options by their values.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import NamedTuple, ParamSpec, TypeVar

import numpy as np
import pandas as pd
import streamlit as st

from analysis.corpus.batch import Progress
from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Grouping, Mask, Scope, group_by, select
from analysis.corpus.store import open_corpus
from analysis.schema import FIGURE, HITS, Failure, Settings, Theme
from analysis.tables import compare as compare_tables
from analysis.tables import concordance as concordance_tables
from analysis.tables import documents as document_tables
from analysis.tables import facts as fact_tables
from analysis.tables import frequency as frequency_tables
from analysis.tables import hits as hit_tables
from analysis.tables import keyness as keyness_tables
from analysis.tables import ledger as ledger_tables
from analysis.tables import organisations as organisation_tables
from analysis.tables import reader as reader_tables
from analysis.tables import shared as shared_tables
from analysis.tables import similarity as similarity_tables
from analysis.tables import themes as theme_tables
from analysis.tables import trials as trial_tables
from analysis.tables.cleaning import CleaningRow, cleaning_rows
from analysis.tables.compare import Side
from analysis.tables.concordance import HitCounts, Sort
from analysis.tables.frequency import FrequencyOptions
from analysis.tables.hits import Focus, Places, SentenceCard
from analysis.tables.keyness import Grounds
from analysis.tables.ledger import Entry, LedgerFilter
from analysis.tables.reader import ReaderParagraph
from analysis.tables.trials import ThemeTrial
from app import corpora

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


@lru_cache(maxsize=_KEPT_CORPORA)
def identity(corpus: Corpus) -> str:
    """Return what tells two corpora apart: id, documents and settings."""
    documents = sha256("".join(d.doc_id for d in corpus.documents).encode()).hexdigest()
    return f"{corpus.corpus_id}/{documents}/{corpus.settings.digest()}"


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
    """Return an opened corpus: by its id, or without one that which the app was started with.

    An id that is not on this machine gives the latter too; ``has_corpus`` tells.
    """
    return opened(corpus_id).corpus


def has_corpus(corpus_id: str) -> bool:
    """Whether a corpus is on this machine; no id is the one that the app was started with."""
    return not corpus_id or corpora.folder_of(corpus_id) is not None


def opened(corpus_id: str = "", progress: Progress | None = None) -> Opened:
    """Return an opened corpus with the files that could not be read.

    Parameters
    ----------
    progress
        Called with the number of files read and of all, while a corpus is built.
    """
    folder = corpora.folder_of(corpus_id) if corpus_id else None
    if folder is not None:
        return Opened(_open(folder, corpora.stored(folder).version), ())
    start = _start()
    with start.lock:
        if start.folder is None:  # progress is drawn here: a cached function may not draw outside
            start.folder, start.failures = corpora.prepare(progress)
            _open(start.folder, corpora.stored(start.folder).version)
            _forget_the_living()
        folder = start.folder
    return Opened(_open(folder, corpora.stored(folder).version), start.failures)


class _Start:
    """The corpus that the app was started with, once it is built; one for all sessions."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.folder: Path | None = None
        self.failures: tuple[Failure, ...] = ()


@st.cache_resource(show_spinner=False)
def _start() -> _Start:
    return _Start()


def _forget_the_living() -> None:
    """Keep the collector from looking through what stays as long as the process does.

    Streamlit collects after every click of every user; with this a rerun takes a fifth of the time.
    """
    gc.collect()
    gc.freeze()


@st.cache_resource(max_entries=_KEPT_CORPORA, show_spinner=False)
def _open(folder: Path, version: int) -> Corpus:
    """Open a corpus folder; another version of it is another corpus."""
    del version
    return open_corpus(folder)


# --------------------------------------------------------------------------- documents


@_kept
def documents(corpus: Corpus) -> pd.DataFrame:
    """Return what was read, one row a document, ``schema.DOCUMENTS``."""
    return document_tables.document_table(corpus)


@_kept
def documents_in_scope(corpus: Corpus, scope: Scope) -> frozenset[str]:
    """Return the names of the documents that have text in a scope."""
    rows = np.unique(corpus.sentences["doc"].to_numpy()[mask(corpus, scope)])
    return frozenset(corpus.documents[row].name for row in rows.tolist())


@_kept
def cleaning(corpus: Corpus, document: str) -> tuple[CleaningRow, ...]:
    """Return a document before and after cleaning, paragraph by paragraph."""
    return cleaning_rows(corpus.documents[corpus.document_rows[document]])


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
    return compare_tables.group_characters(corpus, mask(corpus, scope), grouping(corpus, by))


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
def group_frequency(
    corpus: Corpus, scope: Scope, by: str, group: str, options: FrequencyOptions
) -> pd.DataFrame:
    """Return the terms of one group, ``schema.FREQUENCY``, weighed against the other groups."""
    table = frequency(corpus, scope, by, options)
    return table[table["group"] == group].reset_index(drop=True)


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
def theme_counts(corpus: Corpus, scope: Scope) -> dict[str, int]:
    """Return how often each theme is named in a scope."""
    table = themes(corpus, scope)
    return {str(key): int(n) for key, n in zip(table["theme"], table["n"], strict=True)}


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


# --------------------------------------------------------------------------- trials


@_kept
def try_theme(corpus: Corpus, scope: Scope, theme: Theme) -> ThemeTrial:
    """Return where a theme would be named, and what that changes."""
    return trial_tables.try_theme(corpus, mask(corpus, scope), theme)


@_kept
def trial_cards(corpus: Corpus, scope: Scope, theme: Theme, limit: int) -> list[SentenceCard]:
    """Return the first ``limit`` sentences in which a theme would be named."""
    found = try_theme(corpus, scope, theme).hits
    return hit_tables.sentence_cards(corpus, found, limit=limit)


@_kept
def try_words(corpus: Corpus, settings: Settings) -> pd.DataFrame:
    """Return which words would stand more or less often, ``schema.WORD_CHANGES``."""
    return trial_tables.try_words(corpus, settings)


# --------------------------------------------------------------------------- comparisons


def sides(corpus: Corpus, scope: Scope, by: str, labels: Sequence[str]) -> list[Side]:
    """Return one side a label: its sentences, and the figures that it reports."""
    return compare_tables.sides_of(corpus, scope, grouping(corpus, by), labels)


@_kept
def side_table(corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...]) -> pd.DataFrame:
    """Return how much text each side has, ``schema.SIDES``."""
    return compare_tables.side_table(corpus, sides(corpus, scope, by, labels))


@_kept
def side_themes(corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...]) -> pd.DataFrame:
    """Return the themes of each side, ``schema.THEMES``."""
    table = group_themes(corpus, scope, by, 0)
    order = {label: place for place, label in enumerate(labels)}
    kept = table[table["group"].isin(labels)]
    return kept.sort_values("group", key=lambda g: g.map(order), kind="stable", ignore_index=True)


@_kept
def term_split(
    corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...], kind: str, side: str = ""
) -> pd.DataFrame:
    """Return the words of one ``side`` ``only``, or ``shared`` by all, ``schema.SPLIT``."""
    table = compare_tables.term_split(corpus, sides(corpus, scope, by, labels), min_length=2)
    kept = table[(table["kind"] == kind) & ((table["side"] == side) if side else True)]
    return kept.reset_index(drop=True)


@_kept
def fact_sides(corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...]) -> pd.DataFrame:
    """Return the figures of all sides, like things together, ``schema.FACT_SIDES``."""
    return compare_tables.fact_sides(corpus, sides(corpus, scope, by, labels))


class Against(NamedTuple):
    """A comparison of words: the side, what it is compared with, and which words count."""

    by: str
    target: str
    reference: str
    """Label of the other side; ``REST`` for all other texts, ``OTHERS`` for the other sides."""
    labels: tuple[str, ...]
    min_n: int = 2


REST = "rest"
OTHERS = "others"


@_kept
def keyness(corpus: Corpus, scope: Scope, against: Against) -> pd.DataFrame:
    """Return the words of a side against its reference, ``schema.KEYNESS``."""
    target, reference = _two_masks(corpus, scope, against)
    return keyness_tables.keyness_of(corpus, target, reference, min_n=against.min_n, min_length=2)


@_kept
def grounds(corpus: Corpus, scope: Scope, against: Against) -> Grounds:
    """Return what a test of a side against its reference would rest on."""
    return keyness_tables.grounds_of_test(corpus, *_two_masks(corpus, scope, against))


@_kept
def sizes_against(corpus: Corpus, scope: Scope, against: Against) -> tuple[int, int]:
    """Return the characters of a side and of its reference."""
    sizes = corpus.sentences["characters"].to_numpy()
    target, reference = _two_masks(corpus, scope, against)
    return int(sizes[target].sum()), int(sizes[reference].sum())


def _two_masks(corpus: Corpus, scope: Scope, against: Against) -> tuple[Mask, Mask]:
    own = {side.label: side.mask for side in sides(corpus, scope, against.by, against.labels)}
    target = own.pop(against.target)
    if against.reference in own:
        return target, own[against.reference]
    if against.reference == OTHERS and own:
        return target, np.any(list(own.values()), axis=0)
    return target, mask(corpus, Scope()) & ~target


@_kept
def side_cards(
    corpus: Corpus, scope: Scope, focus: Focus | None, limit: int = 200
) -> list[SentenceCard]:
    """Return all sentences of a scope with the focus marked, the first ``limit``."""
    chosen = mask(corpus, scope)
    parts = [hit_tables.sentence_hits(corpus, chosen)]
    if focus is not None:
        parts.append(hits(corpus, scope, focus))
    return hit_tables.sentence_cards(corpus, pd.concat(parts, ignore_index=True), limit=limit)


@_kept
def similarity(corpus: Corpus, scope: Scope) -> pd.DataFrame:
    """Return how alike every two documents of a scope are, ``schema.SIMILARITY``."""
    return similarity_tables.similarity(corpus, mask(corpus, scope))


@_kept
def shared(corpus: Corpus, scope: Scope, *, formulas: bool) -> pd.DataFrame:
    """Return the passages that two documents have in common, ``schema.SHARED``."""
    table = shared_tables.shared_passages(corpus, mask(corpus, scope))
    return table[table["formula"] == formulas].reset_index(drop=True)


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
