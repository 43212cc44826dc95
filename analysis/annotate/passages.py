"""Passages: which organisation each sentence of a document is about, and why that one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest

from analysis.annotate.organisations.finding import DocumentOrganisations
from analysis.annotate.sentences import Sentence
from analysis.schema import Document, Mention, Passage

_HEADING_CHARACTERS = 40
_SENTENCE_ENDS = frozenset("。！？；：!?;:…”—")
_ENUMERATING = frozenset("一二三四五六七八九十第")
"""What ``_ENUMERATED`` begins with."""
_ENUMERATED = re.compile(r"(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[，,是])")
_OPENING = re.compile(
    r"(?:对(?:这|该|此)?[起次]?事故[^，。；]{2,16}的)?(?:[“‘\s]*(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[，、]|"
    r"[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|"
    r"同时|此外|另外|目前|随后|其中|为此|因此|最近|今年|近年来|去年|如今|"
    r"(?:[0-9]{2,4}年)?(?:[0-9]{1,2}月份?)?(?:[0-9]{1,2}日)?[,，]?)?)"
)
_JOINED = re.compile(r"[、和与及]|以及")
_POSTS = re.compile(
    r"(?:党组|党委|机关|常务|第一|兼职)*(?:副?书记|常委|委员|副?主任|副?主席|副?部长|副?省长|副?市长|"
    r"副?区长|副?县长|副?局长|副?厅长|副?组长|副?秘书长|副?会长|副?总经理|副?院长|副?校长|理事长|董事长|"
    r"负责人|负责同志|发言人)"
)
_WHILE = re.compile(
    r"[^，。；！？]{2,30}?(?:以后|之后|以来|以前|之前|期间|过程中|之际|后|时|前|中|下)[,，]"
)
_SPOKEN = re.compile(r"[^，。；]{0,24}?(?:指出|表示|介绍|强调|认为|说|坦言|要求)[，：:,]?")
_REGION = re.compile(
    r"(?:中共|共青团|政协)?(.{2,}?[省市区县州旗盟])(?:委员会|人民政府|总工会|妇女联合会|委|党委)?"
)
_CLAUSE_MARKS = "，。；：！？、\n“”‘’,;:!?（("
_STRONG_MARKS = "，。；：！？\n“,;:!?"
_CITED = frozenset({"中国共产党", "中共中央", "国务院", "全国人民代表大会"})
_OWN = 2
"""Length of 我部, 我局."""
_NO_SENTENCE = Sentence(-1, 0, 0)
_NEVER = frozenset({"媒体", "国际组织"})


class _Reader:
    """Carries the organisation from sentence to sentence through one document."""

    def __init__(self, document: Document, found: DocumentOrganisations) -> None:
        self.text = document.folded
        self.found = found
        self.starts = [mention.start for mention in found.mentions]
        self.place = {o.canonical: i for i, o in enumerate(found.organisations)}
        self.chief = found.main[0] if found.main else -1
        self.places = self._places()
        self.current = self.lead = self.section = self.chief
        self.reason = self._fallback()
        self.listing = False
        self.speaking = -1
        """Who calls itself 我部 in the text from here on."""
        self.carried: dict[tuple[int, str], Passage] = {}
        """Passages of sentences without a subject, alike by organisation and reason."""

    def _fallback(self) -> str:
        if self.chief < 0:
            return "none"
        named = any(mention.organisation == self.chief for mention in self.found.mentions)
        return "main" if named else "issuer"

    def _places(self) -> tuple[str, ...]:
        """Return the names of the place that acts as the chief organisation, those in the text."""
        if self.chief < 0:
            return ()
        organisation = self.found.organisations[self.chief]
        match = _REGION.fullmatch(organisation.canonical)
        if match is None or organisation.kind not in {"党委", "政府部门"}:
            return ()
        full = match.group(1)
        name = re.sub(r"^.{2,}?[省市州盟](?=.{2,}$)", "", full)
        short = re.sub(r"(?:壮族|回族|维吾尔)?(?:自治区|省|市|区|县|州|旗|盟)$", "", name)
        names = {full, name, *([short] if len(short) > 1 else [])}
        return tuple(sorted((n for n in names if n in self.text), key=lambda n: (-len(n), n)))

    def owner(self, row: int) -> int:
        """Return the organisation that stands for ``row``: the chief one whose organ it is."""
        parent = self.found.organisations[row].parent
        above = self.place.get(parent, -1) if parent is not None else -1
        return above if above in self.found.main and row not in self.found.main else row

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin between ``start`` and ``end``."""
        first = bisect_left(self.starts, start)
        if first == len(self.starts) or self.starts[first] >= end:
            return []  # most sentences name nobody
        return list(self.found.mentions[first : bisect_left(self.starts, end)])

    def _opens(self, at: int, start: int) -> bool:
        """Return whether a clause begins at ``at`` (marks, numbering and openers aside)."""
        begin = at
        while begin > start and self.text[begin - 1] not in _STRONG_MARKS:
            begin -= 1
        return _OPENING.fullmatch(self.text, begin, at) is not None

    def subjects(self, sentence: Sentence) -> list[int]:
        """Return the organisations of the first subject in a sentence, none where it names none."""
        mentions = self.within(sentence.start, sentence.end)
        if not mentions:
            return self._place_subject(sentence) if self.places else []
        for i, mention in enumerate(mentions):
            kind = self.found.organisations[mention.organisation].kind
            if kind in _NEVER or not self._opens(mention.start, sentence.start):
                continue
            if _WHILE.match(self.text, mention.end) and i + 1 < len(mentions):
                continue
            posts = _POSTS.match(self.text, mention.end)
            if posts is not None:
                return self._holder(mentions[i:], sentence)
            return self._coordinated(mentions[i:])
        return self._place_subject(sentence)

    def _coordinated(self, mentions: list[Mention]) -> list[int]:
        """Return the organisations joined to the first of ``mentions`` (甲、乙和丙)."""
        rows = [self.owner(mentions[0].organisation)]
        end = mentions[0].end
        for following in mentions[1:]:
            if _JOINED.fullmatch(self.text, end, following.start) is None:
                break
            rows.append(self.owner(following.organisation))
            end = following.end
        return list(dict.fromkeys(rows))

    def _holder(self, mentions: list[Mention], sentence: Sentence) -> list[int]:
        """Return whom somebody with posts stands for: the chief one of 甲副主任、乙主席某某.

        Somebody from elsewhere who speaks leaves the sentence with whom it was about.
        """
        rows, end = [], mentions[0].start
        for mention in mentions:
            posts = _POSTS.match(self.text, mention.end)
            if posts is None or self.text[end : mention.start].strip("、兼，"):
                break
            rows.append(self.owner(mention.organisation))
            end = posts.end()
        chief = [row for row in rows if row in self.found.main]
        if chief:
            return chief[:1]
        return [] if _SPOKEN.match(self.text, end, sentence.end) else rows[:1]

    def _place_subject(self, sentence: Sentence) -> list[int]:
        for name in self.places:
            at = self.text.find(name, sentence.start, sentence.end)
            if at >= 0 and self._opens(at, sentence.start):
                return [self.chief]
        return []

    def heading(self, sentence: Sentence) -> Passage:
        """Read a heading: it sets, or sets back, whom the section is about."""
        rows = list(
            dict.fromkeys(
                self.owner(m.organisation) for m in self.within(sentence.start, sentence.end)
            )
        )
        if len(rows) == 1 and (rows[0] in self.found.main or not self._is_cited(rows[0])):
            self._set(rows[0], "heading")
            return Passage(rows[0], "heading", "high")
        if len(self.found.main) == 1 or self.reason == "subject":
            self._set(self.chief, self._fallback())
        return self._carried()

    def _is_cited(self, row: int) -> bool:
        """Say whether a heading names it only as whom it follows: 贯彻党中央决策部署."""
        return self.found.organisations[row].canonical in _CITED

    def _set(self, row: int, reason: str) -> None:
        self.current = self.lead = self.section = row
        self.reason = reason

    def _hear(self, sentence: Sentence) -> None:
        """Take note of a chief one that calls itself 我部: the text that goes on is its own."""
        for mention in self.within(sentence.start, sentence.end):
            own = self.text[mention.start] == "我" and mention.end - mention.start == _OWN
            if own and mention.organisation in self.found.main:
                self.speaking = mention.organisation
                self._set(self.speaking, "heading")
                return

    def _several(self) -> Passage:
        """Read a sentence about several organisations that act together."""
        if self.speaking < 0:
            self._set(self.chief, self._fallback())
        return Passage(-1, "joint", "medium")

    def _carried(self) -> Passage:
        key = (self.current, self.reason)
        passage = self.carried.get(key)
        if passage is None:
            passage = self.carried[key] = self._read_carried()
        return passage

    def _read_carried(self) -> Passage:
        if self.current < 0:
            return Passage(-1, "none", "low")
        reason = "passage" if self.reason == "subject" else self.reason
        certain = len(self.found.main) == 1 or reason in {"passage", "heading"}
        return Passage(self.current, reason, "medium" if certain else "low")

    def sites(self) -> list[int]:
        """Return where the text names somebody, or the place that acts as one; ascending."""
        names = min(self.places, key=len, default="")  # the others hold it
        places = [match.start() for match in re.finditer(names, self.text)] if names else []
        return sorted([*self.starts, *places])

    def pass_over(self, sentence: Sentence, *, first: bool) -> Passage:
        """Return whom a sentence is about that names nobody."""
        self._begin(sentence, first=first)
        return self._carried()

    def _begin(self, sentence: Sentence, *, first: bool) -> None:
        if first:
            self.current = self.lead = self.section
            self.listing = False
        elif self.text[sentence[1]] in _ENUMERATING and _ENUMERATED.match(self.text, sentence[1]):
            self.current, self.listing = self.lead, True

    def _is_addressed(self, sentence: Sentence) -> bool:
        """Say whether a line is nothing but a name and a colon: whom a letter or report goes to."""
        _, start, end = sentence
        if self.text[end - 1] != "：" or self.text[end : end + 1] not in {"", "\n"}:
            return False
        names = self.within(start, end)
        return bool(names) and names[0].start == start and names[-1].end == end - 1

    def read(self, sentence: Sentence, *, first: bool) -> Passage:
        """Return whom a sentence is about; ``first`` in its paragraph."""
        self._begin(sentence, first=first)
        self._hear(sentence)
        rows = self.subjects(sentence)
        if len(rows) > 1:
            return self._several()
        if not rows or (first and self._is_addressed(sentence)):
            return self._carried()
        row = rows[0]
        self.current, self.reason = row, "subject"
        if row in self.found.main and not self.listing:
            self.section = row
        if first:
            self.lead = row
        return Passage(row, "subject", "high")


def _is_heading(text: str, sentence: Sentence) -> bool:
    _, start, end = sentence
    if text[end - 1] in _SENTENCE_ENDS:
        return False
    words = text[start:end].strip()
    return len(words) <= _HEADING_CHARACTERS and words[-1:] not in _SENTENCE_ENDS


def find_passages(
    document: Document, sentences: Sequence[Sentence], found: DocumentOrganisations
) -> tuple[Passage, ...]:
    """Return for every sentence the organisation it is about, with reason and confidence.

    Parameters
    ----------
    document
        The document; offsets count its text.
    sentences
        Its sentences in text order, as ``split_sentences`` gives them.
    found
        Its organisations, from ``find_organisations``.

    Returns
    -------
    tuple of Passage
        One for each sentence, in the same order.
    """
    text, reader = document.folded, _Reader(document, found)
    sites, at = [*reader.sites(), len(text)], 0
    passages = []
    before = -1
    for sentence, after in zip_longest(sentences, sentences[1:], fillvalue=_NO_SENTENCE):
        paragraph, _, end = sentence
        first, before = paragraph != before, paragraph
        is_named = sites[at] < end
        if first and after[0] != paragraph and _is_heading(text, sentence):
            passages.append(reader.heading(sentence))
        elif is_named:
            passages.append(reader.read(sentence, first=first))
        else:  # most sentences
            passages.append(reader.pass_over(sentence, first=first))
        if is_named:
            at = bisect_left(sites, end, at)
    return tuple(passages)
