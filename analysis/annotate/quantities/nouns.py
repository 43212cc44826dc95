"""The noun behind a number (46个基层工会) and the noun before it (调研报告91份).

Nothing is segmented: nouns end at words of ``units.toml``, at function words and at punctuation.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.annotate.quantities.tidy import tidy
from analysis.annotate.quantities.words import MASK, noun_patterns

LONGEST_NOUN = 40
LONGEST_CLAUSE = 200
LONGEST_COMPARISON = 17
_NO_NOUN = frozenset("各均共都约近达为只仅就把将对使让同与")
"""One of these alone is no noun: 两省|各15万人."""
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]{1,3}[台个次批期条轮]?|[十百千万亿]{1,3}级")
"""Neither 第三次 nor 万亿级 is a noun."""
_BEFORE_VERB = frozenset("新已拟未待在")
_COLOURS = re.compile(
    r"(?:强|鲜明|较高|高|良好|较好|优|突出|完善|明显|显著|先进|合理|雄厚|健全|领先|丰富|活跃|完备|过硬|密集|集中)\Z"
)
"""Ends of adjectives that only colour the noun behind 的: 创新力强的|未来产业集群."""
_SHARE_IN = re.compile(
    rf"(?P<of>[^，{MASK}]{{2,24}}?)在[^，]{{2,16}}中(?:所占)?的?(?:比重|比例|份额)"
)
"""甲在乙中所占的比重: the share is of 甲."""
_BOUND = frozenset("业员者器境性")
"""No noun begins with one: 服务|业增加值 is stripped too far."""
_HEADED = re.compile(
    r"的?(?:项目|企业|单位|机构|公司|学校|人员|人口|人数|工程|工作|任务|活动|资金|里程|容量|规模|机组|能力"
    r"|产品|品牌|选手|队伍|群众|农户|家庭|地区|城市|试点|计划|机制|制度|体系|体制|系统|平台|基地|中心|服务|设施"
    r"|案例|标准|方案|措施|政策|指标|问题|情况|时间|水平|质量|成本|指数|[率数面户者商县村点会量度化性式型]|人(?![大民]))"
)
"""Nouns that what looks like the verb of a clause only tells the kind of: 通车|里程, 受益|人口."""
_POINTED = re.compile(
    r"[一几]?(?:[个笔]|项(?!目)|类(?![型别])|种(?![子植类群养])|批(?![次发])|家(?![庭长属具禽畜])|起(?![点重]))"
)
"""What stands between 这 and a noun: 这项|投资, 这一类|企业. Not: 这|项目."""
_POINTING = frozenset("这那该")
_POINTER = re.compile(r"(?:\A|[这那该])(?:[一几][个项类种批笔家]?|[个项类种批笔家])\Z")
"""What is left where 这一|比例 names nothing."""
_CLAUSE_MARKS = "，。；：！？!?;\n…—"
_CLAUSE_END = re.compile(r"[，。；：！？!?;\n…—](?:(?<!—)|(?=—))")
"""Where a clause ends: at a mark, or at two dashes; begins with one class, which is found fast."""
_BORDER = re.compile(
    rf"(?=[，。；：！？!?;\n…、《\d{MASK}—)）一二两三四五六七八九十])"
    rf"(?:[，。；：！？!?;\n…、《{MASK}]|\d(?!\d*[A-Z])|——|[)）](?!.)"
    r"|[一二两三四五六七八九十][余多]?[个名项条家件种类批](?!五))"
)
_PARENTHESIS = re.compile(r"[（(][^（()）\n]{0,30}[)）]")
_QUOTED = re.compile(r"[“‘][^“”‘’\n]{0,30}[”’]")
_QUOTES = ("“", "‘")
_COORDINATED = re.compile(r"[^共][和与及][^谐平睦]")
_CLOSING = ("）", ")")
_OPENING = re.compile(r"[（(]")
_COMPARED = re.compile(
    r"[扣剔比较高低快慢优好](?:(?<=[扣剔])除.{0,6}(?:因素|影响)"
    rf"|(?<=[比较])(?![重例较赛武率值由从为达])(?!{MASK}+(?!的)[一-龥]{{2}})"
    r"(?![上去前]年(?!同口径|可比|预算|决算|计划|实绩|[同一]期)[一-龥]{2})"
    r"|(?<=[高低快慢优好])(?:于|出)(?=.))"
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
    if text[start : start + 1] in _CLOSING:
        return ""
    patterns = noun_patterns()
    state = patterns.state.match(text, start)
    if state:
        return state[0]
    adjective = patterns.adjective.match(text, start)
    place = _skip(text, adjective.end() if adjective else start, limit)
    nominal = None if after_verb else patterns.nominal.match(text, place)
    if nominal and _simple_end(text, nominal.end(), limit) > nominal.end() + 3:
        return nominal[0]
    end = _noun_end(text, place, limit)
    if end == place + 1 and text[place] in _BEFORE_VERB and end < limit:
        end = _noun_end(text, end + 1, limit)  # 新|投产项目: the verb is part of the noun
    relative = _behind_relative(text, place, limit) if _is_relative(text, place, end) else ""
    if end > place and not relative:
        noun = tidy(text[place:end])
        return "" if noun in _NO_NOUN else noun
    if relative or not after_verb:
        return relative
    first = patterns.lead.match(text, place, limit)
    return tidy(text[place : _noun_end(text, first.end(), limit)]) if first else ""


def _is_relative(text: str, place: int, end: int) -> bool:
    """Say whether what stands up to 的 only describes the noun behind it."""
    if end == place:
        return True
    relative = noun_patterns().relative.match(text, place)
    if relative and relative.lastgroup != "skip":
        return True
    if not text.startswith("的", end):
        return False
    return text.startswith("不同", place) or _COLOURS.search(text, place, end) is not None


def _skip(text: str, place: int, limit: int) -> int:
    """Pass over 的, blanks, opening quotes and a bracket that explains the unit."""
    while place < limit and text[place] in "的 “‘（(龄":
        closed = _PARENTHESIS.match(text, place) if text[place] in "（(" else None
        place = closed.end() if closed else place + 1
    return place


def _noun_end(text: str, place: int, limit: int) -> int:
    """Return where the noun ends that begins at ``place``; coordinated nouns are taken in."""
    end = _simple_end(text, place, limit)
    if text[end : end + 1] != "、":
        return end
    # 和 stands before the last of a list: in 企业和组织、商圈、楼宇 the noun ends with 组织.
    listed = not _COORDINATED.search(text, place, end)
    while listed and end > place and end < limit and text[end] == "、":
        following = _simple_end(text, end + 1, limit)
        if following - end < 2 or (end - place == 1 and following - end > 4):
            break
        end = following
    return end


def _simple_end(text: str, place: int, limit: int) -> int:
    """Return where a noun without 、 ends; brackets inside it are passed over."""
    position = _behind_quote(text, place, limit) if text[place - 1] in _QUOTES else place
    while True:
        stop = _stop(text, place, position, limit)
        end = stop.start() if stop else limit
        border = _BORDER.search(text, position, end)
        end = border.start() if border else end
        opening = _OPENING.search(text, position, end)
        if not opening:
            return end
        closed = _PARENTHESIS.match(text, opening.start())
        if not closed or closed.end() > limit:
            return opening.start()
        position = closed.end()


def _behind_quote(text: str, place: int, limit: int) -> int:
    """Return where a quotation that ``place`` opens ends, else ``place``: “高效办成一件事|”事项."""
    quoted = _QUOTED.match(text, place - 1, limit)
    return quoted.end() - 1 if quoted else place


def _stop(text: str, place: int, position: int, limit: int) -> re.Match[str] | None:
    """Return the first word that ends a noun at ``place``, words inside compounds passed over."""
    words = noun_patterns().stop
    stop = words.search(text, position, limit)
    while stop and stop.lastgroup and (stop.lastgroup == "skip" or _is_inner(text, place, stop)):
        stop = words.search(text, stop.end(), limit)
    return stop


def _is_inner(text: str, place: int, stop: re.Match[str]) -> bool:
    """Say whether a verb is part of the noun: it begins it, or a noun follows (通车|里程)."""
    return stop.start() == place or _HEADED.match(text, stop.end()) is not None


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
    patterns = noun_patterns()
    if text[start : start + 1] not in patterns.openings:
        return False
    return patterns.opening.match(text, start) is not None


def follows_verb(text: str, start: int, end: int) -> bool:
    """Say whether a verb stands right before a number at ``end``: 组成了|9个小组."""
    patterns = noun_patterns()
    if start >= end or text[end - 1] not in patterns.verb_ends:
        return False
    return bool(patterns.verb.match(text[start:end][::-1]))


def noun_given(text: str, start: int, end: int, behind: str) -> str | None:
    """Return the noun of a sum that is given or spent: 分别给予|1000万元的奖励.

    Returns
    -------
    str or None
        ``behind`` where a noun follows, else the verb where it names the sum (奖励20万元), else
        who spends; ``None`` where no such verb stands before the number.
    """
    patterns = noun_patterns()
    ends = start < end and text[end - 1] in patterns.giving_ends
    given = patterns.giving.search(text[start:end]) if ends else None
    if not given:
        return None
    if behind or not given["giving"]:
        return behind or noun_before(text, start, end)
    return given["giving"] if patterns.nominal.match(given["giving"]) else ""


def noun_before(text: str, start: int, end: int) -> str:
    """Return the noun that a number at ``end`` follows, in its clause from ``start`` on."""
    return _noun_of_clause(text[start:end]) if end > start else ""


@lru_cache(maxsize=8192)
def _noun_of_clause(clause: str) -> str:
    """Return the noun that a clause ends with; half of those of a law are 处, 并处 and the like."""
    share = _SHARE_IN.match(clause)
    if share:
        return shorten(share["of"])
    left = _without_links(clause)
    noun = shorten(clause[:left]) if left else ""
    return "" if _POINTER.search(noun) else noun


def _without_links(clause: str) -> int:
    """Return where what stands before a number ends without 共, 达到, 比上年增长 and the like."""
    links, end = noun_patterns().link, len(clause)
    while end:
        rest = end - links.pass_over(clause[:end][::-1])
        for compared in _COMPARED.finditer(clause, max(0, rest - LONGEST_COMPARISON), rest):
            rest = compared.start()
        if rest == end:
            return end
        end = rest
    return end


def shorten(segment: str) -> str:
    """Return the last noun of a segment, without the verbs before it."""
    patterns = noun_patterns()
    plain = _PARENTHESIS.sub("", segment) if _OPENING.search(segment) else segment
    quoted = "“" in plain or "‘" in plain
    hidden = _QUOTED.sub(lambda match: "“" * len(match[0]), plain) if quoted else plain
    begin = max(hidden.rfind("（"), hidden.rfind("(")) + 1  # those that are left are still open
    for word in patterns.part.finditer(hidden):
        if word.lastgroup != "skip" and word.end() < len(plain):
            begin = word.end()
    begin = _behind_actor(hidden, begin)
    begin += 2 * plain.startswith("其中", begin, len(plain) - 1)
    of = plain.rfind("的", begin)
    if of >= begin and len(plain) - of > 2:
        begin = of + 1
    first = patterns.first.pass_over(hidden, begin)
    if first + 1 == len(plain) > begin + 2:
        return tidy(plain[begin:])
    if first == len(plain) > begin:
        nominal = [word[0] for word in patterns.nominal.finditer(plain, begin)]
        return nominal[-1] if nominal else ""
    if first > begin and plain[first : first + 1] in _BOUND:
        first = max(begin, first - (1 if plain[first - 1] in "出到过" else 2))
    noun = tidy(plain[first:])
    pointed = _POINTED.match(noun) if plain[first - 1 : first] in _POINTING else None
    if pointed and pointed.end() < len(noun):
        noun = noun[pointed.end() :]
    purpose = plain[max(begin, first - 2) : first] if noun in patterns.heads else ""
    noun = purpose + noun if purpose in patterns.purposes else noun
    return "" if noun in patterns.bare_verbs or _ORDINAL.fullmatch(noun) else noun


def _behind_actor(hidden: str, begin: int) -> int:
    """Return where a noun begins that a date or who acts stands before: 全市组织|培训."""
    begin = max(begin, hidden.rfind(MASK, begin, len(hidden) - 2) + 1)
    patterns = noun_patterns()
    acting = patterns.acts.search(hidden, begin + 2) and patterns.acting.match(hidden, begin)
    return acting.end() if acting else begin
