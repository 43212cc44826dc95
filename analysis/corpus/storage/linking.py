"""A second corpus folder over the files of a first one, for a moment: nothing large is copied."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from analysis.corpus.storage.index_names import INDEX, index_files
from analysis.corpus.storage.manifest import MANIFEST, read_manifest, readable


def link_files(folder: Path, copy: Path) -> None:
    """Make a folder that holds the corpus of another one; its files are never changed by either.

    Raises
    ------
    CorpusStoreError
        There is no corpus, or it cannot be read.
    """
    read_manifest(folder)  # says what is wrong, of this folder
    with readable(folder):
        (copy / INDEX).mkdir(parents=True)
        # A writer may put another manifest in place meanwhile: what is linked is what was copied.
        shutil.copy(folder / MANIFEST, copy / MANIFEST)
        manifest = read_manifest(copy)
        for name in manifest.files:
            _link(folder / name, copy / name)
        for name in index_files(manifest):
            if (folder / INDEX / name).exists():
                _link(folder / INDEX / name, copy / INDEX / name)


def _link(file: Path, place: Path) -> None:
    source = file.absolute()
    try:
        place.symlink_to(source)
    except OSError:  # not every system lets everybody
        try:
            os.link(source, place)
        except OSError:
            shutil.copy(source, place)
