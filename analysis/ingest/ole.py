"""Compound files (OLE): the container of Office documents before 2007 and of encrypted ones."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from olefile import OleFileIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ERRORS = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, RecursionError)
"""What reading a damaged container can end in."""

_SECTOR = 4096
_COUNTS = struct.Struct("<44xI16xI4xI")
"""Numbers of sectors in the header: of the allocation table, the small one, the master one."""


def open_ole(data: bytes) -> OleFileIO | None:
    """Return the open container, or ``None`` if it is damaged.

    What the header states is checked against the size first: a small file with large numbers in it
    would make the library read the same sector millions of times.
    """
    from olefile import OleFileIO  # noqa: PLC0415 - needed for such files only

    if len(data) < 1536 or not _has_true_counts(data):
        return None
    try:
        # Some writers leave the last sector short.
        ole = OleFileIO(io.BytesIO(data + bytes(-len(data) % _SECTOR)))
    except ERRORS:
        return None
    return ole if ole.root is not None and ole.root.size <= len(data) else None


def stream_names(ole: OleFileIO) -> frozenset[str]:
    """Return the names of streams and storages at the top of a container."""
    return frozenset(entry[0] for entry in ole.listdir(streams=True, storages=True))


def read_stream(ole: OleFileIO, name: str) -> bytes | None:
    """Return the bytes of a stream at the top, or ``None`` if there is none or it is damaged."""
    try:
        if not ole.exists(name) or ole.get_size(name) > ole.fp.getbuffer().nbytes:
            return None
        data: bytes = ole.openstream(name).read()
    except ERRORS:
        return None
    return data


def _has_true_counts(data: bytes) -> bool:
    n_sectors = len(data) // 512 + 1
    n_tables, n_small, n_masters = _COUNTS.unpack_from(data)
    fit: bool = max(n_tables, n_small) <= n_sectors and n_masters <= n_sectors // 127 + 1
    return fit
