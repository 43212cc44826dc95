"""What a report is asked for, and what all its parts work with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import EVERYTHING, Grouping, Mask, Scope, group_by, select
from analysis.tables.compare import Side, group_characters, side_table, sides_of
from analysis.tables.facts import sentences_with
from analysis.tables.hits import Focus
from analysis.tables.themes import theme_table
from app.charts.shown import Shown
from app.palette import Palette, entity_colours, year_colours
from app.reports.content import Note, Printed
from app.wording.headings import heading
from app.wording.names import Names, names_of
from app.wording.numbers import format_count, format_rate, format_value
from app.wording.text import Lang, text

SIDES = 6
"""How many sides stand next to each other at most; tables have all."""
LISTED = 20
"""Names that running text lists before it says how many more there are."""
PARTS = ("sides", "comparison", "themes", "ledger", "quotes", "terms", "method")
DEFAULT_PARTS = ("sides", "comparison", "themes", "ledger", "quotes", "method")


@dataclass(frozen=True)
class Request:
    """What a report is asked for. ``link`` and ``command`` say how to get the same again."""

    corpus: Corpus
    scope: Scope = EVERYTHING
    by: str = "organisation"
    focus: Focus | None = None
    parts: tuple[str, ...] = DEFAULT_PARTS
    lang: Lang = "zh"
    date: str = ""
    link: str = ""
    command: str = ""


@dataclass(eq=False)
class Material:
    """A request with its names, its sides and the notes collected so far."""

    request: Request
    notes: list[Note] = field(default_factory=list)

    def say(self, key: str, **values: object) -> str:
        """Return a string in the language of the report."""
        return text(key, self.request.lang, **values)

    def listed(self, items: Sequence[str]) -> str:
        """Return items as a list in running text."""
        return self.say("report.comma").join(items)

    def listed_some(self, items: Sequence[str]) -> str:
        """Return the first items as a list, and how many there are if that is not all."""
        if len(items) <= LISTED:
            return self.listed(items)
        return self.say(
            "report.and_more", items=self.listed(items[:LISTED]), n=format_count(len(items))
        )

    def joined(self, sentences: Sequence[str]) -> str:
        """Return sentences one after the other."""
        return ("" if self.request.lang == "zh" else " ").join(sentences)

    @property
    def corpus(self) -> Corpus:
        """The corpus that is reported on."""
        return self.request.corpus

    @cached_property
    def names(self) -> Names:
        """How everything is called."""
        return names_of(self.corpus, self.request.by, self.request.lang)

    @cached_property
    def mask(self) -> Mask:
        """The sentences in scope."""
        return select(self.corpus, self.request.scope)

    @cached_property
    def grouping(self) -> Grouping:
        """What is compared."""
        return group_by(self.corpus, self.request.by)

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Characters of every group that has text in scope."""
        return group_characters(self.corpus, self.mask, self.grouping)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The groups that stand next to each other; those asked for first, in that order."""
        asked = getattr(self.request.scope, f"{self.request.by}s", ())
        first = [label for label in asked if label in self.sizes]
        return (*first, *(label for label in self.sizes if label not in first))[:SIDES]

    @cached_property
    def sides(self) -> list[Side]:
        """The sides, with the figures that they report."""
        return sides_of(self.corpus, self.request.scope, self.grouping, self.labels)

    @cached_property
    def side_sizes(self) -> pd.DataFrame:
        """How much text each side has, ``schema.SIDES``."""
        return side_table(self.corpus, self.sides)

    @cached_property
    def group_themes(self) -> pd.DataFrame:
        """Themes of every group in scope, ``schema.THEMES``."""
        return theme_table(self.corpus, self.mask, grouping=self.grouping)

    @cached_property
    def focus_sentences(self) -> Mask:
        """The sentences of the corpus that hold the focus, none without one."""
        everywhere = np.ones(len(self.corpus.sentences), dtype=bool)
        focus = self.request.focus
        return ~everywhere if focus is None else sentences_with(self.corpus, everywhere, focus)

    @cached_property
    def focus_name(self) -> str:
        """What people read for the focus; empty for none."""
        return self.names.focus_name(self.request.focus)

    def colours(self, palette: Palette) -> dict[str, str]:
        """Return the colour of each side, the same as on the screen."""
        if self.request.by == "year":
            return year_colours(self.labels, palette)
        everything = group_characters(self.corpus, select(self.corpus), self.grouping)
        every = entity_colours(list(everything), palette, selected=self.labels)
        return {label: every[label] for label in self.labels}

    def shown(self, palette: Palette) -> Shown:
        """Return how charts write and colour groups and themes."""
        return Shown(
            names={label: self.names.group_name(label) for label in self.sizes},
            colours=self.colours(palette),
            characters=self.sizes,
            themes=dict(self.names.themes),
        )

    def note(self, sentence: str, place: str, marks: tuple[tuple[int, int], ...] = ()) -> int:
        """Take up a note and return its number."""
        self.notes.append(Note(len(self.notes) + 1, sentence, place, marks))
        return len(self.notes)

    def place(self, document: str, paragraph: int) -> str:
        """Return a place as a note names it: title of the document, and paragraph from 1."""
        found = self.corpus.documents[self.corpus.document_rows[document]]
        title = found.metadata.title or found.name
        return self.say("report.place", title=title, n=paragraph + 1)

    def headings(self, table: str, data: pd.DataFrame) -> dict[str, str]:
        """Return what stands above the fields of a result table."""
        return {str(name): heading(table, str(name), self.request.lang) for name in data.columns}

    def cut_note(self, shown: int, total: int) -> str:
        """Return what says that a table is cut; empty if it is not."""
        return (
            self.say("report.cut", k=format_count(shown), n=format_count(total))
            if total > shown
            else ""
        )

    def data_note(self, held: int, total: int) -> str:
        """Return what says that the data of a table are cut too; empty if they are not."""
        return self.say("report.data_cut", k=format_count(held)) if total > held else ""


def printed(
    table: pd.DataFrame, headings: dict[str, str], columns: Sequence[str], limit: int
) -> Printed:
    """Return the first rows of some columns as they are printed."""
    rows = table.head(limit)
    cells = [[_cell(name, value) for value in rows[name].tolist()] for name in columns]
    return Printed(
        tuple(headings[name] for name in columns),
        tuple(zip(*cells, strict=True)),
        tuple(pd.api.types.is_numeric_dtype(table[name]) for name in columns),
    )


def _cell(field_name: str, value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124  NaN differs from itself
        return ""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, int):
        return format_count(value)
    if isinstance(value, float):
        return format_rate(value) if field_name.startswith("per_10k") else format_value(value)
    return str(value)
