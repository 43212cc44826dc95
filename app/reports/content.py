"""What a report says, as plain data: headings, paragraphs with notes, tables, charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from app.palette import Palette
from app.wording.text import Lang


class Run(NamedTuple):
    """A stretch of text, and the numbers of the notes that stand behind it."""

    text: str
    notes: tuple[int, ...] = ()
    strong: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Runs of text; ``item`` stands in a list, ``small`` says how something was counted."""

    runs: tuple[Run, ...]
    kind: Literal["body", "item", "small"] = "body"

    @property
    def text(self) -> str:
        """The text without its notes."""
        return "".join(run.text for run in self.runs)


class Note(NamedTuple):
    """A quoted sentence with its place; an empty sentence is quoted where the note stands.

    ``marks`` are start and end of the figures in the sentence that the report cites.
    """

    number: int
    sentence: str
    place: str
    marks: tuple[tuple[int, int], ...] = ()


class Printed(NamedTuple):
    """A table as a page of text has room for it; numbers are rounded here and nowhere else."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    """Whether a column is set to the right."""


class Bars(NamedTuple):
    """What an office program draws itself: fields of names and of values, colours of series."""

    names: str
    values: tuple[str, ...]
    colours: tuple[str, ...]
    limit: int
    stacked: bool = False


@dataclass(frozen=True)
class Table:
    """A table: all of it as data with names in words and numbers as they are, and as printed."""

    key: str
    title: str
    caption: str
    data: pd.DataFrame
    headings: Mapping[str, str]
    """What stands above each field of ``data``."""
    printed: Printed
    bars: Bars | None = None


@dataclass(frozen=True)
class Chart:
    """A chart that is drawn when a writer asks for it, in the colours that it asks for."""

    key: str
    title: str
    caption: str
    draw: Callable[[Palette], go.Figure]


Block = Paragraph | Table | Chart


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; sections of level 2 belong to the one before."""

    part: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True)
class Report:
    """A whole report."""

    title: str
    subtitle: str
    lang: Lang
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    about: Mapping[str, str]
    """What the numbers depend on, in order."""
    settings: str
    """The settings of the corpus as TOML; empty for those that come with the program."""
    corrections: str = ""
    """Those made by hand as JSON; empty where there are none."""

    def note(self, number: int) -> Note:
        """Return a note by its number, from 1."""
        return self.notes[number - 1]

    def tables(self) -> Iterator[Table]:
        """Yield the tables in order."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Table))

    def charts(self) -> Iterator[Chart]:
        """Yield the charts in order."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Chart))
