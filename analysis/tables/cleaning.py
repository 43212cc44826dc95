"""What cleaning did to a document, at its place: paragraph by paragraph, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.schema import Document

ASIDE = -1
"""Number of a row that holds removed lines only and no paragraph of the cleaned text."""


class CleaningRun(NamedTuple):
    """A stretch of the cleaned text; with a ``step`` it stands where ``removed`` stood."""

    text: str
    removed: str = ""
    step: str = ""
    number: int = -1
    """Position of the removal in ``Document.removals``."""


class CleaningRow(NamedTuple):
    """A paragraph of the cleaned text, counted from 0, or lines that were removed (``ASIDE``)."""

    paragraph: int
    runs: tuple[CleaningRun, ...]

    @property
    def is_changed(self) -> bool:
        """Whether a step did something here."""
        return any(run.step for run in self.runs)


def cleaning_rows(document: Document) -> tuple[CleaningRow, ...]:
    """Return a document as it was and as it is, in text order.

    Returns
    -------
    tuple of CleaningRow
        The texts of the runs of each paragraph are its cleaned text; the ``removed`` of all runs
        are all removals of the document, in order. Whole lines that were removed are a row of
        their own.
    """
    lines: list[list[CleaningRun]] = [[]]
    for run, is_line in _runs(document):
        if is_line:
            lines += [[run], []]
            continue
        first, *others = run.text.split("\n")
        if first or run.removed:
            lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=text, removed="")] if text else [] for text in others]
    return tuple(_numbered(lines))


def _numbered(lines: Iterable[list[CleaningRun]]) -> Iterator[CleaningRow]:
    number = 0
    for runs in lines:
        if any(run.text for run in runs):
            yield CleaningRow(number, tuple(runs))
            number += 1
        elif runs:
            yield CleaningRow(ASIDE, tuple(runs))


def _runs(document: Document) -> Iterator[tuple[CleaningRun, bool]]:
    """Yield kept and removed stretches, and whether a removed one is made of whole lines."""
    text, last = document.text, 0
    for number, removal in enumerate(document.removals):
        if removal.at > last:
            yield CleaningRun(text[last : removal.at]), False
        last = removal.at + len(removal.replacement)
        run = CleaningRun(removal.replacement, removal.text, removal.step, number)
        yield run, not removal.replacement and _is_line(text, removal.at, removal.text)
    if last < len(text):
        yield CleaningRun(text[last:]), False


def _is_line(text: str, at: int, removed: str) -> bool:
    """Whether ``removed`` began and ended where lines do."""
    before = removed.startswith("\n") or at == 0 or text[at - 1] == "\n"
    after = removed.endswith("\n") or at == len(text) or text[at] == "\n"
    return before and after
