"""Files, folders and zip members, one after another; nothing is written to disk."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
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
        if os.path.isdir(path):  # noqa: PTH112 - False, not an error, for a name too long
            yield from _read_folder(path)
        else:
            yield from _read(path)


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


def _read_folder(folder: Path) -> Iterator[SourceFile | Failure]:
    """Yield all below a folder, linked folders once; name what cannot be opened."""
    unopened: list[OSError] = []
    files: list[Path] = []
    seen: set[Path] = set()
    for top, folders, names in os.walk(folder, onerror=unopened.append, followlinks=True):
        real = Path(top).resolve()
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders.sort()
        files += (Path(top, name) for name in names)
    for error in unopened:
        yield _unopened(Path(error.filename), error.strerror)
    kept = [file for file in files if not is_hidden(str(file.relative_to(folder)))]
    if not kept and not unopened:
        message = f"{_shown(folder.name)}：文件夹里没有文件，请换一个。"
        yield Failure(_shown(folder.name), message, "empty_folder")
    for file in sorted(kept):
        if file.is_file() or not file.exists():
            yield from _read(file)
        else:
            yield _unopened(file, "不是普通文件")


def _read(path: Path) -> Iterator[SourceFile | Failure]:
    name = _shown(path.name)
    try:
        if stat.S_ISCHR(path.stat().st_mode):
            yield _unopened(path, "是设备，不是文件")
            return
        data = path.read_bytes()
    except FileNotFoundError:
        message = f"{name}：找不到这个文件，请检查路径（{_shown(str(path))}）。"
        yield Failure(name, message, "missing_file")
        return
    except OSError as error:
        yield _unopened(path, error.strerror)
        return
    if not is_zip(data):
        yield SourceFile(name, _shown(str(path)), data)
        return
    for member in unpack(name, data):
        if isinstance(member, Member):
            inner = f"{_shown(str(path))}/{member.path}"
            yield SourceFile(PurePosixPath(member.path).name, inner, member.data)
        else:
            yield member


def _unopened(path: Path, why: str | None) -> Failure:
    name = _shown(path.name)
    message = f"{name}：打不开（{why}），请检查权限或换一份文件。"
    return Failure(name, message, "unopened_file")


def _shown(path: str) -> str:
    """Return a path that can be written anywhere: names in other encodings are decoded."""
    if path.isprintable() or not any("\udc80" <= character <= "\udcff" for character in path):
        return path
    raw = os.fsencode(path)
    return "/".join(_decoded(part) for part in raw.split(b"/"))


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("utf-8", "replace")


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
