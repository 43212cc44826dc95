"""Rows of tables that a corpus has from a reading in another encoding, or of another column.

A row's name, and with it its path, is read from the table: in another encoding it has another one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from analysis.corpus.storage.lookup import rows_at, rows_below
from analysis.corpus.storage.writer import Writer
from analysis.ingest.sources import SourceFile, SourceReference, refer
from analysis.lexicon.encodings import CODECS
from analysis.schema import Failure, ImportOptions


def rows_outdated(
    writer: Writer, files: Sequence[SourceFile | SourceReference], options: ImportOptions
) -> dict[str, list[int]]:
    """Return, by file, the rows of documents that its tables would hold if read otherwise.

    Only those: a row that is gone from its table since stays. Uploaded tables have no path by
    which they would be known. Whoever removes these rows waits until something of the file was
    read anew (``read_anew``): else nothing would be left of it.

    Parameters
    ----------
    files
        All that was found, with paths from the root on.
    options
        By which it was found.
    """
    if writer.old is None:
        return {}
    layout = writer.old.corpus.layout
    given = {file.path for file in files}
    places: dict[str, set[str]] = {}
    for file in files:
        if isinstance(file, SourceReference) and _is_row(file):
            places.setdefault(file.place[0], set()).add(file.path.rpartition("/")[0])
    outdated: dict[str, list[int]] = {}
    for place, tables in places.items():
        known = rows_at(layout, tables)  # a table that was no table, in that encoding
        for table in tables:
            known |= rows_below(layout, table)
        left = {path: rows for path, rows in known.items() if path not in given}
        for path in _paths_otherwise(place, options) if left else ():
            outdated.setdefault(place, []).extend(left.pop(path, ()))
            if not left:
                break
    return outdated


def read_anew(
    files: Sequence[SourceFile | SourceReference], refused: Collection[str]
) -> frozenset[str]:
    """Return the files of whose tables at least one row was not refused.

    Parameters
    ----------
    refused
        Paths of what could not be read.
    """
    return frozenset(
        file.place[0]
        for file in files
        if isinstance(file, SourceReference) and _is_row(file) and file.path not in refused
    )


def _is_row(file: SourceReference) -> bool:
    """Return whether a file is a row of a table, and not the whole of it."""
    return len(file.place) > 1 and file.place[-1].startswith("-") and file.path != file.place[0]


def _paths_otherwise(place: str, options: ImportOptions) -> Iterator[str]:
    """Yield the paths of what a file holds, read by other columns and in other encodings."""
    readings = [replace(options, text_column="")]
    readings += [replace(options, encoding=encoding) for encoding in ("", *CODECS)]
    for reading in readings:
        if reading == options:
            continue
        for one in refer([Path(place)], reading):
            if not isinstance(one, Failure):
                yield one.path
