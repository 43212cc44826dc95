"""Strings found in many documents at once are those that each document alone has."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.document import Annotator
from analysis.corpus.segments.hits import HitFinder
from analysis.ingest.fold import fold, simplify
from analysis.lexicon.organisations import load_gazetteer
from analysis.schema import Document, Metadata, Settings, Theme

THEME = Theme("整改", "整改", "整改", "", terms=("整改", "整改落实", "政府"), exclude=("不整改",))
ANNOTATOR = Annotator(Settings(themes=(THEME,)))
FINDER = HitFinder(ANNOTATOR)
GAZETTEER = load_gazetteer()
PIECES = (
    "重庆市",
    "万州区",
    "区委",
    "市总",
    "总工会",
    "人民政府",
    "不整改",
    "落实",
    "客户端",
    "總工會",
    "反覆",
    "ＧＤＰ",
    "，",
    "𠀀",
    "\n",
)
TEXTS = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=4), max_size=5
)


def document(text: str) -> Document:
    header = Metadata(title=text, author="甲")
    return Document("0", "甲", "", text, simplify(text), fold(text), header, (), (), "", "")


@settings(max_examples=60)
@given(TEXTS)
def test_hits_are_those_of_each_document_alone(texts: list[str]):
    documents = [document(text) for text in texts]
    found = list(FINDER.find(documents))
    names = [hits.names for hits in found]
    assert [one.in_text for one in names] == [GAZETTEER.find(one.folded) for one in documents]
    assert [one.header for one in names] == [fold(f"{one.text}\n\n\n甲") for one in documents]
    assert [one.in_header for one in names] == [GAZETTEER.find(one.header) for one in names]
    themes = [ANNOTATOR.theme_hits(one) for one in documents]
    assert [ANNOTATOR.theme_hits(*pair) for pair in zip(documents, found, strict=True)] == themes


def test_a_string_of_names_and_themes_is_a_hit_of_both():
    [hits] = FINDER.find([document("市政府整改落实")])
    strings = ANNOTATOR.strings
    assert "政府" in {strings[0][row] for row, _, _ in hits.names.in_text}
    assert sorted((strings[1][row], start, end) for row, start, end in hits.themes) == [
        ("政府", 1, 3),
        ("整改", 3, 5),
        ("整改落实", 3, 7),
    ]


def test_no_string_reaches_over_into_the_next_document():
    first, second = FINDER.find([document("人民政"), document("府")])
    assert (first.names.in_text, second.names.in_text) == ([], [])
