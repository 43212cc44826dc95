import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from analysis.errors import BadPatternError, ResourceError, UnreadableFileError
from analysis.ingest.documents import read_document
from analysis.lexicon.corrections import read_entries
from analysis.lexicon.settings import read_user_words
from analysis.schema import (
    BOUNDS,
    CONFIDENCES,
    HINT_KINDS,
    REASONS,
    RESULT_TABLES,
    SCRIPTS,
    STATUSES,
    Failure,
)
from analysis.tables.patterns import compile_pattern
from app.wording.error_details import DETAILS
from app.wording.errors import explain
from app.wording.failures import failure_sentence
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

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"
ANALYSIS = ROOT / "analysis"


def placeholders(string):
    return sorted(name for _, name, _, _ in Formatter().parse(string) if name is not None)


@pytest.mark.parametrize("key", sorted(all_texts()))
def test_both_languages_say_something_about_the_same_values(key):
    zh, en = all_texts()[key]
    assert zh.strip()
    assert en.strip()
    if key.startswith("error."):  # in Chinese the error says everything itself
        assert placeholders(zh) in ([], ["message"])
    else:
        assert set(placeholders(en)) == set(placeholders(zh))


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
        ("kind", HINT_KINDS),
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


def calls_with_codes():
    """Yield code and names of values of every error that people may meet, codes known."""
    for path in sorted((*ANALYSIS.rglob("*.py"), APP / "corpora.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                given = {word.arg: word.value for word in call.keywords}
                if isinstance(given.get("code"), ast.Constant):
                    yield given["code"].value, frozenset(given) - {"code"}


def test_every_error_of_the_analysis_has_an_english_sentence_with_values_it_carries():
    raised = dict(calls_with_codes())
    assert len(raised) > 30
    for code, carried in raised.items():
        _, english = all_texts()[f"error.{code}"]
        assert set(placeholders(english)) <= (carried or {"message"}), code


# Codes that reach the error through a variable: with the name of the file, or of what is missing.
FILE_CODES = (
    "empty_file",
    "not_text",
    "too_long",
    "nothing_left",
    "damaged_file",
    "locked_file",
    "no_text",
    "json_without_text",
    "bloated_file",
    "pdf_scanned",
    "pdf_garbled",
    "pdf_empty",
    "pdf_pages",
    "old_word",
    "too_slow",
    "reader_crashed",
)
NAME_CODES = ("unknown_organisation", "unknown_document")


def test_codes_given_by_a_variable_have_an_english_sentence_too():
    given = {
        call.args[1].value
        for path in (ANALYSIS / "ingest").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "unreadable"
        and isinstance(call.args[1], ast.Constant)
    }
    assert given == set(FILE_CODES)
    for codes, names in ((FILE_CODES, {"file"}), (NAME_CODES, {"name", "choices"})):
        for code in codes:
            assert set(placeholders(all_texts()[f"error.{code}"][1])) <= names


@pytest.mark.parametrize(
    "module",
    [
        *("finding", "sources", "unpack", "containers/opening", "containers/records"),
        *("containers/columns", "containers/delimited", "containers/grid", "containers/objects"),
        *("containers/sheets",),
    ],
)
def test_every_failure_of_gathering_has_an_english_sentence(module):
    source = (ANALYSIS / "ingest" / f"{module}.py").read_text(encoding="utf-8")
    places = {"Failure": 2, "TableError": 1, "Note": 1}
    given = [
        call.args[places[call.func.id]]
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in places
    ]
    codes = {argument.value for argument in given if isinstance(argument, ast.Constant)}
    assert codes
    for code in codes:
        said = failure_sentence(Failure("a.zip", "中文", code), "en")
        assert said.startswith("a.zip: "), code


def test_no_error_sentence_is_for_a_code_that_nobody_raises():
    raised = {code for code, _ in calls_with_codes()} | {*FILE_CODES, *NAME_CODES}
    written = {key.removeprefix("error.") for key in all_texts() if key.startswith("error.")}
    assert written - raised == {"other"}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("甲 0 n", "the frequency must lie between 1 and 1000000000"),
        ("甲 5 9", "the tag must be letters, such as n, v, l"),
        ("甲 乙 丙 丁", "write a word, or word, frequency and tag, such as “镇街 500 n”"),
    ],
)
def test_mistakes_in_a_word_list_are_told_in_english(line, problem):
    with pytest.raises(ResourceError) as caught:
        read_user_words([line], name="list")
    said = explain(caught.value, "en")
    assert said == (
        f"Settings file “list”, “{line}” in user_words: {problem}. Correct it and try again."
    )
    assert explain(caught.value, "zh") == str(caught.value)


@pytest.mark.parametrize(
    "entry",
    [
        {"action": "reject_figure", "doc": "a", "text": ""},
        {"action": "reject_figure", "doc": "a", "text": "b", "start": "c"},
        {"action": "reject_figure", "text": "b"},
        {"action": "reject"},
        {"action": "edit_figure", "doc": "a", "text": "b", "changes": {"noun": "c\n"}},
        {"action": "edit_figure", "doc": "a", "text": "b", "changes": {"value": "c"}},
        {"action": "edit_figure", "doc": "a", "text": "b", "changes": {"bound": "c"}},
        {"action": "edit_figure", "doc": "a", "text": "b", "changes": {"date": "c"}},
        {"action": "edit_figure", "doc": "a", "text": "b", "changes": {"c": 1}},
        {"action": "edit_figure", "doc": "a", "text": "b", "changes": {}},
        {"action": "add_figure", "doc": "a", "text": "b", "figure": {"value": 2, "high": 1}},
        {"action": "add_figure", "doc": "a", "text": "b", "figure": {}},
        {"action": "move_passage", "doc": "a", "text": "b"},
        {"action": "move_passage", "doc": "a", "text": "b", "organisation": " "},
        {"action": "rename_organisation", "organisation": "a", "name": "a"},
        {"action": "rename_organisation", "organisation": "a", "name": "b", "short": 1},
        {"action": "dismiss_hint", "doc": "a", "text": "b", "hint": "c"},
        {"action": "dismiss_hint", "doc": "a", "text": "b", "hint": "same", "other": 1},
        1,
    ],
    ids=str,
)
def test_mistakes_in_a_file_of_corrections_are_told_in_english(entry):
    with pytest.raises(ResourceError) as caught:
        read_entries([entry], name="file")
    said = explain(caught.value, "en")
    assert said.startswith("File of corrections “file”, entry 1: ")
    assert not re.search("[\u3000-\u9fff\uff00-\uffef]", said)


@pytest.mark.parametrize(("chinese", "english"), DETAILS)
def test_parts_of_errors_are_put_into_english(chinese, english):
    n = chinese.count("{}")
    said = chinese.format(*"甲乙"[:n]) if n else chinese
    given = BadPatternError("…", code="pattern_wrong", position=3, reason=said)
    told = english.format(*"甲乙"[:n]) if n else english
    assert explain(given, "en") == f"Mistake in the pattern at character 3: {told}."


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("整改(", "The pattern is incomplete: missing “)” at character 3."),
        ("整改)", "Mistake in the pattern at character 3: one “)” too many."),
        ("*整", "Mistake in the pattern at character 1: nothing to repeat before “*”, “+”, “?” or"),
    ],
)
def test_mistakes_in_a_pattern_are_told_in_english(pattern, said):
    with pytest.raises(BadPatternError) as caught:
        compile_pattern(pattern)
    assert explain(caught.value, "en").startswith(said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "甲.txt: there is no text in it."),
        (b"7z\xbc\xaf\x27\x1c", "甲.txt: files of this kind (7z) are not read yet;"),
        (
            b"PK\x03\x04" + bytes(22) + b"\5\0\0\0word/",
            "甲.txt: the file is damaged or incomplete.",
        ),
        (b"\x89PNG\r\n", "甲.txt: files of this kind (PNG picture) are not read yet;"),
    ],
)
def test_files_that_cannot_be_read_are_told_in_english(data, said):
    with pytest.raises(UnreadableFileError) as caught:
        read_document("甲.txt", data)
    assert explain(caught.value, "en").startswith(said)
