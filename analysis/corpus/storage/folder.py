"""Reading a corpus folder: the manifest, then the arrays that it names, all at one moment."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from analysis.corpus.corpus import Corpus
from analysis.corpus.layout import Layout
from analysis.corpus.numbers import Numbers
from analysis.corpus.renaming import renamed
from analysis.corpus.storage.holding import sweep_programs
from analysis.corpus.storage.indexes import Index
from analysis.corpus.storage.manifest import Manifest, read_manifest, readable
from analysis.errors import CorpusStoreError

_READ_TRIES = 5


class Opened(NamedTuple):
    """A corpus and the manifest that it was read by."""

    manifest: Manifest
    corpus: Corpus


def read_folder(folder: Path) -> Opened:
    """Return the corpus that lies in a folder, as it was last written.

    Files are mapped, not read: what a question does not touch costs nothing.

    Raises
    ------
    CorpusStoreError
        The folder holds no corpus, or one that cannot be read.
    """
    for tries_left in reversed(range(_READ_TRIES)):
        manifest = read_manifest(folder)
        themes = [theme.key for theme in manifest.themes]
        try:
            with readable(folder):
                index = Index(folder)
                segments, numbered = index.open(manifest.segments, themes, manifest.vocabulary)
        except CorpusStoreError as error:
            # A writer may have replaced it meanwhile.
            if isinstance(error.__cause__, FileNotFoundError) and tries_left:
                continue
            raise
        if index.has_written:
            sweep_programs(folder)
        layout = Layout(renamed(segments, manifest.corrections), manifest.pieces)
        return Opened(manifest, _corpus(manifest, layout, numbered))
    raise AssertionError  # the last try returns or raises


def read_lazily(folder: Path, index: Index) -> Opened:
    """Return the corpus that lies in a folder for its writer: without counts, and little mapped.

    Raises
    ------
    CorpusStoreError
        The manifest cannot be read.
    """
    manifest = read_manifest(folder)
    segments = index.lazily(manifest.segments, [theme.key for theme in manifest.themes])
    return Opened(manifest, _corpus(manifest, Layout(segments, manifest.pieces), None))


def _corpus(manifest: Manifest, layout: Layout, numbered: Numbers | None) -> Corpus:
    rows = [[-1] * manifest.n_documents for _ in range(2)]
    for originals, pairs in zip(rows, (manifest.copies, manifest.near_copies), strict=True):
        for row, original in pairs:
            originals[row] = original
    return Corpus(
        corpus_id=manifest.corpus_id,
        layout=layout,
        settings=manifest.settings,
        themes=manifest.themes,
        duplicate_of=tuple(rows[0]),
        near_copy_of=tuple(rows[1]),
        numbered=numbered,
        corrections=manifest.corrections,
    )
