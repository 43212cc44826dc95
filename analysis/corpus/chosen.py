"""What of each segment lies in a subset: rows of its counts, and sentences of divided portions."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus
from analysis.corpus.loops.each import Each, cut, each
from analysis.corpus.loops.owners import choose_rows
from analysis.corpus.segments.segment import Segment
from analysis.corpus.threads import in_blocks

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


def choose(corpus: Corpus, groups: npt.NDArray[Any], base: int) -> tuple[Chosen, ...]:
    """Return what of each segment lies in a subset.

    Parameters
    ----------
    groups, base
        For each sentence of the corpus its group, counted from ``base``, or one less for none.
    """
    segments, together = corpus.layout.segments, corpus.together
    portions = together.firsts("names", "portion_doc")
    documents = together.firsts("counts", "doc_rows")
    of_portion = np.full(portions[-1], -1, dtype=np.int32)
    kinds = np.zeros(documents[-1], dtype=np.int8)
    found = np.empty((3, portions[-1]), dtype=np.int64)
    sizes = np.zeros(len(segments), dtype=np.int64)
    local = _local(corpus, groups, base - 1)
    given = (
        local,
        base,
        together.each("names", "sentence_portion"),
        together.each("names", "portion_doc"),
        together.each("counts", "doc_rows"),
        cut(of_portion, portions),
        cut(kinds, documents),
        *(cut(column, portions) for column in found),
        cut(sizes, np.arange(len(sizes) + 1)),
    )
    loop = choose_rows.over(len(groups))
    in_blocks(lambda numbers: loop(numbers, *given), local.sizes)
    is_divided = kinds == _IS_DIVIDED
    divided: list[Rows | None] = [None] * len(segments)
    if is_divided.any():
        own = np.split(is_divided, documents[1:-1])
        divided = [_divided(s, local.at(n) - base, own[n]) for n, s in enumerate(segments)]
    stops = portions[:-1] + sizes
    return tuple(
        Chosen(found[0, first:stop], found[1, first:stop], found[2, first:stop], one)
        for first, stop, one in zip(portions.tolist(), stops.tolist(), divided, strict=False)
    )


def _local(corpus: Corpus, values: npt.NDArray[Any], none: int) -> Each:
    """Return for each segment its part of an array over the sentences of the corpus.

    Sentences of removed documents get the number ``none``.
    """
    layout, firsts = corpus.layout, corpus.together.firsts("words", "sentence_doc")
    if layout.is_plain and len(values) == firsts[-1]:
        return cut(np.ascontiguousarray(values), firsts)
    # What is put in for removed documents is 0.
    return each([part + values.dtype.type(none) for _, _, part in layout.local(values - none)])


_IS_DIVIDED = 2


def _divided(
    segment: Segment, groups: npt.NDArray[Any], documents: npt.NDArray[np.bool_]
) -> Rows | None:
    if not documents.any():
        return None
    inside = documents[segment.words["sentence_doc"]]
    return np.where(inside, groups, -1).astype(np.int32)
