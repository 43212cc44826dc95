"""Shares above 100 %, and shares of one whole that add up to something else."""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon.consistency import load_check_words
from analysis.tables.consistency.amounts import Amount, total
from analysis.tables.consistency.hints import Figure, Hint, Sentence

SHARE = "share"
ALL = 100.0
_ALL = Amount(ALL, ALL)
_RATE_LINK = r"(?:[分各均]?别?(?:达到?了?|为|是|提高到|上升到|保持在|在|超过?|提升至|提高至|到)?)\Z"
_TURN = re.compile(r"[。；;\n]")


def share_hints(sentence: Sentence) -> list[Hint]:
    """Return shares of a sentence that cannot be."""
    shares = [figure.value for figure in sentence.figures if figure.unit == "%"]
    if not shares or (len(shares) < 2 and shares[0] <= ALL):
        return []
    found = []
    for place, figure in enumerate(sentence.figures):
        if figure.unit == "%" and figure.value > ALL and _is_share(sentence.gaps[place]):
            found.append(sentence.hint(SHARE, (figure, figure), (ALL, figure.value), "high"))
    return [*found, *_sums(sentence)] if "占" in sentence.text else found


def _is_share(before: str) -> bool:
    """Say whether a percentage behind these words is a share or a rate, at most 100."""
    clause = re.split(r"[，,。；;：:\n]", before)[-1]
    of = clause.rfind("占")
    if of >= 0 and len(clause) - of < 20:
        return _ratio().search(clause, of) is None
    rate = _rates().search(clause)
    return rate is not None and not clause[: rate.end("name")].endswith(load_check_words().above)


@cache
def _ratio() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_check_words().ratio)))


@cache
def _rates() -> re.Pattern[str]:
    names = "|".join(map(re.escape, load_check_words().rates))
    return re.compile(f"(?P<name>{names}){_RATE_LINK}")


def _sums(sentence: Sentence) -> list[Hint]:
    """Return sets of shares that are all of one whole and do not make 100."""
    shares = [
        (figure, gap)
        for figure, gap in zip(sentence.figures, sentence.gaps, strict=True)
        if figure.unit == "%"
    ]
    for members in load_check_words().wholes:
        for first in range(len(shares) - len(members) + 1):
            chosen = shares[first : first + len(members)]
            if _are_members(chosen, members) and not _adds_up(chosen):
                return [_hint(sentence, [figure for figure, _ in chosen])]
    return []


def _are_members(chosen: list[tuple[Figure, str]], members: tuple[tuple[str, ...], ...]) -> bool:
    """Say whether shares are those of the members of a whole, in order, each 占 its part."""
    for (_, gap), words in zip(chosen, members, strict=True):
        own = re.split(r"[，,、]", gap)[-1]
        named = any(word in own for word in words)
        if not named or "占" not in own or _ratio().search(own[own.rfind("占") :]):
            return False
    return not any(_TURN.search(gap) for _, gap in chosen[1:])


def _adds_up(chosen: list[tuple[Figure, str]]) -> bool:
    return total([figure.amount for figure, _ in chosen]).agrees(_ALL)


def _hint(sentence: Sentence, figures: list[Figure]) -> Hint:
    added = sum(figure.value for figure in figures)
    return sentence.hint(
        SHARE, (figures[0], figures[1]), (ALL, added), "medium", tuple(figures[2:])
    )
