"""What comes to a corpus: which files are new, under which names, divided into jobs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from pathlib import Path, PurePosixPath

from analysis.corpus.build import distinct_names
from analysis.corpus.storage.jobs import AnnotateJob, Source
from analysis.corpus.storage.manifest import MANIFEST, is_corpus, is_remains
from analysis.corpus.storage.writer import Writer
from analysis.ingest.sources import SourceFile, SourceReference
from analysis.schema import Document, Failure

JOB_BYTES = 6_000_000
"""Bytes of the files of one job, about two million characters: seconds of work."""
JOB_DOCUMENTS = 4000
"""Documents of one job at most."""
Found = SourceFile | SourceReference


def unknown(writer: Writer, files: Sequence[Found]) -> tuple[list[int], int]:
    """Return the rows of the files that the corpus does not have, and how many it has.

    A file at a path that the corpus knows is known if its bytes are; any other one if the corpus
    has a file of its bytes and name somewhere else, each of which stands for one.
    """
    if writer.old is None:
        return list(range(len(files))), 0
    ids, paths = (writer.old.corpus.field(name).tolist() for name in ("doc_id", "path"))
    at_path = set(zip(ids, paths, strict=True))
    known_paths = set(paths) - {""}
    elsewhere = Counter(zip(ids, map(_file_name, paths), strict=True))
    elsewhere.subtract(
        (hash_of(file), _file_name(file.path))
        for file in files
        if file.path and (hash_of(file), file.path) in at_path
    )
    fresh = []
    for row, file in enumerate(files):
        key = (hash_of(file), _file_name(file.path))
        if file.path in known_paths:
            if (key[0], file.path) not in at_path:
                fresh.append(row)
        elif elsewhere[key] > 0:
            elsewhere[key] -= 1
        else:
            fresh.append(row)
    return fresh, len(files) - len(fresh)


def hash_of(file: Found) -> str:
    """Return the hash of the bytes of a file."""
    return hashlib.sha256(file.data).hexdigest() if isinstance(file, SourceFile) else file.sha256


def _file_name(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def rows_at(writer: Writer, paths: Set[str]) -> list[int]:
    """Return the rows of the documents that the corpus has of these files."""
    if writer.old is None or not paths:
        return []
    known = writer.old.corpus.field("path").tolist()
    return [row for row, path in enumerate(known) if path and path in paths]


def divided(writer: Writer, sources: Sequence[Source], names: Sequence[str]) -> list[AnnotateJob]:
    """Divide sources into jobs of about two million characters, each with names nobody has.

    The name of a document whose file came again is free: the new one takes its place.
    """
    taken = set(writer.names)
    if writer.old is not None:
        paths = {path for source in sources if (path := _path_of(source))}
        known = writer.old.corpus.field("path").tolist()
        taken = {name for name, path in zip(writer.names, known, strict=True) if path not in paths}
    distinct = distinct_names(names, taken)
    jobs, first, size = [], 0, 0
    for row, source in enumerate(sources):
        if row > first and (size + _size_of(source) > JOB_BYTES or row - first >= JOB_DOCUMENTS):
            jobs.append((first, row))
            first, size = row, 0
        size += _size_of(source)
    if sources:
        jobs.append((first, len(sources)))
    return [
        AnnotateJob(
            writer.folder.absolute(),
            tuple(map(_anywhere, sources[a:b])),
            tuple(distinct[a:b]),
            writer.settings,
        )
        for a, b in jobs
    ]


def _anywhere(source: Source) -> Source:
    """Return a source that a process with another working folder finds too."""
    if not isinstance(source, SourceReference):
        return source
    file, *members = source.place
    return source._replace(place=(str(Path(file).absolute()), *members))


def _path_of(source: Source) -> str:
    return "" if isinstance(source, Document) else source.path


def _size_of(source: Source) -> int:
    """Return about how many bytes a source has; a character of a text has three."""
    if isinstance(source, Document):
        return 3 * len(source.text)
    return source.size if isinstance(source, SourceReference) else len(source.data)


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
