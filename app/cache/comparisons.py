"""Sides of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import sum_terms
from analysis.corpus.select import Mask, Scope
from analysis.tables import compare as compare_tables
from analysis.tables import hits as hit_tables
from analysis.tables import keyness as keyness_tables
from analysis.tables import shared as shared_tables
from analysis.tables import similarity as similarity_tables
from analysis.tables.compare import Side
from analysis.tables.frequency import FrequencyOptions
from analysis.tables.hits import Focus, SentenceCard
from analysis.tables.keyness import Grounds
from analysis.tables.listing import listed_terms
from app.cache.counts import themes_of
from app.cache.keeping import kept
from app.cache.scopes import grouping, mask
from app.cache.texts import sentences_as_hits


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
    return themes_of(corpus, scope, by, labels)


@kept
def _split(
    corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...], limit: int
) -> pd.DataFrame:
    return compare_tables.term_split(
        corpus, sides(corpus, scope, by, labels), min_length=LEAST_LENGTH, limit=limit
    )


def term_split(
    corpus: Corpus,
    scope: Scope,
    by: str,
    labels: tuple[str, ...],
    part: tuple[str, str],
    limit: int,
) -> pd.DataFrame:
    """Return the first words of a part: kind ``only`` and its side, or ``shared``, ``SPLIT``."""
    kind, side = part
    table = _split(corpus, scope, by, labels, limit)
    own = table[(table["kind"] == kind) & ((table["side"] == side) if side else True)]
    return own.head(limit).reset_index(drop=True)


@kept
def split_sizes(
    corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...]
) -> dict[tuple[str, str], int]:
    """Return how many words each part of ``term_split`` has."""
    sums = [sum_terms(corpus, side.mask) for side in sides(corpus, scope, by, labels)]
    present = np.stack([counts.n > 0 for counts in sums])
    words = np.stack([counts.n_word > 0 for counts in sums]).any(axis=0)
    listed = words & listed_terms(corpus, FrequencyOptions(min_length=LEAST_LENGTH))
    n_sides = present.sum(axis=0)
    only = {
        ("only", label): int((listed & here & (n_sides == 1)).sum())
        for label, here in zip(labels, present, strict=True)
    }
    return only | {("shared", ""): int((listed & (n_sides == len(labels))).sum())}


@kept
def fact_sides(
    corpus: Corpus,
    scope: Scope,
    by: str,
    labels: tuple[str, ...],
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """Return the figures of all sides, like things together, ``schema.FACT_SIDES``."""
    every = sides(corpus, scope, by, labels)
    return compare_tables.fact_sides(corpus, every, offset=offset, limit=limit)


@kept
def count_side_facts(corpus: Corpus, scope: Scope, by: str, labels: tuple[str, ...]) -> int:
    """Return how many rows ``fact_sides`` has without a limit."""
    return int(side_table(corpus, scope, by, labels)["figures"].sum())


class Against(NamedTuple):
    """A comparison of words: the side, what it is compared with, and which words count."""

    by: str
    target: str
    reference: str
    """Label of the other side; ``REST`` for all other texts, ``OTHERS`` for the other sides."""
    labels: tuple[str, ...]
    min_n: int = 2


LEAST_LENGTH = 2
"""Characters of a word that is compared."""
REST = "rest"


OTHERS = "others"


@kept
def keyness(
    corpus: Corpus, scope: Scope, against: Against, limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Return the words of a side against its reference, ``schema.KEYNESS``, highest first."""
    target, reference = _two_masks(corpus, scope, against)
    page = {"offset": offset} if limit is None else {"offset": offset, "limit": limit}
    return keyness_tables.keyness_of(
        corpus, target, reference, min_n=against.min_n, min_length=LEAST_LENGTH, **page
    )


@kept
def count_keyness(corpus: Corpus, scope: Scope, against: Against) -> int:
    """Return how many words ``keyness`` has without a limit."""
    target, reference = _two_masks(corpus, scope, against)
    n = sum_terms(corpus, target).n_word + sum_terms(corpus, reference).n_word
    listed = listed_terms(corpus, FrequencyOptions(min_length=LEAST_LENGTH))
    return int((listed & (n >= against.min_n)).sum())


@kept
def grounds(corpus: Corpus, scope: Scope, against: Against) -> Grounds:
    """Return what a test of a side against its reference would rest on."""
    return keyness_tables.grounds_of_test(corpus, *_two_masks(corpus, scope, against))


@kept
def sizes_against(corpus: Corpus, scope: Scope, against: Against) -> tuple[int, int]:
    """Return the characters of a side and of its reference."""
    sizes = corpus.sentences.values("characters")
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
    rows = np.flatnonzero(mask(corpus, scope))[:limit]
    parts = [sentences_as_hits(corpus, rows)]
    if focus is not None:
        first = np.zeros(len(corpus.sentences), dtype=bool)
        first[rows] = True
        parts.append(hit_tables.hits(corpus, first, focus))
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
