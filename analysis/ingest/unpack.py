"""Members of a zip file, one after another, within limits counted while reading."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from analysis.ingest.decode import decode
from analysis.ingest.sniff import is_zip
from analysis.schema import Failure

MAX_DEPTH = 3
MAX_MEMBERS = 10_000
MAX_BYTES = 1_000_000_000
MAX_RATIO = 200
CHUNK = 1 << 20
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


Place = tuple[int, ...]
"""Where a member stands in the list of its zip file; of a zip file in a zip file, one number each.

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


class _LimitError(Exception):
    """A limit is reached; holds sentence and code."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def unpack(name: str, file: BinaryIO) -> Iterator[Member | Failure]:
    """Yield the files of an open zip file, also of zip files in it, and what could not be read.

    Three levels, 10,000 members and 1 GB at most; a member that grows more than 200 times is
    refused. Names are freed of ``..``, drives and roots; those not marked UTF-8 are decoded.
    """
    empty = True
    try:
        for member in _members(name, file, _Budget(MAX_MEMBERS, MAX_BYTES), depth=1):
            empty = False
            yield member
    except _LimitError as error:
        yield Failure(name, f"{name}：{error}", error.code)
        return
    if empty:
        yield Failure(name, f"{name}：压缩包里没有文件，请换一个。", "empty_zip")


def read_members(file: BinaryIO, places: Sequence[Place]) -> Iterator[bytes | None]:
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
            data = _read_again(archive, members[position]) if position < len(members) else None
            if data is None or is_last:
                yield from (data for _ in inner)
            else:
                yield from read_members(io.BytesIO(data), inner)


def _read_again(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    try:
        data = _read("", archive, info, _Budget(1, MAX_BYTES))
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
        for position, info in enumerate(archive.infolist()):
            path = _safe_path(_member_name(info))
            if info.is_dir() or not path or _is_system_file(path):
                continue
            budget.members -= 1
            if budget.members < 0:
                message = f"压缩包里的文件超过 {MAX_MEMBERS} 个，其余没有读取；请分成几个压缩包。"
                raise _LimitError(message, "zip_members")
            data = _read(f"{name}/{path}", archive, info, budget)
            if isinstance(data, Failure):
                yield data
            else:
                yield from _expand(name, Member(path, data, (position,)), budget, depth=depth)


def _expand(
    zip_name: str, member: Member, budget: _Budget, *, depth: int
) -> Iterator[Member | Failure]:
    """Yield the member, or of a zip file the members."""
    name = f"{zip_name}/{member.path}"
    if not is_zip(member.data):
        yield member
    elif depth >= MAX_DEPTH:
        message = f"{name}：压缩包套了超过 {MAX_DEPTH} 层，请解开里面的压缩包再导入。"
        yield Failure(name, message, "zip_depth")
    else:
        for inner in _members(name, io.BytesIO(member.data), budget, depth=depth + 1):
            if isinstance(inner, Member):
                path, place = f"{member.path}/{inner.path}", member.place + inner.place
                yield Member(path, inner.data, place)
            else:
                yield inner


def _read(
    name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget
) -> bytes | Failure:
    if info.flag_bits & _ENCRYPTED:
        return Failure(name, f"{name}：有密码保护，请解除密码后再导入。", "zip_password")
    limit = max(info.compress_size, 1) * MAX_RATIO
    chunks, size = [], 0
    try:
        with archive.open(info) as file:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                budget.size -= len(chunk)
                if budget.size < 0:
                    message = "压缩包解开后超过 1 GB，其余没有读取；请分成几个压缩包。"
                    raise _LimitError(message, "zip_size")
                if size > limit and size > CHUNK:
                    message = f"{name}：解开后大了 {MAX_RATIO} 倍以上，可能是恶意文件，没有读取。"
                    return Failure(name, message, "zip_ratio")
                chunks.append(chunk)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        return Failure(name, f"{name}：在压缩包里已损坏，请重新打包后再导入。", "damaged_member")
    return b"".join(chunks)


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
    parts = PurePosixPath(name.replace("\\", "/").replace("\0", "")).parts
    kept = [part for part in parts if part not in {"/", "..", "."} and not part.endswith(":")]
    return "/".join(kept)


def _is_system_file(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".") or parts[-1] == "Thumbs.db"
