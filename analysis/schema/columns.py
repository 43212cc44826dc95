"""Columns of a corpus. Row numbers of another table are written as its singular."""

from __future__ import annotations

from analysis.schema.table import Column, TableSpec

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
