"""The units as they come, and what is told of a broken list."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import ResourceError
from analysis.lexicon.units import UNITS_FILE, alternatives, load_units, load_words


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("人次参加", "人次"),
        ("个百分点", "个百分点"),
        ("个月的", "个月"),
        ("千瓦时", "千瓦时"),
        ("元/人", "元/人"),
        ("平方公里", "平方公里"),
        ("km²的", "km²"),
        ("m高", "m"),
    ],
)
def test_the_longest_form_is_read(text: str, form: str) -> None:
    match = load_units().pattern.match(text)
    assert match is not None
    assert match[0] == form


@pytest.mark.parametrize(
    "text", ["人民", "成立", "家长", "项目", "年级", "所示", "mΩ", "GB 5749", "GB/T"]
)
def test_a_form_that_begins_a_word_is_no_unit(text: str) -> None:
    match = load_units().pattern.match(text)
    assert match is None


def test_units_are_normalised() -> None:
    units = load_units()
    assert [units.normalise(form) for form in ("百分点", "周年", "公尺", "个")] == [
        "个百分点",
        "年",
        "米",
        "个",
    ]


@pytest.mark.parametrize(
    ("form", "unit"), [("μg/m³", "微克/立方米"), ("元/kWh", "元/千瓦时"), ("Mt/a", "Mt/a")]
)
def test_compound_units_are_put_into_chinese_where_both_parts_can_be(form: str, unit: str) -> None:
    assert load_units().normalise(form) == unit


def test_every_normalised_form_is_listed() -> None:
    units = load_units()
    assert all(form in units.groups or units.per.fullmatch(f"/{form}") for form in units.same)
    assert {"classifiers", "measures", "durations", "rates", "times", "labels"} == set(
        units.groups.values()
    )


def test_alternatives_put_the_longest_first() -> None:
    assert alternatives(["达", "达到", "共", "达"]) == "达到|共|达"


def test_words_are_lists() -> None:
    assert "达到" in load_words()["links"]["forms"]


def test_a_guard_for_an_unknown_form_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "units.toml"
    source = UNITS_FILE.read_text(encoding="utf-8")
    broken.write_text(source.replace('"人" = "民', '"磅" = "民'), encoding="utf-8")
    with pytest.raises(ResourceError, match="磅"):
        load_units(broken)


def test_no_toml_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "units.toml"
    broken.write_text("[classifiers", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"units\.toml"):
        load_units(broken)
    with pytest.raises(ResourceError, match=r"units\.toml"):
        load_words(broken)
