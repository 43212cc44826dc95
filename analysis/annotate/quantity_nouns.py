"""The noun behind a number (46个基层工会) and the noun before it (调研报告91份).

Nothing is segmented: nouns end at words of ``units.toml``, at function words and at punctuation.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicon.units import alternatives, load_words

MASK = "\0"
"""Stands in a masked text where a date stands in the document."""
LONGEST_NOUN = 40
LONGEST_CLAUSE = 200
_CLAUSE_MARKS = "，。；：！？!?;\n…—"
_CLAUSE_END = re.compile(r"[，。；：！？!?;\n…—](?:(?<!—)|(?=—))")
"""Where a clause ends: at a mark, or at two dashes; begins with one class, which is found fast."""
_BORDER = re.compile(
    rf"[，。；：！？!?;\n…、《\d{MASK}]|——|[)）](?!.)|[一二两三四五六七八九十][余多]?[个名项条家件种类批](?!五)"
)
_PARENTHESIS = re.compile(r"[（(][^（()）\n]{0,30}[)）]")
_QUOTED = re.compile(r"[“‘][^“”‘’\n]{0,30}[”’]")
_LAST_PARENTHESIS = re.compile(r"[（(][^（()）\n]*[)）]\Z")
_EDGES = f"“”\"'‘’「」『』 　、和与及或等之{MASK}"
_COMPARED = re.compile(r"[比较](?![重例较赛武率值])")
# Function words end a noun, unless they are part of a word: 对|象, 有|限, 可|再生.
_FUNCTION = (
    r"的|了(?!解)|着(?!力|眼|陆)|均(?!衡|可|价)|都(?!市)|已|也|还(?!款|贷|建)|又|再(?!生|就业|贷款|融资)|则"
    r"|被(?!子|褥|告|征地)|把(?!手|关)|将(?!军|领)|由|从(?!业|事)|向(?!导|往)|给(?!予|水|排水|付|料)|自(?=\d|\0|实际|今年|去年|上年)"
    r"|(?<![针面应相])对(?!象|口|外|策|接|照|话|手|台|虾|称|比|标)|(?<![职校存所内潜])在(?!职|校|建|编|册|岗|线|读|逃|押|华|外|研|内)"
    r"|(?<![关由对基至低高属位])于|(?<![达得受报签])到(?!户|位|期|村|发|场|账|岗)|(?<![行作人成认])为(?!民|主)"
    r"|(?<![国所拥自特原共专持没含具保])有(?!限|关|色|机|效|害|偿|毒|线|序|轨|形|利|企)|(?<![但凡可还])是"
    r"|不(?!锈|动产|良|同|孕|合格|稳定|足|法|平)|(?<![许认])可(?!再生|信|研|持续|及|视|燃|控|转债|支配|循环|穿戴|降解|移动)"
    r"|需(?!求|要|水)|(?<![未往以原外近])来(?!源|访|信|华|往|料|宾)|赴|(?<![供相响反适对])应(?!急|用|届|收|付|税|聘|邀|对)"
    r"|(?<!同)每|因(?!素|此)|(?<![已财神曾])经(?!济|营|费|理|办|验|贸|纪|开区|典|销)|(?<!合)并(?!购|网|轨|行|联)|(?<!然)而"
    r"|(?<![可所予足])以(?!上|下|内|色|及|工代赈|外|来|后|旧)|(?<![使作应费利商民军农公药信录])用(?!户|地|水|电|工|人|气|品|途|材|量|能|房|药|具|车|海|于)"
    r"|(?<![保残遗居])留(?!守|学|抵|存|置|用|党|言|学生)|使(?!用|命|馆)|(?<!出)让(?!利)|(?<![接感承享])受(?!害|灾|益|贿|教育|众|援|理|助|托|训|伤)"
    r"|(?<![例假])如(?!期)|直(?=奔)|随(?!机|迁)|任(?=组长|主任|书记)|共(?!产|青|同|享|和|有|识|建|管|性|治)|尚|获(?=[国全省中首])|第[一二三四五六七八九十\d]|[及和、]各(?!类|种)"
)


# Before a verb these already belong to it: 党建办|统一改建为….
_ADVERB = "(?:统一|联合|集中|同时|直接|重新)"
# Between a verb that gives and the sum: 给予最高约1000万元.
_SOFT = "分别|最高|最低|不超过|不低于|约|近|共|总额|总计|一次性|每年|各|了| "


# Before the first noun of a clause: 就|业绩 is none, 即|平均 is one.
_ADVERBS = (
    r"就(?![业医学餐诊])|其(?![他中余])|会(?![议员计展晤务])|能(?![源力耗量效])|仅|只|即|且|该|这"
    r"|还(?![款贷建])|又|均(?!衡)|都(?!市)|将(?![军领])|要(?![素求闻件])"
)


class _Patterns(NamedTuple):
    stop: re.Pattern[str]
    lead: re.Pattern[str]
    part: re.Pattern[str]
    """Parts a subject or circumstance from the noun behind it."""
    first: re.Pattern[str]
    link: re.Pattern[str]
    """Reads backwards: made of reversed words."""
    adjective: re.Pattern[str]
    nominal: re.Pattern[str]
    opening: re.Pattern[str]
    """A verb at the start of a clause, adverbs before it."""
    verb: re.Pattern[str]
    """Reads backwards: a verb, or 了 behind one, right before a number."""
    giving: re.Pattern[str]
    state: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = {name: part.get("forms", ()) for name, part in load_words().items()}
    links = alternatives(word[::-1] for word in (*words["links"], *words["leads"]))
    # 突破, 达到 and the like have no object but the number.
    transitive = alternatives(w[::-1] for w in words["leads"] if w not in words["links"])
    skip = f"(?P<skip>{alternatives(words['compounds'])})"
    leads, verbs = alternatives(words["leads"]), alternatives(words["first_leads"])
    adverbs = alternatives(words["adverbs"])
    first = f"{verbs}|{adverbs}"
    return _Patterns(
        re.compile(
            f"{skip}|{_ADVERB}(?={leads})|{leads}|{alternatives(words['stops'])}|{_FUNCTION}"
        ),
        re.compile(f"(?:{leads})[了出到]?"),
        re.compile(f"{skip}|(?:{leads})[了出到]?|{_FUNCTION.removeprefix('的|')}"),
        re.compile(f"(?:{_ADVERBS}|新(?={leads}|{first})|{leads}|{first}|{MASK}|[ 了出到过着、])+"),
        re.compile(f"(?:{links}|{MASK}| )+"),
        re.compile(f"(?:{alternatives(words['adjectives'])})的"),
        re.compile(alternatives(words["nominal"])),
        re.compile(rf"(?:{adverbs}|[并还又也再 ])*(?:{leads}|{verbs})"),
        re.compile(f"[了出到 ]*(?:{transitive})|了"),
        re.compile(
            rf"(?:(?P<giving>{alternatives(words['giving'])})"
            rf"|{alternatives(load_words()['giving']['spending'])})(?:{_SOFT})*\Z"
        ),
        re.compile(alternatives(words["states"])),
    )


def clause_start(text: str, position: int, floor: int = 0) -> int:
    """Return where the clause begins that ``position`` is in, not before ``floor``."""
    start, floor = position, max(floor, position - LONGEST_CLAUSE)
    while start > floor and text[start - 1] not in _CLAUSE_MARKS:
        start -= 1
    return start


def clause_end(text: str, position: int) -> int:
    """Return where the clause ends that ``position`` is in."""
    limit = min(len(text), position + LONGEST_CLAUSE)
    match = _CLAUSE_END.search(text, position, limit)
    return match.start() if match else limit


def noun_behind(text: str, start: int, limit: int, *, after_verb: bool = False) -> str:
    """Return the noun that begins at ``start`` of the folded text, empty where none does.

    Parameters
    ----------
    text
        Folded text, dates masked.
    start, limit
        From the end of the unit to where the clause ends or the next number begins.
    after_verb
        A verb stands right before the number (组成了9个…): a noun has to follow, even where it
        begins with what looks like a verb (征求意见小组).
    """
    patterns = _patterns()
    state = patterns.state.match(text, start)
    if state:
        return state[0]
    adjective = patterns.adjective.match(text, start)
    place = _skip(text, adjective.end() if adjective else start, limit)
    nominal = None if after_verb else patterns.nominal.match(text, place)
    if nominal and _simple_end(text, nominal.end(), limit) > nominal.end() + 3:
        return nominal[0]
    end = _noun_end(text, place, limit)
    if end > place:
        return tidy(text[place:end])
    relative = _behind_relative(text, place, limit)
    if relative or not after_verb:
        return relative
    first = patterns.lead.match(text, place, limit)
    return tidy(text[place : _noun_end(text, first.end(), limit)]) if first else ""


def _skip(text: str, place: int, limit: int) -> int:
    """Pass over 的, blanks, opening quotes and a bracket that explains the unit."""
    while place < limit and text[place] in "的 “‘（(龄":
        closed = _PARENTHESIS.match(text, place) if text[place] in "（(" else None
        place = closed.end() if closed else place + 1
    return place


def _noun_end(text: str, place: int, limit: int) -> int:
    """Return where the noun ends that begins at ``place``; coordinated nouns are taken in."""
    end = _simple_end(text, place, limit)
    # 和 stands before the last of a list: in 企业和组织、商圈、楼宇 the noun ends with 组织.
    listed = not re.search(r"[^共][和与及][^谐平睦]", text[place:end])
    while listed and end > place and end < limit and text[end] == "、":
        following = _simple_end(text, end + 1, limit)
        if following - end < 2 or (end - place == 1 and following - end > 4):
            break
        end = following
    return end


def _simple_end(text: str, place: int, limit: int) -> int:
    """Return where a noun without 、 ends; brackets inside it are passed over."""
    position = place
    while True:
        stop = _stop(text, position, limit)
        end = stop.start() if stop else limit
        border = _BORDER.search(text, position, end)
        end = border.start() if border else end
        opening = min(
            (i for i in (text.find(c, position, end) for c in "（(") if i >= 0), default=-1
        )
        if opening < 0:
            return end
        closed = _PARENTHESIS.match(text, opening)
        if not closed or closed.end() > limit:
            return opening
        position = closed.end()


def _stop(text: str, position: int, limit: int) -> re.Match[str] | None:
    """Return the first word that ends a noun, words inside compounds passed over."""
    stop = _patterns().stop.search(text, position, limit)
    while stop and stop.lastgroup == "skip":
        stop = _patterns().stop.search(text, stop.end(), limit)
    return stop


def _behind_relative(text: str, place: int, limit: int) -> str:
    """Return the noun behind a relative clause: 200余条|影响共青团改革发展的|突出问题."""
    stop = _CLAUSE_END.search(text, place, min(limit, place + LONGEST_NOUN))
    edge = stop.start() if stop else min(limit, place + LONGEST_NOUN)
    of = text.find("的", place, edge)
    if of <= place:
        return ""
    return tidy(text[of + 1 : _noun_end(text, of + 1, limit)])


def begins_with_verb(text: str, start: int) -> bool:
    """Say whether a clause begins with a verb or adverb, so that its subject was named before."""
    return _patterns().opening.match(text, start) is not None


def follows_verb(text: str, start: int, end: int) -> bool:
    """Say whether a verb stands right before a number at ``end``: 组成了|9个小组."""
    return bool(_patterns().verb.match(text[start:end][::-1]))


def noun_given(text: str, start: int, end: int, behind: str) -> str | None:
    """Return the noun of a sum that is given or spent: 分别给予|1000万元的奖励.

    Returns
    -------
    str or None
        ``behind`` where a noun follows, else the verb where it names the sum (奖励20万元), else
        who spends; ``None`` where no such verb stands before the number.
    """
    patterns = _patterns()
    given = patterns.giving.search(text[start:end])
    if not given:
        return None
    if behind or not given["giving"]:
        return behind or noun_before(text, start, end)
    return given["giving"] if patterns.nominal.match(given["giving"]) else ""


def noun_before(text: str, start: int, end: int) -> str:
    """Return the noun that a number at ``end`` follows, in its clause from ``start`` on."""
    left = strip_links(text, start, end)
    return shorten(text[start:left]) if left > start else ""


def strip_links(text: str, start: int, end: int) -> int:
    """Return where what stands before a number ends without 共, 达到, 比上年增长 and the like."""
    while end > start:
        link = _patterns().link.match(text[start:end][::-1])
        rest = end - link.end() if link else end
        compared = [m.start() + start for m in _COMPARED.finditer(text[start:rest])]
        if compared and rest - compared[-1] < 18:
            rest = compared[-1]
        if rest == end:
            return end
        end = rest
    return end


def shorten(segment: str) -> str:
    """Return the last noun of a segment, without the verbs before it."""
    patterns = _patterns()
    plain = _PARENTHESIS.sub("", segment)
    hidden = _QUOTED.sub(lambda match: "“" * len(match[0]), plain)
    begin = 0
    for word in patterns.part.finditer(hidden):
        if word.lastgroup != "skip" and word.end() < len(plain):
            begin = word.end()
    of = plain.rfind("的", begin)
    if of >= begin and len(plain) - of > 2:
        begin = of + 1
    first = patterns.first.match(hidden, begin)
    if first and first.end() + 1 == len(plain) > begin + 2:
        return tidy(plain[begin:])
    if first and first.end() < len(plain):
        begin = first.end()
    elif first:
        nominal = patterns.nominal.findall(plain, begin)
        return nominal[-1] if nominal else ""
    return tidy(plain[begin:])


def tidy(noun: str) -> str:
    """Drop joining words and brackets at the edges of a noun, and quotes that are not paired."""
    while noun.endswith(("）", ")")) and (last := _LAST_PARENTHESIS.search(noun)):
        noun = noun[: last.start()]
    noun = noun.strip(_EDGES)
    if noun.count("（") + noun.count("(") != noun.count("）") + noun.count(")"):
        noun = re.sub(r"[（()）]", "", noun)
    return noun.replace("“", "").replace("”", "") if noun.count("“") != noun.count("”") else noun


def coordinated(noun: str) -> list[str]:
    """Return the parts of a coordinated noun: 工业投资和基础设施投资 has two."""
    return [part for part in re.split(r"[、和与及]|以及", noun) if part]
