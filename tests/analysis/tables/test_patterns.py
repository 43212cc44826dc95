"""Patterns: folded like the text, and never left to run without end."""

import pytest

from analysis.errors import BadPatternError
from analysis.tables import patterns
from analysis.tables.patterns import compile_pattern, find_pattern

ENDLESS = [
    "(.+)+整",
    "(改|改)*整",
    "(整改|整.)+落",
    "((.{0,9}){0,9}){0,9}整",
    ".*.*.*.*.*整",
    "(.*)*",
]
HARMLESS = [
    "(整改|落实)+",
    r"(?<=全国)总工会",
    "整改.*落实.*问题",
    r"\d+(余|多)?(个|名|条)",
    "[一二三四五六七八九十]+是",
    "(?>整+)改",
]


@pytest.mark.parametrize("pattern", ENDLESS)
def test_what_may_not_end_is_refused(pattern):
    with pytest.raises(BadPatternError) as caught:
        compile_pattern(pattern)
    assert caught.value.code == "pattern_slow"


@pytest.mark.parametrize("pattern", HARMLESS)
def test_what_ends_is_run(pattern):
    assert compile_pattern(pattern).pattern == pattern


def test_longer_texts_allow_fewer_open_repeats():
    assert compile_pattern(".*.*.*整", longest=100)
    with pytest.raises(BadPatternError):
        compile_pattern(".*.*.*整", longest=2000)


def test_full_width_signs_stand_for_themselves():
    assert compile_pattern("１＋１").pattern == r"1\+1"
    assert compile_pattern("１＋１").search("共1+1项")


def test_the_position_is_that_of_the_pattern_as_typed():
    with pytest.raises(BadPatternError) as caught:
        compile_pattern("＋＋(改")
    assert caught.value.values == {"position": 3, "sign": ")"}


def test_a_search_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(patterns, "MAX_SECONDS", -1.0)
    with pytest.raises(BadPatternError) as caught:
        list(find_pattern(compile_pattern("整"), [(0, "整改")]))
    assert caught.value.code == "pattern_timeout"
