"""The numbers that words have in a corpus, as arrays: a list of words, and what segments call them.

Most words stand in a list that stays as it is when documents come or go, the *base*; what each
segment calls its own in there is kept with the counts of the segment. Words that came later stand
behind the base, in a list of their own (``corpus.storage.further``). ``corpus.numbers`` reads both.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.segments.arrays import Array, Arrays, arrow_strings
from analysis.corpus.segments.occurrences import Entries

Rows = npt.NDArray[np.int32]


def pack_base(terms: pa.LargeStringArray, characters: int) -> dict[str, Array]:
    """Return words as the base of a numbering.

    Parameters
    ----------
    characters
        Of the texts that the words were taken from.

    Returns
    -------
    dict
        ``terms``, the words; ``term_ranks``, the position of each when sorted by characters;
        ``characters``, shape ``(1,)``.
    """
    order = pc.sort_indices(terms).to_numpy()
    ranks = np.zeros(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return {
        **pack_arrow("terms", terms),
        "term_ranks": ranks,
        "characters": np.asarray([characters], dtype=np.int64),
    }


def pack_codes(base: pa.LargeStringArray, words: Arrays, counts: Arrays) -> dict[str, Array]:
    """Return what a segment calls the words of a base.

    Returns
    -------
    dict
        ``term_codes``, ``string_codes``: the number in the base of each word of the segment, and of
        each further string that its counts hold; -1 for what is no word of the base.
    """
    own, others = arrow_strings(words, "terms"), arrow_strings(counts, "strings")
    codes = find_codes(pa.concat_arrays([own, others]), base)
    return {"term_codes": codes[: len(own)], "string_codes": codes[len(own) :]}


def find_codes(strings: pa.LargeStringArray, among: pa.LargeStringArray) -> Rows:
    """Return the position of each string in a list, -1 for what is not there."""
    found = pc.index_in(strings, value_set=among).fill_null(-1)
    codes: Rows = found.to_numpy(zero_copy_only=False).astype(np.int32)
    return codes


class Further:
    """Words that came later, as ``FurtherWords.pack`` packs them; none without arrays.

    Their numbers here begin with 0.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    @property
    def terms(self) -> pa.LargeStringArray:
        """The words."""
        return arrow_strings(self._arrays, "terms") if self._arrays else _NONE

    @property
    def before(self) -> Rows:
        """How many words of the base stand before each when all are sorted by characters."""
        before: Rows = self._arrays["before"] if self._arrays else np.zeros(0, dtype=np.int32)
        return before

    def own(self, number: int) -> Rows:
        """Return the numbers of the words of a segment that the base lacks, in their order."""
        return self._part("own", number)

    def entries(self, number: int) -> Entries:
        """Return how often other words stand as strings in the portions of a segment."""
        columns = [self._part(f"entry_{name}", number) for name in ("rows", "terms", "counts")]
        rows, terms, n = (column.astype(np.int64) for column in columns)
        return Entries(rows, terms, n, np.zeros_like(n))

    def _part(self, name: str, number: int) -> Array:
        if not self._arrays:
            return np.zeros(0, dtype=np.int32)
        first, stop = self._arrays[f"{name.partition('_')[0]}_firsts"][number : number + 2].tolist()
        return self._arrays[name][first:stop]


def pack_arrow(name: str, values: pa.LargeStringArray) -> dict[str, Array]:
    """Return an Arrow list of strings, none missing, as ``arrays.pack_strings`` would."""
    whole = pa.concat_arrays([values])
    _, offsets, data = whole.buffers()
    firsts = np.frombuffer(offsets, dtype=np.int64, count=len(whole) + 1, offset=8 * whole.offset)
    start, stop = int(firsts[0]), int(firsts[-1])
    given = np.frombuffer(data, dtype=np.uint8, count=stop) if stop else np.zeros(0, np.uint8)
    return {
        f"{name}_bytes": given[start:],
        f"{name}_firsts": firsts - start,
        f"{name}_missing": np.zeros(len(whole), dtype=np.bool_),
    }


def places_before(base: Arrays, terms: pa.LargeStringArray) -> Rows:
    """Return how many words of a base stand before each of other words, sorted by characters."""
    order = np.zeros(len(base["term_ranks"]), dtype=np.int32)
    order[base["term_ranks"]] = np.arange(len(order), dtype=np.int32)
    data, firsts = base["terms_bytes"], base["terms_firsts"]

    def spelled(place: int) -> bytes:
        code = int(order[place])
        word: bytes = data[firsts[code] : firsts[code + 1]].tobytes()
        return word

    places = range(len(order))
    found = [bisect_left(places, word, key=spelled) for word in _spelled(terms)]
    return np.asarray(found, dtype=np.int32)


def _spelled(terms: pa.LargeStringArray) -> list[bytes]:
    packed = pack_arrow("terms", terms)
    data = packed["terms_bytes"].tobytes()
    return [data[a:b] for a, b in pairwise(packed["terms_firsts"].tolist())]


_NONE = pa.array([], type=pa.large_string())
