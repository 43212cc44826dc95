"""Named arrays in one file, mapped into memory: what is not touched is not read.

A file is a line of JSON (name, type, shape and place of each array), then the arrays as they lie in
memory, each from a multiple of 64 bytes on. Such files are derived and can be made anew; what lasts
is Parquet.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Array = npt.NDArray[Any]
Arrays = Mapping[str, Array]

_ALIGNED = 64
_MAGIC = b"wenjian arrays 1\n"


def write_arrays(file: BinaryIO, arrays: Arrays) -> None:
    """Write arrays to a file that is open for writing."""
    entries: dict[str, tuple[str, tuple[int, ...], int]] = {}
    place = 0
    for name, array in arrays.items():
        entries[name] = (array.dtype.str, array.shape, place)
        place += _aligned(array.nbytes)
    header = json.dumps(entries).encode() + b"\n"
    begin = _aligned(len(_MAGIC) + len(header))
    file.write((_MAGIC + header).ljust(begin, b" "))
    for array in arrays.values():
        file.write(np.ascontiguousarray(array).data)
        file.write(b"\0" * (_aligned(array.nbytes) - array.nbytes))


class MappedArrays(Mapping[str, Array]):
    """The arrays of a file, read-only; pages are read when they are touched.

    Parameters
    ----------
    data
        The whole file.

    Raises
    ------
    ValueError
        It is not whole, or not a file of this kind.
    """

    def __init__(self, data: Array) -> None:
        if data[: len(_MAGIC)].tobytes() != _MAGIC:
            message = "not a file of arrays"
            raise ValueError(message)
        header = _line(data, len(_MAGIC))
        self._data = data[_aligned(len(_MAGIC) + len(header)) :]
        self._entries: dict[str, tuple[str, list[int], int]] = json.loads(header)
        self._arrays: dict[str, Array] = {}
        for dtype, shape, place in list(self._entries.values())[-1:]:
            if len(self._data) < place + _size(dtype, shape):
                message = "the file was cut off"
                raise ValueError(message)

    def __getitem__(self, name: str) -> Array:
        array = self._arrays.get(name)
        if array is None:
            dtype, shape, place = self._entries[name]
            whole = self._data[place : place + _size(dtype, shape)]
            array = whole.view(dtype).reshape(shape)
            self._arrays[name] = array
        return array

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def map_arrays(path: Path) -> MappedArrays:
    """Return the arrays of a file, mapped into memory.

    Raises
    ------
    OSError
        The file is not there or cannot be opened.
    ValueError
        It is not whole, or not a file of this kind.
    """
    # Arrow lets go of the file and keeps the memory: a corpus has more files than may be open.
    with pa.memory_map(str(path)) as file:
        data = np.frombuffer(file.read_buffer(), dtype=np.uint8)
    return MappedArrays(data)


def _size(dtype: str, shape: Sequence[int]) -> int:
    return math.prod(shape) * np.dtype(dtype).itemsize


def pack_strings(name: str, values: Iterable[str | None]) -> dict[str, Array]:
    """Return a list of strings as arrays: bytes, where each begins, which are missing."""
    given = list(values)
    encoded = [b"" if value is None else value.encode("utf-8", "surrogatepass") for value in given]
    sizes = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
    return {
        f"{name}_bytes": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        f"{name}_firsts": np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        f"{name}_missing": np.fromiter((v is None for v in given), np.bool_, len(given)),
    }


def unpack_strings(arrays: Arrays, name: str) -> list[str | None]:
    """Return a list of strings that ``pack_strings`` packed."""
    strings: list[str | None] = list(known_strings(arrays, name))
    for row in np.flatnonzero(arrays[f"{name}_missing"]).tolist():
        strings[row] = None
    return strings


def known_strings(arrays: Arrays, name: str) -> list[str]:
    """Return a list of strings, an empty one for each that is missing."""
    data = arrays[f"{name}_bytes"].tobytes()
    firsts = arrays[f"{name}_firsts"]
    text = data.decode("utf-8", "surrogatepass")
    if len(text) < len(data):
        # Byte offsets become offsets of characters: every byte that continues none begins one.
        begins = (np.frombuffer(data, dtype=np.uint8) & 0xC0) != 0x80
        firsts = np.concatenate([[0], np.cumsum(begins, dtype=np.int64)])[firsts]
    places = firsts.tolist()
    return [text[a:b] for a, b in pairwise(places)]


def arrow_strings(arrays: Arrays, name: str) -> pa.LargeStringArray:
    """Return a list of strings as an Arrow array over the same memory."""
    firsts = arrays[f"{name}_firsts"]
    return pa.LargeStringArray.from_buffers(
        len(firsts) - 1,
        pa.py_buffer(np.ascontiguousarray(firsts)),
        pa.py_buffer(np.ascontiguousarray(arrays[f"{name}_bytes"])),
    )


def pack_codes(name: str, values: Sequence[str | None] | Array) -> dict[str, Array]:
    """Return a column of few different strings as codes and the strings; a missing one is -1."""
    kept = list(values)
    rows = [value for value in dict.fromkeys(kept) if value is not None]
    known = {None: -1, **dict(zip(rows, range(len(rows)), strict=True))}
    least: type[np.signedinteger[Any]] = np.int8 if len(rows) < 127 else np.int32
    codes = np.fromiter(map(known.__getitem__, kept), least, len(kept))
    return {name: codes, **pack_strings(f"{name}_values", rows)}


def numbered(values: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """Return a number for each value, equal ones alike, and the values by their numbers.

    They are numbered from 0 by first appearance.
    """
    coded = pa.array(values).dictionary_encode()
    return coded.indices.to_numpy(), coded.dictionary.to_numpy()


def _line(data: Array, start: int) -> bytes:
    stop = start
    while True:
        piece: bytes = data[stop : stop + 4096].tobytes()
        at = piece.find(b"\n")
        if at >= 0:
            return data[start : stop + at + 1].tobytes()
        if not piece:
            message = "the header of a file of arrays has no end"
            raise ValueError(message)
        stop += len(piece)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
