"""由A增加到B，增长N%: does the growth fit the two values."""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon.consistency import load_check_words
from analysis.tables.consistency.amounts import Amount, change, difference
from analysis.tables.consistency.hints import Figure, Hint, Sentence

# What stands right before the first value, and between the two: 由1954年的|97个|增加到|106个.
_FROM = re.compile(r"(?:由|从|自)[^，,。；;：:、]{0,16}\Z")
_UP = "增加|增长|提高|上升|扩大|增|升|上涨|提升|攀升|跃升|增多|发展|扩展|上调"
_DOWN = "减少|下降|降低|减|降|缩短|压缩|精简|缩减|压减|下调|回落|缩小"
LAST_OF_CHANGE = "".join(sorted({word[-1] for word in f"{_UP}|{_DOWN}".split("|")}))
"""The last characters of these verbs."""
_TO = re.compile(
    rf"[^，,。；;：:、]{{0,16}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了)?(?:到|至|为|成)(?:了)?\Z"
)
# 1982年为|270元|，1987年提高到|463元.
_WAS = re.compile(r"(?:年|期|底|末|月)(?:仅|只有|仅有|约)?(?:为|是|达|达到|有)?\Z")
_LATER = re.compile(
    rf"[，,、；;](?:到|至)?(?:[\d〇○零一二三四五六七八九十]{{2,4}}年(?:底|末)?|今年|去年|目前|现在|现|已|则|又|就)*"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了)?(?:到|至)(?:了)?\Z"
)
# Between the second value and the change: ，|增长|. Words of another base or an average do not fit.
_CHANGE = re.compile(
    rf"[，,、；;（(]?(?:共|累计|一共|总共|净|即|也就是)?"
    rf"(?:(?P<up>{_UP}|增幅|涨幅|升幅)|(?P<down>{_DOWN}|降幅|减幅))"
    r"(?:了|约|近|为|达|达到|幅度为|幅度达)*\Z"
)
# A rank falls when it gets better: 排名由369位上升到235位.
_RANK = re.compile(r"排名|位次|名次|排位|位居|列第")
_DECIMAL = re.compile(r"[点.]\Z")
GROWTH = "growth"


def growth_hints(sentence: Sentence) -> list[Hint]:
    """Return where a change of a sentence does not follow from the two values before it."""
    figures = sentence.figures
    found = []
    for before, after, stated in zip(figures, figures[1:], [*figures[2:], None], strict=False):
        turn = _turn(sentence, before, after)
        if turn is None:
            continue
        hint = _direction(sentence, before, after, rises=turn)
        if hint is None and stated is not None:
            hint = _amount(sentence, before, after, stated)
        if hint is not None:
            found.append(hint)
    return found


def _turn(sentence: Sentence, before: Figure, after: Figure) -> bool | None:
    """Return whether a value is said to rise to the next, None where no such thing is said."""
    if before.unit != after.unit:
        return None
    place = sentence.figures.index(before)
    opening, gap = sentence.gaps[place], sentence.between(before, after)
    link = _TO.fullmatch(gap) if _FROM.search(opening) else None
    if link is None and before.noun == after.noun and _WAS.search(opening):
        link = _LATER.fullmatch(gap)
    if link is None or _RANK.search(opening):
        return None
    return link["up"] is not None


def _direction(sentence: Sentence, before: Figure, after: Figure, *, rises: bool) -> Hint | None:
    one, two = before.amount, after.amount
    wrong = two.high < one.low if rises else two.low > one.high
    if not wrong or {before.bound, after.bound} & {"at_most", "under"}:
        return None
    return sentence.hint(GROWTH, (before, after), (before.value, after.value), "high")


def _amount(sentence: Sentence, before: Figure, after: Figure, stated: Figure) -> Hint | None:
    said = _CHANGE.fullmatch(sentence.between(after, stated))
    if said is None or _DECIMAL.search(sentence.between(after, stated)):
        return None
    expected = _expected(sentence, before, after, stated)
    if expected is None:
        return None
    if said["down"]:
        expected = Amount(-expected.high, -expected.low)
    if _is_scaled(stated):
        share = Amount(stated.amount.low * 100, stated.amount.high * 100)
    else:
        share = stated.amount
    if expected.agrees(share):
        return None
    return sentence.hint(
        GROWTH, (after, stated), (_follows(before, after, stated), stated.value), "high", (before,)
    )


def _follows(before: Figure, after: Figure, stated: Figure) -> float:
    """Return the change that the values as written make, in the unit of the one stated."""
    grown = abs(after.value - before.value)
    if stated.unit not in {"%", "倍"}:
        return grown
    return grown / before.value * (1 if _is_scaled(stated) else 100)


def _expected(sentence: Sentence, before: Figure, after: Figure, stated: Figure) -> Amount | None:
    """Return the change that follows from two values, in the unit of the one that is stated."""
    if stated.unit in {"%", "倍"}:
        if before.unit in {"%", "‰"} or _is_real(sentence, before):
            return None
        return change(before.amount, after.amount)
    points = before.unit == "%" and stated.unit in {"个百分点", "百分点"}
    if points or stated.unit == before.unit != "%":
        return difference(before.amount, after.amount)
    return None


def _is_scaled(stated: Figure) -> bool:
    return stated.unit == "倍"


def _is_real(sentence: Sentence, before: Figure) -> bool:
    """Say whether growth is of a sum that official figures give without changes of prices."""
    return _real().search(sentence.text, 0, before.start) is not None


@cache
def _real() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_check_words().real)))
