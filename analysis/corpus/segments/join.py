"""Batches put together and taken apart: rows counted on, codes numbered by first appearance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.corpus.segments.batch import Batch, NameLayer
from analysis.corpus.segments.words import Codes, Columns, WordLayer

Ints = npt.NDArray[np.int64]


def join(batches: Sequence[Batch]) -> Batch:
    """Return batches as one, in their order: as if all documents had been one batch."""
    if len(batches) == 1:
        return batches[0]
    return Batch(
        documents=tuple(document for batch in batches for document in batch.documents),
        words=_join_words(batches),
        names=_join_names(batches),
        theme_hits=_stack(batches, lambda batch: batch.theme_hits),
    )


def keep(batch: Batch, rows: Sequence[int]) -> Batch:
    """Return some documents of a batch: as if only they had been processed, in this order.

    Parameters
    ----------
    batch
        The batch.
    rows
        Rows of the documents that stay.
    """
    words, names = batch.words, batch.names
    docs = _new_rows(np.asarray(rows, dtype=np.int64), len(batch.documents))
    stay = _in_order(docs[words.sentences["doc"]])
    sentences = _new_rows(stay, len(words.sentences["doc"]))

    def part(columns: Columns) -> Columns:
        kept = _in_order(docs[columns["doc"]])
        chosen = {name: column[kept] for name, column in columns.items()}
        moved = {"doc": docs, "sentence": sentences}
        return {
            name: moved[name][column].astype(np.int32) if name in moved else column
            for name, column in chosen.items()
        }

    tokens = part(words.tokens)
    terms, tokens["term"] = _renumber(words.terms, tokens["term"])
    tags, tokens["tag"] = _renumber(words.tags, tokens["tag"])
    by_document = tuple(names.by_document[row] for row in rows)
    layer = NameLayer(
        by_document=by_document,
        main=tuple(names.main[row] for row in rows),
        owners={name: column[stay] for name, column in names.owners.items()},
        mentions=part(names.mentions),
        facts=part(names.facts),
    )
    old = [organisation.canonical for organisation in names.organisations]
    new = {organisation.canonical: row for row, organisation in enumerate(layer.organisations)}
    codes = np.asarray([*(new.get(name, -1) for name in old), -1], dtype=np.int32)
    for columns in (layer.owners, layer.mentions, layer.facts):
        columns["organisation"] = codes[columns["organisation"]]
    return Batch(
        documents=tuple(batch.documents[row] for row in rows),
        words=WordLayer(terms, tags, part(words.sentences), tokens),
        names=layer,
        theme_hits=part(batch.theme_hits),
    )


def _new_rows(kept: Ints, size: int) -> Ints:
    """Return the new row of each old one, -1 for those that go."""
    rows = np.full(size, -1, dtype=np.int64)
    rows[kept] = np.arange(len(kept))
    return rows


def _in_order(docs: Ints) -> Ints:
    """Return the rows of which a document stays, in the new order of the documents."""
    rows = np.flatnonzero(docs >= 0)
    return rows[np.argsort(docs[rows], kind="stable")]


def _renumber(
    names: Sequence[str], codes: npt.NDArray[Any]
) -> tuple[tuple[str, ...], npt.NDArray[Any]]:
    """Return the names that are still used, by first appearance, and the codes of them."""
    used, firsts = np.unique(codes, return_index=True)
    order = used[np.argsort(firsts)]
    renumbered = np.zeros(len(names), dtype=codes.dtype)
    renumbered[order] = np.arange(len(order))
    return tuple(names[code] for code in order.tolist()), renumbered[codes]


def _join_words(batches: Sequence[Batch]) -> WordLayer:
    terms, tags = Codes(), Codes()
    layers = [batch.words for batch in batches]
    term_codes = [terms.of(layer.terms) for layer in layers]
    tag_codes = [tags.of(layer.tags).astype(np.int16) for layer in layers]
    tokens = _stack(batches, lambda batch: batch.words.tokens)
    return WordLayer(
        terms=tuple(terms),
        tags=tuple(tags),
        sentences=_stack(batches, lambda batch: batch.words.sentences),
        tokens={
            **tokens,
            "term": _recoded([layer.tokens["term"] for layer in layers], term_codes),
            "tag": _recoded([layer.tokens["tag"] for layer in layers], tag_codes),
        },
    )


def _join_names(batches: Sequence[Batch]) -> NameLayer:
    rows = Codes()
    layers = [batch.names for batch in batches]
    codes = [
        np.asarray([*(rows[o.canonical] for o in layer.organisations), -1], dtype=np.int32)
        for layer in layers
    ]

    def owned(columns: Callable[[Batch], Columns]) -> Columns:
        owners = [columns(batch)["organisation"] for batch in batches]
        return {**_stack(batches, columns), "organisation": _recoded(owners, codes)}

    return NameLayer(
        by_document=tuple(found for layer in layers for found in layer.by_document),
        main=tuple(main for layer in layers for main in layer.main),
        owners=owned(lambda batch: batch.names.owners),
        mentions=owned(lambda batch: batch.names.mentions),
        facts=owned(lambda batch: batch.names.facts),
    )


def _stack(batches: Sequence[Batch], columns: Callable[[Batch], Columns]) -> Columns:
    """Return one table below the other, with documents and sentences counted on."""
    parts = [columns(batch) for batch in batches]
    firsts = {
        "doc": _firsts([len(batch.documents) for batch in batches]),
        "sentence": _firsts([len(batch.words.sentences["doc"]) for batch in batches]),
    }
    return {
        name: np.concatenate(
            [
                part[name] + np.int32(first) if name in firsts else part[name]
                for part, first in zip(parts, firsts.get(name, [0] * len(parts)), strict=True)
            ]
        )
        for name in parts[0]
    }


def _firsts(sizes: Sequence[int]) -> list[int]:
    return [0, *np.cumsum(sizes).tolist()][: len(sizes)]


def _recoded(
    columns: Sequence[npt.NDArray[Any]], codes: Sequence[npt.NDArray[Any]]
) -> npt.NDArray[Any]:
    return np.concatenate([code[column] for column, code in zip(columns, codes, strict=True)])
