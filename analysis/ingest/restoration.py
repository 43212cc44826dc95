"""Restore the characters that a glossing filter swallowed: 面?zhèn)別 was 面個別.

Such filters match GBK bytes and can match across the border of two characters: the bracket then
destroys the second character, and what follows may be shifted by one byte until an ASCII byte sets
it right. The lost bytes are found again from the syllable that was written, and the reading that
makes the most probable words is taken, if it wins clearly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from analysis.ingest.draft import Change, Draft
from analysis.ingest.fold import HAN_CLASS, simplify
from analysis.ingest.glosses import SYLLABLE, Broken, find_broken
from analysis.ingest.readings import readings
from analysis.lexicon.characters import load_frequencies

STEP = "gloss_restored"
BEFORE, BEHIND = 6, 3
"""Characters before and behind a place that its candidates are weighed with."""
MARGIN = 3.0
"""Natural logarithm of how many times more probable the winner must be than the next."""
LEAST = -7.5
"""Mean natural log probability of a character that the winner must have with its context."""
IN_STEP = -5.0
"""Natural log of the share of swallowed characters whose second byte was 0x80: what follows them
is in step."""
LOST = "\ufffd"
MARGIN_SWALLOWED = 12.0
MAX_WORD = 4
MAX_SHIFTED_PLACES = 25
"""Places of one text searched for shifted characters: each costs some tenths of a second."""
MAX_SHIFTED = 12
"""Characters that may be shifted by one byte behind a place."""

_CHINESE = re.compile(f"[{HAN_CLASS}，。、；：！？“”《》（）]+")
_SHIFTED = re.compile(
    rf"(?P<between>[^\x00-\x7f\ufffd]{{0,{MAX_SHIFTED}}})"
    rf"(?:(?P<last>[@-~])|(?P<mark>[?\ufffd])(?:(?P<syllable>{SYLLABLE})\))?)"
)
"""Text that is one byte off, up to where it is in step again: at an ASCII character that was the
second byte of a character, or at one that was swallowed and is a question mark now, which may have
been the bracket of the next gloss."""
_SECOND_BYTES = tuple(bytes((byte,)) for byte in (*range(0x40, 0x7F), *range(0x80, 0xFF)))
_LOST_PAIRS = tuple(
    bytes(pair)
    for pair in chain(
        product(range(0xAA, 0xB0), range(0xA1, 0xFF)),
        product(range(0xF8, 0xFF), range(0xA1, 0xFF)),
        product(range(0xA1, 0xA8), (*range(0x40, 0x7F), *range(0x80, 0xA1))),
    )
)
"""Pairs of the private areas of code page 936: what is lost when such text is written elsewhere."""


class Candidate(NamedTuple):
    """Characters that may have stood at a place, up to ``end``."""

    end: int
    text: str


def restore_broken(draft: Draft) -> tuple[Draft, int]:
    """Return the draft with broken glosses restored, and how many could not be.

    A place without a clear winner becomes U+FFFD.
    """
    places = list(find_broken(draft.text))
    if not places:
        return draft, 0
    found = [
        candidates(draft.text, place, shifted=number < MAX_SHIFTED_PLACES)
        for number, place in enumerate(places)
    ]
    chosen = _winners(draft.text, places, found)
    changes, last = [], 0
    for place, winner in zip(places, chosen, strict=True):
        if place.start < last:
            continue
        last = winner.end if winner else place.end
        changes.append(Change(place.start, last, winner.text if winner else "\ufffd"))
    restored = draft.change(STEP, changes)
    return restored, sum(change.replacement.endswith(LOST) for change in changes)


def candidates(text: str, place: Broken, *, shifted: bool = True) -> list[Candidate]:
    """Return what the bytes at a broken place may have been, in a fixed order.

    ``shifted``: also look for text that is one byte off behind the place, thousands of candidates.
    """
    tail = _gbk(place.character)[1:]
    leads = [byte for byte in range(0x81, 0xFF) if _reads(tail, byte, place.syllable)]
    found = [Candidate(place.end, _han(bytes((lead, 0x80)))) for lead in leads]
    run = _SHIFTED.match(text, place.end) if shifted else None
    if run:
        restore = _unshift if run["last"] else _unswallow
        found += [
            Candidate(run.end(), restored) for lead in leads for restored in restore(lead, run)
        ]
    return [candidate for candidate in dict.fromkeys(found) if candidate.text]


def _unswallow(lead: int, run: re.Match[str]) -> Iterator[str]:
    """Yield what a shifted run may have been that took the first byte of its last character along.

    A swallowed mark is lost, a swallowed bracket is that of a gloss, whose syllable fits.
    """
    first = bytes((lead,)) + _gbk(run["between"])
    for byte in _SECOND_BYTES:
        text = _han(first + byte)
        if text and not run["syllable"]:
            yield text + LOST
        elif text and run["syllable"] in readings(text[-1], tones=True):
            yield text


def _unshift(lead: int, run: re.Match[str]) -> Iterator[str]:
    between, last = _gbk(run["between"]), run["last"].encode("ascii")
    yield _han(bytes((lead,)) + between + last)
    for cut in range(0, len(between) + 1, 2):
        for pair in _LOST_PAIRS:
            yield _han(bytes((lead,)) + between[:cut] + pair + between[cut:] + last)


def _winners(
    text: str, places: Sequence[Broken], found: Sequence[Sequence[Candidate]]
) -> list[Candidate | None]:
    contexts = [
        simplify("\n".join(_in_context(text, place, options))).split("\n") if options else []
        for place, options in zip(places, found, strict=True)
    ]
    shares = _log_shares(load_frequencies(_substrings(chain.from_iterable(contexts))))
    winners: list[Candidate | None] = []
    for place, options, lines in zip(places, found, contexts, strict=True):
        in_step = [IN_STEP * (option.end == place.end) for option in options]
        scores = [sum(pair) for pair in zip(_score(lines, shares), in_step, strict=True)]
        order = sorted(range(len(options)), key=lambda row: -scores[row])
        margin = _margin(text, place, options[order[0]]) if order else MARGIN
        winners.append(options[order[0]] if _is_clear(lines, scores, order, margin) else None)
    return winners


def _margin(text: str, place: Broken, winner: Candidate) -> float:
    """Return by how much a candidate has to win; lost pairs were not tried where it ends so."""
    is_swallowed = winner.end > place.end and text[winner.end - 1] in "?\ufffd)"
    return MARGIN_SWALLOWED if is_swallowed else MARGIN


def _is_clear(
    lines: Sequence[str], scores: Sequence[float], order: Sequence[int], margin: float
) -> bool:
    """Return whether the first in order is probable, and much more so than the next."""
    if not order or scores[order[0]] < LEAST * len(lines[order[0]]):
        return False
    return len(order) == 1 or scores[order[0]] - scores[order[1]] >= margin


def log_probability(text: str, frequencies: Mapping[str, int]) -> float:
    """Return the natural log probability of the best division of ``text`` into words.

    Parameters
    ----------
    text
        A short line in simplified characters.
    frequencies
        Frequency of the words, and the total under the empty string; unknown characters count 1.
    """
    return _best_division(text, _log_shares(frequencies))[-1]


def _log_shares(frequencies: Mapping[str, int]) -> dict[str, float]:
    """Return the natural log of the share of each word; the empty string is any unknown one."""
    total = math.log(frequencies[""])
    shares = {word: math.log(n) - total for word, n in frequencies.items() if n}
    return shares | {"": -total}


def _best_division(
    text: str, shares: Mapping[str, float], best: Sequence[float] = (0.0,)
) -> list[float]:
    """Return the natural log probability of every beginning of a text, from the empty one on.

    ``best`` holds those of its first beginnings.
    """
    unknown = shares[""]
    best = list(best)
    for end in range(len(best), len(text) + 1):
        most = best[-1] + unknown
        for start in range(max(0, end - MAX_WORD), end):
            share = shares.get(text[start:end])
            if share is not None and best[start] + share > most:
                most = best[start] + share
        best.append(most)
    return best


def _beginnings(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each distinct line in order, and how much of it the line before begins with too."""
    last = ""
    for line in sorted(set(lines)):
        alike = zip(last, line, strict=False)
        first_other = (place for place, (one, other) in enumerate(alike) if one != other)
        yield line, next(first_other, min(len(last), len(line)))
        last = line


def _score(lines: Sequence[str], shares: Mapping[str, float]) -> list[float]:
    """Return the log probability of each line; what lines begin with alike is divided once."""
    scores: dict[str, float] = {}
    best = [0.0]
    for line, shared in _beginnings(lines):
        best = _best_division(line, shares, best[: shared + 1])
        scores[line] = best[-1]
    return [scores[line] for line in lines]


def _in_context(text: str, place: Broken, options: Sequence[Candidate]) -> Iterator[str]:
    """Yield each candidate between what stands before and behind, all up to the same place."""
    before = text[max(0, place.start - BEFORE) : place.start].rpartition("\n")[2]
    end = max((option.end for option in options), default=place.end) + BEHIND
    for option in options:
        yield before + option.text + text[option.end : end].partition("\n")[0]


def _substrings(lines: Iterable[str]) -> set[str]:
    return {
        line[start:end]
        for line, shared in _beginnings(lines)
        for end in range(shared + 1, len(line) + 1)
        for start in range(max(0, end - MAX_WORD), end)
    }


def _reads(tail: bytes, byte: int, syllable: str) -> bool:
    character = _han(tail + bytes((byte,)))
    return bool(character) and syllable in readings(character, tones=True)


def _gbk(text: str) -> bytes:
    return text.encode("gbk", "ignore")


def _han(data: bytes) -> str:
    """Return the Chinese characters and marks of GBK bytes; empty if they are anything else."""
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return text if _CHINESE.fullmatch(text) else ""
