"""Sides of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask, Scope
from analysis.tables import compare as compare_tables
from analysis.tables import hits as hit_tables
from analysis.tables import keyness as keyness_tables
from analysis.tables import shared as shared_tables
from analysis.tables import similarity as similarity_tables
from analysis.tables.compare import Side
from analysis.tables.hits import Focus, SentenceCard
from analysis.tables.keyness import Grounds
from app.cache.counts import (
    group_themes,
)
from app.cache.keeping import kept
from app.cache.scopes import grouping, mask
from app.cache.texts import (
    hits,
)


def sides(corpus: Corpus, scope: Scope, by: str, labels: Sequence[str]) -> list[Side]:
    """Return one side a label: its sentences, and the figures that it reports."""
    return compare_tables.sides_of(corpus, scope, grouping(corpus, by), labels)


@kept
def side_table(corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...]) -> pd.DataFrame:
    """Return how much text each side has, ``schema.SIDES``."""
    return compare_tables.side_table(corpus, sides(corpus, scope, by, labels))


@kept
def side_themes(corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...]) -> pd.DataFrame:
    """Return the themes of each side, ``schema.THEMES``."""
    table = group_themes(corpus, scope, by, 0)
    order = {label: place for place, label in enumerate(labels)}
    kept = table[table["group"].isin(labels)]
    return kept.sort_values("group", key=lambda g: g.map(order), kind="stable", ignore_index=True)


@kept
def term_split(
    corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...], kind: str, side: str = ""
) -> pd.DataFrame:
    """Return the words of one ``side`` ``only``, or ``shared`` by all, ``schema.SPLIT``."""
    table = compare_tables.term_split(corpus, sides(corpus, scope, by, labels), min_length=2)
    kept = table[(table["kind"] == kind) & ((table["side"] == side) if side else True)]
    return kept.reset_index(drop=True)


@kept
def fact_sides(corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...]) -> pd.DataFrame:
    """Return the figures of all sides, like things together, ``schema.FACT_SIDES``."""
    return compare_tables.fact_sides(corpus, sides(corpus, scope, by, labels))


class Against(NamedTuple):
    """A comparison of words: the side, what it is compared with, and which words count."""

    by: str
    target: str
    reference: str
    """Label of the other side; ``REST`` for all other texts, ``OTHERS`` for the other sides."""
    labels: tuple[str, ...]
    min_n: int = 2


REST = "rest"


OTHERS = "others"


@kept
def keyness(corpus: Corpus, scope: Scope, against: Against) -> pd.DataFrame:
    """Return the words of a side against its reference, ``schema.KEYNESS``."""
    target, reference = _two_masks(corpus, scope, against)
    return keyness_tables.keyness_of(corpus, target, reference, min_n=against.min_n, min_length=2)


@kept
def grounds(corpus: Corpus, scope: Scope, against: Against) -> Grounds:
    """Return what a test of a side against its reference would rest on."""
    return keyness_tables.grounds_of_test(corpus, *_two_masks(corpus, scope, against))


@kept
def sizes_against(corpus: Corpus, scope: Scope, against: Against) -> tuple[int, int]:
    """Return the characters of a side and of its reference."""
    sizes = corpus.sentences["characters"].to_numpy()
    target, reference = _two_masks(corpus, scope, against)
    return int(sizes[target].sum()), int(sizes[reference].sum())


def _two_masks(corpus: Corpus, scope: Scope, against: Against) -> tuple[Mask, Mask]:
    own = {side.label: side.mask for side in sides(corpus, scope, against.by, against.labels)}
    target = own.pop(against.target)
    if against.reference in own:
        return target, own[against.reference]
    if against.reference == OTHERS and own:
        return target, np.any(list(own.values()), axis=0)
    return target, mask(corpus, Scope()) & ~target


@kept
def side_cards(
    corpus: Corpus, scope: Scope, focus: Focus | None, limit: int = 200
) -> list[SentenceCard]:
    """Return all sentences of a scope with the focus marked, the first ``limit``."""
    chosen = mask(corpus, scope)
    parts = [hit_tables.sentence_hits(corpus, chosen)]
    if focus is not None:
        parts.append(hits(corpus, scope, focus))
    return hit_tables.sentence_cards(corpus, pd.concat(parts, ignore_index=True), limit=limit)


@kept
def similarity(corpus: Corpus, scope: Scope) -> pd.DataFrame:
    """Return how alike every two documents of a scope are, ``schema.SIMILARITY``."""
    return similarity_tables.similarity(corpus, mask(corpus, scope))


@kept
def shared(corpus: Corpus, scope: Scope, *, formulas: bool) -> pd.DataFrame:
    """Return the passages that two documents have in common, ``schema.SHARED``."""
    table = shared_tables.shared_passages(corpus, mask(corpus, scope))
    return table[table["formula"] == formulas].reset_index(drop=True)
