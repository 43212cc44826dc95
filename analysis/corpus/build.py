"""Documents → corpus: annotate, join the batches, mark what is repeated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.annotate.corrections import DocumentCorrections
from analysis.annotate.document import Annotator, settled_themes
from analysis.corpus.corpus import Corpus, whole
from analysis.corpus.renaming import renamed
from analysis.corpus.segments.batch import Batch, Progress, process
from analysis.corpus.segments.occurrences import Foreign
from analysis.corpus.segments.segment import pack
from analysis.errors import EmptyCorpusError
from analysis.ingest.copies.duplicates import find_duplicates
from analysis.schema import Correction, Document, Settings, Theme

Duplicates = tuple[tuple[int, ...], tuple[int, ...]]


def build_corpus(
    documents: Sequence[Document],
    settings: Settings | None = None,
    *,
    corrections: Sequence[Correction] = (),
    progress: Progress | None = None,
) -> Corpus:
    """Annotate documents and return them as one corpus.

    Parameters
    ----------
    documents
        In the order in which they are listed; a name that occurs again gets a number.
    settings
        The defaults of the program when left out.
    corrections
        Made by hand; those of other documents change nothing.
    progress
        Called after each document with the number done and of all.

    Raises
    ------
    EmptyCorpusError
        There is no document.
    """
    settings = settings or Settings()
    named = with_distinct_names(documents)
    placed = DocumentCorrections(corrections)
    batch = process(named, Annotator(settings), corrections=placed, progress=progress)
    return assemble([batch], settings, corrections=corrections)


def assemble(
    batches: Sequence[Batch],
    settings: Settings,
    *,
    themes: tuple[Theme, ...] | None = None,
    corpus_id: str = "",
    duplicates: Duplicates | None = None,
    corrections: Sequence[Correction] = (),
) -> Corpus:
    """Join batches to a corpus.

    Parameters
    ----------
    batches
        In the order of their documents.
    settings
        Those under which the batches were processed.
    themes
        Those behind the codes of the theme hits; those of the settings when left out.
    corpus_id
        Derived from the documents when empty.
    duplicates
        Found anew when left out.
    corrections
        Those that the batches were processed with.

    Raises
    ------
    EmptyCorpusError
        The batches hold no document.
    """
    documents = [document for batch in batches for document in batch.documents]
    if not documents:
        message = "没有可以统计的文档；请先导入文件。"
        raise EmptyCorpusError(message, code="no_documents")
    duplicate_of, near_copy_of = find_duplicates(documents) if duplicates is None else duplicates
    foreign = Foreign(list(dict.fromkeys(t for batch in batches for t in batch.words.terms)))
    return Corpus(
        corpus_id=corpus_id or new_corpus_id(documents),
        layout=whole(renamed([pack(batch, foreign) for batch in batches], corrections)),
        settings=settings,
        themes=settled_themes(settings) if themes is None else themes,
        duplicate_of=duplicate_of,
        near_copy_of=near_copy_of,
        corrections=tuple(corrections),
    )


def new_corpus_id(documents: Sequence[Document]) -> str:
    """Return an id for a corpus that begins with these documents; their order does not matter."""
    return id_of([document.doc_id for document in documents])


def id_of(doc_ids: Sequence[str]) -> str:
    """Return the id of a corpus that begins with documents of these ids."""
    content = "\n".join(sorted(doc_ids))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def with_distinct_names(
    documents: Sequence[Document], taken: Sequence[str] = ()
) -> tuple[Document, ...]:
    """Return the documents, those whose name is taken with a number behind it: 报告（2）."""
    names = distinct_names([document.name for document in documents], taken)
    return tuple(
        document if name == document.name else replace(document, name=name)
        for document, name in zip(documents, names, strict=True)
    )


def distinct_names(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Return the names, those that are taken with a number behind them: 报告（2）."""
    used = set(taken)
    numbers: dict[str, int] = {}
    distinct = []
    for name in names:
        free = name
        while free in used:
            numbers[name] = numbers.get(name, 1) + 1
            free = f"{name}（{numbers[name]}）"
        used.add(free)
        distinct.append(free)
    return distinct
