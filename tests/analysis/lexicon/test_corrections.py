"""Files of corrections: what is written is read back, mistakes are named, nothing else is taken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ResourceError
from analysis.lexicon.correction_fields import FieldProblem, read_fields, read_figure
from analysis.lexicon.corrections import dump_corrections, load_corrections, read_corrections
from analysis.schema import (
    BOUNDS,
    HINT_KINDS,
    STATUSES,
    Anchor,
    Correction,
    Figure,
    FigureAddition,
    FigureEdit,
    FigureRejection,
    HintDismissal,
    OrganisationMerge,
    OrganisationRename,
    PassageMove,
)

SIGNS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
WORDS = st.text(SIGNS, min_size=1, max_size=9).filter(lambda t: t.strip() == t)
VALUES = {"value": st.floats(-1e9, 1e9)}
FIELDS = {
    "bound": st.sampled_from(BOUNDS),
    "unit": WORDS,
    "noun": WORDS,
    "organisation": st.none() | WORDS,
    "status": st.sampled_from(STATUSES),
    "date": st.sampled_from([None, "2021", "2021-02", "2020-02-29"]),
}
ANCHORS = st.builds(Anchor, st.text(), WORDS, st.integers(-1, 10**9), WORDS, st.text(), st.text())
CHANGES = st.fixed_dictionaries(VALUES, optional=FIELDS)
DEEDS = st.one_of(
    st.builds(FigureEdit, ANCHORS, CHANGES, CHANGES),
    st.builds(FigureRejection, ANCHORS),
    st.builds(FigureAddition, ANCHORS, CHANGES.map(lambda fields: Figure(**fields))),
    st.builds(PassageMove, ANCHORS, st.none() | WORDS, st.none() | WORDS),
    st.builds(HintDismissal, ANCHORS, ANCHORS, st.sampled_from(HINT_KINDS)),
    st.builds(OrganisationMerge, WORDS.map(lambda w: f"{w}甲"), WORDS.map(lambda w: f"{w}乙")),
    st.builds(OrganisationRename, st.just("甲"), WORDS.map(lambda w: f"{w}乙"), WORDS, WORDS),
)
CORRECTIONS = st.lists(st.builds(Correction, WORDS, st.text(), DEEDS, st.text()), max_size=4)


@given(CORRECTIONS)
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_back(corrections):
    text = dump_corrections(corrections)
    text.encode()
    assert read_corrections(text, name="更正") == tuple(corrections)


def test_half_a_character_is_written_so_that_any_editor_opens_the_file(tmp_path):
    at = Anchor("", "甲", 3, "数\ud842字", "前\udfb7")
    corrections = (Correction("1", "", FigureRejection(at)),)
    text = dump_corrections(corrections)
    assert "\\ud842" in text
    (tmp_path / "更正.json").write_text(f"\ufeff{text}", "utf-8")
    assert load_corrections(tmp_path / "更正.json") == corrections


ODD = {"huge": 10**400, "nan": float("nan"), "inf": float("inf"), "half": "家\ud800", "list": [1]}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_a_field_cannot_have_held_is_left_out(odd):
    entry = {"action": "edit_figure", "doc": "甲", "text": "四个", "changes": {"value": 4}}
    entry["was"] = {"value": odd, "unit": "个"}
    (one,) = read_corrections(json.dumps({"corrections": [entry]}), name="")
    assert one.deed.was == {"unit": "个"}


def test_an_entry_without_id_has_that_of_its_content():
    entry = {"action": "reject_figure", "doc": "甲", "text": "四个"}
    one, same, other = read_corrections(
        json.dumps({"corrections": [entry, {**entry, "note": "n"}, {**entry, "start": 4}]}), name=""
    )
    assert len(one.id) == 12
    assert one.id == same.id != other.id
    assert (one.deed.at.start, other.deed.at.start) == (-1, 4)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": True}, "“数值”（value）要是一个数"),
        ({"value": float("nan")}, "“数值”（value）要是一个数"),
        ({"value": 10**400}, "“数值”（value）要是一个数"),
        ({"value": None}, "“数值”（value）要是一个数"),
        ({"value": 5, "high": 5}, "上限要大于数值"),
        ({"unit": 3}, "“单位”（unit）要是一串字，不能太长"),
        ({"noun": "长" * 201}, "“事项”（noun）要是一串字，不能太长"),
        ({"organisation": ""}, "“机构”（organisation）不能是空的"),
        ({"status": "soon"}, "“status”只能是：done、planned、required"),
        ({"date": "2021-02-30"}, "“2021-02-30”不是日期，要写成 2021-12-30、2021-12 或 2021"),
        ({"date": "2021年"}, "“2021年”不是日期，要写成 2021-12-30、2021-12 或 2021"),
        ({"unit": "家", "kind": "date"}, "没有“kind”这一栏；可用的有：value、high、bound"),
    ],
)
def test_a_field_that_cannot_be_is_told(fields, said):
    with pytest.raises(FieldProblem) as told:
        read_fields(fields)
    assert str(told.value).startswith(said)


def test_a_figure_needs_a_value():
    with pytest.raises(FieldProblem, match="缺少“数值”（value）"):
        read_figure({"unit": "家"})
    assert read_figure({"value": 3, "unit": " 家 "}) == Figure(3.0, unit="家")


@pytest.mark.parametrize(
    "entry",
    [
        {"action": "edit_figure", "doc": "甲", "text": "四个", "changes": {}},
        {"action": "edit_figure", "doc": "甲", "text": "四个", "changes": []},
        {"action": "reject_figure", "doc": "甲", "text": "四个", "start": "3"},
        {"action": "reject_figure", "doc": "甲", "text": "四个", "start": -7},
        {"action": "reject_figure", "doc": 3, "text": "四个"},
        {"action": "move_passage", "doc": "甲", "text": "四个"},
        {"action": "move_passage", "doc": "甲", "text": "四个", "organisation": 3},
        {"action": "merge_organisations", "organisation": "甲", "into": "甲"},
        {"action": "rename_organisation", "organisation": "甲", "name": " "},
        {"action": ["edit_figure"]},
        {"action": "rename_organisation", "organisation": "甲", "name": "乙\ud800"},
        {"action": "rename_organisation", "organisation": "甲", "name": "乙", "short": "\udc00"},
        {"action": "move_passage", "doc": "甲", "text": "四个", "organisation": "乙\u2028丙"},
        {"action": "reject_figure", "doc": "甲", "text": "四个", "id": "\ud800"},
    ],
    ids=str,
)
def test_an_entry_with_a_mistake_is_named(entry):
    good = {"action": "reject_figure", "doc": "甲", "text": "四个"}
    with pytest.raises(ResourceError) as told:
        read_corrections(json.dumps({"corrections": [good, entry]}), name="甲.json")
    assert str(told.value).startswith("更正文件“甲.json”的第 2 条：")
    assert told.value.values["entry"] == 2


def test_a_file_that_cannot_be_read_is_told_by_its_name(tmp_path):
    (tmp_path / "旧.json").write_bytes("更正".encode("gbk"))
    for name in ("旧.json", "没有.json"):
        with pytest.raises(ResourceError, match=f"更正文件“{name}”读不出来") as error:
            load_corrections(tmp_path / name)
        assert error.value.code == "corrections_unreadable"
        assert error.value.values == {"file": name}
