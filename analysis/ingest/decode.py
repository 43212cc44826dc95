"""Bytes to text: find the encoding, never guess silently."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from analysis.lexicon.characters import load_common_characters

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
SAMPLE_BYTES = 65_536
NOT_TEXT = 0.2
"""Score below which bytes are not a text in any of the encodings."""
MIXED = 0.6
"""Score below which lines may be in different encodings."""

REPLACEMENT = "\ufffd"
_PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·％％～　"
_UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]")
_LATIN = re.compile(r"[\x80-\xff][\x80-\xff]")
"""Not written with {2}: what begins with a class of characters is found far faster."""


class Decoded(NamedTuple):
    """Text, the encoding it was in, and how many characters were damaged (U+FFFD in the text)."""

    text: str
    encoding: str
    n_damaged: int


def decode(data: bytes) -> Decoded | None:
    """Return the text of ``data``, or ``None`` if it is not text in any encoding.

    Byte-order mark first, then strict UTF-8, then the candidate whose text looks most like Chinese
    or plain writing; a text of low score is decoded line by line.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    text = _strict_utf8(data)
    if text is not None and "\0" not in text:
        repaired = _undo_latin(text)
        return Decoded(repaired, "utf-8", repaired.count(REPLACEMENT))
    scores = {encoding: score(data[:SAMPLE_BYTES], encoding) for encoding in CANDIDATES}
    best = max(scores, key=scores.__getitem__)
    if scores[best] < NOT_TEXT:
        return None
    if scores[best] < MIXED and not best.startswith("utf-16"):
        return _by_line(data, best)
    return _decoded(data, best)


def score(sample: bytes, encoding: str) -> float:
    """Return how much ``sample``, read in ``encoding``, looks like a text; at most 1.

    Share of common Han characters, Chinese punctuation, ASCII letters, digits and signs, minus five
    times the share of undecodable and three times that of private and control characters.
    """
    text = "".join(sample.decode(encoding, "replace").split())
    if not text:
        return 0.0
    good = load_common_characters()
    n_good = sum(
        character in good or character in _PUNCTUATION or "!" <= character <= "~"
        for character in text
    )
    n_damaged = max(text.count(REPLACEMENT) - 1, 0)
    return (n_good - 5 * n_damaged - 3 * len(_UNWANTED.findall(text))) / len(text)


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count(REPLACEMENT))


def _strict_utf8(data: bytes) -> str | None:
    for cut in range(4):
        try:
            text = data[: len(data) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return text + REPLACEMENT * bool(cut)
    return None


def _undo_latin(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 or code page 1252 and written as UTF-8 again."""
    if not _LATIN.search(text[:SAMPLE_BYTES]):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text


def _by_line(data: bytes, best: str) -> Decoded:
    lines = []
    for line in data.split(b"\n"):
        text = _strict_utf8(line)
        lines.append(line.decode(best, "replace") if text is None else text)
    joined = "\n".join(lines)
    return Decoded(joined, f"{best}+utf-8", joined.count(REPLACEMENT))
