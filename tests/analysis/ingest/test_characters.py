"""Single characters: what goes, what is replaced, and what stays."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.characters import (
    repair_characters,
    trim_lines,
    unify_lines,
    widen_punctuation,
)
from analysis.ingest.draft import LAYOUT, Draft
from analysis.ingest.fold import script_of, simplify

ALL = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x110000))]
VISIBLE_FORMATS = set("\U00013430\U0001bca0\U000110bd\U000110cd\u08e2\u0890\u0891")
"""Format characters of scripts that no Chinese text holds, and which are seen there."""


def repaired(text):
    return repair_characters(Draft.of(text)).text


def test_every_format_and_control_character_goes_but_line_ends_and_tab():
    formats = [c for c in ALL if unicodedata.category(c) in {"Cf", "Cc"}]
    kept = {c for c in formats if repaired(f"工{c}会") != "工会"}
    kept -= set("\n\t\x0b\x0c\r\x85")
    assert {c for c in kept if ord(c) < 0x10000} <= VISIBLE_FORMATS
    assert all(0x11000 <= ord(c) < 0x1C000 for c in kept if ord(c) >= 0x10000)


@pytest.mark.parametrize("code", [0x34F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFE0F, 0xFFA0, 0xFFFC])
def test_other_characters_that_are_not_seen_go(code):
    assert repaired(f"工{chr(code)}会") == "工会"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\x1b[31m工会\x1b[0m", "工会"),
        ("\u202e工会\u202c", "工会"),
        ("⼯会⻓期", "工会长期"),
        ("\uf9e4\ufb01", "理fi"),
        ("𝟚𝟘𝟚𝟜年", "2024年"),
        ("︵工会︶", "(工会)"),
        ("一︑二︒", "一、二。"),
        ("工会\ue78d干部\ue78f", "工会，干部。"),
    ],
)
def test_compatibility_forms(text, plain):
    assert repaired(text) == plain


@pytest.mark.parametrize(
    "text", ["，。：；！？（）％", "㎡℃№①②③", "ＡＢＣ１２３", "½", "…—", "\ue603"]
)
def test_other_forms_stay(text):
    assert repaired(text) == text


def test_line_ends_and_lone_surrogates():
    assert unify_lines("甲\r\n乙\r丙\u2028丁\x85戊\u2029己\x0b庚") == "甲\n乙\n丙\n丁\n戊\n己\n庚"
    assert unify_lines("工\ud800会\udfff") == "工\ufffd会\ufffd"


SPACED = st.text(alphabet="工会 \t\n\u3000\xa0a", max_size=20)


@given(SPACED)
def test_trimmed_lines_are_stripped_and_none_is_empty(text):
    draft = trim_lines(Draft.of(text))
    assert draft.lines == [line.strip() for line in text.split("\n") if line.strip()] or [""]
    assert {edit.step for edit in draft.edits} <= {LAYOUT}
    assert [draft.original[e.start : e.end].strip() for e in draft.edits] == [""] * len(draft.edits)
    assert trim_lines(draft) is draft


@given(st.text(alphabet="工会 \t\n\r\x0b\x1c\x1f\x85\u2028\u3000\ud800", max_size=20))
def test_unified_lines_are_those_that_python_splits(text):
    lines = (line.strip() for line in re.split(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text))
    plain = [line.replace("\ud800", "\ufffd") for line in lines if line]
    assert unify_lines(text) == "\n".join(plain)


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("会议,强调:要;好!吗?", "会议，强调：要；好！吗？"),
        ("(一)总体要求", "（一）总体要求"),
        ("08:32:01", "08:32:01"),
        ("TCP/IP, HTTP (v1.1)", "TCP/IP, HTTP (v1.1)"),
        ("增长5.6%,达到", "增长5.6%，达到"),
        ("http://a.cn/?b=1", "http://a.cn/?b=1"),
    ],
)
def test_punctuation_one_to_one(text, wide):
    assert widen_punctuation(Draft.of(text)).text == wide
    assert len(text) == len(wide)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("工会组织深入基层", "simplified"),
        ("工會組織深入基層", "traditional"),
        ("工会", "simplified"),
        ("總工會", "traditional"),
        ("工会组织深入基层开展调查研究\n工會組織深入基層開展調查研究", "mixed"),
        ("村(社區)换届完成改建任务实行区级负责人述职取得了良好的效果得到群众认可", "simplified"),
        ("中山大人", "simplified"),
        ("", "simplified"),
        ("abc 123", "simplified"),
    ],
)
def test_script(text, script):
    assert script_of(text, simplify(text)) == script
