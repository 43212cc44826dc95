"""What a number counts: the noun behind it (46个基层工会) or before it (调研报告91份)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.annotate.quantity_phrases import Phrase
from analysis.lexicon.units import alternatives, load_units, load_words

CLAUSE_END = re.compile(r"[，。；：！？!?;\n…]|——")
_PHRASE_END = re.compile(
    r"[，。；：！？!?;\n…）)、《\d]|——|[一二三四五六七八九十两][余多]?[个名项条家件种类批]"
)
_PARENTHESIS = re.compile(r"[（(][^（）()]*[)）]")
_EDGES = "“”\"'‘’「」『』 　、和与及等的之"
# Function words end a noun too, unless they are part of a word: 对|象, 有|限, 可|再生.
_FUNCTION = (
    r"的|了(?!解)|着(?!力|眼|陆)|均(?!衡)|都(?!市)|已|也|还(?!款|贷|建)|又|再(?!生|就业|贷款|融资)|则"
    r"|被(?!子|褥|告|征地)|把(?!手|关)|将(?!军|领)|由|从(?!业|事)|向(?!导|往)|给(?!水|排水|付|料)"
    r"|对(?!象|口|外|策|接|照|话|手|台|虾|称)|(?<![职校])在(?!职|校|建|编|册|岗|线|读|逃|押|华|外|研)"
    r"|于|(?<![达得受])到(?!户|位|期|村)|(?<![行作人])为(?!民|主)|(?<![国所拥自特原共专持没])有(?!限|关|色|机|效|害|偿|毒|线|序|轨|形|害|企)"
    r"|是|不(?!锈|动产|良|同|锈钢|孕|合格|稳定)|可(?!再生|信|研|持续|及|视|燃|控|转债|支配|循环|穿戴)|需(?!求|要|水)"
    r"|来(?!源|访|信|华|往|料|宾)|赴|应(?!急|用|届|收|付|税|聘|邀)|未(?!来|成年|就业|婚)|每|因(?!素)|经(?!济|营|费|理|办|验|贸|纪|开区)"
    r"|并(?!购|网|轨|行|联)|而|以(?!上|下|内|色|及|工代赈)|用(?!户|地|水|电|工|人|气|品|途|材|量|能|房|药|具)|留(?!守|学|抵|存|置|用|党)"
    r"|使(?!用|命|馆)|让(?!利)|受(?!害|灾|益|贿|教育|众|援|理|助|托|训)|如|较|比(?!重|例|较|赛|武|率|值)|直(?=奔)|随"
)


class _Patterns(NamedTuple):
    stop: re.Pattern[str]
    lead: re.Pattern[str]
    link: re.Pattern[str]
    """Reads backwards: made of reversed words."""
    adjective: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = load_words()
    links = alternatives(word[::-1] for word in words["links"]["forms"])
    return _Patterns(
        re.compile(f"{alternatives(words['stops']['forms'])}|{_FUNCTION}"),
        re.compile(alternatives(words["leads"]["forms"])),
        re.compile(f"(?:{links}| )+"),
        re.compile(f"(?:{alternatives(words['adjectives']['forms'])})的"),
    )


def clause_start(text: str, position: int, floor: int = 0) -> int:
    """Return where the clause begins that ``position`` is in, not before ``floor``."""
    start = position
    while start > floor and text[start - 1] not in "，。；：！？!?;\n…—":
        start -= 1
    return start


def clause_end(text: str, position: int) -> int:
    """Return where the clause ends that ``position`` is in."""
    match = CLAUSE_END.search(text, position)
    return match.start() if match else len(text)


def noun_behind(text: str, start: int, limit: int) -> str:
    """Return the noun that begins at ``start`` of the folded text, empty where none does."""
    patterns = _patterns()
    adjective = patterns.adjective.match(text, start)
    place = adjective.end() if adjective else start
    while place < limit and text[place] in "的 “‘（(":
        if text[place] in "（(":
            closed = _PARENTHESIS.match(text, place)
            if not closed:
                return ""
            place = closed.end()
            continue
        place += 1
    end = _noun_end(text, place, limit)
    if end == place:
        return _behind_relative(text, place, limit)
    return tidy(text[place:end])


def _noun_end(text: str, place: int, limit: int) -> int:
    """Return where the noun ends that begins at ``place``; coordinated nouns are taken in."""
    end = _simple_end(text, place, limit)
    while end > place and end < limit and text[end] == "、":
        following = _simple_end(text, end + 1, limit)
        if following - end < 3 or _patterns().lead.match(text, end + 1):
            break
        end = following
    return end


def _simple_end(text: str, place: int, limit: int) -> int:
    stop = _patterns().stop.search(text, place, limit)
    border = _PHRASE_END.search(text, place, stop.start() if stop else limit)
    if border:
        return border.start()
    return stop.start() if stop else limit


def _behind_relative(text: str, place: int, limit: int) -> str:
    """Return the noun behind a relative clause: 200余条|影响共青团改革发展的|突出问题."""
    stop = CLAUSE_END.search(text, place, min(limit, place + 40))
    edge = stop.start() if stop else min(limit, place + 40)
    of = text.rfind("的", place, edge)
    if of <= place:
        return ""
    return tidy(text[of + 1 : _noun_end(text, of + 1, limit)])


def noun_before(text: str, start: int, end: int) -> str:
    """Return the noun that a number at ``end`` follows, in its clause from ``start`` on."""
    left = strip_links(text, start, end)
    if left <= start:
        return ""
    segment = _PARENTHESIS.sub("", text[start:left])
    return shorten(segment)


def strip_links(text: str, start: int, end: int) -> int:
    """Return where what stands before a number ends without 共, 达到, 比上年增长 …"""
    while True:
        link = _patterns().link.match(text[start:end][::-1])
        if link:
            end -= link.end()
        compared = max(text.rfind("比", start, end), text.rfind("较", start, end))
        if compared < 0 or not re.match(
            r"[比较](?![重例较赛武率值])", text[compared : compared + 2]
        ):
            return end
        if end - compared > 18:
            return end
        end = compared


def shorten(segment: str) -> str:
    """Return the last noun of a segment, without the verbs before it."""
    patterns = _patterns()
    begin = 0
    for lead in patterns.lead.finditer(segment):
        if len(segment) - lead.end() >= 2 and segment[lead.end()] not in "的、和":
            begin = lead.end()
    of = segment.rfind("的", begin)
    if of >= begin and len(segment) - of > 2:
        begin = of + 1
    return tidy(segment[begin:])


def tidy(noun: str) -> str:
    """Drop quotes, brackets and joining words at the edges of a noun."""
    noun = _PARENTHESIS.sub("", noun).strip(_EDGES)
    return noun.replace("“", "").replace("”", "") if noun.count("“") != noun.count("”") else noun


class NounReader:
    """Reads the nouns of one document's phrases in order, and remembers the last topic."""

    def __init__(self, text: str, phrases: Sequence[Phrase]) -> None:
        self.text = text
        self.phrases = phrases
        self.nouns: list[str] = []
        self.topic = ""
        self.topic_sentence = -1

    def read(self, index: int) -> str:
        """Return the noun of phrase ``index``; called for 0, 1, 2 … in order."""
        phrase = self.phrases[index]
        noun = self._read(index, phrase)
        self.nouns.append(noun)
        return noun

    def _read(self, index: int, phrase: Phrase) -> str:
        text = self.text
        before = self.phrases[index - 1].end if index else 0
        after = self.phrases[index + 1].start if index + 1 < len(self.phrases) else len(text)
        limit = min(clause_end(text, phrase.end), after, phrase.end + 40)
        start = clause_start(text, phrase.start, before)
        if phrase.group == "times":
            return self._times(start, phrase, limit)
        if phrase.group == "rates":
            return self._rate(index, start, phrase)
        if phrase.form in load_units().nouns:
            return noun_behind(text, phrase.end, limit) or phrase.form
        behind = noun_behind(text, phrase.end, limit)
        if phrase.group == "measures" or phrase.group == "durations":
            own = noun_before(text, start, phrase.start)
            direct = behind if text[phrase.end : phrase.end + 1] != "，" else ""
            return self._keep(own or direct or self._previous(index, start))
        return behind or self._keep(
            noun_before(text, start, phrase.start) or self._previous(index, start)
        )

    def _keep(self, noun: str) -> str:
        return noun

    def _times(self, start: int, phrase: Phrase, limit: int) -> str:
        """A count of times has as noun what was done."""
        text = self.text
        done = text[phrase.end : limit]
        light = re.match(r"(?:召开|举行|举办|开展|组织召开|组织|进行)", done)
        if light:
            return noun_behind(text, phrase.end + light.end(), limit)
        return tidy(done) or noun_before(text, start, phrase.start)

    def _rate(self, index: int, start: int, phrase: Phrase) -> str:
        """A share or change has as noun what grew or what the share is of."""
        text = self.text
        segment = text[start : phrase.start]
        share = segment.rfind("占")
        if share > 0:
            noun = noun_before(text, start, start + share)
            if noun:
                return noun
        noun = noun_before(text, start, phrase.start) if share < 0 else ""
        if not noun and text[phrase.end : phrase.end + 1] == "的":
            noun = ""
        return noun or self._previous(index, start)

    def _previous(self, index: int, start: int) -> str:
        """The noun of the number before in the same sentence, else of the clause before."""
        text = self.text
        if index:
            last = self.phrases[index - 1]
            if not re.search(r"[。！？\n]", text[last.end : start]):
                return self.nouns[index - 1]
        if start and text[start - 1] in "，":
            begin = clause_start(text, start - 1)
            return noun_before(text, begin, start - 1)
        return ""
