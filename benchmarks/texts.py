"""The texts that are measured: the seeds, and a folder that the user names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.store import read_sources
from analysis.schema import Document

SEEDS = Path(__file__).parents[1] / "seeds"


@dataclass(frozen=True)
class Sample:
    """Files, and what cleaning makes of them; ``repeats``: how often a timing is repeated."""

    label: str
    paths: tuple[Path, ...]
    documents: tuple[Document, ...]
    repeats: int

    @property
    def texts(self) -> list[str]:
        """The cleaned texts in simplified characters, which both sides cut."""
        return [document.simplified for document in self.documents]


def read_sample(name: str, path: Path, *, repeats: int) -> Sample:
    """Read and clean all files of a folder; what cannot be read is left out on both sides."""
    documents, _ = read_sources([path])
    characters = sum(len(document.text) for document in documents)
    label = f"{name}: {len(documents)} documents, {characters:,} characters"
    return Sample(label, (path,), documents, repeats)
