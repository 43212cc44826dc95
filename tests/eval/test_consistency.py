"""Hints at contradictions against cases, real and made; the floors are what was reached."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.select import Scope, select
from analysis.ingest.documents import read_document
from analysis.schema import HINT_KINDS
from analysis.tables.consistency.checks import consistency

if TYPE_CHECKING:
    from analysis.schema import Document

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "cases" / "consistency.json").read_text(encoding="utf-8")
)
RECALL = 0.97
"""Of the contradictions of all cases; those of one kind may be missed once."""


def _document(name: str, text: str, date: str | None) -> Document:
    document = read_document(name, f"测试稿\n\n{text}".encode())
    return replace(document, metadata=replace(document.metadata, date=date))


def _names(number: int) -> tuple[str, ...]:
    return tuple(f"{number:03d}-{place}" for place in range(len(CASES[number]["texts"])))


@pytest.fixture(scope="module")
def hints() -> list[Counter[tuple[str, str, str, float, float]]]:
    """What is found in each case, all of them in one corpus."""
    documents = [
        _document(name, text, date)
        for number, case in enumerate(CASES)
        for name, text, date in zip(
            _names(number), case["texts"], case.get("dates", [None] * 9), strict=False
        )
    ]
    corpus = build_corpus(documents)
    found = []
    for number in range(len(CASES)):
        table = consistency(corpus, select(corpus, Scope(documents=_names(number))))
        rows = zip(
            *(table[name] for name in ("kind", "text_a", "text_b", "expected", "found")),
            strict=True,
        )
        found.append(Counter((k, a, b, round(e, 2), round(f, 2)) for k, a, b, e, f in rows))
    return found


def _wanted(case: dict[str, Any]) -> Counter[tuple[str, str, str, float, float]]:
    return Counter(
        (hint["kind"], hint["a"], hint["b"], hint["expected"], hint["found"])
        for hint in case["hints"]
    )


def test_no_hint_is_wrong(hints):
    wrong = {
        case["name"]: found - _wanted(case)
        for case, found in zip(CASES, hints, strict=True)
        if found - _wanted(case)
    }
    assert wrong == {}


def test_contradictions_are_found(hints):
    missed = [
        (case["name"], hint)
        for case, found in zip(CASES, hints, strict=True)
        for hint in _wanted(case) - found
    ]
    total = sum(len(case["hints"]) for case in CASES)
    assert len(missed) <= (1 - RECALL) * total, missed
    assert max(Counter(hint[0] for _, hint in missed).values(), default=0) <= 1, missed


def test_every_kind_has_cases_with_and_without_a_contradiction():
    wanted = Counter(hint["kind"] for case in CASES for hint in case["hints"])
    assert all(wanted[kind] >= 2 for kind in HINT_KINDS if kind != "owners")
    assert sum(not case["hints"] for case in CASES) >= len(CASES) / 2
