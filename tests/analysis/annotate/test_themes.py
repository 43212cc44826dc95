"""Themes: the cases, and the rules of matching on texts of a few characters."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.themes import ThemeMatcher
from analysis.ingest.fold import fold
from analysis.lexicon.themes import load_themes
from analysis.schema import Theme, ThemeHit

CASES = json.loads((Path(__file__).parents[2] / "cases" / "themes.json").read_text("utf-8"))
THEMES = load_themes()
POSITIONS = {theme.key: position for position, theme in enumerate(THEMES)}


def make_theme(*terms: str, exclude: tuple[str, ...] = ()) -> Theme:
    return Theme("甲", "甲", "甲", "", terms, exclude)


@pytest.fixture(scope="module")
def matcher() -> ThemeMatcher:
    return ThemeMatcher(THEMES)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['theme']}-{c['text'][:8]}" for c in CASES])
def test_case(matcher: ThemeMatcher, case: dict[str, object]):
    folded = fold(str(case["text"]))
    position = POSITIONS[str(case["theme"])]
    found = [folded[h.start : h.end] for h in matcher.find(folded) if h.theme == position]
    assert found == case["hits"]


def test_every_theme_has_a_positive_and_a_negative_case():
    positive = {case["theme"] for case in CASES if case["hits"]}
    negative = {case["theme"] for case in CASES if not case["hits"]}
    assert positive == negative == set(POSITIONS)


def test_longest_of_those_that_begin_together():
    found = ThemeMatcher([make_theme("整改", "整改落实")]).find("整改落实")
    assert found == [ThemeHit(0, 0, 4)]


def test_leftmost_of_those_that_overlap():
    found = ThemeMatcher([make_theme("体制改革", "革新思路")]).find("体制改革新思路")
    assert found == [ThemeHit(0, 0, 4)]


def test_word_of_two_themes_counts_for_both():
    found = ThemeMatcher([make_theme("服务"), make_theme("志愿服务")]).find("志愿服务")
    assert found == [ThemeHit(1, 0, 4), ThemeHit(0, 2, 4)]


def test_exclusion_holds_beside_an_overlapping_word():
    theme = make_theme("服务", "采购服", exclude=("服务器",))
    assert ThemeMatcher([theme]).find("采购服务器") == [ThemeHit(0, 0, 3)]


def test_word_longer_than_the_exclusion_counts():
    theme = make_theme("党建", "执政党建设", exclude=("党建设",))
    assert ThemeMatcher([theme]).find("执政党建设，把党建设好") == [ThemeHit(0, 0, 5)]


def test_words_may_be_traditional_or_full_width():
    assert ThemeMatcher([make_theme("幫扶", "ＡＢ")]).find("帮扶AB") == [
        ThemeHit(0, 0, 2),
        ThemeHit(0, 2, 4),
    ]


def test_no_themes_find_nothing():
    assert ThemeMatcher([]).find("整改") == []


@given(st.text(alphabet="甲乙丙丁", max_size=40))
def test_hits_are_words_outside_exclusions_and_never_overlap(text: str):
    theme = make_theme("甲乙", "乙丙", "甲乙丙", exclude=("丁甲乙", "甲乙丁"))
    hits = ThemeMatcher([theme]).find(text)
    assert all(text[hit.start : hit.end] in theme.terms for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    for hit in hits:
        assert not (
            text[hit.start : hit.end] == "甲乙" and text[hit.start - 1 : hit.end] == "丁甲乙"
        )
        assert text[hit.start : hit.end + 1] != "甲乙丁"
