"""Columns of every result table; field names are those of the command line."""

from __future__ import annotations

from analysis.schema.table import Column, ColumnType, TableSpec

_PLACE: tuple[tuple[str, ColumnType, str], ...] = (
    ("doc", "str", ""),
    ("start", "int64", "characters"),
    ("end", "int64", "characters"),
    ("text", "str", ""),
    ("organisation", "str", ""),
    ("paragraph", "int64", ""),
    ("sentence", "str", ""),
)
"""Columns of one of two places; their names end with the side."""


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


ORGANISATION_YEARS = TableSpec(
    "organisation_years",
    (
        Column("year", "str"),
        Column("documents", "int64", "documents"),
        Column("mentions", "int64", "occurrences"),
        Column("sentences", "int64", "sentences"),
        Column("characters", "int64", "characters"),
        Column("figures", "int64"),
    ),
)
"""What is said of one organisation in the documents of a year."""


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


FIGURE_GROUPS = TableSpec(
    "figure_groups",
    (
        Column("noun", "str"),
        Column("unit", "str"),
        Column("figures", "int64"),
        Column("organisations", "int64"),
        Column("years", "int64"),
        Column("documents", "int64", "documents"),
    ),
)
"""Figures of one noun and unit, or of one unit whatever is counted (``noun`` empty)."""


FIGURE_THEMES = TableSpec("figure_themes", (Column("theme", "str"), Column("figures", "int64")))
"""How many figures share a sentence with each theme; a figure may count for several."""


FIGURE_MEMBERS = TableSpec(
    "figure_members",
    (
        *FACTS.columns,
        Column("year", "str"),
        Column("year_from", "str"),
        Column("alike", "int64"),
    ),
)
"""Figures with their year; ``alike`` of one owner, noun and unit stand in the same year."""


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


NETWORK = TableSpec(
    "network",
    (
        Column("organisation_a", "str"),
        Column("organisation_b", "str"),
        Column("n_together", "int64"),
        Column("n_a", "int64"),
        Column("n_b", "int64"),
        Column("log_dice", "float64"),
    ),
)
"""Organisations named together: counts are of sentences, paragraphs or documents."""


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


CONSISTENCY = TableSpec(
    "consistency",
    (
        Column("kind", "str"),
        Column("confidence", "str"),
        Column("noun", "str"),
        Column("unit", "str"),
        Column("expected", "float64"),
        Column("found", "float64"),
        *(Column(f"{name}_{side}", type_, unit) for side in "ab" for name, type_, unit in _PLACE),
        Column("others", "object"),
    ),
)
"""Two places that do not go together; ``others`` are further ones of B, as ``start-end``."""


WORD_CHANGES = TableSpec(
    "word_changes",
    (
        Column("term", "str"),
        Column("before", "int64", "occurrences"),
        Column("after", "int64", "occurrences"),
    ),
)
"""Counts now, and as they would be."""


CORRECTIONS = TableSpec(
    "corrections",
    (
        Column("id", "str"),
        Column("made", "str"),
        Column("action", "str"),
        Column("doc", "str"),
        Column("start", "int64", "characters"),
        Column("text", "str"),
        Column("changes", "object"),
        Column("fit", "str"),
        Column("problem", "str"),
        Column("note", "str"),
    ),
)


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
