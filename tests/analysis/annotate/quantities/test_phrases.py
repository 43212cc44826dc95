"""Short ways to a number and its unit say what the long ones say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.quantities.bounds import bound_after, bound_before
from analysis.annotate.quantities.phrases import read_phrase, unit_behind, unit_of
from analysis.annotate.quantities.sites import (
    ANY_NUMBER,
    DATE,
    FRACTION,
    NUMBER,
    PERCENT,
    PHONE,
    TIME,
)
from analysis.lexicon.units import load_units

UNITS = load_units()
BEHIND = "".join(
    sorted(set("".join(UNITS.groups)) | set("体性别份件目来多半余一三成立以上%~ 至的，。"))
)
NUMBERS = "0123456789一二十百千万两〇点年月日时世分半数之/.:-—至到、, 个"


@given(st.text(alphabet=BEHIND, max_size=5))
def test_two_characters_tell_the_unit_that_the_whole_table_tells(behind: str) -> None:
    told = unit_of(behind[:2])
    assert told in {None, unit_behind(behind, 0)}


@pytest.mark.parametrize(
    ("behind", "unit"),
    [
        ("元以", "元"),
        ("所，", "所"),
        ("的工", ""),
        ("，其", ""),
        ("个工", None),
        ("个单", "个"),
        ("个月", None),
        ("条例", None),
        ("年半", None),
        ("%~", None),
        ("成三", None),
        ("多人", None),
        ("元", None),
    ],
)
def test_what_two_characters_tell(behind: str, unit: str | None) -> None:
    assert unit_of(behind) == unit


@given(st.text(alphabet=NUMBERS, max_size=14))
def test_dates_times_and_shares_are_never_passed_by_as_plain_numbers(text: str) -> None:
    found = ANY_NUMBER.match(text)
    if any(pattern.match(text) for pattern in (DATE, TIME, PHONE, PERCENT, FRACTION)):
        assert found is not None
        assert found.lastgroup == "special"
    elif found is not None and found.lastgroup is None:
        number = NUMBER.match(text)
        assert number is not None
        assert found[0] == number[0]


@pytest.mark.parametrize(
    ("text", "start", "form", "found"),
    [
        ("不得超过5天", 4, "天", (0, "at_most")),
        ("超过 5天", 3, "天", (0, "over")),
        ("突破5亿元", 2, "亿元", (2, "over")),
        ("突破 5亿元", 3, "亿元", (3, "")),
        ("签约5亿元", 2, "元", (2, "")),
        ("近3年", 1, "年", (1, "")),
        ("近3家", 1, "家", (0, "about")),
        ("5天", 0, "天", (0, "")),
        (" 5天", 1, "天", (1, "")),
    ],
)
def test_bounds_before_a_number(text: str, start: int, form: str, found: tuple[int, str]) -> None:
    assert bound_before(text, start, form) == found


@pytest.mark.parametrize(
    ("text", "end", "group", "found"),
    [
        ("5天以上的", 2, "durations", (4, "over")),
        ("5天 左右", 2, "durations", (5, "about")),
        ("5天内，", 2, "durations", (3, "at_most")),
        ("5个内，", 2, "classifiers", (2, "")),
        ("5里内陆", 2, "measures", (2, "")),
        ("5天", 2, "durations", (2, "")),
    ],
)
def test_bounds_behind_a_number(text: str, end: int, group: str, found: tuple[int, str]) -> None:
    assert bound_after(text, end, group) == found


def test_values_are_reckoned_exactly_and_rounded_once() -> None:
    phrase = read_phrase("三分之一的企业", 0)
    assert phrase is not None
    assert (phrase.value, phrase.unit) == (33.333333, "%")
    tenth = read_phrase("1.1成五", 0)
    assert tenth is not None
    assert tenth.value == 16.0
