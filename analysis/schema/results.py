"""Columns of every result table; field names are those of the command line."""

from __future__ import annotations

from analysis.schema.ledger_results import (
    CONSISTENCY,
    CORRECTIONS,
    FACTS,
    FIGURE_GROUPS,
    FIGURE_MEMBERS,
    FIGURE_THEMES,
    NETWORK,
    ORGANISATION_YEARS,
    ORGANISATIONS,
    PASSAGES,
)
from analysis.schema.table import Column, TableSpec

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
    CORRECTIONS,
    WORD_CHANGES,
    DOCUMENTS,
    FREQUENCY,
    BREAKDOWN,
    THEMES,
    THEME_TERMS,
    ORGANISATIONS,
    FACTS,
    FIGURE_GROUPS,
    FIGURE_MEMBERS,
    FIGURE_THEMES,
    ORGANISATION_YEARS,
    KEYNESS,
    CONCORDANCE,
    HITS,
    PASSAGES,
    SIMILARITY,
    SHARED,
    COLLOCATES,
    CONSISTENCY,
    NETWORK,
)
