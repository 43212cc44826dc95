"""Which rows of the counts a subset of sentences is made of, group by group.

Every subset that a scope can name is a union of portions (what one document says about one
organisation), so that it is rows of the segments' matrices. Documents of which a portion is
divided are named apart; they are counted anew from their words and characters.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.loops.owners import choose_rows
from analysis.corpus.segments.segment import Segment
from analysis.corpus.select import Grouping, Mask
from analysis.corpus.threads import in_threads

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


class Chosen(NamedTuple):
    """What of a segment lies in a subset."""

    rows: Ints
    """Rows of the counts, ascending by document; no sentence is in two of them."""
    groups: Ints
    """Group of each row."""
    docs: Ints
    """Document of the segment of each row."""
    divided: Rows | None
    """For each sentence its group where its document is counted anew, else -1; None for none."""

    def of_groups(self, inside: npt.NDArray[np.bool_]) -> Chosen:
        """Return what lies in some groups; ``inside`` has the shape ``(n_groups,)``."""
        kept = inside[self.groups]
        divided = self.divided
        if divided is not None:
            divided = np.where(np.append(inside, False)[divided], divided, np.int32(-1))
            divided = divided if (divided >= 0).any() else None
        return Chosen(self.rows[kept], self.groups[kept], self.docs[kept], divided)


class Parts(NamedTuple):
    """What one document has in one group, by group, then document; shape ``(n_parts,)`` each."""

    group: Ints
    document: Ints
    """Row in the corpus."""
    tokens: Ints
    characters: Ints


class Subset:
    """Sentences of a corpus divided into groups, as rows of the segments' counts.

    Parameters
    ----------
    corpus
        The corpus.
    mask
        Sentences of the subset, shape ``(n_sentences,)``.
    grouping
        Sentences of no group are left out; without it there is one group.
    """

    def __init__(self, corpus: Corpus, mask: Mask, grouping: Grouping | None = None) -> None:
        self.corpus = corpus
        self.n_groups = 1 if grouping is None else len(grouping.labels)
        self._mask = mask
        self._grouping = grouping

    @cached_property
    def chosen(self) -> tuple[Chosen, ...]:
        """What of each segment lies in the subset."""
        # Sentences of removed documents get 0, which stands for no group.
        values: npt.NDArray[Any] = self._mask.view(np.int8)
        if self._grouping is not None:
            values = np.where(self._mask, self._grouping.codes, -1).astype(np.int32) + np.int32(1)
        local = self.corpus.layout.local(values)
        return tuple(in_threads(lambda part: choose(*part[1:]), local))

    def of_groups(self, first: int, stop: int) -> Subset:
        """Return what lies in some neighbouring groups, their numbers unchanged."""
        inside = np.zeros(self.n_groups, dtype=bool)
        inside[first:stop] = True
        other = Subset(self.corpus, self._mask, self._grouping)
        other.__dict__["chosen"] = tuple(chosen.of_groups(inside) for chosen in self.chosen)
        return other

    def groups_at(self, sentences: npt.NDArray[Any]) -> Ints:
        """Return the group of sentences of the corpus, -1 outside the subset."""
        codes = 0 if self._grouping is None else self._grouping.codes[sentences]
        return np.where(self._mask[sentences], codes, -1).astype(np.int64)

    @cached_property
    def parts(self) -> Parts:
        """The parts, by group, then document."""
        found, parts = self._numbered
        amounts = np.concatenate(
            [np.stack(part[2:]) for part in self._amounts] or [np.zeros((2, 0))], axis=1
        )
        tokens, characters = (
            np.bincount(parts, weights=size, minlength=len(found)).astype(np.int64)
            for size in amounts
        )
        n_documents = self.corpus.layout.n_documents
        return Parts(found // n_documents, found % n_documents, tokens, characters)

    @cached_property
    def row_parts(self) -> tuple[Ints, ...]:
        """For each segment the part of each of its rows in the subset."""
        sizes = [len(amounts[0]) for amounts in self._amounts]
        parts = np.split(self._numbered[1], np.cumsum(sizes)[:-1])
        return tuple(
            part[: len(chosen.rows)] for part, chosen in zip(parts, self.chosen, strict=True)
        )

    def portion_parts(self, number: int) -> Ints:
        """Return the part of each portion of a segment, -1 outside the subset or divided."""
        counts, portions = self.corpus.layout.segments[number].counts, self._portion_docs(number)
        of_row = np.full(len(counts["row_docs"]), -1, dtype=np.int64)
        of_row[self.chosen[number].rows] = self.row_parts[number]
        own = of_row[: len(portions)]
        return np.where(own >= 0, own, of_row[counts["doc_rows"][portions]])

    def sentence_parts(self, number: int) -> Ints:
        """Return the part of each sentence of a segment, -1 outside the subset."""
        segment, divided = self.corpus.layout.segments[number], self.chosen[number].divided
        parts = self.portion_parts(number)[segment.names["sentence_portion"]]
        if divided is not None:
            rows = np.flatnonzero(divided >= 0)
            docs = self.corpus.layout.document_rows[number][segment.words["sentence_doc"][rows]]
            parts[rows] = self.parts_of(divided[rows].astype(np.int64), docs)
        return parts

    def _portion_docs(self, number: int) -> Rows:
        docs: Rows = self.corpus.layout.segments[number].names["portion_doc"]
        return docs

    @cached_property
    def is_plain(self) -> bool:
        """Whether no two rows are of one part, and no document is counted anew."""
        return len(self._numbered[0]) == len(self._numbered[1])

    def parts_of(self, groups: Ints, documents: npt.NDArray[Any]) -> Ints:
        """Return the part of each group and document (row in the corpus) that meet."""
        keys = groups * self.corpus.layout.n_documents + documents
        parts: Ints = np.searchsorted(self._numbered[0], keys)
        return parts

    @cached_property
    def _amounts(self) -> list[Amounts]:
        return [
            _amounts(segment, chosen)
            for segment, chosen in zip(self.corpus.layout.segments, self.chosen, strict=True)
        ]

    @cached_property
    def _numbered(self) -> tuple[Ints, Ints]:
        """The key of each part, ascending, and the part of each row of ``_amounts``."""
        layout = self.corpus.layout
        parts = zip(layout.document_rows, self._amounts, strict=True)
        keys = np.concatenate(
            [
                np.zeros(0, dtype=np.int64),
                *(part.groups * layout.n_documents + rows[part.docs] for rows, part in parts),
            ]
        )
        if (keys[1:] > keys[:-1]).all():
            return keys, np.arange(len(keys))
        found, numbers = np.unique(keys, return_inverse=True)
        return found, numbers.astype(np.int64)


def choose(segment: Segment, groups: npt.NDArray[Any]) -> Chosen:
    """Return what of a segment lies in a subset.

    Parameters
    ----------
    groups
        For each sentence its group, counted from 1, or 0 for none.
    """
    docs = segment.names["portion_doc"]
    of_portion = np.full(len(docs), -1, dtype=np.int32)
    kinds = np.zeros(segment.n_documents, dtype=np.int8)
    rows, owners, documents = np.zeros((3, len(docs)), dtype=np.int64)
    size = np.zeros(1, dtype=np.int64)
    loop = choose_rows.over(len(groups))
    portions, doc_rows = segment.names["sentence_portion"], segment.counts["doc_rows"]
    loop(groups, portions, docs, doc_rows, of_portion, kinds, rows, owners, documents, size)
    filled = slice(int(size[0]))
    divided = _divided(segment, groups, kinds == _IS_DIVIDED)
    return Chosen(rows[filled], owners[filled], documents[filled], divided)


_IS_DIVIDED = 2


def _divided(
    segment: Segment, groups: npt.NDArray[Any], documents: npt.NDArray[np.bool_]
) -> Rows | None:
    if not documents.any():
        return None
    inside = documents[segment.words["sentence_doc"]]
    return np.where(inside, groups.astype(np.int32) - 1, -1).astype(np.int32)


class Amounts(NamedTuple):
    """How much text rows of a segment stand for, and then sentences that are divided."""

    groups: Ints
    docs: Ints
    tokens: Ints
    characters: Ints


def _amounts(segment: Segment, chosen: Chosen) -> Amounts:
    counts, words = segment.counts, segment.words
    tokens, characters = (counts[f"row_{name}"][chosen.rows] for name in ("tokens", "characters"))
    whole = Amounts(chosen.groups, chosen.docs, tokens, characters)
    if chosen.divided is None:
        return whole
    rows = np.flatnonzero(chosen.divided >= 0)
    sentences = (
        chosen.divided,
        words["sentence_doc"],
        np.diff(words["token_firsts"]),
        words["sentence_characters"],
    )
    return Amounts(
        *(
            np.concatenate([one, other[rows]]).astype(np.int64)
            for one, other in zip(whole, sentences, strict=True)
        )
    )
