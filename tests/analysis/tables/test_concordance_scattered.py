"""Lines of corpora of several segments, against sorting the key of every place."""

import re
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import BadPatternError
from analysis.schema import CONCORDANCE
from analysis.tables import matches, ordering
from analysis.tables.concordance import (
    SORTS,
    concordance,
    count_query,
    focus_lines,
    lines,
    query_hits,
)
from analysis.tables.hits import Focus, count_places, hits
from analysis.tables.literals import leading_strings, required_strings
from analysis.tables.patterns import compile_pattern
from tests.analysis.tables.scattered import PIECES, asked
from tests.analysis.tables.test_hits_scattered import TERMS, plain_hits


def is_accepted(pattern):
    """Return whether a pattern is not refused for the ways in which it can match."""
    try:
        compile_pattern(pattern, longest=200)
    except BadPatternError:
        return False
    return True


TREES = st.recursive(
    st.sampled_from(["整", "人", "a", ".", "[整a]", "[^人]", r"\W", "工会", "改"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        inner.map("(?:{})?".format),
        inner.map("(?:{}){{1,2}}".format),
        inner.map("(?>(?:{}){{1,3}})".format),
        inner.map("(整){}\\1".format),
    ),
    max_leaves=4,
).filter(is_accepted)
PATTERNS = TREES | st.sampled_from(
    [
        "整(改|人)?",
        "[整人].{0,3}改",
        "(?i)A+",
        "人人",
        "(?<=整)改",
        "^.*会",
        "工(?!会)|人{2}",
        r"\w。?",
        "整改.{0,3}",
        "整[^。]*人",
        "人.*?改",
        "(?s)整.{1,3}",
    ]
)


def plain_lines(corpus, found, sort, width):
    """Return the lines of all places, each sorted by the bytes of its whole context."""
    sentences = corpus.sentences.frame()
    rows = []
    for doc, row, start, end in found:
        document, sentence = corpus.documents[doc], sentences.loc[row]
        owner = sentence["organisation"]
        rows.append(
            {
                "doc": document.name,
                "start": start,
                "end": end,
                "left": document.text[max(start - width, 0) : start].rpartition("\n")[2],
                "node": document.text[start:end],
                "right": document.text[end : end + width].partition("\n")[0],
                "organisation": corpus.organisations[owner].canonical if owner >= 0 else None,
                "sentence": document.text[sentence["start"] : sentence["end"]],
                "paragraph": sentence["paragraph"],
                "before": document.folded[max(start - width, 0) : start][::-1].encode("gb18030"),
                "after": document.folded[end : end + width].encode("gb18030"),
            }
        )
    keys = {
        "document": lambda _: 0,
        "left": lambda row: row["before"],
        "right": lambda row: row["after"],
        "organisation": lambda row: (
            row["organisation"] is None,
            (row["organisation"] or "").encode("gb18030"),
        ),
    }
    return CONCORDANCE.rows(sorted(rows, key=keys[sort]))


@settings(max_examples=100)
@given(
    asked(),
    TERMS,
    st.fixed_dictionaries(
        {
            "sort": st.sampled_from(SORTS),
            "width": st.integers(0, 9),
            "offset": st.integers(0, 5),
            "limit": st.integers(0, 6) | st.none(),
        }
    ),
    st.sampled_from([0, 3, 256]),
)
def test_a_page_is_that_of_all_lines_sorted(question, term, layout, few):
    corpus, mask = question
    found = plain_hits(corpus, mask, Focus("term", term))
    wanted = plain_lines(corpus, found, layout["sort"], layout["width"])
    page = wanted[layout["offset"] :][: layout["limit"]].reset_index(drop=True)
    with patch.object(ordering, "FEW", few):
        found = CONCORDANCE.check(concordance(corpus, mask, term, **layout))
        pd.testing.assert_frame_equal(found, page)
        table = hits(corpus, mask, Focus("term", term))
        pd.testing.assert_frame_equal(lines(corpus, table, **layout), page)
        focused = focus_lines(corpus, mask, Focus("term", term), **layout)
        pd.testing.assert_frame_equal(focused, page)


@settings(max_examples=60)
@given(asked(), st.sampled_from(["整改", "人"]), st.sampled_from(SORTS))
def test_lines_of_a_theme_are_sorted_like_those_of_a_string(question, key, sort):
    corpus, mask = question
    focus = Focus("theme", key)
    wanted = plain_lines(corpus, plain_hits(corpus, mask, focus), sort, 5)
    found = focus_lines(corpus, mask, focus, sort=sort, width=5, limit=None)
    pd.testing.assert_frame_equal(found, wanted)


@settings(max_examples=100)
@given(
    asked(),
    PATTERNS,
    st.fixed_dictionaries(
        {
            "NEAR": st.sampled_from([0, 3, 50]),
            "TOGETHER": st.sampled_from([1, 20, 1 << 15]),
            "WORTH": st.integers(0, 50),
        }
    ),
)
def test_matches_are_those_of_trying_every_sentence(question, pattern, limits):
    corpus, mask = question
    sentences = corpus.sentences.frame()[mask]
    wanted = [
        [row.doc, row.Index, row.start + match.start(), row.start + match.end()]
        for row in sentences.itertuples()
        for match in re.finditer(pattern, corpus.documents[row.doc].folded[row.start : row.end])
        if match.end() > match.start()
    ]
    with patch.multiple(matches, **limits):
        found = query_hits(corpus, mask, pattern, regex=True)
        assert found.to_numpy().tolist() == wanted
        assert count_query(corpus, mask, pattern, regex=True) == count_places(found)
        page = concordance(corpus, mask, pattern, regex=True, offset=1, limit=2)
    pd.testing.assert_frame_equal(page, lines(corpus, found, offset=1, limit=2))


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("整改", [["整改"]]),
        ("整改|落实", [["整改", "落实"]]),
        ("整(改|治)", [["整改", "整治"]]),
        ("整改.*落实", [["整改"], ["落实"]]),
        ("整?改", [["改"]]),
        (r"\d+(余|多)?[个条]", [["个", "条"]]),
        ("(整改)+", [["整改"]]),
        ("(整改)*", []),
        ("整{2}", [["整"]]),
        ("整(?=改)", [["改"], ["整"]]),
        ("(?<=整)改", [["整"], ["改"]]),
        ("整(?!改)", [["整"]]),
        ("(整.改|落.实)", [["整", "落"]]),
        ("(整.改|.)", []),
        ("[^整]", []),
        ("[一-龥]改", [["改"]]),
        ("(?i)a改", [["改"]]),
        ("(?i:a)b改", [["b改"]]),
        ("^整改$", [["整改"]]),
        (
            "[12][0-9][0-9]月",
            [[f"{n}月" for n in range(10)], [str(n) for n in range(10, 30)]],
        ),
        ("(?P<x>整)改(?P=x)", [["整改"]]),
        ("(?>整+)改", [["整"], ["改"]]),
        ("(整)?(?(1)改|落)", []),
        ("", []),
    ],
)
def test_what_a_text_must_hold(pattern, needs):
    found = required_strings(re.compile(pattern))
    assert sorted(map(sorted, found)) == sorted(needs)


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("整(改|治).*", ["整改", "整治"]),
        ("整?改.", ["改", "整改"]),
        ("[整人]+", None),
        ("整+改", None),
        ("整?.改", None),
        ("", None),
    ],
)
def test_what_a_match_begins_with(pattern, begins):
    found = leading_strings(re.compile(pattern))
    assert begins == (None if found is None else sorted(found))


@settings(max_examples=100)
@given(
    st.recursive(
        st.sampled_from(["整", "改", "a", ".", "[整a]", "(?i:a)", "$", "(?=改)", "(?!整)", "[^a]"]),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("".join),
            st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
            inner.map("(?:{})?".format),
            inner.map("(?:{}){{1,2}}".format),
            inner.map("({})".format),
        ),
        max_leaves=6,
    ),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
)
def test_every_text_that_matches_holds_what_is_needed(pattern, text):
    compiled = re.compile(pattern)
    if compiled.search(text):
        for strings in required_strings(compiled):
            assert any(string in text for string in strings)
