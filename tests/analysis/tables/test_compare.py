"""Sides next to each other: what stands on one side only is really nowhere on the other."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.select import Scope, select
from analysis.schema import FACT_SIDES, SIDES, SPLIT
from analysis.tables.compare import Side, fact_sides, side_table, term_split, theme_split
from tests.analysis.tables.small import Text, small_corpus
from tests.analysis.tables.three import UNION, YOUTH, three_bodies

WORDS = st.lists(st.sampled_from(["工会", "总", "总工会", "会", "整改", "。"]), max_size=12)


def sides_of(corpus, *scopes):
    return [Side(label, select(corpus, scope)) for label, scope in scopes]


def bodies(corpus):
    return sides_of(
        corpus,
        ("全总", Scope(organisations=(UNION,))),
        ("团中央", Scope(organisations=(YOUTH,))),
    )


@settings(max_examples=25)
@given(one=WORDS, other=WORDS)
def test_counts_are_those_of_a_text_search(one, other):
    corpus = small_corpus([Text("a", "|".join(one)), Text("b", "|".join(other))])
    sides = sides_of(corpus, ("A", Scope(documents=("a",))), ("B", Scope(documents=("b",))))
    table = SPLIT.check(term_split(corpus, sides, stopwords=False))
    assert set(table["term"]) == {word for word in [*one, *other] if word != "。"}
    for row in table.itertuples():
        texts = [document.folded for document in corpus.documents]
        assert row.counts == [text.count(row.term) for text in texts]
        assert row.words == [one.count(row.term), other.count(row.term)]
        assert row.n == sum(row.counts)
        assert row.documents == sum(row.term in text for text in texts)
        only = [label for label, n in zip("AB", row.counts, strict=True) if n]
        assert row.kind == ("shared" if len(only) == 2 else "only")
        assert row.side == only[0] if row.kind == "only" else pd.isna(row.side)


def test_a_string_inside_a_longer_word_is_not_missing():
    corpus = small_corpus([Text("a", "工会|。"), Text("b", "总工会|。")])
    sides = sides_of(corpus, ("A", Scope(documents=("a",))), ("B", Scope(documents=("b",))))
    table = term_split(corpus, sides).set_index("term")
    assert (table.loc["工会", "kind"], table.loc["工会", "counts"]) == ("shared", [1, 1])
    assert table.loc["工会", "words"] == [1, 0]
    assert (table.loc["总工会", "kind"], table.loc["总工会", "side"]) == ("only", "B")


def test_three_sides_have_words_of_some():
    corpus = small_corpus(
        [Text("a", "整改|落实|。"), Text("b", "整改|服务|。"), Text("c", "整改|服务|。")]
    )
    sides = sides_of(corpus, *((name.upper(), Scope(documents=(name,))) for name in "abc"))
    table = term_split(corpus, sides)
    assert table[["term", "kind"]].to_numpy().tolist() == [
        ["落实", "only"],
        ["整改", "shared"],
        ["服务", "some"],
    ]
    assert table["counts"].tolist() == [[1, 0, 0], [1, 1, 1], [0, 1, 1]]


def test_stop_words_and_short_words_can_be_left_out():
    corpus = small_corpus([Text("a", "的|改|整改|。"), Text("b", "的|。")])
    sides = sides_of(corpus, ("A", Scope(documents=("a",))), ("B", Scope(documents=("b",))))
    assert term_split(corpus, sides, stopwords=False)["term"].tolist() == ["改", "整改", "的"]
    assert term_split(corpus, sides, min_length=2)["term"].tolist() == ["整改"]


def test_sides_say_how_much_text_they_have():
    corpus = three_bodies()
    table = SIDES.check(side_table(corpus, bodies(corpus)))
    assert table.to_numpy().tolist() == [
        ["全总", 2, 4, 60, 27, 4, True],
        ["团中央", 1, 1, 20, 8, 1, True],
    ]


def test_a_thousand_characters_are_not_small():
    corpus = small_corpus([Text("a", "整" * 999 + "。"), Text("b", "整" * 998 + "。")])
    sides = sides_of(corpus, *((name, Scope(documents=(name,))) for name in "ab"))
    assert side_table(corpus, sides)["small"].tolist() == [False, True]


def test_themes_are_divided_in_the_same_way():
    corpus = three_bodies()
    table = SPLIT.check(theme_split(corpus, bodies(corpus)))
    assert table[["term", "kind", "side", "n", "documents"]].to_numpy().tolist()[:2] == [
        ["基层", "only", "全总", 2, 2],
        ["服务", "only", "全总", 1, 1],
    ]
    last = table.iloc[2]
    assert (last["term"], last["kind"], last["counts"]) == ("整改", "shared", [3, 1])


def test_figures_of_like_things_stand_together():
    corpus = three_bodies()
    sides = [*bodies(corpus), Side("其余", corpus.sentences["organisation"].to_numpy() < 0)]
    table = FACT_SIDES.check(fact_sides(corpus, sides))
    assert table[["unit", "head", "side", "text"]].to_numpy().tolist() == [
        ["个", "工会", "全总", "46个"],
        ["个", "问题", "全总", "35个"],
        ["人", "职工", "全总", "８５０人"],
        ["条", "意见", "团中央", "200余条"],
        ["项", "整改", "全总", "3項"],
    ]


def test_what_most_sides_report_comes_first():
    facts = (("35个", 35, "个", "具体问题", None, "figure"),)
    other = (
        ("3条", 3, "条", "建议", None, "figure"),
        ("21个", 21, "个", "突出问题", None, "figure"),
    )
    corpus = small_corpus(
        [
            Text("a", "梳理35个具体问题。", facts=facts),
            Text("b", "3条建议，21个突出问题。", facts=other),
        ]
    )
    sides = sides_of(corpus, *((name, Scope(documents=(name,))) for name in "ab"))
    table = fact_sides(corpus, sides)
    assert table["text"].tolist() == ["35个", "21个", "3条"]
    assert table["side"].tolist() == ["a", "b", "b"]


def test_empty_sides_keep_the_columns():
    corpus = three_bodies()
    nothing = [Side("A", select(corpus) & False), Side("B", select(corpus) & False)]
    for spec, table in (
        (SPLIT, term_split(corpus, nothing)),
        (SPLIT, theme_split(corpus, nothing)),
        (FACT_SIDES, fact_sides(corpus, nothing)),
    ):
        assert spec.check(table).empty
    assert side_table(corpus, nothing)["characters"].tolist() == [0, 0]
