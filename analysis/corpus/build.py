"""Documents → corpus: annotate, join the batches, mark what is repeated."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.annotate.document import Annotator, settled_themes
from analysis.corpus.batch import (
    Batch,
    Codes,
    Columns,
    NameLayer,
    OrganisationList,
    Progress,
    WordLayer,
    process,
)
from analysis.corpus.corpus import Corpus
from analysis.errors import EmptyCorpusError
from analysis.ingest.duplicates import find_duplicates
from analysis.schema import (
    CORPUS_FACTS,
    MENTIONS,
    SENTENCES,
    THEME_HITS,
    TOKENS,
    Document,
    Settings,
)

Duplicates = tuple[tuple[int, ...], tuple[int, ...]]


def build_corpus(
    documents: Sequence[Document],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
) -> Corpus:
    """Annotate documents and return them as one corpus.

    Parameters
    ----------
    documents
        In the order in which they are listed; a name that occurs again gets a number.
    settings
        The defaults of the program when left out.
    progress
        Called after each document with the number done and of all.

    Raises
    ------
    EmptyCorpusError
        There is no document.
    """
    settings = settings or Settings()
    named = with_distinct_names(documents)
    batch = process(named, Annotator(settings), progress=progress)
    return assemble([batch], settings)


def assemble(
    batches: Sequence[Batch],
    settings: Settings,
    *,
    corpus_id: str = "",
    duplicates: Duplicates | None = None,
) -> Corpus:
    """Join batches to a corpus.

    Parameters
    ----------
    batches
        In the order of their documents.
    settings
        Those under which the batches were processed.
    corpus_id
        Derived from the documents when empty.
    duplicates
        Found anew when left out.

    Raises
    ------
    EmptyCorpusError
        The batches hold no document.
    """
    joined = join(batches)
    documents = joined.documents
    if not documents:
        message = "没有可以统计的文档；请先导入文件。"
        raise EmptyCorpusError(message, code="no_documents")
    duplicate_of, near_copy_of = find_duplicates(documents) if duplicates is None else duplicates
    words, names = joined.words, joined.names
    return Corpus(
        corpus_id=corpus_id or new_corpus_id(documents),
        documents=documents,
        duplicate_of=duplicate_of,
        near_copy_of=near_copy_of,
        organisations=names.organisations,
        main_organisations=names.main,
        themes=settled_themes(settings),
        terms=words.terms,
        tags=words.tags,
        sentences=SENTENCES.frame({**words.sentences, **names.owners}),
        tokens=TOKENS.frame(words.tokens),
        mentions=MENTIONS.frame(names.mentions),
        facts=CORPUS_FACTS.frame(names.facts),
        theme_hits=THEME_HITS.frame(joined.theme_hits),
        settings=settings,
    )


def new_corpus_id(documents: Sequence[Document]) -> str:
    """Return an id for a corpus that begins with these documents; their order does not matter."""
    content = "\n".join(sorted(document.doc_id for document in documents))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def with_distinct_names(
    documents: Sequence[Document], taken: Sequence[str] = ()
) -> tuple[Document, ...]:
    """Return the documents, those whose name is taken with a number behind it: 报告（2）."""
    names = set(taken)
    named = []
    for document in documents:
        name, number = document.name, 1
        while name in names:
            number += 1
            name = f"{document.name}（{number}）"
        names.add(name)
        named.append(document if name == document.name else replace(document, name=name))
    return tuple(named)


def join(batches: Sequence[Batch]) -> Batch:
    """Return batches as one: rows counted on, codes of words and organisations merged."""
    if len(batches) == 1:
        return batches[0]
    return Batch(
        documents=tuple(document for batch in batches for document in batch.documents),
        words=_join_words(batches),
        names=_join_names(batches),
        theme_hits=_stack(batches, lambda batch: batch.theme_hits),
    )


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
    merged = OrganisationList()
    layers = [batch.names for batch in batches]
    codes = [np.asarray(merged.add(x.organisations), dtype=np.int32) for x in layers]

    def owned(columns: Callable[[Batch], Columns]) -> Columns:
        rows = [columns(batch)["organisation"] for batch in batches]
        return {**_stack(batches, columns), "organisation": _recoded(rows, codes)}

    return NameLayer(
        organisations=merged.organisations,
        main=tuple(
            tuple(int(code[row]) for row in rows)
            for layer, code in zip(layers, codes, strict=True)
            for rows in layer.main
        ),
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
        for name in (parts[0] if parts else ())
    }


def _firsts(sizes: Sequence[int]) -> list[int]:
    return [0, *np.cumsum(sizes).tolist()][: len(sizes)]


def _recoded(
    columns: Sequence[npt.NDArray[Any]], codes: Sequence[npt.NDArray[Any]]
) -> npt.NDArray[Any]:
    return np.concatenate([code[column] for column, code in zip(columns, codes, strict=True)])
