"""What the layers of a corpus depend on besides the documents: code, resources, engines, settings.

A layer whose key is not the present one is renewed when the corpus is next written.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from analysis.annotate.document import settled_themes
from analysis.schema import Settings

Layer = Literal["documents", "words", "names", "themes"]
LAYERS: tuple[Layer, ...] = ("documents", "words", "names", "themes")

FORMAT = 2
"""Of the files of a corpus; raised when they can no longer be read as before."""
_ROOT = Path(__file__).parents[2]
_STAGES = ("annotate", "ingest", "lexicon", "resources", "schema")
_PACKAGES = (
    *("OpenCC", "ahocorasick-rs", "jieba", "olefile", "pypdfium2", "pypinyin"),
    *("python-calamine", "rjieba"),
)
_INDEX = (
    *("corpus/numbering.py", "corpus/storage/further.py", "corpus/segments/arrays.py"),
    *("corpus/layout.py", "corpus/storage/indexes.py", "corpus/storage/files.py"),
    *("corpus/segments/layers.py", "corpus/segments/ranks.py", "corpus/segments/strings.py"),
    *("corpus/segments/finder.py", "corpus/loops/finder.py", "corpus/loops/tallies.py"),
    *("corpus/segments/occurrences.py", "corpus/segments/sums.py", "corpus/segments/texts.py"),
    "corpus/storage/records.py",
)
_BATCHES = (
    *("corpus/segments/hits.py", "corpus/segments/finder.py", "corpus/loops/finder.py"),
    *("corpus/segments/batch.py", "corpus/segments/join.py", "corpus/segments/words.py"),
    *("corpus/storage/files.py", "corpus/storage/records.py"),
)
_SETTINGS = {
    "documents": (),
    "words": ("engine", "hmm", "lexicon", "user_words"),
    "names": ("organisations",),
}


def layer_key(layer: Layer, settings: Settings) -> str:
    """Return a short hash of everything that a layer depends on besides its documents."""
    if layer == "themes":
        chosen = Settings(themes=settled_themes(settings)).digest("themes")
    else:
        names = _SETTINGS[layer]
        chosen = settings.digest(*names) if names else ""
    return hashlib.sha256(f"{FORMAT}\n{code_digest()}\n{layer}\n{chosen}".encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return a hash of the code and data that turn bytes into annotations, and of the engines."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.relative_to(_ROOT).as_posix().encode())
        digest.update(file.read_bytes())
    for package in _PACKAGES:
        digest.update(f"{package} {_version(package)}\n".encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def index_digest() -> str:
    """Return a short hash of the code that makes the derived arrays; other arrays are stale."""
    digest = hashlib.sha256()
    for name in _INDEX:
        digest.update((_ROOT / name).read_bytes())
    return digest.hexdigest()[:8]


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Return a hash of everything that jobs run: all code of the analysis, data and engines."""
    digest = hashlib.sha256(f"{code_digest()} {_version('pyarrow')}".encode())
    for file in sorted((_ROOT / "corpus").rglob("*.py")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for stage in _STAGES:
        for file in sorted((_ROOT / stage).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                yield file
    for name in _BATCHES:
        yield _ROOT / name


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
