import ast
from pathlib import Path
from string import Formatter

import pytest

from analysis.errors import BadPatternError
from analysis.schema import BOUNDS, CONFIDENCES, REASONS, RESULT_TABLES, SCRIPTS, STATUSES
from app.wording.errors import explain
from app.wording.headings import heading
from app.wording.numbers import (
    format_count,
    format_p,
    format_rate,
    format_share,
    format_short,
    format_value,
)
from app.wording.text import all_texts, text
from app.wording.values import VALUES, value_name

APP = Path(__file__).parents[2] / "app"


def placeholders(string):
    return sorted(name for _, name, _, _ in Formatter().parse(string) if name is not None)


@pytest.mark.parametrize("key", sorted(all_texts()))
def test_both_languages_say_something_about_the_same_values(key):
    zh, en = all_texts()[key]
    assert zh.strip()
    assert en.strip()
    assert set(placeholders(en)) <= set(placeholders(zh))


def named_keys(source):
    """Return the keys that a module asks for by name: ``say("…")``, ``text("…")``."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in {"say", "text"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_key_that_the_app_names_exists():
    named = {
        key for path in APP.rglob("*.py") for key in named_keys(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 50
    assert sorted(named - all_texts().keys()) == []


def test_text_fills_in_values():
    assert text("bar.documents_all", "zh", n=5) == "文档：全部 5 篇"
    assert text("bar.documents_all", "en", n=5) == "Documents: all 5"
    with pytest.raises(KeyError):
        text("bar.no_such_key", "zh")


@pytest.mark.parametrize("spec", RESULT_TABLES, ids=lambda spec: spec.name)
def test_every_column_has_a_heading_of_its_own(spec):
    for lang in ("zh", "en"):
        headings = [heading(spec.name, name, lang) for name in spec.names]
        assert all(headings)
        assert len(set(headings)) == len(headings), headings


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("bound", BOUNDS),
        ("reason", REASONS),
        ("confidence", CONFIDENCES),
        ("status", STATUSES),
        ("script", SCRIPTS),
    ],
)
def test_every_value_of_a_closed_set_has_a_word(field, values):
    assert set(VALUES[field]) == set(values)


def test_value_names():
    assert value_name("bound", "over", "zh") == "多于"
    assert value_name("reason", "passage", "en") == "carried over"
    assert value_name("noun", "基层工会", "en") == "基层工会"


@pytest.mark.parametrize(
    ("n", "zh", "en"),
    [
        (0, "0", "0"),
        (9_999, "9,999", "9,999"),
        (15_082, "1.51万", "15.1k"),
        (120_000, "12万", "120k"),
        (1_234_567, "123万", "1.23M"),
        (120_000_000, "1.2亿", "120M"),
    ],
)
def test_short_numbers(n, zh, en):
    assert format_short(n, "zh") == zh
    assert format_short(n, "en") == en
    assert format_short(n, "zh", plain=True) == format_count(n)


def test_numbers_are_rounded_as_the_design_says():
    missing = float("nan")
    assert format_count(15_082) == "15,082"
    assert [format_rate(x) for x in (215.83, 0.0, missing)] == ["215.8", "0.0", "—"]
    assert [format_share(x) for x in (0.3684, missing)] == ["36.8%", "—"]
    assert [format_p(x) for x in (0.0004, 0.0123, missing)] == ["<0.01", "0.012", "—"]
    assert [format_value(x) for x in (5200.0, 0.65, 12_345.5)] == ["5,200", "0.65", "12,345.5"]


def test_errors_are_told_in_the_language_of_the_page():
    error = BadPatternError("模式写错了", code="no_words_for_this_code", position=3)
    assert explain(error, "zh") == "模式写错了"
    assert explain(error, "en") == "This could not be done: 模式写错了"
