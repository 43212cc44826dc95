"""Which organisation reports a figure.

The subject of its clause, the subject of an earlier clause of the sentence, else the organisation
that the sentence is about. A name that does not open a clause does not act and takes no figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.annotate.organisations.finding import DocumentOrganisations
from analysis.annotate.quantities.nouns import (
    LONGEST_CLAUSE,
    begins_with_verb,
    clause_end,
    clause_start,
)
from analysis.annotate.sentences import Sentence
from analysis.schema import Document, Fact, Mention, Passage, Quantity

# What may stand before a subject: numbering, time, adverbs, 由, 对事故负有责任的.
_OPENER = re.compile(
    r"[ 　“‘《〈（(、]*(?:对(?:这|该|此)?[起次]?事故[^，。；]{2,16}的)?"
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）]|是|、|．|\.))?[ 　“‘《]*"
    r"(?:(?:\d{4}年|今年|去年|上年|本年|近年来|今后|每年|目前|同时|此外|另外|其中|随后|最近|期间|对此"
    r"|\d{1,2}月份?|\d{1,2}日|初|底|以来|[,，]|截至目前|据统计|为此|因此|于是|还|也|由|经|以|而|并|但"
    r"|第?[一二三四五六七八九十\d]{1,3}届)[ 　“‘《]*){0,4}"
)
_JOINED = re.compile(r"[》”]?[、和与及][《“]?|以及|[》”]")
# 中央要求, 市委关于…的决定: what follows a name shows that it is a source, not a subject.
_SOURCE = re.compile(r"(?:的?(?:要求|部署|精神|决定|意见|指示|规定|决策|安排)|印发|关于)")
# The place as a whole stands for the organisation the document is chiefly about.
_WHOLE = re.compile(
    r"(?:目前|截至目前|今年以来|今年|去年)?[，,]?(?:全|我|本)[国省市区县州旗镇乡](?![民庆])"
)
_WHOLE_LEAD = len("今年以来，")
_WHOLE_SITE = re.compile(r"[全我本][国省市区县州旗镇乡]")
"""In every match of ``_WHOLE``; found once a text, as most clauses have none."""
_NUMBERED = re.compile(
    r"[ 　]*(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)"
)
_SAID = re.compile(
    r"(?:提出|认为|指出|介绍|表示|报告|反映|汇报|通报|意见|情况|建议|如下)[^，。！？\n]{0,8}[：:]"
)
"""What an organisation says follows, to the end of the paragraph. Not: 意见和建议."""
_MINOR = frozenset({"企业", "学校", "医院", "媒体", "其他"})
_CITED = frozenset({"中国共产党", "中共中央", "国务院"})
"""Whom a report of others names as those it follows."""
_COMMA = re.compile(r"[，；]")


class _Subject(NamedTuple):
    organisation: int
    start: int
    joint: bool


_UNSURE = frozenset({"subject", "passage"})
"""Reasons for which the words around a number count as well."""
_Owner = tuple[int, str, str]
"""An organisation, the reason and the confidence, as in a passage."""
_new = tuple.__new__  # takes a third of the time of a call of the class


class _Reader:
    """Holds what is known of one document while its figures are attributed."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        found: DocumentOrganisations,
        passages: Sequence[Passage],
    ) -> None:
        self.text = document.folded
        self.sentences = sentences
        self.starts = [sentence[1] for sentence in sentences]
        self.passages = passages
        self.mentions = sorted(found.mentions)
        self.begins = [mention.start for mention in self.mentions]
        self.main = found.main
        self.chief: _Owner = (found.main[0], "main", "low") if found.main else (-1, "none", "low")
        self.minor = [one.kind in _MINOR or one.canonical in _CITED for one in found.organisations]
        self.wholes = [match.start() for match in _WHOLE_SITE.finditer(self.text)]
        self.zones = [whole - _WHOLE_LEAD for whole in self.wholes]
        self.ends = [clause_end(self.text, whole) for whole in self.wholes]
        """Where clauses begin at the earliest, and end, in which a whole place may act."""
        self.busy = self._busy()
        """Sentences in which the place of a number matters; in others all have one owner."""
        self.restarts: dict[int, bool] = {}
        """Sentence: whether it restarts; asked for every figure in a busy one."""
        self.leads = dict(self._leads())
        """Paragraph: of the joint subject with which it began the organisation and the sentence."""

    def _row(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def _busy(self) -> set[int]:
        """Return the sentences that name somebody, or in which a whole place may act."""
        busy = {self._row(begin) for begin in self.begins} - {-1}
        for first, last in zip(self.zones, self.ends, strict=True):
            busy.update(range(max(self._row(first), 0), self._row(last) + 1))
        return busy

    def _leads(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield the joint subjects of paragraphs that speak of nobody before (甲、乙联手打造…)."""
        for row, passage in enumerate(self.passages):
            if passage.reason == "joint":
                subject = self._first_of(self.sentences[row])
                above = {self.passages[at].reason for at in self._above(row)}
                if subject is not None and above.isdisjoint({"subject", "joint"}):
                    yield self.sentences[row].paragraph, (subject.organisation, row)

    def _above(self, row: int) -> Iterator[int]:
        """Yield the earlier sentences of a paragraph, the nearest first."""
        paragraph = self.sentences[row].paragraph
        while row and self.sentences[row - 1].paragraph == paragraph:
            row -= 1
            yield row

    def read(self, row: int, place: int) -> _Owner:
        """Return whose a number at a place in a busy sentence is."""
        subject = self._subject(row, place)
        if subject is not None:
            return self._of_subject(place, subject)
        if self._is_whole(place):
            return (*self.chief[:2], "medium") if self.main else self.chief
        return self.of_passage(row, place)

    def _first_of(self, sentence: Sentence) -> _Subject | None:
        for mention in self._within(sentence.start, sentence.end):
            if self._opens(mention):
                return _Subject(mention.organisation, mention.start, joint=True)
        return None

    def _within(self, start: int, end: int) -> Sequence[Mention]:
        return self.mentions[bisect_left(self.begins, start) : bisect_left(self.begins, end)]

    def _opens(self, mention: Mention) -> bool:
        """Say whether a mention stands where a clause has its subject."""
        begin = clause_start(self.text, mention.start)
        if _OPENER.fullmatch(self.text, begin, mention.start) is None:
            return False
        return _SOURCE.match(self.text, mention.end) is None

    def _subject(self, row: int, place: int) -> _Subject | None:
        """Return the nearest subject before a quantity that it can belong to."""
        sentence, passage = self.sentences[row], self.passages[row]
        first = bisect_left(self.begins, sentence.start)
        if first == len(self.begins) or self.begins[first] >= place:
            return None  # before most numbers nobody is named
        mentions = self.mentions[first : bisect_left(self.begins, place)]
        clause = clause_start(self.text, place, sentence.start)
        for i in range(len(mentions) - 1, -1, -1):
            mention = mentions[i]
            if not self._opens(mention):
                continue
            subject = _Subject(mention.organisation, mention.start, self._is_joint(mentions[i:]))
            if mention.start >= clause or self._goes_on(mention, clause, passage):
                return subject
        return None

    def _goes_on(self, mention: Mention, clause: int, passage: Passage) -> bool:
        """Say whether an earlier subject is still that of a clause.

        A firm or school in a report of others is only as long as clauses begin with a verb.
        """
        row = mention.organisation
        verbal = begins_with_verb(self.text, clause)
        if row in self.main or not self.main:
            return verbal or row in {*self.main, passage.organisation}
        if not self.minor[row]:
            return verbal or row == passage.organisation
        begins = (mark.end() for mark in _COMMA.finditer(self.text, mention.end, clause - 1))
        return verbal and all(begins_with_verb(self.text, begin) for begin in begins)

    def _is_joint(self, mentions: Sequence[Mention]) -> bool:
        if len(mentions) < 2:
            return False
        gap = self.text[mentions[0].end : mentions[1].start]
        return _JOINED.match(gap) is not None and len(gap) < 4

    def _of_subject(self, place: int, subject: _Subject) -> _Owner:
        if subject.joint:
            return subject.organisation, "joint", "medium"
        if subject.start >= clause_start(self.text, place):
            return subject.organisation, "subject", "high"
        return subject.organisation, "earlier_clause", "medium"

    def _is_whole(self, place: int) -> bool:
        zone = bisect_right(self.zones, place) - 1
        if zone < 0 or self.ends[zone] < place:
            return False
        following = bisect_right(self.wholes, place)
        if not following or self.wholes[following - 1] < place - LONGEST_CLAUSE:
            return False
        return _WHOLE.match(self.text, clause_start(self.text, place)) is not None

    def of_passage(self, row: int, place: int) -> _Owner:
        """Return whose a number is by whom its sentence is about; the chief one's in none."""
        if row < 0:
            return self.chief
        passage = self.passages[row]
        organisation, reason, _ = passage
        if not self.leads and reason not in _UNSURE:  # most
            return passage if organisation >= 0 else self.chief
        if reason == "subject" and not self._follows(row, place):
            return organisation, "earlier_clause", "medium"
        lead, of = self.leads.get(self.sentences[row].paragraph, (-1, -1))
        # It holds for other sentences where it is a chief one.
        leads = lead >= 0 and (row == of or not self.main or lead in self.main)
        if leads and reason != "heading":
            return lead, "joint", "low"
        if organisation < 0 or reason == "subject":
            return self.chief
        if row not in self.restarts:
            self.restarts[row] = self._restarts(row, passage)
        return self.chief if self.restarts[row] else passage

    def _follows(self, row: int, place: int) -> bool:
        """Say whether a sentence names its subject only behind the quantity, or has left it."""
        whose = self.passages[row].organisation
        if whose in self.main:
            return False
        if self.main and self.minor[whose]:
            return True  # it would have been found as the subject
        before = self._within(self.sentences[row].start, place)
        return all(mention.organisation != whose for mention in before)

    def _restarts(self, row: int, passage: Passage) -> bool:
        """Say whether a carried organisation gives way to the chief one.

        It does where it is not one of the main ones, and in a numbered paragraph.
        """
        if passage.reason != "passage" or not self.main:
            return False
        if passage.organisation not in self.main:
            return not self._has_said(row, passage)
        first = row
        for first in self._above(row):
            if self.passages[first].reason == "subject":
                return False
        return _NUMBERED.match(self.text, self.sentences[first].start) is not None

    def _has_said(self, row: int, passage: Passage) -> bool:
        """Say whether the paragraph opened by letting this organisation speak (甲部提出意见：)."""
        for at in self._above(row):
            before = self.passages[at]
            if before.reason == "subject":
                _, start, end = self.sentences[at]
                same = before.organisation == passage.organisation
                return same and _SAID.search(self.text, start, end) is not None
        return False


def attribute(
    document: Document,
    quantities: Sequence[Quantity],
    sentences: Sequence[Sentence],
    found: DocumentOrganisations,
    passages: Sequence[Passage],
) -> tuple[Fact, ...]:
    """Give every quantity the organisation that reports it.

    Parameters
    ----------
    document
        The document the offsets belong to.
    quantities
        Its numbers in text order, as ``find_quantities`` returns them.
    sentences, passages
        Its sentences in text order, and the passage of each.
    found
        Its organisations and where they are named.

    Returns
    -------
    tuple of Fact
        One for each quantity, in the same order. ``organisation`` is -1 where none is known; of
        several that act together it is the first, with reason ``joint``.
    """
    reader = _Reader(document, sentences, found, passages)
    starts, busy = [0, *reader.starts, len(document.folded)], reader.busy
    facts = []
    row, stop, owner, is_busy = -1, 0, reader.chief, False
    for quantity in quantities:
        place = quantity[0]
        if place >= stop:
            row = bisect_right(starts, place, row + 1) - 2
            stop = starts[row + 2]
            is_busy = row in busy
            if not is_busy:
                owner = reader.of_passage(row, place)
        if is_busy:
            owner = reader.read(row, place)
        facts.append(_new(Fact, (quantity, *owner)))
    return tuple(facts)
