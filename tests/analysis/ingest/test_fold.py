"""Folding keeps length and meets the same word in every form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.fold import count_han, differences, fold, narrow, script_of, simplify

TRADITIONAL = "自治區總工會領導班子高度重視，深入開展調查研究，解決職工群眾的問題"
SIMPLIFIED = "自治区总工会领导班子高度重视，深入开展调查研究，解决职工群众的问题"


@given(st.text())
def test_length_is_kept(text):
    assert len(fold(text)) == len(simplify(text)) == len(text)


@given(st.text(alphabet="區總工會乾坤反覆藉口瞭解著名後台𠀀\ud800\0a１％，", max_size=60))
def test_length_is_kept_where_it_is_hard(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert narrow(narrow(text)) == narrow(text)


def test_traditional_meets_simplified():
    assert simplify(TRADITIONAL) == SIMPLIFIED


def test_phrases_decide():
    assert simplify("反覆瞭解，乾坤未定，看著名人") == "反复了解，乾坤未定，看著名人"


def test_full_width_letters_digits_and_signs_become_half_width():
    assert (
        fold("２０１３年ＧＤＰ增长７．５％，＋５－３／２＃＆＠＝　")
        == "2013年GDP增长7.5%，+5-3/2#&@= "
    )


def test_chinese_punctuation_stays():
    marks = "，。；：？！（）《》“”、"
    assert fold(marks) == marks


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (TRADITIONAL, "traditional"),
        (SIMPLIFIED, "simplified"),
        (f"{SIMPLIFIED}\n{TRADITIONAL}", "mixed"),
        (SIMPLIFIED * 3 + "區", "simplified"),
        ("", "simplified"),
        ("plain", "simplified"),
    ],
)
def test_script(text, script):
    assert script_of(text, simplify(text)) == script


def test_han_are_counted_by_character():
    assert count_han("5个〇㐀豈𠀀,。a") == 5


def test_differences_are_offsets():
    assert differences("區總會", "区总会").tolist() == [0, 1, 2]
    assert differences("工会", "工会").tolist() == []
