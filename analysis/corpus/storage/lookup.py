"""Which documents of a corpus have some values of a field: found in bulk, without their strings."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.layout import Layout
from analysis.corpus.segments.arrays import arrow_strings

Field = Literal["name", "path", "doc_id", "encoding", "details"]


def rows_of(layout: Layout, field: Field, values: Iterable[str]) -> dict[str, list[int]]:
    """Return the rows of the documents with some values of a field, by value."""
    wanted = pa.array([_encoded(value) for value in set(values)], type=pa.large_binary())
    return _rows_where(layout, field, lambda strings: pc.is_in(strings, value_set=wanted))


def rows_at(layout: Layout, paths: Iterable[str]) -> dict[str, list[int]]:
    """Return the rows of the documents of some files, by their absolute path.

    Documents that were read by an earlier version may have one that begins in the working folder.
    """
    wanted = set(paths)
    found = rows_of(layout, "path", wanted)
    relative = _rows_where(layout, "path", lambda strings: pc.invert(pc.starts_with(strings, "/")))
    for path, rows in relative.items():
        absolute = os.path.abspath(path) if path else ""  # noqa: PTH100 - a Path takes as long
        if absolute in wanted and absolute != path:
            found[absolute] = [*found.get(absolute, ()), *rows]
    return found


def rows_below(layout: Layout, folder: str) -> dict[str, list[int]]:
    """Return the rows of the documents below a folder, zip file or table, by path."""
    start = _encoded(f"{folder}/")
    return _rows_where(layout, "path", lambda strings: pc.starts_with(strings, start))


def rows_cleaned(layout: Layout, cause: str) -> list[int]:
    """Return the rows of the documents that a rule or a step of cleaning may have changed.

    Those are all that it did change, and few others: see ``Removal.cause``.
    """
    sign = json.dumps(cause)
    found = _rows_where(layout, "details", lambda strings: pc.match_substring(strings, sign))
    return sorted(row for rows in found.values() for row in rows)


def names_ending(layout: Layout, ending: str) -> dict[str, list[int]]:
    """Return the rows of the documents whose name ends in some way, by name."""
    return _rows_where(layout, "name", lambda strings: pc.ends_with(strings, ending))


def values_at(layout: Layout, field: Field, rows: Sequence[int]) -> list[str]:
    """Return a field of some documents."""
    segments, local = (column[np.asarray(rows, dtype=np.int64)] for column in layout.places)
    found = np.full(len(rows), "", dtype=object)
    for number in np.unique(segments).tolist():
        here = np.flatnonzero(segments == number)
        strings = _strings(layout, number, field).take(pa.array(local[here]))
        found[here] = list(map(_decoded, strings.to_pylist()))
    values: list[str] = found.tolist()
    return values


def _rows_where(
    layout: Layout, field: Field, test: Callable[[pa.LargeBinaryArray], Any]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number in range(len(layout.segments)):
        strings = _strings(layout, number, field)
        passed = np.flatnonzero(test(strings).to_numpy(zero_copy_only=False))
        if not len(passed):
            continue
        values = strings.take(pa.array(passed)).to_pylist()
        rows = layout.document_rows[number][passed].tolist()
        for value, row in zip(values, rows, strict=True):
            if row >= 0:
                found.setdefault(_decoded(value), []).append(row)
    return found


def _strings(layout: Layout, number: int, field: Field) -> pa.LargeBinaryArray:
    # As bytes: a path may hold what is no character, and Arrow would refuse to decode it.
    return arrow_strings(layout.segments[number].texts, field).cast(pa.large_binary())


def _encoded(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


def _decoded(value: bytes) -> str:
    return value.decode("utf-8", "surrogatepass")
