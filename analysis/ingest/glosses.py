"""Pinyin glosses: 區(qū)總工會(huì), 主题(zhǔ tí), and the places where they broke the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from analysis.ingest.draft import Change, Draft
from analysis.ingest.fold import HAN_CLASS
from analysis.ingest.readings import readings
from analysis.ingest.signs import Signs

GLOSS = "gloss"
RESTORED = "gloss_restored"

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_LETTER = f"a-zü{_TONED}ɑɡê\u0300\u0301\u0304\u0308\u030c"
SYLLABLE = f"[a-zü{_TONED}]{{1,6}}"
_HAS_TONE = re.compile(f"[{_TONED}\u0300\u0301\u0304\u030c]")
_FIRST_LETTER = f"A-ZĀÁǍÀĒÉĚÈ{_LETTER}"
FIRST_LETTERS = Signs(_FIRST_LETTER)
"""What a gloss begins with, behind its bracket."""
_MAY_GLOSS = re.compile(f"[(（?？\ufffd][ \u3000]?[{_FIRST_LETTER}]")
_GLOSS = re.compile(
    rf"[(（][ \u3000]?([{_FIRST_LETTER}][:{_LETTER}]{{0,9}}[1-5]?"
    rf"(?:[ '’·\u3000-]{{0,2}}[{_LETTER}][:{_LETTER}]{{0,9}}[1-5]?){{0,11}})[ \u3000]?[)）]"
)
_BROKEN = re.compile(rf"[?？\ufffd]({SYLLABLE})[)）]")
_HAN = re.compile(f"[{HAN_CLASS}]")
_SEPARATORS = re.compile(r"[ '’·\u3000\-1-5]+")
_TONE_DIGIT = re.compile(r"[a-zü:][1-5](?![0-9])")
_MARKS = re.compile("[\u0300\u0301\u0304\u030c]")
_PLAIN = str.maketrans({"ɑ": "a", "ɡ": "g", "ü": "v", "ê": "e"})
MIN_GLOSSES = 5
"""Glosses that a text must have before toneless ones count as glosses."""
MAX_GLOSSED = 12
"""Characters that one bracket may explain."""


class Broken(NamedTuple):
    """A place where the glossing swallowed bytes: ``X?py)``."""

    start: int
    end: int
    character: str
    syllable: str


def may_have_glosses(text: str) -> bool:
    """Return whether a letter stands where glosses begin; most texts have none there."""
    return _MAY_GLOSS.search(text) is not None


def remove_glosses(draft: Draft) -> Draft:
    """Return the draft without pinyin glosses behind the characters they explain.

    The characters before have to be read so. Without marks or digits of tone a bracket is a gloss
    if the text has five or more that fit: in others 甲(jia)方 stays, and WTO(世贸组织) always.
    """
    text = draft.text
    found = [match for match in _GLOSS.finditer(text) if _is_behind_han(text, match.start())]
    fitting = [match for match in found if _fits(text, match)]
    toned = [match for match in fitting if _has_tone(match[1])]
    chosen = fitting if len(fitting) >= MIN_GLOSSES else toned
    return draft.change(GLOSS, (Change(match.start(), match.end()) for match in chosen))


def find_broken(text: str) -> Iterator[Broken]:
    """Yield the broken glosses of ``text``."""
    for match in _BROKEN.finditer(text):
        start = match.start()
        if _HAS_TONE.search(match[1]) and _is_behind_han(text, start):
            yield Broken(start, match.end(), text[start - 1], match[1])


def plain_syllables(written: str) -> str:
    """Return pinyin without tones, spaces and capitals; ü as v.

    Examples
    --------
    >>> plain_syllables("Zhǔ tí"), plain_syllables("lü4 se4"), plain_syllables("nǚ")
    ('zhuti', 'lvse', 'nv')
    """
    letters = _MARKS.sub("", unicodedata.normalize("NFD", _SEPARATORS.sub("", written.lower())))
    letters = unicodedata.normalize("NFC", letters).replace("u:", "v")
    return letters.translate(_PLAIN)


def _has_tone(written: str) -> bool:
    marks = _HAS_TONE.search(unicodedata.normalize("NFD", written).replace("\u0308", ""))
    return marks is not None or _TONE_DIGIT.search(written) is not None


def _is_behind_han(text: str, place: int) -> bool:
    return place > 0 and _HAN.match(text, place - 1) is not None


def _fits(text: str, match: re.Match[str]) -> bool:
    """Return whether the characters before a bracket are read as it says, all of it."""
    rests = {plain_syllables(match[1])}
    for place in range(match.start() - 1, max(match.start() - 1 - MAX_GLOSSED, -1), -1):
        if not _HAN.match(text[place]):
            return False
        known = {plain_syllables(reading) for reading in readings(text[place], tones=False)}
        rests = {rest.removesuffix(one) for rest in rests for one in known if rest.endswith(one)}
        if not rests or "" in rests:
            return "" in rests
    return False
