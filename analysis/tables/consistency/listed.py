"""抓好四个方面：一是…二是…三是…: as many items as the text says there are."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np

from analysis.annotate.numerals import read_numeral
from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.search import find_string
from analysis.lexicon.consistency import load_check_words
from analysis.tables.consistency.hints import Hint, Place
from analysis.tables.consistency.reading import document_sizes, folded_texts

LIST = "list"
NEAR = 24
"""Characters at most between the number and 一是."""
LONGEST = 20_000
"""Characters in which the items are looked for."""
MOST = 20
_ITEM = re.compile(r"(?:(?<=[。；;：:，,、！!？?\n”）) ])|(?<=\A))([一二三四五六七八九十]{1,3})是")
_LINK = re.compile(r"[^。；;\n]{0,14}(?:[：:。，,]|\n|——|—)[\s“（(]*")
# Behind the last item: more of them in other words.
_MORE = re.compile(r"还有|另外|另一|此外|最后|第[三四五六七八九十]")
_BEHIND = 300
_LEAST = 2


class _Counted(NamedTuple):
    n: int
    place: int
    """Where the last item begins, counted from 一是."""


def list_hints(corpus: Corpus, rows: Ints) -> list[Hint]:
    """Return numbers of items that are not the number of items that follow.

    Parameters
    ----------
    rows
        Rows of ``corpus.facts`` that are figures, ascending.
    """
    docs, starts = (column.astype(np.int64) for column in find_string(corpus, "一是"))
    if not len(rows) or not len(docs):
        return []
    before = _last_before(corpus, rows, docs, starts)
    near = before >= 0
    docs, starts, before = docs[near], starts[near], before[near]
    ends = corpus.facts.values("end")[before]
    links = folded_texts(corpus, docs, ends, starts)
    sizes = document_sizes(corpus, docs)
    texts = folded_texts(corpus, docs, starts, np.minimum(starts + LONGEST, sizes))
    hints = []
    for place, (row, link, text) in enumerate(zip(before.tolist(), links, texts, strict=True)):
        said = float(corpus.facts.values("value")[row])
        if _LINK.fullmatch(link) and _is_list(corpus, row, link):
            counted = _count(text)
            if _LEAST <= counted.n != said and not (counted.n < said and _goes_on(text, counted)):
                hints.append(
                    _hint(corpus, row, counted, Place(int(docs[place]), int(starts[place]), 0))
                )
    return hints


def _last_before(corpus: Corpus, rows: Ints, docs: Ints, starts: Ints) -> Ints:
    """Return the last figure right before each place, -1 where none is near."""
    facts = corpus.facts
    width = np.int64(1) << 32
    ends = facts.values("doc")[rows] * width + facts.values("end")[rows]
    found = np.searchsorted(ends, docs * width + starts, side="right") - 1
    near = (found >= 0) & (docs * width + starts - ends[found] <= NEAR)
    last: Ints = np.where(near, rows[found], -1)
    return last


def _is_list(corpus: Corpus, row: int, link: str) -> bool:
    """Say whether a figure counts what is listed behind it."""
    facts = corpus.facts
    unit, noun, bound = (
        column.values[column.codes[row]] if column.codes[row] >= 0 else ""
        for column in (facts.coded(name) for name in ("unit", "noun", "bound"))
    )
    value = float(facts.values("value")[row])
    whole = bound == "exact" and value == int(value) and _LEAST <= value <= MOST
    if not whole or unit not in load_check_words().list_units:
        return False
    return _nouns().search(f"{unit}{noun}{link}") is not None


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_check_words().list_nouns)))


def _count(text: str) -> _Counted:
    """Count the items of a text that begins with 一是; 0 where they do not run on."""
    n, place = 0, 0
    for item in _ITEM.finditer(text):
        number = int(read_numeral(item[1]).value)
        if number == n + 1:
            n, place = number, item.start(1)
        elif number == 1:
            break
        elif number > n + 1:
            return _Counted(0, 0)
    return _Counted(n, place)


def _goes_on(text: str, counted: _Counted) -> bool:
    """Say whether more items may follow in other words."""
    return _MORE.search(text, counted.place, counted.place + _BEHIND) is not None


def _hint(corpus: Corpus, row: int, counted: _Counted, first: Place) -> Hint:
    facts = corpus.facts
    start, end = (int(facts.values(name)[row]) for name in ("start", "end"))
    said = Place(first.doc, start, end)
    begin = first.start + counted.place
    last = Place(first.doc, begin, begin + 2 + (counted.n > 10))
    value = float(facts.values("value")[row])
    return Hint(LIST, said, last, (row, -1), value, float(counted.n), "medium")
