"""What row numbers of a corpus stand for: names of documents and organisations, sentences."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus

Rows = npt.NDArray[np.int32] | npt.NDArray[np.int64]
Names = npt.NDArray[np.object_]


def document_names(corpus: Corpus, rows: Rows) -> Names:
    """Return the name of each document row, shape ``(n,)``."""
    names: Names = corpus.document_names[rows]
    return names


def organisation_names(corpus: Corpus, rows: Rows) -> Names:
    """Return the canonical name of each organisation row, shape ``(n,)``; ``None`` for -1."""
    names: Names = corpus.organisation_names[rows]
    return names


def sentence_texts(corpus: Corpus, rows: Rows) -> Names:
    """Return the text of each sentence row as the document writes it, shape ``(n,)``."""
    wanted, places = np.unique(rows, return_inverse=True)
    columns = corpus.sentences.take(wanted)[["doc", "start", "end"]].to_numpy()
    texts = [corpus.written(doc, start, end) for doc, start, end in columns.tolist()]
    return np.asarray([*texts, ""], dtype=object)[places]


def paragraphs(corpus: Corpus, sentences: Rows) -> npt.NDArray[np.int32]:
    """Return the paragraph, from 0, of each sentence row, shape ``(n,)``."""
    numbers: npt.NDArray[np.int32] = corpus.sentences["paragraph"].to_numpy(dtype=np.int32)
    return numbers[sentences]


def owners(corpus: Corpus, sentences: Rows) -> npt.NDArray[np.int32]:
    """Return the organisation row that each sentence row is about, or -1, shape ``(n,)``."""
    rows: npt.NDArray[np.int32] = corpus.sentences["organisation"].to_numpy(dtype=np.int32)
    return rows[sentences]
