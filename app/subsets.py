"""Hand-picked sets of documents, kept on this machine under a short id that a link can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from analysis.corpus.storage.files import write_whole
from app import corpora

_ID = re.compile(r"[0-9a-f]{12}")
_READ = 16
"""Sets that are kept in memory."""


def folder() -> Path:
    """Return the folder of the sets, beside that of the corpora; it may not exist yet."""
    return corpora.data_folder().parent / "subsets"


def keep(names: Sequence[str]) -> str:
    """Keep names of documents and return their id: the same names have the same one."""
    chosen = sorted(set(names))
    subset_id = sha256("\n".join(chosen).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    file = folder() / f"{subset_id}.json"
    if not file.exists():
        folder().mkdir(parents=True, exist_ok=True)
        content = json.dumps({"documents": chosen})
        write_whole(file, lambda opened: opened.write(content.encode()))
    return subset_id


def names_in(subset_id: str) -> tuple[str, ...]:
    """Return the names of the documents of a set; none if it is not on this machine."""
    return _read(folder() / f"{subset_id}.json") if _ID.fullmatch(subset_id) else ()


def _read(file: Path) -> tuple[str, ...]:
    try:
        return _content(file, file.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


@lru_cache(maxsize=_READ)
def _content(file: Path, changed: int) -> tuple[str, ...]:
    del changed  # another version of the file is read anew
    return tuple(map(str, json.loads(file.read_bytes())["documents"]))
