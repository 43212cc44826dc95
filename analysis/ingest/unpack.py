"""Members of a zip file, in memory, within limits counted while reading."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

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


class Member(NamedTuple):
    """A file in a zip file; ``path`` starts below the zip file and never leads out of it."""

    path: str
    data: bytes


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


def unpack(name: str, data: bytes) -> Iterator[Member | Failure]:
    """Yield the files of a zip file, also of zip files in it, and what could not be read.

    Three levels, 10,000 members and 1 GB at most; a member that grows more than 200 times is
    refused. Names are freed of ``..``, drives and roots; those not marked UTF-8 are decoded.
    """
    empty = True
    try:
        for member in _members(name, data, _Budget(MAX_MEMBERS, MAX_BYTES), depth=1):
            empty = False
            yield member
    except _LimitError as error:
        yield Failure(name, f"{name}：{error}", error.code)
        return
    if empty:
        yield Failure(name, f"{name}：压缩包里没有文件，请换一个。", "empty_zip")


def _members(name: str, data: bytes, budget: _Budget, *, depth: int) -> Iterator[Member | Failure]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield Failure(name, f"{name}：压缩包已损坏，请重新打包后再导入。", "damaged_zip")
        return
    with archive:
        for info in archive.infolist():
            path = _safe_path(_member_name(info))
            if info.is_dir() or not path or _is_system_file(path):
                continue
            budget.members -= 1
            if budget.members < 0:
                message = f"压缩包里的文件超过 {MAX_MEMBERS} 个，其余没有读取；请分成几个压缩包。"
                raise _LimitError(message, "zip_members")
            yield from _member(f"{name}/{path}", path, (archive, info), budget, depth=depth)


def _member(
    name: str,
    path: str,
    place: tuple[zipfile.ZipFile, zipfile.ZipInfo],
    budget: _Budget,
    *,
    depth: int,
) -> Iterator[Member | Failure]:
    data = _read(name, *place, budget)
    if isinstance(data, Failure):
        yield data
    elif not is_zip(data):
        yield Member(path, data)
    elif depth >= MAX_DEPTH:
        message = f"{name}：压缩包套了超过 {MAX_DEPTH} 层，请解开里面的压缩包再导入。"
        yield Failure(name, message, "zip_depth")
    else:
        for inner in _members(name, data, budget, depth=depth + 1):
            if isinstance(inner, Member):
                yield inner._replace(path=f"{path}/{inner.path}")
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
