"""Scores of figures against gold annotation, by the definition in ``tests/eval/README.md``.

Predicted and gold figures of a document are paired in text order by number, each at most once;
of all pairings the longest counts, ties go to pairs that agree in unit and noun. Optional gold
figures change no score.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

GOLD = Path(__file__).parent / "gold"
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]|[“”\"'‘’《》「」『』\s]")

Row = Mapping[str, Any]


@dataclass
class Counts:
    """What was counted; every figure of the scores is a ratio of two of these."""

    gold: int = 0
    found: int = 0
    spurious: int = 0
    unit: int = 0
    noun: int = 0
    organisation: int = 0
    canonical: int = 0
    bound: int = 0
    whole: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of another document."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    @property
    def f1(self) -> float:
        """F1 of detection."""
        return _f1(self.found, self.found + self.spurious, self.gold)

    @property
    def whole_f1(self) -> float:
        """F1 of facts right in number, unit, noun and organisation together."""
        return _f1(self.whole, self.found + self.spurious, self.gold)

    def share(self, name: str) -> float:
        """Share of the found figures that are right in ``name``."""
        return getattr(self, name) / self.found if self.found else 0.0

    def __str__(self) -> str:
        shares = "  ".join(
            f"{name} {self.share(name):.3f}"
            for name in ("unit", "noun", "organisation", "canonical", "bound")
        )
        return (
            f"gold {self.gold}  found {self.found}  spurious {self.spurious}  "
            f"F1 {self.f1:.3f}  {shares}  whole {self.whole_f1:.3f}"
        )


class Pair(NamedTuple):
    """Positions of a gold and a predicted figure with the same number."""

    gold: int
    predicted: int


def _f1(right: int, given: int, wanted: int) -> float:
    precision = right / given if given else 0.0
    recall = right / wanted if wanted else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read_gold(name: str) -> dict[str, list[Row]]:
    """Return the rows of a gold file by document, in text order."""
    rows: dict[str, list[Row]] = {}
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["doc"], []).append(row)
    return rows


def _fold(text: str | None) -> str:
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text or ""))


def _close(one: float, two: float) -> bool:
    return abs(one - two) <= 1e-6 * max(1.0, abs(one))


def same_number(gold: Row, predicted: Row) -> bool:
    """Say whether value and, where gold gives one, upper end agree."""
    if not _close(gold["value"], predicted["value"]):
        return False
    high = gold.get("high")
    return high is None or (predicted["high"] is not None and _close(high, predicted["high"]))


def same_unit(gold: Row, predicted: Row) -> bool:
    """Say whether the unit is one that gold accepts."""
    return predicted["unit"] in gold.get("units", [gold["unit"]])


def same_noun(gold: Row, predicted: Row) -> bool:
    """Say whether the noun equals one that gold accepts, or one is a suffix of the other."""
    got = _fold(predicted["noun"])
    for accepted in gold.get("nouns", [gold["noun"]]):
        wanted = _fold(accepted)
        if wanted == got or (wanted and got and (wanted.endswith(got) or got.endswith(wanted))):
            return True
    return False


def accepted_names(organisations: Sequence[Row], canonical: Sequence[str]) -> set[str]:
    """Return all names that gold gives in a document to the organisations named ``canonical``."""
    return {
        name
        for row in organisations
        if row["canonical"] in canonical
        for name in (*row["aliases"], *row.get("accept", ()))
    }


def pair(gold: Sequence[Row], predicted: Sequence[Row]) -> list[Pair]:
    """Return the best pairing in text order by number."""

    def weight(i: int, j: int) -> int:
        one, two = gold[i], predicted[j]
        if not same_number(one, two):
            return 0
        return 100 + 10 * same_unit(one, two) + same_noun(one, two)

    rows, columns = len(gold), len(predicted)
    weights = [[weight(i, j) for j in range(columns)] for i in range(rows)]
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = weights[i][j] + best[i + 1][j + 1] if weights[i][j] else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append(Pair(i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def score(gold: Sequence[Row], predicted: Sequence[Row], organisations: Sequence[Row]) -> Counts:
    """Count one document.

    Parameters
    ----------
    gold, predicted
        Figures in text order. Predicted rows hold value, high, unit, noun, bound, organisation.
    organisations
        The document's gold organisations, whose aliases count as right names.
    """
    counts = Counts(gold=sum(not row.get("optional") for row in gold))
    pairs = pair(gold, predicted)
    counts.spurious = len(predicted) - len(pairs)
    for place in pairs:
        wanted, got = gold[place.gold], predicted[place.predicted]
        if wanted.get("optional"):
            continue
        names = accepted_names(organisations, wanted["orgs"])
        canonical = not wanted["orgs"] or got["organisation"] in wanted["orgs"]
        organisation = canonical or got["organisation"] in names
        unit, noun = same_unit(wanted, got), same_noun(wanted, got)
        counts.found += 1
        counts.unit += unit
        counts.noun += noun
        counts.canonical += canonical
        counts.organisation += organisation
        counts.bound += wanted["bound"] == got["bound"]
        counts.whole += unit and noun and organisation
    return counts
