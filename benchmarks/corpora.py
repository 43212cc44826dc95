"""The corpora that are asked, changed and weighed: those of the user, or one that is made."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.building import build
from benchmarks.inputs import Inputs
from benchmarks.resampled import documents, read_source, write


@contextmanager
def corpora(inputs: Inputs) -> Iterator[Sequence[Path]]:
    """Give the corpora of the user, or one that is made of the sentences of the last sample."""
    if inputs.corpora:
        yield inputs.corpora
        return
    with tempfile.TemporaryDirectory() as scratch:
        files, corpus = Path(scratch) / "files", Path(scratch) / "corpus"
        source = read_source(inputs.samples[-1].paths)
        write(documents(source, inputs.documents, seed=1), files)
        build((files,), corpus)
        yield [corpus]
