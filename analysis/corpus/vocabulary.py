"""What is known of each term of a corpus whatever is asked: its rank, length, tag, and its codes.

Arrays over the vocabulary, made when first asked for and kept with the corpus.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.layout import Layout, Names
from analysis.corpus.loops.each import Each, each
from analysis.corpus.matrices import Matrices
from analysis.corpus.numbers import Counted, Numbers
from analysis.corpus.segments.sums import Sums
from analysis.ingest.fold import fold
from analysis.lexicon.words import load_stopwords
from analysis.schema import Settings

Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class Vocabulary:
    """The terms of a corpus as arrays, shape ``(n_terms,)`` each.

    Parameters
    ----------
    layout
        The segments.
    numbers
        Their words, numbered together.
    tags
        Their parts of speech, numbered together.
    settings
        Say which words are stop words.
    """

    def __init__(self, layout: Layout, numbers: Numbers, tags: Names, settings: Settings) -> None:
        self._layout = layout
        self._numbers = numbers
        self._terms = numbers.names
        self._tags = tags
        self._settings = settings

    @property
    def ranks(self) -> Rows:
        """Position of each term when all are sorted by their characters."""
        return self._numbers.ranks

    @property
    def n_base(self) -> int:
        """So many of the first terms are counted as strings in the first matrix of each segment."""
        return self._numbers.n_base

    @cached_property
    def lengths(self) -> Rows:
        """Characters of each term."""
        lengths: Rows = pc.utf8_length(self._terms.values).to_numpy().astype(np.int32)
        return lengths

    @cached_property
    def tags(self) -> Rows:
        """Part of speech of each term, as the corpus codes it; -1 for what is no word any more."""
        tags = np.full(len(self._terms.values), -1, dtype=np.int32)
        parts = zip(self._layout.segments, self._terms.codes, self._tags.codes, strict=True)
        for segment, terms, codes in parts:
            tags[terms] = codes[segment.words["term_tags"]]
        return tags

    @cached_property
    def stopwords(self) -> frozenset[str]:
        """The stop words of the corpus in folded characters, terms or not."""
        chosen = self._settings.stopwords
        return load_stopwords() if chosen is None else frozenset(map(fold, chosen))

    @cached_property
    def stops(self) -> Flags:
        """Which terms are stop words."""
        words = pa.array(sorted(self.stopwords), type=pa.large_string())
        return _flags(pc.is_in(self._terms.values, value_set=words))

    def shared_characters(self, text: str) -> Rows:
        """Return how many characters of a text each term has, a repeated one as often as there."""
        found = np.zeros(len(self._terms.values), dtype=np.int32)
        for sign, n in Counter(text).items():
            found += n * _flags(pc.match_substring(self._terms.values, sign))
        return found

    def codes_of(self, strings: list[str]) -> npt.NDArray[np.int64]:
        """Return the code of each string, -1 for what is no term."""
        asked = pa.array(strings, type=pa.large_string())
        if len(asked) <= _FEW:
            found = [pc.index(self._terms.values, string).as_py() for string in asked]
            return np.asarray(found, dtype=np.int64)
        found = pc.index_in(asked, value_set=self._terms.values).fill_null(-1)
        codes: npt.NDArray[np.int64] = found.to_numpy(zero_copy_only=False).astype(np.int64)
        return codes

    def strings(self, codes: npt.NDArray[Any]) -> npt.NDArray[np.object_]:
        """Return the terms of some codes."""
        taken = self._terms.values.take(pa.array(codes, type=pa.int64()))
        values: npt.NDArray[np.object_] = taken.to_numpy(zero_copy_only=False)
        return values

    @property
    def matrices(self) -> tuple[tuple[Counted, ...], ...]:
        """The counts of each segment; more than one where words came later with other segments."""
        return self._numbers.matrices

    @cached_property
    def column_terms(self) -> Each:
        """Term of each column of the first matrix of each segment."""
        return each([several[0].codes for several in self.matrices])

    @cached_property
    def counted(self) -> Matrices:
        """The same, to be added up."""
        return Matrices(self._layout.segments, self.matrices, len(self._terms.values))

    @cached_property
    def totals(self) -> Sums:
        """Counts of each term in all documents that the segments hold, removed ones too."""
        return self.counted.totals(np.arange(len(self._layout.segments)))


_FEW = 20
"""So few strings are looked up without a table of all terms."""


def _flags(values: Any) -> Flags:  # noqa: ANN401 - an Arrow array
    flags: Flags = values.to_numpy(zero_copy_only=False).astype(np.bool_)
    return flags
