"""Hints at figures that contradict each other."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Scope
from analysis.schema import HINT_KINDS
from analysis.tables.consistency import checks
from analysis.tables.consistency.hints import Hint
from analysis.tables.hits import SentenceCard
from app.cache.keeping import kept
from app.cache.scopes import fact_mask


@kept
def hints(corpus: Corpus, scope: Scope) -> tuple[Hint, ...]:
    """Return the hints of a scope, by kind, the surest first."""
    return checks.find_hints(corpus, fact_mask(corpus, scope), organisations=scope.organisations)


def hint_counts(corpus: Corpus, scope: Scope) -> dict[str, int]:
    """Return how many hints of each kind there are; kinds without any are left out."""
    counted = Counter(hint.kind for hint in hints(corpus, scope))
    return {kind: counted[kind] for kind in HINT_KINDS if counted[kind]}


def hints_of_kind(corpus: Corpus, scope: Scope, kind: str) -> tuple[Hint, ...]:
    """Return the hints of one kind; an empty one means all."""
    return tuple(hint for hint in hints(corpus, scope) if kind in {"", hint.kind})


def hint_table(
    corpus: Corpus, chosen: tuple[Hint, ...], offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """Return some of the hints with both sentences, ``schema.CONSISTENCY``."""
    stop = None if limit is None else offset + limit
    return checks.hint_table(corpus, chosen[offset:stop])


@kept
def hint_cards(corpus: Corpus, hint: Hint) -> list[SentenceCard]:
    """Return the sentences of a hint with its numbers marked."""
    return checks.hint_cards(corpus, hint)
