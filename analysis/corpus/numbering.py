"""The numbers that words have in a corpus: one list for all segments, and what each calls its own.

Joining the word lists of a hundred thousand documents takes half a second, so that a corpus folder
keeps the result beside its other derived arrays; a corpus in memory makes it when asked.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.layout import Names, united
from analysis.corpus.segments.arrays import Array, Arrays, arrow_strings
from analysis.corpus.segments.segment import Segment

Rows = npt.NDArray[np.int32]


def pack_numbers(segments: Sequence[Segment]) -> dict[str, Array]:
    """Return the words of all segments as one list, in the order of first appearance.

    Returns
    -------
    dict
        ``terms``, the words; ``term_ranks``, the position of each when sorted by characters;
        ``term_codes``, ``string_codes``, ``further_codes``: what the words of each segment, the
        further strings of its counts, and the words that came later are in that list, one segment
        behind the other. A string that is no word of the corpus has the number of words as code.
    """
    terms = united([segment.terms for segment in segments])
    order = pc.sort_indices(terms.values).to_numpy()
    ranks = np.zeros(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return {
        **_strings("terms", terms.values),
        "term_ranks": ranks,
        "term_codes": _stacked(terms.codes),
        "string_codes": _stacked(_codes([s.counts for s in segments], terms.values)),
        "further_codes": _stacked(_codes([s.further for s in segments], terms.values)),
    }


def term_names(numbers: Arrays, segments: Sequence[Segment]) -> Names:
    """Return the words of a corpus with the codes of each segment."""
    sizes = [len(segment.words["term_lengths"]) for segment in segments]
    return Names(arrow_strings(numbers, "terms"), _divided(numbers["term_codes"], sizes))


def string_codes(numbers: Arrays, segments: Sequence[Segment]) -> tuple[Rows, ...]:
    """Return the codes of the further strings that each segment counts."""
    return _divided(numbers["string_codes"], [_size(segment.counts) for segment in segments])


def further_codes(numbers: Arrays, segments: Sequence[Segment]) -> tuple[Rows, ...]:
    """Return the codes of the words that came later, for each segment."""
    return _divided(numbers["further_codes"], [_size(segment.further) for segment in segments])


def _codes(parts: Sequence[Arrays], terms: pa.LargeStringArray) -> list[Rows]:
    none = pa.array([], type=pa.large_string())
    strings = united([arrow_strings(part, "strings") if part else none for part in parts])
    found = pc.index_in(strings.values, value_set=terms).fill_null(len(terms))
    known = found.to_numpy(zero_copy_only=False)
    return [known[codes].astype(np.int32) for codes in strings.codes]


def _size(part: Arrays) -> int:
    return len(part["strings_missing"]) if part else 0


def _stacked(parts: Sequence[Rows]) -> Rows:
    return np.concatenate([np.zeros(0, dtype=np.int32), *parts])


def _divided(codes: Rows, sizes: Sequence[int]) -> tuple[Rows, ...]:
    return tuple(np.split(codes, np.cumsum(sizes)[:-1]))


def _strings(name: str, values: pa.LargeStringArray) -> dict[str, Array]:
    whole = pa.concat_arrays([values])
    _, offsets, data = whole.buffers()
    firsts = np.frombuffer(offsets, dtype=np.int64, count=len(whole) + 1, offset=8 * whole.offset)
    size = int(firsts[-1])
    return {
        f"{name}_bytes": np.frombuffer(data, dtype=np.uint8, count=size) if size else _NOTHING,
        f"{name}_firsts": firsts,
        f"{name}_missing": np.zeros(len(whole), dtype=np.bool_),
    }


_NOTHING = np.zeros(0, dtype=np.uint8)
