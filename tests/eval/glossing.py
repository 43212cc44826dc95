"""A simulation of the filters that put pinyin behind characters, by GBK bytes.

The filter looks for the two bytes of the characters of its table at any place, also across the
border of two characters, and writes ``(py)`` behind them. In the second case the byte before the
bracket swallows it, and what follows may be one byte off until an ASCII byte sets it right.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import opencc
import pypinyin

from analysis.ingest.documents import read_document
from analysis.ingest.restoration import STEP
from analysis.lexicon.characters import load_common_characters
from analysis.schema import Document

SIZE = 150
"""Characters of the table of a filter."""


class Damaged(NamedTuple):
    """A paragraph as it was, and as the filter left it."""

    before: str
    after: str


class Outcome(NamedTuple):
    """What became of the broken places of some paragraphs; shares of all of them."""

    n: int
    exact: float
    wrong: float
    """Something else was written than what stood there."""
    left: float


def table_of(seed: int) -> dict[bytes, str]:
    """Return characters of a filter as bytes, each with its most frequent reading."""
    _, traditional = load_common_characters()
    chosen = random.Random(seed).sample(sorted(set(traditional)), SIZE)  # noqa: S311
    readings = (pypinyin.pinyin(c, style=pypinyin.Style.TONE)[0][0] for c in chosen)
    return {c.encode("gbk"): py for c, py in zip(chosen, readings, strict=True)}


def gloss(text: str, table: Mapping[bytes, str]) -> str:
    """Return ``text`` as the filter leaves it, read as GBK again."""
    data, pieces, place = text.encode("gbk"), [], 0
    while place < len(data):
        reading = table.get(data[place : place + 2]) if data[place] > 0x80 else None
        if reading:
            pieces.append(data[place : place + 2] + f"({reading})".encode("gbk"))
            place += 2
        else:
            pieces.append(data[place : place + 1])
            place += 1
    return _read(b"".join(pieces))


def _read(data: bytes) -> str:
    """Return bytes as a browser reads them: a lead byte swallows what it cannot go with."""
    text, place = [], 0
    while place < len(data):
        pair = data[place : place + 2]
        if pair[0] < 0x81:
            text.append(pair[:1].decode("ascii", "ignore"))
            place += 1
            continue
        try:
            text.append(pair.decode("gbk"))
        except UnicodeDecodeError:
            text.append("?" if len(pair) < 2 or pair[1] < 0x40 else "")
        place += 2
    return "".join(text)


def damaged(texts: Sequence[str], seeds: Sequence[int]) -> list[Damaged]:
    """Return the paragraphs in which a filter breaks something."""
    convert = opencc.OpenCC("s2t").convert
    half = str.maketrans("，：；！？（）", ",:;!?()")
    found = []
    for seed in seeds:
        table = table_of(seed)
        for paragraph in "\n".join(texts).split("\n"):
            before = convert(paragraph).translate(half)
            if not _can_write(before):
                continue
            after = gloss(before, table)
            if re.search(r"[?？][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)", after):
                found.append(Damaged(before.strip(), after))
    return found


def outcome(paragraphs: Sequence[Damaged]) -> Outcome:
    """Return how many broken places come back. Right: with the characters before, as it was."""
    exact = wrong = left = 0
    for before, after in paragraphs:
        document = _cleaned(after)
        wanted = _cleaned(before).text
        for removal in document.removals:
            if removal.step != STEP:
                continue
            context = document.text[max(removal.at - 2, 0) : removal.at].rpartition("\n")[2]
            if removal.replacement == "\ufffd":
                left += 1
            elif context.rpartition("\ufffd")[2] + removal.replacement.rstrip("\ufffd") in wanted:
                exact += 1
            else:
                wrong += 1
    n = exact + wrong + left
    return Outcome(n, exact / n, wrong / n, left / n)


def _cleaned(paragraph: str) -> Document:
    return read_document("a.txt", f"關於開展調研的通知\n{paragraph}".encode())


def _can_write(text: str) -> bool:
    try:
        return bool(text.encode("gbk"))
    except UnicodeEncodeError:
        return False
