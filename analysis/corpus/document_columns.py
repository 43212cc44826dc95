"""What is known of every document of a corpus, as arrays: fields as codes, sizes, organisations.

Each is put together when it is first asked for, and kept; a question then walks arrays only.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.corpus.layout import united
from analysis.corpus.segments import texts
from analysis.corpus.segments.arrays import arrow_strings
from analysis.corpus.segments.words import Codes
from analysis.corpus.table import Coded
from analysis.schema import FIGURE

if TYPE_CHECKING:
    from analysis.corpus.corpus import Corpus

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Objects = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]


class Chiefs(NamedTuple):
    """The organisations that documents are chiefly about: documents in order, chief first."""

    docs: Ints
    organisations: Rows
    ranks: Ints
    """From 0 for the chief one."""


class Sizes(NamedTuple):
    """How much text each document has, shape ``(n_documents,)`` each."""

    characters: Ints
    """Without white space."""
    paragraphs: Ints
    """Those with a character."""
    sentences: Ints
    tokens: Ints


class Pairs(NamedTuple):
    """Documents and the organisations that they name, are about, or have figures of.

    Pairs are numbered by document, then by row of the organisation; the arrays behind them have
    the number for each row of a table, -1 where no organisation is meant.
    """

    docs: Rows
    organisations: Rows
    of_mention: Rows
    of_sentence: Rows
    of_fact: Rows
    """Of figures only."""
    of_chief: Rows
    """For each row of ``Chiefs``."""


class Spellings(NamedTuple):
    """How documents write organisations: pairs (``Pairs``) with a written form each."""

    pairs: Rows
    forms: Rows
    """Positions in ``strings``."""
    of_mention: Rows
    strings: tuple[str, ...]
    """The different forms, ascending."""


class DocumentColumns:
    """Arrays over the documents of a corpus.

    Parameters
    ----------
    corpus
        Never changed, so that nothing here goes stale.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._coded = lru_cache(maxsize=None)(self._read_field)

    def coded(self, name: str) -> Coded:
        """Return a field of every document as codes; its different values ascend.

        Parameters
        ----------
        name
            Of metadata, or ``name``, ``path``, ``doc_id``, ``encoding``, ``script``, ``year``.
            What is unknown is an empty string.

        Raises
        ------
        KeyError
            No document has the field.
        """
        field: Coded = self._coded(name)
        return field

    @cached_property
    def repeats(self) -> Flags:
        """Which documents repeat another one."""
        return np.asarray(self._corpus.duplicate_of, dtype=np.int64) >= 0

    @cached_property
    def characters_before(self) -> Ints:
        """Characters of all sentences before each one, and of all at the end."""
        characters = self._corpus.sentences.values("characters")
        before = np.zeros(len(characters) + 1, dtype=np.int64)
        np.cumsum(characters, out=before[1:])
        return before

    @cached_property
    def sizes(self) -> Sizes:
        """How much text each document has."""
        sentences = self._corpus.sentences
        docs, characters = sentences.values("doc"), sentences.values("characters")
        inked = np.flatnonzero(characters > 0)
        paragraphs = sentences.values("paragraph")[inked]
        first = np.ones(len(inked), dtype=bool)
        first[1:] = (np.diff(paragraphs) != 0) | (np.diff(docs[inked]) != 0)
        size = self._corpus.layout.n_documents
        return Sizes(
            characters=np.diff(self.characters_before[self._corpus.first_sentences]),
            paragraphs=np.bincount(docs[inked[first]], minlength=size).astype(np.int64),
            sentences=np.diff(self._corpus.first_sentences),
            tokens=self._tokens(),
        )

    @cached_property
    def chiefs(self) -> Chiefs:
        """What each document is chiefly about."""
        layout, columns = self._corpus.layout, []
        for span in layout.documents:
            names = layout.segments[span.segment].names
            firsts = names["main_firsts"][span.first : span.stop + 1]
            rows = names["main_organisations"][firsts[0] : firsts[-1]]
            sizes = np.diff(firsts)
            docs = np.repeat(np.arange(span.row, span.row + len(sizes)), sizes)
            owners = self._corpus.organisation_codes.codes[span.segment][rows]
            columns.append(
                (docs, owners, np.arange(len(rows)) - (firsts[:-1] - firsts[0])[docs - span.row])
            )
        docs, owners, ranks = (np.concatenate(parts) for parts in zip(*columns, strict=True))
        return Chiefs(docs, owners.astype(np.int32), ranks)

    @cached_property
    def shorts(self) -> Objects:
        """Short name of each organisation of the corpus."""
        return self._organisation_strings("short")

    @cached_property
    def kinds(self) -> Objects:
        """Kind of each organisation of the corpus."""
        return self._organisation_strings("kind")

    @cached_property
    def pairs(self) -> Pairs:
        """Which document has to do with which organisation."""
        corpus = self._corpus
        size = max(len(corpus.organisation_codes.values), 1)
        chiefs = self.chiefs
        figures = corpus.facts.coded("kind").equal(FIGURE)
        columns = [
            (corpus.mentions.values("doc"), corpus.mentions.values("organisation")),
            self._portions,
            (
                corpus.facts.values("doc"),
                np.where(figures, corpus.facts.values("organisation"), -1),
            ),
            (chiefs.docs, chiefs.organisations),
        ]
        (of_mention, of_portion, *others), found = _number(columns, size)
        numbers = of_mention, of_portion[self._sentence_portions], *others
        return Pairs((found // size).astype(np.int32), (found % size).astype(np.int32), *numbers)

    @property
    def _portions(self) -> tuple[Rows, Rows]:
        """Document and organisation of each portion of all segments; -1 for removed documents."""
        layout, together = self._corpus.layout, self._corpus.together
        firsts = together.firsts("counts", "doc_rows")
        portions = np.diff(together.firsts("names", "portion_doc"))
        first = np.repeat(firsts[:-1], portions)
        docs = np.concatenate([_NONE, *layout.document_rows])[
            first + together.stacked("names", "portion_doc")
        ]
        codes = [np.append(own, np.int32(-1)) for own in self._corpus.organisation_codes.codes]
        parts = [
            own[segment.names["portion_organisation"]]
            for own, segment in zip(codes, layout.segments, strict=True)
        ]
        owners = np.concatenate([_NONE, *parts])
        return docs, np.where(docs >= 0, owners, np.int32(-1))

    @property
    def _sentence_portions(self) -> Ints:
        """Portion of each sentence of the corpus, those of all segments numbered together."""
        layout = self._corpus.layout
        firsts = self._corpus.together.firsts("names", "portion_doc").tolist()
        parts = [
            layout.segments[s.segment].names["sentence_portion"][s.first : s.stop]
            + np.int64(firsts[s.segment])
            for s in layout.spans("sentence")
        ]
        return np.concatenate([np.zeros(0, dtype=np.int64), *parts])

    @cached_property
    def spellings(self) -> Spellings:
        """How each document writes each organisation."""
        layout = self._corpus.layout
        names = united([arrow_strings(s.names, "mention_forms") for s in layout.segments])
        parts = [
            names.codes[s.segment][
                layout.segments[s.segment].names["mention_form"][s.first : s.stop]
            ]
            for s in layout.spans("mention")
        ]
        forms = _ascending(np.concatenate([np.zeros(0, np.int32), *parts]), _strings(names.values))
        size = max(len(forms.values), 1)
        (numbers,), found = _number([(self.pairs.of_mention, forms.codes)], size)
        return Spellings(
            (found // size).astype(np.int32), (found % size).astype(np.int32), numbers, forms.values
        )

    def _read_field(self, name: str) -> Coded:
        if name == "year":
            dates = self.coded("date")
            return _ascending(dates.codes, list(map(_year, dates.values)))
        layout = self._corpus.layout
        if name in texts.PLAIN or name in texts.METADATA:
            names = united([arrow_strings(segment.texts, name) for segment in layout.segments])
            parts = [names.codes[s.segment][s.first : s.stop] for s in layout.documents]
            codes = np.concatenate([np.zeros(0, np.int32), *parts])
            return _ascending(codes, _strings(names.values))
        values = Codes()
        codes = values.of([value or "" for value in self._corpus.field(name)])
        return _ascending(codes, list(values))

    def _organisation_strings(self, name: str) -> Objects:
        parts = [arrow_strings(one.names, name) for one in self._corpus.layout.segments]
        codes = self._corpus.organisation_codes
        rows = np.zeros(len(codes.values), dtype=np.int64)
        stop = sum(map(len, parts))
        # Where segments differ, the first one holds.
        for own in reversed(codes.codes):
            stop -= len(own)
            rows[own] = np.arange(stop, stop + len(own))
        if not len(rows):
            return np.zeros(0, dtype=object)
        return np.asarray(_strings(pa.concat_arrays(parts).take(pa.array(rows))), dtype=object)

    def _tokens(self) -> Ints:
        layout, parts = self._corpus.layout, []
        for span in layout.documents:
            words = layout.segments[span.segment].words
            docs = np.arange(span.first, span.stop + 1, dtype=words["sentence_doc"].dtype)
            firsts = np.searchsorted(words["sentence_doc"], docs)
            parts.append(np.diff(words["token_firsts"][firsts]))
        return np.concatenate(parts).astype(np.int64)


_NONE = np.zeros(0, dtype=np.int32)


def _year(date: str) -> str:
    return date[:4]


def _strings(values: pa.LargeStringArray) -> list[str]:
    # A path may hold what is no character; Arrow would refuse to decode it.
    return [v.decode("utf-8", "surrogatepass") for v in values.cast(pa.large_binary()).to_pylist()]


def _ascending(codes: npt.NDArray[Any], values: list[str]) -> Coded:
    """Return codes of the values that occur, in ascending order; equal ones become one."""
    used = np.flatnonzero(np.bincount(codes, minlength=len(values)))
    ordered = sorted({values[code] for code in used.tolist()})
    places = {value: place for place, value in enumerate(ordered)}
    new = np.full(len(values), -1, dtype=np.int32)
    new[used] = [places[values[code]] for code in used.tolist()]
    return Coded(new[codes], ordered)


def _number(
    columns: list[tuple[npt.NDArray[Any], npt.NDArray[Any]]], size: int
) -> tuple[list[Rows], Ints]:
    """Give numbers to the different pairs of several columns together, ascending.

    Equal pairs mostly stand one behind the other, so that runs are numbered, not rows.

    Parameters
    ----------
    columns
        Two arrays each; a row whose second value is -1 gets the number -1.
    size
        Above every second value.

    Returns
    -------
    tuple
        The numbers for each of the columns; for each number ``first * size + second``.
    """
    starts = [run_starts(one, other) for one, other in columns]
    keys = [
        np.where(b[first] >= 0, a[first].astype(np.int64) * size + b[first], -1)
        for (a, b), first in zip(columns, starts, strict=True)
    ]
    runs = np.concatenate(keys)
    found = np.sort(runs)
    found = found[run_starts(found)]
    found = found[np.searchsorted(found, 0) :]
    numbers = np.where(runs >= 0, np.searchsorted(found, runs), -1).astype(np.int32)
    borders = np.cumsum([len(first) for first in starts])[:-1]
    return [
        np.repeat(part, np.diff(first, append=len(one)))
        for part, first, (one, _) in zip(np.split(numbers, borders), starts, columns, strict=True)
    ], found


def run_starts(*columns: npt.NDArray[Any]) -> Ints:
    """Return the rows that differ in some column from the row before; the first does."""
    first = np.ones(len(columns[0]), dtype=bool)
    np.not_equal(columns[0][1:], columns[0][:-1], out=first[1:])
    for column in columns[1:]:
        first[1:] |= column[1:] != column[:-1]
    starts: Ints = np.flatnonzero(first)
    return starts
