"""What is in scope, and in which groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Grouping, Mask, Scope, documents_of, group_by, select
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


@dataclass(frozen=True, eq=False)
class Groups(Mapping[str, int]):
    """The groups that have text in scope, in the order of the grouping, with their characters."""

    labels: tuple[str, ...]
    """Of all groups of the corpus."""
    places: Mapping[str, int]
    """Position of each label."""
    inside: npt.NDArray[np.int64]
    """Positions of the groups that have text, ascending."""
    amounts: npt.NDArray[np.int64]
    """Characters of each group of the corpus in scope."""

    @property
    def own_bytes(self) -> int:
        """Bytes that are not shared with the grouping."""
        return self.inside.nbytes + self.amounts.nbytes

    def __len__(self) -> int:
        return len(self.inside)

    def __iter__(self) -> Iterator[str]:
        return (self.labels[place] for place in self.inside.tolist())

    def __getitem__(self, label: str) -> int:
        amount = int(self.amounts[self.places[label]])
        if not amount:
            raise KeyError(label)
        return amount

    def first(self, n: int) -> tuple[str, ...]:
        """Return the labels of the first ``n`` groups."""
        return tuple(self.labels[place] for place in self.inside[:n].tolist())


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
def label_places(corpus: Corpus, by: str) -> Mapping[str, int]:
    """Return the position of each label of a grouping."""
    if by == "document":
        return corpus.document_rows
    return {label: place for place, label in enumerate(grouping(corpus, by).labels)}


def groups(corpus: Corpus, scope: Scope, by: str, limit: int | None = None) -> tuple[str, ...]:
    """Return the labels of the first groups with text in scope, in the order of the grouping.

    ``limit=None`` returns all; a big corpus has as many as documents.
    """
    found = group_characters(corpus, scope, by)
    return found.first(len(found) if limit is None else limit)


@kept
def group_characters(corpus: Corpus, scope: Scope, by: str) -> Groups:
    """Return how many characters each group has in scope; groups without text are left out."""
    found = grouping(corpus, by)
    owned = mask(corpus, scope) & (found.codes >= 0)
    weights = corpus.sentences.values("characters")[owned]
    amounts = np.bincount(found.codes[owned], weights, len(found.labels)).astype(np.int64)
    return Groups(found.labels, label_places(corpus, by), np.flatnonzero(amounts), amounts)


@kept
def size(corpus: Corpus, scope: Scope) -> Size:
    """Return how much text a scope holds."""
    chosen = mask(corpus, scope)
    sentences, mentions = corpus.sentences, corpus.mentions
    named = mentions.values("organisation")[chosen[mentions.values("sentence")]]
    figures = fact_tables.fact_rows(
        corpus, fact_mask(corpus, scope), organisations=scope.organisations
    )
    return Size(
        documents=int(documents_of(corpus, chosen).sum()),
        sentences=int(chosen.sum()),
        characters=int(sentences.values("characters")[chosen].sum()),
        organisations=int((np.bincount(named + 1)[1:] > 0).sum()),
        figures=len(figures),
        unowned=int((sentences.values("organisation")[chosen] < 0).sum()),
    )
