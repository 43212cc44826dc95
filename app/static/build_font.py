# ruff: noqa: INP001  (a folder of files to serve, not a package)
"""Build the font files beside this script: ``python app/static/build_font.py``.

The source is Noto Sans SC Regular (SIL Open Font License 1.1, ``OFL.txt``), read out of the package
zhplot 1.0.0. The subset keeps every character of GB 2312 and Big5 and those common in jieba's
dictionary (which adds personal names such as 镕 喆 堃), Latin with the tone vowels of pinyin,
punctuation, arrows, shapes, and enclosed numbers. Hints are dropped: no rasteriser in use needs
them. Needs ``pip install zhplot==1.0.0`` besides the requirements.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from itertools import product
from pathlib import Path

from fontTools import subset

SOURCE_PACKAGE = "zhplot"
SOURCE_FILE = "fonts/NotoSansSC-Regular.ttf"
TARGETS = {"NotoSansSC-subset.ttf": None, "NotoSansSC-subset.woff2": "woff2"}

CODECS = ("gb2312", "big5")
MIN_FREQUENCY = 3
"""Entries of jieba's dictionary below this are mostly variants met nowhere in print."""
RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin letters with marks: ā á ǎ à ǜ
    (0x0251, 0x0261),  # ɑ ɡ as some pinyin is written
    (0x02C6, 0x02DD),  # tone marks standing alone
    (0x2010, 0x205F),  # dashes, quotes, ellipses
    (0x2070, 0x209F),  # superscripts: G², m³
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # № ℃ ‰ Ⅳ ½
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # ≥ ≤ ≈ −
    (0x2460, 0x24FF),  # ① ⑴ ⒈
    (0x2500, 0x27BF),  # lines, blocks, ▍ ▼ ● ○ ✓
    (0x2B00, 0x2BFF),  # ⬇
    (0x3000, 0x312F),  # CJK punctuation, kana, bopomofo
    (0x3220, 0x3243),  # ㈠
    (0x3280, 0x32B0),  # ㊣
    (0x3380, 0x33DF),  # ㎡
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFFEF),  # full width
)


def wanted_characters() -> set[int]:
    """Return the code points that the subset should have where the source has them."""
    points = {point for first, last in RANGES for point in range(first, last + 1)}
    for codec in CODECS:
        points |= {ord(character) for character in _characters_of(codec)}
    return points | {ord(character) for character in _characters_of_dictionary()}


def build(folder: Path) -> None:
    """Write the subset as TTF (Pillow, matplotlib) and as WOFF2 (browser) into ``folder``."""
    source = _package_folder(SOURCE_PACKAGE) / SOURCE_FILE
    for name, flavor in TARGETS.items():
        options = subset.Options(
            hinting=False,
            layout_features=["kern", "locl"],
            notdef_outline=True,
            name_IDs=["*"],
            drop_tables=["BASE", "STAT", "vhea", "vmtx"],
            flavor=flavor,
        )
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=sorted(wanted_characters()))
        with subset.load_font(str(source), options) as font:
            subsetter.subset(font)
            font["head"].modified = font["head"].created
            subset.save_font(font, str(folder / name), options)
        sys.stdout.write(f"{name}: {(folder / name).stat().st_size:,} bytes\n")


def _characters_of(codec: str) -> set[str]:
    found: set[str] = set()
    for pair in product(range(0x81, 0xFF), range(0x40, 0xFF)):
        found.update(bytes(pair).decode(codec, errors="ignore"))
    return {character for character in found if ord(character) > 0x7E}


def _characters_of_dictionary() -> set[str]:
    lines = (_package_folder("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.split(" ") for line in lines]
    return {c for term, frequency, *_ in entries if int(frequency) >= MIN_FREQUENCY for c in term}


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        message = f"the package {package} is needed to build the font"
        raise ModuleNotFoundError(message)
    return Path(spec.origin).parent


if __name__ == "__main__":
    build(Path(__file__).parent)
