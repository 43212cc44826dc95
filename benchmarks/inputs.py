"""What the suites measure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.texts import Sample


@dataclass(frozen=True)
class Inputs:
    """Documents as files, and corpora that are built already."""

    samples: tuple[Sample, ...]
    """The seeds first, then what the user named."""
    corpora: tuple[Path, ...] = ()
    """Folders made by ``python -m analysis build``."""
    documents: int = 1000
    """Of the corpus that is made of the last sample's sentences where none is given."""
    pages: tuple[Path, ...] = ()
    """Folders of saved web pages with their main text."""
