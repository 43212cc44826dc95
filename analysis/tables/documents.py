"""What was read: one row a document."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask
from analysis.schema import DOCUMENTS, Document, Removal

SAMPLE = 60
"""Characters of a removed piece that are shown."""
_METADATA = (
    *("title", "subtitle", "date", "time", "source", "author", "author_role", "editor", "site"),
    *("channel", "number", "issuer"),
)


def document_table(corpus: Corpus, mask: Mask | None = None) -> pd.DataFrame:
    """List the documents with what is known of them.

    Parameters
    ----------
    corpus
        The corpus.
    mask
        Documents with a sentence in it are listed, each as a whole; all without it, repeated and
        empty ones too.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.DOCUMENTS``, in corpus order. ``removed`` has, in order of first
        appearance, ``{step, characters, sample}`` for every cleaning step that took something out.
    """
    size = len(corpus.documents)
    docs = corpus.sentences["doc"].to_numpy()
    listed = np.ones(size, bool) if mask is None else np.bincount(docs[mask], minlength=size) > 0
    counts = {
        "characters": np.bincount(
            docs, weights=corpus.sentences["characters"].to_numpy(), minlength=size
        ).astype(np.int64),
        "sentences": np.bincount(docs, minlength=size),
        "tokens": np.bincount(corpus.tokens["doc"].to_numpy(), minlength=size),
    }
    return DOCUMENTS.rows(
        [
            {**_row(corpus, row), **{name: int(column[row]) for name, column in counts.items()}}
            for row in np.flatnonzero(listed).tolist()
        ]
    )


def _row(corpus: Corpus, row: int) -> dict[str, object]:
    document = corpus.documents[row]
    original = corpus.duplicate_of[row]
    return {
        "doc": document.name,
        "path": document.path,
        "sha256": document.doc_id,
        **{name: getattr(document.metadata, name) for name in _METADATA},
        "organisations": [
            corpus.organisations[i].canonical for i in corpus.main_organisations[row]
        ],
        "encoding": document.encoding,
        "script": document.script,
        "paragraphs": _paragraphs(document),
        "removed": summarise_removals(document.removals),
        "warnings": list(document.warnings),
        "duplicate_of": corpus.documents[original].name if original >= 0 else None,
    }


def _paragraphs(document: Document) -> int:
    return sum(1 for paragraph in document.text.split("\n") if paragraph.strip())


def summarise_removals(removals: tuple[Removal, ...]) -> list[dict[str, object]]:
    """Return what each cleaning step took out: all its characters, and the first piece."""
    pieces: dict[str, list[str]] = {}
    for removal in removals:
        pieces.setdefault(removal.step, []).append(removal.text)
    return [
        {"step": step, "characters": sum(map(len, texts)), "sample": texts[0][:SAMPLE]}
        for step, texts in pieces.items()
    ]
