"""Members of a zip file, one after another, within limits counted while reading."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO, NamedTuple

from analysis.ingest.containers.opening import open_table
from analysis.ingest.containers.records import Row
from analysis.ingest.containers.rereading import read_rows
from analysis.ingest.decoding.decode import decode
from analysis.ingest.hidden import is_hidden
from analysis.ingest.sniff import is_zip
from analysis.schema import DEFAULT_IMPORT, Failure, ImportOptions

CHUNK = 1 << 20
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_DRIVE = re.compile(r"\A[A-Za-z]:|:\Z")
_READ_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""Others are rare, and grow without end in one step: bzip2 makes 45 MB out of 45 bytes."""
_METHODS = {9: "Deflate64", 12: "BZip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}
_AES = 99
_HEADER = 30
"""Bytes of the header before a member, at least."""
_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)

Place = tuple[int, ...]
"""Where a member stands in the list of its zip file; of a zip file in a zip file, one number each,
and of a row of a table its own, which is below 0, behind that of the table.

Names would not do: a zip file may have two members of one name.
"""


class Member(NamedTuple):
    """A file in a zip file; ``path`` starts below the zip file and never leads out of it."""

    path: str
    data: bytes
    place: Place


@dataclass
class _Budget:
    """What may still be unpacked from one outermost zip file."""

    members: int
    size: int
    options: ImportOptions


class _LimitError(Exception):
    """A limit is reached; holds sentence and code."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def unpack(
    name: str, file: BinaryIO, options: ImportOptions = DEFAULT_IMPORT
) -> Iterator[Member | Failure]:
    """Yield the files of an open zip file, also of zip files in it, and what could not be read.

    A table yields its rows. Depth, members and bytes are limited by ``options``; a member that
    grows beyond measure is refused. Names are freed of ``..``, drives and roots; those not marked
    UTF-8 are decoded.
    """
    empty = True
    budget = _Budget(options.max_members, options.max_bytes, options)
    try:
        for member in _members(name, file, budget, depth=1):
            empty = False
            yield member
    except _LimitError as error:
        yield Failure(name, f"{name}：{error}", error.code)
        return
    if empty:
        yield Failure(name, f"{name}：压缩包里没有文件，请换一个。", "empty_zip")


def read_members(
    file: BinaryIO, places: Sequence[Place], options: ImportOptions = DEFAULT_IMPORT
) -> Iterator[bytes | None]:
    """Yield the bytes of members by their places, or None where none can be read any more.

    Members of one zip file that follow one another are read with it opened once, and each within
    the limits of ``unpack``.
    """
    archive = _opened(file)
    if archive is None:
        yield from (None for _ in places)
        return
    with archive:
        members = archive.infolist()
        for (position, is_last), group in groupby(places, key=lambda p: (p[0], len(p) == 1)):
            inner = [place[1:] for place in group]
            known = position < len(members)
            data = _read_again(archive, members[position], options) if known else None
            if data is None or is_last:
                yield from (data for _ in inner)
            elif inner[0][0] >= 0:
                yield from read_members(io.BytesIO(data), inner, options)
            else:
                name = _member_name(members[position])
                yield from read_rows(name, data, [place[0] for place in inner], options)


def _read_again(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, options: ImportOptions
) -> bytes | None:
    try:
        data = _read("", archive, info, _Budget(1, options.max_bytes, options))
    except _LimitError:
        return None
    return None if isinstance(data, Failure) else data


def _opened(file: BinaryIO) -> zipfile.ZipFile | None:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None


def _members(
    name: str, file: BinaryIO, budget: _Budget, *, depth: int
) -> Iterator[Member | Failure]:
    archive = _opened(file)
    if archive is None:
        yield Failure(name, f"{name}：压缩包已损坏，请重新打包后再导入。", "damaged_zip")
        return
    with archive:
        overlapping = _overlapping(archive.infolist())
        for position, info in enumerate(archive.infolist()):
            path = _safe_path(_member_name(info))
            if info.is_dir() or not path or is_hidden(path):
                continue
            budget.members -= 1
            if budget.members < 0:
                limit = budget.options.max_members
                message = f"压缩包里的文件超过 {limit} 个，其余没有读取；请分成几个压缩包。"
                raise _LimitError(message, "zip_members")
            if position in overlapping:
                yield _overlap(f"{name}/{path}")
                continue
            data = _read(f"{name}/{path}", archive, info, budget)
            if isinstance(data, Failure):
                yield data
            else:
                yield from _expand(name, Member(path, data, (position,)), budget, depth=depth)


def _expand(
    zip_name: str, member: Member, budget: _Budget, *, depth: int
) -> Iterator[Member | Failure]:
    """Yield the member, or of a zip file the members, of a table the rows."""
    name = f"{zip_name}/{member.path}"
    limit = budget.options.max_depth
    if not is_zip(member.data):
        yield from _rows(name, member, budget.options)
    elif depth >= limit:
        message = f"{name}：压缩包套了超过 {limit} 层，请解开里面的压缩包再导入。"
        yield Failure(name, message, "zip_depth")
    else:
        for inner in _members(name, io.BytesIO(member.data), budget, depth=depth + 1):
            if isinstance(inner, Member):
                path, place = f"{member.path}/{inner.path}", member.place + inner.place
                yield Member(path, inner.data, place)
            else:
                yield inner


def _rows(name: str, member: Member, options: ImportOptions) -> Iterator[Member | Failure]:
    rows = open_table(name, member.data, options)
    if rows is None:
        yield member
        return
    for row in rows:
        if isinstance(row, Row):
            path = f"{member.path}/{row.name}" if row.name else member.path
            yield Member(path, row.data, (*member.place, row.place))
        else:
            yield row


def _overlapping(members: Sequence[zipfile.ZipInfo]) -> set[int]:
    """Return the positions of members that begin inside another one, or where another one does.

    Each may then count the same bytes: that is how a small zip file can hold terabytes.
    """
    order = sorted(range(len(members)), key=lambda position: members[position].header_offset)
    found: set[int] = set()
    end, last = -1, -1
    for position in order:
        info = members[position]
        start = info.header_offset
        if start < end:
            found |= {position, last}
        stop = start + _HEADER + info.compress_size
        if stop > end:
            end, last = stop, position
    return found


def _overlap(name: str) -> Failure:
    message = f"{name}：和压缩包里别的文件重叠，可能是恶意文件，没有读取；请重新打包再导入。"
    return Failure(name, message, "zip_overlap")


def _refusal(name: str, info: zipfile.ZipInfo) -> Failure | None:
    """Return why a member is not unpacked at all."""
    if info.flag_bits & _ENCRYPTED or info.compress_type == _AES:
        return Failure(name, f"{name}：有密码保护，请解除密码后再导入。", "zip_password")
    if info.compress_type not in _READ_METHODS:
        method = _METHODS.get(info.compress_type, f"第 {info.compress_type} 号")
        message = f"{name}：用了不能读取的压缩方法（{method}），请用普通的 zip 方法重新打包。"
        return Failure(name, message, "zip_method")
    return None


def _read(
    name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget
) -> bytes | Failure:
    refusal = _refusal(name, info)
    if refusal:
        return refusal
    options = budget.options
    limit = max(info.compress_size, 1) * options.max_ratio
    chunks, size = [], 0
    try:
        with archive.open(info) as file:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                budget.size -= len(chunk)
                if budget.size < 0:
                    most = f"{options.max_bytes / 1_000_000_000:g} GB"
                    message = f"压缩包解开后超过 {most}，其余没有读取；请分成几个压缩包。"
                    raise _LimitError(message, "zip_size")
                if size > limit and size > CHUNK:
                    return _bomb(name, options.max_ratio)
                chunks.append(chunk)
    except _ERRORS:
        return Failure(name, f"{name}：在压缩包里已损坏，请重新打包后再导入。", "damaged_member")
    return b"".join(chunks)


def _bomb(name: str, ratio: int) -> Failure:
    message = f"{name}：解开后大了 {ratio} 倍以上，可能是恶意文件，没有读取。"
    return Failure(name, message, "zip_ratio")


def _member_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    decoded = decode(raw)
    return decoded.text if decoded else info.filename


def _safe_path(name: str) -> str:
    parts = name.replace("\\", "/").replace("\0", "").split("/")
    kept = [_DRIVE.sub("", part) for part in parts if part not in {"", "..", "."}]
    return "/".join(filter(None, kept))
