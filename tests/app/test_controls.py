import pytest

from analysis.corpus.select import Scope
from analysis.schema import FACTS, THEMES
from analysis.tables.marks import Mark
from analysis.tables.reader import ReaderParagraph, ReaderSentence
from app import cache
from app.components.reader import (
    Owners,
    Place,
    Reading,
    bar_colours,
    figure_items,
    parse_place,
    reader_items,
    window,
)
from app.components.text import pieces
from app.controls import plain, shortened

OWNERS = Owners({"全国总工会": "全总"}, {"全国总工会": "#111111"}, "#999999", "未归属", "（合写）")


def test_the_panel_counts_what_the_cell_counts(open_page, panel):
    corpus = cache.corpus()
    table = cache.themes(corpus, Scope(), "organisation")
    cell = table[(table["theme"] == "整改") & (table["group"] == "中华全国总工会")].iloc[0]
    app = open_page(focus="theme:整改", row="中华全国总工会")
    heads = [element.value for element in app.markdown]
    assert any(f"{cell['n']} 处" in head.replace("\\", "") for head in heads)
    items = panel(app, "overview-sentences")["items"]
    marks = [p for item in items for p in item["pieces"] if "m-focus" in p[1]]
    assert len(marks) == cell["n"]
    assert {item["owner"] for item in items} == {"全国总工会"}


def test_show_more_adds_twelve(open_page, panel):
    app = open_page(focus="term:工会")
    assert len(panel(app, "overview-sentences")["items"]) == 12
    app.button(key="overview-sentences-more").click().run()
    assert len(panel(app, "overview-sentences")["items"]) == 24


def test_chart_and_table_are_two_sides_of_a_card(open_page):
    app = open_page()
    n_charts = len(app.get("plotly_chart"))
    app.segmented_control(key="overview-who-view").set_value("table").run()
    assert len(app.get("plotly_chart")) == n_charts - 1
    (table,) = app.dataframe
    assert list(table.value.columns) == THEMES.names
    assert "全国总工会" in set(table.value["group"])
    app.segmented_control(key="overview-who-view").set_value("chart").run()
    assert len(app.get("plotly_chart")) == n_charts


def test_an_empty_scope_says_what_was_asked_and_how_to_get_out(open_page):
    app = open_page(doc=["000_99d92ce5c5b1e1cf"], org=["中共天津市委员会"])
    (said,) = app.info
    assert "天津市委" in said.value
    assert app.get("plotly_chart") == []
    app.button(key="empty-undo").click().run()
    assert not app.info
    assert app.multiselect(key="bar-org").value == []
    assert app.multiselect(key="bar-doc").value == ["000_99d92ce5c5b1e1cf"]


def test_a_link_to_an_unknown_corpus_is_told(open_page):
    app = open_page(corpus="0000")
    assert "不在这台电脑上" in app.error[0].value
    assert app.metric[0].value == "5 篇"


def test_language_switch_changes_every_name(open_page):
    app = open_page()
    app.button(key="bar-lang").click().run()
    assert [metric.label for metric in app.metric] == [
        "Documents",
        "Body text",
        "Sentences",
        "Organisations",
        "Figures",
    ]
    assert app.multiselect(key="bar-doc").placeholder == "Documents: all 5"


def test_names_from_documents_are_not_markdown():
    assert plain("**a** [b](c) $x$ :red[d]\n# e") == (
        "\\*\\*a\\*\\* \\[b\\]\\(c\\) \\$x\\$ \\:red\\[d\\] \\# e"
    )


def test_titles_are_cut_with_an_ellipsis():
    assert shortened("一二三四五六七八九十一二三四") == "一二三四五六七八九十一二三四"
    assert shortened("一二三四五六七八九十一二三四五") == "一二三四五六七八九十一二三…"


@pytest.mark.parametrize(
    ("given", "place"),
    [("甲:乙:12", Place("甲:乙", 12)), ("甲", None), (":3", None), ("甲:-1", None), ("", None)],
)
def test_places(given, place):
    assert parse_place(given) == place
    if place:
        assert place.id == given


def test_pieces_are_cut_at_all_borders_and_lose_nothing():
    text = "全总党组列出8个突出问题"
    marks = [
        Mark(0, 4, "organisation", "中华全国总工会"),
        Mark(0, 2, "focus", ""),
        Mark(6, 8, "figure", "全总 · 突出问题"),
    ]
    cut = pieces(text, marks, reversed_at=0)
    assert "".join(piece[0] for piece in cut) == text
    assert cut == [
        ["全总", "m-focus m-here m-organisation", "中华全国总工会"],
        ["党组", "m-organisation", "中华全国总工会"],
        ["列出", "", ""],
        ["8个", "m-figure", "全总 · 突出问题"],
        ["突出问题", "", ""],
    ]


def test_bar_beside_a_paragraph_shows_owners_in_proportion():
    assert bar_colours([("#111111", 10)]) == "#111111"
    assert bar_colours([("#111111", 10), ("#111111", 5)]) == "#111111"
    assert bar_colours([("#111111", 30), ("#222222", 10)]) == (
        "linear-gradient(to bottom, #111111 0.0% 75.0%, #222222 75.0% 100.0%)"
    )


def paragraph(number, start, text, owner=None, marks=()):
    sentence = ReaderSentence(number, 0, len(text), owner, "", "passage", "high")
    return ReaderParagraph(number, start, start + len(text), text, "", (sentence,), tuple(marks))


def test_reader_names_owners_where_they_change_and_reverses_the_open_hit():
    first = paragraph(0, 0, "全总抓整改。", "全国总工会", [Mark(3, 5, "focus", "")])
    second = paragraph(1, 7, "再抓整改。", "全国总工会", [Mark(2, 4, "focus", "")])
    third = paragraph(2, 13, "其他。")
    items = reader_items([first, second, third], OWNERS, Reading(9, ("focus",), False), "zh")
    assert [item["names"] for item in items] == [["全总"], [], ["未归属"]]
    assert [item["id"] for item in items] == ["", "here", ""]
    assert items[0]["sentences"][0]["pieces"][1] == ["整改", "m-focus", ""]
    assert items[1]["sentences"][0]["pieces"][1] == ["整改", "m-focus m-here", ""]
    assert [item["sentences"][0]["here"] for item in items] == [False, True, False]


def test_open_hit_is_shown_even_when_its_marks_are_off():
    one = paragraph(0, 0, "全总抓整改。", None, [Mark(3, 5, "focus", ""), Mark(0, 2, "theme", "x")])
    (item,) = reader_items([one], OWNERS, Reading(3, (), False), "zh")
    assert [piece[1] for piece in item["sentences"][0]["pieces"]] == ["", "m-focus m-here", ""]


def test_a_long_text_is_shown_around_the_place():
    assert window([10] * 5, 2) == (0, 5)
    first, last = window([1_000] * 500, 250)
    assert last - first == 61
    assert first < 250 < last
    assert window([], 0) == (0, 0)


def test_figures_are_written_as_the_text_writes_them():
    row = dict.fromkeys(FACTS.names, "")
    numbers = {"start": 7, "end": 12, "value": 200.0, "high": None, "paragraph": 0}
    table = FACTS.rows(
        [
            row | numbers | {"doc": "甲", "text": "200余条", "unit": "条", "noun": "突出问题"},
            row | numbers | {"doc": "甲", "text": "326條", "unit": "条", "noun": "意見"},
        ]
    )
    assert figure_items(table) == [
        {"id": "甲:7", "number": "200余", "unit": "条", "noun": "突出问题"},
        {"id": "甲:7", "number": "326條", "unit": "", "noun": "意見"},
    ]
