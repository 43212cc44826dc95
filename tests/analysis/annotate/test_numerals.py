"""Numerals: written cases, and every whole number written in Chinese reads back."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.numerals import ARABIC_NUMBER, CHINESE_NUMBER, Numeral, read_numeral

CASES = json.loads(
    (Path(__file__).parents[2] / "cases" / "numerals.json").read_text(encoding="utf-8")
)
DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """Write a number below 10**12 in Chinese, 一十 and all zeros included as people do."""
    if number == 0:
        return ""
    for scale, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, rest = divmod(number, scale)
            gap = "零" if rest and rest < scale // 10 else ""
            return in_chinese(head) + word + gap + in_chinese(rest)
    return DIGITS[number]


@pytest.mark.parametrize("case", CASES, ids=[case["written"] for case in CASES])
def test_numeral_is_read_exactly(case: dict[str, str]) -> None:
    high = Decimal(case["high"]) if "high" in case else None
    expected = Numeral(Decimal(case["value"]), high, case.get("approximator", ""))
    assert read_numeral(case["written"]) == expected


@pytest.mark.parametrize("case", CASES, ids=[case["written"] for case in CASES])
def test_patterns_match_the_whole_numeral(case: dict[str, str]) -> None:
    assert re.fullmatch(f"(?:{ARABIC_NUMBER}|{CHINESE_NUMBER})几?", case["written"])


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_numbers_read_back(number: int) -> None:
    assert read_numeral(in_chinese(number)).value == number


@given(st.decimals(min_value=0, max_value=10**6, places=3))
def test_arabic_decimals_are_exact(number: Decimal) -> None:
    assert read_numeral(f"{number:f}万").value == number * 10**4


@pytest.mark.parametrize("text", ["千瓦", "百分", "千米"])
def test_scales_inside_units_are_no_numerals(text: str) -> None:
    assert re.match(CHINESE_NUMBER, text) is None


def test_no_numeral_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        read_numeral("万州")
