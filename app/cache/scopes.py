"""What is in scope, and in which groups."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Grouping, Mask, Scope, group_by, select
from analysis.tables import compare as compare_tables
from analysis.tables import facts as fact_tables
from app.cache.keeping import kept


class Size(NamedTuple):
    """How much text a scope holds."""

    documents: int
    sentences: int
    characters: int
    organisations: int
    figures: int
    unowned: int
    """Sentences that belong to no organisation."""


@kept
def mask(corpus: Corpus, scope: Scope) -> Mask:
    """Return which sentences are in scope."""
    return select(corpus, scope)


def fact_mask(corpus: Corpus, scope: Scope) -> Mask:
    """Return the sentences whose figures are in scope.

    A figure belongs to whoever reports it, not to whom its sentence is about: organisations are
    asked of the figure itself.
    """
    return mask(corpus, replace(scope, organisations=()))


@kept
def grouping(corpus: Corpus, by: str) -> Grouping:
    """Return the grouping of all sentences by organisation, document or year."""
    return group_by(corpus, by)


@kept
def groups(corpus: Corpus, scope: Scope, by: str) -> tuple[str, ...]:
    """Return the labels of the groups that have text in scope, in the order of the grouping."""
    return tuple(group_characters(corpus, scope, by))


@kept
def group_characters(corpus: Corpus, scope: Scope, by: str) -> dict[str, int]:
    """Return how many characters each group has in scope; groups without text are left out."""
    return compare_tables.group_characters(corpus, mask(corpus, scope), grouping(corpus, by))


@kept
def size(corpus: Corpus, scope: Scope) -> Size:
    """Return how much text a scope holds."""
    chosen = mask(corpus, scope)
    part = corpus.sentences.take(chosen)
    named = corpus.mentions["organisation"].to_numpy()[
        chosen[corpus.mentions["sentence"].to_numpy()]
    ]
    return Size(
        documents=int(part["doc"].nunique()),
        sentences=int(chosen.sum()),
        characters=int(part["characters"].sum()),
        organisations=len(np.unique(named)),
        figures=len(
            fact_tables.fact_rows(
                corpus, fact_mask(corpus, scope), organisations=scope.organisations
            )
        ),
        unowned=int((part["organisation"].to_numpy() < 0).sum()),
    )
