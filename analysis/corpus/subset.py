"""Which rows of the counts a subset of sentences is made of, group by group.

Every subset that a scope can name is a union of portions (what one document says about one
organisation), so that it is rows of the segments' matrices. Documents of which a portion is
divided are named apart; they are counted anew from their words and characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.chosen import Chosen, choose
from analysis.corpus.corpus import Corpus
from analysis.corpus.loops.owners import take_parts
from analysis.corpus.segments.segment import Segment
from analysis.corpus.select import Grouping, Mask

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


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
        if self._grouping is None:
            return choose(self.corpus, self._mask.view(np.int8), 1)
        codes = self._grouping.codes
        if not self._mask.all():
            codes = np.where(self._mask, codes, np.int32(-1))
        return choose(self.corpus, codes, 0)

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
        tokens, characters = self._amounts.tokens, self._amounts.characters
        if not self._ascends:
            tokens, characters = (
                np.bincount(parts, weights=size, minlength=len(found)).astype(np.int64)
                for size in (tokens, characters)
            )
        n_documents = max(self.corpus.layout.n_documents, 1)
        return Parts(found // n_documents, found % n_documents, tokens, characters)

    @cached_property
    def present(self) -> Ints:
        """The groups that have parts, ascending."""
        groups = self.parts.group
        return groups[np.flatnonzero(np.diff(groups, prepend=-1))]

    @cached_property
    def row_parts(self) -> tuple[Ints, ...]:
        """For each segment the part of each of its rows in the subset."""
        borders = np.cumsum([len(chosen.rows) for chosen in self.chosen])
        return tuple(np.split(self._numbered[1], borders)[: len(self.chosen)])

    @cached_property
    def all_row_parts(self) -> Ints:
        """The part of each row of all segments, -1 outside the subset."""
        parts = np.full(self.corpus.together.firsts("counts", "row_docs")[-1], -1, dtype=np.int64)
        parts[self._rows] = self._numbered[1][: len(self._rows)]
        return parts

    @cached_property
    def entries(self) -> Ints:
        """How many entries of the counts the rows have, shape ``(n_segments,)``."""
        sizes = [len(chosen.rows) for chosen in self.chosen]
        weights = self.corpus.together.row_entries[self._rows]
        numbers = np.repeat(np.arange(len(sizes)), sizes)
        return np.bincount(numbers, weights, len(sizes)).astype(np.int64)

    @cached_property
    def all_portion_parts(self) -> Ints:
        """The part of each portion of all segments, -1 outside the subset or divided."""
        portions = self.corpus.together.portions
        parts = np.empty(len(portions.rows), dtype=np.int64)
        take_parts.over(len(parts))(self.all_row_parts, *portions, parts)
        return parts

    def portion_parts(self, number: int) -> Ints:
        """Return the part of each portion of a segment, -1 outside the subset or divided."""
        first, stop = self.corpus.together.firsts("names", "portion_doc")[number : number + 2]
        return self.all_portion_parts[first:stop]

    def sentence_parts(self, number: int) -> Ints:
        """Return the part of each sentence of a segment, -1 outside the subset."""
        segment, divided = self.corpus.layout.segments[number], self.chosen[number].divided
        parts = self.portion_parts(number)[segment.names["sentence_portion"]]
        if divided is not None:
            rows = np.flatnonzero(divided >= 0)
            docs = self.corpus.layout.document_rows[number][segment.words["sentence_doc"][rows]]
            parts[rows] = self.parts_of(divided[rows].astype(np.int64), docs)
        return parts

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
    def _rows(self) -> Ints:
        """The rows of all segments in the subset, as if those of all segments were stacked."""
        firsts = self.corpus.together.firsts("counts", "row_docs")
        return _stacked([chosen.rows for chosen in self.chosen], firsts)

    @cached_property
    def _amounts(self) -> Amounts:
        """What the rows of all segments stand for, then the sentences that are divided."""
        layout, together = self.corpus.layout, self.corpus.together
        firsts = together.firsts("counts", "doc_rows")
        docs = _stacked([chosen.docs for chosen in self.chosen], firsts)
        tokens, characters = (
            together.stacked("counts", f"row_{name}")[self._rows]
            for name in ("tokens", "characters")
        )
        groups = np.concatenate([_NONE, *(chosen.groups for chosen in self.chosen)])
        documents = np.concatenate([_NONE, *layout.document_rows])[docs]
        whole = Amounts(groups, documents, tokens, characters)
        parts = zip(layout.segments, self.chosen, layout.document_rows, strict=True)
        divided = [
            _amounts(segment, chosen.divided, rows)
            for segment, chosen, rows in parts
            if chosen.divided is not None
        ]
        columns = zip(whole, *divided, strict=True)
        return Amounts(*map(np.concatenate, columns)) if divided else whole

    @cached_property
    def _numbered(self) -> tuple[Ints, Ints]:
        """The key of each part, ascending, and the part of each row of ``_amounts``."""
        keys = self._keys
        if self._ascends:
            return keys, np.arange(len(keys))
        found, numbers = np.unique(keys, return_inverse=True)
        return found, numbers.astype(np.int64)

    @cached_property
    def _keys(self) -> Ints:
        """For each row of ``_amounts`` a number for its group and document."""
        if self.n_groups == 1:
            return self._amounts.docs
        return self._amounts.groups * self.corpus.layout.n_documents + self._amounts.docs

    @cached_property
    def _ascends(self) -> bool:
        """Whether each row of ``_amounts`` is a part of its own, in the order of the parts."""
        return bool((self._keys[1:] > self._keys[:-1]).all())


_NONE = np.zeros(0, dtype=np.int64)


def _stacked(parts: Sequence[Ints], firsts: Ints) -> Ints:
    """Return numbers one behind the other, each counted from the first one of its segment."""
    sizes = np.fromiter(map(len, parts), np.int64, len(parts))
    return np.concatenate([_NONE, *parts]) + np.repeat(firsts[:-1], sizes)


class Amounts(NamedTuple):
    """How much text rows of counts or sentences stand for."""

    groups: Ints
    docs: Ints
    """Rows in the corpus."""
    tokens: Ints
    characters: Ints


def _amounts(segment: Segment, divided: Rows, documents: Rows) -> Amounts:
    """Return those of the sentences of a segment that are divided."""
    words, rows = segment.words, np.flatnonzero(divided >= 0)
    sentences = (
        divided,
        documents[words["sentence_doc"]],
        np.diff(words["token_firsts"]),
        words["sentence_characters"],
    )
    return Amounts(*(column[rows].astype(np.int64) for column in sentences))
