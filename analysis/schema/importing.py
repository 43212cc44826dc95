"""Choices and limits of reading files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportOptions:
    """What the user decides about the reading of files; by default nothing, within limits.

    A corpus keeps the documents that it has read: other options hold for files that are imported
    from then on, and for those that are imported again.
    """

    encoding: str = ""
    """Of files that are text, one of ``lexicon.encodings.CODECS``; empty: found by looking."""
    text_column: str = ""
    """Column of tables, or key of JSON objects, that holds the text; empty: found by looking."""
    rules_off: tuple[str, ...] = ()
    """Names of residue rules that are not to be applied."""
    max_characters: int = 20_000_000
    """Of the text of one document."""
    max_members: int = 10_000
    """Files in one zip file, those of zip files in it among them."""
    max_bytes: int = 1_000_000_000
    """Of one file that is read, and of all that one zip file holds, unpacked."""
    max_ratio: int = 200
    """How many times larger a member of a zip file may become."""
    max_depth: int = 3
    """Zip files in zip files, the outermost counted."""
    max_rows: int = 20_000
    """Documents of one table."""
    max_seconds: int = 60
    """For the reading of one file."""


DEFAULT_IMPORT = ImportOptions()
"""What holds where nobody has chosen anything."""
