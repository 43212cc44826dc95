"""Every number of a document with bound, unit, noun and class; figures are those of one class."""

from __future__ import annotations

import re
from operator import attrgetter

from analysis.annotate.quantities.bounds import Phrase
from analysis.annotate.quantities.context import DateReader, status_of
from analysis.annotate.quantities.fixed import load_sites, read_fixed
from analysis.annotate.quantities.kinds import SIGNS, kind_of
from analysis.annotate.quantities.outlook import Outlook
from analysis.annotate.quantities.phrases import read_phrase
from analysis.annotate.quantities.sites import NUMBER_RUN
from analysis.annotate.quantities.topics import read_nouns
from analysis.annotate.quantities.words import MASK
from analysis.ingest.fold import fold
from analysis.schema import FIGURE, Document, Quantity

_JOINED = re.compile(r" ?[、和与及至到] ?|(?:提高|增加|上升|下降|降低|减少)?[到至]")
_RANGE = re.compile(r" ?(?:——|[-—–~～至到]) ?")
_FROM = re.compile(r"[由从自](?![治主由动来然])[^，。；：\n]{0,12}\Z")
"""由5万元至10万元 and 从去年的5万元到10万元 tell two sums."""
LONGEST_FROM = 13
_LOWER, _UPPER = frozenset({"over", "at_least"}), frozenset({"under", "at_most"})
_BETWEEN = frozenset({"", "、", "，"})
"""What may part 10人以上 from 30人以下, which are one range."""
_QUARTER = re.compile(r"季度(?<=[一二三四]季度)")
_ASIDES = [
    re.compile(
        rf"{opening}(?=[^（()）]{{0,39}}[，；：])[^（()）\n\d一二三四五六七八九十]{{1,40}}[)）]"
    )
    for opening in ("（", r"\(")
]
"""Brackets without numbers but with clauses, by their sign, which is found soonest alone:
机床（不包括简易机床，下同）增加了…"""
_COMPLETED = frozenset({FIGURE, *SIGNS})
"""Kinds that something before the number may add to."""
_MASKED = frozenset({"date", "time", "heading", "article"})
_START = attrgetter("start")
_LISTED = frozenset("、和与")
_LISTED_BOUND = re.compile(r"(?:[（(][^（()）\d]{1,12}[)）])?(?:(?P<mark>、)|[和与及或])")
"""最高500万元（国家级）、100万元; 和 where 分别 tells that the bound is of both."""
_CLAUSE_MARK = re.compile(r"[，；：]")
LONGEST_JOINT = 3
LONGEST_VERB = 7
_PARTED_BOUND = re.compile(
    r"(?P<about>大?约)(?:增[长加]|提高|下降|减少|上升|降低)了?\Z"
    r"|(?:(?P<at_least>至少|最少)|(?P<at_most>至多|最多|最高(?=[给补奖资支可])))[^，。；、的\d]{1,4}\Z"
)
_BOUND_IN_TEXT = re.compile(r"[余多来几]|以[上下内]|左右|内")


def find_quantities(document: Document) -> tuple[Quantity, ...]:
    """Find every number of a document; ``kind`` says which are figures.

    Parameters
    ----------
    document
        A cleaned document; its folded text is read, offsets are those of its text.

    Returns
    -------
    tuple of Quantity
        In text order, none overlapping. Values are exact decimals until the end, then floats.
    """
    text = document.folded
    fixed, phrases = _numbers(text)
    found = _shared(text, phrases)
    counted = [phrase for phrase, kind in found if kind == FIGURE]
    remaining = iter(read_nouns(_masked(text, fixed, found), counted))
    dates = DateReader(text, document.metadata.year, fixed)
    outlook = Outlook(text, fold(document.metadata.title or ""))
    first = outlook.first_year or dates.published
    quantities = list(fixed)
    for phrase, kind in found:
        noun, date, status = "", None, "done"
        if kind == FIGURE:
            noun, date = next(remaining), dates.read(phrase, kind)
            ahead = outlook.is_ahead(phrase.start) and not _is_past(date, first)
            ahead = ahead and not outlook.tells_back(phrase.start, dates.sentence)
            ahead = ahead or _is_to_come(date, first)
            status = status_of(text, phrase, dates.sentence, ahead=ahead)
        elif dates.is_moved_by(kind):
            dates.read(phrase, kind)
        start, _, end, value, high, bound, _, unit, _, _ = phrase
        fields = (start, end, value, high, bound, unit, noun, kind, date, status)
        quantities.append(tuple.__new__(Quantity, fields))  # as _make, in half the time
    quantities.sort(key=_START)
    return tuple(quantities)


def _is_past(date: str | None, first: int) -> bool:
    """Say whether a figure is of a year before the plan it stands in."""
    return date is not None and int(date[:4]) < first


def _is_to_come(date: str | None, first: int) -> bool:
    """Say whether a figure is of a year after the one its document is of."""
    return date is not None and 0 < first < int(date[:4])


def _shared(text: str, found: list[tuple[Phrase, str]]) -> list[tuple[Phrase, str]]:
    """Let the numbers of a list share what is written once.

    The unit stands behind the last (4.2和0.7个百分点), 突破 and 最高 before the first.
    """
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        (one, kind), (two, other) = shared[i], shared[i + 1]
        if other != FIGURE or two.start - one.end > LONGEST_JOINT:
            continue
        share = one.unit == "个" and two.unit == "个百分点"
        if (kind == "number" or share) and _JOINED.fullmatch(text, one.end, two.start):
            same = one._replace(unit=two.unit, group=two.group, form=two.form)
            shared[i] = (same, FIGURE)
        elif kind == FIGURE and (bound := _range_bound(text, one, two)):
            whole = one._replace(end=two.end, high=two.value, bound=bound)
            shared[i : i + 2] = [(whole, FIGURE)]
        elif kind == FIGURE and _is_about_too(text, one, two):
            shared[i] = (one._replace(bound="about"), FIGURE)
    for i in range(1, len(shared)):
        (one, _), (two, kind) = shared[i - 1], shared[i]
        if kind == FIGURE and one.bound != "exact" and _shares_bound(text, one, two):
            shared[i] = (two._replace(bound=one.bound), kind)
    return shared


def _range_bound(text: str, one: Phrase, two: Phrase) -> str:
    """Return the bound of the range that two numbers are the ends of, empty where they are none."""
    if one.bound in _LOWER and two.bound in _UPPER and one.value < two.value:
        limits = one.unit == two.unit and one.high is two.high is None
        return "exact" if limits and text[one.end : two.start] in _BETWEEN else ""
    return two.bound if _is_range(text, one, two) else ""


def _is_range(text: str, one: Phrase, two: Phrase) -> bool:
    """Say whether two numbers are the ends of a range that both have the unit: 5万元-10万元."""
    alike = one.unit == two.unit and one.bound == "exact" and one.high is two.high is None
    if not alike or one.value >= two.value or two.start != two.number - (two.value < 0):
        return False
    if _RANGE.fullmatch(text, one.end, two.start) is None:
        return False
    return _FROM.search(text, max(0, one.start - LONGEST_FROM), one.start) is None


def _is_about_too(text: str, one: Phrase, two: Phrase) -> bool:
    """Say whether 左右 behind the second of a list means the first too: 分别增长4.5%、5.5%左右."""
    if two.bound != "about" or one.bound != "exact" or one.unit != two.unit:
        return False
    listed = text[one.end : two.start] in _LISTED and text[two.end - 2 : two.end] == "左右"
    return listed and "分别" in text[max(0, one.start - LONGEST_VERB) : one.start]


def _shares_bound(text: str, one: Phrase, two: Phrase) -> bool:
    """Say whether the bound outside the first of two neighbours holds for the second as well."""
    if (
        two.bound != "exact"
        or one.unit != two.unit
        or _BOUND_IN_TEXT.search(text, one.number, one.end)
    ):
        return False
    joined = _LISTED_BOUND.fullmatch(text, one.end, two.start)
    if joined and "分别" in text[max(0, one.start - LONGEST_VERB) : one.start]:
        return True
    return joined is not None and joined["mark"] is not None and one.start == one.number


def _masked(text: str, fixed: list[Quantity], found: list[tuple[Phrase, str]]) -> str:
    """Return the text with every date masked, and no clause within a bracket; of equal length."""
    for aside in _ASIDES:
        text = aside.sub(lambda match: _CLAUSE_MARK.sub("、", match[0]), text)
    for quarter in _QUARTER.finditer(text):
        begin, end = quarter.start() - 1, quarter.end()
        begin -= text.startswith("第", begin - 1)
        text = text[:begin] + MASK * (end - begin) + text[end:]
    places = [(one.start, one.end) for one in fixed if one.kind in _MASKED]
    places += [(one.start, one.end) for one, kind in found if kind in _MASKED]
    places.sort()
    pieces, position = [], 0
    for start, end in places:
        pieces += [text[position:start], MASK * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])


def _numbers(text: str) -> tuple[list[Quantity], list[tuple[Phrase, str]]]:
    """Return the numbers of a text: those that are fixed, and all others with what they are."""
    fixed: list[Quantity] = []
    found: list[tuple[Phrase, str]] = []
    find, add, new = load_sites().search, fixed.append, tuple.__new__  # as _make, in half the time
    position = reached = 0
    while site := find(text, position):
        place, end = site.span()
        if end > place + 1:
            kind, sign, length, fields = read_fixed(text[place - 1 : end])
            if kind:
                position = reached = place + length
                add(new(Quantity, (place - sign, position, *fields)))
                continue
        phrase = read_phrase(text, place)
        kind = kind_of(text, phrase) if phrase else ""
        if phrase and kind:
            if kind in _COMPLETED or phrase.start < reached:
                phrase = _complete(text, phrase, kind, reached)
            found.append((phrase, kind))
            position = reached = phrase.end
        else:
            position = _behind_run(text, place)
    return fixed, found


def _complete(text: str, phrase: Phrase, kind: str, floor: int) -> Phrase:
    """Return a phrase with the sign before it, and with the bound that a verb parts from it."""
    begin = max(phrase.start, floor)
    signs = SIGNS.get(kind)
    if signs and begin > floor and text[begin - 1] in signs:
        begin -= 1
    if begin != phrase.start:
        phrase = phrase._replace(start=begin)
    return _bounded_by_verb(text, phrase) if kind == FIGURE else phrase


def _bounded_by_verb(text: str, phrase: Phrase) -> Phrase:
    """Read a bound that a verb parts from its number: 至少配备|1名, 最多补助|5万元."""
    if phrase.bound != "exact":
        return phrase
    before = text[max(0, phrase.start - LONGEST_VERB) : phrase.start]
    if "最" not in before and "至" not in before and "约" not in before:
        return phrase
    match = _PARTED_BOUND.search(before)
    return phrase._replace(bound=match.lastgroup) if match and match.lastgroup else phrase


def _behind_run(text: str, start: int) -> int:
    """Return where to look on after characters that are no number."""
    run = NUMBER_RUN.match(text, start)
    return run.end() if run else start + 1
