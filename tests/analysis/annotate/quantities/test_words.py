"""Words found by their first character: the same as one alternation finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.quantities.words import Words

SKIP = ["人均", "公用", "对象"]
EXPRESSIONS = [
    "建立健全",
    "建成",
    "建",
    "(?<![公作])用(?!户)",
    "对(?!象|策)",
    "[及和]各(?!类)",
    "人口",
]
PLAIN = re.compile(f"(?P<skip>{'|'.join(SKIP)})|{'|'.join(EXPRESSIONS)}")
TEXTS = st.text(alphabet="人均公用对象策建立健全成户作及和各类口增", max_size=30)


@given(TEXTS, st.integers(0, 10), st.integers(0, 30))
def test_words_match_and_search_as_one_alternation_does(text: str, place: int, limit: int) -> None:
    words = Words(EXPRESSIONS, SKIP)
    for mine, plain in (
        (words.match(text, place, limit), PLAIN.match(text, place, limit)),
        (words.search(text, place, limit), PLAIN.search(text, place, limit)),
    ):
        assert (mine and (mine.span(), mine.lastgroup)) == (
            plain and (plain.span(), plain.lastgroup)
        )


@given(TEXTS)
def test_words_are_found_in_order_without_overlap(text: str) -> None:
    spans = [match.span() for match in Words(EXPRESSIONS, SKIP).finditer(text)]
    assert spans == [match.span() for match in PLAIN.finditer(text)]


@pytest.mark.parametrize(
    ("text", "end"), [("建成建立健全学校", 6), ("学校建成", 0), ("", 0), ("建", 1)]
)
def test_a_run_of_words_is_passed_over(text: str, end: int) -> None:
    assert Words(EXPRESSIONS).pass_over(text) == end
