"""Which noun each number has: from its clause, its neighbours and the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotate.quantities.bounds import Phrase
from analysis.annotate.quantities.durations import is_for, noun_of_duration
from analysis.annotate.quantities.nouns import (
    LONGEST_NOUN,
    clause_end,
    clause_start,
    follows_verb,
    noun_before,
    noun_behind,
    noun_given,
)
from analysis.annotate.quantities.tidy import coordinated, people, tidy
from analysis.annotate.quantities.words import MASK
from analysis.lexicon.units import load_units

# Between two numbers of a list that have one noun: 1000万元、800万元的奖励; 8.8%、9.9%.
_JOINED = re.compile(r"(?:[、和与及或至到× ]{1,2}|或者|以及)\Z")
_EACH = tuple(
    f"分别{verb}" for verb in ("增长", "下降", "提高", "上升", "降低", "增加", "减少", "提升")
)
LONGEST_EACH = 4
LONGEST_DEED = 14
_WITHIN = frozenset("间内中来里")
"""What goes on behind a span of time: 十七年|间, 两年|来."""
_CLAUSE_ENDS = frozenset("，。；：！？\n") | {""}
_LIGHT_VERB = re.compile(r"(?:召开|举行|举办|开展|组织召开|组织|进行)了?")
# A clause without a subject of its own: 完成年度计划的102%, 占预算数的89.74%, 相当于….
_NO_SUBJECT = re.compile(rf"[{MASK}只仅已经约也又 ]*(?:完成|占|相当于|等于|是|为|达|比|较)")
# A clause that gives a reason or circumstance, never what is counted.
_ASIDE = re.compile(
    r"(?:由于|因为|因|扣除|剔除|不考虑|随着|通过|按照|根据|为了|虽然|尽管|当|就.*(?:来说|而言|来看)\Z|截[至止]|到|目前|同时|此外|其中|自|经)|在.*(?:[中上下内时后前里]|方面|期间)\Z"
)
# 三年|行动, 6个月|龄婴幼儿: what a duration may be followed by to have its noun behind it.
# 合作社|有了很大的发展，…达到五十万个
_IMPROVED = re.compile(
    r"[也都]?(?:有了?|得到了?|取得了?)(?:[很较]大|显著|明显|迅速|进一步|新)?的?"
    r"(?:发展|提高|增长|改善|进步|增加|扩大|加强)\Z"
    r"|(?:显著|明显|持续|不断|稳步|大幅|进一步|逐步|更加|日益)[一-龥]{2,4}\Z"
    r"|[再屡又]?创(?:下|出)?(?:历史)?新[高低]\Z"
)
# 26名创业导师|团队: people are counted, not their group.
_GROUP = re.compile(r"(?<=..)(?:团队|队伍|小分队)\Z")
_MONEY = re.compile(
    r"(?:资金|经费|资本|贷款|存款|罚款|罚金|补助|补贴|奖励|奖金|保证金|借款|资产)\Z"
)
"""10万元以上|资金, 50万元以下|罚款: nouns of a sum, wherever it stands."""
_FINE = re.compile(r"(?:计算)?的?(罚款|罚金)")
_HANDLED = frozenset("把将让使对")
"""把三分之一的|企业: what the share is of stands behind it."""
_ELSEWHERE = re.compile(r"赴|前往")
_CHANGE = re.compile(r"[稳保持调增减降升达为超共完提比较由从到占]|其中")
# 增长5%的目标, 占三成的…: the noun of such a share stands before it.
_CHANGED = re.compile(r"[占比增减升降长达到为高低超]|提高|下跌|上涨")
# 其中限额以上|的有921个: what is counted was named before.
_OMITTED = re.compile(r"的(?:共|就|约|只|也|已)?有\Z")
_THIS_SHARE = re.compile(r"(?:[这那]一?个?|该|其)(比例|比重|占比)")
"""这一|比例达到30%: a share of something that no clause before it names."""
_COUNTED = re.compile(r"[（(](?:共计?|合计|总计|计|一式|约|近)?\Z")
_CLOSING = frozenset("）)")
_THINGS = frozenset({"classifiers", "measures"})
_REACHED = re.compile(r"(?:突破|超过|达到|不足|超|达)\Z")
_SENTENCE_END = re.compile(r"[。！？\n]")


def read_nouns(text: str, phrases: Sequence[Phrase]) -> list[str]:
    """Return the noun of every phrase, empty where it has none.

    Parameters
    ----------
    text
        Folded text in which dates are masked, so that they are no part of a noun.
    phrases
        The figures of the text in order.
    """
    nouns: list[str] = []
    while len(nouns) < len(phrases):
        last = _last_joined(text, phrases, len(nouns))
        nouns.extend(_nouns_of(text, phrases, nouns, last))
    return nouns


def _last_joined(text: str, phrases: Sequence[Phrase], first: int) -> int:
    """Return the last of a list of numbers that begins with ``first``."""
    last = first
    while last + 1 < len(phrases) and _is_joined(text, phrases[last], phrases[last + 1]):
        last += 1
    return last


def _is_joined(text: str, one: Phrase, two: Phrase) -> bool:
    if not 0 < two.start - one.end < 3:
        return False
    if one.unit and one.unit != two.unit and not _is_each(text, one, two):
        return False
    return _JOINED.match(text, one.end, two.start) is not None


def _is_each(text: str, one: Phrase, two: Phrase) -> bool:
    """Say whether two things are counted in two ways: 甲和乙分别增至214对和69家."""
    if not one.group == two.group == "classifiers":
        return False
    return "分别" in text[max(0, one.start - LONGEST_EACH - 2) : one.start] and (
        text[two.end : two.end + 1] in _CLAUSE_ENDS
    )


def _nouns_of(text: str, phrases: Sequence[Phrase], nouns: list[str], last: int) -> list[str]:
    """Return the nouns of a list of numbers: one for all, or 分别 one each."""
    first = len(nouns)
    noun = _noun_of(text, phrases, nouns, last)
    count = last - first + 1
    parts = coordinated(noun) if count > 1 else []
    if len(parts) == count:
        return parts
    if count > 1 and first >= count and noun == nouns[-1]:
        # 甲、乙分别达5%、7%，分别提升1个和2个百分点: as before, in a list or told by 分别
        listed = _last_joined(text, phrases, first - count) == first - 1
        place = phrases[first].start
        if listed or text.endswith(_EACH, max(0, place - LONGEST_EACH), place):
            return nouns[-count:]
    return [noun] * count


def _noun_of(text: str, phrases: Sequence[Phrase], nouns: list[str], last: int) -> str:
    first = len(nouns)
    phrase, final = phrases[first], phrases[last]
    floor = phrases[first - 1].end if first else 0
    start = clause_start(text, phrase.start, floor)
    if start == floor and nouns and nouns[-1] and text.startswith(nouns[-1], floor):
        start = min(start + len(nouns[-1]), phrase.start)  # 3家企业|增加产值5亿元
    if first and start == floor and phrases[first - 1].group == "durations":
        start += text[start] in _WITHIN
    following = phrases[last + 1].start if last + 1 < len(phrases) else len(text)
    limit = min(clause_end(text, final.end), following, final.end + LONGEST_NOUN)
    if text[final.end : final.end + 1] in _CLOSING and phrase.group in _THINGS:
        noun = _before_bracket(text, phrase.start, floor)
        if noun:
            return noun
    if phrase.group == "times":
        # 48次，高于年均19次|的水平: what follows 的 was not done
        again = _of_same_unit(text, phrases, nouns) if text.startswith("的", final.end) else ""
        return again or _of_times(text, start, phrase.start, final, limit)
    if phrase.group == "rates":
        return _of_rate(text, phrases, nouns, start)
    if phrase.group in {"measures", "durations"}:
        return _of_measure(text, phrases, nouns, (start, final.end, limit))
    return _of_classifier(text, phrases, nouns, (start, final.end, limit))


def _before_bracket(text: str, place: int, floor: int) -> str:
    """Return what a number counts that stands alone in a bracket: 推广的经验（共|6项）."""
    opened = _COUNTED.search(text, max(floor, place - 3), place)
    if not opened:
        return ""
    return noun_before(text, clause_start(text, opened.start(), floor), opened.start())


def _of_times(text: str, start: int, begin: int, phrase: Phrase, limit: int) -> str:
    """Return what was done so many times: 三次|研究群团改革工作, 6次召开|主席办公会议."""
    light = _LIGHT_VERB.match(text, phrase.end, limit)
    if light:
        return noun_behind(text, light.end(), limit)
    done = _ELSEWHERE.search(text, phrase.end + 3, max(limit, phrase.end + 3))
    of = text.startswith("的", phrase.end)
    behind = "" if of else tidy(text[phrase.end : done.start() if done else limit])
    return behind or noun_before(text, start, begin)


def _of_rate(text: str, phrases: Sequence[Phrase], nouns: list[str], start: int) -> str:
    """Return what grew, or what the share is of."""
    phrase = phrases[len(nouns)]
    fine = _FINE.match(text, phrase.end)
    if fine:
        return fine[1]
    handled = text[phrase.start - 1 : phrase.start] in _HANDLED
    if text.startswith("的", phrase.end) and (
        handled or not _CHANGED.search(text, start, phrase.start)
    ):
        behind = noun_behind(text, phrase.end, clause_end(text, phrase.end))
        if behind:  # 团结95%的|干部和群众
            return behind
    share = text.find("占", start, phrase.start)
    own = ""
    whole = start if text[start - 1 : start] in _CLAUSE_ENDS else clause_start(text, start)
    if share > start:
        own = noun_before(text, start, share)
    elif not _NO_SUBJECT.match(text, whole, phrase.start):
        own = noun_before(text, start, phrase.start)
    if not own and start == phrase.start:
        own = noun_behind(text, phrase.end, clause_end(text, phrase.end))  # 三成|企业实现转型
    return own or _earlier(text, phrases, nouns, start) or _fallback(text, phrase, start)


def _fallback(text: str, phrase: Phrase, start: int) -> str:
    """Return what stands in a clause without subject when nothing came before it."""
    behind = noun_behind(text, phrase.end, min(clause_end(text, phrase.end), phrase.end + 20))
    share = _THIS_SHARE.search(text, start, phrase.start)
    return noun_before(text, start, phrase.start) or behind or (share[1] if share else "")


def _of_measure(
    text: str, phrases: Sequence[Phrase], nouns: list[str], place: tuple[int, int, int]
) -> str:
    """Return what is measured: before the number, else behind it, else what was before."""
    start, end, limit = place
    phrase = phrases[len(nouns)]
    if phrase.group == "durations" and not is_for(text, start, phrase.start):
        return noun_of_duration(text, start, phrase.start, (end, limit))
    behind = noun_behind(text, end, limit)
    if behind and "元" in phrase.form and _MONEY.search(behind):
        return behind
    given = noun_given(text, start, phrase.start, behind)
    if given is not None:
        return given
    own = noun_before(text, start, phrase.start)
    of = text[phrase.start - 1 : phrase.start] == "的" or phrase.group == "durations"
    after = of or follows_verb(text, start, phrase.start)
    if not own and text[end : end + 1] == "的" and _REACHED.search(text[start : phrase.start]):
        own = _of_same_unit(text, phrases, nouns)
        after = after and not own
    after = after or (
        bool(behind) and ("、" in own or text[phrase.start - 1] == "、")
    )  # 甲地铀矿、乙地40吨|金矿
    noun = behind or own if after else own or behind
    if noun or not _CHANGE.search(text, start, phrase.start):
        return noun
    return _earlier(text, phrases, nouns, start)


def _before_change(text: str, begin: int, end: int) -> int:
    """Return where a clause ends without 有了很大的发展 and the like."""
    improved = _IMPROVED.search(text[begin:end])
    return begin + improved.start() if improved and improved.start() else end


def _of_same_unit(text: str, phrases: Sequence[Phrase], nouns: list[str]) -> str:
    """Return the noun of the last number of this unit in the sentence: 首次突破|500亿元的企业."""
    unit, place = phrases[len(nouns)].unit, phrases[len(nouns)].start
    for i in range(len(nouns) - 1, max(-1, len(nouns) - 5), -1):
        if _SENTENCE_END.search(text, phrases[i].end, place):
            return ""
        if phrases[i].unit == unit:
            return nouns[i]
    return ""


def _of_classifier(
    text: str, phrases: Sequence[Phrase], nouns: list[str], place: tuple[int, int, int]
) -> str:
    """Return what is counted: behind the classifier, else before it."""
    start, end, limit = place
    phrase = phrases[len(nouns)]
    after_verb = follows_verb(text, start, phrase.start)
    behind = noun_behind(text, end, limit, after_verb=after_verb)
    if phrase.form in {"", "人", "户"} and text[end : end + 1] == "的":
        behind = ""
    if phrase.form in load_units().nouns:
        return behind
    if not behind and end == phrases[min(len(nouns) + 1, len(phrases) - 1)].start:
        following = phrases[len(nouns) + 1]
        behind = noun_behind(text, following.end, clause_end(text, following.end))
    if phrase.form in {"人", "名", "位"}:
        behind = people(_GROUP.sub("", behind))
    if (
        not behind
        and text[phrase.start - 1] == "有"
        and _OMITTED.search(text[start : phrase.start])
    ):
        earlier = _earlier(text, phrases, nouns, start)
        if earlier:
            return earlier
    own = behind or noun_before(text, start, phrase.start)
    if not own and phrase.form == "人":
        own = _done_by(text, end, limit)
    return own or _earlier(text, phrases, nouns, start)


def _done_by(text: str, end: int, limit: int) -> str:
    """Return what people who are not named did: 1334万人|参保, 1亿人|在中西部就近城镇化."""
    done = tidy(text[end:limit])
    return done if 1 < len(done) <= LONGEST_DEED and not _CHANGED.search(done) else ""


def _earlier(text: str, phrases: Sequence[Phrase], nouns: list[str], start: int) -> str:
    """Return the noun of the number before in the same sentence, else of a clause before."""
    index = len(nouns) - 1
    floor = phrases[index].end if index >= 0 else 0
    begin = start
    while begin > floor and text[begin - 1] == "，":
        end = begin - 1
        begin = clause_start(text, end, floor)
        whole = begin > floor or index < 0
        if end - begin > 3 and whole and not _ASIDE.match(text[begin:end]):
            noun = noun_before(text, begin, _before_change(text, begin, end))
            if noun:
                return noun
    while index >= 0 and not _SENTENCE_END.search(text, phrases[index].end, start):
        if nouns[index] or phrases[index].group != "durations":
            return nouns[index]
        # 增长5%，两年|平均增长2%: a span of time has no noun, what stands before it may be one
        floor = phrases[index - 1].end if index else 0
        place = phrases[index].start
        within = text[phrases[index].end] in _WITHIN
        noun = noun_before(text, clause_start(text, place, floor), place) if within else ""
        if noun:
            return noun
        index -= 1
    return ""
