"""Folding keeps length and meets the same word in every form."""

import subprocess
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.fold import (
    PHRASE_ONLY,
    count_han,
    count_han_of,
    differences,
    fold,
    narrow,
    script_of,
    simplify,
    twins,
)

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


@given(st.lists(st.text(alphabet="5个〇㐀豈𠀀,。a\ud800", max_size=6), max_size=6))
def test_han_of_lines_are_those_of_each(lines):
    assert count_han_of(lines) == [count_han(line) for line in lines]


def test_differences_are_offsets():
    assert differences("區總會", "区总会").tolist() == [0, 1, 2]
    assert differences("工会", "工会").tolist() == []


DICTIONARIES = Path(opencc.__file__).parent / "clib"
CONVERT = opencc.OpenCC("t2s").convert


@pytest.fixture
def changing(tmp_path):
    """The keys of OpenCC's phrase table that it replaces by something else."""
    program, table = DICTIONARIES / "bin/opencc_dict", "share/opencc/TSPhrases.ocd2"
    written = tmp_path / "phrases.txt"
    options = ["-i", DICTIONARIES / table, "-o", written, "-f", "ocd2", "-t", "text"]
    subprocess.run([program, *options], check=True)
    pairs = [line.split("\t") for line in written.read_text("utf-8").splitlines()]
    return [key for key, values in pairs if values.split(" ")[0] != key]


def test_every_phrase_that_changes_holds_a_character_that_is_looked_for(changing):
    alone = {character for character in "".join(changing) if CONVERT(character) != character}
    unseen = [key for key in changing if alone.isdisjoint(key)]
    assert len(changing) > 300
    assert "反覆" in unseen
    assert not any("，" in key for key in changing)
    assert all(not set(PHRASE_ONLY).isdisjoint(key) for key in unseen)
    assert set(PHRASE_ONLY) <= set("".join(unseen)) - alone


def test_a_phrase_is_converted_wherever_it_stands(changing):
    text = "\n".join(f"本次会议{key}，\n第一条，总则{key}" for key in changing)
    assert simplify(text) == CONVERT(text)


@given(
    st.lists(
        st.sampled_from(
            ["工会组织", "，", "反", "覆", "著", "區總", "毛坏", "藉口", "\n", "乾", "坤", "𠀀"]
        )
        | st.characters(exclude_categories=["Cs"], min_codepoint=1),
        max_size=30,
    ).map("".join)
)
def test_clauses_alone_are_converted_as_the_whole_is(text):
    assert simplify(text) == CONVERT(text)


@given(st.text(alphabet="工会區总１％Ａ　-\n𠀀\ud83d\ude00", max_size=30))
def test_both_twins_are_those_of_one_step_after_the_other(text):
    simplified, folded = twins(text)
    assert (simplified, folded) == (simplify(text), narrow(simplify(text)))


def test_what_needs_no_change_is_the_same_string():
    assert all(twin is SIMPLIFIED for twin in twins(SIMPLIFIED))
