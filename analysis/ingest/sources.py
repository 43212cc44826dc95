"""Files, folders and zip members, one after another; nothing is written to disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from analysis.ingest.sniff import is_zip, stem_of
from analysis.ingest.unpack import Member, unpack
from analysis.schema import Failure


class SourceFile(NamedTuple):
    """A file as received: its name, where it lies (``a.zip/folder/b.txt`` in a zip), its bytes.

    An uploaded file lies nowhere: its ``path`` is empty, its ``name`` has the folders it came with.
    """

    name: str
    path: str
    data: bytes


def gather(paths: Sequence[Path]) -> Iterator[SourceFile | Failure]:
    """Yield the files of ``paths`` in order: folders with all below them, sorted, zip files opened.

    Hidden files and those that systems leave in folders are passed over. What cannot be read is
    yielded as a failure, and the rest goes on.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                if not is_hidden(str(file.relative_to(path))):
                    yield from _read(file)
        elif path.exists():
            yield from _read(path)
        else:
            message = f"{path.name}：找不到这个文件，请检查路径（{path}）。"
            yield Failure(path.name, message, "missing_file")


def received(files: Iterable[tuple[str, bytes]]) -> Iterator[SourceFile | Failure]:
    """Yield files that came without a place of their own (an upload), zip files opened.

    Parameters
    ----------
    files
        Name, with the folders above it where there are some, and bytes. Hidden files are passed
        over.
    """
    for name, data in files:
        if is_hidden(name):
            continue
        if not is_zip(data):
            yield SourceFile(name, "", data)
            continue
        for member in unpack(name, data):
            if isinstance(member, Member):
                yield SourceFile(f"{name}/{member.path}", "", member.data)
            else:
                yield member


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


def is_hidden(path: str) -> bool:
    """Return whether a file is hidden or was left by a system (``__MACOSX``, ``Thumbs.db``)."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    system = {"__MACOSX", "Thumbs.db", "desktop.ini"}
    return any(part.startswith((".", "~$")) or part in system for part in parts if part != "..")


def _read(path: Path) -> Iterator[SourceFile | Failure]:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{path.name}：打不开（{error.strerror}），请检查权限或换一份文件。"
        yield Failure(path.name, message, "unopened_file")
        return
    if not is_zip(data):
        yield SourceFile(path.name, str(path), data)
        return
    for member in unpack(path.name, data):
        if isinstance(member, Member):
            inner = f"{path}/{member.path}"
            yield SourceFile(PurePosixPath(member.path).name, inner, member.data)
        else:
            yield member


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
