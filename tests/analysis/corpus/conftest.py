"""Loading dictionaries and gazetteer takes longer than a small corpus: done once a settings."""

from __future__ import annotations

from functools import cache

import pytest

from analysis.annotate.document import Annotator

loaded = cache(Annotator)


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.corpus.build.Annotator", loaded)
    monkeypatch.setattr("analysis.corpus.storage.jobs.Annotator", loaded)
