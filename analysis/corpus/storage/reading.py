"""Sources of a build → documents: files are looked up again where they lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.errors import AnalysisError
from analysis.ingest.guarded import read_guarded
from analysis.ingest.sources import SourceFile, SourceReference, read_references
from analysis.schema import Document, Failure, ImportOptions

Source = SourceReference | SourceFile | Document


def read_documents(
    sources: Sequence[Source], names: Sequence[str], options: ImportOptions
) -> tuple[list[Document], tuple[Failure, ...]]:
    """Return the documents of sources, each by the name beside it, and what could not be read."""
    documents: list[Document] = []
    failures: list[Failure] = []
    for found, name in zip(_read(sources, options), names, strict=True):
        if isinstance(found, Failure):
            failures.append(found)
        else:
            documents.append(replace(found, name=name))
    return documents, tuple(failures)


def _read(sources: Sequence[Source], options: ImportOptions) -> Iterator[Document | Failure]:
    references = [source for source in sources if isinstance(source, SourceReference)]
    referred = iter(read_references(references))
    for source in sources:
        found = next(referred) if isinstance(source, SourceReference) else source
        yield _document(found, options) if isinstance(found, SourceFile) else found


def _document(file: SourceFile, options: ImportOptions) -> Document | Failure:
    try:
        return read_guarded(file.name, file.data, path=file.path, options=options)
    except AnalysisError as error:
        return Failure(file.path or file.name, str(error), error.code)
