"""Pinyin glosses: 區(qū)總工會(huì), and the places where the glossing broke the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.ingest.draft import Change, Draft
from analysis.ingest.fold import HAN_CLASS
from analysis.ingest.readings import readings

GLOSS = "gloss"
RESTORED = "gloss_restored"

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = f"[a-zü{_TONED}]{{1,6}}"
_HAS_TONE = re.compile(f"[{_TONED}]")
_GLOSS = re.compile(rf"[(（]({_SYLLABLE})[)）]")
_BROKEN = re.compile(rf"[?？\ufffd]({_SYLLABLE})[)）]")
_HAN = re.compile(f"[{HAN_CLASS}]")
MIN_GLOSSES = 5
"""Glosses with tone marks that a text must have before toneless ones count as glosses."""


class Broken(NamedTuple):
    """A place where the glossing swallowed bytes: ``X?py)``."""

    start: int
    end: int
    character: str
    syllable: str


def has_tones(text: str) -> bool:
    """Return whether ``text`` holds a vowel with a tone mark; without one it has no glosses."""
    return _HAS_TONE.search(text) is not None


def remove_glosses(draft: Draft) -> Draft:
    """Return the draft without pinyin glosses behind the characters they explain.

    A gloss has a tone mark; WTO(世贸组织) and 甲(jia)方 stay.
    """
    found = [m for m in _GLOSS.finditer(draft.text) if _is_behind_han(draft.text, m.start())]
    toned = [match for match in found if _HAS_TONE.search(match[1])]
    if not toned:
        return draft
    chosen = found if len(toned) >= MIN_GLOSSES else toned
    chosen = [m for m in chosen if _HAS_TONE.search(m[1]) or _fits(draft.text, m)]
    return draft.change(GLOSS, (Change(match.start(), match.end()) for match in chosen))


def find_broken(text: str) -> Iterator[Broken]:
    """Yield the broken glosses of ``text``."""
    for match in _BROKEN.finditer(text):
        start = match.start()
        if _HAS_TONE.search(match[1]) and _is_behind_han(text, start):
            yield Broken(start, match.end(), text[start - 1], match[1])


def _is_behind_han(text: str, place: int) -> bool:
    return place > 0 and _HAN.match(text, place - 1) is not None


def _fits(text: str, match: re.Match[str]) -> bool:
    return match[1] in readings(text[match.start() - 1], tones=False)
