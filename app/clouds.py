"""Where the words of a cloud stand: laid out once by size, coloured later.

The layout comes from the package wordcloud, with the font that comes with the program, a fixed
seed and no turned words, so that the same counts always give the same cloud.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from app import fonts
from app.palette import Palette

SMALLEST = 11
"""Size of the smallest letters, px."""
WORDS = 60
STEPS = 3
"""Steps of the sequential scale that words have, the strongest ones."""
_CURVE = 0.7
"""Below 1: words of middle size already take the stronger steps."""
_SEED = 42
_MARGIN = 5
_KEPT = 64
_LARGEST = 0.17
"""Size of the largest letters, share of the height."""

Counts = tuple[tuple[str, int], ...]


class PlacedWord(NamedTuple):
    """A word of a cloud: count, size, start of its baseline, and the box of its ink, all in px."""

    term: str
    n: int
    size: int
    x: float
    y: float
    box: tuple[float, float, float, float]
    """Left, top, width, height."""


@lru_cache(maxsize=_KEPT)
def place_words(counts: Counts, width: int, height: int) -> tuple[PlacedWord, ...]:
    """Return the words that find room, largest first.

    Parameters
    ----------
    counts
        Terms with how often they occur, in any order; the ``WORDS`` most frequent are placed,
        equal ones by their characters. Those that occur nowhere are left out.
    width, height
        Of the cloud, px.
    """
    chosen = sorted(
        ((term, n) for term, n in counts if n > 0), key=lambda word: (-word[1], word[0])
    )
    if not chosen:
        return ()
    from wordcloud import WordCloud  # noqa: PLC0415  0.3 s, only where a cloud is shown

    letters = fonts.tight()
    cloud = WordCloud(
        font_path=_Letters(letters),
        width=width,
        height=height,
        max_words=WORDS,
        min_font_size=SMALLEST,
        max_font_size=round(height * _LARGEST),
        margin=_MARGIN,
        prefer_horizontal=1,
        random_state=_SEED,
    )
    cloud.generate_from_frequencies(dict(chosen[:WORDS]))
    known = dict(chosen)
    return tuple(
        _placed(term, known[term], size, letters=letters, corner=(left, top))
        for (term, _), size, (top, left), _, _ in cloud.layout_
    )


class _Letters:
    """A font in memory: the package reads it anew for every size it tries."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self) -> bytes:
        """Return the bytes of the font."""
        return self.data


def _placed(term: str, n: int, size: int, *, letters: bytes, corner: tuple[int, int]) -> PlacedWord:
    """Return a word whose line begins at ``corner`` (left, top)."""
    from PIL import ImageFont  # noqa: PLC0415

    font = ImageFont.truetype(BytesIO(letters), size)
    left, top = corner
    baseline = top + font.getmetrics()[0]
    ink = font.getbbox(term, anchor="ls")
    box = (left + ink[0], baseline + ink[1], ink[2] - ink[0], ink[3] - ink[1])
    return PlacedWord(term, n, size, float(left), float(baseline), tuple(map(float, box)))


def shade(word: PlacedWord, words: Sequence[PlacedWord], palette: Palette) -> str:
    """Return the colour of a word: the three strongest steps of the scale, by size.

    Fainter steps would be hard to read in small letters.
    """
    steps = palette.sequential[-STEPS:]
    sizes = [other.size for other in words]
    low, high = min(sizes), max(sizes)
    share = (word.size - low) / ((high - low) or 1)
    return steps[min(int(share**_CURVE * STEPS), STEPS - 1)]
