"""What imports into a corpus of the user did: kept beside it, so that reports can be read later."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.storage.files import write_whole
from analysis.schema import Failure
from app import corpora
from app.imports import Report

KEPT = 20
"""Imports into one corpus that are remembered."""
_FILE = "imports.json"


class Import(NamedTuple):
    """An import: when it was over (ISO, local time, to the second) and what it did."""

    when: str
    report: Report


def note(report: Report) -> None:
    """Remember what an import into a corpus of the user did; of another corpus nothing is kept."""
    folder = _folder(report.corpus_id)
    if folder is not None:
        now = datetime.now().astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
        entries = [_entry(now, report), *_entries(folder)][:KEPT]
        content = json.dumps(entries, ensure_ascii=False)
        data = content.encode("utf-8", "surrogatepass")
        write_whole(folder / _FILE, lambda file: file.write(data))


def noted(corpus_id: str) -> list[Import]:
    """Return the imports into a corpus that are remembered, the last one first."""
    folder = _folder(corpus_id)
    found = [] if folder is None else _entries(folder)
    return [_import(corpus_id, entry) for entry in found]


def _folder(corpus_id: str) -> Path | None:
    folder = corpora.folder_of(corpus_id) if corpus_id else None
    return folder if folder is not None and corpora.is_own(folder) else None


def _entry(when: str, report: Report) -> dict[str, Any]:
    return {
        "when": when,
        "added": report.added,
        "unchanged": report.unchanged,
        "failures": [list(failure) for failure in report.failures],
    }


def _entries(folder: Path) -> Sequence[dict[str, Any]]:
    """Return what is remembered; a file that cannot be read is as good as none."""
    try:
        found = json.loads((folder / _FILE).read_bytes().decode("utf-8", "surrogatepass"))
        for entry in found:
            _import("", entry)  # or it is none of ours
        return list(found)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return []


def _import(corpus_id: str, entry: Mapping[str, Any]) -> Import:
    failures = tuple(Failure(*failure) for failure in entry["failures"])
    report = Report(corpus_id, tuple(entry["added"]), int(entry["unchanged"]), failures)
    return Import(str(entry["when"]), report)
