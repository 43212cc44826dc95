"""Keyword in context: context is text, pages do not lose lines, bad patterns are explained."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.select import Scope, select
from analysis.errors import BadPatternError, UnknownNameError
from analysis.schema import CONCORDANCE
from analysis.tables.concordance import concordance, hit_counts, query_hits
from tests.analysis.tables.small import Text, small_corpus
from tests.analysis.tables.three import UNION, YOUTH, three_bodies

SIGNS = st.text(alphabet="整改落实。\n會", max_size=60)


@settings(max_examples=25)
@given(text=SIGNS, query=st.text("整改会", min_size=1, max_size=2), width=st.integers(0, 9))
def test_left_node_and_right_stand_in_the_text(text, query, width):
    corpus = small_corpus([Text("d", text)])
    table = CONCORDANCE.check(concordance(corpus, select(corpus), query, limit=None, width=width))
    assert len(table) == corpus.documents[0].folded.count(query)
    for row in table.itertuples():
        assert text[row.start - len(row.left) : row.end + len(row.right)] == (
            row.left + row.node + row.right
        )
        assert "\n" not in row.left + row.right
        assert len(row.left) <= width
        assert len(row.right) <= width


def test_context_is_as_wide_as_asked_within_the_paragraph():
    corpus = three_bodies()
    (line,) = concordance(corpus, select(corpus), "责任", width=3).itertuples()
    assert (line.left, line.node, line.right) == ("实整改", "责任", "，整改")
    (line,) = concordance(corpus, select(corpus), "团中央", width=9).itertuples()
    assert (line.left, line.node, line.right) == ("", "团中央", "收到200余条意见")


def test_a_line_says_whose_sentence_it_is():
    corpus = three_bodies()
    (line,) = concordance(corpus, select(corpus), "专项整治").itertuples()
    assert line.sentence == "团中央收到200余条意见，专项整治推进。"
    assert (line.organisation, line.paragraph, line.doc) == (YOUTH, 1, "三家群团")
    (line,) = concordance(corpus, select(corpus), "大局").itertuples()
    assert pd.isna(line.organisation)


def test_either_script_finds_both_and_the_original_is_shown():
    corpus = three_bodies()
    for query in ("服務", "服务"):
        nodes = concordance(corpus, select(corpus), query)["node"].tolist()
        assert nodes == ["服务", "服务", "服務"]


def test_sorting_looks_at_the_nearest_character_first():
    corpus = small_corpus([Text("d", "丙乙整改甲。\n乙甲整改丙。\n甲丙整改乙。")])
    mask = select(corpus)

    def contexts(sort):
        table = concordance(corpus, mask, "整改", sort=sort)
        return [row.left + row.right for row in table.itertuples()]

    assert contexts("document") == ["丙乙甲。", "乙甲丙。", "甲丙乙。"]
    assert contexts("left") == ["甲丙乙。", "乙甲丙。", "丙乙甲。"]
    assert contexts("right") == ["乙甲丙。", "丙乙甲。", "甲丙乙。"]


def test_sorting_by_organisation_puts_sentences_without_one_last():
    corpus = three_bodies()
    table = concordance(corpus, select(corpus), "。", sort="organisation")
    assert table["organisation"].tolist()[:5] == [YOUTH, UNION, UNION, UNION, UNION]
    assert pd.isna(table["organisation"][5])


def test_pages_together_are_all_lines():
    corpus = three_bodies()
    mask = select(corpus)
    whole = concordance(corpus, mask, "，", limit=None, sort="right")
    pages = [concordance(corpus, mask, "，", offset=i, limit=2, sort="right") for i in (0, 2, 4)]
    assert len(whole) == 4
    assert [len(page) for page in pages] == [2, 2, 0]
    assert pd.concat(pages, ignore_index=True).equals(whole)


def test_scope_limits_lines():
    corpus = three_bodies()
    mask = select(corpus, Scope(organisations=(YOUTH,)))
    assert concordance(corpus, mask, "整")["left"].tolist() == ["团中央收到200余条意见，专项"]


def test_an_unknown_sort_tells_the_choices():
    corpus = three_bodies()
    with pytest.raises(UnknownNameError, match="document、left"):
        concordance(corpus, select(corpus), "整改", sort="length")


def test_nothing_found_keeps_the_columns():
    corpus = three_bodies()
    for regex in (False, True):
        assert CONCORDANCE.check(concordance(corpus, select(corpus), "不在", regex=regex)).empty


def test_patterns_are_looked_for_in_folded_sentences():
    corpus = three_bodies()
    mask = select(corpus)
    table = concordance(corpus, mask, r"\d+(余)?[个条人]", regex=True)
    assert table["node"].tolist() == ["46个", "35个", "200余条", "８５０人"]
    assert concordance(corpus, mask, "服務.員?", regex=True)["node"].tolist() == [
        "服务大",
        "服务职",
        "服務基",
    ]
    assert concordance(corpus, mask, "^全总.*。$", regex=True)["paragraph"].tolist() == [0, 0]


def test_empty_matches_are_no_hits():
    corpus = three_bodies()
    assert query_hits(corpus, select(corpus), "整?", regex=True)["start"].tolist() == [
        25,
        30,
        51,
        18,
    ]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("整(改", "第 2 个字符处少一个“\\)”"),
        ("整[改", "第 2 个字符处少一个“]”"),
        ("整改)", "第 3 个字符处多了一个"),
        ("*改", "第 1 个字符处"),
        ("＋＋（改", "^$"),
        ("", "1 到 200 个字符"),
        ("改" * 201, "1 到 200 个字符"),
    ],
)
def test_a_bad_pattern_is_explained(pattern, message):
    corpus = three_bodies()
    if message == "^$":
        assert query_hits(corpus, select(corpus), pattern, regex=True).empty
        return
    with pytest.raises(BadPatternError, match=message):
        query_hits(corpus, select(corpus), pattern, regex=True)


def test_counts_tell_words_from_strings_inside_words():
    corpus = three_bodies()
    counts = hit_counts(corpus, select(corpus), "總工會")
    assert counts == (1, 1, 0, 1, 1)
    counts = hit_counts(corpus, select(corpus), "工会")
    assert counts == (2, 1, 1, 2, 2)
    assert hit_counts(corpus, select(corpus, Scope(organisations=(YOUTH,))), "工会").n == 0
