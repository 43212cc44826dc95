"""Small random corpora of several segments: documents removed, and the others in any order."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from analysis.corpus.corpus import Corpus
from analysis.corpus.layout import Layout, Piece
from analysis.schema import Settings
from tests.analysis.tables.small import Text, organisation, small_corpus, theme

PIECES = ["整", "改", "整改", "人", "人人", "工會", "工会", "。", "，", "\n", "１", "a", "😀", "|"]
UNION, YOUTH = "全总", "团中央"
OWNERS = st.lists(st.sampled_from([None, UNION, YOUTH]), min_size=1, max_size=4)
ORGANISATIONS = (organisation(UNION, "工会"), organisation(YOUTH, "人人"))
THEMES = (theme("整改", "整改", "改"), theme("人"))


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    """Draw a corpus of one to three segments, of whose documents any stay, in any order."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    segments, pieces = [], []
    for number, size in enumerate(sizes):
        texts = [draw_text(draw, f"{number}-{row}") for row in range(size)]
        # Names come in another order in each segment, so that codes differ.
        names = ORGANISATIONS if number % 2 else ORGANISATIONS[::-1]
        segments.append(_segment(texts, names))
        pieces += [Piece(number, row, row + 1) for row in range(size)]
    order = draw(st.permutations(pieces))
    kept = order[: draw(st.integers(1, len(order)))]
    return Corpus(
        corpus_id="scattered",
        layout=Layout(segments, sorted(kept) if draw(st.booleans()) else kept),
        settings=Settings(),
        themes=THEMES,
        duplicate_of=(-1,) * len(kept),
        near_copy_of=(-1,) * len(kept),
    )


def draw_text(draw: st.DrawFn, name: str) -> Text:
    pieces = draw(st.lists(st.sampled_from(PIECES), max_size=30))
    return Text(name, "".join(pieces), owners=tuple(draw(OWNERS)))


def _segment(texts: Sequence[Text], organisations):
    corpus = small_corpus(texts, organisations=organisations, themes=THEMES)
    return corpus.layout.segments[0]


@st.composite
def asked(draw: st.DrawFn):
    """Draw a corpus, and which of its sentences are asked about: all, or any."""
    corpus = draw(corpora())
    size = len(corpus.sentences)
    if draw(st.booleans()):
        return corpus, np.ones(size, dtype=bool)
    flags = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    return corpus, np.asarray(flags, dtype=bool)
