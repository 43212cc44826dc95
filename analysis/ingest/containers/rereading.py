"""Records of a table by their places, for those that found it before and come again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock

from analysis.ingest.containers import opening
from analysis.ingest.containers.records import Row
from analysis.ingest.sniff import suffix_of
from analysis.schema import ImportOptions


def read_rows(
    name: str, data: bytes, places: Sequence[int], options: ImportOptions
) -> Iterator[bytes | None]:
    """Yield the bytes of records by their places, or None where none is there any more."""
    yield from _last_table().take(name, data, places, options)


class _LastTable:
    """The records of the table that was opened last, as long as nobody has asked for them.

    A large table is read by many jobs, each of which takes some of its records: opened for each of
    them, it would be opened as often as it is large.
    """

    def __init__(self) -> None:
        self._key: tuple[str, bytes, ImportOptions] | None = None
        self._rows: dict[int, bytes] = {}
        self._lock = Lock()

    def take(
        self, name: str, data: bytes, places: Sequence[int], options: ImportOptions
    ) -> list[bytes | None]:
        """Return the bytes of records and let go of them."""
        key = suffix_of(name), hashlib.sha256(data).digest(), options
        with self._lock:
            if key != self._key or not self._rows.keys() >= set(places):
                found = opening.open_table(name, data, options) or iter(())
                self._rows = {row.place: row.data for row in found if isinstance(row, Row)}
                self._key = key
            return [self._rows.pop(place, None) for place in places]


@lru_cache(maxsize=1)
def _last_table() -> _LastTable:
    return _LastTable()
