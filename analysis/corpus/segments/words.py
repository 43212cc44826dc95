"""The words layer: pieces of texts numbered, and the sentences that they stand in.

Nothing here goes through the pieces one by one: equal ones are numbered by their code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.annotate.document import Annotator, Borders
from analysis.annotate.segment import is_word
from analysis.annotate.sentences import Sentence
from analysis.corpus.segments.arrays import numbered
from analysis.schema import Document

Columns = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, eq=False)
class WordLayer:
    """Sentences and tokens: columns of ``SENTENCES`` without the owner, and of ``TOKENS``."""

    terms: tuple[str, ...]
    tags: tuple[str, ...]
    sentences: Columns
    tokens: Columns


class Codes(dict[str, int]):
    """Numbers strings in the order in which they are first asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = code = len(self)
        return code

    def of(self, values: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return the code of each value."""
        return np.fromiter(map(self.__getitem__, values), dtype=np.int32, count=len(values))


def sentence_columns(
    documents: Sequence[Document], sentences: Sequence[Sequence[Sentence]]
) -> Columns:
    """Return the columns of ``SENTENCES`` that depend on the texts alone."""
    paragraphs, starts, ends = columns_from(chain.from_iterable(sentences), 3)
    docs = owners_of(sentences)
    firsts = _firsts(documents)[docs]
    text = code_points("".join(document.text for document in documents))
    low = np.flatnonzero(text <= _LAST_SPACE)
    spaces = low[_SPACES[text[low]]]
    blank = np.searchsorted(spaces, firsts + ends) - np.searchsorted(spaces, firsts + starts)
    return {
        "doc": docs,
        "paragraph": paragraphs,
        "start": starts,
        "end": ends,
        "characters": (ends - starts - blank).astype(np.int32),
    }


_LAST_SPACE = 0x3000
"""No white space lies above it."""
_SPACES = np.fromiter((chr(code).isspace() for code in range(_LAST_SPACE + 1)), dtype=np.bool_)


def word_layer(
    documents: Sequence[Document],
    borders: Sequence[Borders],
    sentences: Columns,
    annotator: Annotator,
) -> WordLayer:
    """Return the words layer: pieces that are words, numbered by first appearance, with tags."""
    docs = owners_of([part.starts for part in borders])
    starts = joined(part.starts for part in borders)
    ends = joined(part.ends for part in borders)
    firsts = _firsts(documents)[docs]
    text = "".join(document.folded for document in documents)
    codes, examples = _number_pieces(text, firsts + starts, firsts + ends)
    pieces = [text[start:end] for start, end in examples]
    words = np.fromiter(map(is_word, pieces), dtype=np.bool_, count=len(pieces))
    kept = np.flatnonzero(words[codes])
    docs, starts, ends = docs[kept], starts[kept], ends[kept]
    terms = tuple(piece for piece, word in zip(pieces, words.tolist(), strict=True) if word)
    term_codes = (np.cumsum(words, dtype=np.int32) - 1)[codes[kept]]
    tags = Codes()
    tag_codes = tags.of([annotator.tag(term) for term in terms]).astype(np.int16)
    tokens: Columns = {
        "doc": docs,
        "sentence": sentence_rows(sentences, docs, starts),
        "start": starts,
        "end": ends,
        "term": term_codes,
        "tag": tag_codes[term_codes],
    }
    return WordLayer(terms, tuple(tags), sentences, tokens)


def _number_pieces(
    text: str, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], list[tuple[int, int]]]:
    """Return a number for each piece of a text, the same for equal ones, by first appearance.

    Up to three characters are packed in one integer; only longer pieces are compared as strings.

    Returns
    -------
    tuple
        The number of each piece, shape ``(n,)``, and for each number the first place that has it.
    """
    points = code_points(text + "\0\0").astype(np.int64)
    lengths = ends - starts
    keys = points[starts] << 2 * _BITS
    keys |= np.where(lengths > 1, points[starts + 1], 0) << _BITS
    keys |= np.where(lengths > 2, points[starts + 2], 0)
    long = np.flatnonzero(lengths > _PACKED)
    places = zip(starts[long].tolist(), ends[long].tolist(), strict=True)
    keys[long] = ~Codes().of([text[start:end] for start, end in places]).astype(np.int64)
    codes, different = numbered(keys)
    examples = np.zeros(len(different), dtype=np.int64)
    examples[codes[::-1]] = np.arange(len(codes))[::-1]
    return codes.astype(np.int64), [
        (start, end)
        for start, end in zip(starts[examples].tolist(), ends[examples].tolist(), strict=True)
    ]


_BITS = 21
"""A Unicode code point has at most 21 bits."""
_PACKED = 3
"""Code points that fit into one integer."""


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """Return the code points of a text, shape ``(len(text),)``."""
    return np.frombuffer(text.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)


def _firsts(documents: Sequence[Document]) -> npt.NDArray[np.int64]:
    """Return where each document begins when all are put one behind the other."""
    lengths = np.fromiter((len(d.text) for d in documents), np.int64, len(documents))
    firsts: npt.NDArray[np.int64] = np.cumsum(lengths) - lengths
    return firsts


def sentence_rows(
    sentences: Mapping[str, npt.NDArray[Any]],
    docs: npt.NDArray[np.int32],
    starts: npt.NDArray[np.int32],
) -> npt.NDArray[np.int32]:
    """Return the row of the sentence that holds each place, shape ``(n,)``."""
    borders = sentences["doc"].astype(np.int64) << 32 | sentences["start"]
    places = docs.astype(np.int64) << 32 | starts
    return (np.searchsorted(borders, places, side="right") - 1).astype(np.int32)


def owners_of(parts: Sequence[Sized]) -> npt.NDArray[np.int32]:
    """Return the position of its part for every element of every part."""
    return np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])


def columns_from(rows: Iterable[Iterable[int]], width: int) -> npt.NDArray[np.int32]:
    """Return the columns of rows of numbers, shape ``(width, n)``, also of no rows.

    Each lies in one piece, which compiled loops ask for.
    """
    numbers = np.fromiter(chain.from_iterable(rows), dtype=np.int32)
    return np.ascontiguousarray(numbers.reshape(-1, width).T)


def joined(parts: Iterable[npt.ArrayLike]) -> npt.NDArray[np.int32]:
    """Return arrays one behind the other, also for none."""
    arrays = [np.asarray(part, dtype=np.int32) for part in parts]
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int32)
