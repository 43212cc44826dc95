"""Files, members of zip files, rows of tables, one after another; nothing is written to disk."""

from __future__ import annotations

import hashlib
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from analysis.ingest.containers.opening import open_table
from analysis.ingest.containers.records import Row
from analysis.ingest.containers.rereading import read_rows
from analysis.ingest.finding import find_files, missing_file, unopened_file
from analysis.ingest.hidden import is_hidden
from analysis.ingest.sniff import is_zip, stem_of
from analysis.ingest.unpack import Member, read_members, unpack
from analysis.schema import DEFAULT_IMPORT, Failure, ImportOptions


class SourceFile(NamedTuple):
    """A file as received: its name, where it lies (``a.zip/folder/b.txt`` in a zip), its bytes.

    The name of a member of a zip file begins with that of the zip file, so that people find it. A
    row of a table is a file, too (``a.csv/关于工会的通知``); its bytes are a record. An uploaded
    file lies nowhere: its ``path`` is empty, its ``name`` has the folders it came with.
    """

    name: str
    path: str
    data: bytes


class SourceReference(NamedTuple):
    """What it takes to find a file again and to know that it is the same; no bytes."""

    name: str
    path: str
    """As in ``SourceFile``."""
    place: tuple[str, ...]
    """The file on the disk; in a zip file the number of the member, in its list, behind it; in a
    zip file in it, that of its member behind that; the number of a row behind its table."""
    size: int
    """Bytes."""
    sha256: str
    """Of the bytes, in hexadecimal digits."""
    options: ImportOptions = DEFAULT_IMPORT
    """Under which it was found."""


def gather(
    paths: Sequence[Path], options: ImportOptions = DEFAULT_IMPORT
) -> Iterator[SourceFile | Failure]:
    """Yield the files of ``paths`` in order: folders with all below them, sorted, zip files opened.

    Of a table each row is a file. Hidden files and those that systems leave in folders are passed
    over. What cannot be read is yielded as a failure, and the rest goes on.
    """
    for found in find_files(paths, options):
        yield found if isinstance(found, Failure) else SourceFile(*found[:3])


def refer(
    paths: Sequence[Path], options: ImportOptions = DEFAULT_IMPORT
) -> Iterator[SourceReference | Failure]:
    """Yield references to the files that ``gather`` would yield, and the same failures.

    Each file is read once, for its size and hash, and let go.
    """
    for found in find_files(paths, options):
        if isinstance(found, Failure):
            yield found
            continue
        file = os.path.abspath(found.file)  # noqa: PTH100 - a Path takes as long
        place = (file, *map(str, found.place))
        digest = hashlib.sha256(found.data).hexdigest()
        yield SourceReference(found.name, found.path, place, len(found.data), digest, options)


def read_source(reference: SourceReference) -> SourceFile | Failure:
    """Return the file that a reference stands for, with the bytes it had when it was referred to.

    A failure says that it is gone, cannot be opened, or has other bytes now.
    """
    return next(read_references((reference,)))


def read_references(
    references: Sequence[SourceReference],
) -> Iterator[SourceFile | Failure]:
    """Yield the files that references stand for, in order; see ``read_source``.

    A zip file or table is opened once for all references to what is in it that follow one another.
    """
    for (file, _), group in groupby(references, key=lambda one: (one.place[0], one.options)):
        yield from _read_again(Path(file), list(group))


def received(
    files: Iterable[tuple[str, bytes]], options: ImportOptions = DEFAULT_IMPORT
) -> Iterator[SourceFile | Failure]:
    """Yield files that came without a place of their own (an upload); zip files, tables opened.

    Parameters
    ----------
    files
        Name, with the folders above it where there are some, and bytes. Hidden files are passed
        over.
    """
    for name, data in files:
        if is_hidden(name):
            continue
        if is_zip(data):
            for member in unpack(name, io.BytesIO(data), options):
                if isinstance(member, Member):
                    yield SourceFile(f"{name}/{member.path}", "", member.data)
                else:
                    yield member
        else:
            yield from _received_rows(name, data, options)


def _received_rows(
    name: str, data: bytes, options: ImportOptions
) -> Iterator[SourceFile | Failure]:
    rows = open_table(name, data, options)
    if rows is None:
        yield SourceFile(name, "", data)
        return
    for row in rows:
        if isinstance(row, Row):
            yield SourceFile(f"{name}/{row.name}" if row.name else name, "", row.data)
        else:
            yield row


def document_names(paths: Sequence[str | Path]) -> list[str]:
    """Return a name for each path: the file name without its ending, made unique.

    Where several share it, with as much of the path before it as tells them apart; the same path
    given twice gets a number.

    Examples
    --------
    >>> document_names(["a/报告.txt", "b/报告.txt", "总结.txt"])
    ['a/报告', 'b/报告', '总结']
    """
    parts = [_parts(str(path)) for path in paths]
    depths = [1] * len(parts)
    names = [_join(part, 1) for part in parts]
    for depth in range(2, max(map(len, parts), default=1) + 1):
        counts = Counter(names)
        shared = [row for row, name in enumerate(names) if counts[name] > 1]
        if not shared:
            break
        for row in shared:
            depths[row] = depth
            names[row] = _join(parts[row], depth)
    return _numbered(names)


def _read_again(
    path: Path, references: Sequence[SourceReference]
) -> Iterator[SourceFile | Failure]:
    """Yield what lies, or lay, in one file on the disk."""
    try:
        file = path.open("rb") if path.is_file() or not path.exists() else io.BytesIO()
    except FileNotFoundError:
        yield from (
            missing_file(str(path))._replace(name=reference.name) for reference in references
        )
        return
    except OSError as error:
        yield from (unopened_file(str(path), error.strerror) for _ in references)
        return
    with file:
        for reference, data in zip(references, _contents(file, references), strict=True):
            yield _checked(reference, data)


def _contents(file: BinaryIO, references: Sequence[SourceReference]) -> Iterator[bytes | None]:
    """Yield the bytes, or None for what cannot be read any more."""
    for is_inside, group in groupby(references, key=lambda reference: len(reference.place) > 1):
        inner = list(group)
        if is_inside:
            yield from _contents_inside(file, inner)
        else:
            yield from (_read_all(file) for _ in inner)


def _contents_inside(
    file: BinaryIO, references: Sequence[SourceReference]
) -> Iterator[bytes | None]:
    places = [tuple(map(int, reference.place[1:])) for reference in references]
    options = references[0].options
    if places[0][0] >= 0:
        yield from read_members(file, places, options)
        return
    data = _read_all(file) or b""
    yield from read_rows(references[0].place[0], data, [place[0] for place in places], options)


def _read_all(file: BinaryIO) -> bytes | None:
    try:
        file.seek(0)
        return file.read()
    except OSError:
        return None


def _checked(reference: SourceReference, data: bytes | None) -> SourceFile | Failure:
    if data is not None and hashlib.sha256(data).hexdigest() == reference.sha256:
        return SourceFile(reference.name, reference.path, data)
    message = f"{reference.name}：内容在导入途中变了，没有读取；请重新导入。"
    return Failure(reference.name, message, "changed_file")


def _parts(path: str) -> tuple[str, ...]:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return (*parts[:-1], stem_of(path)) if parts else ("",)


def _join(parts: tuple[str, ...], depth: int) -> str:
    return "/".join(part.strip("/") for part in parts[-depth:]).strip("/")


def _numbered(names: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    counts = Counter(names)
    taken = set(names)
    unique = []
    for name in names:
        seen[name] += 1
        number = seen[name]
        new = name if number == 1 else f"{name} ({number})"
        while counts[name] > 1 and number > 1 and new in taken:
            number += 1
            new = f"{name} ({number})"
        taken.add(new)
        unique.append(new)
    return unique
