"""Patterns: folded like the text, and never left to run without end."""

import re
import time

import pytest

from analysis.corpus.select import select
from analysis.errors import BadPatternError
from analysis.tables import matches
from analysis.tables.concordance import query_hits
from analysis.tables.joining import longest_match, separating_sign
from analysis.tables.patterns import compile_pattern, find_pattern
from tests.analysis.tables.small import Text, small_corpus

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


def test_a_search_that_takes_too_long_is_given_up():
    with pytest.raises(BadPatternError) as caught:
        list(find_pattern(compile_pattern("整"), [(0, "整改")], time.monotonic() - 1))
    assert caught.value.code == "pattern_timeout"


@pytest.mark.parametrize("pattern", ["整改.", "整改[^改]*", "整改$"])
def test_the_time_of_a_search_through_a_corpus_is_limited(monkeypatch, pattern):
    corpus = small_corpus([Text("a", "整改了。")])
    monkeypatch.setattr(matches, "MAX_SECONDS", -1.0)
    with pytest.raises(BadPatternError) as caught:
        query_hits(corpus, select(corpus), pattern, regex=True)
    assert caught.value.code == "pattern_timeout"


@pytest.mark.parametrize(
    ("pattern", "sign"),
    [
        ("整改.{0,6}(个|名)", "\n"),
        ("(?s)整.改", None),
        ("(?s:整.)改", None),
        (r"整[^改]落", None),
        (r"整[^改;]落", ";"),
        (r"整[^;]落;", None),
        (r"整[^改\n]落", "\n"),
        (r"整[^;].", None),
        (r"整\s?改", "\\"),
        (r"整\S改", "\n"),
        (r"整\W改", None),
        (r"(?a)整\W改", None),
        (r"整[\d\s]改-", "["),
        (r"整[ -~]", "\n"),
        ("(?i)A+", "\n"),
        ("(整)改\\1", "\n"),
        ("(?>整+)改", "\n"),
        ("整|改", "\n"),
        ("^整", None),
        ("整$", None),
        (r"\b整", None),
        ("整(?=改)", None),
        ("整(?!改)", None),
        ("(?<=整)改", None),
        ("(整)?(?(1)改|落)", None),
    ],
)
def test_texts_are_joined_by_a_sign_that_no_match_can_reach(pattern, sign):
    assert separating_sign(re.compile(pattern)) == sign


@pytest.mark.parametrize(
    ("pattern", "most"), [("整(改|治理).{0,6}", 9), ("整?", 1), ("(整{2}){3}", 6), ("", 0)]
)
def test_how_long_a_match_can_be(pattern, most):
    assert longest_match(re.compile(pattern)) == most
    assert longest_match(re.compile(f"(?:{pattern}).*")) > 1e9
