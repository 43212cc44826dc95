"""Records of a table by their places, for those that found it before and come again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock, Timer, current_thread

from analysis.ingest.containers import opening
from analysis.ingest.containers.records import Row
from analysis.ingest.sniff import suffix_of
from analysis.schema import ImportOptions

HELD = 60.0
"""Seconds for which the records of a table are held for the next job."""


def read_rows(
    name: str, data: bytes, places: Sequence[int], options: ImportOptions
) -> Iterator[bytes | None]:
    """Yield the bytes of records by their places, or None where none is there any more."""
    yield from _last_table().take(name, data, places, options)


class _LastTable:
    """The records of the table that was opened last, which nobody has asked for so far.

    Those nobody asks for, since a corpus has them already, are let go of ``HELD`` seconds after
    the last question. A large table is read by many jobs, each of which takes some of its records:
    opened for each of them, it would be opened as often as it is large.
    """

    def __init__(self) -> None:
        self._key: tuple[str, bytes, ImportOptions] | None = None
        self._rows: dict[int, bytes] = {}
        self._lock = Lock()
        self._timer: Timer | None = None

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
            taken = [self._rows.pop(place, None) for place in places]
            self._let_go_later()
            return taken

    def _let_go_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._rows:
            self._timer = Timer(HELD, self._let_go)
            self._timer.daemon = True
            self._timer.start()

    def _let_go(self) -> None:
        with self._lock:
            if self._timer is current_thread():  # else somebody has asked in between
                self._rows = {}
                self._key = self._timer = None


@lru_cache(maxsize=1)
def _last_table() -> _LastTable:
    return _LastTable()
