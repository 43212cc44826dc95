"""The texts that are measured: the seeds, and files that the user names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.corpus.store import read_sources
from analysis.schema import Document

SEEDS = Path(__file__).parents[1] / "seeds"


@dataclass(frozen=True)
class Sample:
    """Files, and what cleaning makes of them; ``repeats``: how often a timing is repeated."""

    name: str
    paths: tuple[Path, ...]
    repeats: int

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The cleaned documents; what cannot be read is left out on both sides."""
        documents, _ = read_sources(self.paths)
        return documents

    @property
    def label(self) -> str:
        """The sample with its size."""
        characters = sum(len(document.text) for document in self.documents)
        return f"{self.name}: {len(self.documents):,} documents, {characters:,} characters"

    @property
    def texts(self) -> list[str]:
        """The cleaned texts in simplified characters, which both sides cut."""
        return [document.simplified for document in self.documents]
