"""Words that only tell of which rank something is: 省实验室, 在晋全国重点实验室 name nobody."""

from __future__ import annotations

from analysis.lexicon.gazetteer import LEVELS, Gazetteer

_RANKED = frozenset({"实验室", "研究中心"})
"""What places have several of: 省实验室达到20家. Not: 之江实验室, 广州实验室."""
_SHORT = 2
"""Length of a place without its level, which may be a name: 广州实验室, though 州 is a level."""


def is_rank(gazetteer: Gazetteer, place: str, middle: str, tail: str) -> bool:
    """Say whether a place, or a level alone, and words like 重点 make no name before a last word.

    Parameters
    ----------
    place
        With its level (山西省), in one character (晋) or the level alone (省).
    middle
        What stands between it and the last word.
    tail
        The last word.
    """
    if tail not in _RANKED or len(place) == _SHORT or (place[1:] and place[-1] not in LEVELS):
        return False
    return gazetteer.is_generic(middle.replace("工程", ""))


def is_rest_of_rank(gazetteer: Gazetteer, words: str, tail: str) -> bool:
    """Say whether words that no place was found in end or begin with one: 在|沪国家, 力争省."""
    return tail in _RANKED and (
        words[-1] in LEVELS[:3] or is_rank(gazetteer, words[0], words[1:], tail)
    )
