"""Fixtures that several folders of tests share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.e2e.browsers import MISSING, is_left_out

if TYPE_CHECKING:
    from analysis.corpus.corpus import Corpus
    from analysis.schema import Document

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"

# No deadline: a slow machine is no wrong result.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were not collected."""
    if is_left_out():
        terminalreporter.write_line(f"tests/e2e left out: {MISSING}")


@pytest.fixture(scope="session")
def seed_documents() -> tuple[Document, ...]:
    """The five seeds, read and cleaned."""
    from analysis.ingest.documents import read_document  # noqa: PLC0415 - only for who asks

    return tuple(
        read_document(path.stem, path.read_bytes(), path=path.name)
        for path in sorted(SEEDS.glob("*.txt"))
    )


@pytest.fixture(scope="session")
def seeds_corpus(seed_documents: tuple[Document, ...]) -> Corpus:
    """The five seeds under the default settings."""
    from analysis.corpus.build import build_corpus  # noqa: PLC0415 - only for who asks

    return build_corpus(seed_documents)
