"""The words around nouns of numbers, found where one can begin and nowhere else."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from analysis.lexicon.units import ByFirst, alternatives, load_words, longest_first

MASK = "\0"
"""Stands in a masked text where a date stands in the document."""

# Function words end a noun, unless they are part of a word: 对|象, 有|限, 可|再生.
_FUNCTION = r"""
[有这那]些 比(?=\0) 及其 的 了(?!解) 着(?!力|眼|陆) 均(?!衡|可|价) 都(?!市) 已 也
还(?![款贷建林草湖]) 又 或者 不得 对于 能够 应当 已经 这样 这个 那个 多么 再(?!生|就业|贷款|融资)
则 被(?!子|褥|告|征地) 把(?!手|关) 将(?!军|领) 由 从(?!业|事)
向(?!导|往) 给(?!予|水|排水|付|料) 自(?=\d|\0|实际|今年|去年|上年)
(?<![针面应相])对(?!象|口|外|策|接|照|话|手|台|虾|称|比|标)
(?<![职校存所内潜])在(?!职|校|建|编|册|岗|线|读|逃|押|华|外|研|内) (?<![关由对基至低高属位])于
(?<![达得受报签])到(?!户|位|期|村|发|场|账|岗) (?<![行作人成认])为(?!民|主)
(?<![国所拥自特原共专持没含具保])有(?!限|关|色|机|效|害|偿|毒|线|序|轨|形|利|企)
(?<![但凡可还])是 不(?!锈|动产|良|同|孕|合格|稳定|足|法|平)
(?<![许认])可(?!再生|采|信|研|持续|及|视|燃|控|转债|支配|循环|穿戴|降解|移动) 需(?!求|要|水|氧)
(?<![未往以原外近])来(?!源|访|信|华|往|料|宾) 赴
(?<![供相响反适对])应(?!急|用|届|收|付|税|聘|邀|对) (?<!同)每[个名亩户]? 因(?!素|此)
(?<![已财神曾])经(?!济|营|费|理|办|验|贸|纪|开区|典|销) (?<!合)并(?!购|网|轨|行|联) (?<!然)而
(?<![可所予足])以(?!上|下|内|色|及|工代赈|外|来|后|旧)
(?<![使作应费利商民军农公药信录])用(?!户|地|水|电|工|人|气|品|途|材|量|能|房|药|具|车|海|于)
(?<![保残遗居])留(?!守|学|抵|存|置|用|党|言|学生) 使(?!用|命|馆) (?<!出)让(?!利)
(?<![接感承享])受(?!访|害|灾|益|贿|教育|众|援|理|助|托|训|伤) (?<![例假])如(?!期) 直(?=奔)
随(?!机|迁) 任(?=组长|主任|书记)
(?<![重主首必只需纪摘紧概政])要(?!素|求|闻|件|点|道|塞|领|务|地|职|案|目)
(?<!医)共(?![产青同享和有识建管性治处计]) 尚 获(?=[国全省中首])
第[一二三四五六七八九十\d][台个次批期轮]? [及和、]各(?!类|种) (?<![集其])中(?=选|评|抽|挑|产生|脱颖)
"""
# 37项成果|国家自然科学奖二等奖: what is awarded stands right behind who gets it.
_AWARDED = tuple(
    f"(?<=成果|专家|集体|个人|单位|人员|团队|项目){giver}(?=[一-龥]{{2,14}}奖)"
    for giver in ("国家", "中华人民共和国", "全国")
)
# Before a verb these already belong to it: 党建办|统一改建为….
_ADVERB = ("统一", "联合", "集中", "同时", "直接", "重新")
# Between a verb that gives and the sum: 给予最高约1000万元.
_SOFT = "分别|最高|最低|不超过|不低于|约|近|共|总额|总计|一次性|每年|各|了| "
# Before the first noun of a clause: 就|业绩 is none, 即|平均 is one.
_ADVERBS = r"""
就(?![业医学餐诊]) 其(?![他中余]) 会(?![议员计展晤务]) 能(?![源力耗量效]) 仅 只 即 且 该 这
还(?![款贷建]) 又 均(?!衡) 都(?!市) 将(?![军领]) 要(?![素求闻件])
按(?![照揭摩钮键劳需]) 占(?![地用比道领]) 据(?![点])
"""
# A verb and one of these are a noun: 慰问|金, 报名|费; they stand at its end.
_NO_SUFFIX = r"(?![金费款率](?:[^一-龥]|\Z))"
# 推动了, 推动出|…, but 推动|出台.
_RESULT = "(?:[了到]|出(?![台口具版资租让勤动席行土院国境生海]))?"
_OUT = "出(?![台口具版资租让勤动席行土院国境生海])"
# Superlatives only colour what follows, as the adjectives of ``units.toml`` do.
_DEGREES = ("最[一-龥]{1,4}?", "[更较][大小多少高低好快新强优重]", "[很非]常?[大多重]要?")
_LOOKBEHIND = re.compile(r"\(\?<[!=][^)]*\)")


class Words:
    """Many expressions, of which the first that matches counts, as in one alternation.

    An alternation of a thousand words is tried word by word at every character. Here only those
    are tried that begin with the character that stands there.

    Parameters
    ----------
    expressions
        Patterns that begin with a character or a class, a look-behind before it allowed.
    skip
        Words that win over all expressions; their matches have ``skip`` as last group.
    later
        Expressions that all others win over; their matches have ``later`` as last group.
    """

    def __init__(
        self, expressions: Iterable[str], skip: Iterable[str] = (), later: Iterable[str] = ()
    ) -> None:
        parts = _named("skip", skip), _by_first(expressions), _named("later", later)
        firsts = sorted({first for part in parts for first in part})
        self._by_first = ByFirst(
            {first: "|".join(w for part in parts for w in part.get(first, ())) for first in firsts}
        )
        self._starts = re.compile(f"[{re.escape(''.join(firsts))}]")

    def match(self, text: str, place: int = 0, limit: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match that begins at ``place`` and ends before ``limit``."""
        pattern = self._by_first[text[place : place + 1]]
        return pattern.match(text, place, limit) if pattern else None

    def search(self, text: str, place: int = 0, limit: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between ``place`` and ``limit``."""
        for start in self._starts.finditer(text, place, limit):
            pattern = self._by_first[start[0]]
            match = pattern.match(text, start.start(), limit) if pattern else None
            if match:
                return match
        return None

    def finditer(self, text: str, place: int = 0) -> Iterator[re.Match[str]]:
        """Return the matches that do not overlap, in text order."""
        while match := self.search(text, place):
            yield match
            place = match.end()

    def pass_over(self, text: str, place: int = 0) -> int:
        """Return where a run of matches ends that begins at ``place``; a ``skip`` ends it."""
        while (match := self.match(text, place)) and match.lastgroup != "skip":
            place = match.end()
        return place


def _named(name: str, expressions: Iterable[str]) -> dict[str, list[str]]:
    """Return the expressions as one named group by each character that they can begin with."""
    found = _by_first(expressions)
    return {first: [f"(?P<{name}>{'|'.join(words)})"] for first, words in found.items()}


def _by_first(expressions: Iterable[str]) -> dict[str, list[str]]:
    """Return the expressions by the characters that they can begin with, their order kept."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for expression in expressions:
        bare = _LOOKBEHIND.sub("", expression, count=1).removeprefix("\\")
        firsts = bare[1 : bare.index("]")] if bare[0] == "[" else bare[0]
        for first in firsts:
            found[first].append(expression)
    return found


class NounPatterns(NamedTuple):
    """What nouns, and the verbs and links around them, are told by."""

    stop: Words
    lead: Words
    part: Words
    """Parts a subject or circumstance from the noun behind it."""
    first: Words
    link: Words
    """Reads backwards: made of reversed words."""
    adjective: Words
    nominal: Words
    opening: re.Pattern[str]
    """A verb at the start of a clause, adverbs before it."""
    acts: re.Pattern[str]
    """What ``acting`` needs, told sooner: two characters of its verbs, or a blank."""
    acting: re.Pattern[str]
    """Who acts, before a verb that has an object: 区总工会|投入帮扶资金."""
    verb: re.Pattern[str]
    """Reads backwards: a verb, or 了 behind one, right before a number."""
    giving: re.Pattern[str]
    state: Words
    relative: Words
    """Verbs that begin a relative clause right behind a number: 500个|引领行业发展的示范工厂."""
    heads: frozenset[str]
    """Nouns that say little without one of ``purposes`` before them: 投入|帮扶资金, not 资金."""
    purposes: frozenset[str]
    bare_verbs: frozenset[str]
    """Verbs that are no noun where nothing else stands before a number: 允许|不超过五分之一."""
    openings: frozenset[str]
    """What ``opening`` can begin with."""
    verb_ends: frozenset[str]
    """What stands before a number that follows ``verb``."""
    giving_ends: frozenset[str]
    """What stands before a number that follows ``giving``."""


@cache
def noun_patterns() -> NounPatterns:
    """Compile the words of ``units.toml``."""
    words = {name: part.get("forms", ()) for name, part in load_words().items()}
    # 突破, 达到 and the like have no object but the number.
    transitive = [word[::-1] for word in words["leads"] if word not in words["links"]]
    skip = longest_first(words["compounds"])
    leads, verbs = longest_first(words["leads"]), longest_first(words["first_leads"])
    adverbs = longest_first(words["adverbs"])
    lead, first = "|".join(leads), "|".join([*verbs, *adverbs])
    function, acts = _FUNCTION.split(), load_words()["acts"]
    ended = [f"{word}{_RESULT}{_NO_SUFFIX}" for word in leads]
    later = [
        *longest_first(words["later_stops"]),
        *(f"{word}(?=[到在至](?![建线校职岗编册位期账户]))" for word in words["moves"]),
    ]
    together = [f"{word}(?={lead})" for word in _ADVERB]
    spending = load_words()["giving"]["spending"]
    return NounPatterns(
        stop=Words(
            [*together, *leads, *longest_first(words["stops"]), *function, *_AWARDED], skip, later
        ),
        lead=Words(ended),
        part=Words([*ended, *(word for word in function if word != "的")], skip),
        first=Words(
            [
                *_ADVERBS.split(),
                f"新(?={lead}|{first})",
                *(f"{word}{_NO_SUFFIX}" for word in (*leads, *verbs)),
                *adverbs,
                f"[{MASK} 了到过着、]",
                _OUT,
            ],
            skip,
        ),
        link=Words(
            [
                *longest_first(w[::-1] for w in (*words["links"], *words["leads"])),
                "才(?!人|英)",
                "由(?![自理缘])",
                "级[亿万千百十]{1,3}",
                "所(?![厕场易出究诊务看守会处寓住哨生])",
                "约(?![签预条公合契节制履违])",
                f"[{MASK} ]",
            ]
        ),
        adjective=Words(f"{word}的" for word in (*longest_first(words["adjectives"]), *_DEGREES)),
        nominal=Words(longest_first(words["nominal"])),
        opening=re.compile(rf"(?:{'|'.join(adverbs)}|[并还又也再 ])*(?:{lead}|{'|'.join(verbs)})"),
        acts=re.compile("[{}][{}]| ".format(*map("".join, zip(*acts["forms"], strict=True)))),
        acting=re.compile(
            rf"[^的，]{{0,14}}?(?:{alternatives(acts['actors'])})"
            rf"(?: +(?=[一-龥]{{2}})|(?:[共已新又再]|累计)*"
            rf"(?=(?:{alternatives(acts['forms'])})(?!值|部|机构|化|形式|工作|成员)[一-龥]{{2}}))"
        ),
        verb=re.compile(f"[了出到 ]*(?:{alternatives(transitive)})|了"),
        giving=re.compile(
            rf"(?:(?P<giving>{alternatives(words['giving'])})"
            rf"|{alternatives(spending)})(?:{_SOFT})*\Z"
        ),
        state=Words(longest_first(words["states"])),
        relative=Words(
            longest_first(words["relatives"]), longest_first(load_words()["relatives"]["inside"])
        ),
        heads=frozenset(words["heads"]),
        purposes=frozenset(load_words()["heads"]["purposes"]),
        bare_verbs=frozenset(words["bare_verbs"]),
        openings=_ends(word[::-1] for word in (*leads, *verbs, *adverbs, *"并还又也再 ")),
        verb_ends=_ends((*(word[::-1] for word in transitive), *"了出到 ")),
        giving_ends=_ends((*words["giving"], *spending, *_SOFT.split("|"))),
    )


def _ends(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[-1] for word in words)
