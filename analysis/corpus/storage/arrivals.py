"""What comes to a corpus: which files are new, under which names, divided into jobs."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from analysis.corpus.build import distinct_names
from analysis.corpus.segments.batch import Progress
from analysis.corpus.storage.division import job_stops
from analysis.corpus.storage.jobs import AnnotateJob
from analysis.corpus.storage.lookup import (
    names_ending,
    rows_at,
    rows_cleaned,
    rows_of,
    values_at,
)
from analysis.corpus.storage.manifest import MANIFEST, is_corpus, is_remains
from analysis.corpus.storage.reading import Source
from analysis.corpus.storage.writer import Writer
from analysis.errors import UnknownNameError
from analysis.ingest.sources import SourceFile, SourceReference
from analysis.ingest.undo import put_back
from analysis.lexicon.encodings import known_encoding
from analysis.schema import DEFAULT_IMPORT, Document, Failure, ImportOptions

Found = SourceFile | SourceReference


def placed(files: Sequence[Found]) -> list[Found]:
    """Return files with paths from the root on: one file has one, from whatever folder it is named.

    Links are not followed.
    """
    return [
        file._replace(path=os.path.abspath(file.path)) if file.path else file  # noqa: PTH100
        for file in files
    ]


def unknown(
    writer: Writer, files: Sequence[Found], options: ImportOptions = DEFAULT_IMPORT
) -> list[int]:
    """Return the rows of the files that the corpus does not have.

    A file at a path that the corpus knows is known if its bytes are, and ``options`` would not have
    it read otherwise than before; any other one if the corpus has a file of its bytes and name
    somewhere else, each of which stands for one.
    """
    if writer.old is None:
        return list(range(len(files)))
    layout = writer.old.corpus.layout
    known = rows_at(layout, {file.path for file in files} - {""})
    path_of = {row: path for path, rows in known.items() for row in rows}
    same = rows_of(layout, "doc_id", {hash_of(file) for file in files})
    hashes = [(row, digest) for digest, rows in same.items() for row in rows]
    paths = values_at(layout, "path", [row for row, _ in hashes])
    at_path = {(digest, path_of[row]) for row, digest in hashes if row in path_of}
    otherwise = _read_otherwise(writer, path_of, options)
    elsewhere = Counter(
        (digest, _file_name(path)) for (_, digest), path in zip(hashes, paths, strict=True)
    )
    elsewhere.subtract(
        (hash_of(file), _file_name(file.path))
        for file in files
        if file.path and (hash_of(file), file.path) in at_path
    )
    fresh = []
    for row, file in enumerate(files):
        key = (hash_of(file), _file_name(file.path))
        if file.path in known:
            if (key[0], file.path) not in at_path or file.path in otherwise:
                fresh.append(row)
        elif elsewhere[key] > 0:
            elsewhere[key] -= 1
        else:
            fresh.append(row)
    return fresh


def _read_otherwise(writer: Writer, path_of: Mapping[int, str], options: ImportOptions) -> set[str]:
    """Return the paths of known files that were read in another encoding or by other rules."""
    if writer.old is None or options.rules_off != writer.settings.importing.rules_off:
        return set(path_of.values())
    if not options.encoding:
        return set()
    rows = list(path_of)
    encodings = values_at(writer.old.corpus.layout, "encoding", rows)
    return {
        path_of[row]
        for row, encoding in zip(rows, encodings, strict=True)
        if _is_otherwise(encoding, options.encoding)
    }


def to_read_again(writer: Writer, files: Sequence[Found], options: ImportOptions) -> dict[int, int]:
    """Return the files without a path that the corpus has from bytes read in another encoding.

    Returns
    -------
    dict
        Row of the document by row of the file.
    """
    loose = {hash_of(file): row for row, file in enumerate(files) if not file.path}
    if writer.old is None or not options.encoding or not loose:
        return {}
    layout = writer.old.corpus.layout
    same = rows_of(layout, "doc_id", loose)
    pairs = [(loose[digest], row) for digest, rows in same.items() for row in rows]
    rows = [row for _, row in pairs]
    encodings, paths = (values_at(layout, field, rows) for field in ("encoding", "path"))
    return {
        file: row
        for (file, row), encoding, path in zip(pairs, encodings, paths, strict=True)
        if _is_otherwise(encoding, options.encoding) and not path
    }


def _is_otherwise(encoding: str, stated: str) -> bool:
    """Return whether a text was read in another encoding than the stated one.

    A file that is stated to be in UTF-16 tells by itself which byte comes first.
    """
    codec = known_encoding(stated) or stated
    return encoding not in {"", codec, f"{codec}-le", f"{codec}-be"}


def hash_of(file: Found) -> str:
    """Return the hash of the bytes of a file."""
    return hashlib.sha256(file.data).hexdigest() if isinstance(file, SourceFile) else file.sha256


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def rows_known(writer: Writer, paths: Set[str]) -> list[int]:
    """Return the rows of the documents that the corpus has of these files."""
    if writer.old is None or not paths:
        return []
    found = rows_at(writer.old.corpus.layout, paths)
    return sorted(row for rows in found.values() for row in rows)


def divided(
    writer: Writer,
    sources: Sequence[Source],
    names: Sequence[str],
    *,
    options: ImportOptions | None = None,
    gone: Collection[int] = (),
) -> list[AnnotateJob]:
    """Divide sources into jobs of about two million characters, each with names nobody has.

    The name of a document whose file came again is free: the new one takes its place.

    Parameters
    ----------
    options
        How the files are read, instead of as the settings say.
    gone
        Rows of further documents whose places new ones take.
    """
    jobs = _jobs(writer, sources, distinct_names(names, _taken(writer, sources, names, gone)))
    if options is None:
        return jobs
    settings = replace(writer.settings, importing=options)
    return [job._replace(settings=settings) for job in jobs]


def named(writer: Writer, names: Collection[str]) -> dict[int, Document]:
    """Return the documents of some names, by their rows, which ascend.

    Raises
    ------
    UnknownNameError
        The corpus has no document of a name.
    """
    there = writer.old.corpus.document_names.tolist() if writer.old else []
    found = {} if writer.old is None else rows_of(writer.old.corpus.layout, "name", names)
    missing = [name for name in names if name not in found]
    if writer.old is None or missing:
        message = f"语料库里没有“{missing[0]}”这篇文档。"
        code = "unknown_document"
        raise UnknownNameError(message, code=code, name=missing[0], choices=tuple(there))
    documents = writer.old.corpus.documents
    return {row: documents[row] for row in sorted(row for rows in found.values() for row in rows)}


def uncleaned(writer: Writer, cause: str) -> dict[int, Document]:
    """Return the documents that a rule or a step of cleaning changed, without its changes."""
    if writer.old is None:
        return {}
    corpus = writer.old.corpus
    changed = {}
    for row in rows_cleaned(corpus.layout, cause):
        document = corpus.documents[row]
        numbers = [n for n, one in enumerate(document.removals) if one.cause == cause]
        if numbers:
            changed[row] = put_back(document, numbers)
    return changed


def rewrite(
    writer: Writer, documents: Mapping[int, Document], progress: Progress | None = None
) -> None:
    """Put documents with other texts in the places of others, by their rows, which ascend."""
    if documents:
        writer.replace(list(documents), in_place(writer, list(documents.values())), progress)
        writer.compare_from(min(documents))


def in_place(writer: Writer, documents: Sequence[Document]) -> list[AnnotateJob]:
    """Divide documents that take the places of others into jobs; they keep their names."""
    return _jobs(writer, documents, [document.name for document in documents])


def _jobs(writer: Writer, sources: Sequence[Source], names: Sequence[str]) -> list[AnnotateJob]:
    stops = job_stops(sources)
    folder = writer.folder.absolute()
    return [
        AnnotateJob(
            folder, tuple(sources[a:b]), tuple(names[a:b]), writer.settings, writer.corrections
        )
        for a, b in zip([0, *stops], stops, strict=False)
    ]


def _taken(
    writer: Writer, sources: Sequence[Source], names: Sequence[str], gone: Collection[int]
) -> set[str]:
    """Return the names of documents that a new one could get: the given ones, and numbered ones."""
    if writer.old is None:
        return set()
    layout = writer.old.corpus.layout
    taken = rows_of(layout, "name", names) | names_ending(layout, "）")
    paths = {path for source in sources if (path := _path_of(source))}
    free = {*rows_known(writer, paths), *gone}
    return {name for name, rows in taken.items() if not free.issuperset(rows)}


def _path_of(source: Source) -> str:
    return "" if isinstance(source, Document) else source.path


def without_corpora(paths: Sequence[Path]) -> tuple[list[Path], list[Failure]]:
    """Return the paths that may hold documents, and a failure for each folder of a corpus."""
    loose, failures = [], []
    for path in paths:
        if is_corpus(path):
            message = f"{path.name}：是语料库，不是文档，没有读取；请给出原来的文件。"
            failures.append(Failure(path.name, message, "corpus_given"))
        elif is_remains(path):
            message = f"{path.name}：语料库里缺了 {MANIFEST}，读不出来；请用原来的文件重新生成。"
            failures.append(Failure(path.name, message, "manifest_lost"))
        else:
            loose.append(path)
    return loose, failures


def sorted_out(found: Iterable[Found | Failure]) -> tuple[list[Found], list[Failure]]:
    """Return the files, and what is none."""
    gathered = list(found)
    return (
        [one for one in gathered if not isinstance(one, Failure)],
        [one for one in gathered if isinstance(one, Failure)],
    )
