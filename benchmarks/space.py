"""The bytes of corpus folders by what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.corpus.storage.index_names import INDEX, index_files
from analysis.corpus.storage.manifest import MANIFEST, read_manifest
from analysis.corpus.store import open_corpus
from benchmarks.inputs import Inputs
from benchmarks.timing import Result

ABOUT = """
Files that the present manifest names; a folder also holds those of the version before, until the
next write. Parquet is what a corpus consists of, compressed; the index is derived from it, not
compressed, and mapped. Characters are those of the cleaned texts, white space left out."""


def measure(inputs: Inputs) -> list[Result]:
    """Weigh every corpus."""
    return [line for folder in inputs.corpora for line in _measure(folder)]


def _measure(folder: Path) -> Iterator[Result]:
    open_corpus(folder)  # makes derived arrays that are missing
    manifest = read_manifest(folder)
    characters = sum(segment.characters for segment in manifest.segments)
    on = f"{manifest.n_documents:,} documents, {characters / 1e6:.1f} million characters"
    parquet = _by_kind(folder / name for name in manifest.files)
    index = _by_kind(folder / INDEX / name for name in index_files(manifest))
    other = Counter({MANIFEST: (folder / MANIFEST).stat().st_size})
    for what, sizes in (("Parquet", parquet), ("index", index), ("manifest", other)):
        parts = ", ".join(f"{kind} {size / characters:.2f}" for kind, size in sizes.most_common())
        yield Result(f"{what}, MB a million characters", on, _shown(sizes, characters, parts))


def _by_kind(files: Iterable[Path]) -> Counter[str]:
    sizes = Counter[str]()
    for file in files:
        if file.exists():
            sizes[file.name.partition("-")[0]] += file.stat().st_size
    return sizes


def _shown(sizes: Counter[str], characters: int, parts: str) -> str:
    total = sizes.total()
    return f"{total / characters:.3g} ({total / 1e6:.3g} MB)" + (
        f": {parts}" if len(sizes) > 1 else ""
    )
