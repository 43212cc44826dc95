import json

import pytest

from analysis.corpus.select import Scope
from app import cache
from app.charts.shown import SMALL_SAMPLE
from app.wording.text import text


def charts(app):
    return {
        chart.proto.id.rsplit("-overview-", 1)[-1]: json.loads(chart.proto.spec)
        for chart in app.get("plotly_chart")
    }


def test_metrics_say_how_much_there_is(open_page):
    size = cache.size(cache.corpus(), Scope())
    app = open_page()
    assert [metric.value for metric in app.metric] == [
        "5 篇",
        "1.51万字",
        f"{size.sentences} 句",
        f"{size.organisations} 个",
        f"{size.figures} 个",
    ]


def test_heat_map_holds_the_counts_of_the_table(open_page):
    app = open_page()
    table = cache.group_themes(cache.corpus(), Scope(), "organisation", 10)
    heat = charts(app)["who"]
    marks = [
        (group, theme, text)
        for trace in heat["data"]
        if trace["type"] == "scatter" and trace.get("customdata")
        for group, theme, text in zip(trace["y"], trace["x"], trace["text"], strict=True)
    ]
    expected = {(row.group, row.theme): str(row.n) if row.n else "·" for row in table.itertuples()}
    assert {(group, theme): text for group, theme, text in marks} == expected
    assert len(heat["data"][0]["y"]) == 10


@pytest.mark.parametrize("by", ["organisation", "document", "year"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_grouping_in_both_languages(open_page, by, lang):
    app = open_page(by=by, lang=lang)
    assert set(charts(app)) == {"who", "words", "figures"}


def test_all_rows_on_demand(open_page):
    app = open_page()
    main = len(cache.groups(cache.corpus(), Scope(), "organisation"))
    assert main > 10
    app.button(key="overview/all-all").click().run()
    assert len(charts(app)["who"]["data"][0]["y"]) == main


def test_a_row_narrows_words_and_figures(open_page, panel):
    corpus, name = cache.corpus(), "中国共产主义青年团中央委员会"
    name = next(o.canonical for o in corpus.organisations if o.short in {"团中央", "共青团中央"})
    scope = Scope(organisations=(name,))
    app = open_page(row=name)
    figures = panel(app, "overview-figure-list")["items"]
    assert len(figures) == len(cache.facts(corpus, scope))
    assert {figure["noun"] for figure in figures} >= {"课题组", "调研报告"}
    words = charts(app)["words"]
    counted = cache.frequency(corpus, scope).set_index("term")["n"]
    solid = words["data"][0]
    assert counted[solid["y"][0]] == max(counted[term] for term in solid["y"])


def test_a_row_without_figures_says_so(open_page):
    corpus = cache.corpus()
    silent = next(
        name
        for name in cache.groups(corpus, Scope(), "organisation")
        if cache.facts(corpus, Scope(organisations=(name,))).empty
    )
    app = open_page(row=silent)
    assert any("没有报告数字" in caption.value for caption in app.caption)


def test_the_note_on_little_text_stands_where_a_drawn_group_has_little(open_page):
    told = set()
    for by in ("organisation", "document", "year"):
        amounts = cache.group_characters(cache.corpus(), Scope(), by)
        drawn = [amounts[label] for label in cache.groups(cache.corpus(), Scope(), by, 10)]
        app = open_page("overview", by=by)
        said = any(text("state.W1", "zh") == caption.value for caption in app.caption)
        assert said == (min(drawn) < SMALL_SAMPLE), by
        told.add(said)
    assert told == {True, False}
