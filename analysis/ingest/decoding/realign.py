"""Find the step again behind a damaged byte: in GBK and Big5 one lost byte shifts all that follow.

Of all ways to divide the bytes of a line into characters and damaged bytes, the one with the most
probable characters is taken.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.ingest.decoding.likeness import character_share

REPLACEMENT = "\ufffd"
DAMAGED = -16.0
"""What a byte costs that belongs to no character: as much as a character that is never seen."""
EURO = b"\x80"
"""The sign € in code page 936, which no codec of Python knows there."""
LIKE_EURO = -10.0
LENGTHS = {"gb18030": (2, 4), "big5hkscs": (2,)}
"""Bytes of a character that is not ASCII."""


class Realigned(NamedTuple):
    """Text of damaged bytes, and the natural log probability of the way it was divided."""

    text: str
    likelihood: float


def realign(line: bytes, encoding: str) -> Realigned:
    """Return the text of a damaged line; runs of damaged bytes are one U+FFFD each.

    Parameters
    ----------
    line
        Bytes of one line. Time and memory grow with their number.
    encoding
        One of ``LENGTHS``.

    Examples
    --------
    >>> realign("深入基层调研".encode("gbk")[1:], "gb18030").text
    '�入基层调研'
    """
    scores = [0.0] + [float("-inf")] * len(line)
    steps: list[tuple[int, str]] = [(0, "")] * (len(line) + 1)
    for start in range(len(line)):
        for end, text, share in _options(line, start, encoding):
            if scores[start] + share > scores[end]:
                scores[end], steps[end] = scores[start] + share, (start, text)
    return Realigned(_joined(steps), scores[-1])


def _options(line: bytes, start: int, encoding: str) -> list[tuple[int, str, float]]:
    """Return what may begin at a byte: where it ends, its text and the log of its share."""
    first = line[start : start + 1]
    if first < EURO:
        return [(start + 1, first.decode("ascii"), character_share(first.decode("ascii")))]
    found = [(start + 1, REPLACEMENT, DAMAGED)]
    if first == EURO and encoding == "gb18030":
        found.append((start + 1, "€", LIKE_EURO))
    for length in LENGTHS[encoding]:
        piece = line[start : start + length]
        text = _character(piece, encoding)
        if text and len(piece) == length:
            found.append((start + length, text, character_share(text)))
    return found


def _character(piece: bytes, encoding: str) -> str:
    """Return the one character that bytes are, or nothing."""
    try:
        text = piece.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 else ""


def _joined(steps: list[tuple[int, str]]) -> str:
    pieces: list[str] = []
    end = len(steps) - 1
    while end > 0:
        end, text = steps[end]
        if not (text == REPLACEMENT and pieces and pieces[-1] == REPLACEMENT):
            pieces.append(text)
    return "".join(reversed(pieces))
