"""Organisations against gold; the floors are what was reached, rounded down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

from analysis.annotate.organisations.finding import find_organisations
from analysis.ingest.documents import read_document
from analysis.lexicon.organisations import load_gazetteer
from tests.eval.scoring import GOLD, read_gold
from tests.eval.scoring_organisations import Counts, add_document
from tests.eval.test_figures import (
    FRESH,
    FRESH_LATER,
    REPORTS_LATER,
    REPORTS_SEEN,
    THIRD_OTHERS,
    THIRD_REPORTS,
)

if TYPE_CHECKING:
    from analysis.schema import Document

SEEN = (
    "govcn_022",
    "govcn_049",
    "gwr_1980",
    "gwr_2013",
    "pgwr_chongqing",
    "policy_shandong_007",
)
UNSEEN = ("govcn_056", "gwr_1956", "gwr_2023", "pgwr_zhejiang", "policy_shandong_043")


def score(documents: Iterable[Document], gold_name: str) -> Counts:
    """Return the counts over some documents of one gold file."""
    gold, gazetteer, counts = read_gold(gold_name), load_gazetteer(), Counts()
    for document in documents:
        add_document(counts, gold.get(document.name, []), find_organisations(document, gazetteer))
    return counts


def excerpts(names: Iterable[str], folder_name: str = "texts_corpora") -> list[Document]:
    """Read excerpts of the gold corpora as files."""
    folder = GOLD / folder_name
    return [read_document(name, (folder / f"{name}.txt").read_bytes()) for name in names]


def test_organisations_of_the_seeds(seed_documents: tuple[Document, ...]) -> None:
    counts = score(seed_documents, "organisations_seeds.jsonl")
    print(f"\norganisations of the seeds: {counts}")  # noqa: T201
    assert (counts.gold, counts.merged) == (80, 0)
    assert counts.f1 >= 0.98
    assert (counts.main_gold, counts.main_right, counts.main_given) == (10, 10, 10)


@pytest.mark.parametrize(
    ("names", "gold", "f1"), [(SEEN, 52, 0.97), (UNSEEN, 16, 0.90)], ids=["seen", "unseen"]
)
def test_organisations_of_other_documents(names: tuple[str, ...], gold: int, f1: float) -> None:
    counts = score(excerpts(names), "organisations_corpora.jsonl")
    print(f"\norganisations of {len(names)} excerpts: {counts}")  # noqa: T201
    assert (counts.gold, counts.merged) == (gold, 0)
    assert counts.f1 >= f1


@pytest.mark.parametrize(
    ("source", "names", "gold", "f1"),
    [
        ("reports", REPORTS_SEEN, 26, 1.0),
        ("reports", REPORTS_LATER, 23, 0.95),
        ("fresh", FRESH, 19, 0.97),
        ("fresh", FRESH_LATER, 30, 0.88),
        ("third", THIRD_REPORTS, 5, 0.88),
        ("third", THIRD_OTHERS, 22, 0.90),
    ],
    ids=["seen", "later", "fresh", "fresh later", "third reports", "third others"],
)
def test_organisations_of_reports(
    source: str, names: tuple[str, ...], gold: int, f1: float
) -> None:
    counts = score(excerpts(names, f"texts_{source}"), f"organisations_{source}.jsonl")
    print(f"\norganisations of {len(names)} {source}: {counts}")  # noqa: T201
    assert (counts.gold, counts.merged) == (gold, 0)
    assert counts.f1 >= f1
