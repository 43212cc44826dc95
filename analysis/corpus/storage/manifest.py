"""The manifest of a corpus folder: which files make up the corpus, and under which settings."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from analysis.corpus.layout import Piece
from analysis.corpus.storage.engine import FORMAT
from analysis.corpus.storage.files import sync_folder, write_whole
from analysis.errors import CorpusStoreError, ResourceError
from analysis.lexicon.corrections import entries_of, read_entries
from analysis.schema import Correction, ImportOptions, Organisation, Settings, Theme, UserWord

MANIFEST = "manifest.json"
_DOCUMENTS = re.compile(r"documents-[0-9a-f]{16}\.parquet")


class StoredSegment(NamedTuple):
    """Some documents of a corpus and the files that hold them, by table.

    The counts are of all its documents, removed ones among them.
    """

    documents: int
    characters: int
    tokens: int
    files: dict[str, str]


class Manifest(NamedTuple):
    """What a corpus is made of; documents are in the order of the pieces."""

    corpus_id: str
    version: int
    settings: Settings
    themes: tuple[Theme, ...]
    """Those in force when the theme hits were found."""
    keys: dict[str, str]
    """Key of each layer; see ``engine.layer_key``."""
    segments: tuple[StoredSegment, ...]
    pieces: tuple[Piece, ...]
    """Which documents of which segment, counted from 0; what is in no piece was removed."""
    copies: tuple[tuple[int, int], ...]
    """Rows of documents that repeat another one, and the rows of those."""
    near_copies: tuple[tuple[int, int], ...]
    vocabulary: str
    """Name of the list of words whose strings are counted in every segment."""
    corrections: tuple[Correction, ...] = ()
    """Made by hand, in that order; those of documents are part of the annotations already."""

    @property
    def n_documents(self) -> int:
        """Number of documents."""
        return sum(piece.stop - piece.first for piece in self.pieces)

    @property
    def files(self) -> set[str]:
        """Names of all files that the corpus needs."""
        return {file for segment in self.segments for file in segment.files.values()}


def is_corpus(folder: Path) -> bool:
    """Return whether a folder holds a corpus."""
    return os.path.isfile(folder / MANIFEST)  # noqa: PTH113 - False for a name too long


def is_remains(folder: Path) -> bool:
    """Return whether a folder holds files of a corpus but no manifest."""
    if is_corpus(folder) or not os.path.isdir(folder):  # noqa: PTH112 - False for a name too long
        return False
    with suppress(OSError):
        return any(map(_DOCUMENTS.fullmatch, os.listdir(folder)))  # noqa: PTH208 - names only
    return False


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in place in one step; its files must be on the disk already."""
    content = {
        "format": FORMAT,
        **manifest._asdict(),
        "settings": asdict(manifest.settings),
        "themes": [asdict(theme) for theme in manifest.themes],
        "segments": [segment._asdict() for segment in manifest.segments],
    }
    del content["corrections"]
    if manifest.corrections:
        content["corrections"] = entries_of(manifest.corrections)
    data = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
    write_whole(folder / MANIFEST, lambda file: file.write(data))
    sync_folder(folder)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a corpus folder.

    Raises
    ------
    CorpusStoreError
        There is none, or it cannot be read.
    """
    if not is_corpus(folder):
        message = f"“{folder}”不是语料库：里面没有 {MANIFEST}。"
        raise CorpusStoreError(message, code="no_corpus", folder=str(folder))
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        if content.pop("format") != FORMAT:
            raise unreadable(folder, "版本不同，请用文档重新生成")
        return Manifest(
            **{
                **content,
                "settings": _settings(content["settings"]),
                "themes": _themes(content["themes"]),
                "segments": tuple(StoredSegment(**segment) for segment in content["segments"]),
                "pieces": tuple(Piece(*piece) for piece in content["pieces"]),
                "copies": _pairs(content["copies"]),
                "near_copies": _pairs(content["near_copies"]),
                "corrections": read_entries(content.get("corrections", []), name=MANIFEST),
            }
        )
    except (OSError, ValueError, KeyError, TypeError, ResourceError) as error:
        raise unreadable(folder, str(error)) from error


def _pairs(content: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((row, original) for row, original in content)


def _settings(content: Mapping[str, Any]) -> Settings:
    values = dict(content)
    values["user_words"] = tuple(UserWord(**word) for word in values["user_words"])
    values["organisations"] = tuple(
        Organisation(**{**o, "aliases": tuple(o["aliases"])}) for o in values["organisations"]
    )
    if values["stopwords"] is not None:
        values["stopwords"] = tuple(values["stopwords"])
    if values["themes"] is not None:
        values["themes"] = _themes(values["themes"])
    values["importing"] = _importing(values.get("importing", {}))  # absent in older manifests
    return Settings(**values)


def _importing(content: Mapping[str, Any]) -> ImportOptions:
    return ImportOptions(**{**content, "rules_off": tuple(content.get("rules_off", ()))})


def _themes(content: Sequence[Mapping[str, Any]]) -> tuple[Theme, ...]:
    return tuple(
        Theme(**{**theme, "terms": tuple(theme["terms"]), "exclude": tuple(theme["exclude"])})
        for theme in content
    )


def unreadable(folder: Path, why: str) -> CorpusStoreError:
    """Return the error for a corpus folder that cannot be read."""
    message = f"语料库“{folder.name}”读不出来（{why}）。可以用原来的文件重新生成一个。"
    return CorpusStoreError(message, code="corpusunreadable", folder=str(folder), reason=why)


@contextmanager
def readable(folder: Path) -> Iterator[None]:
    """Say in one sentence what is wrong with the files of a corpus that are read inside."""
    try:
        yield
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        raise unreadable(folder, str(error)) from error
