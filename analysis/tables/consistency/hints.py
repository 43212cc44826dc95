"""What a check finds: two places whose numbers do not go together."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from analysis.tables.consistency.amounts import Amount, amount


class Place(NamedTuple):
    """A number in a document of the corpus."""

    doc: int
    start: int
    end: int


class Hint(NamedTuple):
    """Two places that contradict each other, as far as the rules can tell."""

    kind: str
    first: Place
    second: Place
    rows: tuple[int, int]
    """Rows of ``corpus.facts`` of the two places; -1 for what is none."""
    expected: float
    """What the first place says, or what follows from it."""
    found: float
    confidence: str
    others: tuple[Place, ...] = ()
    """Further numbers that belong to it."""


class Figure(NamedTuple):
    """One number of a sentence; offsets are those of the sentence."""

    row: int
    start: int
    end: int
    value: float
    high: float
    bound: str
    unit: str
    noun: str
    date: str
    text: str

    @property
    def amount(self) -> Amount:
        """What the number can stand for."""
        return amount(self.text, self.value, self.high, self.bound, self.unit)


class Sentence:
    """A sentence with its figures.

    Parameters
    ----------
    doc, start
        Document row, and where the sentence begins in it.
    text
        Folded.
    figures
        In text order.
    """

    def __init__(self, doc: int, start: int, text: str, figures: tuple[Figure, ...]) -> None:
        self.doc = doc
        self.start = start
        self.text = text
        self.figures = figures

    def place(self, figure: Figure) -> Place:
        """Return where a figure of the sentence stands in its document."""
        return Place(self.doc, self.start + figure.start, self.start + figure.end)

    def between(self, one: Figure, two: Figure) -> str:
        """Return what stands between two figures."""
        return self.text[one.end : two.start]

    @cached_property
    def gaps(self) -> list[str]:
        """What stands before each figure, from the end of the one before on."""
        ends = [0, *(figure.end for figure in self.figures)]
        return [self.text[ends[i] : figure.start] for i, figure in enumerate(self.figures)]

    def hint(
        self,
        kind: str,
        pair: tuple[Figure, Figure],
        numbers: tuple[float, float],
        confidence: str,
        others: tuple[Figure, ...] = (),
    ) -> Hint:
        """Return a hint at two figures of the sentence; ``numbers`` are expected and found."""
        first, second = pair
        return Hint(
            kind,
            self.place(first),
            self.place(second),
            (first.row, second.row),
            *numbers,
            confidence,
            tuple(self.place(figure) for figure in others),
        )
