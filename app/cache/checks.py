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


@kept
def hints_aside(corpus: Corpus, scope: Scope) -> dict[Hint, str]:
    """Return the hints of a scope that were set aside, with the ids of their corrections."""
    return checks.dismissed(corpus, hints(corpus, scope))


def shown_hints(corpus: Corpus, scope: Scope, *, aside: bool) -> tuple[Hint, ...]:
    """Return the hints of a scope; those that were set aside only if asked for."""
    seen = {} if aside else hints_aside(corpus, scope)
    return tuple(hint for hint in hints(corpus, scope) if hint not in seen)


def hint_counts(corpus: Corpus, scope: Scope, *, aside: bool = False) -> dict[str, int]:
    """Return how many hints of each kind there are; kinds without any are left out."""
    counted = Counter(hint.kind for hint in shown_hints(corpus, scope, aside=aside))
    return {kind: counted[kind] for kind in HINT_KINDS if counted[kind]}


def hints_of_kind(
    corpus: Corpus, scope: Scope, kind: str, *, aside: bool = False
) -> tuple[Hint, ...]:
    """Return the hints of one kind; an empty one means all."""
    shown = shown_hints(corpus, scope, aside=aside)
    return tuple(hint for hint in shown if kind in {"", hint.kind})


def hint_table(
    corpus: Corpus, chosen: tuple[Hint, ...], offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """Return some of the hints with both sentences, ``schema.CONSISTENCY``."""
    return checks.hint_table(corpus, chosen, offset=offset, limit=limit)


@kept
def hint_cards(corpus: Corpus, hint: Hint) -> list[SentenceCard]:
    """Return the sentences of a hint with its numbers marked."""
    return checks.hint_cards(corpus, hint)
