"""The font that comes with the program, and small cuts of it for pictures that carry their own.

A machine without a Chinese font shows boxes instead of characters. The page, Pillow and matplotlib
read the file beside the app; exported SVG and HTML hold only the characters they use.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

STATIC = Path(__file__).parent / "static"
TTF = STATIC / "NotoSansSC-subset.ttf"
WOFF2 = STATIC / "NotoSansSC-subset.woff2"

FAMILY = "WenjianSans"
"""Name under which pages and exported pictures know the font."""
FAMILIES = f"'PingFang SC','Microsoft YaHei',{FAMILY},sans-serif"
"""Fonts for charts on the page: the system's own first, ours where it has none."""
EXPORT_FAMILIES = f"{FAMILY},'PingFang SC','Microsoft YaHei',sans-serif"
"""Fonts for exported pictures: the embedded one first, so that they look alike everywhere."""

ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0·—…–×≥≤²"
"""Characters every cut has: labels and axes are made of them, whatever the words are."""
_INK_TOP = 0.86
"""Top of Chinese letters above the baseline, share of the size."""
_KEPT_CUTS = 32


@lru_cache(maxsize=1)
def characters() -> frozenset[int]:
    """Return the code points the font can draw."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  loaded only when a picture is made

    with TTFont(TTF, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=1)
def tight() -> bytes:
    """Return the font with lines that begin where its Chinese letters do.

    What measures words from the top of a line, as word clouds do, then measures their ink.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    target = BytesIO()
    with TTFont(TTF, lazy=True) as font:
        font["hhea"].ascent = round(_INK_TOP * font["head"].unitsPerEm)
        font.save(target, reorderTables=None)
    return target.getvalue()


def missing(text: str) -> str:
    """Return the characters of ``text`` that the font cannot draw, each once, in code order."""
    drawn = characters()
    return "".join(sorted({c for c in text if not c.isspace() and ord(c) not in drawn}))


def cut(texts: Iterable[str]) -> bytes:
    """Return a WOFF2 font with exactly the characters of ``texts`` and ``ALWAYS``."""
    used = {character for text in texts for character in text}
    return _cut("".join(sorted(used.union(ALWAYS))))


def font_face(texts: Iterable[str]) -> str:
    """Return a CSS rule with a font that holds the characters of ``texts``."""
    data = b64encode(cut(texts)).decode("ascii")
    return (
        f"@font-face{{font-family:{FAMILY};font-weight:400;"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )


def text_of_markup(markup: str) -> str:
    """Return the text of HTML or SVG, entities resolved: what a font for it must draw."""
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return "".join(reader.pieces)


class _Text(HTMLParser):
    """Collects character data."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


@lru_cache(maxsize=_KEPT_CUTS)
def _cut(used: str) -> bytes:
    from fontTools import subset  # noqa: PLC0415

    options = subset.Options(hinting=False, layout_features=["kern", "locl"], flavor="woff2")
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=used)
    target = BytesIO()
    with subset.load_font(str(TTF), options) as font:
        subsetter.subset(font)
        font.save(target)
    return target.getvalue()
