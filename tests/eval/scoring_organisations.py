"""Scores of organisations and passages against gold annotation.

A predicted organisation is right when it shares a name (canonical or as written) with a gold one of
the same document; one that shares names with two gold ones merges them wrongly. Optional gold
organisations change no score. A sentence is right when its organisation is one of those that gold
gives its paragraph; sentences of paragraphs without gold are not scored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.annotate.organisations.finding import DocumentOrganisations

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]|[“”\"'‘’《》「」『』\s]")

Row = Mapping[str, Any]


def _fold(name: str) -> str:
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", name))


@dataclass
class Counts:
    """What was counted over documents, and the names of what went wrong."""

    gold: int = 0
    found: int = 0
    given: int = 0
    right: int = 0
    merged: int = 0
    main_gold: int = 0
    main_right: int = 0
    main_given: int = 0
    missed: list[str] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the given organisations that are right."""
        return self.right / self.given

    @property
    def recall(self) -> float:
        """Share of the gold organisations that were found."""
        return self.found / self.gold

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return (
            f"gold {self.gold}, found {self.found}, given {self.given}, merged {self.merged}, "
            f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}, "
            f"main {self.main_right} of {self.main_gold} (given {self.main_given}); "
            f"missed {self.missed}, spurious {self.spurious}"
        )


def _names(rows: Sequence[Row]) -> list[set[str]]:
    return [
        {_fold(name) for name in (row["canonical"], *row["aliases"], *row.get("accept", ()))}
        for row in rows
    ]


def add_document(counts: Counts, gold: Sequence[Row], found: DocumentOrganisations) -> None:
    """Add the organisations of one document to ``counts``."""
    wanted = _names(gold)
    optional = {i for i, row in enumerate(gold) if row.get("optional")}
    hits = []
    for organisation in found.organisations:
        forms = {_fold(name) for name in (organisation.canonical, *organisation.aliases)}
        hits.append({i for i, names in enumerate(wanted) if names & forms})
    reached = set().union(*hits) - optional
    free = [hit for hit in hits if hit and hit <= optional]
    counts.gold += len(gold) - len(optional)
    counts.found += len(reached)
    counts.given += len(hits) - len(free)
    counts.right += sum(bool(hit) for hit in hits) - len(free)
    counts.merged += sum(len(hit) > 1 for hit in hits)
    counts.missed += [row["canonical"] for i, row in enumerate(gold) if i not in reached | optional]
    counts.spurious += [
        organisation.canonical
        for organisation, hit in zip(found.organisations, hits, strict=True)
        if not hit
    ]
    chief = {i for i, row in enumerate(gold) if row["main"] and i not in optional}
    given = [hits[place] for place in found.main]
    counts.main_gold += len(chief)
    counts.main_right += len(chief & set().union(*given))
    counts.main_given += sum(not hit <= optional or not hit for hit in given)


def right_sentences(
    gold: Iterable[Row], named: Iterable[tuple[int, str | None]]
) -> tuple[int, int, list[tuple[int, str | None]]]:
    """Return how many sentences are right, how many were scored, and those that are wrong.

    Parameters
    ----------
    gold
        Rows of one document: ``paragraph`` and ``orgs``, of which any is right.
    named
        Paragraph and organisation of each sentence.
    """
    wanted = {row["paragraph"]: row["orgs"] for row in gold}
    scored = [(paragraph, name) for paragraph, name in named if paragraph in wanted]
    wrong = [(paragraph, name) for paragraph, name in scored if name not in wanted[paragraph]]
    return len(scored) - len(wrong), len(scored), wrong
