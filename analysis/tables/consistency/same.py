"""The same thing with two numbers: same organisation, noun, unit and date in the same words."""

from __future__ import annotations

import datetime as dt
import math
import re
from calendar import monthrange
from collections import Counter
from functools import cache

import numpy as np
import numpy.typing as npt

from analysis.corpus.corpus import Corpus, Ints
from analysis.corpus.table import Coded
from analysis.lexicon.consistency import load_check_words
from analysis.lexicon.units import load_units
from analysis.tables.consistency.hints import Figure, Hint, Sentence
from analysis.tables.consistency.norms import is_rule, norm_words, pattern_of
from analysis.tables.consistency.reading import characters_before, figures_at, folded_texts

Flags = npt.NDArray[np.bool_]

SAME = "same"
NEIGHBOURS = 3
"""With so many of the figures before it of the same kind each one is compared."""
BEHIND = 30
"""Characters behind a number in which words of a norm make it one case of several."""
LONG = 12
"""Characters of a sentence that two documents have in two versions."""
APART = 14
"""Days by which two documents may be apart that are compared: reports of two months differ."""
_LAST_YEAR = 9999
SHORTEST = 6
"""Chinese characters before the number that have to be the same."""
_LIMITS = frozenset({"at_least", "at_most", "under"})
_NEAREST = 4
_ENDING = 4
_LIGHT = re.compile(
    r"[\d.,，、：:；;“”\s〇零一二两三四五六七八九十百千万亿点%]|截至目前|目前|一共|总共|合计|先后|已经|[已共约近达到了有为的]"
)
_LIGHT_CHARACTERS = np.asarray(
    [
        ord(character)
        for character in "0123456789.,，、：:；;“” \n　〇零一二两三四五六七八九十百千万亿点%"
        "截至目前共总合计先后已约近达到了有为的"
    ],
    dtype=np.uint32,
)
_YEAR = re.compile(r"\d{4}(?= ?年)|[一二][〇○零九八]?[〇○零一二三四五六七八九]{2,3}年|\d{1,2}月")
# （四）荣立三等战功的，增发10%: one of several cases.
_NUMBERED = re.compile(
    r"(?:\A|[\s　，,：:])(?:[（(]?[一二三四五六七八九十\da-zA-Z]{1,3}[)）、.．](?!\d)"
    r"|第[一二三四五六七八九十百\d]+[条款项])"
)
_LONGEST_BETWEEN = 200_000


def same_hints(corpus: Corpus, rows: Ints) -> list[Hint]:
    """Return pairs of figures that say the same of the same thing with different numbers.

    Parameters
    ----------
    rows
        Rows of ``corpus.facts`` to be compared, ascending.
    """
    ones, others = _pairs(corpus, rows)
    chosen = np.unique(np.concatenate([ones, others]))
    found = {
        figure.row: (sentence, figure)
        for sentence in figures_at(corpus, chosen)
        for figure in sentence.figures
    }
    hints: list[Hint] = []
    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        hint = _compared(found[one], found[other])
        if hint is not None:
            hints.append(hint)
    return _alone([hint for hint in hints if _are_of_one_time(corpus, hint)])


def _pairs(corpus: Corpus, rows: Ints) -> tuple[Ints, Ints]:
    """Return figures of one body, noun, unit and date whose values differ, earlier ones first."""
    facts = corpus.facts
    rows = rows[_kept(corpus, rows)]
    keys = [
        facts.values("organisation")[rows],
        _endings(facts.coded("noun"))[facts.coded("noun").codes[rows]],
        *(facts.coded(name).codes[rows] for name in ("unit", "date", "status")),
    ]
    order = np.lexsort([rows, *keys])
    rows, keys = rows[order], [key[order] for key in keys]
    values, sentences = facts.values("value")[rows], facts.values("sentence")[rows]
    docs = facts.values("doc")[rows]
    near = characters_before(corpus, docs, facts.values("start")[rows], SHORTEST)
    ones, others = [], []
    for distance in range(1, NEIGHBOURS + 1):
        a, b = slice(None, -distance), slice(distance, None)
        alike = (values[a] != values[b]) & (sentences[a] != sentences[b])
        for key in keys:
            alike &= key[a] == key[b]
        alike &= _can_be_alike(near[a], near[b])
        alike &= _can_be_of_one_time(corpus, docs[a], docs[b])
        ones.append(rows[a][alike])
        others.append(rows[b][alike])
    return np.concatenate(ones), np.concatenate(others)


def _can_be_alike(one: npt.NDArray[np.uint32], other: npt.NDArray[np.uint32]) -> Flags:
    """Return where the characters before two figures are the same, light words apart."""
    same = one == other
    light = np.isin(one, _LIGHT_CHARACTERS) | np.isin(other, _LIGHT_CHARACTERS)
    alike: Flags = same[:, :_NEAREST].all(axis=1) & (same.all(axis=1) | light.any(axis=1))
    return alike


def _kept(corpus: Corpus, rows: Ints) -> Flags:
    """Return which figures name what they count and are no limits, terms or duties."""
    facts, groups = corpus.facts, load_units().groups
    wanted = {
        "noun": lambda noun: len(noun) > 1,
        "unit": lambda unit: groups.get(unit) != "durations",
        "status": lambda status: status != "required",
        "bound": lambda bound: bound not in _LIMITS,
    }
    kept = np.ones(len(rows), dtype=bool)
    for name, test in wanted.items():
        column = facts.coded(name)
        kept &= np.asarray([*map(test, column.values), False])[column.codes[rows]]
    return kept


def _endings(nouns: Coded) -> Ints:
    """Return a number for each noun, the same for those that end alike: 共有|基层工会."""
    numbers: dict[str, int] = {}
    return np.asarray([numbers.setdefault(noun[-_ENDING:], len(numbers)) for noun in nouns.values])


def _can_be_of_one_time(corpus: Corpus, ones: Ints, others: Ints) -> Flags:
    """Return which pairs of documents are one document, or not known to be of different times."""
    dates = corpus.by_document.coded("date")
    days = np.asarray([_days(date) for date in dates.values], dtype=np.float64).reshape(-1, 2)
    first, last = days[dates.codes].T
    fine: Flags = ones == others
    # A year begins the day after the one before it: only days can be near each other.
    apart = np.where((first == last)[ones] & (first == last)[others], APART, 0)
    # Documents without a date have neither day, which compares as neither early nor late.
    fine |= ~(first[ones] > last[others] + apart) & ~(first[others] > last[ones] + apart)
    return fine


def _days(date: str) -> tuple[float, float]:
    """Return the first and last day that a date may mean, NaN for none."""
    parts = [int(part) for part in date.split("-") if part.isdigit()]
    if not parts or not 1 <= parts[0] <= _LAST_YEAR:
        return math.nan, math.nan
    year, month, day = (*parts, 0, 0)[:3]
    try:
        begin = dt.date(year, month or 1, day or 1).toordinal()
        end = dt.date(year, month or 12, day or monthrange(year, month or 12)[1]).toordinal()
    except ValueError:
        return math.nan, math.nan
    return begin, end


def _compared(one: tuple[Sentence, Figure], other: tuple[Sentence, Figure]) -> Hint | None:
    (text_a, a), (text_b, b) = one, other
    before_a, before_b = text_a.text[: a.start], text_b.text[: b.start]
    short, long = sorted((_LIGHT.sub("", before_a), _LIGHT.sub("", before_b)), key=len)
    if len(short) < SHORTEST or not long.endswith(short) or a.amount.agrees(b.amount):
        return None
    if not _are_versions(text_a, text_b) and _are_cases(one, other):
        return None
    if _times_in(text_a.text) != _times_in(text_b.text):
        return None
    confidence = "high" if short == long and a.bound == b.bound == "exact" else "medium"
    return Hint(
        SAME,
        text_a.place(a),
        text_b.place(b),
        (a.row, b.row),
        a.value,
        b.value,
        confidence,
    )


def _are_versions(one: Sentence, other: Sentence) -> bool:
    """Say whether two documents have the same sentence, its numbers apart."""
    if one.doc == other.doc:
        return False
    words = _LIGHT.sub("", one.text)
    return len(words) >= LONG and words == _LIGHT.sub("", other.text)


def _are_cases(one: tuple[Sentence, Figure], other: tuple[Sentence, Figure]) -> bool:
    """Say whether two numbers are cases of a norm, or of an enumeration."""
    if any(norm_words().search(text.text, 0, at.end + BEHIND) for text, at in (one, other)):
        return True
    return all(_NUMBERED.search(text.text[: at.start]) for text, at in (one, other))


def _are_of_one_time(corpus: Corpus, hint: Hint) -> bool:
    """Say whether nothing between the two says that the second is of another time."""
    first, second = hint.first, hint.second
    if is_rule(corpus, first.doc) or is_rule(corpus, second.doc):
        return False
    if first.doc != second.doc or second.start - first.end > _LONGEST_BETWEEN:
        return first.doc != second.doc
    docs = np.asarray([first.doc])
    places = [np.asarray([place]) for place in (max(first.start - 60, 0), second.start)]
    return _turns().search(folded_texts(corpus, docs, *places)[0]) is None


def _alone(hints: list[Hint]) -> list[Hint]:
    """Drop figures that have several others: one form filled in for several things."""
    pairs = Counter(row for hint in hints for row in hint.rows)
    return [hint for hint in hints if all(pairs[row] == 1 for row in hint.rows)]


def _times_in(text: str) -> set[str]:
    return {*_times().findall(text), *_YEAR.findall(text)}


@cache
def _times() -> re.Pattern[str]:
    return pattern_of(load_check_words().times)


@cache
def _turns() -> re.Pattern[str]:
    return pattern_of(load_check_words().turns)
