"""Single traditional characters left over in a simplified document: 村(社區) is 村（社区）."""

from __future__ import annotations

from analysis.ingest.draft import Change, Draft
from analysis.ingest.fold import differences

STEP = "traditional"

_STANDARD = frozenset("昇陞濛甦邨氾喆堃犇淼祇珮絜龢迺筦澂徵谿榘脩扞勠瞋噘蹚皙凓薴麽夥於著乾藉瞭餘")
"""Characters of the table of standard characters (2013) that a converter would nevertheless change:
they stand in names (昇腾, 邨) and in some words (乾坤, 狼藉)."""


def convert_stray(draft: Draft, simplified: str) -> Draft:
    """Return the draft with leftover traditional characters as simplified ones.

    Parameters
    ----------
    draft
        A document that is simplified as a whole.
    simplified
        Its text in simplified characters, of the same length. What GB 2312 holds is no leftover,
        and what it does not hold is no better form (白鱀豚).
    """
    if draft.text == simplified:
        return draft
    text = draft.text
    return draft.change(
        STEP,
        (
            Change(place, place + 1, simplified[place])
            for place in differences(text, simplified).tolist()
            if text[place] not in _STANDARD
            and not _in_gb2312(text[place])
            and _in_gb2312(simplified[place])
        ),
    )


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
