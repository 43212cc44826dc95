"""Core types, and the columns of every table declared once.

Offsets count Unicode code points of the cleaned text, ends are exclusive. Characters are those of
the body without white space, tokens are words without white space and punctuation.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal, NamedTuple

import pandas as pd

ColumnType = Literal["str", "int8", "int16", "int32", "int64", "float64", "bool", "object"]

# Closed sets of values. Order is the order of display.
BOUNDS = ("exact", "over", "about", "at_least", "at_most", "under")
STATUSES = ("done", "planned", "required")
CONFIDENCES = ("high", "medium", "low")
REASONS = ("subject", "earlier_clause", "passage", "heading", "main", "issuer", "joint", "none")
SCRIPTS = ("simplified", "traditional", "mixed")
FIGURE = "figure"
"""``kind`` of a fact that is a figure; all others (date, ordinal, name …) are not."""


class Column(NamedTuple):
    """One column of a table: field name, type, and unit where it has one."""

    name: str
    type: ColumnType
    unit: str = ""


@dataclass(frozen=True)
class TableSpec:
    """Name and columns of a table; headings for people are in ``app.wording``."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    def frame(self, values: Mapping[str, object]) -> pd.DataFrame:
        """Return a frame with exactly these columns, in order, of the declared types."""
        return pd.DataFrame({c.name: pd.Series(values[c.name], dtype=c.type) for c in self.columns})

    def rows(self, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
        """Return a frame from one mapping a row; also right for no rows."""
        return self.frame({c.name: [row[c.name] for row in rows] for c in self.columns})

    def empty(self) -> pd.DataFrame:
        """Return the table without rows, columns and types as declared."""
        return self.rows([])

    def check(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return ``table`` if its columns, order and types are as declared.

        Raises
        ------
        TypeError
            A column is missing, misplaced, extra or of another type.
        """
        wanted = {c.name: c.type for c in self.columns}
        found = {str(name): str(dtype) for name, dtype in table.dtypes.items()}
        if list(wanted.items()) != list(found.items()):
            message = f"table {self.name}: wanted {wanted}, found {found}"
            raise TypeError(message)
        return table


# --------------------------------------------------------------------------- documents


@dataclass(frozen=True)
class Removal:
    """A piece that cleaning took out of the text, or replaced, with the step that did it.

    ``at`` is the offset in the cleaned text where ``text`` stood and ``replacement`` (often empty)
    stands now, so that the original can be shown in place.
    """

    step: str
    at: int
    text: str
    replacement: str = ""


@dataclass(frozen=True)
class Metadata:
    """What is known of a document besides its body. ``None``: not stated; nothing is guessed."""

    title: str | None = None
    subtitle: str | None = None
    date: str | None = None
    """ISO, as precise as known: 2021-12-30, 2013-07 or 2019."""
    time: str | None = None
    source: str | None = None
    author: str | None = None
    author_role: str | None = None
    editor: str | None = None
    site: str | None = None
    channel: str | None = None
    number: str | None = None
    issuer: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    """Fields given by the user or by further columns of a table."""

    @property
    def year(self) -> str:
        """Four digits, or an empty string for an undated document."""
        return (self.date or "")[:4]


@dataclass(frozen=True)
class Document:
    """A cleaned document. ``text`` is the body, paragraphs joined by one newline.

    Invariants: ``len(folded) == len(text) == len(simplified)``; ``doc_id`` is the SHA-256 of the
    source bytes; offsets of every annotation count ``text``.
    """

    doc_id: str
    name: str
    path: str
    text: str
    simplified: str
    """``text`` with traditional characters folded to simplified; what the segmenter reads."""
    folded: str
    """``simplified`` with full-width letters and digits folded to half width; what is counted."""
    metadata: Metadata
    removals: tuple[Removal, ...]
    warnings: tuple[str, ...]
    encoding: str
    script: str


class Failure(NamedTuple):
    """A file that could not be read: its name, and the sentence that says why and what to do."""

    name: str
    message: str
    code: str = ""


# --------------------------------------------------------------------------- annotations


@dataclass(frozen=True)
class Organisation:
    """An organisation under its canonical name, with a short one for screens."""

    canonical: str
    short: str
    kind: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None


class Mention(NamedTuple):
    """Where a document names an organisation; ``organisation`` is a position in its list."""

    start: int
    end: int
    organisation: int


class Passage(NamedTuple):
    """Which organisation one sentence is about (position in the document's list, -1 for none)."""

    organisation: int
    reason: str
    confidence: str


@dataclass(frozen=True)
class Quantity:
    """A number of one document with bound, unit and noun; ``kind`` is ``figure`` or why not."""

    start: int
    end: int
    value: float
    high: float | None
    bound: str
    unit: str
    noun: str
    kind: str
    date: str | None = None
    status: str = "done"


@dataclass(frozen=True)
class Fact:
    """A quantity with the organisation that reports it (position in the document's list, or -1)."""

    quantity: Quantity
    organisation: int
    reason: str
    confidence: str


@dataclass(frozen=True)
class Theme:
    """A named set of words and rules, matched on characters, longest first.

    ``exclude`` are longer strings whose inner matches do not count.
    """

    key: str
    label: str
    short: str
    label_en: str
    terms: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    note: str = ""


class ThemeHit(NamedTuple):
    """One place where a theme is named; ``theme`` is a position in the list of themes."""

    theme: int
    start: int
    end: int


@dataclass(frozen=True)
class UserWord:
    """A word of the genre lexicon or of the user: explicit frequency and tag."""

    term: str
    frequency: int
    tag: str


@dataclass(frozen=True)
class Settings:
    """Everything that changes numbers, besides the documents."""

    engine: Literal["rjieba", "jieba"] = "rjieba"
    hmm: bool = True
    lexicon: bool = True
    user_words: tuple[UserWord, ...] = ()
    stopwords: tuple[str, ...] | None = None
    """``None``: the list that comes with the program."""
    themes: tuple[Theme, ...] | None = None
    """``None``: the themes that come with the program."""
    organisations: tuple[Organisation, ...] = ()
    """Added to the gazetteer that comes with the program."""
    count_duplicates: bool = False

    def digest(self, *names: str) -> str:
        """Return a short hash of the named settings, of all when none is named."""
        values = asdict(self)
        chosen = {name: values[name] for name in (names or sorted(values))}
        data = json.dumps(chosen, ensure_ascii=False, sort_keys=True).encode()
        return hashlib.sha256(data).hexdigest()[:16]


# --------------------------------------------------------------------------- columns of a corpus
# Row numbers of another table are written as its singular: doc, sentence, organisation, theme.

TOKENS = TableSpec(
    "tokens",
    (
        Column("doc", "int32"),
        Column("sentence", "int32"),
        Column("start", "int32", "characters"),
        Column("end", "int32", "characters"),
        Column("term", "int32"),
        Column("tag", "int16"),
    ),
)
SENTENCES = TableSpec(
    "sentences",
    (
        Column("doc", "int32"),
        Column("paragraph", "int32"),
        Column("start", "int32", "characters"),
        Column("end", "int32", "characters"),
        Column("characters", "int32", "characters"),
        Column("organisation", "int32"),
        Column("reason", "str"),
        Column("confidence", "str"),
    ),
)
MENTIONS = TableSpec(
    "mentions",
    (
        Column("doc", "int32"),
        Column("sentence", "int32"),
        Column("start", "int32", "characters"),
        Column("end", "int32", "characters"),
        Column("organisation", "int32"),
    ),
)
THEME_HITS = TableSpec(
    "theme_hits",
    (
        Column("doc", "int32"),
        Column("sentence", "int32"),
        Column("start", "int32", "characters"),
        Column("end", "int32", "characters"),
        Column("theme", "int16"),
    ),
)
CORPUS_FACTS = TableSpec(
    "facts",
    (
        Column("doc", "int32"),
        Column("sentence", "int32"),
        Column("start", "int32", "characters"),
        Column("end", "int32", "characters"),
        Column("value", "float64"),
        Column("high", "float64"),
        Column("bound", "str"),
        Column("unit", "str"),
        Column("noun", "str"),
        Column("kind", "str"),
        Column("organisation", "int32"),
        Column("reason", "str"),
        Column("confidence", "str"),
        Column("status", "str"),
        Column("date", "str"),
    ),
)

# --------------------------------------------------------------------------- result tables
# Field names are those of the command line; nulls are None/NaN.

DOCUMENTS = TableSpec(
    "documents",
    (
        *(
            Column(name, "str")
            for name in ("doc", "path", "sha256", "title", "subtitle", "date", "time", "source")
        ),
        *(
            Column(name, "str")
            for name in ("author", "author_role", "editor", "site", "channel", "number", "issuer")
        ),
        Column("organisations", "object"),
        Column("encoding", "str"),
        Column("script", "str"),
        Column("characters", "int64", "characters"),
        Column("paragraphs", "int64"),
        Column("sentences", "int64"),
        Column("tokens", "int64", "tokens"),
        Column("removed", "object"),
        Column("warnings", "object"),
        Column("duplicate_of", "str"),
    ),
)
FREQUENCY = TableSpec(
    "frequency",
    (
        Column("term", "str"),
        Column("group", "str"),
        Column("n_word", "int64", "tokens"),
        Column("n", "int64", "occurrences"),
        Column("n_inside", "int64", "occurrences"),
        Column("documents", "int64", "documents"),
        Column("per_10k", "float64", "per 10,000 tokens"),
        Column("per_10k_characters", "float64", "per 10,000 characters"),
        Column("tfidf", "float64"),
        Column("dispersion_dp", "float64"),
        Column("juilland_d", "float64"),
        Column("pos", "str"),
    ),
)
BREAKDOWN = TableSpec("breakdown", (Column("token", "str"), Column("n", "int64", "occurrences")))
"""Where a string stands: as the token itself, inside longer ones, or across (``token`` None)."""
THEMES = TableSpec(
    "themes",
    (
        Column("theme", "str"),
        Column("group", "str"),
        Column("n", "int64", "occurrences"),
        Column("per_10k_characters", "float64", "per 10,000 characters"),
        Column("documents", "int64", "documents"),
        Column("top_terms", "object"),
    ),
)
THEME_TERMS = TableSpec(
    "theme_terms",
    (
        Column("term", "str"),
        Column("group", "str"),
        Column("n", "int64", "occurrences"),
        Column("documents", "int64", "documents"),
    ),
)
"""The words in which one theme is named."""
ORGANISATIONS = TableSpec(
    "organisations",
    (
        Column("doc", "str"),
        Column("canonical", "str"),
        Column("kind", "str"),
        Column("aliases", "object"),
        Column("mentions", "int64", "occurrences"),
        Column("main", "bool"),
        Column("sentences", "int64", "sentences"),
        Column("characters", "int64", "characters"),
        Column("figures", "int64"),
    ),
)
ORGANISATION_TOTALS = TableSpec(
    "organisation_totals",
    (
        Column("canonical", "str"),
        Column("short", "str"),
        Column("kind", "str"),
        Column("main", "bool"),
        Column("documents", "int64", "documents"),
        Column("mentions", "int64", "occurrences"),
        Column("sentences", "int64", "sentences"),
        Column("characters", "int64", "characters"),
        Column("figures", "int64"),
    ),
)
SPELLINGS = TableSpec(
    "spellings",
    (
        Column("text", "str"),
        Column("canonical", "str"),
        Column("doc", "str"),
        Column("n", "int64", "occurrences"),
    ),
)
FACTS = TableSpec(
    "facts",
    (
        Column("doc", "str"),
        Column("start", "int64", "characters"),
        Column("end", "int64", "characters"),
        Column("text", "str"),
        Column("value", "float64"),
        Column("high", "float64"),
        Column("bound", "str"),
        Column("unit", "str"),
        Column("noun", "str"),
        Column("organisation", "str"),
        Column("reason", "str"),
        Column("confidence", "str"),
        Column("status", "str"),
        Column("date", "str"),
        Column("themes", "object"),
        Column("sentence", "str"),
        Column("paragraph", "int64"),
        Column("class", "str"),
    ),
)
UNITS = TableSpec("units", (Column("unit", "str"), Column("n", "int64")))
FACT_SHARES = TableSpec(
    "fact_shares",
    (
        Column("organisation", "str"),
        Column("figures", "int64"),
        Column("together", "int64"),
    ),
)
"""Figures of an organisation, and how many of them share a sentence with a focus."""
KEYNESS = TableSpec(
    "keyness",
    (
        Column("term", "str"),
        Column("n_target", "int64", "tokens"),
        Column("n_reference", "int64", "tokens"),
        Column("per_10k_target", "float64", "per 10,000 tokens"),
        Column("per_10k_reference", "float64", "per 10,000 tokens"),
        Column("score", "float64"),
        Column("log_ratio", "float64", "doublings"),
        Column("p", "float64"),
        Column("p_adjusted", "float64"),
        Column("side", "str"),
    ),
)
CONCORDANCE = TableSpec(
    "concordance",
    (
        Column("doc", "str"),
        Column("start", "int64", "characters"),
        Column("end", "int64", "characters"),
        Column("left", "str"),
        Column("node", "str"),
        Column("right", "str"),
        Column("organisation", "str"),
        Column("sentence", "str"),
        Column("paragraph", "int64"),
    ),
)
HITS = TableSpec(
    "hits",
    (
        Column("doc", "int32"),
        Column("sentence", "int32"),
        Column("start", "int32", "characters"),
        Column("end", "int32", "characters"),
    ),
)
"""Places of a term, theme or organisation; rows in text order. Row numbers, not names."""
POSITIONS = TableSpec(
    "positions",
    (
        Column("doc", "str"),
        Column("start", "int64", "characters"),
        Column("end", "int64", "characters"),
        Column("length", "int64", "characters"),
        Column("share", "float64"),
        Column("paragraph", "int64"),
        Column("organisation", "str"),
    ),
)
"""Where in its document a hit stands: ``share`` is ``start`` over the ``length`` of the text."""
PASSAGES = TableSpec(
    "passages",
    (
        Column("doc", "str"),
        Column("paragraph", "int64"),
        Column("start", "int64", "characters"),
        Column("end", "int64", "characters"),
        Column("organisation", "str"),
        Column("reason", "str"),
        Column("confidence", "str"),
        Column("sentence", "str"),
    ),
)
SIMILARITY = TableSpec(
    "similarity",
    (
        Column("doc_a", "str"),
        Column("doc_b", "str"),
        Column("cosine", "float64"),
        Column("jensen_shannon", "float64"),
        Column("shared_share", "float64"),
    ),
)
SHARED = TableSpec(
    "shared",
    (
        Column("text", "str"),
        Column("length", "int64", "characters"),
        Column("doc_a", "str"),
        Column("start_a", "int64", "characters"),
        Column("doc_b", "str"),
        Column("start_b", "int64", "characters"),
        Column("documents", "int64", "documents"),
        Column("formula", "bool"),
    ),
)
COLLOCATES = TableSpec(
    "collocates",
    (
        Column("term", "str"),
        Column("n_together", "int64", "tokens"),
        Column("n", "int64", "tokens"),
        Column("mi", "float64"),
        Column("log_dice", "float64"),
        Column("t_score", "float64"),
        Column("log_likelihood", "float64"),
    ),
)
SIDES = TableSpec(
    "sides",
    (
        Column("side", "str"),
        Column("documents", "int64", "documents"),
        Column("sentences", "int64", "sentences"),
        Column("characters", "int64", "characters"),
        Column("tokens", "int64", "tokens"),
        Column("figures", "int64"),
        Column("small", "bool"),
    ),
)
SPLIT = TableSpec(
    "split",
    (
        Column("term", "str"),
        Column("kind", "str"),
        Column("side", "str"),
        Column("counts", "object", "occurrences"),
        Column("words", "object", "tokens"),
        Column("n", "int64", "occurrences"),
        Column("documents", "int64", "documents"),
    ),
)
"""``kind``: ``only`` on one ``side``, ``shared`` by all, on ``some`` (three sides or more)."""
FACT_SIDES = TableSpec(
    "fact_sides",
    (
        Column("unit", "str"),
        Column("head", "str"),
        Column("side", "str"),
        *(column for column in FACTS.columns if column.name != "unit"),
    ),
)
"""``head``: the last characters of the noun, by which figures of like things are put together."""
WORD_CHANGES = TableSpec(
    "word_changes",
    (
        Column("term", "str"),
        Column("before", "int64", "occurrences"),
        Column("after", "int64", "occurrences"),
    ),
)
"""Counts now, and as they would be."""
RESULT_TABLES = (
    WORD_CHANGES,
    DOCUMENTS,
    FREQUENCY,
    BREAKDOWN,
    THEMES,
    THEME_TERMS,
    ORGANISATIONS,
    FACTS,
    KEYNESS,
    CONCORDANCE,
    HITS,
    PASSAGES,
    SIMILARITY,
    SHARED,
    COLLOCATES,
)
