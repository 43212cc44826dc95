import pytest
from streamlit.testing.v1 import AppTest

from analysis.corpus.select import Scope
from analysis.tables.hits import Focus
from app import cache


def address(app):
    return {name: app.query_params[name] for name in app.query_params}


def test_an_address_restores_the_view(open_page):
    app = open_page(
        doc=["000_99d92ce5c5b1e1cf"],
        org=["中华全国总工会"],
        by="document",
        focus="term:整改",
        lang="en",
    )
    assert app.multiselect(key="bar-doc").value == ["000_99d92ce5c5b1e1cf"]
    assert app.multiselect(key="bar-org").value == ["中华全国总工会"]
    assert app.segmented_control(key="bar-by").value == "document"
    assert tuple(app.selectbox(key="bar-focus").value) == ("term", "整改")
    assert app.metric[0].label == "Documents"
    assert app.metric[0].value == "1"


def test_a_bare_address_shows_everything_and_stays_bare(open_page):
    app = open_page()
    assert app.multiselect(key="bar-doc").value == []
    assert app.segmented_control(key="bar-by").value == "organisation"
    assert app.selectbox(key="bar-focus").value[0] == "theme"
    assert address(app) == {}


def test_the_address_holds_codes_whatever_the_language(open_page):
    app = open_page(lang="en")
    app.segmented_control(key="bar-by").set_value("year").run()
    assert address(app) == {"lang": "en", "by": "year"}
    app.button(key="bar-lang").click().run()
    assert address(app) == {"by": "year"}
    assert app.segmented_control(key="bar-by").value == "year"


def test_names_that_the_corpus_does_not_have_are_told(open_page):
    app = open_page(doc=["没有这一篇"], focus="organisation:没有这个机构", by="weekday")
    said = " ".join(caption.value for caption in app.caption)
    assert "没有这一篇" in said
    assert "没有这个机构" in said
    app.run()
    assert address(app) == {}


def test_undated_is_a_year_of_its_own(open_page):
    app = open_page()
    codes = app.multiselect(key="bar-year").options
    assert "无日期" in codes
    app.multiselect(key="bar-year").set_value(["none"]).run()
    assert address(app)["year"] == "none"
    undated = app.metric[0].value
    assert undated not in {"0 篇", "5 篇"}


def test_clear_forgets_scope_and_focus_but_not_the_grouping(open_page):
    app = open_page(doc=["000_99d92ce5c5b1e1cf"], focus="term:工会", by="document", lang="en")
    app.button(key="bar-clear").click().run()
    assert address(app) == {"by": "document", "lang": "en"}
    assert app.multiselect(key="bar-doc").value == []


def test_another_grouping_forgets_the_row(open_page):
    app = open_page(row="中华全国总工会", focus="theme:整改")
    assert app.selectbox(key="overview-sentences-row").value == "中华全国总工会"
    app.segmented_control(key="bar-by").set_value("document").run()
    assert "row" not in address(app)
    assert app.selectbox(key="overview-sentences-row").value is None


def test_no_focus_is_a_choice(open_page):
    app = open_page()
    app.selectbox(key="bar-focus").set_value(None).run()
    assert address(app) == {"focus": "none"}
    assert app.selectbox(key="bar-focus").value is None
    assert any("点图上的任意一处" in caption.value for caption in app.caption)


@pytest.mark.parametrize("name", ["search", "themes"])
def test_scope_and_focus_travel_to_other_pages(open_page, name):
    app = open_page(org=["中华全国总工会"], focus="term:整改")
    app.switch_page(f"views/{name}.py").run()
    assert not app.exception
    assert app.multiselect(key="bar-org").value == ["中华全国总工会"]
    assert tuple(app.selectbox(key="bar-focus").value) == ("term", "整改")


def test_values_of_one_page_stay_with_it(open_page):
    app = open_page("search", q="整改.{0,2}落实", focus="term:工会")
    assert address(app)["q"] == "整改.{0,2}落实"
    app.switch_page("views/overview.py").run()
    assert address(app) == {"focus": "term:工会"}
    app.switch_page("views/search.py").run()
    assert address(app)["q"] == "整改.{0,2}落实"


def test_clicks_choose_focus_and_row():
    def script():
        import streamlit as st  # noqa: PLC0415 - the script is run on its own

        from app import state  # noqa: PLC0415
        from app.charts.clicks import Click  # noqa: PLC0415
        from app.controls import choose_click  # noqa: PLC0415

        state.arrive()
        state.begin("overview")
        choose_click(Click("theme", "整改", "甲"))
        st.text(str((tuple(state.current().focus), state.current().row)))
        choose_click(Click(row="乙"))
        st.text(str((tuple(state.current().focus), state.current().row)))
        choose_click(Click("term", "工会"))
        st.text(str((tuple(state.current().focus), state.current().row)))
        choose_click(Click("place", "一:2:30"))
        st.text(state.take_jump() + str(state.address("search")["at"]) + state.origin())

    app = AppTest.from_function(script, default_timeout=30).run()
    assert not app.exception
    assert [text.value for text in app.text] == [
        "(('theme', '整改'), '甲')",
        "(('theme', '整改'), '乙')",
        "(('term', '工会'), '乙')",
        "search('一:2:30',)overview",
    ]


def test_undated_documents_are_a_row_of_their_own(open_page):
    app = open_page(by="year", row="none", focus="term:服务")
    assert app.selectbox(key="overview-sentences-row").value == "none"
    corpus = cache.corpus()
    undated = cache.places(corpus, Scope(years=("",)), Focus("term", "服务"))
    assert undated.places < cache.places(corpus, Scope(), Focus("term", "服务")).places
    heads = [element.value.replace("\\", "") for element in app.markdown]
    assert any(f"服务 · {undated.places} 处 · {undated.sentences} 句" in head for head in heads)


def test_a_row_of_another_grouping_is_told(open_page):
    app = open_page(by="document", row="中华全国总工会")
    assert any("中华全国总工会" in caption.value for caption in app.caption)
    assert app.selectbox(key="overview-sentences-row").value is None
