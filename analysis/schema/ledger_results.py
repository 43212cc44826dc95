"""Columns of the tables on organisations and their figures; the others are in ``results``."""

from __future__ import annotations

from analysis.schema.table import Column, ColumnType, TableSpec

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
