"""Corpora of several segments, some documents of them removed, the others in any order.

Their texts are paragraphs of the seeds, drawn at random: organisations, figures and themes are
found in them as in any text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.annotate.document import Annotator
from analysis.corpus.build import assemble
from analysis.corpus.corpus import Corpus
from analysis.corpus.layout import Layout, Piece
from analysis.corpus.segments.batch import process
from analysis.ingest.documents import read_document
from analysis.ingest.fold import fold, simplify
from analysis.schema import Document, Metadata, Removal, Settings

BATCHES = (5, 1, 7, 4)
"""Documents of each segment."""
NUMBERS = range(3)
_NOBODY = -1


@cache
def several(number: int) -> Corpus:
    """Return one of the corpora; ``number`` decides what is drawn."""
    draw = random.Random(number)  # noqa: S311 - no secret
    documents = [_document(draw, _seeds(), row) for row in range(sum(BATCHES))]
    borders = np.cumsum([0, *BATCHES]).tolist()
    annotator = _annotator()
    batches = [process(documents[a:b], annotator) for a, b in pairwise(borders)]
    nobody = (_NOBODY,) * len(documents)
    whole = assemble(batches, Settings(), duplicates=(nobody, nobody))
    layout = Layout(whole.layout.segments, _pieces(draw))
    copies = [_NOBODY] * layout.n_documents
    copies[-1] = 0
    return replace(
        whole,
        layout=layout,
        duplicate_of=tuple(copies),
        near_copy_of=(_NOBODY,) * layout.n_documents,
    )


def masks(corpus: Corpus, number: int) -> Sequence[np.ndarray]:
    """Return subsets of the sentences: all, whole documents, any, none."""
    draw = np.random.default_rng(number)
    size = len(corpus.sentences)
    chosen = draw.random(len(corpus.documents)) < 0.4
    return (
        np.ones(size, dtype=bool),
        chosen[corpus.sentences.values("doc")],
        draw.random(size) < 0.3,
        np.zeros(size, dtype=bool),
    )


def canonical(corpus: Corpus, row: int) -> str | None:
    """Return the name of an organisation by its row; ``None`` for -1."""
    return corpus.organisations[row].canonical if row >= 0 else None


def assert_pages(whole: pd.DataFrame, page: Callable[..., pd.DataFrame]) -> None:
    """Fail unless the pages of a table are parts of it."""
    for offset, limit in ((0, 3), (2, 5), (len(whole) - 1, 9), (len(whole) + 4, 2), (1, None)):
        first = max(offset, 0)
        last = None if limit is None else first + limit
        wanted = whole.iloc[first:last].reset_index(drop=True)
        pd.testing.assert_frame_equal(page(offset=first, limit=limit), wanted)


_annotator = cache(lambda: Annotator(Settings()))


@cache
def _seeds() -> list[Document]:
    folder = Path(__file__).parents[2] / "seeds"
    return [read_document(path.stem, path.read_bytes()) for path in sorted(folder.glob("*.txt"))]


def _document(draw: random.Random, seeds: Sequence[Document], row: int) -> Document:
    paragraphs = [line for seed in seeds for line in seed.text.split("\n")]
    body = "\n".join(draw.sample(paragraphs, draw.choice((1, 2, 5, 9))))
    removals = (Removal("导航", 0, "首页"), Removal("标签", 3, "<b>"), Removal("导航", 5, "返回"))
    known = Metadata(
        title=draw.choice((None, "通知", f"报告{row}")),
        date=draw.choice((None, "2019", "2019-11-22", "2021-05", "2022-01-01")),
        source=draw.choice((None, "新华社", "工人日报")),
        extra=draw.choice(({}, {"地区": "北京"}, {"地区": "上海", "级别": "市"})),
    )
    return replace(
        seeds[0],
        doc_id=f"{row:064x}",
        name=f"d{row}",
        path=f"a/d{row}.txt",
        text=body,
        simplified=simplify(body),
        folded=fold(body),
        metadata=known,
        removals=removals[: row % 4],
        warnings=(),
    )


def _pieces(draw: random.Random) -> list[Piece]:
    """Cut the segments into pieces, leave one document in five out, and mix the pieces."""
    pieces = []
    for segment, size in enumerate(BATCHES):
        first = 0
        while first < size:
            stop = min(size, first + draw.randint(1, 3))
            if draw.random() > 0.2:
                pieces.append(Piece(segment, first, stop))
            first = stop
    draw.shuffle(pieces)
    return pieces
