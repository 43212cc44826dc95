"""What lies at and below paths: folders walked, zip files opened, failures told."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from analysis.ingest.containers.opening import open_table
from analysis.ingest.containers.records import Row
from analysis.ingest.hidden import is_hidden
from analysis.ingest.sniff import is_zip_file
from analysis.ingest.unpack import Place, unpack
from analysis.schema import DEFAULT_IMPORT, Failure, ImportOptions

_CORPUS = re.compile(r"documents-[0-9a-f]{16}\.parquet")


class Found(NamedTuple):
    """A file, a member of a zip file, or a row of a table, with its bytes."""

    name: str
    path: str
    """As told to people; of a member or row with the file before it."""
    data: bytes
    file: str
    """The file on the disk, of a member its zip file, as the system names it."""
    place: Place
    """Where in the zip file or table; empty for a file of its own."""


def find_files(
    paths: Sequence[Path], options: ImportOptions = DEFAULT_IMPORT
) -> Iterator[Found | Failure]:
    """Yield the files of ``paths`` in order, folders with all below them, sorted."""
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - False, not an error, for a name too long
            yield from _find_below(str(path), options)
        else:
            yield from _find_in(str(path), options, in_folder=False)


def _find_below(folder: str, options: ImportOptions) -> Iterator[Found | Failure]:
    """Yield all below a folder; name what cannot be opened."""
    files, unopened = _list_below(folder)
    for error in unopened:
        yield unopened_file(error.filename, error.strerror)
    if not files and not unopened:
        name = _name_of(folder)
        yield Failure(name, f"{name}：文件夹里没有文件，请换一个。", "empty_folder")
    for file in sorted(files, key=lambda file: file.replace("/", "\0")):
        yield from _find_in(file, options, in_folder=True)


def _list_below(folder: str) -> tuple[list[str], list[OSError]]:
    """Return the files below a folder, linked folders once, and what cannot be opened."""
    unopened: list[OSError] = []
    files: list[str] = []
    seen: set[str] = set()
    for top, folders, names in os.walk(folder, onerror=unopened.append, followlinks=True):
        real = os.path.realpath(top)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        if any(map(_CORPUS.fullmatch, names)) and top != folder:
            folders.clear()  # a corpus among the documents it was made of
            continue
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        start = (top if top.endswith("/") else f"{top}/").removeprefix("./")
        files += (start + name for name in names if not is_hidden(name))
    return files, unopened


def _find_in(path: str, options: ImportOptions, *, in_folder: bool) -> Iterator[Found | Failure]:
    """Yield a file, or of a zip file the members, of a table the rows."""
    try:
        status = os.stat(path)  # noqa: PTH116 - as for open
        why_not = _no_file(status.st_mode, in_folder=in_folder)
        if why_not:
            yield unopened_file(path, why_not)
            return
        with open(path, "rb") as opened:  # noqa: PTH123 - a Path takes as long
            file: BinaryIO = opened if opened.seekable() else io.BytesIO(opened.read())
            if is_zip_file(file):
                yield from _find_members(path, file, options)
                return
            if status.st_size > options.max_bytes:
                yield _large_file(path, status.st_size, options.max_bytes)
                return
            file.seek(0)
            data = file.read()
    except FileNotFoundError:
        yield missing_file(path)
        return
    except OSError as error:
        yield unopened_file(path, error.strerror)
        return
    yield from _rows_of(path, data, options)


def _no_file(mode: int, *, in_folder: bool) -> str | None:
    """Return what it is instead of a file; who names a pipe means what comes out of it."""
    if stat.S_ISCHR(mode):
        return "是设备，不是文件"
    return "不是普通文件" if in_folder and not stat.S_ISREG(mode) else None


def _rows_of(path: str, data: bytes, options: ImportOptions) -> Iterator[Found | Failure]:
    """Yield a file, or of a table the rows."""
    name, shown = _name_of(path), _shown(path)
    rows = open_table(name, data, options)
    if rows is None:
        yield Found(name, shown, data, path, ())
        return
    for row in rows:
        if isinstance(row, Row):
            inner = f"{shown}/{row.name}" if row.name else shown
            yield Found(row.name or name, inner, row.data, path, (row.place,))
        else:
            yield row


def _find_members(path: str, file: BinaryIO, options: ImportOptions) -> Iterator[Found | Failure]:
    for member in unpack(_name_of(path), file, options):
        if isinstance(member, Failure):
            yield member
            continue
        name, inner = f"{_name_of(path)}/{member.path}", f"{_shown(path)}/{member.path}"
        yield Found(name, inner, member.data, path, member.place)


def _large_file(path: str, size: int, limit: int) -> Failure:
    name = _name_of(path)
    message = (
        f"{name}：太大（{size / 1_000_000:.0f} MB），超过 {limit / 1_000_000:g} MB 的上限，"
        "没有读取；请拆成几个文件再导入。"
    )
    return Failure(name, message, "file_size")


def missing_file(path: str) -> Failure:
    """Return the sentence for a path where nothing is."""
    name = _name_of(path)
    message = f"{name}：找不到这个文件，请检查路径（{_shown(path)}）。"
    return Failure(name, message, "missing_file")


def unopened_file(path: str, why: str | None) -> Failure:
    """Return the sentence for a file that the system does not open."""
    name = _name_of(path)
    message = f"{name}：打不开（{why}），请检查权限或换一份文件。"
    return Failure(name, message, "unopened_file")


def _name_of(path: str) -> str:
    return _shown(path.rstrip("/").rpartition("/")[2])


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
